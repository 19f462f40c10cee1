// The undisturbed start: what every stockpile is regularly asked for, by dense elimination, and what is under way.

import { eliminateLoops } from './linear.ts';
import { type Flow, get, type Network, type Stockpile, sortedById, sum } from './network.ts';

/** An approved allowance: how much may still be shipped, and the step at which it expires. */
export interface Lot {
  quantity: number;
  expiry: number;
}

/** What a flow carries from one step to the next: P, A, H, K, v (and its value of the step before), W, ω of the model. */
export interface FlowState {
  pipeline: Map<number, number>;
  applications: Map<number, number>;
  lots: Lot[];
  unusedAllowance: number;
  trust: number;
  trustBefore: number;
  waiting: number;
  opened: number;
}

/** What a stockpile carries from one step to the next: I, F and F°; `defaultCover` is what its opening stock amounts to, in steps. */
export interface StockpileState {
  onHand: number;
  forecast: number;
  forecastAtOldPrice: number;
  defaultCover: number;
}

/** All that a run carries from one step to the next: besides, B and ρ by demand, π by market, Z by licence with a limit. */
export interface State {
  stockpiles: Map<string, StockpileState>;
  flows: Map<string, FlowState>;
  backlog: Map<string, number>;
  priceTakenIn: Map<string, number>;
  price: Map<string, number>;
  quota: Map<string, number>;
}

/** The ordinary inflows of a stockpile: those that are not releases. */
export function ordinaryInflows(network: Network, stockpile: string): Flow[] {
  return network.flows.filter((f) => f.to === stockpile && f.below === undefined);
}

/** Shares of the ordinary inflows of a stockpile, from weights; all 0 if the weights are. */
export function shares(flows: Flow[], weight: (f: Flow) => number): Map<string, number> {
  const total = sum(flows.map(weight));
  return new Map(flows.map((f) => [f.id, total > 0 ? weight(f) / total : 0]));
}

/** Capacity in tonnes per step, all of it open: the schedule's value (tonnes per day) and what the projects have added by the day. */
export function capacityPerStep(network: Network, f: Flow, capacity: number | undefined, t: number): number {
  if (capacity === undefined) return Number.POSITIVE_INFINITY;
  const day = network.start + t * network.delta;
  let total = capacity * network.delta;
  for (const project of f.projects) {
    const since = day - (project.decided + project.takes);
    const built = since < 0 ? 0 : project.ramp === 0 ? 1 : Math.min(1, since / project.ramp);
    total += project.adds * network.delta * built;
  }
  return total;
}

/** F(0) of every stockpile, in tonnes per step. Throws where a loop gives back as much as it takes, or more. */
export function undisturbedNeed(network: Network): Map<string, number> {
  const ids = network.stockpiles.map((j) => j.id);
  const matrix = ids.map((row) => ids.map((column): number => (row === column ? 1 : 0)));
  const need = ids.map((id) =>
    sum(
      network.demands
        .filter((k) => k.from === id)
        .map((k) => k.rate.undisturbed * (k.uses === undefined ? 1 : k.uses.undisturbed) * network.delta),
    ),
  );
  const share = undisturbedShares(network);
  for (const f of network.flows) {
    if (f.below !== undefined) continue;
    for (const [from, a] of f.takes) {
      const row = matrix[ids.indexOf(from)] as number[];
      const column = ids.indexOf(f.to);
      row[column] = (row[column] as number) - a.undisturbed * get(share, f.id);
    }
  }
  const solution = eliminateLoops(matrix, need);
  return new Map(ids.map((id, i) => [id, solution[i] as number]));
}

/** The state before step 0. */
export function startState(network: Network): State {
  const need = undisturbedNeed(network);
  const share = undisturbedShares(network);
  const state: State = {
    stockpiles: new Map(),
    flows: new Map(),
    backlog: new Map(network.demands.map((k) => [k.id, 0])),
    priceTakenIn: new Map(network.demands.map((k) => [k.id, 1])),
    price: new Map(network.markets.map((m) => [m.id, 1])),
    quota: new Map(),
  };
  for (const j of network.stockpiles) {
    const forecast = get(need, j.id);
    const onHand = openingStock(j, forecast);
    const defaultCover = forecast > 0 ? onHand / forecast : 0;
    state.stockpiles.set(j.id, { onHand, forecast, forecastAtOldPrice: forecast, defaultCover });
  }
  for (const f of network.flows) {
    const undisturbed = f.below === undefined ? get(share, f.id) * get(need, f.to) : 0;
    const forbidden = f.licence !== undefined && f.licence.allowDayBeforeStart === 0;
    const opened = openAt(f, 1);
    const capacity = capacityPerStep(network, f, f.capacity.undisturbed, 0) * opened;
    const underWay = forbidden ? 0 : Math.min(undisturbed, capacity);
    const pipeline = new Map<number, number>();
    for (let s = 0; s < f.lead.undisturbed; s++) pipeline.set(s, underWay);
    state.flows.set(f.id, {
      pipeline,
      applications: new Map(),
      lots: [],
      unusedAllowance: 0,
      trust: Number.POSITIVE_INFINITY,
      trustBefore: Number.POSITIVE_INFINITY,
      waiting: 0,
      opened,
    });
  }
  return state;
}

/** The part of a flow's capacity that a price index calls up in the end: ω* of the model. */
export function openAt(f: Flow, price: number): number {
  if (f.opens === undefined) return 1;
  return Math.min(1, Math.max(0, (price - f.opens.from) / (f.opens.fully - f.opens.from)));
}

/** Shares σ of all ordinary flows at step 0, events left out. */
export function undisturbedShares(network: Network): Map<string, number> {
  const all = network.stockpiles.flatMap((j) => [
    ...shares(ordinaryInflows(network, j.id), (f) => f.share.undisturbed),
  ]);
  return new Map(all);
}

function openingStock(j: Stockpile, forecast: number): number {
  if (j.initial !== undefined && 'mass' in j.initial) return j.initial.mass;
  if (j.initial !== undefined) {
    if (forecast <= 0) throw new Error(`${j.id}: an initial duration, but nothing draws on it`);
    return j.initial.steps * forecast;
  }
  if (j.target !== undefined) return j.target.undisturbed;
  if (j.cover.undisturbed !== undefined) return j.cover.undisturbed * forecast;
  return 0;
}

/** Flows in ascending cost of step `t`, ties by id. */
export function cheapestFirst(flows: Flow[], t: number): Flow[] {
  return sortedById(flows).sort((a, b) => a.cost.at(t) - b.cost.at(t));
}
