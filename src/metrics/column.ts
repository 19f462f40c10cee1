/**
 * What all metrics are made of: they take a step of a record after another, for every lane at once. Ensembles do so for
 * each replicate: loops are plain, so that engines make them fast.
 */
import type { Model } from '../model/network.ts';
import { stepOf } from '../quantity/calendar.ts';
import type { Run } from '../simulation/record.ts';

/**
 * Metrics that follow step by step: of the record there need be no more than the step at hand. Made once and used for
 * run after run, since what engines learn of a function is lost with it.
 */
export interface Metering<T> {
  /** Forgets what has been added. */
  begin(): void;
  /** Takes step t, steps in order. */
  add(run: Run, t: number): void;
  /** What the steps so far come to, until other runs begin. */
  result(): T;
}

/** Where the lanes of an entity begin at step t, in a column of so many entities. */
export function placeOf({ steps, lanes }: Run, entities: number, t: number, entity = 0): number {
  return ((t % steps) * entities + entity) * lanes;
}

/** The lanes of one entity in a row. */
export function ofEntity(lanes: number, row: Float64Array, entity: number): Float64Array {
  return row.subarray(entity * lanes, (entity + 1) * lanes);
}

/** One number a lane. */
export function perLane(lanes: number, numberOf: (lane: number) => number): Float64Array {
  const numbers = new Float64Array(lanes);
  for (let lane = 0; lane < lanes; lane++) numbers[lane] = numberOf(lane);
  return numbers;
}

/** Positions of those of which something holds. */
export function positionsOf<T>(all: readonly T[], holds: (one: T) => boolean): number[] {
  return all.flatMap((one, position) => (holds(one) ? [position] : []));
}

/** Whether a step is among those that `measure` of a scenario restricts metrics to. */
export function measuredIn({ scenario: { measure }, start, stepDays, steps }: Model): (t: number) => boolean {
  const from = measure === undefined ? 0 : stepOf(measure.from, start, stepDays);
  const to = measure === undefined ? steps : stepOf(measure.to, start, stepDays);
  return (t) => t >= from && t < to;
}

/** The same metrics, of the steps that are measured. */
export function ofMeasured<T>(model: Model, metering: Metering<T>): Metering<T> {
  const isMeasured = measuredIn(model);
  return {
    ...metering,
    add: (run, t) => {
      if (isMeasured(t)) metering.add(run, t);
    },
  };
}
