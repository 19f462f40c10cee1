/** The rows of an ensemble alone: draws and metrics of every replicate, where nobody asks for series. */
import { type Outcome, outcome } from '../../issue.ts';
import { lanesFrom } from '../../model/lane.ts';
import { type Executor, inOrder } from './executor.ts';
import { PIECE } from './moments.ts';
import { partsOf, type Rows, type Task } from './tasks.ts';

/** In about how many parts they are done, of so many replicates at most: over a queue each part costs some milliseconds. */
const PARTS = 16;
const MOST = 1024;

/**
 * Hands rows of `runs` replicates to `take`, in their order; what it keeps of them it copies. With `given`,
 * `given[position · runs + r]`, they are rows of runs under these values, which may differ from each other in uncertain
 * assumptions alone, and without noise.
 */
export function eachRows(
  crew: Executor,
  runs: number,
  given: Float64Array | undefined,
  take: (rows: Rows) => void,
): Promise<Outcome<true>> {
  return inOrder(crew, rowTasks(runs, { given, fewest: crew.fewest }), ({ rows }) => take(rows));
}

/** What is asked of rows alone. */
interface RowsAsked {
  readonly given?: Float64Array | undefined;
  /** These metrics alone, by their places, and no drawn values; undefined: whole rows. */
  readonly metrics?: readonly number[] | undefined;
  /** See Executor. */
  readonly fewest?: number | undefined;
}

/** The tasks of eachRows and gatherRows. */
export function rowTasks(runs: number, { given, metrics, fewest = PIECE }: RowsAsked = {}): Task[] {
  const size = Math.min(MOST, Math.max(fewest, PIECE * Math.ceil(runs / (PIECE * PARTS))));
  return partsOf(0, runs, size).map(({ first, count }) => ({
    ...{ first, count },
    ...(given && { given: lanesFrom(given, runs, first, count) }),
    ...(metrics && { metrics }),
  }));
}

/** Rows of `runs` replicates in their order, as one; with `metrics` these alone, by their places, and no drawn values. */
export async function gatherRows(crew: Executor, runs: number, metrics?: readonly number[]): Promise<Outcome<Rows>> {
  let [values, own] = [new Float64Array(0), new Float64Array(0)];
  const gathered = await inOrder(crew, rowTasks(runs, { metrics, fewest: crew.fewest }), ({ rows }) => {
    if (rows.first === 0) [values, own] = [roomFor(rows.values, rows, runs), roomFor(rows.metrics, rows, runs)];
    put(rows.values, rows, values, runs);
    put(rows.metrics, rows, own, runs);
  });
  return gathered.ok ? outcome({ first: 0, count: runs, values, metrics: own }, []) : gathered;
}

/** Rows that follow one another, as one. */
export function joinRows(parts: readonly Rows[]): Rows {
  const [{ first: start }] = parts;
  const runs = parts.reduce((sum, { count }) => sum + count, 0);
  const joined = (name: 'values' | 'metrics') => {
    const whole = roomFor(parts[0][name], parts[0], runs);
    for (const part of parts) put(part[name], { first: part.first - start, count: part.count }, whole, runs);
    return whole;
  };
  return { first: start, count: runs, values: joined('values'), metrics: joined('metrics') };
}

/** Room for as many columns as some of `count` replicates, of `runs`. */
function roomFor(columns: Float64Array, { count }: Pick<Rows, 'count'>, runs: number): Float64Array<ArrayBuffer> {
  return new Float64Array((columns.length / count) * runs);
}

/** Copies columns of `count` replicates from `first` on to where they belong among those of `runs`. */
function put(
  columns: Float64Array,
  { first, count }: Pick<Rows, 'first' | 'count'>,
  into: Float64Array,
  runs: number,
): void {
  for (let column = 0; column * count < columns.length; column++) {
    into.set(columns.subarray(column * count, (column + 1) * count), column * runs + first);
  }
}
