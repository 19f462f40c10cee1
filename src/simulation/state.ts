/**
 * The state of one run (model.md, State at the start of step t), made for the run and thrown away with it. Nothing is
 * allocated once the run has begun: pipelines, applications and lots live in rings of fixed length.
 */

import { laneOf } from '../model/lane.ts';
import { ofEach, SCHEDULED, type ScheduledName } from '../model/layout.ts';
import type { Model, Parameters, Table } from '../model/network.ts';
import { openPart } from '../model/opening.ts';

/** The scheduled values of the present step (`Tabulated` says what each is), as views of one row. */
export type Scheduled = Readonly<Record<ScheduledName, Float64Array>> & { readonly row: Float64Array };

/** Everything that a step reads and writes. Masses in tonnes or pieces, rates per step. */
export interface State {
  /** The present step. */
  t: number;
  readonly scheduled: Scheduled;
  /** cap_f. */
  readonly capacity: Float64Array;
  /** As in Parameters, at the costs of the step. */
  readonly switchOrder: Table;
  readonly releaseOrder: Table;

  /** I_j. */
  readonly onHand: Float64Array;
  /** F_j, and as it was used in this step's orders. */
  readonly forecast: Float64Array;
  readonly forecastUsed: Float64Array;
  /** F°_j, what would be forecast at a price of 1: F_j itself where there are no markets. */
  readonly unpricedForecast: Float64Array;
  /** N_j: what was regularly needed in this step. */
  readonly need: Float64Array;
  /** B_k. */
  readonly backlog: Float64Array;

  /**
   * P_f[s] at `pipelineStart[f] + s mod span`, `span` being the longest that its lead ever is; `pipelineNow` is t mod
   * span.
   */
  readonly pipeline: Float64Array;
  readonly pipelineStart: Int32Array;
  readonly pipelineNow: Int32Array;
  /** A_f[s] at `f · applicationSpan + s mod applicationSpan`, for licensed flows. */
  readonly applications: Float64Array;
  readonly applicationSpan: number;
  /** H_f: lots in the order in which they were granted, at `f · lotSpan + (lotFirst[f] + i) mod lotSpan`. */
  readonly lots: Float64Array;
  readonly lotExpiry: Float64Array;
  readonly lotFirst: Int32Array;
  readonly lotCount: Int32Array;
  readonly lotSpan: number;
  /** K_f: allowances not used in the step before because the source was dry. */
  readonly unused: Float64Array;
  /** v_f: what the flow is trusted to bring in a step; its value of the step before; and the lesser of the two. */
  readonly trustedSupply: Float64Array;
  readonly trustedBefore: Float64Array;
  readonly lesserTrust: Float64Array;
  /** W_f, and the most that may wait; whether any flow's orders wait at all. */
  readonly waiting: Float64Array;
  readonly mostWaiting: Float64Array;
  readonly hasWaiting: boolean;
  /** Z_l, and the L that prices go by: what there is of it a step over an outlook. */
  readonly quota: Float64Array;
  readonly outlookLimit: Float64Array;
  /** The floor of each tier. */
  readonly floors: Float64Array;
  /** π_m, ρ_k and ω_f. */
  readonly price: Float64Array;
  readonly takenInPrice: Float64Array;
  readonly opened: Float64Array;

  /** 1 where the flow is under review in this step. */
  readonly underReview: Uint8Array;
  /** Σ b[f,j]·P_f[t]: by-products that arrived in this step, by stockpile. */
  readonly byproductArrivals: Float64Array;
  /** P_f[t]: what arrived in this step, by flow. */
  readonly received: Float64Array;
  /** Σ_{s>t} P_f[s], Σ_{s>t} A_f[s] and ΣH_f. */
  readonly inTransit: Float64Array;
  readonly pending: Float64Array;
  readonly held: Float64Array;

