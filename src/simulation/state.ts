/**
 * The state of one run (model.md, State at the start of step t), made for the run and thrown away with it. Nothing is
 * allocated once the run has begun: pipelines, applications and lots live in rings of fixed length.
 */
import type { Model, Parameters } from '../model/network.ts';

/** The scheduled values of the present step, as views of one row. */
export interface Scheduled {
  readonly row: Float64Array;
  /** Per step, by flow; Infinity where unbounded. */
  readonly capacity: Float64Array;
  readonly share: Float64Array;
  readonly allow: Float64Array;
  /** Per step, by licence; Infinity where unbounded. */
  readonly limit: Float64Array;
  /** Steps, by licence; 0 where no review is needed. */
  readonly review: Float64Array;
  readonly approve: Float64Array;
  /** Steps, by licence; Infinity for ever. */
  readonly valid: Float64Array;
  /** D_k before noise, per step, by demand. */
  readonly demand: Float64Array;
  /** Steps, by stockpile; NaN where a target is kept. */
  readonly cover: Float64Array;
  /** Amount, by stockpile; NaN where a cover is kept. */
  readonly target: Float64Array;
}

/** Everything that a step reads and writes. Masses in tonnes or pieces, rates per step. */
export interface State {
  /** The present step. */
  t: number;
  readonly scheduled: Scheduled;

  /** I_j. */
  readonly onHand: Float64Array;
  /** F_j, and as it was used in this step's orders. */
  readonly forecast: Float64Array;
  readonly forecastUsed: Float64Array;
  /** N_j: what was regularly needed in this step. */
  readonly need: Float64Array;
  /** B_k. */
  readonly backlog: Float64Array;

  /** P_f[s] at `pipelineStart[f] + s mod lead_f`; `pipelineNow` is t mod lead_f. */
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
  /** v_f: what the flow is trusted to bring in a step. */
  readonly trustedSupply: Float64Array;

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
  /** O_j. */
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
  /** D_k, served_k, shortfall_k. */
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
  const { schedule, lead, initialFlow, initialOnHand, initialForecast } = parameters;
  const perFlow = () => new Float64Array(flows);
  const perStockpile = () => new Float64Array(stockpiles);
  const perDemand = () => new Float64Array(demands);
  const perInput = () => new Float64Array(network.inputs.items.length);
  const applicationSpan = 1 + mostSteps(parameters, schedule.layout.review, network.licences);
  const lotSpan = lotsAtOnce(parameters, network.licences);
  const pipelineStart = new Int32Array(flows + 1);
  for (let f = 0; f < flows; f++) pipelineStart[f + 1] = pipelineStart[f] + lead[f];
  const pipeline = new Float64Array(pipelineStart[flows]);
  for (let f = 0; f < flows; f++) pipeline.fill(initialFlow[f], pipelineStart[f], pipelineStart[f + 1]);
  return {
    t: 0,
    scheduled: scheduledViews(parameters, network),
    onHand: Float64Array.from(initialOnHand),
    forecast: Float64Array.from(initialForecast),
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
    demand: perDemand(),
    served: perDemand(),
    shortfall: perDemand(),
    applied: perFlow(),
    granted: perFlow(),
    lapsed: perFlow(),
  };
}

function scheduledViews(
  { schedule: { layout, first } }: Parameters,
  { flows, licences, demands, stockpiles }: Model['network'],
): Scheduled {
  const row = Float64Array.from(first);
  const view = (start: number, count: number) => row.subarray(start, start + count);
  return {
    row,
    capacity: view(layout.capacity, flows),
    share: view(layout.share, flows),
    allow: view(layout.allow, licences),
    limit: view(layout.limit, licences),
    review: view(layout.review, licences),
    approve: view(layout.approve, licences),
    valid: view(layout.valid, licences),
    demand: view(layout.demand, demands),
    cover: view(layout.cover, stockpiles),
    target: view(layout.target, stockpiles),
  };
}

/** The largest finite value that `count` slots from `from` ever have in a lane. */
export function mostSteps(
  { lanes, schedule: { first, changing, values } }: Parameters,
  from: number,
  count: number,
  lane = 0,
): number {
  let most = 0;
  const consider = (value: number) => {
    if (Number.isFinite(value) && value > most) most = value;
  };
  for (let slot = from; slot < from + count; slot++) consider(first[slot * lanes + lane]);
  for (const [column, slot] of changing.entries()) {
    if (slot < from || slot >= from + count) continue;
    for (let place = column; place * lanes < values.length; place += changing.length) {
      consider(values[place * lanes + lane]);
    }
  }
  return most;
}

/**
 * Lots that a flow can hold at once in a lane: one joins a step and goes within the longest validity; of those that
 * never expire, neighbours are held as one (see decisions), so that each turn to "for ever" adds one at most.
 */
export function lotsAtOnce(parameters: Parameters, licences: number, lane = 0): number {
  const { lanes, schedule } = parameters;
  const { layout, first, changing, values } = schedule;
  let turns = 0;
  for (const [column, slot] of changing.entries()) {
    if (slot < layout.valid || slot >= layout.valid + licences) continue;
    let before = first[slot * lanes + lane];
    for (let place = column; place * lanes < values.length; place += changing.length) {
      const value = values[place * lanes + lane];
      if (value === Number.POSITIVE_INFINITY && before !== value) turns++;
      before = value;
    }
  }
  return licences === 0 ? 1 : mostSteps(parameters, layout.valid, licences, lane) + turns + 2;
}
