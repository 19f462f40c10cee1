/** Columns of tables: a `date` column (or `month`, the first of its days) and numbers, each row holding until the next. */

import { type Path, quote, suggestion } from '../../issue.ts';
import { formatDate, parseDate } from '../../quantity/calendar.ts';
import { type Dimension, nameDimension, PLAIN, sameDimension } from '../../quantity/dimension.ts';
import { evaluate, fixedValueOf } from '../../quantity/evaluate.ts';
import { compileExpression, constant, isRefusal } from '../../quantity/expression.ts';
import { type Cell, columnsCalled, inUnit, NUMBER, numberRemedy, parseCsv, tornIn } from '../files/csv.ts';
import { beside } from '../files/extend.ts';
import { mapOf } from '../schema/plain-data.ts';
import type { Change } from '../values.ts';
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
  { read, fileOf, end, inline }: Surroundings,
): Omit<Change, 'by'>[] | undefined {
  const unit = readUnit(desk, [...path, 'unit'], written.unit, wanted);
  const table = readTable(desk, path, written, beside(fileOf(path), written.data), read);
  if (unit === undefined || table === undefined) return undefined;
  const { file, dates, values } = table;
  const changes = new Map<number, Omit<Change, 'by'>>();
  const dated: [string, string][] = [];
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
    const day = parseDate(/^\d{4}-\d\d$/.test(dateCell.text) ? `${dateCell.text}-01` : dateCell.text);
    const value = NUMBER.test(valueCell.text) ? unit.valueOf(Number(valueCell.text)) : Number.NaN;
    const fits = value >= 0 && value <= most;
    if (day === undefined) refuse(dateCell, DATES, 'Write year-month-day, a day that exists.');
    else if (changes.has(day)) refuse(dateCell, 'each date once', 'Keep one row of this date.');
    if (!fits) refuse(valueCell, bounds, numberRemedy(valueCell));
    if (day === undefined || !fits) continue;
    changes.set(day, { from: day, value: constant(value, unit.dimension), path });
    if (!(day >= end)) dated.push([formatDate(day), inUnit(String(Number(valueCell.text)), written.unit)]);
  }
  if (faults === 0) inline(path, mapOf(dated.sort(([left], [right]) => (left < right ? -1 : 1))));
  return faults > 0 ? undefined : [...changes.values()].sort((left, right) => left.from - right.from);
}

const DATES = 'a date such as 2025-04-04, or a month such as 2025-04';

/** The unit that a column is in. */
interface ColumnUnit {
  readonly dimension: Dimension;
  /** The value of a number of the column: to the last bit that of the number and the unit written together. */
  valueOf(number: number): number;
}

function readUnit(desk: FieldReader, path: Path, written: string, wanted: Wanted): ColumnUnit | undefined {
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
  const variables = new Map([[CELL, { position: 0, dimension: PLAIN }]]);
  const whole = compileExpression(inUnit(CELL, written), { ...desk.vocabulary, start: undefined, variables });
  if (isRefusal(whole)) throw new Error(`${written} is a unit by itself, and not behind a number`);
  return { dimension, valueOf: (number) => evaluate(whole, { elapsed: 0, values: [number] }) };
}

/** Stands for a number of a column. */
const CELL = '_cell';

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
  const all = parseCsv(answer.text);
  const torn = tornIn(all);
  if (torn) {
    const { cell, expected, remedy } = torn;
    const place = { file, line: cell.line, column: cell.column };
    const found = quote(cell.text);
    desk.faults.add({ severity: 'error', code: 'unreadable-data', path: at, expected, found, remedy, place });
    return undefined;
  }
  const [header = [], ...rows] = all;
  const names = header.map(({ text }) => text);
  const listed = names.map(quote).join(', ') || 'no columns';
  const unreadable = (expected: string, found: string, remedy: string) => {
    desk.fault('unreadable-data', at, expected, `${file} with ${found}`, remedy);
    return undefined;
  };
  const [dated = []] = ['date', 'month'].map((one) => columnsCalled(one, header)).filter(({ length }) => length > 0);
  if (dated.length === 0) {
    return unreadable('a column called date, or month', listed, 'Name the column of dates `date` in the first line.');
  }
  const named = names.flatMap((name, place) => (name === column ? [place] : []));
  if (named.length === 0) {
    const remedy = suggestion(column, names, `There are ${listed}.`);
    desk.fault('unknown-reference', [...path, 'column'], `a column of ${file}`, quote(column), remedy);
    return undefined;
  }
  if (named.length > 1) return unreadable(`one column called ${column}`, 'several', 'Rename the others.');
  if (dated.length > 1) return unreadable('one column of dates', listed, 'Rename the others.');
  if (rows.length === 0) return unreadable('a row for each date', 'none', 'Write rows below the first line.');
  const cells = (place: number) =>
    rows.map((row) => {
      const last = row.at(-1) as Cell;
      return row[place] ?? { ...last, text: '', column: last.column + last.text.length };
    });
  return { file, dates: cells(dated[0]), values: cells(named[0]) };
}
