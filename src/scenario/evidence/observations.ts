/** Observations: what happened, month by month, to hold a sum of the model's series against. */

import { presentNames } from '../../former-names.ts';
import { type Path, quote, suggestion } from '../../issue.ts';
import { type Day, parseDate } from '../../quantity/calendar.ts';
import { type Dimension, MASS } from '../../quantity/dimension.ts';
import { beside } from '../files/extend.ts';
import type { FieldReader } from '../meaning/field-reader.ts';
import type { Surroundings } from '../meaning/read-context.ts';
import type { Observation } from '../scenario.ts';
import type { ObservationFile } from '../schema/observation-schema.ts';

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
  return Object.entries(file)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, written]) => readOne(desk, id, written, entities, around));
}

function readOne(
  desk: FieldReader,
  id: string,
  written: ObservationFile,
  entities: Parameters<typeof readObservations>[2],
  around: Surroundings,
): Observation {
  const path = ['observations', id];
  const series = [written.series].flat().flatMap((name, place) => {
    const at = typeof written.series === 'string' ? [...path, 'series'] : [...path, 'series', place];
    const [section = '', entity = '', variable = ''] = name.split('.');
    const known = Object.entries(OBSERVABLE).flatMap(([one, variables]) =>
      entities[one as keyof typeof OBSERVABLE].flatMap((name) =>
        variables.map((variable) => `${one}.${name}.${variable}`),
      ),
    );
    if (!known.includes(name)) {
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
  { data, column, from, to }: ObservationFile,
  scale: number,
  { tables, fileOf, start, end }: Surroundings,
) {
  const months: Observation['months'][number][] = [];
  const missing: string[] = [];
  const outside: string[] = [];
  const nothing = { months, missing, outside };
  const file = beside(fileOf([...path, 'data']), data);
  const answer = tables(file);
  if ('missing' in answer) {
    desk.fault(
      'missing-file',
      [...path, 'data'],
      'a CSV file that can be read',
      `${file}: ${answer.missing}`,
      answer.remedy ?? 'Check the path; it is relative to the scenario file.',
    );
    return nothing;
  }
  const [header = [], ...rows] = answer.rows();
  const names = header.map((cell) => cell.text);
  const [monthAt, valueAt] = [names.indexOf('month'), names.indexOf(column)];
  if (monthAt < 0) {
    desk.fault(
      'unreadable-data',
      [...path, 'data'],
      'a column called month',
      `${file} with ${names.join(', ')}`,
      'Name the column of months `month` in the first line.',
    );
    return nothing;
  }
  if (valueAt < 0) {
    desk.fault(
      'unknown-reference',
      [...path, 'column'],
      `a column of ${file}`,
      quote(column),
      suggestion(column, names, `There are ${names.join(', ')}.`),
    );
    return nothing;
  }
  for (const row of rows) {
    const monthCell = row[monthAt];
    const valueCell = row[valueAt];
    const first = parseDate(`${monthCell?.text ?? ''}-01`);
    const value = valueCell === undefined || valueCell.text === '' ? undefined : Number(valueCell.text);
    const refuse = (cell: typeof monthCell, expected: string) =>
      desk.faults.add({
        ...{
          severity: 'error',
          code: 'unreadable-data',
          path,
          expected,
          found: quote(cell?.text ?? ''),
          remedy: 'Mend the cell, or leave it empty.',
        },
        place: { file, line: cell?.line ?? 1, column: cell?.column ?? 1 },
      });
    if (first === undefined) {
      refuse(monthCell, 'a month such as 2025-04');
      continue;
    }
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
      refuse(valueCell, 'a number of at least 0');
      continue;
    }
    const name = monthCell?.text as string;
    if ((from !== undefined && name < from) || (to !== undefined && name > to)) continue;
    const next = nextMonth(first);
    if (first < start || next > end) outside.push(name);
    else if (value === undefined) missing.push(name);
    else months.push({ month: name, from: first, to: next, observed: value * scale });
  }
  months.sort((left, right) => left.from - right.from);
  return { months, missing, outside };
}

/** The first day of the next month. */
function nextMonth(first: Day): Day {
  let day = first + 28;
  while (new Date(day * 86_400_000).getUTCDate() !== 1) day++;
  return day;
}
