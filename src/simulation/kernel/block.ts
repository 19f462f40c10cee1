/** A block of runs stepped together: by the kernel where there is one, lane by lane by the reference step elsewhere. */
import { parametersOfLane } from '../../model/lane.ts';
import type { Model, Parameters } from '../../model/network.ts';
import { emptyRun, type Run, recordLength, type Size } from '../record.ts';
import { type Noise, simulate } from '../simulate.ts';
import { type Kernel, place } from './kernel.ts';
import { fillLane } from './lanes.ts';
import type { Placed } from './network.ts';
import { narrow, widen } from './rows.ts';

/** Bytes that the caches near a core are taken to hold, and that the record of a block may take. */
const NEAR = 4.5e6;
const RECORD = 256e6;

/**
 * The lanes of a block in which a model runs fastest: as many as share the cost of finding one's way about its
 * network, while the numbers of a step stay in the processor's caches and the record within a quarter of a gigabyte.
 * Even, from 2 to `most`: more than 16 are no faster by themselves.
 */
export function lanesFor(size: Size, most = 16): number {
  const { flows, stockpiles } = size.network;
  const step = 8 * (20 * flows + 10 * stockpiles);
  const lanes = Math.min(NEAR / step, RECORD / (8 * recordLength(size, 1)));
  return Math.max(2, Math.min(most, 2 * Math.floor(lanes / 2)));
}

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
  else sideBySide(place(kernel, model, parameters), model.steps, parameters, noise, run);
  run.cost.set(parameters.cost);
  return run;
}

function sideBySide(
  { engine, arena, address, width, network }: Placed,
  steps: number,
  parameters: Parameters,
  noise: Noise | undefined,
  run: Run,
): void {
  const { lanes, schedule } = parameters;
  const { stockpiles, demands } = network;
  const view = (name: string, rows: number) => {
    return arena.f64.subarray(address[name] / 8, address[name] / 8 + rows * width);
  };
  const factors = lanes === width ? view('noise', demands) : new Float64Array(demands * lanes).fill(1);
  const changing = schedule.changing.length * lanes;
  const forecast = view('forecast', stockpiles);
  const rows = rowsToRecord(run, view);
  for (let t = 0; t < steps; t++) {
    const changes = schedule.values.subarray(t * changing, (t + 1) * changing);
    widen(arena.f64, address.changes / 8, changes, lanes, width);
    noise?.(t, factors);
    if (lanes !== width) widen(arena.f64, address.noise / 8, factors, lanes, width);
    narrow(run.forecast, t * stockpiles * lanes, forecast, lanes, width);
    engine.step(t, !parameters.sharesAreConstant);
    for (const { into, from, entities } of rows) narrow(into, t * entities * lanes, from, lanes, width);
  }
}

/** Arrays of the record, and where in memory their rows stand after a step. */
function rowsToRecord(run: Run, view: (name: string, rows: number) => Float64Array) {
  const { stockpiles, flows, demands } = run.model.network;
  const { onHand, ordered, wanted, started, inTransit, pending, held, capacity, applied, granted, lapsed, licensed } =
    run;
  const { demand, served, shortfall, backlog, uses } = run;
  const byFlow = { ordered, wanted, started, inTransit, pending, held, capacity, applied, granted, lapsed, licensed };
  const byDemand = { demand, served, shortfall, backlog, uses };
  const rows = (arrays: Record<string, Float64Array>, entities: number) =>
    Object.entries(arrays).map(([name, into]) => ({ into, from: view(name, entities), entities }));
  return [...rows({ onHand }, stockpiles), ...rows(byFlow, flows), ...rows(byDemand, demands)];
}

function laneByLane(model: Model, parameters: Parameters, noise: Noise | undefined, run: Run): void {
  const { lanes } = parameters;
  const { demands } = model.network;
  const width = demands * lanes;
  const all = new Float64Array(model.steps * width).fill(1);
  for (let t = 0; noise && t < model.steps; t++) {
    // Factors that are not written keep those of the step before, as in a run by itself.
    if (t > 0) all.copyWithin(t * width, (t - 1) * width, t * width);
    noise(t, all.subarray(t * width, (t + 1) * width));
  }
  for (let lane = 0; lane < lanes; lane++) {
    const ofLane: Noise = (t, factors) => {
      for (let k = 0; k < demands; k++) factors[k] = all[t * width + k * lanes + lane];
    };
    fillLane(run, lane, simulate(model, parametersOfLane(parameters, lane), ofLane));
  }
}
