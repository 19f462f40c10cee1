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
  /** 0 where a row is empty. */
  readonly isFilled: Uint8Array;
}

/** The row of what a pool lacks. */
export const less = (pool: number) => 2 * pool;
/** The row of what a pool has beyond. */
export const more = (pool: number) => 2 * pool + 1;

/** So many pools, of no place yet, with room for `width`. */
export function emptyPools(count: number, width: number): Pools {
  const rows = 2 * count;
  return { rows, width, places: 0, values: new Float64Array(rows * width), isFilled: new Uint8Array(rows) };
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

export function addTo(pools: Pools, row: number, place: number, amount: number): void {
  pools.isFilled[row] = 1;
  pools.values[row * pools.width + place] += amount;
}

/** What a row holds in all. */
export function total({ isFilled, values, width, places }: Pools, row: number): number {
  if (isFilled[row] === 0) return 0;
  let sum = 0;
  for (let i = row * width; i < row * width + places; i++) sum += values[i];
  return sum;
}

/** Adds `by` times a row to another. */
export function pour(from: Pools, row: number, into: Pools, other: number, by: number): void {
  if (from.isFilled[row] === 0) return;
  into.isFilled[other] = 1;
  const given = from.values;
  const taken = into.values;
  const shift = other * into.width - row * from.width;
  const end = row * from.width + from.places;
  for (let i = row * from.width; i < end; i++) taken[i + shift] += by * given[i];
}

/** Multiplies a row; 0 empties it. */
export function scale({ isFilled, values, width, places }: Pools, row: number, by: number): void {
  if (isFilled[row] === 0) return;
  if (by === 0) {
    isFilled[row] = 0;
    values.fill(0, row * width, row * width + places);
    return;
  }
  for (let i = row * width; i < row * width + places; i++) values[i] *= by;
}

/** Takes what lacks and what is there beyond off one another, each in proportion. */
export function net(pools: Pools, pool: number): void {
  if (pools.isFilled[less(pool)] === 0 || pools.isFilled[more(pool)] === 0) return;
  const lacking = total(pools, less(pool));
  const beyond = total(pools, more(pool));
  scale(pools, less(pool), lacking > beyond ? (lacking - beyond) / lacking : 0);
  scale(pools, more(pool), beyond > lacking ? (beyond - lacking) / beyond : 0);
}
