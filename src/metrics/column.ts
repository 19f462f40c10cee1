/** Sums over one entity's column of a record: all metrics are made of these, for every lane at once. */
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

/** Σ over steps of the values of `entity` among `entities`, by lane. */
export function sumColumn(run: Run, array: Float64Array, entities: number, entity: number): Float64Array {
  const sums = new Float64Array(run.lanes);
  eachPlace(run, entities, entity, (place, lane) => {
    sums[lane] += array[place];
  });
  return sums;
}

/** One number a lane. */
export function perLane(lanes: number, numberOf: (lane: number) => number): Float64Array {
  return Float64Array.from({ length: lanes }, (_, lane) => numberOf(lane));
}
