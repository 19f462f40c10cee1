/** Values by step as a table of points: what is drawn, and what a panel holds as data. */
import { type Day, formatDate } from '../../../quantity/calendar.ts';
import { significant } from '../../text/quantities.ts';

/** Columns over the days on which any of them changes; the last day is the end of the last step. */
export interface PointTable {
  readonly days: readonly Day[];
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * Columns of values by step as points on `days`, of which there is one more than steps. A point like both its
 * neighbours is left out, and the last value is repeated at the end of the last step. NaN becomes null.
 */
export function pointTable(days: readonly Day[], columns: Readonly<Record<string, ArrayLike<number>>>): PointTable {
  const last = days.length - 2;
  const whole = Object.entries(columns).map(([name, values]) => ({
    name,
    values: days.map((_, t) => {
      const value = significant(values[Math.min(t, last)]);
      return Number.isFinite(value) ? value : null;
    }),
  }));
  const same = (a: number, b: number) => whole.every(({ values }) => values[a] === values[b]);
  const kept = days.flatMap((_, t) => (t > 0 && t < days.length - 1 && same(t, t - 1) && same(t, t + 1) ? [] : [t]));
  return {
    days: kept.map((t) => days[t]),
    columns: Object.fromEntries(whole.map(({ name, values }) => [name, kept.map((t) => values[t])])),
  };
}

/** The table as the rows that a chart draws: `date` and the columns. */
export function pointRows({ days, columns }: PointTable): Record<string, string | number | null>[] {
  const named = Object.entries(columns);
  return days.map((day, n) =>
    Object.fromEntries([['date', formatDate(day)], ...named.map(([name, values]) => [name, values[n]])]),
  );
}

/** The days on which steps begin, and that on which the last ends. */
export function stepStarts(start: Day, steps: number, stepDays: number): Day[] {
  return Array.from({ length: steps + 1 }, (_, t) => start + t * stepDays);
}
