/** Phases 5 and 6 of a step: who asks a stockpile for how much, and who gets it when it falls short (model.md, 5, 6). */
import type { Model, Parameters } from '../model/network.ts';
import { answeredDemand } from './price.ts';
import type { State } from './state.ts';

/** 5. Flows ask for what they want and their inputs can bear; demands for what is due, stretched if they conserve. */
export function requests(model: Model, parameters: Parameters, state: State, noise: Float64Array): void {
  const { network } = model;
  const { conserve } = parameters;
  const { scheduled, onHand, forecast, floors, backlog, wanted, requested, regularNeed } = state;
  const { inputPerUnit } = scheduled;
  const { start, items } = network.inputs;
  for (let f = 0; f < network.flows; f++) {
    const from = start[f];
    const end = start[f + 1];
    let quantity = wanted[f];
    if (end - from > 1) {
      for (let i = from; i < end; i++) {
        const usable = Math.max(0, onHand[items[i]] - floors[network.tierOfInput[i]]);
        quantity = Math.min(quantity, usable / inputPerUnit[i]);
      }
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
    const full = scheduled.demand[k] * noise[k];
    const due = answeredDemand(model, parameters, state, k, full);
    const threshold = conserve[k];
    const need = forecast[j];
    const usable = Math.max(0, onHand[j] - floors[network.tierOfDemand[k]]);
    const stretch = threshold > 0 && need > 0 ? Math.min(1, usable / need / threshold) : 1;
    state.fullDemand[k] = full;
    state.demand[k] = due;
    state.demandRequest[k] = (due + backlog[k]) * stretch;
    state.demandRegular[k] = due * stretch;
  }
}

/** 6. Tier by tier, of what is left above its floor: granted whole while it fits; then regular requests first, then the rest, each by one fraction. */
export function rationing({ network }: Model, state: State): void {
  const { claims, tiers } = network;
  for (let j = 0; j < network.stockpiles; j++) {
    let left = state.onHand[j];
    let from = claims.start[j];
    for (let tier = tiers.start[j]; tier < tiers.start[j + 1]; tier++) {
      const end = tiers.items[tier];
      left = rationTier(claims.items, from, end, left, state.floors[tier], state);
      from = end;
    }
  }
}

/** Serves one tier from what is left above its floor; returns what it leaves. */
function rationTier(claims: Int32Array, from: number, end: number, left: number, floor: number, state: State): number {
  const { inputRequest, inputRegular, inputGranted, demandRequest, demandRegular, served } = state;
  let requested = 0;
  let regularly = 0;
  for (let i = from; i < end; i++) {
    const claim = claims[i];
    requested += claim >= 0 ? inputRequest[claim] : demandRequest[-1 - claim];
    regularly += claim >= 0 ? inputRegular[claim] : demandRegular[-1 - claim];
  }
  const usable = Math.max(0, left - floor);
  const fits = requested <= usable;
  const regularFraction = fits || regularly <= usable ? 1 : usable / regularly;
  const restFraction = fits ? 1 : regularly < usable ? (usable - regularly) / (requested - regularly) : 0;
  for (let i = from; i < end; i++) {
    const claim = claims[i];
    const request = claim >= 0 ? inputRequest[claim] : demandRequest[-1 - claim];
    const part = claim >= 0 ? inputRegular[claim] : demandRegular[-1 - claim];
    const granted = fits ? request : part * regularFraction + (request - part) * restFraction;
    if (claim >= 0) inputGranted[claim] = granted;
    else served[-1 - claim] = granted;
  }
  return fits ? left - requested : Math.min(left, floor);
}
