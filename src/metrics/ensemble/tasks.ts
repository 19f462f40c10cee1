/**
 * The work of an ensemble in parts, each a pure function of the model, the chance and the part itself: what threads do
 * here, and other machines may. Parts and results are plain data that can be sent.
 */
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { quantiles } from '../../quantiles.ts';
import { type Block, type Replicates, replicatesOf } from '../../simulation/replicates.ts';
import { replicateFaults } from '../finite.ts';
import { type Meter, type MetricColumn, meterOf, metricsIn } from '../measures.ts';
import { type Cells, cellsIn, fillMetrics, fillRow, fillStep, type Window } from './cells.ts';
import { type Counting, counterOf } from './counter.ts';
import { type Counts, type Edges, edgesOf } from './edges.ts';
import { type Likeness, type Strays, straying, walkOf } from './likeness.ts';
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

/** Some replicates: `count` from `first`. */
interface Replicated {
  readonly first: number;
  readonly count: number;
}

/** Some cells: `count` from `first`. */
interface Celled {
  readonly first: number;
  readonly count: number;
  readonly cells: Cells;
}

/** A part of the work. */
export type Task =
  /** Replicates whose numbers in a window go to `cells`. */
  | ({ readonly kind: 'sample'; readonly window: Window; readonly cells: Cells } & Replicated)
  /** Replicates of which the rows of what is alike go to `cells`. */
  | ({ readonly kind: 'pilot'; readonly likeness: Likeness; readonly cells: Cells } & Replicated)
  /** Replicates counted between edges, row by row of what is alike. */
  | ({ readonly kind: 'count'; readonly likeness: Likeness; readonly edges: Edges } & Replicated)
  /** Replicates of which only the rows are wanted; under given values and without noise where there are any. */
  | ({ readonly kind: 'rows'; readonly values?: Float64Array } & Replicated)
  | ({ readonly kind: 'quantiles' } & Celled)
  | ({ readonly kind: 'edges' } & Celled);

/** What each kind of part comes to. */
export interface Results {
  /** The rows, where the window is the last. */
  readonly sample: { readonly rows: Rows | undefined };
  readonly pilot: { readonly strays: Strays; readonly rows: Rows };
  readonly count: { readonly counts: Counts; readonly strays: Strays; readonly rows: Rows };
  readonly rows: Rows;
  /** Five quantiles a cell, and its sum. */
  readonly quantiles: { readonly quantiles: Float64Array; readonly sums: Float64Array };
  /** The edges, and what is counted between them of the very numbers that they are from. */
  readonly edges: { readonly edges: Edges; readonly counts: Counts };
}

/** Does a part of the work; faults of the numbers come back as issues. */
export type Perform = <T extends Task>(task: T) => Outcome<Results[T['kind']]>;

/** What every part needs. */
interface Ensemble {
  readonly model: Model;
  readonly replicates: Replicates;
  readonly shape: Shape;
  /** The meter of blocks of so many lanes. */
  meterFor(lanes: number): Meter;
}

/** The performer of a model's ensemble. It keeps memory between parts, and nothing that a result depends on. */
export function performer(model: Model, chance: Chance): Perform {
  const replicates = replicatesOf(model, chance);
  const shape = shapeOf(model, metricsIn(model));
  const meters = new Map<number, Meter>();
  const meterFor = (lanes: number) => {
    const meter = meters.get(lanes) ?? meterOf(model, lanes);
    meters.set(lanes, meter);
    return meter;
  };
  const ensemble = { model, replicates, shape, meterFor };
  const countAmong = counterOf(model, shape);
  const perform = (task: Task): Outcome<Results[Task['kind']]> => {
    switch (task.kind) {
      case 'sample': {
        const rows = sample(ensemble, task);
        return rows.ok ? outcome<Results['sample']>({ rows: rows.value }, []) : rows;
      }
      case 'pilot':
        return pilot(ensemble, task);
      case 'count':
        return countBlocks(ensemble, task, countAmong(task.likeness, task.edges));
      case 'rows': {
        const { first, count: many, values } = task;
        const blocks = () =>
          values === undefined ? replicates.drawn(first, many, model.steps) : replicates.given(values, first, many);
        return rowsOf(ensemble, blocks, task, values === undefined);
      }
      case 'quantiles':
        return outcome<Results['quantiles']>(reduce(task), []);
      case 'edges':
        return outcome<Results['edges']>(edgesOf(task.cells, task.first, task.count, PROBABILITIES), []);
    }
  };
  return perform as Perform;
}

function reduce({ cells, first, count: many }: Celled): Results['quantiles'] {
  const found = new Float64Array(many * PROBABILITIES.length);
  const sums = new Float64Array(many);
  for (const [cell, own, from] of cellsIn(cells, first, many)) {
    found.set(quantiles(own, from, cells.size, PROBABILITIES), (cell - first) * PROBABILITIES.length);
    sums[cell - first] = sumOf(own, from, cells.size);
  }
  return { quantiles: found, sums };
}

