/** What flows shipped and received, and what became of their applications, summed up: most of what metrics are made of. */
import type { Model } from '../model/network.ts';
import { type FlowSums, type Run, SINCE_MEASURED } from '../simulation/record.ts';
import { type Metering, measuredIn, placeOf, positionsOf } from './column.ts';

/**
 * Sums over all steps, or over those that are measured, of which `paid` means nothing; the record's own where it has them. If
 * only some steps are measured, those over all have no `SINCE_MEASURED`.
 */
export function flowSums(model: Model, lanes: number, areAll: boolean): Metering<FlowSums> {
  const { network, scenario, steps } = model;
  const { flows, gatedBy } = network;
  const isMeasured = measuredIn(model);
  const limited = positionsOf(scenario.flows, ({ capacity }) => capacity.some(({ value }) => value !== undefined));
  const sum = () => new Float64Array(flows * lanes);
  const own = {
    ...{ shipped: sum(), received: sum(), paid: sum(), used: sum(), available: sum() },
    ...{ applied: sum(), granted: sum(), licensed: sum(), lapsed: sum() },
  };
  let kept: FlowSums | undefined;
  const { shipped, received, paid, used, available } = own;
  const addGated = (into: Float64Array, values: Float64Array, row: number) => {
    for (const f of gatedBy.items) {
      for (let column = f * lanes; column < (f + 1) * lanes; column++) into[column] += values[row + column];
    }
  };
  const addMoved = ({ shipped: sent, received: arrived }: Run, row: number) => {
    for (let column = 0; column < flows * lanes; column++) {
      shipped[column] += sent[row + column];
      received[column] += arrived[row + column];
    }
  };
  const addPaid = ({ shipped: sent, cost }: Run, row: number) => {
    for (let column = 0; column < flows * lanes; column++) paid[column] += cost[row + column] * sent[row + column];
  };
  const addRest = (run: Run, row: number) => {
    const { capacity, shipped: sent } = run;
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
      if (kept !== undefined || !(areAll || isMeasured(t))) return;
      const row = placeOf(run, flows, t);
      addMoved(run, row);
      if (areAll) addPaid(run, row);
      if (run.sums === undefined) addRest(run, row);
      else if (t === steps - 1 || !isMeasured(t + 1)) {
        for (const name of SINCE_MEASURED) own[name].set(run.sums[name]);
      }
    },
    result: () => kept ?? own,
  };
}
