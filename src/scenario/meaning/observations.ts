/** Observations: what happened, month by month, to hold a sum of the model's series against. */

import { presentNames } from '../../former-names.ts';
import { type Path, quote, suggestion } from '../../issue.ts';
import { type Day, parseDate } from '../../quantity/calendar.ts';
import { type Dimension, MASS } from '../../quantity/dimension.ts';
import { type Cell, columnsCalled, numberRemedy, parseCsv, tornIn } from '../files/csv.ts';
import { beside } from '../files/extend.ts';
import type { Observation } from '../scenario.ts';
import type { ObservationFile } from '../schema/observation-schema.ts';
import { mapOf } from '../schema/plain-data.ts';
import type { FieldReader } from './field-reader.ts';
import type { Surroundings } from './read-context.ts';

/** Variables of a flow or a demand that are amounts per step, and so can be summed by month. */
export const OBSERVABLE = {
  flows: ['ordered', 'wanted', 'shipped', 'received'],
  demands: ['demand', 'served', 'shortfall'],
} as const;

/** Reads the observations of a file; `entities` has the ids that series may name. */
export function readObservations(
  desk: FieldReader,
  file: Readonly<Record<string, ObservationFile>>,
  entities: Readonly<Record<keyof typeof OBSERVABLE, readonly string[]>>,
  around: Surroundings,
): Observation[] {
  const known = new Set(
    Object.entries(OBSERVABLE).flatMap(([section, variables]) =>
      entities[section as keyof typeof OBSERVABLE].flatMap((id) =>
        variables.map((variable) => `${section}.${id}.${variable}`),
      ),
    ),
  );
  return Object.entries(file)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, written]) => readOne(desk, id, written, known, around));
}

function readOne(
  desk: FieldReader,
  id: string,
  written: ObservationFile,
  known: ReadonlySet<string>,
  around: Surroundings,
): Observation {
  const path = ['observations', id];
  const series = [written.series].flat().flatMap((name, place) => {
    const at = typeof written.series === 'string' ? [...path, 'series'] : [...path, 'series', place];
    const [section = '', entity = '', variable = ''] = name.split('.');
    if (!known.has(name)) {
      desk.fault(
        'unknown-reference',
        at,
        'a series such as flows.x.shipped',
        quote(name),
        suggestion(
          presentNames(name),
          known,
          'It is of a flow (ordered, wanted, shipped, received) or a demand (demand, served, shortfall).',
        ),
      );
      return [];
    }
    return [{ kind: section === 'flows' ? ('flow' as const) : ('demand' as const), id: entity, variable }];
  });
  const scale = desk.valueOf(
    desk.number([...path, 'unit'], `1 ${written.unit}`, { dimensions: AMOUNTS(desk), words: 'a unit such as t' }),
  );
  const { months, missing, outside } = readMonths(desk, path, written, scale, around);
  const reference =
    written.reference === undefined
      ? undefined
      : desk.valueOf(
          desk.number([...path, 'reference'], written.reference, {
            dimensions: AMOUNTS(desk),
            words: 'an amount such as 500 t',
          }),
        );
  if (months.length < 2 && !desk.faults.isBroken(path)) {
    desk.fault(
      'unreadable-data',
      [...path, 'column'],
      'at least two months with a number within the run',
      `${months.length}`,
      'Lengthen the run, or take other data.',
    );
  }
  return { id, title: written.title ?? id.replaceAll('_', ' '), series, months, missing, outside, reference };
}

/** Tonnes, or any of the things counted. */
function AMOUNTS(desk: FieldReader): Dimension[] {
  return [MASS, ...[...desk.vocabulary.things].map((thing): Dimension => new Map([[thing, 1]]))];
}

