/** Phase 3 of a step: what each stockpile orders, and from whom (model.md, 3). */
import type { Model, Parameters } from '../model/network.ts';
import { releases, underWay } from './releases.ts';
import { limitBounds, split } from './split.ts';
import type { State } from './state.ts';
import { keepOrders, waitingFor } from './waiting.ts';

/** At most this share of F_j counts as nothing expected to come. */
const NOTHING = 1e-9;

/** Fills n, λ, O and o. Releases come first: they may keep the reserve that they draw on from ordering. */
export function orders(model: Model, parameters: Parameters, state: State): void {
  const { network } = model;
  const { forecast, regularNeed, order, ordered, isReleasing } = state;
  const bounds = { limit: state.quota, trusted: state.trustedSupply };
  if (!parameters.sharesAreConstant || state.t === 0) shares(model, state);
  limitBounds(model, state, forecast, bounds);
  for (let j = 0; j < network.stockpiles; j++) split(model, parameters, state, j, forecast[j], regularNeed, bounds);
  expectedShares(model, state);
  releases(model, parameters, state);
  for (let j = 0; j < network.stockpiles; j++) {
    const quantity = orderOf(model, parameters, state, j);
    order[j] = isReleasing[j] ? 0 : quantity;
  }
  limitBounds(model, state, order, bounds);
  for (let j = 0; j < network.stockpiles; j++) {
    const spill = split(model, parameters, state, j, order[j], ordered, bounds);
    if (state.hasWaiting) keepOrders(model, state, j, spill);
  }
}

/** σ_f = share_f(t)/Σ share(t) over the ordinary inflows of a stockpile; 0 where all shares are. */
export function shares(
  { network }: Pick<Model, 'network'>,
  { scheduled, sigma }: Pick<State, 'scheduled' | 'sigma'>,
): void {
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

/** O_j = max(0, F_j − Σ b·P_f[t] + (S_j − IP_j)/adjust_j): replace what is regularly used and close the gap. */
function orderOf(model: Model, { adjust }: Parameters, state: State, j: number): number {
  const { inflows, licenceOf } = model.network;
  const { scheduled, forecast, expectedShare, underReview, byproductArrivals, orderUpTo } = state;
  const need = forecast[j];
  const target = scheduled.target[j];
  let delay = 0;
  for (let i = inflows.start[j]; i < inflows.start[j + 1]; i++) {
    const f = inflows.items[i];
    const review = underReview[f] ? scheduled.review[licenceOf[f]] : 0;
    delay += expectedShare[f] * (scheduled.lead[f] + review);
  }
  const keep = Number.isNaN(target) ? need * scheduled.cover[j] : target;
  orderUpTo[j] = keep + need * delay;
  const gap = orderUpTo[j] - inventoryPosition(model, state, j);
  return Math.max(0, need - byproductArrivals[j] + gap / adjust[j]);
}

/** IP_j: on hand, plus all that is under way to it, less what it owes to demands and to orders that wait at it. */
export function inventoryPosition(model: Model, state: State, j: number): number {
  const { deliveries, demandsOn, takers, inputOwner } = model.network;
  let position = state.onHand[j];
  for (let i = deliveries.start[j]; i < deliveries.start[j + 1]; i++)
    position += underWay(model, state, deliveries.items[i]);
  position += waitingFor(model, state, j);
  for (let i = demandsOn.start[j]; i < demandsOn.start[j + 1]; i++) position -= state.backlog[demandsOn.items[i]];
  if (!state.hasWaiting) return position;
  for (let i = takers.start[j]; i < takers.start[j + 1]; i++) {
    const input = takers.items[i];
    position -= state.scheduled.inputPerUnit[input] * state.waiting[inputOwner[input]];
  }
  return position;
}
