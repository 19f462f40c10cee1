/**
 * Where numbers lie among edges, as src/metrics/ensemble/counter.ts tells: the same counts and the same sum, but two
 * numbers at a time, and without a branch that depends on them.
 */
import { add, all, at, both, greater, isEqual, lesser, multiply, subtract } from './vector';

/** 2^52: added to a number from 0 to 2^51 it leaves the nearest integer in the lowest bits. */
const INTEGER: f64 = 4503599627370496;
const BINS: f64 = 256;

/**
 * Counts `many` numbers (even) at `values` between the edges at `edges`, behind which stands NaN; returns their sum.
 * `below` says how many edges lie in lower bins than each, `most` how many lie in any; `scale` is bins a unit. Two
 * counters of 16 bits belong to each edge: for what lies between the edge before and it, and for what is on it.
 */
export function count(
  values: usize,
  many: usize,
  edges: usize,
  below: usize,
  most: i32,
  scale: f64,
  counters: usize,
): f64 {
  const least = load<f64>(edges);
  const firsts = both(least);
  const scales = both(scale);
  const end = values + (many << 3);
  let place = values;
  while (place < end && all(isEqual(at(place), firsts))) place += 16;
  const leasts = (place - values) >> 3;
  increase(counters + 2, leasts);
  let sum = both(0);
  for (; place < end; place += 16) {
    const pair = at(place);
    sum = add(sum, pair);
    const inside = lesser(both(BINS - 1), greater(both(0), multiply(subtract(pair, firsts), scales)));
    const bins = add(inside, both(INTEGER));
    countOne(f64x2.extract_lane(pair, 0), below + i32x4.extract_lane(bins, 0), most, edges, counters);
    countOne(f64x2.extract_lane(pair, 1), below + i32x4.extract_lane(bins, 2), most, edges, counters);
  }
  const rest = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  return leasts > 0 ? rest + least * <f64>leasts : rest;
}

@inline
function countOne(value: f64, below: usize, most: i32, edges: usize, counters: usize): void {
  let edge = edges + (<usize>load<u8>(below) << 3);
  for (let n = 0; n < most; n++) edge += <usize>(load<f64>(edge) < value) << 3;
  increase(counters + ((edge - edges) >> 1) + (<usize>(load<f64>(edge) == value) << 1), 1);
}

@inline
function increase(counter: usize, by: usize): void {
  store<u16>(counter, load<u16>(counter) + <u16>by);
}
