/** Quantiles of an ensemble of which every number is kept, a window of steps at a time. */
import { type Outcome, outcome } from '../../issue.ts';
import { LANES } from '../../simulation/kernel/block.ts';
import { type Cells, lengthOf, type Window } from './cells.ts';
import { type Crew, inOrder } from './crew.ts';
import { MOST_KEPT, type Shape, type Spread, sharedMemory } from './spread.ts';
import { PROBABILITIES, partsOf, type Rows } from './tasks.ts';

/** Cells whose quantiles are found in one part. */
export const CELLS = 1024;

/** Every quantile of `runs` replicates, exactly. `done` hears of steps simulated; `note` gets rows in their order. */
export async function exactSpread(
  shape: Shape,
  runs: number,
  crew: Crew,
  done: (steps: number) => void,
  note: (rows: Rows) => void | Promise<void>,
): Promise<Outcome<Spread>> {
  const quantiles = new Float64Array(shape.cells * PROBABILITIES.length);
  const sums = new Float64Array(shape.cells);
  const windows = windowsOf(shape, runs);
  const memory = memoryFor(shape, windows, runs);
  for (const window of windows) {
    const cells = { values: memory, cells: shape.cellsIn(window), size: runs };
    const sampled = await sampleWindow(window, cells, crew, async (count, rows) => {
      done(window.to * count);
      if (rows !== undefined) await note(rows);
    });
    if (!sampled.ok) return sampled;
    const parts = partsOf(0, cells.cells, CELLS);
    const tasks = parts.map((part) => ({ kind: 'quantiles' as const, ...part, cells }));
    const reduced = await inOrder(crew, tasks, ({ first, count }, found) => {
      for (let n = 0; n < count; n++) {
        const cell = shape.cellAt(window, first + n);
        const own = found.quantiles.subarray(n * PROBABILITIES.length, (n + 1) * PROBABILITIES.length);
        quantiles.set(own, cell * PROBABILITIES.length);
        sums[cell] = found.sums[n];
      }
    });
    if (!reduced.ok) return reduced;
  }
  return outcome<Spread>({ quantiles, sums, rankError: 0 }, []);
}

/** Steps that simulating all windows takes, for one replicate. */
export function stepsOfExact(shape: Shape, runs: number): number {
  return windowsOf(shape, runs).reduce((sum, { to }) => sum + to, 0);
}

/** As few windows as memory lets be: each is simulated from the start. */
function windowsOf(shape: Shape, runs: number): Window[] {
  const length = Math.max(1, Math.floor(MOST_KEPT / lengthOf(shape.series, runs)));
  return Array.from({ length: Math.ceil(shape.steps / length) }, (_, n) => ({
    from: n * length,
    to: Math.min(shape.steps, (n + 1) * length),
  }));
}

/** Room for the cells of the largest of some windows, in `runs` replicates. */
function memoryFor(shape: Shape, windows: readonly Window[], runs: number): Float64Array {
  const length = Math.max(...windows.map((window) => lengthOf(shape.cellsIn(window), runs)));
  return new Float64Array(sharedMemory(8 * length));
}

/** Fills `cells` with the numbers of all their replicates in a window. */
async function sampleWindow(
  window: Window,
  cells: Cells,
  crew: Crew,
  hear: (count: number, rows: Rows | undefined) => void | Promise<void>,
): Promise<Outcome<true>> {
  const parts = partsOf(0, cells.size, LANES);
  const tasks = parts.map((part) => ({ kind: 'sample' as const, ...part, window, cells }));
  return inOrder(crew, tasks, ({ count }, { rows }) => hear(count, rows));
}
