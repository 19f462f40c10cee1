/** A block of runs stepped together: by the kernel where there is one, lane by lane by the reference step elsewhere. */
import { laneOf, parametersOfLane } from '../../model/lane.ts';
import type { Model, Network, Parameters } from '../../model/network.ts';
import { emptyRun, type Run } from '../record.ts';
import { type Noise, stepper } from '../simulate.ts';
import { type Kernel, place } from './kernel.ts';
import type { Placed } from './network.ts';
import { narrow, widen } from './rows.ts';

/** Bytes that the caches near a core are taken to hold. */
const NEAR = 4.5e6;

/** The most lanes of a block, a power of 2: more share nothing that would make them faster. */
export const LANES = 64;

/**
 * The lanes of a block in which a model runs fastest: as many as share the cost of finding one's way about its
 * network, while the numbers of a step stay in the processor's caches. A power of 2.
 */
export function lanesFor({ flows, stockpiles }: Pick<Network, 'flows' | 'stockpiles'>): number {
  const most = NEAR / (8 * (20 * flows + 10 * stockpiles));
  let lanes = LANES;
  while (lanes > 2 && lanes > most) lanes /= 2;
  return lanes;
}

/**
 * Runs all lanes of `parameters`, step by step: tells each step when its row stands in `run`. Without `noise` every
 * demand is exactly its schedule. The numbers are those of the reference step to the last bit, with a kernel or
 * without.
 */
export function stepsOf(
  kernel: Kernel | undefined,
  model: Model,
  parameters: Parameters,
  noise: Noise | undefined,
  run: Run,
): Generator<number, void> {
  run.cost.set(parameters.cost);
  if (kernel === undefined) return laneByLane(model, parameters, noise, run);
  return sideBySide(place(kernel, model, parameters), model.steps, parameters, noise, run);
}

/** The same, from the first step to the last, into a record that holds them all. */
export function simulateBlock(
  kernel: Kernel | undefined,
  model: Model,
  parameters: Parameters,
  noise?: Noise,
  run: Run = emptyRun(model, parameters),
): Run {
  for (const _ of stepsOf(kernel, model, parameters, noise, run));
  return run;
}

function* sideBySide(
  { engine, arena, address, width, network }: Placed,
  steps: number,
  parameters: Parameters,
  noise: Noise | undefined,
  run: Run,
): Generator<number, void> {
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
    const row = t % run.steps;
    const changes = schedule.values.subarray(t * changing, (t + 1) * changing);
    widen(arena.f64, address.changes / 8, changes, lanes, width);
    noise?.(t, factors);
    if (lanes !== width) widen(arena.f64, address.noise / 8, factors, lanes, width);
    narrow(run.forecast, row * stockpiles * lanes, forecast, lanes, width);
    engine.step(t, !parameters.sharesAreConstant);
    for (const { into, from, entities } of rows) narrow(into, row * entities * lanes, from, lanes, width);
    yield t;
  }
}

/** Arrays of the record, and where in memory their rows stand after a step. */
function rowsToRecord(run: Run, view: (name: string, rows: number) => Float64Array) {
  const { stockpiles, flows, demands } = run.model.network;
  const { onHand, ordered, wanted, shipped, received, inTransit, pending, held, capacity } = run;
  const { applied, granted, lapsed, licensed } = run;
  const { demand, served, shortfall, backlog, uses } = run;
  const byFlow = {
    ...{ ordered, wanted, shipped, received, inTransit, pending, held, capacity },
    ...{ applied, granted, lapsed, licensed },
  };
  const byDemand = { demand, served, shortfall, backlog, uses };
  const rows = (arrays: Record<string, Float64Array>, entities: number) =>
    Object.entries(arrays).map(([name, into]) => ({ into, from: view(name, entities), entities }));
  return [...rows({ onHand }, stockpiles), ...rows(byFlow, flows), ...rows(byDemand, demands)];
}

function* laneByLane(
  model: Model,
  parameters: Parameters,
  noise: Noise | undefined,
  run: Run,
): Generator<number, void> {
  const { lanes } = parameters;
  const all = Array.from({ length: lanes }, (_, lane) => stepper(model, parametersOfLane(parameters, lane)));
  const factors = new Float64Array(model.network.demands * lanes).fill(1);
  for (let t = 0; t < model.steps; t++) {
    noise?.(t, factors);
    for (const [lane, advance] of all.entries()) advance(t, laneOf(factors, lane, lanes), run, lane);
    yield t;
  }
}