  /** σ_f. */
  readonly sigma: Float64Array;
  /** e_f and τ_f of the quantity being split. */
  readonly expected: Float64Array;
  readonly switched: Float64Array;
  /** The bound q_f that a shared limit puts on a flow's part of the quantity being split. */
  readonly limitBound: Float64Array;
  /** n_f: regular need met by the flow. */
  readonly regularNeed: Float64Array;
  /** λ_f: the way supplies are expected to come. */
  readonly expectedShare: Float64Array;
  /** What is split for a price: F°_j of the members of its market, F_j of others; and p_f + τ_f of it. */
  readonly pricedNeed: Float64Array;
  readonly priced: Float64Array;
  /** S_j and O_j. */
  readonly orderUpTo: Float64Array;
  readonly order: Float64Array;
  /** o_f, w_f, y_f, x_f. */
  readonly ordered: Float64Array;
  readonly wanted: Float64Array;
  readonly requested: Float64Array;
  readonly shipped: Float64Array;
  /** 1 where a stockpile orders nothing because it has to release. */
  readonly isReleasing: Uint8Array;

  /** What each input of a flow, and each demand, requests of its stockpile, how much of it regularly, and gets. */
  readonly inputRequest: Float64Array;
  readonly inputRegular: Float64Array;
  readonly inputGranted: Float64Array;
  readonly demandRequest: Float64Array;
  readonly demandRegular: Float64Array;
  /** D°_k, D_k, served_k, shortfall_k. */
  readonly fullDemand: Float64Array;
  readonly demand: Float64Array;
  readonly served: Float64Array;
  readonly shortfall: Float64Array;

  /** Lots granted, used and lapsed, and applications made, in this step, by flow. */
  readonly applied: Float64Array;
  readonly granted: Float64Array;
  readonly lapsed: Float64Array;
}

/** The state at the start of step 0 (model.md, The start). */
export function initialState({ network }: Model, parameters: Parameters): State {
  const { flows, stockpiles, demands } = network;
  const { schedule, initialFlow, initialLead, initialOnHand, initialForecast } = parameters;
  const table = ({ start, items }: Table): Table => ({ start, items: items.slice() });
  const perFlow = () => new Float64Array(flows);
  const perStockpile = () => new Float64Array(stockpiles);
  const perDemand = () => new Float64Array(demands);
  const perInput = () => new Float64Array(network.inputs.items.length);
  const applicationSpan = 1 + mostSteps(parameters, schedule.layout.review, network.licences)[0];
  const [lotSpan] = lotsAtOnce(parameters, network.licences);
  const pipelineStart = new Int32Array(flows + 1);
  const spans = pipelineSpans(parameters, flows);
  for (let f = 0; f < flows; f++) pipelineStart[f + 1] = pipelineStart[f] + spans[f];
  const pipeline = new Float64Array(pipelineStart[flows]);
  for (let f = 0; f < flows; f++) pipeline.fill(initialFlow[f], pipelineStart[f], pipelineStart[f] + initialLead[f]);
  const forecast = Float64Array.from(initialForecast);
  const scheduled = scheduledViews(parameters, network);
  return {
    t: 0,
    scheduled,
    capacity: perFlow(),
    switchOrder: table(parameters.switchOrder),
    releaseOrder: table(parameters.releaseOrder),
    onHand: Float64Array.from(initialOnHand),
    forecast,
    unpricedForecast: network.markets === 0 ? forecast : forecast.slice(),
    forecastUsed: perStockpile(),
    need: perStockpile(),
    backlog: perDemand(),
    pipeline,
    pipelineStart,
    pipelineNow: new Int32Array(flows),
    applications: new Float64Array(flows * applicationSpan),
    applicationSpan,
    lots: new Float64Array(flows * lotSpan),
    lotExpiry: new Float64Array(flows * lotSpan),
    lotFirst: new Int32Array(flows),
    lotCount: new Int32Array(flows),
    lotSpan,
    unused: perFlow(),
    trustedSupply: perFlow().fill(Number.POSITIVE_INFINITY),
    trustedBefore: perFlow().fill(Number.POSITIVE_INFINITY),
    lesserTrust: perFlow(),
    waiting: perFlow(),
    mostWaiting: perFlow(),
    hasWaiting: network.waits.includes(1),
    quota: new Float64Array(network.licences),
    outlookLimit: new Float64Array(network.licences),
    floors: new Float64Array(network.tiers.items.length),
    price: new Float64Array(network.markets).fill(1),
    takenInPrice: perDemand().fill(1),
    opened: openedAtFirst(network, parameters),
    underReview: new Uint8Array(flows),
    byproductArrivals: perStockpile(),
    received: perFlow(),
    inTransit: perFlow(),
    pending: perFlow(),
    held: perFlow(),
    sigma: perFlow(),
    expected: perFlow(),
    switched: perFlow(),
    limitBound: perFlow(),
    regularNeed: perFlow(),
    expectedShare: perFlow(),
    pricedNeed: perStockpile(),
    priced: perFlow(),
    orderUpTo: perStockpile(),
    order: perStockpile(),
    ordered: perFlow(),
    wanted: perFlow(),
    requested: perFlow(),
    shipped: perFlow(),
    isReleasing: new Uint8Array(stockpiles),
    inputRequest: perInput(),
    inputRegular: perInput(),
    inputGranted: perInput(),
    demandRequest: perDemand(),
    demandRegular: perDemand(),
    fullDemand: perDemand(),
    demand: perDemand(),
    served: perDemand(),
    shortfall: perDemand(),
    applied: perFlow(),
    granted: perFlow(),
    lapsed: perFlow(),
  };
}

