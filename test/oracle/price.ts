// Step 3a of the model: the price of each market.

import { type Flow, get, type Licence, type Market, type Network, sum } from './network.ts';
import { position, type Split, split } from './orders.ts';
import { stepsToNextPeriod } from './quota.ts';
import { ordinaryInflows, type State } from './start.ts';
import type { Step } from './step.ts';

/** Moves the price of every market by a step. */
export function prices(network: Network, state: State, now: Step): void {
  for (const m of network.markets) {
    const price = get(state.price, m.id);
    state.price.set(m.id, price + (priceInTheEnd(network, state, now, m) - price) / m.adjust);
  }
}

/** π* of the model: the price at which need over the outlook would equal what there is. */
export function priceInTheEnd(network: Network, state: State, now: Step, m: Market): number {
  const supply = split(network, state, now, {
    quantity: (j) => need(state, m, j),
    limit: (licence) => limitOverOutlook(network, state, now, m, licence),
    trust: (f) => Math.min(get(state.flows, f.id).trust, get(state.flows, f.id).trustBefore),
  });
  const has = Math.max(0, sum(m.of.map((j) => available(network, state, now, m, j, supply))));
  const needs = m.outlook * sum(m.of.map((j) => get(state.stockpiles, j).forecastAtOldPrice));
  if (has >= needs) return 1;
  if (has === 0) return m.ceiling;
  return Math.min(m.ceiling, (has / needs) ** (-1 / m.elasticity));
}

// F° for members of this market, F for the rest.
function need(state: State, m: Market, j: string): number {
  const { forecast, forecastAtOldPrice } = get(state.stockpiles, j);
  return m.of.includes(j) ? forecastAtOldPrice : forecast;
}

// What is in hand at a member and expected over the outlook.
function available(network: Network, state: State, now: Step, m: Market, j: string, supply: Split): number {
  const waiting = sum(network.flows.filter((f) => f.to === j).map((f) => get(state.flows, f.id).waiting));
  const comes = (f: Flow) => (supply.expected.get(f.id) ?? 0) + (supply.switched.get(f.id) ?? 0);
  const main = sum(ordinaryInflows(network, j).map(comes));
  const byproducts = sum(network.flows.map((f) => (f.byproducts.get(j) ?? 0) * comes(f)));
  return position(network, state, now, j) - waiting + m.outlook * (main + byproducts);
}

// What is left of this period and what the next bring, a step.
function limitOverOutlook(network: Network, state: State, now: Step, m: Market, licence: Licence): number | undefined {
  const limit = licence.limit.at(now.t);
  if (limit === undefined) return undefined;
  const later = Math.max(0, m.outlook - stepsToNextPeriod(network, licence, now.t));
  return (get(state.quota, licence.id) + limit * network.delta * later) / m.outlook;
}
