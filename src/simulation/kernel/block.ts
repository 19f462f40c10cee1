/** A block of runs stepped together: by the kernel where there is one, lane by lane by the reference step elsewhere. */
import { laneOf, parametersOfLane } from '../../model/lane.ts';
import { ofEach } from '../../model/layout.ts';
import type { Model, Network, Parameters } from '../../model/network.ts';
import { byCost } from '../../model/parameters.ts';
import { stepOf } from '../../quantity/calendar.ts';
import { emptyRun, type Run, SINCE_MEASURED } from '../record.ts';
import { type Noise, stepper } from '../simulate.ts';
import { type Kernel, place } from './kernel.ts';
import { type Placed, SUMS } from './network.ts';
import { placeOrders } from './numbers.ts';
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
  if (kernel === undefined) return laneByLane(model, parameters, noise, run);
  return sideBySide(place(kernel, model, parameters), model, parameters, noise, run);
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

/** A block that is stepped: its record holds the step at hand and none before. */
export interface SteppedBlock {
  readonly run: Run;
  readonly steps: Generator<number, void>;
}

/**
 * The same for whoever looks at each step and keeps none: the record is the kernel's own memory where its rows are as
 * wide as the block, so that nothing is copied, and else `own`. It stands until the next block is stepped.
 */
export function steppedBlock(
  kernel: Kernel | undefined,
  model: Model,
  parameters: Parameters,
  noise: Noise | undefined,
  own: () => Run,
): SteppedBlock {
  if (kernel === undefined || parameters.lanes % 2 === 1) {
    const run = own();
    return { run, steps: stepsOf(kernel, model, parameters, noise, run) };
  }
  const placed = place(kernel, model, parameters);
  const { lanes } = parameters;
  const rows = recordedIn(placed).map(({ name, values }) => [name, values]);
  const { arena, address, network } = placed;
  const sums = ofEach(SUMS, (name) => {
    const from = address[SUMS[name]] / 8;
    return arena.f64.subarray(from, from + network.flows * lanes);
  });
  const run = {
    model,
    parameters,
    steps: 1,
    lanes,
    sums,
    ...(Object.fromEntries(rows) as Record<RecordedName, Float64Array>),
  };
  return { run, steps: stepsInPlace(placed, model, parameters, noise) };
}

/** Advances a block that stands in memory, step by step. */
function* stepsInPlace(
  placed: Placed,
  { steps, scenario: { measure }, start, stepDays }: Model,
  parameters: Parameters,
  noise: Noise | undefined,
): Generator<number, void> {
  const { engine, arena, address, width, network } = placed;
  const { lanes, schedule } = parameters;
  const reorder = parameters.costsAreConstant ? undefined : orderByCost(placed, parameters);
  const { demands } = network;
  const place = address.noise / 8;
  const factors =
    lanes === width ? arena.f64.subarray(place, place + demands * width) : new Float64Array(demands * lanes).fill(1);
  const changing = schedule.changing.length * lanes;
  const measuredFrom = measure && stepOf(measure.from, start, stepDays);
  for (let t = 0; t < steps; t++) {
    const changes = schedule.values.subarray(t * changing, (t + 1) * changing);
    widen(arena.f64, address.changes / 8, changes, lanes, width);
    reorder?.(changes);
    noise?.(t, factors);
    if (lanes !== width) widen(arena.f64, place, factors, lanes, width);
    if (t === measuredFrom) {
      for (const name of SINCE_MEASURED) {
        const from = address[SUMS[name]] / 8;
        arena.f64.fill(0, from, from + network.flows * width);
      }
    }
    engine.step(t, !parameters.sharesAreConstant);
    yield t;
  }
}

/** Places the orders of cost anew where the changes of a step move them. */
function orderByCost(placed: Placed, { schedule, lanes }: Parameters): (changes: Float64Array) => void {
  const { layout, first, changing } = schedule;
  const { network } = placed;
  const cost = first.slice(layout.cost * lanes, (layout.cost + network.flows) * lanes);
  const columns = [...changing.entries()].filter(
    ([, slot]) => slot >= layout.cost && slot < layout.cost + network.flows,
  );
  return (changes) => {
    let isNew = false;
    for (const [column, slot] of columns) {
      for (let lane = 0; lane < lanes; lane++) {
        const place = (slot - layout.cost) * lanes + lane;
        const now = changes[column * lanes + lane];
        isNew ||= cost[place] !== now;
        cost[place] = now;
      }
    }
    if (!isNew) return;
    const { inflows, releasesInto } = network;
    const orders = { switchOrder: byCost(inflows, cost, lanes), releaseOrder: byCost(releasesInto, cost, lanes) };
    placeOrders(placed, orders, lanes);
  };
}

function* sideBySide(
  placed: Placed,
  model: Model,
  parameters: Parameters,
  noise: Noise | undefined,
  run: Run,
): Generator<number, void> {
  const { lanes } = parameters;
  const rows = recordedIn(placed);
  for (const t of stepsInPlace(placed, model, parameters, noise)) {
    const row = t % run.steps;
    for (const { name, values, entities } of rows) {
      narrow(run[name], row * entities * lanes, values, lanes, placed.width);
    }
    yield t;
  }
}

/** The arrays of a record, by the kind of what they are of. */
const RECORDED = {
  stockpiles: ['onHand', 'forecast', 'order'],
  flows: [
    ...['ordered', 'wanted', 'shipped', 'received', 'inTransit', 'waiting', 'pending', 'held', 'capacity'],
    ...['applied', 'granted', 'lapsed', 'licensed', 'cost'],
  ] as const,
  licences: ['quotaLeft'],
  demands: ['demand', 'served', 'shortfall', 'backlog', 'uses', 'forgone'],
  markets: ['priceIndex'],
} as const;

/** Where they have another name in memory: what is forecast after a step is not what was used in it. */
const IN_MEMORY: Readonly<Record<string, string>> = {
  ...{ forecast: 'forecastUsed', quotaLeft: 'quota', priceIndex: 'price' },
};

/** Where the rows of the step at hand stand in memory. */
function recordedIn({ arena, address, width, network }: Placed) {
  return (Object.keys(RECORDED) as (keyof typeof RECORDED)[]).flatMap((kind) =>
    RECORDED[kind].map((name) => {
      const from = address[IN_MEMORY[name] ?? name] / 8;
      const entities = network[kind];
      return { name: name as RecordedName, entities, values: arena.f64.subarray(from, from + entities * width) };
    }),
  );
}

/** The arrays of a record that are of entities and steps. */
type RecordedName = Exclude<keyof Run, 'model' | 'parameters' | 'steps' | 'lanes' | 'sums'>;

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
