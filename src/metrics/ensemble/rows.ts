/** The rows of an ensemble alone: draws and metrics of every replicate, where nobody asks for series. */
import { type Outcome, outcome } from '../../issue.ts';
import { lanesFrom } from '../../model/lane.ts';
import { LANES } from '../../simulation/kernel/block.ts';
import { type Executor, inOrder } from './executor.ts';
import { partsOf, type Rows, type Task } from './tasks.ts';

/**
 * Hands rows of `runs` replicates to `take`, in their order. With `given`, `given[position · runs + r]`, they are rows of
 * runs under these values, which may differ from each other in uncertain assumptions alone, and without noise.
 */
export function eachRows(
  crew: Executor,
  runs: number,
  given: Float64Array | undefined,
  take: (rows: Rows) => void,
): Promise<Outcome<true>> {
  return inOrder(crew, rowTasks(runs, given), ({ rows }) => take(rows));
}

/** The tasks of eachRows. */
export function rowTasks(runs: number, given?: Float64Array): Task[] {
  return partsOf(0, runs, LANES).map(({ first, count }) => ({
    ...{ first, count },
    ...(given && { given: lanesFrom(given, runs, first, count) }),
  }));
}

/** Rows of `runs` replicates in their order, as one. */
export async function gatherRows(crew: Executor, runs: number): Promise<Outcome<Rows>> {
  const parts: Rows[] = [];
  const gathered = await eachRows(crew, runs, undefined, (rows) => void parts.push(rows));
  return gathered.ok ? outcome(joinRows(parts), []) : gathered;
}

/** Rows that follow one another, as one. */
export function joinRows(parts: readonly Rows[]): Rows {
  const [{ first: start }] = parts;
  const runs = parts.reduce((sum, { count }) => sum + count, 0);
  const joined = (name: 'values' | 'metrics') => {
    const whole = new Float64Array((parts[0][name].length / parts[0].count) * runs);
    for (const { first, count, [name]: own } of parts) {
      for (let row = 0; row * count < own.length; row++) {
        whole.set(own.subarray(row * count, (row + 1) * count), row * runs + first - start);
      }
    }
    return whole;
  };
  return { first: start, count: runs, values: joined('values'), metrics: joined('metrics') };
}
