/** Phase 3 of a step: what each stockpile orders, from whom, and what reserves release (model.md, 3). */
import type { Model, Parameters } from '../model/network.ts';
import type { State } from './state.ts';

/** At most this share of F_j counts as nothing expected to come. */
const NOTHING = 1e-9;

/** Fills n, λ, O and o. Releases come first: they may keep the reserve that they draw on from ordering. */
export function orders(model: Model, parameters: Parameters, state: State): void {
  const { network } = model;
  const { forecast, regularNeed, order, ordered, isReleasing } = state;
  shares(model, state, parameters.sharesAreConstant);
  split(model, parameters, state, forecast, regularNeed);
  expectedShares(model, state);
  releases(model, parameters, state);
  for (let j = 0; j < network.stockpiles; j++) order[j] = isReleasing[j] ? 0 : orderOf(model, parameters, state, j);
  split(model, parameters, state, order, ordered);
}

/** σ_f = share_f(t)/Σ share(t) over the ordinary inflows of a stockpile; 0 where all shares are. */
function shares({ network }: Model, { scheduled, sigma, t }: State, areConstant: boolean): void {
  if (areConstant && t > 0) return;
  const { start, items } = network.inflows;
  for (let j = 0; j < network.stockpiles; j++) {
    let total = 0;
    for (let i = start[j]; i < start[j + 1]; i++) total += scheduled.share[items[i]];
    for (let i = start[j]; i < start[j + 1]; i++) {
      const f = items[i];
      sigma[f] = total > 0 ? scheduled.share[f] / total : 0;
    }
  }
}

/**
 * Splits a quantity Q_j a stockpile among its ordinary inflows: e_f, what is expected to come of what each can pass;
 * τ_f, what blocked orders turn to it for; and `parts`, p_f + τ_f, what it is asked for.
 */
function split(model: Model, parameters: Parameters, state: State, quantity: Float64Array, parts: Float64Array): void {
  const { network } = model;
  const { scheduled, sigma, expected, switched, limitBound, trustedSupply, underReview, forecast } = state;
  const { licenceOf } = network;
  const { capacity, allow, approve, target } = scheduled;
  const { switchable } = parameters;
  limitBounds(model, state, quantity);
  const { start, items } = network.inflows;
  for (let j = 0; j < network.stockpiles; j++) {
    const whole = quantity[j];
    let spill = 0;
    for (let i = start[j]; i < start[j + 1]; i++) {
      const f = items[i];
      const l = licenceOf[f];
      const assigned = sigma[f] * whole;
      let pass = Math.min(assigned, capacity[f], limitBound[f]);
      if (l >= 0 && allow[l] < 1) {
        const keepsTarget = !Number.isNaN(target[j]);
        pass = Math.min(pass, allow[l] * (sigma[f] * (keepsTarget ? whole : forecast[j])));
      }
      parts[f] = pass;
      expected[f] = Math.min(underReview[f] ? pass * approve[l] : pass, trustedSupply[f]);
      switched[f] = 0;
      spill += assigned - expected[f];
    }
    turnElsewhere(model, parameters, state, j, spill * switchable[j], parts);
  }
}

/** The switchable part of what is blocked, offered to open inflows by ascending cost, each up to its headroom. */
function turnElsewhere(
  { network }: Model,
  { switchOrder }: Parameters,
  { scheduled, switched, trustedSupply, underReview }: State,
  j: number,
  spill: number,
  parts: Float64Array,
): void {
  let rest = spill;
  for (let i = switchOrder.start[j]; rest > 0 && i < switchOrder.start[j + 1]; i++) {
    const f = switchOrder.items[i];
    const l = network.licenceOf[f];
    const isOpen =
      l < 0 || (scheduled.allow[l] >= 1 && !underReview[f] && scheduled.limit[l] === Number.POSITIVE_INFINITY);
    if (!isOpen) continue;
    const headroom = Math.max(0, Math.min(scheduled.capacity[f], trustedSupply[f]) - parts[f]);
    switched[f] = Math.min(rest, headroom);
    parts[f] += switched[f];
    rest -= switched[f];
  }
}

/**
 * q_f, a flow's part of its licence's limit L: regular need first, the rest of L in proportion to what is left to
 * ask for. Infinity without a limit, under review, or while everything fits in L.
 */
