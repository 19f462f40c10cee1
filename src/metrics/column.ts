/** Walks over the columns of a record: all metrics are made of these, for every lane at once. */
import type { Run } from '../simulation/record.ts';

/** Calls `visit` with the place of the entity's value in each lane at each step, steps in order. */
export function eachPlace(
  { steps, lanes }: Run,
  entities: number,
  entity: number,
  visit: (place: number, lane: number, t: number) => void,
): void {
  for (let t = 0; t < steps; t++) {
    const row = (t * entities + entity) * lanes;
    for (let lane = 0; lane < lanes; lane++) visit(row + lane, lane, t);
  }
}

/**
 * Σ over steps, by lane, laid out like a row of the record: of every entity, or of `some` of them alone. In the order
 * of memory: it is long.
 */
export function sumSteps(
  { steps, lanes }: Run,
  array: Float64Array,
  entities: number,
  some?: ArrayLike<number>,
): Float64Array {
  const sums = new Float64Array(entities * lanes);
  for (let t = 0; t < steps; t++) {
    const row = t * sums.length;
    for (let n = 0; n < (some?.length ?? 1); n++) {
      const from = some === undefined ? 0 : some[n] * lanes;
      const to = some === undefined ? sums.length : from + lanes;
      for (let column = from; column < to; column++) sums[column] += array[row + column];
    }
  }
  return sums;
}

/** The lanes of one entity in a row. */
export function ofEntity({ lanes }: Run, row: Float64Array, entity: number): Float64Array {
  return row.subarray(entity * lanes, (entity + 1) * lanes);
}

/** One number a lane. */
export function perLane(lanes: number, numberOf: (lane: number) => number): Float64Array {
  return Float64Array.from({ length: lanes }, (_, lane) => numberOf(lane));
}
