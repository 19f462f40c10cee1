/** Prices: of markets, as demands take them in, and of the capacity that they open (model.md, 3a, 5 and 8). */
import type { Model, Parameters } from '../model/network.ts';
import { openPart } from '../model/opening.ts';
import { realPower } from '../quantity/exp-log.ts';
import { inventoryPosition } from './orders.ts';
import { limitBounds, split } from './split.ts';
import type { State } from './state.ts';
import { waitingFor } from './waiting.ts';

/**
 * 3a. π_m goes towards the index at which need, with the elasticity of use and outside supply together, would equal what
 * is in hand and expected over the outlook.
 */
export function prices(model: Model, parameters: Parameters, state: State): void {
  const { network } = model;
  const { scarcity, outlook, ceiling, priceAdjust } = parameters;
  const { price, unpricedForecast, pricedNeed, priced, lesserTrust, trustedSupply, trustedBefore } = state;
  if (network.markets === 0) return;
  for (let f = 0; f < network.flows; f++) lesserTrust[f] = Math.min(trustedSupply[f], trustedBefore[f]);
  const bounds = { limit: state.outlookLimit, trusted: lesserTrust };
  const { members, pricedAt } = network;
  for (let m = 0; m < network.markets; m++) {
    outlookLimits(model, state, outlook[m]);
    pricedNeed.set(state.forecast);
    for (let i = members.start[m]; i < members.start[m + 1]; i++) {
      pricedNeed[members.items[i]] = unpricedForecast[members.items[i]];
    }
    limitBounds(model, state, pricedNeed, bounds);
    for (let i = pricedAt.start[m]; i < pricedAt.start[m + 1]; i++) {
      const j = pricedAt.items[i];
      split(model, parameters, state, j, pricedNeed[j], priced, bounds);
    }
    let there = 0;
    let needed = 0;
    for (let i = members.start[m]; i < members.start[m + 1]; i++) {
      const j = members.items[i];
      there +=
        inventoryPosition(model, state, j) -
        waitingFor(model, state, j) +
        outlook[m] * comingTo(model, parameters, state, j);
      needed += unpricedForecast[j];
    }
    there = Math.max(0, there);
    needed *= outlook[m];
    const clearing = there >= needed ? 1 : Math.min(ceiling[m], realPower(there / needed, -1 / scarcity[m]));
    price[m] += (clearing - price[m]) / priceAdjust[m];
  }
}

/** L of each licence: what is left of its quota and what its next periods bring within the outlook, a step. */
function outlookLimits(
  { network, quotas }: Model,
  { t, scheduled, quota, outlookLimit }: State,
  outlook: number,
): void {
  for (let l = 0; l < network.licences; l++) {
    const wait = quotas === undefined ? 1 : quotas.untilNext[t * network.licences + l];
    outlookLimit[l] = (quota[l] + scheduled.limit[l] * Math.max(0, outlook - wait)) / outlook;
  }
}

/** Σ (e_f + τ_f) of its ordinary inflows and, of those that bring it as a by-product, Σ b·(e_f + τ_f), a step. */
function comingTo(
  { network }: Model,
  { byproductPerUnit }: Parameters,
  { expected, switched }: State,
  j: number,
): number {
  const { inflows, bringers, byproductOwner, isRelease } = network;
  let coming = 0;
  for (let i = inflows.start[j]; i < inflows.start[j + 1]; i++) {
    const f = inflows.items[i];
    coming += expected[f] + switched[f];
  }
  for (let i = bringers.start[j]; i < bringers.start[j + 1]; i++) {
    const byproduct = bringers.items[i];
    const f = byproductOwner[byproduct];
    if (!isRelease[f]) coming += byproductPerUnit[byproduct] * (expected[f] + switched[f]);
  }
  return coming;
}

/** 5. D°_k answers to the price as the demand has taken it in: D_k = D°_k·max(least_k, ρ_k^(−ε_k)). */
export function answeredDemand(
  { network }: Model,
  { elasticity, answers, least }: Parameters,
  { price, takenInPrice }: State,
  k: number,
  due: number,
): number {
  const m = network.marketOf[network.drawsFrom[k]];
  if (m < 0 || Number.isNaN(elasticity[k])) return due;
  takenInPrice[k] += (price[m] - takenInPrice[k]) / answers[k];
  return due * Math.max(least[k], realPower(takenInPrice[k], -elasticity[k]));
}

/** 8. ω_f of flows that a price opens goes towards what it opens now. */
export function openings({ network }: Model, parameters: Parameters, { price, opened }: State): void {
  const { opensFrom, opensFully, opensWithin } = parameters;
  if (network.markets === 0) return;
  for (let f = 0; f < network.flows; f++) {
    const m = network.opensIn[f];
    if (m < 0) continue;
    opened[f] += (openPart(price[m], opensFrom[f], opensFully[f]) - opened[f]) / opensWithin[f];
  }
}

/** cap_f: the scheduled capacity, as far as a price has opened it. */
export function capacities({ network }: Model, { scheduled, capacity, opened }: State): void {
  for (let f = 0; f < network.flows; f++) {
    capacity[f] = network.opensIn[f] < 0 ? scheduled.capacity[f] : scheduled.capacity[f] * opened[f];
  }
}