function limitBounds(
  { network }: Model,
  { scheduled, sigma, forecast, limitBound }: State,
  quantity: Float64Array,
): void {
  const { start, items } = network.ordinaryOf;
  limitBound.fill(Number.POSITIVE_INFINITY);
  for (let l = 0; l < network.licences; l++) {
    const limit = scheduled.limit[l];
    const reviewed = scheduled.review[l] > 0 && scheduled.allow[l] > 0;
    if (limit === Number.POSITIVE_INFINITY || reviewed) continue;
    const from = start[l];
    const end = start[l + 1];
    const assignedTo = (f: number) => sigma[f] * quantity[network.to[f]];
    const neededOf = (f: number) => sigma[f] * forecast[network.to[f]];
    let assigned = 0;
    let needed = 0;
    for (let i = from; i < end; i++) {
      assigned += assignedTo(items[i]);
      needed += neededOf(items[i]);
    }
    if (assigned <= limit) continue;
    const regularPart = (f: number) => (needed === 0 ? 0 : Math.min(assignedTo(f), (limit * neededOf(f)) / needed));
    let left = limit;
    let more = 0;
    for (let i = from; i < end; i++) {
      const f = items[i];
      left -= regularPart(f);
      more += assignedTo(f) - regularPart(f);
    }
    left = Math.max(0, left);
    for (let i = from; i < end; i++) {
      const f = items[i];
      const part = regularPart(f);
      limitBound[f] = more > 0 ? part + (left * (assignedTo(f) - part)) / more : part;
    }
  }
}

/** λ_f = (e_f + τ_f)/Σ(e + τ) for Q = F; σ_f where next to nothing is expected. */
function expectedShares({ network }: Model, { forecast, sigma, expected, switched, expectedShare }: State): void {
  const { start, items } = network.inflows;
  for (let j = 0; j < network.stockpiles; j++) {
    let total = 0;
    for (let i = start[j]; i < start[j + 1]; i++) total += expected[items[i]] + switched[items[i]];
    const nothing = total <= NOTHING * forecast[j];
    for (let i = start[j]; i < start[j + 1]; i++) {
      const f = items[i];
      expectedShare[f] = nothing ? sigma[f] : (expected[f] + switched[f]) / total;
    }
  }
}

/** What flow f has under way to its stockpile: in transit, applied for as far as approved, and held but usable. */
function underWay({ network }: Model, { scheduled, inTransit, pending, held, unused }: State, f: number): number {
  const l = network.licenceOf[f];
  if (l < 0) return inTransit[f];
  return inTransit[f] + scheduled.approve[l] * pending[f] + held[f] - unused[f];
}

/** o_f of releases, and which reserves therefore order nothing themselves in this step. */
function releases(model: Model, { releaseOrder, releaseBelow }: Parameters, state: State): void {
  const { network } = model;
  const { scheduled, forecast, onHand, ordered, isReleasing } = state;
  isReleasing.fill(0);
  const { start, items } = releaseOrder;
  for (let j = 0; j < network.stockpiles; j++) {
    let coming = 0;
    for (let i = start[j]; i < start[j + 1]; i++) coming += underWay(model, state, items[i]);
    for (let i = start[j]; i < start[j + 1]; i++) {
      const f = items[i];
      const l = network.licenceOf[f];
      const allow = l < 0 ? 1 : scheduled.allow[l];
      const trigger = releaseBelow[f];
      const there = onHand[j] + coming;
      const gap = Math.max(0, trigger * forecast[j] - onHand[j] - coming);
      ordered[f] = allow * Math.min(scheduled.capacity[f], gap);
      if (there < (trigger + 1) * forecast[j]) {
        for (let input = network.inputs.start[f]; input < network.inputs.start[f + 1]; input++) {
          isReleasing[network.inputs.items[input]] = 1;
        }
      }
      coming += ordered[f];
    }
  }
}

/** O_j = max(0, F_j − Σ b·P_f[t] + (S_j − IP_j)/adjust_j): replace what is regularly used and close the gap. */
function orderOf(model: Model, { adjust, lead }: Parameters, state: State, j: number): number {
  const { inflows, licenceOf } = model.network;
  const { scheduled, forecast, expectedShare, underReview, byproductArrivals } = state;
  const need = forecast[j];
  const target = scheduled.target[j];
  let delay = 0;
  for (let i = inflows.start[j]; i < inflows.start[j + 1]; i++) {
    const f = inflows.items[i];
    const review = underReview[f] ? scheduled.review[licenceOf[f]] : 0;
    delay += expectedShare[f] * (lead[f] + review);
  }
  const keep = Number.isNaN(target) ? need * scheduled.cover[j] : target;
  const orderUpTo = keep + need * delay;
  const gap = orderUpTo - inventoryPosition(model, state, j);
  return Math.max(0, need - byproductArrivals[j] + gap / adjust[j]);
}

/** IP_j: on hand, plus all that is under way to it, less what it owes. */
function inventoryPosition(model: Model, state: State, j: number): number {
  const { deliveries, demandsOn } = model.network;
  let position = state.onHand[j];
  for (let i = deliveries.start[j]; i < deliveries.start[j + 1]; i++)
    position += underWay(model, state, deliveries.items[i]);
  for (let i = demandsOn.start[j]; i < demandsOn.start[j + 1]; i++) position -= state.backlog[demandsOn.items[i]];
  return position;
}
