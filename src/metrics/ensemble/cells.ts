/**
 * The numbers of which an ensemble has quantiles: every series at each step, then each metric. A cell holds one number
 * in every replicate; what is not there counts as +∞. Cells lie in tiles of w = 64 replicates, or as many as
 * there are, as runs side by side do: the number in replicate r is at `(⌊r/w⌋ · cells + cell) · w + r mod w`. So a record
 * goes into a tile row by row.
 */
import { LANES } from '../../simulation/kernel/block.ts';
import type { Run } from '../../simulation/record.ts';
import type { MetricColumn } from '../measures.ts';
import type { Variable } from '../series.ts';

/** Steps from … to − 1 of all series; the last window of a horizon has the metrics as well. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** So many cells in so many replicates. */
export interface Cells {
  readonly values: Float64Array;
  readonly cells: number;
  readonly size: number;
}

/** Replicates of a tile, of so many in all. */
function tileOf(size: number): number {
  return Math.min(LANES, size);
}

/** The length of `values` for so many cells in so many replicates. */
export function lengthOf(cells: number, size: number): number {
  const tile = tileOf(size);
  return cells * tile * Math.ceil(size / tile);
}

/** Copies the series of step t of a block, whose record holds it alone; its first lane is replicate `at` of the cells. */
export function fillStep(
  run: Run,
  t: number,
  variables: readonly Variable[],
  series: number,
  { from }: Window,
  { values, cells, size }: Cells,
  at: number,
): void {
  const { lanes } = run;
  const tile = tileOf(size);
  let place = (Math.floor(at / tile) * cells + (t - from) * series) * tile + (at % tile);
  for (const { entities, members, isNullable, column } of variables) {
    const all = isNullable ? withoutNull(column(run)) : column(run);
    if (lanes === tile && members.length === entities) values.set(all, place);
    else {
      for (const [n, { position }] of members.entries()) {
        const source = position * lanes;
        for (let lane = 0; lane < lanes; lane++) values[place + n * tile + lane] = all[source + lane];
      }
    }
    place += members.length * tile;
  }
}

/** Copies so many lanes of one cell, the first of which is replicate `at`. */
export function fillRow(
  { values, cells, size }: Cells,
  cell: number,
  at: number,
  from: Float64Array,
  first: number,
  lanes: number,
): void {
  const tile = tileOf(size);
  const place = (Math.floor(at / tile) * cells + cell) * tile + (at % tile);
  for (let lane = 0; lane < lanes; lane++) values[place + lane] = from[first + lane];
}

/** Copies a cell of all replicates to a place among others of as many. */
export function copyCell(from: Cells, cell: number, to: Cells, place: number): void {
  const tile = tileOf(from.size);
  for (let n = 0; n < Math.ceil(from.size / tile); n++) {
    const at = (n * from.cells + cell) * tile;
    to.values.set(from.values.subarray(at, at + tile), (n * to.cells + place) * tile);
  }
}

/** One number for all replicates of a cell. */
export function fillCell({ values, cells, size }: Cells, cell: number, value: number): void {
  const tile = tileOf(size);
  for (let n = 0; n < Math.ceil(size / tile); n++) {
    values.fill(value, (n * cells + cell) * tile, (n * cells + cell + 1) * tile);
  }
}

/** The same numbers, and +∞ where there is none. */
export function withoutNull(values: Float64Array, into = new Float64Array(values.length)): Float64Array {
  const never = Number.POSITIVE_INFINITY;
  for (let n = 0; n < values.length; n++) into[n] = Number.isNaN(values[n]) ? never : values[n];
  return into;
}

/** The same of metrics, whose cells begin at `from`. */
export function fillMetrics(
  columns: readonly MetricColumn[],
  from: number,
  { values, cells, size }: Cells,
  at: number,
): void {
  const tile = tileOf(size);
  const place = Math.floor(at / tile) * cells * tile + (at % tile);
  for (const [metric, column] of columns.entries()) {
    values.set(withoutNull(column.values), place + (from + metric) * tile);
  }
}

/** Cells that are read together: a few pages of memory of each tile. */
const GROUP = 32;

/** Every cell from `first` to `first + count − 1`, with an array and where its `size` numbers begin in it. */
export function* cellsIn(
  all: Cells,
  first: number,
  count: number,
): Generator<[cell: number, own: Float64Array, from: number]> {
  const own = new Float64Array(GROUP * all.size);
  for (let begin = first; begin < first + count; begin += GROUP) {
    const many = Math.min(GROUP, first + count - begin);
    gather(all, begin, many, own);
    for (let n = 0; n < many; n++) yield [begin + n, own, n * all.size];
  }
}

/** Copies `many` cells from `begin` on, the numbers of each together. */
function gather({ values, cells, size }: Cells, begin: number, many: number, into: Float64Array): void {
  const tile = tileOf(size);
  for (let r = 0; r < size; r += tile) {
    const lanes = Math.min(tile, size - r);
    const from = r * cells + begin * tile;
    for (let n = 0; n < many; n++) {
      for (let lane = 0; lane < lanes; lane++) into[n * size + r + lane] = values[from + n * tile + lane];
    }
  }
}
