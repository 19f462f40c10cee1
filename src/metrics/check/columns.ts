/** Series held against those of a baseline, step by step and date by date. */
import { parseDate } from '../../quantity/calendar.ts';
import { type SeriesKind, seriesPath } from '../series.ts';
import type { Difference } from './difference.ts';
import { excessOf, isWithin, type Tolerance, type ToleranceTable, toleranceText } from './tolerance.ts';

/** A series with its dates. NaN: no value; ±Infinity: what a baseline has in place of a number. */
export interface Column {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  readonly unit: string;
  readonly dates: readonly string[];
  readonly values: ArrayLike<number>;
}

/** A series that differs, whole, for whoever draws it. */
export interface Mover {
  readonly difference: Difference;
  readonly old: Column;
  readonly now: Column;
}

/**
 * Every difference between two sets of series: lost and new ones, other units, other dates, and what moved at the
 * dates that both have. Numbers of today are rounded to the `digits` that the baseline has been written with.
 */
export function compareColumns(
  old: readonly Column[],
  now: readonly Column[],
  tolerances: ToleranceTable,
  digits: number,
): { differences: Difference[]; movers: Mover[] } {
  const differences: Difference[] = [];
  const movers: Mover[] = [];
  const keyOf = (column: Column) => `${column.kind} ${seriesPath(column)}`;
  const before = new Map(old.map((column) => [keyOf(column), column]));
  for (const column of now) {
    const was = before.get(keyOf(column));
    before.delete(keyOf(column));
    const about = aboutOf(column);
    if (was === undefined) {
      differences.push({ ...about, kind: 'new', old: null, now: null });
      continue;
    }
    if (was.unit !== column.unit) differences.push({ ...about, kind: 'unit', old: was.unit, now: column.unit });
    const dates = compareDates(was.dates, column.dates);
    if (dates !== undefined) differences.push({ ...about, kind: 'dates', ...dates });
    const difference = compareValues(about, was, column, tolerances.of(seriesPath(column)), digits);
    if (difference === undefined) continue;
    differences.push(difference);
    movers.push({ difference, old: was, now: column });
  }
  for (const column of before.values()) {
    differences.push({ ...aboutOf(column), kind: 'lost', old: null, now: null });
  }
  return { differences, movers };
}

function aboutOf(column: Column) {
  const name = seriesPath(column);
  const entity = name.split('.').slice(0, 2).join('.');
  return { of: 'series' as const, name, entity, unit: column.unit, by: null, size: null };
}

/** How many dates there were and are, and the first that differs; undefined where none does. */
function compareDates(old: readonly string[], now: readonly string[]) {
  if (old === now) return undefined;
  const most = Math.max(old.length, now.length);
  for (let t = 0; t < most; t++) {
    if (old[t] !== now[t]) {
      return { old: old[t] ?? null, now: now[t] ?? null, since: (now[t] ?? old[t]) as string, steps: most - t };
    }
  }
  return undefined;
}

function compareValues(
  about: ReturnType<typeof aboutOf>,
  old: Column,
  now: Column,
  tolerance: Tolerance,
  digits: number,
): Difference | undefined {
  const isAligned = compareDates(old.dates, now.dates) === undefined;
  const places = isAligned ? undefined : new Map(old.dates.map((date, place) => [date, place]));
  let magnitude = 0;
  let steps = 0;
  let first = -1;
  /** The place of the largest difference, and whether a number is missing there. */
  let largest = -1;
  let most = -1;
  let isMissing = false;
  const was = (t: number): number | undefined => {
    const place = places === undefined ? t : places.get(now.dates[t] as string);
    return place === undefined ? undefined : old.values[place];
  };
  for (let t = 0; t < now.values.length; t++) {
    const [before, value] = [was(t), now.values[t] as number];
    if (before === undefined) continue;
    if (Number.isFinite(before)) magnitude = Math.max(magnitude, Math.abs(before));
    if (Number.isFinite(value)) magnitude = Math.max(magnitude, Math.abs(value));
    if (isSame(tolerance, before, value, digits)) continue;
    if (steps++ === 0) first = t;
    const difference = Math.abs(value - before);
    // A number that is missing outweighs one that moved: nobody can say by how much.
    if (!Number.isFinite(difference) && !isMissing) [isMissing, largest] = [true, t];
    if (!isMissing && difference > most) [most, largest] = [difference, t];
  }
  if (first < 0) return undefined;
  const [before, value] = [was(largest) as number, now.values[largest] as number];
  const by = isMissing ? null : value - before;
  return {
    ...about,
    kind: isMissing ? 'no number' : 'moved',
    ...{ old: told(before), now: told(value), by, size: by === null ? null : Math.abs(by) / magnitude },
    ...(by !== null && {
      tolerance: toleranceText(tolerance, about.unit),
      excess: excessOf(tolerance, by, magnitude),
    }),
    ...{ since: now.dates[first] as string, steps, largest: now.dates[largest] as string },
  };
}

function isSame(tolerance: Tolerance, old: number, now: number, digits: number): boolean {
  if (old === now) return Number.isFinite(old);
  if (Number.isNaN(old) && Number.isNaN(now)) return true;
  return isWithin(tolerance, old, now) || isWithin(tolerance, old, Number(now.toPrecision(digits)));
}

function told(value: number): number | string | null {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : 'not a number';
}

/** The days between two dates. */
export function daysBetween(old: string, now: string): number | null {
  const [from, to] = [parseDate(old), parseDate(now)];
  return from === undefined || to === undefined ? null : to - from;
}
