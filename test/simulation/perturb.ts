/** Blocks whose lanes differ in every number that can: what the kernel and the reference step are compared on. */
import type { Model, Parameters } from '../../src/index.ts';
import { parametersOfLane } from '../../src/model/lane.ts';
import { CONSTANTS, ofEach, START } from '../../src/model/layout.ts';
import { byCost } from '../../src/model/parameters.ts';

/** A small generator of numbers from 0 to 1 (mulberry32), so that a seed repeats a block. */
export function chanceOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Single runs side by side. */
export function join(runs: readonly Parameters[]): Parameters {
  const [one] = runs as [Parameters];
  const merged = <T extends Float64Array | Int32Array>(pick: (run: Parameters) => T): T => {
    const columns = runs.map(pick);
    const first = columns[0] as T;
    const all = new (first.constructor as new (length: number) => T)(first.length * runs.length);
    for (let e = 0; e < first.length; e++)
      for (const [i, column] of columns.entries()) all[e * runs.length + i] = column[e] as number;
    return all;
  };
  return {
    ...one,
    ...ofEach({ ...CONSTANTS, ...START }, (name) => merged((run) => run[name] as Float64Array)),
    lanes: runs.length,
    schedule: {
      ...one.schedule,
      first: merged((run) => run.schedule.first),
      values: merged((run) => run.schedule.values),
    },
    switchOrder: { start: one.switchOrder.start, items: merged((run) => run.switchOrder.items) },
    releaseOrder: { start: one.releaseOrder.start, items: merged((run) => run.releaseOrder.items) },
  };
}

/** So many lanes of parameters that differ here and there; `often` is the share of numbers that differ. */
export function perturbed(model: Model, parameters: Parameters, lanes: number, seed: number): Parameters {
  const chance = chanceOf(seed);
  const often = chance() < 0.3 ? 0 : chance() * chance();
  return join(Array.from({ length: lanes }, () => perturbedRun(model, parameters, often, chance)));
}

function perturbedRun({ network }: Model, base: Parameters, often: number, chance: () => number): Parameters {
  const run = parametersOfLane(base, 0);
  const { layout, first, changing, values } = run.schedule;
  const scaled = (value: number, most: number) => Math.min(most, value * (chance() < 0.2 ? 1 : 0.4 + 1.4 * chance()));
  const vary = (array: Float64Array, most = Number.POSITIVE_INFINITY, least = 0) => {
    for (let i = 0; i < array.length; i++) {
      if (chance() < often) array[i] = Math.max(least, scaled(array[i] as number, most));
    }
    return array;
  };
  const slotValue = (slot: number, value: number): number => {
    const within = (from: number, count: number) => slot >= from && slot < from + count;
    const { licences, flows } = network;
    if (within(layout.allow, licences)) return chance() < 0.3 ? Math.round(chance()) : scaled(value, 1);
    if (within(layout.approve, licences)) return scaled(value, 1);
    if (within(layout.review, licences)) return Math.floor(chance() * 7);
    if (within(layout.valid, licences)) return chance() < 0.3 ? Number.POSITIVE_INFINITY : Math.floor(chance() * 12);
    if (within(layout.limit, licences))
      return chance() < 0.3 ? Number.POSITIVE_INFINITY : scaled(Math.min(value, 50), 1e9);
    if (within(layout.capacity, flows) && network.opensIn[slot - layout.capacity] < 0 && chance() < 0.2)
      return Number.POSITIVE_INFINITY;
    if (within(layout.lead, flows)) return Math.max(1, value + Math.floor(5 * chance()) - 2);
    if (within(layout.inputPerUnit, network.counts.inputs))
      return Math.max(1e-3, scaled(value, Number.POSITIVE_INFINITY));
    return scaled(value, Number.POSITIVE_INFINITY);
  };
  for (let slot = 0; slot < first.length; slot++)
    if (chance() < often) first[slot] = slotValue(slot, first[slot] as number);
  for (let i = 0; i < values.length; i++) {
    if (chance() < often) values[i] = slotValue(changing[i % changing.length] as number, values[i] as number);
  }
  const cost = first.subarray(layout.cost, layout.cost + network.flows);
  const shuffled = ({ start, items }: Parameters['switchOrder'], byId: Parameters['switchOrder']) => {
    // Where costs change the order follows them from the start.
    if (!run.costsAreConstant) return byCost(byId, cost, 1);
    const order = items.slice();
    for (let owner = 0; owner + 1 < start.length; owner++) {
      if (chance() < often) order.subarray(start[owner], start[owner + 1]).reverse();
    }
    return { start, items: order };
  };
  return {
    ...run,
    byproductPerUnit: vary(run.byproductPerUnit),
    releaseBelow: vary(run.releaseBelow),
    adjust: vary(run.adjust, undefined, 1),
    forecastSteps: vary(run.forecastSteps, undefined, 1),
    switchable: vary(run.switchable, 1),
    conserve: vary(run.conserve),
    elasticity: vary(run.elasticity),
    answers: vary(run.answers, undefined, 1),
    least: vary(run.least, 1),
    scarcity: vary(run.scarcity, undefined, 1e-3),
    outlook: vary(run.outlook, undefined, 1e-2),
    ceiling: vary(run.ceiling, undefined, 1),
    priceAdjust: vary(run.priceAdjust, undefined, 1),
    opensWithin: vary(run.opensWithin, undefined, 1),
    switchOrder: shuffled(run.switchOrder, network.inflows),
    releaseOrder: shuffled(run.releaseOrder, network.releasesInto),
    initialOnHand: vary(run.initialOnHand),
    initialForecast: vary(run.initialForecast),
    initialFlow: vary(run.initialFlow),
  };
}
