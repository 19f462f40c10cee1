/** Phases 5 and 6 of a step: who asks a stockpile for how much, and who gets it when it falls short (model.md, 5, 6). */
import type { Model, Parameters } from '../model/network.ts';
import type { State } from './state.ts';

/** 5. Flows ask for what they want and their inputs can bear; demands for what is due, stretched if they conserve. */
export function requests(
  { network }: Model,
  { inputPerUnit, conserve }: Parameters,
  state: State,
  noise: Float64Array,
): void {
  const { scheduled, onHand, forecast, backlog, wanted, requested, regularNeed } = state;
  const { start, items } = network.inputs;
  for (let f = 0; f < network.flows; f++) {
    const from = start[f];
    const end = start[f + 1];
    let quantity = wanted[f];
    if (end - from > 1) {
      for (let i = from; i < end; i++) quantity = Math.min(quantity, onHand[items[i]] / inputPerUnit[i]);
    }
    requested[f] = quantity;
    const regularly = Math.min(quantity, network.isRelease[f] ? wanted[f] : regularNeed[f]);
    for (let i = from; i < end; i++) {
      state.inputRequest[i] = inputPerUnit[i] * quantity;
      state.inputRegular[i] = inputPerUnit[i] * regularly;
    }
  }
  for (let k = 0; k < network.demands; k++) {
    const j = network.drawsFrom[k];
    const due = scheduled.demand[k] * noise[k];
    const threshold = conserve[k];
    const need = forecast[j];
    const stretch = threshold > 0 && need > 0 ? Math.min(1, onHand[j] / need / threshold) : 1;
    state.demand[k] = due;
    state.demandRequest[k] = (due + backlog[k]) * stretch;
    state.demandRegular[k] = due * stretch;
  }
}

/** 6. Tier by tier: granted whole while it fits; then regular requests first, then the rest, each by one fraction. */
export function rationing({ network }: Model, state: State): void {
  const { claims, tiers } = network;
  for (let j = 0; j < network.stockpiles; j++) {
    let left = state.onHand[j];
    let from = claims.start[j];
    for (let tier = tiers.start[j]; tier < tiers.start[j + 1]; tier++) {
      const end = tiers.items[tier];
      left = rationTier(claims.items, from, end, left, state);
      from = end;
    }
  }
}

/** Serves one tier from what is left; returns what it leaves. */
function rationTier(claims: Int32Array, from: number, end: number, left: number, state: State): number {
  const { inputRequest, inputRegular, inputGranted, demandRequest, demandRegular, served } = state;
  let requested = 0;
  let regularly = 0;
  for (let i = from; i < end; i++) {
    const claim = claims[i];
    requested += claim >= 0 ? inputRequest[claim] : demandRequest[-1 - claim];
    regularly += claim >= 0 ? inputRegular[claim] : demandRegular[-1 - claim];
  }
  const fits = requested <= left;
  const regularFraction = fits || regularly <= left ? 1 : left / regularly;
  const restFraction = fits ? 1 : regularly < left ? (left - regularly) / (requested - regularly) : 0;
  for (let i = from; i < end; i++) {
    const claim = claims[i];
    const request = claim >= 0 ? inputRequest[claim] : demandRequest[-1 - claim];
    const part = claim >= 0 ? inputRegular[claim] : demandRegular[-1 - claim];
    const granted = fits ? request : part * regularFraction + (request - part) * restFraction;
    if (claim >= 0) inputGranted[claim] = granted;
    else served[-1 - claim] = granted;
  }
  return fits ? left - requested : 0;
}
