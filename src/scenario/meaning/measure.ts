/** The days that metrics are of, as written. */
import { type Day, formatDate, stepOf } from '../../quantity/calendar.ts';
import type { Scenario } from '../scenario.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';
import type { Surroundings } from './read-context.ts';

/** Reads `measure`: it lies within the run, and at least one step begins in it. */
export function readMeasure(
  desk: FieldReader,
  written: ScenarioFile['measure'],
  { start, end, stepDays }: Pick<Surroundings, 'start' | 'end' | 'stepDays'>,
): Scenario['measure'] {
  // Where the run itself can't be placed, that is told.
  if (written === undefined || Number.isNaN(start) || Number.isNaN(end)) return undefined;
  const read = (key: 'from' | 'to', otherwise: Day) =>
    written[key] === undefined ? otherwise : desk.date(['measure', key], written[key]);
  const [from, to] = [read('from', start), read('to', end)];
  for (const [key, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!(day < start || day > end)) continue;
    const expected = `a date from ${formatDate(start)} to ${formatDate(end)}`;
    desk.fault('outside-horizon', ['measure', key], expected, formatDate(day), 'Measure days of the run.');
    return undefined;
  }
  if (stepOf(from, start, stepDays) >= stepOf(to, start, stepDays)) {
    const key = written.to === undefined ? 'from' : 'to';
    const expected = 'a time in which at least one step begins';
    const found = `${formatDate(from)} to ${formatDate(to)}`;
    desk.fault('out-of-order', ['measure', key], expected, found, 'End later, or begin earlier.');
  }
  return { from, to };
}
