/** Times that the grid of steps can't keep: warnings that say what is run instead. */

import { type Path, quote } from '../../issue.ts';
import { type Day, formatDate, stepOf, wholeSteps } from '../../quantity/calendar.ts';
import type { Expression } from '../../quantity/expression.ts';
import type { QuantityFile, ScheduleFile } from '../schema/schema.ts';
import type { Schedule } from '../values.ts';
import type { FieldReader } from './field-reader.ts';
import type { Surroundings } from './read-context.ts';

const KEEP = 'Write step: 1 day to keep it.';

/** A date, and what begins on it and holds until the next. */
interface Dated {
  readonly from: Day;
  readonly path: Path;
}

/** A date that is not kept. */
interface OffGrid<T> {
  readonly dated: T;
  readonly found: string;
}

/**
 * Of dates in order, those within the run whose time is shorter than a step, or which fall between two steps by more
 * than half of one: a date takes effect at the first step that does not begin before it.
 */
export function offGrid<T extends Dated>(
  dates: readonly T[],
  { start, end, stepDays }: Pick<Surroundings, 'start' | 'end' | 'stepDays'>,
): OffGrid<T>[] {
  const effective = (day: Day) => start + stepOf(day, start, stepDays) * stepDays;
  return dates.flatMap((dated, position): OffGrid<T>[] => {
    const { from } = dated;
    const until = dates[position + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (!(from >= start && from < end) || until === from) return [];
    const begins = effective(from);
    if (until - from < stepDays) {
      const ends = effective(until);
      const isRun = begins < Math.min(ends, end);
      const run = isRun ? `run from ${formatDate(begins)} to ${formatDate(ends)}` : 'in which no step begins';
      return [{ dated, found: `${formatDate(from)} to ${formatDate(until)}, ${run}` }];
    }
    if (begins - from <= stepDays / 2) return [];
    const run = begins < end ? `run from ${formatDate(begins)} on` : 'after which no step begins';
    return [{ dated, found: `${formatDate(from)}, ${run}` }];
  });
}

/** What is expected of dates and lengths. */
function keptBy(stepDays: number): string {
  return `times that steps of ${days(stepDays)} can keep`;
}

/** Warns of a date that is not kept; `others` counts further ones that are not told by themselves. */
export function warnOfDate(desk: FieldReader, path: Path, { found }: OffGrid<Dated>, stepDays: number, others = 0) {
  const more = others > 0 ? `, and ${others} more such date${others === 1 ? '' : 's'}` : '';
  desk.warn('off-grid', path, keptBy(stepDays), `${found}${more}`, KEEP);
}

/**
 * Warns of a length that whole steps change by more than a tenth. One that rests on assumptions is judged at their
 * central values, one that changes by itself not at all.
 */
export function warnOfLength(
  desk: FieldReader,
  path: Path,
  written: QuantityFile | undefined,
  expression: Expression,
  stepDays: number,
): void {
  const meant = expression.timed ? Number.NaN : desk.valueOf(expression);
  const run = wholeSteps(meant, stepDays) * stepDays;
  if (!(Math.abs(run - meant) > 0.1 * meant)) return;
  const central = expression.uses.size > 0 ? `, ${days(meant)} at central values` : '';
  const found = `${written === undefined ? days(meant) : quote(written)}${central}, run as ${days(run)}`;
  const remedy = stepDays > 1 && meant >= 1 ? KEEP : 'It takes a step at least, and a step is a day at least.';
  desk.warn('off-grid', path, keptBy(stepDays), found, remedy);
}

/** The same of each length of a schedule. */
export function warnOfLengths(desk: FieldReader, written: ScheduleFile, schedule: Schedule, stepDays: number): void {
  for (const { value, path } of schedule) {
    const own = typeof written !== 'object' ? written : 'data' in written ? undefined : written[String(path.at(-1))];
    if (value !== undefined) warnOfLength(desk, path, own, value, stepDays);
  }
}

/** Warns of a run that would end within a step: it is run to the end of that step. */
export function warnOfEnd(desk: FieldReader, path: Path, found: string, last: Day, end: Day, stepDays: number): void {
  if (!(end - last >= 1)) return;
  const remedy = 'Write step: 1 day to end in time, or a whole number of steps.';
  const whole = `a whole number of steps of ${days(stepDays)}`;
  desk.warn('off-grid', path, whole, `${found}, run until ${formatDate(end)}`, remedy);
}

function days(count: number): string {
  return `${Number(count.toPrecision(6))} day${count === 1 ? '' : 's'}`;
}
