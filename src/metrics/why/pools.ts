/**
 * Tonnes by the place where they were lost. A pool has two rows, of which one is empty once it is netted: what is lacking
 * against the twin, and what is there beyond it. Pools of one kind lie side by side.
 */

/** Rows of so many places: what row r has at a place is at `r · width + place`. */
export interface Pools {
  readonly rows: number;
  /** For how many places there is room, and how many there are. */
  width: number;
  places: number;
  values: Float64Array;
  /** The places that a row may have anything at: from `begin` to before `end`, which is 0 where it is empty. */
  readonly begin: Int32Array;
  readonly end: Int32Array;
}

/** The row of what a pool lacks. */
export const less = (pool: number) => 2 * pool;
/** The row of what a pool has beyond. */
export const more = (pool: number) => 2 * pool + 1;

/** So many pools, of no place yet, with room for `width`. */
export function emptyPools(count: number, width: number): Pools {
  const rows = 2 * count;
  const values = new Float64Array(rows * width);
  return { rows, width, places: 0, values, begin: new Int32Array(rows), end: new Int32Array(rows) };
}

/** Makes room for one more place. */
export function addPlace(pools: Pools): void {
  pools.places++;
  if (pools.places <= pools.width) return;
  const { rows, width: before, values } = pools;
  pools.width = 2 * before;
  pools.values = new Float64Array(rows * pools.width);
  for (let row = 0; row < rows; row++) {
    pools.values.set(values.subarray(row * before, (row + 1) * before), row * pools.width);
  }
}

/** Says that a row may have something from one place to before another. */
export function open({ begin, end }: Pools, row: number, from: number, to: number): void {
  begin[row] = end[row] === 0 ? from : Math.min(begin[row], from);
  end[row] = Math.max(end[row], to);
}

export function addTo(pools: Pools, row: number, place: number, amount: number): void {
  open(pools, row, place, place + 1);
  pools.values[row * pools.width + place] += amount;
}

/** What a row holds in all. */
export function total({ begin, end, values, width }: Pools, row: number): number {
  let sum = 0;
  for (let i = row * width + begin[row]; i < row * width + end[row]; i++) sum += values[i];
  return sum;
}

/** Adds `by` times a row to another. */
export function pour(from: Pools, row: number, into: Pools, other: number, by: number): void {
  if (from.end[row] === 0) return;
  const last = row * from.width + from.end[row];
  open(into, other, from.begin[row], from.end[row]);
  const given = from.values;
  const taken = into.values;
  const shift = other * into.width - row * from.width;
  for (let i = row * from.width + from.begin[row]; i < last; i++) taken[i + shift] += by * given[i];
}

/** Multiplies a row; 0 empties it. */
export function scale({ begin, end, values, width }: Pools, row: number, by: number): void {
  if (end[row] === 0) return;
  const first = row * width + begin[row];
  const last = row * width + end[row];
  if (by === 0) {
    values.fill(0, first, last);
    begin[row] = 0;
    end[row] = 0;
    return;
  }
  for (let i = first; i < last; i++) values[i] *= by;
}

/** Takes what lacks and what is there beyond off one another, each in proportion. */
export function net(pools: Pools, pool: number): void {
  if (pools.end[less(pool)] === 0 || pools.end[more(pool)] === 0) return;
  const lacking = total(pools, less(pool));
  const beyond = total(pools, more(pool));
  scale(pools, less(pool), lacking > beyond ? (lacking - beyond) / lacking : 0);
  scale(pools, more(pool), beyond > lacking ? (beyond - lacking) / beyond : 0);
}
