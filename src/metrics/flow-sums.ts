/** What flows shipped and received, and what became of their applications, summed up: most of what metrics are made of. */
import type { Model } from '../model/network.ts';
import type { FlowSums, Run } from '../simulation/record.ts';
import { type Metering, placeOf, positionsOf } from './column.ts';

/** Sums over the steps that are added: if those are `all`, the record's own where it has them. */
export function flowSums({ network, scenario }: Model, lanes: number, areAll: boolean): Metering<FlowSums> {
  const { flows, gatedBy } = network;
  const limited = positionsOf(scenario.flows, ({ capacity }) => capacity.some(({ value }) => value !== undefined));
  const sum = () => new Float64Array(flows * lanes);
  const own = {
    ...{ shipped: sum(), received: sum(), used: sum(), available: sum() },
    ...{ applied: sum(), granted: sum(), licensed: sum(), lapsed: sum() },
  };
  let kept: FlowSums | undefined;
  const { shipped, received, used, available } = own;
  const addGated = (into: Float64Array, values: Float64Array, row: number) => {
    for (const f of gatedBy.items) {
      for (let column = f * lanes; column < (f + 1) * lanes; column++) into[column] += values[row + column];
    }
  };
  const addOwn = (run: Run, row: number) => {
    const { capacity, shipped: sent, received: arrived } = run;
    for (let column = 0; column < flows * lanes; column++) {
      shipped[column] += sent[row + column];
      received[column] += arrived[row + column];
    }
    for (const f of limited) {
      for (let column = f * lanes; column < (f + 1) * lanes; column++) {
        const bound = capacity[row + column];
        if (bound === Number.POSITIVE_INFINITY) continue;
        used[column] += sent[row + column];
        available[column] += bound;
      }
    }
    addGated(own.applied, run.applied, row);
    addGated(own.granted, run.granted, row);
    addGated(own.licensed, run.licensed, row);
    addGated(own.lapsed, run.lapsed, row);
  };
  return {
    begin() {
      kept = undefined;
      for (const one of Object.values(own)) one.fill(0);
    },
    add(run, t) {
      if (areAll) kept = run.sums;
      if (kept === undefined) addOwn(run, placeOf(run, flows, t));
    },
    result: () => kept ?? own,
  };
}
