/**
 * Series of some replicates as they are sent and kept: cell by cell, a cell being a series at a step. Where all replicates
 * agree, as on a shortfall of 0, one number stands for all of them: in the flagship in 38 % of the cells.
 */

/** The cell of series n of `many` at step t is t · many + n. */
export interface Cells {
  /** Replicates. */
  readonly count: number;
  /** By cell: 1 where replicates differ. */
  readonly varies: Uint8Array;
  /** Cell after cell: a number for each replicate where they differ, and else one. */
  readonly values: Float64Array;
}

/** Packs cells of `count` numbers each, which stand one after the other in `all`. */
export function packed(all: Float64Array, cells: number, count: number): Cells {
  const varies = new Uint8Array(cells);
  let length = cells;
  for (let cell = 0; cell < cells; cell++) {
    if (isEven(all, cell * count, count)) continue;
    varies[cell] = 1;
    length += count - 1;
  }
  const values = new Float64Array(length);
  for (let cell = 0, place = 0; cell < cells; cell++) {
    const own = all.subarray(cell * count, cell * count + widthOf(varies, cell, count));
    values.set(own, place);
    place += own.length;
  }
  return { count, varies, values };
}

/** Whether so many numbers are the same to the bit, or all of them none. */
function isEven(all: Float64Array, from: number, count: number): boolean {
  for (let n = from + 1; n < from + count; n++) if (!Object.is(all[n], all[from])) return false;
  return true;
}

/** How many numbers stand for a cell. */
function widthOf(varies: Uint8Array, cell: number, count: number): number {
  return varies[cell] === 1 ? count : 1;
}

/** Where each cell begins among the values, and where the last ends. */
export function startsOf({ count, varies }: Cells): Int32Array {
  const starts = new Int32Array(varies.length + 1);
  for (let cell = 0; cell < varies.length; cell++) starts[cell + 1] = starts[cell] + widthOf(varies, cell, count);
  return starts;
}

/** Some of the cells, in the order given; `starts` as startsOf gives them. */
export function someOf({ count, varies, values }: Cells, starts: Int32Array, chosen: readonly number[]): Cells {
  const some = new Float64Array(chosen.reduce((sum, cell) => sum + widthOf(varies, cell, count), 0));
  let place = 0;
  for (const cell of chosen) {
    some.set(values.subarray(starts[cell], starts[cell + 1]), place);
    place += starts[cell + 1] - starts[cell];
  }
  return { count, varies: Uint8Array.from(chosen, (cell) => varies[cell]), values: some };
}