function sumOf(values: Float64Array, from: number, size: number): number {
  let sum = 0;
  for (let place = from; place < from + size; place++) sum += values[place];
  return sum;
}

/** Fills cells with replicates, each at its own place; gives the rows where the window is the last. */
function sample(
  ensemble: Ensemble,
  { first, count: many, window, cells }: Extract<Task, { kind: 'sample' }>,
): Outcome<Rows | undefined> {
  const { model, replicates } = ensemble;
  const { variables, series } = ensemble.shape;
  const fill = (block: Block, t: number) => {
    if (t >= window.from) fillStep(block.run, t, variables, series, window, cells, block.first);
  };
  const blocks = () => replicates.drawn(first, many, window.to);
  if (window.to === model.steps) {
    const metricsAt = series * (window.to - window.from);
    return rowsOf(ensemble, blocks, { first, count: many }, true, fill, (block, metrics) => {
      fillMetrics(metrics, metricsAt, cells, block.first);
    });
  }
  for (const block of blocks()) {
    if (!block.ok) return block;
    for (const t of block.value.steps) fill(block.value, t);
  }
  return { ok: true, value: undefined, issues: [] };
}

const nobody = () => undefined;

/**
 * The rows of some blocks, each of which is shown to `step` at every step and then, with its metrics, to `end`. Numbers that
 * are not finite come back as issues.
 */
function rowsOf(
  { model, meterFor }: Ensemble,
  blocks: () => Iterable<Outcome<Block>>,
  { first, count: many }: Replicated,
  isDrawn: boolean,
  step: (block: Block, t: number) => void = nobody,
  end: (block: Block, metrics: readonly MetricColumn[]) => void = nobody,
): Outcome<Rows> {
  const assumptions = model.scenario.assumptions.length;
  let rows: Rows | undefined;
  for (const block of blocks()) {
    if (!block.ok) return block;
    const { run, values, steps } = block.value;
    const meter = meterFor(run.lanes);
    meter.begin();
    for (const t of steps) {
      meter.add(run, t);
      step(block.value, t);
    }
    const columns = meter.columns(run.cost);
    end(block.value, columns);
    rows ??= {
      ...{ first, count: many },
      values: new Float64Array(assumptions * many),
      metrics: new Float64Array(columns.length * many),
    };
    const done = block.value.first - first;
    for (let a = 0; a < assumptions; a++) {
      rows.values.set(values.subarray(a * run.lanes, (a + 1) * run.lanes), a * many + done);
    }
    for (const [m, { values: own }] of columns.entries()) rows.metrics.set(own, m * many + done);
  }
  if (rows === undefined) throw new Error('a part of an ensemble without replicates');
  return outcome(rows, replicateFaults(model, rows, blocks, isDrawn));
}

/** Fills rows with replicates, each at its own place. */
function pilot(ensemble: Ensemble, task: Extract<Task, { kind: 'pilot' }>): Outcome<Results['pilot']> {
  const { likeness, cells } = task;
  const { series, steps } = ensemble.shape;
  const strays = straying();
  const walk = walkOf(ensemble.shape, likeness, strays);
  const blocks = () => ensemble.replicates.drawn(task.first, task.count, ensemble.model.steps);
  const step = ({ run, first }: Block, t: number) => {
    const { many, rows, values, from } = walk(run, t, first);
    for (let n = 0; n < many; n++) fillRow(cells, rows[n], first, values[n], from[n], run.lanes);
  };
  const rows = rowsOf(ensemble, blocks, task, true, step, ({ first }, metrics) => {
    fillMetrics(metrics, likeness.rowOf[series * steps], cells, first);
  });
  return rows.ok ? outcome<Results['pilot']>({ strays: strays.take(), rows: rows.value }, []) : rows;
}

function countBlocks(
  ensemble: Ensemble,
  part: Replicated,
  { record, add, addMetrics, counts, strays }: Counting,
): Outcome<Results['count']> {
  const blocks = () => ensemble.replicates.drawn(part.first, part.count, ensemble.model.steps, record);
  const step = ({ run, first }: Block, t: number) => add(run, t, first);
  const rows = rowsOf(ensemble, blocks, part, true, step, (_, metrics) => addMetrics(metrics));
  return rows.ok ? outcome<Results['count']>({ counts: counts(), strays: strays(), rows: rows.value }, []) : rows;
}

/** `count` things from `first` in parts of `size`; the last has what is left. */
export function partsOf(first: number, many: number, size: number): Replicated[] {
  return Array.from({ length: Math.ceil(many / size) }, (_, part) => ({
    first: first + part * size,
    count: Math.min(size, many - part * size),
  }));
}
