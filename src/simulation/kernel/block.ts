/** A block of runs stepped together: by the kernel where there is one, lane by lane by the reference step elsewhere. */
import { parametersOfLane } from '../../model/lane.ts';
import type { Model, Parameters } from '../../model/network.ts';
import { emptyRun, type Run } from '../record.ts';
import { type Noise, simulate } from '../simulate.ts';
import { createEngine, type Engine } from './engine.ts';
import { fillLane } from './lanes.ts';
import { type Placed, placeNetwork } from './network.ts';
import { placeNumbers } from './numbers.ts';
import { narrow, widen } from './rows.ts';

/** The compiled step. Blocks of any models follow one another in its memory, which grows to the largest of them. */
export interface Kernel {
  readonly engine: Engine;
  /** What stands in its memory: a network stays while blocks of the same model and width follow. */
  placed?: Placed;
}

/** A kernel, compiled and instantiated; undefined where WebAssembly has no SIMD: `simulateBlock` runs without. */
export function createKernel(): Kernel | undefined {
  const engine = createEngine();
  return engine && { engine };
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
  else sideBySide(place(kernel, model, parameters), parameters, noise, run);
  run.cost.set(parameters.cost);
  return run;
}

/** Places a block in the memory of the kernel, ready for step 0. */
export function place(kernel: Kernel, model: Model, parameters: Parameters): Placed {
  const width = parameters.lanes + (parameters.lanes % 2);
  const { placed } = kernel;
  const ready = placed?.model === model && placed.width === width ? placed : placeNetwork(kernel.engine, model, width);
  kernel.placed = ready;
  placeNumbers(ready, parameters);
  return ready;
}

function sideBySide(placed: Placed, parameters: Parameters, noise: Noise | undefined, run: Run): void {
  const { engine, arena, address, width, model } = placed;
  const { lanes, schedule } = parameters;
  const { stockpiles, demands } = model.network;
  const view = (name: string, rows: number) => {
    return arena.f64.subarray(address[name] / 8, address[name] / 8 + rows * width);
  };
  const factors = lanes === width ? view('noise', demands) : new Float64Array(demands * lanes).fill(1);
  const changing = schedule.changing.length * lanes;
  const forecast = view('forecast', stockpiles);
  const rows = rowsToRecord(run, view);
  for (let t = 0; t < model.steps; t++) {
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
