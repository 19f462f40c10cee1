/** One lane of what lies side by side. */
import { CONSTANTS, MONEY, ofEach, START } from './layout.ts';
import type { Parameters, Table } from './network.ts';

/** The numbers of one lane of `lanes`: those at `place · lanes + lane`. */
export function laneOf(all: ArrayLike<number>, lane: number, lanes: number): Float64Array {
  const own = new Float64Array(all.length / lanes);
  for (let place = 0; place < own.length; place++) own[place] = all[place * lanes + lane];
  return own;
}

/** Lanes from … from + count − 1 of rows of `lanes`. */
export function lanesFrom(all: Float64Array, lanes: number, from: number, count: number): Float64Array {
  const some = new Float64Array((all.length / lanes) * count);
  for (let row = 0; row * lanes < all.length; row++) {
    some.set(all.subarray(row * lanes + from, row * lanes + from + count), row * count);
  }
  return some;
}

/** The parameters of one lane, as those of a single run. */
export function parametersOfLane(parameters: Parameters, lane: number): Parameters {
  const { lanes, schedule, switchOrder, releaseOrder } = parameters;
  const own = (all: ArrayLike<number>) => laneOf(all, lane, lanes);
  const table = ({ start, items }: Table): Table => ({ start, items: Int32Array.from(own(items)) });
  return {
    ...parameters,
    ...ofEach({ ...CONSTANTS, ...START }, (name) => own(parameters[name])),
    money: ofEach(MONEY, (name) => own(parameters.money[name])),
    lanes: 1,
    schedule: { ...schedule, first: own(schedule.first), values: own(schedule.values) },
    switchOrder: table(switchOrder),
    releaseOrder: table(releaseOrder),
  };
}
