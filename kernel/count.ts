/**
 * Where numbers lie among edges, as src/metrics/ensemble/counter.ts tells: the same counts and the same sum, but two
 * numbers at a time, and without a branch that depends on them.
 */
import { add, all, at, both, greater, isAtMost, isBelow, isEqual, lesser, multiply, subtract } from './vector';

/** Bytes of an entry, which tells of a cell: see `countStep`. */
const ENTRY: usize = 32;

/**
 * Counts the cells of a step, whose entries stand from `entries` to `end`. Each has the address of its `many` numbers
 * and, if it leads a row, those of its edges, bins, counters and sum, its reach and its scale; if not, 0 and the address
 * of the numbers of its leader. Returns how many of the latter differ from their leader; their entries are told at
 * `strayed`.
 */
export function countStep(entries: usize, end: usize, many: usize, strayed: usize): usize {
  let told = strayed;
  for (let entry = entries; entry < end; entry += ENTRY) {
    const values = <usize>load<u32>(entry);
    const edges = <usize>load<u32>(entry, 4);
    const other = <usize>load<u32>(entry, 8);
    if (edges == 0) {
      if (!areSame(values, other, many)) {
        store<u32>(told, <u32>entry);
        told += 4;
      }
      continue;
    }
    const counters = <usize>load<u32>(entry, 12);
    const sum = <usize>load<u32>(entry, 16);
    const reach = <usize>load<u32>(entry, 20);
    store<f64>(sum, load<f64>(sum) + count(values, many, edges, other, reach, load<f64>(entry, 24), counters));
  }
  return (told - strayed) >> 2;
}

function areSame(one: usize, other: usize, many: usize): bool {
  const end = one + (many << 3);
  for (; one < end; one += 16, other += 16) if (!all(isEqual(at(one), at(other)))) return false;
  return true;
}

/** 2^52: added to a number from 0 to 2^51 it leaves the nearest integer in the lowest bits. */
const INTEGER: f64 = 4503599627370496;
const BINS: f64 = 256;

/**
 * Counts `many` numbers (even) at `values` between the edges at `edges`; returns their sum. A number of a bin lies
 * above so many edges as `below` says, and no further than `reach` (even) beyond; `scale` is bins a unit. Two counters
 * of 16 bits belong to each edge: for what lies between the edge before and it, and for what is on it.
 */
function count(
  values: usize,
  many: usize,
  edges: usize,
  below: usize,
  reach: usize,
  scale: f64,
  counters: usize,
): f64 {
  const least = load<f64>(edges);
  const firsts = both(least);
  const scales = both(scale);
  const end = values + (many << 3);
  const span = reach << 3;
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
    countOne(v128.shuffle<f64>(pair, pair, 0, 0), below + i32x4.extract_lane(bins, 0), span, edges, counters);
    countOne(v128.shuffle<f64>(pair, pair, 1, 1), below + i32x4.extract_lane(bins, 2), span, edges, counters);
  }
  const rest = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  return leasts > 0 ? rest + least * <f64>leasts : rest;
}

/** Its counter is as many places on as there are edges below it and edges not above it: one on is the edge itself. */
@inline
function countOne(value: v128, below: usize, span: usize, edges: usize, counters: usize): void {
  const passed = <usize>load<u8>(below);
  const from = edges + (passed << 3);
  let counted = i64x2.splat(0);
  for (let edge = from; edge < from + span; edge += 16) {
    const pair = at(edge);
    // A mask of all ones is −1.
    counted = i64x2.sub(i64x2.sub(counted, isBelow(pair, value)), isAtMost(pair, value));
  }
  const places = i32x4.extract_lane(counted, 0) + i32x4.extract_lane(counted, 2);
  increase(counters + (passed << 2) + (<usize>places << 1), 1);
}

@inline
function increase(counter: usize, by: usize): void {
  store<u16>(counter, load<u16>(counter) + <u16>by);
}
