// A second, slow and plain implementation of design/model.md, against which src/ is tested.
// Objects and Maps by id, entities in code-unit order of their ids; nothing here knows of src/.

import type { OracleScenario } from './input.ts';
import { type Metrics, metricsOf } from './metrics.ts';
import { dateOf, get, type Network } from './network.ts';
import type { Uniform } from './processes.ts';
import { read } from './read.ts';
import { type State, startState } from './start.ts';
import { held, inTransit, type Noise, pending, type Step, step } from './step.ts';

export type { OracleScenario } from './input.ts';
export { read } from './read.ts';

/** A stockpile's series: tonnes at the end of the step, days, tonnes per step; `order` is O of the model. */
export interface StockpileSeries {
  onHand: number[];
  daysOfSupply: (number | null)[];
  forecast: number[];
  order: number[];
}

/** A flow's series, tonnes; from `capacity` on what need not be recorded, for finding out why two implementations differ. */
export interface FlowSeries {
  ordered: number[];
  wanted: number[];
  shipped: number[];
  received: number[];
  inTransit: number[];
  waiting: number[];
  pending: number[];
  held: number[];
  lead: number[];
  cost: number[];
  wholeCapacity: number[];
  capacity: number[];
  opened: number[];
  applied: number[];
  granted: number[];
  used: number[];
  lapsed: number[];
  unusedAllowance: number[];
  trust: number[];
  regularNeed: number[];
  expectedShare: number[];
}

/** A demand's series, tonnes. */
export interface DemandSeries {
  demand: number[];
  forgone: number[];
  priceTakenIn: number[];
  served: number[];
  shortfall: number[];
  backlog: number[];
}

/** A market's series. */
export interface MarketSeries {
  priceIndex: number[];
}

/** A licence's series: tonnes of its quota left at the end of the step, null while it has no limit. */
export interface LicenceSeries {
  quotaLeft: (number | null)[];
}

/** What was so before step 0: stock and forecast by stockpile, tonnes; what each flow has under way, by step of arrival. */
export interface Opening {
  onHand: Record<string, number>;
  forecast: Record<string, number>;
  pipeline: Record<string, number[]>;
}

/** A whole run: series by entity, one entry a step. */
export interface OracleRun {
  dates: string[];
  opening: Opening;
  stockpiles: Record<string, StockpileSeries>;
  flows: Record<string, FlowSeries>;
  licences: Record<string, LicenceSeries>;
  demands: Record<string, DemandSeries>;
  markets: Record<string, MarketSeries>;
  metrics: Metrics;
}

/** What chance decides: the factor on a demand in a step, 1 by default, and moves of processes, by default none but the central path. */
export interface Chance {
  noise?: Noise;
  uniform?: Uniform;
}

/** Runs a scenario. Throws where it is not sound. */
export function oracle(scenario: OracleScenario, { noise, uniform }: Chance = {}): OracleRun {
  return simulate(read(scenario, uniform), noise);
}

/** Runs a network that has been read: the start, then step after step. */
export function simulate(network: Network, noise: Noise = () => 1): OracleRun {
  const state = startState(network);
  const run = emptyRun(network, state);
  for (let t = 0; t < network.steps; t++) record(network, state, step(network, state, t, noise), run);
  return { ...run, metrics: metricsOf(network, run) };
}

function emptyRun(network: Network, state: State): Omit<OracleRun, 'metrics'> {
  const opening: Opening = { onHand: {}, forecast: {}, pipeline: {} };
  const run: Omit<OracleRun, 'metrics'> = {
    dates: [],
    opening,
    stockpiles: {},
    flows: {},
    licences: {},
    demands: {},
    markets: {},
  };
  for (const j of network.stockpiles) {
    opening.onHand[j.id] = get(state.stockpiles, j.id).onHand;
    opening.forecast[j.id] = get(state.stockpiles, j.id).forecast;
    run.stockpiles[j.id] = { onHand: [], daysOfSupply: [], forecast: [], order: [] };
  }
  for (const f of network.flows) {
    opening.pipeline[f.id] = [...get(state.flows, f.id).pipeline.values()];
    run.flows[f.id] = {
      ordered: [],
      wanted: [],
      shipped: [],
      received: [],
      inTransit: [],
      waiting: [],
      pending: [],
      held: [],
      lead: [],
      cost: [],
      wholeCapacity: [],
      capacity: [],
      opened: [],
      applied: [],
      granted: [],
      used: [],
      lapsed: [],
      unusedAllowance: [],
      trust: [],
      regularNeed: [],
      expectedShare: [],
    };
  }
  for (const l of network.licences) run.licences[l.id] = { quotaLeft: [] };
  for (const k of network.demands)
    run.demands[k.id] = { demand: [], forgone: [], priceTakenIn: [], served: [], shortfall: [], backlog: [] };
  for (const m of network.markets) run.markets[m.id] = { priceIndex: [] };
  return run;
}

function record(network: Network, state: State, now: Step, run: Omit<OracleRun, 'metrics'>): void {
  run.dates.push(dateOf(network.start + now.t * network.delta));
  for (const j of network.stockpiles) {
    const { onHand } = get(state.stockpiles, j.id);
    const { forecast, order } = get(now.stockpiles, j.id);
    const days = forecast === 0 ? null : (onHand / forecast) * network.delta;
    push(run.stockpiles[j.id], { onHand, daysOfSupply: days, forecast, order });
  }
  for (const f of network.flows) {
    const own = get(state.flows, f.id);
    const mine = get(now.flows, f.id);
    push(run.flows[f.id], {
      ordered: mine.ordered,
      wanted: mine.wanted,
      shipped: mine.shipped,
      received: mine.received,
      inTransit: inTransit(state, f, now.t),
      waiting: own.waiting,
      pending: pending(state, f, now.t),
      held: held(state, f),
      lead: mine.lead,
      cost: mine.cost,
      wholeCapacity: mine.wholeCapacity,
      capacity: mine.capacity,
      opened: own.opened,
      applied: mine.applied,
      granted: mine.granted,
      used: mine.used,
      lapsed: mine.lapsed,
      unusedAllowance: own.unusedAllowance,
      trust: own.trust,
      regularNeed: mine.regularNeed,
      expectedShare: mine.expectedShare,
    });
  }
  for (const l of network.licences) push(run.licences[l.id], { quotaLeft: state.quota.get(l.id) ?? null });
  for (const m of network.markets) push(run.markets[m.id], { priceIndex: get(state.price, m.id) });
  for (const k of network.demands) {
    const mine = get(now.demands, k.id);
    push(run.demands[k.id], { ...mine, backlog: get(state.backlog, k.id) });
  }
}

function push<T extends object>(series: { [name in keyof T]: T[name][] } | undefined, values: T): void {
  if (series === undefined) throw new Error('no series');
  for (const name of Object.keys(values) as (keyof T)[]) series[name].push(values[name]);
}
