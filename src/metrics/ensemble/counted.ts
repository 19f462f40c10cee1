/** Quantiles of an ensemble of more replicates than are kept: a pilot gives edges, between which all are counted. */
import { type Outcome, outcome } from '../../issue.ts';
import { LANES } from '../../simulation/kernel/block.ts';
import type { Window } from './cells.ts';
import { type Crew, inOrder } from './crew.ts';
import { type Counts, countedQuantiles, type Edges } from './edges.ts';
import { CELLS, memoryFor, sampleWindow } from './exact.ts';
import { MOST_KEPT, type Shape, type Spread, sharedMemory } from './spread.ts';
import { PROBABILITIES, partsOf, type Rows } from './tasks.ts';

/** Replicates of the pilot; fewer where a model has so many cells that they would not be kept. */
const PILOT = 1024;

/** In about how many parts replicates are counted, each of full blocks, and of no more replicates than so many. */
const PARTS = 12;
const MOST_IN_A_PART = 4096;

/** How many replicates the pilot has. */
function pilotOf({ cells }: Shape): number {
  return Math.min(PILOT, Math.max(128, Math.floor(MOST_KEPT / cells)));
}

/** Every quantile of `runs` replicates, within the rank error that is told. Arguments as for exactSpread. */
export async function countedSpread(
  shape: Shape,
  runs: number,
  crew: Crew,
  done: (steps: number) => void,
  note: (rows: Rows) => void | Promise<void>,
): Promise<Outcome<Spread>> {
  const pilot = Math.min(runs, pilotOf(shape));
  const piloted = await edgesFrom(shape, pilot, crew, done, note);
  if (!piloted.ok) return piloted;
  const { edges, counts } = piloted.value;
  const { counters, sums } = counts;
  const size = Math.min(MOST_IN_A_PART, LANES * Math.ceil((runs - pilot) / PARTS / LANES));
  const parts = partsOf(pilot, runs - pilot, size).map((part) => ({ kind: 'count' as const, ...part, edges }));
  const counted = await inOrder(crew, parts, async ({ count }, { counts: own, rows }) => {
    for (let n = 0; n < counters.length; n++) counters[n] += own.counters[n];
    for (let cell = 0; cell < sums.length; cell++) sums[cell] += own.sums[cell];
    await note(rows);
    done(shape.steps * count);
  });
  if (!counted.ok) return counted;
  const spread = {
    quantiles: new Float64Array(shape.cells * PROBABILITIES.length),
    sums: new Float64Array(shape.cells),
  };
  let rankError = 0;
  for (let place = 0; place < shape.cells; place++) {
    const found = countedQuantiles(edges, counts, place, runs, PROBABILITIES);
    const cell = shape.cellAt(wholeOf(shape), place);
    spread.quantiles.set(found.quantiles, cell * PROBABILITIES.length);
    spread.sums[cell] = sums[place];
    rankError = Math.max(rankError, found.rankError);
  }
  return outcome<Spread>({ ...spread, rankError }, []);
}

/** The whole horizon as one window. */
function wholeOf({ steps }: Shape): Window {
  return { from: 0, to: steps };
}

/** The edges of every cell, from the pilot, and the counts of the pilot. Arguments as for exactSpread. */
async function edgesFrom(
  shape: Shape,
  size: number,
  crew: Crew,
  done: (steps: number) => void,
  note: (rows: Rows) => void | Promise<void>,
): Promise<Outcome<{ edges: Edges; counts: Counts }>> {
  const whole = wholeOf(shape);
  const cells = { values: memoryFor(shape, [whole], size), cells: shape.cells, size };
  const sampled = await sampleWindow(whole, cells, crew, async (count, rows) => {
    done(shape.steps * count);
    if (rows !== undefined) await note(rows);
  });
  if (!sampled.ok) return sampled;
  const parts: { edges: Edges; counts: Counts }[] = [];
  const tasks = partsOf(0, shape.cells, CELLS).map((part) => ({ kind: 'edges' as const, ...part, cells }));
  const made = await inOrder(crew, tasks, (_, found) => void parts.push(found));
  if (!made.ok) return made;
  const counts = {
    counters: concatenated(
      Uint32Array,
      parts.map((part) => part.counts.counters),
    ),
    sums: concatenated(
      Float64Array,
      parts.map((part) => part.counts.sums),
    ),
  };
  return outcome({ edges: joined(parts.map(({ edges }) => edges)), counts }, []);
}

/** The edges of parts, one after the other. */
function joined(parts: readonly Edges[]): Edges {
  const starts = new Int32Array(sharedMemory(4 * parts.reduce((sum, part) => sum + part.starts.length - 1, 1)));
  let [cell, filled] = [0, 0];
  for (const part of parts) {
    for (let n = 1; n < part.starts.length; n++) starts[cell + n] = filled + part.starts[n];
    cell += part.starts.length - 1;
    filled += part.edges.length;
  }
  const doubles = (name: 'edges' | 'scales') =>
    concatenated(
      Float64Array,
      parts.map((part) => part[name]),
    );
  const bytes = (name: 'below' | 'reach') =>
    concatenated(
      Uint8Array,
      parts.map((part) => part[name]),
    );
  return { starts, edges: doubles('edges'), below: bytes('below'), scales: doubles('scales'), reach: bytes('reach') };
}

/** Arrays one after the other, in memory that threads share. */
function concatenated<T extends Float64Array | Uint32Array | Uint8Array>(
  type: { readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer | ArrayBuffer): T },
  parts: readonly ArrayLike<number>[],
): T {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new type(sharedMemory(type.BYTES_PER_ELEMENT * length));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}
