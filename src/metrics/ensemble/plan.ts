/**
 * How much of an ensemble is kept, and into which parts it is cut. Of what it comes to, the groups of rows in a file alone
 * depend on the parts: hence these follow from the model and the number of replicates, not from who does them.
 */
import { PIECE } from './moments.ts';
import { partsOf, type Task } from './tasks.ts';

/** In about how many parts replicates are done, so that all workers are at work until the end. */
const PARTS = 16;
/** Rows of fewer numbers are not worth a part, nor a group of a file; rows of more take too much memory at once: 32 MB. */
const FEWEST_NUMBERS = 200_000;
const MOST_NUMBERS = 4e6;
/** The same where the rows themselves are given back, beside what they are in a file. */
const MOST_KEPT_AT_ONCE = 1e6;
/** The most numbers of a part with series, which are kept as they come: 64 MB. */
const MOST_WITH_SERIES = 8e6;

/** The most replicates that bands are of, and the fewest. */
const MOST_BANDED = 2048;
const FEWEST_BANDED = 64;
/** The most replicates that quantiles of metrics are of, and how many they are of in the largest models. */
const MOST_SORTED = 100_000;
const FEWEST_SORTED = 2048;
/** Numbers that are kept of all series, and of all metrics: 8 bytes each. */
const MOST_KEPT = 64e6;

/** Of how many of the first replicates bands are, if so many series have them: exact, in memory that is bounded. */
export function bandRuns(runs: number, series: number, steps: number): number {
  return Math.min(runs, Math.max(FEWEST_BANDED, Math.min(MOST_BANDED, Math.floor(MOST_KEPT / (series * steps)))));
}

/** Of how many of the first replicates quantiles of so many metrics are. */
export function quantileRuns(runs: number, metrics: number): number {
  return Math.min(runs, Math.max(FEWEST_SORTED, Math.min(MOST_SORTED, Math.floor(MOST_KEPT / metrics))));
}

/** What an ensemble is asked for. */
export interface Wanted {
  readonly runs: number;
  readonly steps: number;
  /** Numbers of a row: drawn assumptions and metrics. */
  readonly columns: number;
  /** The places of series that are wanted of the first `replicates`. */
  readonly series: { readonly places: readonly number[]; readonly replicates: number };
  /** Parts are small of the first so many, whose rows are kept. */
  readonly kept: number;
  /** Rows are wanted whole of the first so many; of the others these metrics. */
  readonly whole: number;
  readonly metrics: readonly number[];
  /** Rows are wanted encoded of the first so many. */
  readonly encoded: number;
}

/** The parts, in their order; each but the last is of full pieces. First those with series, then those with whole rows. */
export function tasksOf({ runs, steps, columns, series, kept: sorted, whole, metrics, encoded }: Wanted): Task[] {
  const { places, replicates } = series;
  const fitting = (most: number, numbers: number) => PIECE * Math.max(1, Math.floor(most / (PIECE * numbers)));
  const least = PIECE * Math.ceil(FEWEST_NUMBERS / (PIECE * columns));
  const even = PIECE * Math.ceil(runs / (PIECE * PARTS));
  const within = (most: number, numbers: number) => Math.min(fitting(most, numbers), Math.max(least, even));
  const pieces = (some: number) => Math.min(runs, PIECE * Math.ceil(some / PIECE));
  const banded = places.length === 0 ? 0 : pieces(replicates);
  const kept = Math.max(banded, pieces(sorted));
  const rowsOf = (part: { readonly first: number; readonly count: number }) => ({
    ...{ ...part, isEncoded: part.first < encoded },
    ...(part.first >= Math.max(banded, whole) && { metrics }),
  });
  return [
    ...partsOf(0, banded, within(MOST_WITH_SERIES, columns + places.length * steps)).map((part) => ({
      ...rowsOf(part),
      series: { places, count: Math.min(part.count, replicates - part.first) },
    })),
    ...partsOf(banded, kept - banded, within(MOST_KEPT_AT_ONCE, columns)).map(rowsOf),
    ...partsOf(kept, runs - kept, within(MOST_NUMBERS, columns)).map(rowsOf),
  ];
}
