// One step of the model: eight phases, each in the order and the words of design/model.md.

import { type Demand, type Flow, get, type Licence, marketOf, type Network, type Stockpile, sum } from './network.ts';
import { backlogOn, orders, waitingAt } from './orders.ts';
import { prices } from './price.ts';
import { renewQuotas, useQuotas } from './quota.ts';
import { capacityPerStep, openAt, type State } from './start.ts';

/** Factor on the demand of `demand` in step `t`. */
export type Noise = (demand: string, t: number) => number;

/** What one step did to a flow. Quantities in tonnes; `capacity` infinite where there is none. */
export interface FlowStep {
  received: number;
  underReview: boolean;
  review: number;
  allow: number;
  approve: number;
  /** Whether orders that its source cannot serve at once stay ordered. */
  waits: boolean;
  takes: Map<string, number>;
  lead: number;
  cost: number;
  /** All of it, and the part that the price has opened. */
  wholeCapacity: number;
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

/** What one step did to a stockpile. `forecast` is as used for the orders of the step, `target` S of the model. */
export interface StockpileStep {
  forecast: number;
  target: number;
  order: number;
}

/** What one step did to a demand; `forgone` is what the price made it go without, `priceTakenIn` ρ of the model. */
export interface DemandStep {
  demand: number;
  forgone: number;
  priceTakenIn: number;
  served: number;
  shortfall: number;
}

/** One claim on one stockpile, of which `regular` is needed for going on as usual. */
export interface Request {
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
  prices(network, state, now);
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

/** The floor of a tier of a stockpile, tonnes: the greatest of its own and those of the tiers before it. */
export function floorOf(network: Network, now: Step, stockpile: string, tier: number): number {
  const j = network.stockpiles.find((one) => one.id === stockpile) as Stockpile;
  let floor = 0;
  for (const named of j.floors) {
    if (named.tier > tier) continue;
    const value = named.value.at(now.t);
    floor = Math.max(floor, named.of === 'steps' ? value * get(now.stockpiles, stockpile).forecast : value);
  }
  return floor;
}

function blank(network: Network, state: State, t: number): Step {
  const now: Step = { t, flows: new Map(), stockpiles: new Map(), demands: new Map(), requests: [] };
  for (const f of network.flows) {
    const allow = f.licence === undefined ? 1 : f.licence.allow.at(t);
    const review = f.licence?.review.at(t);
    const underReview = review !== undefined && allow > 0;
    const wholeCapacity = capacityPerStep(network, f, f.capacity.at(t), t);
    now.flows.set(f.id, {
      received: 0,
      underReview,
      review: underReview ? review : 0,
      allow,
      approve: f.licence === undefined ? 1 : f.licence.approve.at(t),
      waits: f.waits && allow === 1 && !underReview,
      takes: new Map([...f.takes].map(([j, a]) => [j, a.at(t)])),
      lead: f.lead.at(t),
      cost: f.cost.at(t),
      wholeCapacity,
      capacity: wholeCapacity * get(state.flows, f.id).opened,
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
    now.stockpiles.set(j.id, { forecast: get(state.stockpiles, j.id).forecast, target: 0, order: 0 });
  for (const k of network.demands)
    now.demands.set(k.id, { demand: 0, forgone: 0, priceTakenIn: 1, served: 0, shortfall: 0 });
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
    if (!mine.waits) own.waiting = 0;
  }
  renewQuotas(network, state, now.t);
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
      mine.wanted = mine.waits ? Math.min(mine.ordered + own.waiting, mine.capacity) : mine.ordered;
    }
  }
  for (const licence of network.licences) scaleToLimit(network, state, now, licence);
}

function scaleToLimit(network: Network, state: State, now: Step, licence: Licence): void {
  const left = state.quota.get(licence.id);
  if (left === undefined) return;
  const licensed = network.flows.filter((f) => f.licence === licence);
  const wanted = sum(licensed.map((f) => get(now.flows, f.id).wanted));
  if (wanted <= left) return;
  for (const f of licensed) get(now.flows, f.id).wanted *= left / wanted;
}

// 5 ---------------------------------------------------------------------------------------------------------------

function requests(network: Network, state: State, now: Step, noise: Noise): void {
  for (const f of network.flows) {
    const mine = get(now.flows, f.id);
    if (f.below !== undefined) mine.regularNeed = mine.wanted;
    mine.asked = mine.wanted;
    if (mine.takes.size > 1) {
      for (const [j, a] of mine.takes) {
        const above = Math.max(0, get(state.stockpiles, j).onHand - floorOf(network, now, j, f.priority));
        mine.asked = Math.min(mine.asked, above / a);
      }
    }
    for (const [j, a] of mine.takes) {
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
    const atOldPrice =
      k.rate.at(now.t) * (k.uses === undefined ? 1 : k.uses.at(now.t)) * network.delta * noise(k.id, now.t);
    mine.demand = atOldPrice * answerToPrice(network, state, k);
    mine.forgone = atOldPrice - mine.demand;
    mine.priceTakenIn = get(state.priceTakenIn, k.id);
    const stretch = stretched(network, state, now, k);
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

// Takes in the price of the step, and gives the share of D° that is still wanted.
function answerToPrice(network: Network, state: State, k: Demand): number {
  const market = marketOf(network, k.from);
  if (k.elasticity === undefined || market === undefined) return 1;
  const before = get(state.priceTakenIn, k.id);
  const taken = before + (get(state.price, market.id) - before) / k.answers;
  state.priceTakenIn.set(k.id, taken);
  return Math.max(k.least, taken ** -k.elasticity);
}

function stretched(network: Network, state: State, now: Step, k: Demand): number {
  const forecast = get(now.stockpiles, k.from).forecast;
  if (k.conserve === undefined || k.conserve === 0 || forecast === 0) return 1;
  const above = Math.max(0, get(state.stockpiles, k.from).onHand - floorOf(network, now, k.from, k.priority));
  return Math.min(1, above / forecast / k.conserve);
}

// 6 ---------------------------------------------------------------------------------------------------------------

function rationing(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    const here = now.requests.filter((request) => request.stockpile === j.id);
    const tiers = [...new Set(here.map((request) => request.priority))].sort((a, b) => a - b);
    let left = get(state.stockpiles, j.id).onHand;
    for (const tier of tiers) {
      const asked = here.filter((request) => request.priority === tier);
      ration(asked, Math.max(0, left - floorOf(network, now, j.id, tier)));
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
  const mayWait = new Map(network.flows.map((f) => [f.id, mostThatWaits(network, state, now, f)]));
  for (const f of network.flows) {
    const mine = get(now.flows, f.id);
    mine.shipped = mine.takes.size === 0 ? mine.asked : Number.POSITIVE_INFINITY;
    for (const request of now.requests) {
      if (request.by === f) mine.shipped = Math.min(mine.shipped, request.granted / get(mine.takes, request.stockpile));
    }
    for (const [j, a] of mine.takes) take(state, j, a * mine.shipped);
    add(get(state.flows, f.id).pipeline, now.t + mine.lead, mine.shipped);
    useAllowances(state, now, f);
    get(state.flows, f.id).waiting = Math.max(0, get(mayWait, f.id) - mine.shipped);
    learnTrust(network, state, now, f);
  }
  useQuotas(network, state, now);
  for (const k of network.demands) serve(state, now, k);
}

// Of what is ordered and waits, as much as does not more than fill the shelf; all as it was in step 3.
function mostThatWaits(network: Network, state: State, now: Step, f: Flow): number {
  const mine = get(now.flows, f.id);
  if (!mine.waits) return 0;
  const wants = mine.ordered + get(state.flows, f.id).waiting;
  if (f.below !== undefined) return wants;
  const { target, forecast } = get(now.stockpiles, f.to);
  const fills = target + forecast + backlogOn(network, state, f.to) + waitingAt(network, state, now, f.to);
  return Math.min(wants, mine.share * fills);
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
  own.trustBefore = own.trust;
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
    const ofFlows = sum(
      network.flows.map((f) => (get(now.flows, f.id).takes.get(j.id) ?? 0) * get(now.flows, f.id).regularNeed),
    );
    const demands = network.demands.filter((k) => k.from === j.id).map((k) => get(now.demands, k.id));
    const need = ofFlows + sum(demands.map((k) => k.demand));
    const needAtOldPrice = ofFlows + sum(demands.map((k) => k.demand + k.forgone));
    own.forecast += (need - own.forecast) / j.forecast;
    own.forecastAtOldPrice += (needAtOldPrice - own.forecastAtOldPrice) / j.forecast;
  }
  for (const f of network.flows) {
    if (f.opens === undefined) continue;
    const own = get(state.flows, f.id);
    own.opened += (openAt(f, get(state.price, f.opens.market)) - own.opened) / f.opens.within;
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
