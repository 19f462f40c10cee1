/** Quantiles of an ensemble of which every number is kept, a window of steps at a time. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Window } from './cells.ts';
import { type Crew, inOrder, partsOf } from './crew.ts';
import { MOST_KEPT, type Shape, type Spread } from './spread.ts';
import { PROBABILITIES, type Rows } from './tasks.ts';

/** Cells that go from merging to a worker, to have their quantiles found, so many times for each worker. */
const SLICES_EACH = 4;

/** Some cells of a window, those from `from` on, in every replicate. */
export interface Slice {
  readonly from: number;
  readonly values: Float64Array;
}

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
  for (const window of windowsOf(shape, runs)) {
    const slices = await sampleWindow(shape, window, runs, crew, async (count, part, rows) => {
      for (const [place, sum] of part.entries()) sums[shape.cellAt(window, place)] += sum;
      if (rows !== undefined) await note(rows);
      done(window.to * count);
    });
    if (!slices.ok) return slices;
    const tasks = slices.value.map((slice) => ({ kind: 'quantiles' as const, ...slice, size: runs }));
    const reduced = await inOrder(crew, tasks, ({ from }, found) => {
      for (let place = 0; place * PROBABILITIES.length < found.quantiles.length; place++) {
        const own = found.quantiles.subarray(place * PROBABILITIES.length, (place + 1) * PROBABILITIES.length);
        quantiles.set(own, shape.cellAt(window, from + place) * PROBABILITIES.length);
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
  const length = Math.max(1, Math.floor(MOST_KEPT / (shape.series * runs)));
  return Array.from({ length: Math.ceil(shape.steps / length) }, (_, n) => ({
    from: n * length,
    to: Math.min(shape.steps, (n + 1) * length),
  }));
}

/** The numbers of the first `runs` replicates in a window, by slices of cells. */
export async function sampleWindow(
  shape: Shape,
  window: Window,
  runs: number,
  crew: Crew,
  hear: (count: number, sums: Float64Array, rows: Rows | undefined) => void | Promise<void>,
): Promise<Outcome<Slice[]>> {
  const cells = shape.cellsIn(window);
  const slices = slicesOf(cells, runs, SLICES_EACH * crew.workers);
  const parts = partsOf(0, runs, shape.chunkOf(cells)).map((part) => ({ kind: 'sample' as const, ...part, window }));
  const sampled = await inOrder(crew, parts, async ({ first, count }, part) => {
    for (const { from, values } of slices) {
      for (let place = 0; place * runs < values.length; place++) {
        const own = part.cells.subarray((from + place) * count, (from + place + 1) * count);
        values.set(own, place * runs + first);
      }
    }
    await hear(count, part.sums, part.rows);
  });
  return sampled.ok ? outcome<Slice[]>(slices, []) : sampled;
}

function slicesOf(cells: number, runs: number, many: number): Slice[] {
  const size = Math.ceil(cells / many);
  return Array.from({ length: Math.ceil(cells / size) }, (_, n) => ({
    from: n * size,
    values: new Float64Array(Math.min(size, cells - n * size) * runs),
  }));
}
