// One step of the model: eight phases, each in the order and the words of design/model.md.

import type { Demand, Flow, Licence, Network, Stockpile } from './read.ts';
import { capacityPerStep, cheapestFirst, get, ordinaryInflows, type State, shares, sum } from './start.ts';

/** Factor on the demand of `demand` in step `t`. */
export type Noise = (demand: string, t: number) => number;

/** What one step did to a flow. Quantities in tonnes; `capacity` infinite where there is none. */
export interface FlowStep {
  received: number;
  underReview: boolean;
  review: number;
  allow: number;
  approve: number;
  capacity: number;
  share: number;
  regularNeed: number;
  expectedShare: number;
  ordered: number;
  wanted: number;
  asked: number;
  shipped: number;
  applied: number;
  granted: number;
  used: number;
  lapsed: number;
}

/** What one step did to a stockpile. `forecast` is as used for the orders of the step. */
export interface StockpileStep {
  forecast: number;
  order: number;
}

/** What one step did to a demand. */
export interface DemandStep {
  demand: number;
  served: number;
  shortfall: number;
}

/** One claim on one stockpile, of which `regular` is needed for going on as usual. */
interface Request {
  by: Flow | Demand;
  stockpile: string;
  priority: number;
  quantity: number;
  regular: number;
  granted: number;
}

/** All that one step did. */
export interface Step {
  t: number;
  flows: Map<string, FlowStep>;
  stockpiles: Map<string, StockpileStep>;
  demands: Map<string, DemandStep>;
  requests: Request[];
}

/** Runs step `t`, changing `state`, and tells what happened. */
export function step(network: Network, state: State, t: number, noise: Noise = () => 1): Step {
  const now = blank(network, state, t);
  arrivals(network, state, now);
  decisions(network, state, now);
  orders(network, state, now);
  licences(network, state, now);
  requests(network, state, now, noise);
  rationing(network, state, now);
  startsAndService(network, state, now);
  forecasts(network, state, now);
  return now;
}

/** What a flow has under way after step `t`: the sum of P[s] over s > t. */
export function inTransit(state: State, f: Flow, t: number): number {
  return later(get(state.flows, f.id).pipeline, t);
}

/** What a flow has applied for and not been told of, after step `t`. */
export function pending(state: State, f: Flow, t: number): number {
  return later(get(state.flows, f.id).applications, t);
}

/** What a flow holds in allowances. */
export function held(state: State, f: Flow): number {
  return sum(get(state.flows, f.id).lots.map((lot) => lot.quantity));
}

function blank(network: Network, state: State, t: number): Step {
  const now: Step = { t, flows: new Map(), stockpiles: new Map(), demands: new Map(), requests: [] };
  for (const f of network.flows) {
    const allow = f.licence === undefined ? 1 : f.licence.allow.at(t);
    const review = f.licence?.review.at(t);
    const underReview = review !== undefined && allow > 0;
    now.flows.set(f.id, {
      received: 0,
      underReview,
      review: underReview ? review : 0,
      allow,
      approve: f.licence === undefined ? 1 : f.licence.approve.at(t),
      capacity: capacityPerStep(network, f, f.capacity.at(t), t),
      share: 0,
      regularNeed: 0,
      expectedShare: 0,
      ordered: 0,
      wanted: 0,
      asked: 0,
      shipped: 0,
      applied: 0,
      granted: 0,
      used: 0,
      lapsed: 0,
    });
  }
  for (const j of network.stockpiles)
    now.stockpiles.set(j.id, { forecast: get(state.stockpiles, j.id).forecast, order: 0 });
  for (const k of network.demands) now.demands.set(k.id, { demand: 0, served: 0, shortfall: 0 });
  return now;
}

// 1 ---------------------------------------------------------------------------------------------------------------

function arrivals(network: Network, state: State, now: Step): void {
  for (const f of network.flows) {
    const { pipeline } = get(state.flows, f.id);
    const received = pipeline.get(now.t) ?? 0;
    pipeline.delete(now.t);
    get(now.flows, f.id).received = received;
    get(state.stockpiles, f.to).onHand += received;
    for (const [j, b] of f.byproducts) get(state.stockpiles, j).onHand += b * received;
  }
}

// 2 ---------------------------------------------------------------------------------------------------------------

function decisions(network: Network, state: State, now: Step): void {
  for (const f of network.flows) {
    const own = get(state.flows, f.id);
    const mine = get(now.flows, f.id);
    if (mine.underReview) {
      mine.lapsed = sum(own.lots.filter((lot) => lot.expiry <= now.t).map((lot) => lot.quantity));
      own.lots = own.lots.filter((lot) => lot.expiry > now.t);
      mine.granted = mine.approve * (own.applications.get(now.t) ?? 0);
      own.applications.delete(now.t);
      const valid = f.licence?.valid.at(now.t) ?? Number.POSITIVE_INFINITY;
      if (mine.granted > 0) own.lots.push({ quantity: mine.granted, expiry: now.t + valid });
    } else {
      mine.lapsed = held(state, f);
      own.lots = [];
      own.applications.clear();
    }
    own.unusedAllowance = Math.min(own.unusedAllowance, held(state, f));
  }
}