/** The row of step 0 in a lane, to be brought up to each step by whoever reads it. */
export function scheduledViews(
  { schedule: { layout, first }, lanes }: Parameters,
  { counts }: Model['network'],
  lane = 0,
): Scheduled {
  const row = laneOf(first, lane, lanes);
  return { ...ofEach(SCHEDULED, (name) => row.subarray(layout[name], layout[name] + counts[SCHEDULED[name]])), row };
}

/** ω_f at a price of 1, by flow and lane; 1 where no price opens it. */
export function openedAtFirst(
  { opensIn }: Model['network'],
  { opensFrom, opensFully, lanes }: Parameters,
): Float64Array {
  return opensFrom.map((from, place) =>
    opensIn[Math.floor(place / lanes)] < 0 ? 1 : openPart(1, from, opensFully[place]),
  );
}

/** By flow and lane, the longest that the lead ever is, at the start without events included. */
export function pipelineSpans(parameters: Parameters, flows: number): Int32Array {
  const { lanes, schedule, initialLead } = parameters;
  const { lead } = schedule.layout;
  const spans = Int32Array.from(initialLead);
  eachValue(parameters, lead, flows, (values, from, slot) => {
    const into = (slot - lead) * lanes;
    for (let lane = 0; lane < lanes; lane++) spans[into + lane] = Math.max(spans[into + lane], values[from + lane]);
  });
  return spans;
}

/** By lane, the largest finite value that `count` slots from `from` on ever have. */
export function mostSteps(parameters: Parameters, from: number, count: number): Float64Array {
  const { lanes } = parameters;
  const most = new Float64Array(lanes);
  eachValue(parameters, from, count, (values, first) => {
    for (let lane = 0; lane < lanes; lane++) {
      const value = values[first + lane];
      if (value > most[lane] && Number.isFinite(value)) most[lane] = value;
    }
  });
  return most;
}

/**
 * By lane, lots that a flow can hold at once: one joins a step and goes within the longest validity; of those that
 * never expire, neighbours are held as one (see decisions), so that each turn to "for ever" adds one at most.
 */
export function lotsAtOnce(parameters: Parameters, licences: number): Float64Array {
  const { lanes, schedule } = parameters;
  const { valid } = schedule.layout;
  if (licences === 0) return new Float64Array(lanes).fill(1);
  const before = new Float64Array(licences * lanes);
  const lots = mostSteps(parameters, valid, licences).map((most) => most + 2);
  eachValue(parameters, valid, licences, (values, from, slot, isFirst) => {
    for (let lane = 0; lane < lanes; lane++) {
      const place = (slot - valid) * lanes + lane;
      const value = values[from + lane];
      if (value === Number.POSITIVE_INFINITY && before[place] !== value && !isFirst) lots[lane]++;
      before[place] = value;
    }
  });
  return lots;
}

/** Shows where the lanes of `count` slots from `from` on begin, first those of the first row, then those of every step. */
function eachValue(
  { lanes, schedule: { first, changing, values } }: Parameters,
  from: number,
  count: number,
  show: (values: Float64Array, from: number, slot: number, isFirst: boolean) => void,
): void {
  for (let slot = from; slot < from + count; slot++) show(first, slot * lanes, slot, true);
  for (let column = 0; column < changing.length; column++) {
    const slot = changing[column];
    if (slot < from || slot >= from + count) continue;
    for (let place = column; place * lanes < values.length; place += changing.length) {
      show(values, place * lanes, slot, false);
    }
  }
}