function readMonths(
  desk: FieldReader,
  path: Path,
  written: ObservationFile,
  scale: number,
  around: Surroundings,
): Pick<Observation, 'months' | 'missing' | 'outside'> {
  const { from, to } = written;
  const { start, end } = around;
  const months: Observation['months'][number][] = [];
  const missing: string[] = [];
  const outside: string[] = [];
  const inlined: [string, number | 'none'][] = [];
  const rows = written.months === undefined ? rowsOfTable(desk, path, written, around) : rowsOf(written.months);
  for (const { month, number, file } of rows) {
    const first = parseDate(`${month.text}-01`);
    const value = number.text === '' ? undefined : Number(number.text);
    const refuse = ({ text, line, column }: Cell, expected: string, remedy: string) =>
      desk.faults.add({
        ...{ severity: 'error', code: 'unreadable-data', path, expected, found: quote(text), remedy },
        ...(file !== undefined && { place: { file, line, column } }),
      });
    if (first === undefined) {
      refuse(month, 'a month such as 2025-04', 'Write year-month.');
      continue;
    }
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
      refuse(number, 'a number of at least 0', `${numberRemedy(number)} Leave the cell empty where there is none.`);
      continue;
    }
    const name = month.text;
    if ((from !== undefined && name < from) || (to !== undefined && name > to)) continue;
    const next = nextMonth(first);
    inlined.push([name, value ?? 'none']);
    if (first < start || next > end) outside.push(name);
    else if (value === undefined) missing.push(name);
    else months.push({ month: name, from: first, to: next, observed: value * scale });
  }
  months.sort((left, right) => left.from - right.from);
  if (written.data !== undefined) around.inline(path, { months: mapOf(inlined) }, ['data', 'column']);
  return { months, missing, outside };
}

/** A month and its number as text, empty where there is none; and the table that they stand in. */
interface Row {
  readonly month: Cell;
  readonly number: Cell;
  readonly file?: string;
}

function rowsOf(months: NonNullable<ObservationFile['months']>): Row[] {
  const cell = (text: string) => ({ text, line: 1, column: 1 });
  return Object.entries(months).map(([month, number]) => ({
    month: cell(month),
    number: cell(number === 'none' ? '' : String(number)),
  }));
}

function rowsOfTable(
  desk: FieldReader,
  path: Path,
  { data, column }: ObservationFile,
  { read, fileOf }: Surroundings,
): Row[] {
  if (data === undefined || column === undefined) {
    const remedy = 'Name a table and its column, or write the numbers under months.';
    desk.fault('missing-key', path, 'data and column, or months', 'neither', remedy);
    return [];
  }
  const file = beside(fileOf([...path, 'data']), data);
  const answer = read(file, 'table');
  if ('missing' in answer) {
    const remedy = answer.remedy ?? 'Check the path; it is relative to the scenario file.';
    desk.fault('missing-file', [...path, 'data'], 'a CSV file that can be read', `${file}: ${answer.missing}`, remedy);
    return [];
  }
  const all = parseCsv(answer.text);
  const torn = tornIn(all);
  if (torn) {
    const { cell, expected, remedy } = torn;
    const place = { file, line: cell.line, column: cell.column };
    const found = quote(cell.text);
    desk.faults.add({
      ...{ severity: 'error', code: 'unreadable-data', path: [...path, 'data'], place },
      ...{ expected, found, remedy },
    });
    return [];
  }
  const [header = [], ...rows] = all;
  const names = header.map(({ text }) => text);
  const [monthAt] = columnsCalled('month', header);
  const valueAt = names.indexOf(column);
  if (monthAt === undefined) {
    const remedy = 'Name the column of months `month` in the first line.';
    desk.fault(
      'unreadable-data',
      [...path, 'data'],
      'a column called month',
      `${file} with ${names.join(', ')}`,
      remedy,
    );
    return [];
  }
  if (valueAt < 0) {
    const remedy = suggestion(column, names, `There are ${names.join(', ')}.`);
    desk.fault('unknown-reference', [...path, 'column'], `a column of ${file}`, quote(column), remedy);
    return [];
  }
  return rows.map((row) => {
    const empty = { ...(row.at(-1) as Cell), text: '' };
    return { month: row[monthAt] ?? empty, number: row[valueAt] ?? empty, file };
  });
}

/** The first day of the next month. */
function nextMonth(first: Day): Day {
  let day = first + 28;
  while (new Date(day * 86_400_000).getUTCDate() !== 1) day++;
  return day;
}
