/**
 * The work of an ensemble in parts, each a pure function of the model, the chance and the part itself, which returns
 * all that it made: what threads do here, and other machines may. Parts and results are plain data that can be sent.
 */
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { replicatesOf } from '../../simulation/replicates.ts';
import { replicateFaults } from '../finite.ts';
import { type Meter, meterOf } from '../measures.ts';
import { bandableIn, type SeriesCopier, seriesCopier } from './bandable.ts';
import { type Cells, packed } from './cells.ts';
import { type Moments, momentsOf, PIECE } from './moments.ts';

/** The quantiles that ensembles are told by. */
export const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** One row a replicate: drawn assumptions and metrics, that of column c and row i at `c · count + i`; NaN is null. */
export interface Rows {
  readonly first: number;
  readonly count: number;
  readonly values: Float64Array;
  readonly metrics: Float64Array;
}

/** A part of the work: `count` replicates from `first`. */
export interface Task {
  readonly first: number;
  readonly count: number;
  /** Run under these values and without noise: that of the assumption at `position` at `position · count + i`. */
  readonly given?: Float64Array;
  /** Series that are wanted of the first `count` of them, by their places in `bandableIn`. */
  readonly series?: { readonly places: readonly number[]; readonly count: number };
  /** Of the rows these metrics alone are wanted, by their places, and no drawn values; undefined: whole rows. */
  readonly metrics?: readonly number[];
  /** Whether the rows are wanted encoded, too, as they go into a file. */
  readonly isEncoded?: boolean;
}

/** What a part comes to. */
export interface Part {
  /** The rows, or what is wanted of them. */
  readonly rows: Rows;
  /** Moments of the metrics, in pieces. */
  readonly moments: Moments;
  /** The series that are wanted, in their order, of 64 replicates after another. */
  readonly series: readonly Cells[] | undefined;
  readonly encoded: Encoded | undefined;
  /** Where the memory of all these numbers is lent: gives it back, once what is kept of them has been copied. */
  free?(): void;
}

/** Rows as they go into a file: bytes, and numbers that whoever puts parts together has to know of them. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly about: Float64Array;
}

/** Encodes rows for a file. */
export type Encode = (rows: Rows) => Encoded;

/** Does a part of the work; faults of the numbers come back as issues. */
export type RunTask = (task: Task) => Outcome<Part>;

/** The performer of a model's ensemble. It keeps memory between parts, and nothing that a result depends on. */
export function taskRunner(model: Model, chance: Chance, encode?: Encode): RunTask {
  const replicates = replicatesOf(model, chance);
  const assumptions = model.scenario.assumptions.length;
  const meters = new Map<number, Meter>();
  const meterFor = (lanes: number) => {
    const meter = meters.get(lanes) ?? meterOf(model, lanes);
    meters.set(lanes, meter);
    return meter;
  };
  const copierFor = rememberCopier(model);
  // Series before they are packed, in memory that is used again: writing to fresh memory takes many times as long.
  let unpacked = new Float64Array(0);
  return (task) => {
    const { first, count, given, series: wanted } = task;
    const cells = wanted ? wanted.places.length * model.steps : 0;
    if (unpacked.length < cells * PIECE) unpacked = new Float64Array(cells * PIECE);
    const series: Cells[] = [];
    const copier = wanted && copierFor(wanted.places);
    const values = new Float64Array(assumptions * count);
    let metrics = new Float64Array(0);
    const blocks = () => (given ? replicates.given(given, first, count) : replicates.drawn(first, count));
    for (const block of blocks()) {
      if (!block.ok) return block;
      const { run, steps } = block.value;
      const done = block.value.first - first;
      const left = wanted ? wanted.count - done : 0;
      const copied = Math.min(run.lanes, left);
      const at = done % PIECE;
      const size = Math.min(PIECE, at + left);
      const meter = meterFor(run.lanes);
      meter.begin();
      for (const t of steps) {
        meter.add(run, t);
        if (copied > 0) copier?.copy(run, t, copied, unpacked, at, size);
      }
      if (copied > 0 && at + copied === size) series.push(packed(unpacked, cells, size));
      for (let a = 0; a < assumptions; a++) {
        values.set(block.value.values.subarray(a * run.lanes, (a + 1) * run.lanes), a * count + done);
      }
      const columns = meter.columns();
      if (metrics.length === 0) metrics = new Float64Array(columns.length * count);
      for (const [m, { values: own }] of columns.entries()) metrics.set(own, m * count + done);
    }
    const rows = { first, count, values, metrics };
    const faults = replicateFaults(model, rows, blocks, given === undefined);
    if (faults.length > 0) return outcome<Part>(undefined, faults);
    if (task.isEncoded && encode === undefined)
      throw new Error('rows are wanted for a file, and nobody can encode them');
    const encoded = task.isEncoded ? encode?.(rows) : undefined;
    return outcome<Part>(
      { rows: wantedOf(rows, task), moments: momentsOf(rows), series: wanted && series, encoded },
      [],
    );
  };
}

/** Of whole rows what a task wants. */
export function wantedOf(rows: Rows, { metrics: wanted }: Pick<Task, 'metrics'>): Rows {
  if (wanted === undefined) return rows;
  const { first, count } = rows;
  const metrics = new Float64Array(wanted.length * count);
  for (const [n, m] of wanted.entries()) metrics.set(columnOf(rows, m), n * count);
  return { first, count, values: new Float64Array(0), metrics };
}

/** The metric at a place of some rows. */
export function columnOf({ count, metrics }: Rows, place: number): Float64Array {
  return metrics.subarray(place * count, (place + 1) * count);
}

/** The copier of the places that were asked for last. */
function rememberCopier(model: Model): (places: readonly number[]) => SeriesCopier {
  const all = bandableIn(model);
  let known: { readonly places: string; readonly copier: SeriesCopier } | undefined;
  return (wanted) => {
    const places = wanted.join();
    if (known?.places !== places) known = { places, copier: seriesCopier(all, wanted) };
    return known.copier;
  };
}

/** `count` things from `first` in parts of `size`; the last has what is left. */
export function partsOf(
  first: number,
  many: number,
  size: number,
): { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(many / size) }, (_, part) => ({
    first: first + part * size,
    count: Math.min(size, many - part * size),
  }));
}
