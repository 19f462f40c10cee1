/**
 * Tonnes by the place where they were lost. A pool has two sides, of which one is empty once it is netted: `less`, what
 * is lacking against the twin, and `more`, what is there beyond it. Pools of one kind lie side by side.
 */

/** So many pools: what pool p has at a place is at `p · width + place`. */
export interface Pools {
  readonly count: number;
  width: number;
  less: Float64Array;
  more: Float64Array;
}

type Side = 'less' | 'more';

export function emptyPools(count: number, width: number): Pools {
  return { count, width, less: new Float64Array(count * width), more: new Float64Array(count * width) };
}

/** Makes room for more places. */
export function widenPools(pools: Pools, width: number): void {
  const { count, width: before, less, more } = pools;
  const widened = (from: Float64Array) => {
    const into = new Float64Array(count * width);
    for (let p = 0; p < count; p++) into.set(from.subarray(p * before, (p + 1) * before), p * width);
    return into;
  };
  pools.width = width;
  pools.less = widened(less);
  pools.more = widened(more);
}

export function addTo(pools: Pools, side: Side, pool: number, place: number, amount: number): void {
  pools[side][pool * pools.width + place] += amount;
}

/** What a side of a pool holds in all. */
export function total(pools: Pools, side: Side, pool: number): number {
  const { width } = pools;
  const values = pools[side];
  let sum = 0;
  for (let i = pool * width; i < (pool + 1) * width; i++) sum += values[i];
  return sum;
}

/** Adds `by` times a side of a pool to one of another. */
export function pour(
  from: Pools,
  side: Side,
  pool: number,
  into: Pools,
  intoSide: Side,
  other: number,
  by: number,
): void {
  const { width } = from;
  const [given, taken] = [from[side], into[intoSide]];
  for (let i = 0; i < width; i++) taken[other * width + i] += by * given[pool * width + i];
}

/** Multiplies a side of a pool. */
export function scale(pools: Pools, side: Side, pool: number, by: number): void {
  const { width } = pools;
  const values = pools[side];
  for (let i = pool * width; i < (pool + 1) * width; i++) values[i] *= by;
}

/** Takes what lacks and what is there beyond off one another, each in proportion; returns what then lacks, less than 0 where more is there. */
export function net(pools: Pools, pool: number): number {
  const less = total(pools, 'less', pool);
  const more = total(pools, 'more', pool);
  if (less > 0 && more > 0) {
    scale(pools, 'less', pool, less > more ? (less - more) / less : 0);
    scale(pools, 'more', pool, more > less ? (more - less) / more : 0);
  }
  return less - more;
}
