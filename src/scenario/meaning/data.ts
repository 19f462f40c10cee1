/** Columns of CSV files: a `date` column and numbers, each row holding until the next. */

import { type Path, quote, suggestion } from '../../issue.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { nameDimension, PLAIN, sameDimension } from '../../quantity/dimension.ts';
import { fixedValueOf } from '../../quantity/evaluate.ts';
import { compileExpression, constant, isRefusal } from '../../quantity/expression.ts';
import type { Unit } from '../../quantity/units.ts';
import { type Cell, parseCsv } from '../files/csv.ts';
import { beside } from '../files/extend.ts';
import type { Change } from '../scenario.ts';
import { type FieldReader, LARGEST, type Wanted, wordsOf } from './field-reader.ts';
import type { Surroundings } from './read-context.ts';

/** A column as a schedule names it. */
export interface ColumnFile {
  readonly data: string;
  readonly column: string;
  readonly unit: string;
}

const MOST_CHARACTERS = 20_000_000;
/** So many faulty cells of a file are told one by one. */
const MOST_FAULTS = 50;

/** Reads `column` of the file `data`, by date; undefined, with every fault told, where it can't be. */
export function readColumn(
  desk: FieldReader,
  path: Path,
  written: ColumnFile,
  wanted: Wanted,
  { read, fileOf }: Surroundings,
): Omit<Change, 'by'>[] | undefined {
  const unit = readUnit(desk, [...path, 'unit'], written.unit, wanted);
  const table = readTable(desk, path, written, beside(fileOf(path), written.data), read);
  if (unit === undefined || table === undefined) return undefined;
  const { file, dates, values } = table;
  const changes = new Map<number, Omit<Change, 'by'>>();
  let faults = 0;
  const refuse = (cell: Cell, expected: string, remedy: string) => {
    const place = { file, line: cell.line, column: cell.column };
    const more = ++faults > MOST_FAULTS;
    if (faults > MOST_FAULTS + 1) return;
    desk.faults.add({
      ...{ severity: 'error', code: 'unreadable-data', path, place },
      ...(more
        ? { expected: 'sound cells', found: 'more faulty ones', remedy: 'Mend those above; the others are then told.' }
        : { expected, found: quote(cell.text), remedy }),
    });
  };
  const { most = LARGEST } = wanted;
  const bounds = most === LARGEST ? 'a number of at least 0' : `a number from 0 to ${most}`;
  for (const [row, dateCell] of dates.entries()) {
    const valueCell = values[row] as Cell;
    const day = parseDate(dateCell.text);
    const value = NUMBER.test(valueCell.text) ? Number(valueCell.text) * unit.scale : Number.NaN;
    const fits = value >= 0 && value <= most;
    if (day === undefined) refuse(dateCell, 'a date such as 2025-04-04', 'Write year-month-day, a day that exists.');
    else if (changes.has(day)) refuse(dateCell, 'each date once', 'Keep one row of this date.');
    if (!fits) refuse(valueCell, bounds, 'Write a plain number: its unit stands in the scenario file.');
    if (day !== undefined && fits) changes.set(day, { from: day, value: constant(value, unit.dimension), path });
  }
  return faults > 0 ? undefined : [...changes.values()].sort((left, right) => left.from - right.from);
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** The unit that a column is in. */
function readUnit(desk: FieldReader, path: Path, written: string, wanted: Wanted): Unit | undefined {
  const nameless = 'Write a unit such as t/year.';
  const unit = compileExpression(written, { ...desk.vocabulary, start: undefined, variables: new Map(), nameless });
  if (isRefusal(unit)) {
    desk.fault(unit.code ?? 'bad-expression', path, unit.expected, unit.found, unit.remedy);
    return undefined;
  }
  desk.money.name(path, written);
  const { dimension = PLAIN } = unit;
  const scale = fixedValueOf(unit);
  if (!(scale > 0 && Number.isFinite(scale))) {
    desk.fault('out-of-range', path, 'a unit such as t/year', quote(written), 'Write the unit of the numbers.');
    return undefined;
  }
  if (wanted.dimensions.length > 0 && !wanted.dimensions.some((one) => sameDimension(one, dimension))) {
    const remedy = `That is ${nameDimension(dimension)}; write the unit of the column.`;
    desk.fault('wrong-dimension', path, `the unit of ${wordsOf(wanted)}`, quote(written), remedy);
    return undefined;
  }
  return { dimension, scale };
}

interface Table {
  readonly file: string;
  readonly dates: readonly Cell[];
  readonly values: readonly Cell[];
}

/** The cells of the date column and of the column named. */
function readTable(
  desk: FieldReader,
  path: Path,
  { column }: ColumnFile,
  file: string,
  read: Surroundings['read'],
): Table | undefined {
  const at = [...path, 'data'];
  const answer = read(file, 'table');
  if ('missing' in answer) {
    const remedy = answer.remedy ?? 'Check the path; it is relative to the scenario file.';
    desk.fault('missing-file', at, 'a CSV file that can be read', `${file}: ${answer.missing}`, remedy);
    return undefined;
  }
  if (answer.text.length > MOST_CHARACTERS) {
    const remedy = 'Split it by column, or keep the rows of the horizon only.';
    desk.fault('too-large', at, `at most ${MOST_CHARACTERS} characters`, `${answer.text.length} characters`, remedy);
    return undefined;
  }
  const [header = [], ...rows] = parseCsv(answer.text);
  const names = header.map(({ text }) => text);
  const listed = names.map(quote).join(', ') || 'no columns';
  const unreadable = (expected: string, found: string, remedy: string) => {
    desk.fault('unreadable-data', at, expected, `${file} with ${found}`, remedy);
    return undefined;
  };
  const [separator] = /[;\t]/.exec(names[0] ?? '') ?? [];
  if (names.length === 1 && separator !== undefined) {
    const found = `cells separated by ${separator === ';' ? 'semicolons' : 'tabs'}: ${listed}`;
    const remedy = 'Save it as comma-separated values, with decimal points.';
    return unreadable('cells separated by commas', found, remedy);
  }
  if (!names.includes('date')) {
    const capital = names.find((name) => name.toLowerCase() === 'date');
    const remedy =
      capital !== undefined
        ? `Write date in the first line, in lower case, in the place of ${capital}.`
        : names.includes('month')
          ? 'Name the column `date`, and write the first day of each month, such as 2025-04-01.'
          : 'Name the column of dates `date` in the first line.';
    return unreadable('a column called date', listed, remedy);
  }
  if (!names.includes(column)) {
    const remedy = suggestion(column, names, `There are ${listed}.`);
    desk.fault('unknown-reference', [...path, 'column'], `a column of ${file}`, quote(column), remedy);
    return undefined;
  }
  for (const name of ['date', column]) {
    if (names.indexOf(name) !== names.lastIndexOf(name))
      return unreadable(`one column called ${name}`, 'two', 'Rename one of them.');
  }
  if (rows.length === 0) return unreadable('a row for each date', 'none', 'Write rows below the first line.');
  const cells = (name: string) =>
    rows.map((row) => {
      const last = row.at(-1) as Cell;
      return row[names.indexOf(name)] ?? { ...last, text: '', column: last.column + last.text.length };
    });
  return { file, dates: cells('date'), values: cells(column) };
}