// 3 ---------------------------------------------------------------------------------------------------------------

function orders(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    for (const [f, share] of shares(ordinaryInflows(network, j.id), (g) => g.share.at(now.t)))
      get(now.flows, f).share = share;
  }
  const forecast = new Map(network.stockpiles.map((j) => [j.id, get(now.stockpiles, j.id).forecast]));
  const regular = split(network, state, now, forecast);
  for (const j of network.stockpiles) expectSupplies(network, now, j, regular);
  for (const j of network.stockpiles) get(now.stockpiles, j.id).order = order(network, state, now, j);
  orderReleases(network, state, now);
  const wanted = new Map(network.stockpiles.map((j) => [j.id, get(now.stockpiles, j.id).order]));
  const ordered = split(network, state, now, wanted);
  for (const f of network.flows) {
    if (f.below === undefined) get(now.flows, f.id).ordered = get(ordered.passes, f.id) + get(ordered.switched, f.id);
  }
}

/** p, e and τ of the model for each ordinary flow. */
interface Split {
  passes: Map<string, number>;
  expected: Map<string, number>;
  switched: Map<string, number>;
}

function split(network: Network, state: State, now: Step, quantities: Map<string, number>): Split {
  const result: Split = { passes: new Map(), expected: new Map(), switched: new Map() };
  for (const j of network.stockpiles) {
    const inflows = ordinaryInflows(network, j.id);
    const quantity = get(quantities, j.id);
    for (const f of inflows) {
      const mine = get(now.flows, f.id);
      let passes = Math.min(mine.share * quantity, mine.capacity, partOfLimit(network, now, f, quantities));
      if (mine.allow < 1) {
        const base = j.target === undefined ? get(now.stockpiles, j.id).forecast : quantity;
        passes = Math.min(passes, mine.allow * mine.share * base);
      }
      result.passes.set(f.id, passes);
      const approved = mine.underReview ? passes * mine.approve : passes;
      result.expected.set(f.id, Math.min(approved, get(state.flows, f.id).trust));
      result.switched.set(f.id, 0);
    }
    const spill = sum(inflows.map((f) => get(now.flows, f.id).share * quantity - get(result.expected, f.id)));
    let offered = spill * j.switchable;
    const open = inflows.filter((f) => {
      const mine = get(now.flows, f.id);
      return mine.allow === 1 && !mine.underReview && f.licence?.limit.at(now.t) === undefined;
    });
    for (const f of cheapestFirst(open)) {
      const trusted = Math.min(get(now.flows, f.id).capacity, get(state.flows, f.id).trust);
      const headroom = Math.max(0, trusted - get(result.passes, f.id));
      const taken = Math.min(offered, headroom);
      result.switched.set(f.id, taken);
      offered -= taken;
    }
  }
  return result;
}

function partOfLimit(network: Network, now: Step, f: Flow, quantities: Map<string, number>): number {
  const limit = f.licence?.limit.at(now.t);
  if (f.licence === undefined || limit === undefined || get(now.flows, f.id).underReview)
    return Number.POSITIVE_INFINITY;
  const whole = limit * network.delta;
  const licensed = network.flows.filter((g) => g.licence === f.licence && g.below === undefined);
  const assigned = (g: Flow) => get(now.flows, g.id).share * get(quantities, g.to);
  const regular = (g: Flow) => get(now.flows, g.id).share * get(now.stockpiles, g.to).forecast;
  if (sum(licensed.map(assigned)) <= whole) return Number.POSITIVE_INFINITY;
  const allRegular = sum(licensed.map(regular));
  const first = (g: Flow) => (allRegular === 0 ? 0 : Math.min(assigned(g), (whole * regular(g)) / allRegular));
  const left = Math.max(0, whole - sum(licensed.map(first)));
  const allRest = sum(licensed.map((g) => assigned(g) - first(g)));
  return first(f) + (allRest > 0 ? (left * (assigned(f) - first(f))) / allRest : 0);
}

function expectSupplies(network: Network, now: Step, j: Stockpile, regular: Split): void {
  const inflows = ordinaryInflows(network, j.id);
  const supply = (f: Flow) => get(regular.expected, f.id) + get(regular.switched, f.id);
  const total = sum(inflows.map(supply));
  for (const f of inflows) {
    const mine = get(now.flows, f.id);
    mine.regularNeed = get(regular.passes, f.id) + get(regular.switched, f.id);
    mine.expectedShare = total <= 1e-9 * get(now.stockpiles, j.id).forecast ? mine.share : supply(f) / total;
  }
}

