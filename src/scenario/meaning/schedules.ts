/**
 * Schedules as lists of changes: constants, formulas, dated values, columns of data, and the events that replace them
 * until the schedule's own next change (model.md, What there is).
 */

import type { Path } from '../../issue.ts';
import type { Day } from '../../quantity/calendar.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { constant, type Expression } from '../../quantity/expression.ts';
import type { QuantityFile, ScheduleFile } from '../schema/schema.ts';
import type { Change, Schedule } from '../values.ts';
import { type ColumnFile, readColumn } from './data.ts';
import type { FieldReader, Wanted } from './field-reader.ts';
import { offGrid, warnOfDate } from './grid.ts';
import type { Surroundings } from './read-context.ts';

const ALWAYS = Number.NEGATIVE_INFINITY;

/** A schedule that has its default, and nothing else, at all times. */
export function defaultSchedule(path: Path): Schedule {
  return [{ from: ALWAYS, by: 'plan', value: undefined, path }];
}

/** A schedule that has one value at all times. */
export function constantSchedule(path: Path, value: Expression): Schedule {
  return [{ from: ALWAYS, by: 'plan', value, path }];
}

/** Reads a schedule in any of its forms. */
export function readSchedule(
  desk: FieldReader,
  path: Path,
  written: ScheduleFile,
  wanted: Wanted,
  around: Surroundings,
): Schedule {
  if (typeof written !== 'object') {
    return [{ from: ALWAYS, by: 'plan', value: desk.timed(path, written, wanted) ?? constant(Number.NaN), path }];
  }
  const dated = isColumn(written)
    ? readColumn(desk, path, written, wanted, around)
    : readDated(desk, path, written, wanted, around);
  if (dated === undefined) return defaultSchedule(path);
  const [first] = dated;
  if ((first === undefined || first.from > around.start) && !Number.isNaN(around.start)) {
    const found = first === undefined ? 'none' : `the first on ${formatDate(first.from)}`;
    const expected = `a value on or before the start, ${formatDate(around.start)}`;
    desk.fault('out-of-order', path, expected, found, 'Add the value that holds at the start.');
  }
  const [off, ...others] = offGrid(dated, around);
  if (off !== undefined) warnOfDate(desk, off.dated.path, off, around.stepDays, others.length);
  return dated.map(({ from, value, path: at }) => ({ from, by: 'plan', value, path: at }));
}

/** Dated values, by date; undefined where one of the dates can't be read. */
function readDated(
  desk: FieldReader,
  path: Path,
  written: Readonly<Record<string, QuantityFile>>,
  wanted: Wanted,
  around: Surroundings,
): Omit<Change, 'by'>[] | undefined {
  const dated = Object.entries(written).map(([date, value]) => {
    const at = [...path, date];
    return { from: desk.date(at, date), value: desk.timed(at, value, wanted) ?? constant(Number.NaN), path: at };
  });
  if (desk.faults.isBroken(path) && !dated.some(({ from }) => from <= around.start)) return undefined;
  const sorted = dated.filter(({ from }) => !Number.isNaN(from)).sort((left, right) => left.from - right.from);
  if (dated.some((value, position) => (dated[position - 1]?.from ?? value.from) > value.from)) {
    const remedy = 'They are taken by date; sort them for the reader.';
    desk.warn('out-of-order', path, 'dates in ascending order', 'another order', remedy);
  }
  const late = sorted.findIndex(({ from }) => from >= around.end);
  if (late >= 0) {
    const { path: at, from } = sorted[late];
    desk.withinHorizon(at, from, around.end, sorted.length - late - 1);
  }
  return sorted;
}

function isColumn(written: object): written is ColumnFile {
  return 'data' in written;
}

/** A schedule made of phases: each phase sets its value, or the default, until the next. */
export function joinPhases(
  path: Path,
  phases: readonly { readonly from: Day; readonly schedule: Schedule | undefined }[],
): Schedule {
  const changes: Change[] = [...defaultSchedule(path)];
  for (const [position, { from, schedule }] of phases.entries()) {
    const until = phases[position + 1]?.from ?? Number.POSITIVE_INFINITY;
    const own = schedule ?? defaultSchedule(path);
    const atBeginning = own.findLast((change) => change.from <= from) ?? (own[0] as Change);
    changes.push({ ...atBeginning, from });
    changes.push(...own.filter((change) => change.from > from && change.from < until));
  }
  return changes;
}

/** The schedule with an event put in: it holds until the next change by date; on one date the event comes last. */
export function withEvent(schedule: Schedule, event: Change): Schedule {
  const after = schedule.findIndex((change) => change.from > event.from);
  return after < 0 ? [...schedule, event] : schedule.toSpliced(after, 0, event);
}
