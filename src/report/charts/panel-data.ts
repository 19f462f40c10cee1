/** What a panel of a chart shows, as data: tables, files and what pointing at the picture reads are made from it. */
import type { Day } from '../../quantity/calendar.ts';

/** Which number over the replicates a line is; undefined where it is none of them. */
export type LineStatistic = 'mean' | 'central' | 'p05' | 'p25' | 'p50' | 'p75' | 'p95';

/** One line, or column of a table: a value for each place of its panel, null where there is none. */
export interface PanelLine {
  readonly name: string;
  readonly statistic?: LineStatistic;
  readonly colour?: string;
  /** The position of the variant of a study that it belongs to. */
  readonly variant?: number;
  readonly values: readonly (number | null)[];
  /** How the values read where they have no unit in common with the panel. */
  readonly texts?: readonly string[];
}

/** Along what a panel lies: days of steps, each value holding until the next; other times; or named rows. */
export type Across =
  | { readonly kind: 'dates'; readonly days: readonly Day[]; readonly stepDays: number }
  | { readonly kind: 'months'; readonly days: readonly Day[] }
  | {
      readonly kind: 'times';
      readonly times: readonly number[];
      readonly unit: string;
      /** Whether equal factors are equally far apart in the picture. */
      readonly isLog?: boolean;
    }
  | { readonly kind: 'rows'; readonly head: string; readonly labels: readonly string[] };

/** A panel. */
export interface PanelData {
  /** The name of its plot in the picture; undefined of numbers that stand in tables alone. */
  readonly plot?: string;
  readonly title: string;
  /** Of all values; empty for shares and plain numbers. */
  readonly unit: string;
  /** Whether values are shares, to be read in percent. */
  readonly isShare: boolean;
  readonly across: Across;
  readonly lines: readonly PanelLine[];
}

/** The places of a panel along its axis; none of rows. */
export function placesOf({ across }: Pick<PanelData, 'across'>): readonly number[] {
  switch (across.kind) {
    case 'dates':
    case 'months':
      return across.days;
    case 'times':
      return across.times;
    case 'rows':
      return [];
  }
}

/** The index of the value in force at x; −1 before the first. */
export function placeAt(places: readonly number[], x: number): number {
  return places.findLastIndex((one) => one <= x);
}

/** The first day of the step that holds a day; any other place as it is. */
export function stepAt({ across }: Pick<PanelData, 'across'>, x: number): number {
  if (across.kind !== 'dates') return x;
  const [first = 0] = across.days;
  return first + Math.floor((x - first) / across.stepDays) * across.stepDays;
}
