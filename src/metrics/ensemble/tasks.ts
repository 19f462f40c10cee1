/**
 * The work of an ensemble in parts, each a pure function of the model, the chance and the part itself: what threads do
 * here, and other machines may. Parts and results are plain data that can be sent.
 */
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { quantiles } from '../../quantiles.ts';
import { type Replicates, replicatesOf } from '../../simulation/replicates.ts';
import { metricColumns, metricsIn } from '../measures.ts';
import { fillMetrics, fillSeries, type Window } from './cells.ts';
import { count, countersBefore, type Edges, edgesOf } from './edges.ts';
import { type Shape, shapeOf } from './spread.ts';

/** The quantiles that ensembles are told by. */
export const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** One row a replicate: drawn assumptions and metrics, that of column c and row i at `c · count + i`; NaN is null. */
export interface Rows {
  readonly first: number;
  readonly count: number;
  readonly values: Float64Array;
  readonly metrics: Float64Array;
}

/** A part of the work. */
export type Task =
  | { readonly kind: 'sample'; readonly first: number; readonly count: number; readonly window: Window }
  | {
      readonly kind: 'count';
      readonly first: number;
      readonly count: number;
      readonly size: number;
      readonly edges: Edges;
    }
  | { readonly kind: 'quantiles'; readonly values: Float64Array; readonly size: number }
  | { readonly kind: 'edges'; readonly values: Float64Array; readonly size: number };

/** What each kind of part comes to. */
export interface Results {
  /** Cells of the window with `count` replicates each, their sums, and the rows where the window is the last. */
  readonly sample: { readonly cells: Float64Array; readonly sums: Float64Array; readonly rows: Rows | undefined };
  /** Counters between and on the edges, sums of cells, and rows, of replicates taken `size` at a time. */
  readonly count: { readonly counters: Uint32Array; readonly sums: Float64Array; readonly rows: readonly Rows[] };
  /** Five quantiles a cell. */
  readonly quantiles: { readonly quantiles: Float64Array };
  readonly edges: Edges;
}

/** Does a part of the work; faults of the numbers come back as issues. */
export type Perform = <T extends Task>(task: T) => Outcome<Results[T['kind']]>;

/** The performer of a model's ensemble. It keeps scratch memory between parts, and nothing else. */
export function performer(model: Model, chance: Chance): Perform {
  const replicates = replicatesOf(model, chance);
  const shape = shapeOf(model, metricsIn(model));
  const perform = (task: Task): Outcome<Results[Task['kind']]> => {
    switch (task.kind) {
      case 'sample':
        return sample(model, replicates, shape, task.first, task.count, task.window);
      case 'count':
        return countParts(model, replicates, shape, task.first, task.count, task.size, task.edges);
      case 'quantiles':
        return outcome<Results['quantiles']>({ quantiles: quantilesOf(task.values, task.size) }, []);
      case 'edges':
        return outcome<Edges>(edgesOf(task.values, task.size, PROBABILITIES), []);
    }
  };
  return perform as Perform;
}

function quantilesOf(values: Float64Array, size: number): Float64Array {
  const found = new Float64Array((values.length / size) * PROBABILITIES.length);
  for (let cell = 0; cell * size < values.length; cell++) {
    found.set(quantiles(values, cell * size, size, PROBABILITIES), cell * PROBABILITIES.length);
  }
  return found;
}

function sample(
  model: Model,
  replicates: Replicates,
  shape: Shape,
  first: number,
  size: number,
  window: Window,
): Outcome<Results['sample']> {
  const isLast = window.to === model.steps;
  const { assumptions } = model.scenario;
  let cells: Float64Array | undefined;
  let rows: Rows | undefined;
  for (const block of replicates(first, size, window.to)) {
    if (!block.ok) return block;
    const { run, values } = block.value;
    const at = block.value.first - first;
    cells ??= new Float64Array(shape.cellsIn(window) * size);
    fillSeries(run, shape.variables, window, cells, size, at);
    if (!isLast) continue;
    const columns = metricColumns(run);
    fillMetrics(columns, cells, shape.series * (window.to - window.from), size, at);
    rows ??= {
      ...{ first, count: size },
      values: new Float64Array(assumptions.length * size),
      metrics: new Float64Array(columns.length * size),
    };
    for (let a = 0; a < assumptions.length; a++) {
      rows.values.set(values.subarray(a * run.lanes, (a + 1) * run.lanes), a * size + at);
    }
    for (const [m, { values: own }] of columns.entries()) rows.metrics.set(own, m * size + at);
  }
  if (cells === undefined) throw new Error('a part of an ensemble without replicates');
  return outcome<Results['sample']>({ cells, sums: sumsOf(cells, size), rows }, []);
}

function sumsOf(cells: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(cells.length / size);
  for (let cell = 0; cell < sums.length; cell++) {
    let sum = 0;
    for (let place = cell * size; place < (cell + 1) * size; place++) sum += cells[place];
    sums[cell] = sum;
  }
  return sums;
}

function countParts(
  model: Model,
  replicates: Replicates,
  shape: Shape,
  first: number,
  many: number,
  size: number,
  edges: Edges,
): Outcome<Results['count']> {
  const cells = edges.starts.length - 1;
  const counters = new Uint32Array(countersBefore(edges, cells));
  const sums = new Float64Array(cells);
  const rows: Rows[] = [];
  for (let at = first; at < first + many; at += size) {
    const part = Math.min(size, first + many - at);
    const sampled = sample(model, replicates, shape, at, part, { from: 0, to: model.steps });
    if (!sampled.ok) return sampled;
    count(edges, sampled.value.cells, part, counters);
    for (let cell = 0; cell < cells; cell++) sums[cell] += sampled.value.sums[cell];
    if (sampled.value.rows) rows.push(sampled.value.rows);
  }
  return outcome<Results['count']>({ counters, sums, rows }, []);
}
