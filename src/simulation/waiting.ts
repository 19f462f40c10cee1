/** Orders that wait at their source (model.md, 3 and 7): those of flows with `waits`. */
import type { Model } from '../model/network.ts';
import type { State } from './state.ts';

/** Whether the orders of a flow with `waits` may wait: it needs no licence, or one that lets all through unreviewed. */
export function mayWait({ network }: Model, { scheduled, underReview }: State, f: number): boolean {
  const l = network.licenceOf[f];
  return network.waits[f] === 1 && (l < 0 || (scheduled.allow[l] >= 1 && underReview[f] === 0));
}

/** Σ W_f of the flows into j, releases included. */
export function waitingFor({ network }: Model, { waiting, hasWaiting }: State, j: number): number {
  if (!hasWaiting) return 0;
  const { start, items } = network.deliveries;
  let sum = 0;
  for (let i = start[j]; i < start[j + 1]; i++) sum += waiting[items[i]];
  return sum;
}

/**
 * o_f = e_f + τ_f + (1 − θ_j)·(min(σ_f·O_j, q_f) − e_f) of the flows into j that wait, θ_j the part of the spill that
 * others take over: what capacity or trust keeps back stays ordered, unless others deliver it.
 */
export function keepOrders(model: Model, state: State, j: number, spill: number): void {
  const { start, items } = model.network.inflows;
  const { order, ordered, expected, switched, sigma, limitBound, mostWaiting } = state;
  let taken = 0;
  for (let i = start[j]; i < start[j + 1]; i++) taken += switched[items[i]];
  const kept = 1 - (spill > 0 ? taken / spill : 0);
  let full = 0;
  for (let i = start[j]; i < start[j + 1]; i++) {
    const f = items[i];
    if (!mayWait(model, state, f)) continue;
    if (full === 0) full = fullShelf(model, state, j);
    const meant = Math.min(sigma[f] * order[j], limitBound[f]);
    ordered[f] = expected[f] + switched[f] + kept * (meant - expected[f]);
    mostWaiting[f] = sigma[f] * full;
  }
}

/** S_j + F_j + Σ B_k + Σ a[g,j]·W_g: more than would fill j and serve whom it owes need not wait. */
function fullShelf({ network }: Model, state: State, j: number): number {
  const { demandsOn, takers, inputOwner } = network;
  let full = state.orderUpTo[j] + state.forecast[j];
  for (let i = demandsOn.start[j]; i < demandsOn.start[j + 1]; i++) full += state.backlog[demandsOn.items[i]];
  for (let i = takers.start[j]; i < takers.start[j + 1]; i++) {
    const input = takers.items[i];
    full += state.scheduled.inputPerUnit[input] * state.waiting[inputOwner[input]];
  }
  return full;
}

/** W_f = max(0, min(o_f + W_f, what would fill the shelf) − x_f); of a release max(0, o_f + W_f − x_f). */
export function wait(model: Model, state: State): void {
  if (!state.hasWaiting) return;
  const { flows, isRelease } = model.network;
  const { waiting, mostWaiting, ordered, shipped } = state;
  for (let f = 0; f < flows; f++) {
    if (!mayWait(model, state, f)) continue;
    const open = ordered[f] + waiting[f];
    waiting[f] = Math.max(0, (isRelease[f] ? open : Math.min(open, mostWaiting[f])) - shipped[f]);
  }
}