function order(network: Network, state: State, now: Step, j: Stockpile): number {
  const forecast = get(now.stockpiles, j.id).forecast;
  const inflows = network.flows.filter((f) => f.to === j.id);
  const position =
    get(state.stockpiles, j.id).onHand +
    sum(inflows.map((f) => underWay(state, now, f))) -
    sum(network.demands.filter((k) => k.from === j.id).map((k) => get(state.backlog, k.id)));
  const onTheWay = sum(
    ordinaryInflows(network, j.id).map(
      (f) => get(now.flows, f.id).expectedShare * (f.lead + get(now.flows, f.id).review),
    ),
  );
  const stock =
    j.target === undefined
      ? forecast * (j.cover.at(now.t) ?? get(state.stockpiles, j.id).defaultCover)
      : j.target.at(now.t);
  const target = stock + forecast * onTheWay;
  const byproducts = sum(network.flows.map((f) => (f.byproducts.get(j.id) ?? 0) * get(now.flows, f.id).received));
  return Math.max(0, forecast - byproducts + (target - position) / j.adjust);
}

function underWay(state: State, now: Step, f: Flow): number {
  return (
    inTransit(state, f, now.t) +
    get(now.flows, f.id).approve * pending(state, f, now.t) +
    held(state, f) -
    get(state.flows, f.id).unusedAllowance
  );
}

function orderReleases(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    const releases = cheapestFirst(network.flows.filter((f) => f.to === j.id && f.below !== undefined));
    const forecast = get(now.stockpiles, j.id).forecast;
    const onHand = get(state.stockpiles, j.id).onHand;
    let released = sum(releases.map((g) => underWay(state, now, g)));
    for (const f of releases) {
      const below = f.below as number;
      const mine = get(now.flows, f.id);
      mine.ordered = mine.allow * Math.min(mine.capacity, Math.max(0, below * forecast - onHand - released));
      if (onHand + released < (below + 1) * forecast) {
        for (const reserve of f.takes.keys()) get(now.stockpiles, reserve).order = 0;
      }
      released += mine.ordered;
    }
  }
}

// 4 ---------------------------------------------------------------------------------------------------------------

function licences(network: Network, state: State, now: Step): void {
  for (const f of network.flows) {
    const own = get(state.flows, f.id);
    const mine = get(now.flows, f.id);
    if (mine.underReview) {
      mine.applied = Math.max(0, mine.ordered - own.unusedAllowance);
      add(own.applications, now.t + mine.review, mine.applied);
      mine.wanted = Math.min(held(state, f), mine.capacity);
    } else {
      mine.wanted = mine.ordered;
    }
  }
  for (const licence of network.licences) scaleToLimit(network, now, licence);
}

function scaleToLimit(network: Network, now: Step, licence: Licence): void {
  const limit = licence.limit.at(now.t);
  if (limit === undefined) return;
  const licensed = network.flows.filter((f) => f.licence === licence);
  const wanted = sum(licensed.map((f) => get(now.flows, f.id).wanted));
  if (wanted <= limit * network.delta) return;
  for (const f of licensed) get(now.flows, f.id).wanted *= (limit * network.delta) / wanted;
}

// 5 ---------------------------------------------------------------------------------------------------------------

function requests(network: Network, state: State, now: Step, noise: Noise): void {
  for (const f of network.flows) {
    const mine = get(now.flows, f.id);
    if (f.below !== undefined) mine.regularNeed = mine.wanted;
    mine.asked = mine.wanted;
    if (f.takes.size > 1) {
      for (const [j, a] of f.takes) mine.asked = Math.min(mine.asked, get(state.stockpiles, j).onHand / a);
    }
    for (const [j, a] of f.takes) {
      now.requests.push({
        by: f,
        stockpile: j,
        priority: f.priority,
        quantity: a * mine.asked,
        regular: a * Math.min(mine.asked, mine.regularNeed),
        granted: 0,
      });
    }
  }
  for (const k of network.demands) {
    const mine = get(now.demands, k.id);
    mine.demand = k.rate.at(now.t) * (k.uses === undefined ? 1 : k.uses.at(now.t)) * network.delta * noise(k.id, now.t);
    const stretch = stretched(state, now, k);
    now.requests.push({
      by: k,
      stockpile: k.from,
      priority: k.priority,
      quantity: (mine.demand + get(state.backlog, k.id)) * stretch,
      regular: mine.demand * stretch,
      granted: 0,
    });
  }
}

