/** Quantiles of an ensemble of more replicates than are kept: a pilot gives edges, between which all are counted. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Window } from './cells.ts';
import { type Crew, inOrder } from './crew.ts';
import { countedQuantiles, countersBefore, type Edges } from './edges.ts';
import { CELLS, memoryFor, sampleWindow } from './exact.ts';
import { MOST_KEPT, type Shape, type Spread, sharedMemory } from './spread.ts';
import { PROBABILITIES, partsOf, type Rows } from './tasks.ts';

/** Replicates of the pilot; fewer where a model has so many cells that they would not be kept. */
const PILOT = 1024;

/** In about how many parts replicates are counted, each of at least so many of what is held at once. */
const PARTS = 64;
const LEAST_CHUNKS = 8;

/** How many replicates the pilot has. */
export function pilotOf({ cells }: Shape): number {
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
  const edges = await edgesFrom(shape, crew, done);
  if (!edges.ok) return edges;
  const counters = new Uint32Array(countersBefore(edges.value, shape.cells));
  const sums = new Float64Array(shape.cells);
  const size = shape.chunk;
  const parts = partsOf(0, runs, size * Math.max(LEAST_CHUNKS, Math.ceil(runs / PARTS / size))).map((part) => ({
    ...{ kind: 'count' as const, ...part, chunk: size, edges: edges.value },
  }));
  const counted = await inOrder(crew, parts, async ({ count }, part) => {
    for (let n = 0; n < counters.length; n++) counters[n] += part.counters[n];
    for (let cell = 0; cell < sums.length; cell++) sums[cell] += part.sums[cell];
    for (const rows of part.rows) await note(rows);
    done(shape.steps * count);
  });
  if (!counted.ok) return counted;
  const spread = {
    quantiles: new Float64Array(shape.cells * PROBABILITIES.length),
    sums: new Float64Array(shape.cells),
  };
  let rankError = 0;
  for (let place = 0; place < shape.cells; place++) {
    const found = countedQuantiles(edges.value, counters, place, runs, PROBABILITIES);
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

/** The edges of every cell, from the pilot. */
async function edgesFrom(shape: Shape, crew: Crew, done: (steps: number) => void): Promise<Outcome<Edges>> {
  const size = pilotOf(shape);
  const whole = wholeOf(shape);
  const cells = { values: memoryFor(shape, [whole], size), cells: shape.cells, size };
  const sampled = await sampleWindow(whole, cells, crew, (count) => done(shape.steps * count));
  if (!sampled.ok) return sampled;
  const found: Edges[] = [];
  const tasks = partsOf(0, shape.cells, CELLS).map((part) => ({ kind: 'edges' as const, ...part, cells }));
  const made = await inOrder(crew, tasks, (_, edges) => void found.push(edges));
  return made.ok ? outcome<Edges>(joined(found), []) : made;
}

/** The edges of parts, one after the other. */
function joined(parts: readonly Edges[]): Edges {
  const cells = parts.reduce((sum, { starts }) => sum + starts.length - 1, 0);
  const length = parts.reduce((sum, { edges }) => sum + edges.length, 0);
  const bins = parts.reduce((sum, { below }) => sum + below.length, 0);
  const all = {
    starts: new Int32Array(cells + 1),
    edges: sharedMemory(length),
    below: new Uint8Array(sharedMemory(Math.ceil(bins / 8)).buffer, 0, bins),
  };
  let [cell, filled, binned] = [0, 0, 0];
  for (const { starts, edges, below } of parts) {
    all.below.set(below, binned);
    binned += below.length;
    all.edges.set(edges, filled);
    for (let n = 1; n < starts.length; n++) all.starts[cell + n] = filled + starts[n];
    cell += starts.length - 1;
    filled += edges.length;
  }
  return all;
}
