/** What is kept of a run: every recorded variable at every step (model.md, Recorded each step). */
import type { Model, Parameters } from '../model/network.ts';
import type { State } from './state.ts';

/**
 * The record of runs side by side. Each array has one row a step: the value of entity i at step t in lane l is at
 * `(t · entities + i) · lanes + l`, entities by position; amounts in tonnes or pieces, rates per step. A single run
 * has one lane. A record may hold fewer rows than there are steps: that of step t is then row t modulo `steps`.
 */
export interface Run {
  readonly model: Model;
  /** What the runs are made with. */
  readonly parameters: Parameters;
  /** Rows that are held. */
  readonly steps: number;
  readonly lanes: number;
  /** I_j, F_j as used in the orders of the step, and O_j (not a series), by stockpile. */
  readonly onHand: Float64Array;
  readonly forecast: Float64Array;
  readonly order: Float64Array;
  /** o_f, w_f, x_f, P_f[t], Σ_{s>t} P_f[s], W_f, ΣA_f, ΣH_f, by flow. */
  readonly ordered: Float64Array;
  readonly wanted: Float64Array;
  readonly shipped: Float64Array;
  readonly received: Float64Array;
  readonly inTransit: Float64Array;
  readonly waiting: Float64Array;
  readonly pending: Float64Array;
  readonly held: Float64Array;
  /** cap_f(t), by flow; Infinity where unbounded. */
  readonly capacity: Float64Array;
  /** Applications made, granted and lapsed (expired or void) in the step, and shipments under a licence, by flow. */
  readonly applied: Float64Array;
  readonly granted: Float64Array;
  readonly lapsed: Float64Array;
  readonly licensed: Float64Array;
  /** D_k, served_k, shortfall_k, B_k, by demand. */
  readonly demand: Float64Array;
  readonly served: Float64Array;
  readonly shortfall: Float64Array;
  readonly backlog: Float64Array;
  /** uses_k(t), by demand; NaN where the demand counts no things. */
  readonly uses: Float64Array;
  /** D°_k − D_k, by demand. */
  readonly forgone: Float64Array;
  /** Cost per unit shipped, by flow: not a series. */
  readonly cost: Float64Array;
  /** Z_l, by licence; Infinity without a limit. */
  readonly quotaLeft: Float64Array;
  /** π_m, by market. */
  readonly priceIndex: Float64Array;
  /** Where whoever steps the runs keeps them anyway; those of `SINCE_MEASURED` since metrics are measured. */
  readonly sums?: FlowSums;
}

/** The sums that only metrics of the steps that are measured use. */
export const SINCE_MEASURED = ['used', 'available', 'applied', 'granted', 'licensed', 'lapsed'] as const;

/** Sums over all steps so far, by flow and lane. */
export interface FlowSums {
  /** Σx, ΣP_f[t] and Σcost·x; and Σx and Σcap over the steps with a capacity. */
  readonly shipped: Float64Array;
  readonly received: Float64Array;
  readonly paid: Float64Array;
  readonly used: Float64Array;
  readonly available: Float64Array;
  /** Of flows with a licence; of others they mean nothing. */
  readonly applied: Float64Array;
  readonly granted: Float64Array;
  readonly licensed: Float64Array;
  readonly lapsed: Float64Array;
}

/** An empty record of so many lanes as `parameters` has and so many rows. */
export function emptyRun(model: Model, parameters: Parameters, steps = model.steps): Run {
  const { network } = model;
  const { lanes } = parameters;
  const of = (entities: number) => () => new Float64Array(steps * entities * lanes);
  const [stockpile, flow, demand] = [of(network.stockpiles), of(network.flows), of(network.demands)];
  const [licence, market] = [of(network.licences), of(network.markets)];
  return {
    ...{ model, parameters, steps, lanes, onHand: stockpile(), forecast: stockpile(), order: stockpile() },
    ordered: flow(),
    wanted: flow(),
    shipped: flow(),
    received: flow(),
    inTransit: flow(),
    waiting: flow(),
    pending: flow(),
    held: flow(),
    capacity: flow(),
    ...{ applied: flow(), granted: flow(), lapsed: flow(), licensed: flow() },
    ...{ demand: demand(), served: demand(), shortfall: demand(), backlog: demand(), uses: demand() },
    ...{ forgone: demand(), cost: flow(), quotaLeft: licence(), priceIndex: market() },
  };
}

/** Copies what step t left in the state of a run by itself into its lane. */
export function record(run: Run, state: State, lane = 0): void {
  const { t, scheduled } = state;
  const { lanes } = run;
  const row = (array: Float64Array, values: Float64Array) => {
    const from = (t % run.steps) * values.length * lanes + lane;
    if (lanes === 1) array.set(values, from);
    else for (let entity = 0; entity < values.length; entity++) array[from + entity * lanes] = values[entity];
  };
  row(run.onHand, state.onHand);
  row(run.forecast, state.forecastUsed);
  row(run.order, state.order);
  row(run.ordered, state.ordered);
  row(run.wanted, state.wanted);
  row(run.shipped, state.shipped);
  row(run.received, state.received);
  row(run.inTransit, state.inTransit);
  row(run.waiting, state.waiting);
  row(run.pending, state.pending);
  row(run.held, state.held);
  row(run.capacity, state.capacity);
  row(run.applied, state.applied);
  row(run.granted, state.granted);
  row(run.lapsed, state.lapsed);
  row(run.demand, state.demand);
  row(run.served, state.served);
  row(run.shortfall, state.shortfall);
  row(run.backlog, state.backlog);
  row(run.uses, scheduled.uses);
  row(run.cost, scheduled.cost);
  row(run.quotaLeft, state.quota);
  row(run.priceIndex, state.price);
  const from = (t % run.steps) * state.shipped.length * lanes + lane;
  for (let f = 0; f < state.shipped.length; f++) {
    run.licensed[from + f * lanes] = state.underReview[f] ? state.shipped[f] : 0;
  }
  const ofDemands = (t % run.steps) * state.demand.length * lanes + lane;
  for (let k = 0; k < state.demand.length; k++) {
    run.forgone[ofDemands + k * lanes] = state.fullDemand[k] - state.demand[k];
  }
}