function stretched(state: State, now: Step, k: Demand): number {
  const forecast = get(now.stockpiles, k.from).forecast;
  if (k.conserve === undefined || k.conserve === 0 || forecast === 0) return 1;
  return Math.min(1, get(state.stockpiles, k.from).onHand / forecast / k.conserve);
}

// 6 ---------------------------------------------------------------------------------------------------------------

function rationing(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    const here = now.requests.filter((request) => request.stockpile === j.id);
    const tiers = [...new Set(here.map((request) => request.priority))].sort((a, b) => a - b);
    let left = get(state.stockpiles, j.id).onHand;
    for (const tier of tiers) {
      const asked = here.filter((request) => request.priority === tier);
      ration(asked, left);
      left = Math.max(0, left - sum(asked.map((request) => request.granted)));
    }
  }
}

function ration(asked: Request[], left: number): void {
  const whole = sum(asked.map((request) => request.quantity));
  const regular = sum(asked.map((request) => request.regular));
  for (const request of asked) {
    if (whole <= left) request.granted = request.quantity;
    else if (regular > left) request.granted = (request.regular * left) / regular;
    else
      request.granted = request.regular + ((request.quantity - request.regular) * (left - regular)) / (whole - regular);
  }
}

// 7 ---------------------------------------------------------------------------------------------------------------

function startsAndService(network: Network, state: State, now: Step): void {
  for (const f of network.flows) {
    const mine = get(now.flows, f.id);
    mine.shipped = f.takes.size === 0 ? mine.asked : Number.POSITIVE_INFINITY;
    for (const request of now.requests) {
      if (request.by === f) mine.shipped = Math.min(mine.shipped, request.granted / get(f.takes, request.stockpile));
    }
    for (const [j, a] of f.takes) take(state, j, a * mine.shipped);
    add(get(state.flows, f.id).pipeline, now.t + f.lead, mine.shipped);
    useAllowances(state, now, f);
    learnTrust(network, state, now, f);
  }
  for (const k of network.demands) serve(state, now, k);
}

function useAllowances(state: State, now: Step, f: Flow): void {
  const own = get(state.flows, f.id);
  const mine = get(now.flows, f.id);
  own.unusedAllowance = 0;
  if (!mine.underReview) return;
  const before = held(state, f);
  if (before > 0) {
    const usable = Math.min(before, mine.capacity);
    own.unusedAllowance = usable === 0 ? before : Math.max(0, before * (1 - mine.shipped / usable));
  }
  mine.used = mine.shipped;
  let toUse = mine.shipped;
  for (const lot of own.lots) {
    const used = Math.min(lot.quantity, toUse);
    lot.quantity -= used;
    toUse -= used;
  }
  own.lots = own.lots.filter((lot) => lot.quantity > 0);
}

function learnTrust(network: Network, state: State, now: Step, f: Flow): void {
  const own = get(state.flows, f.id);
  const mine = get(now.flows, f.id);
  const forecast = get(now.stockpiles, f.to).forecast;
  const buyer = network.stockpiles.find((j) => j.id === f.to) as Stockpile;
  const dry = mine.shipped < mine.wanted - 1e-9 * Math.max(mine.wanted, forecast);
  own.trust = dry ? mine.shipped : Math.max(own.trust, mine.shipped) + forecast / buyer.adjust;
}

function serve(state: State, now: Step, k: Demand): void {
  const mine = get(now.demands, k.id);
  const backlog = get(state.backlog, k.id);
  mine.served = sum(now.requests.filter((request) => request.by === k).map((request) => request.granted));
  take(state, k.from, mine.served);
  mine.shortfall = Math.max(0, mine.demand - Math.max(0, mine.served - backlog));
  if (mine.shortfall < 1e-9 * mine.demand) mine.shortfall = 0;
  state.backlog.set(k.id, k.backordered ? Math.max(0, backlog + mine.demand - mine.served) : 0);
}

// 8 ---------------------------------------------------------------------------------------------------------------

function forecasts(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    const own = get(state.stockpiles, j.id);
    const need =
      sum(network.flows.map((f) => (f.takes.get(j.id) ?? 0) * get(now.flows, f.id).regularNeed)) +
      sum(network.demands.filter((k) => k.from === j.id).map((k) => get(now.demands, k.id).demand));
    own.forecast += (need - own.forecast) / j.forecast;
  }
}

// -----------------------------------------------------------------------------------------------------------------

function take(state: State, stockpile: string, quantity: number): void {
  const own = get(state.stockpiles, stockpile);
  own.onHand = Math.max(0, own.onHand - quantity);
}

function add(map: Map<number, number>, key: number, quantity: number): void {
  map.set(key, (map.get(key) ?? 0) + quantity);
}

function later(map: Map<number, number>, t: number): number {
  let total = 0;
  for (const [s, quantity] of map) if (s > t) total += quantity;
  return total;
}
