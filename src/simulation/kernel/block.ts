/** A block of runs stepped together: by the kernel where there is one, lane by lane by the reference step elsewhere. */
import { parametersOfLane } from '../../model/lane.ts';
import type { Model, Parameters } from '../../model/network.ts';
import { emptyRun, type Run } from '../record.ts';
import { type Noise, simulate } from '../simulate.ts';
import type { Kernel } from './kernel.ts';
import { fillLane } from './lanes.ts';
import { place } from './place.ts';

/**
 * Runs all lanes of `parameters` and fills `run` (made where none is given; its arrays are written over). Without
 * `noise` every demand is exactly its schedule. The numbers are those of the reference step to the last bit, with a
 * kernel or without.
 */
export function simulateBlock(
  kernel: Kernel | undefined,
  model: Model,
  parameters: Parameters,
  noise?: Noise,
  run: Run = emptyRun(model, parameters),
): Run {
  if (kernel === undefined) laneByLane(model, parameters, noise, run);
  else withKernel(kernel, model, parameters, noise, run);
  run.cost.set(parameters.cost);
  return run;
}

function withKernel(kernel: Kernel, model: Model, parameters: Parameters, noise: Noise | undefined, run: Run): void {
  const { lanes, schedule } = parameters;
  const { stockpiles, flows, demands } = model.network;
  const { arena, width, address } = place(kernel, model, parameters);
  const view = (name: string, rows: number) => {
    const first = (address[name] as number) / 8;
    return arena.f64.subarray(first, first + rows * width);
  };
  const changes = view('changes', schedule.changing.length);
  const factors = view('noise', demands);
  const noiseOf = lanes === width ? factors : new Float64Array(demands * lanes).fill(1);
  const changing = schedule.changing.length * lanes;
  const forecast = view('forecast', stockpiles);
  const rows = rowsToRecord(run, view, stockpiles, flows, demands);
  for (let t = 0; t < model.steps; t++) {
    widen(changes, schedule.values.subarray(t * changing, (t + 1) * changing), lanes, width);
    noise?.(t, noiseOf);
    if (lanes !== width) widen(factors, noiseOf, lanes, width);
    narrow(run.forecast, t, forecast, lanes, width);
    kernel.step(t, !parameters.sharesAreConstant);
    for (const [into, from] of rows) narrow(into, t, from, lanes, width);
  }
}

type Rows = readonly (readonly [into: Float64Array, from: Float64Array])[];

/** Arrays of the record, and where in memory their rows stand after a step. */
function rowsToRecord(
  run: Run,
  view: (name: string, rows: number) => Float64Array,
  stockpiles: number,
  flows: number,
  demands: number,
): Rows {
  const { onHand, ordered, wanted, started, inTransit, pending, held, capacity, applied, granted, lapsed, licensed } =
    run;
  const { demand, served, shortfall, backlog, uses } = run;
  const byFlow = { ordered, wanted, started, inTransit, pending, held, capacity, applied, granted, lapsed, licensed };
  const byDemand = { demand, served, shortfall, backlog, uses };
  const pairs = (arrays: Record<string, Float64Array>, count: number) =>
    Object.entries(arrays).map(([name, into]) => [into, view(name, count)] as const);
  return [...pairs({ onHand }, stockpiles), ...pairs(byFlow, flows), ...pairs(byDemand, demands)];
}

/** Copies rows of lanes into rows as wide as memory has them; an odd last lane has a twin. */
function widen(into: Float64Array, from: Float64Array, lanes: number, width: number): void {
  if (lanes === width) {
    into.set(from);
    return;
  }
  for (let entity = 0; entity * lanes < from.length; entity++) {
    for (let i = 0; i < width; i++) into[entity * width + i] = from[entity * lanes + Math.min(i, lanes - 1)];
  }
}

/** Copies the rows of memory into step t of the record. */
function narrow(into: Float64Array, t: number, from: Float64Array, lanes: number, width: number): void {
  if (lanes === width) {
    into.set(from, t * from.length);
    return;
  }
  const entities = from.length / width;
  for (let entity = 0; entity < entities; entity++) {
    for (let i = 0; i < lanes; i++) into[(t * entities + entity) * lanes + i] = from[entity * width + i];
  }
}

function laneByLane(model: Model, parameters: Parameters, noise: Noise | undefined, run: Run): void {
  const { lanes } = parameters;
  const { demands } = model.network;
  const all = new Float64Array(model.steps * demands * lanes).fill(1);
  const step = demands * lanes;
  for (let t = 0; noise && t < model.steps; t++) {
    // Factors not written keep those of the step before, as in a run by itself.
    if (t > 0) all.copyWithin(t * step, (t - 1) * step, t * step);
    noise(t, all.subarray(t * step, (t + 1) * step));
  }
  for (let lane = 0; lane < lanes; lane++) {
    const ofLane: Noise = (t, factors) => {
      for (let k = 0; k < demands; k++) factors[k] = all[t * step + k * lanes + lane];
    };
    fillLane(run, lane, simulate(model, parametersOfLane(parameters, lane), ofLane));
  }
}
