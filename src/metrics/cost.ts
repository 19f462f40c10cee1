/** What deliveries cost. */
import type { Model } from '../model/network.ts';

/**
 * By lane: total cost Σ cost_f·x_f; and by stockpile and lane the mean cost of what was shipped into it (NaN: nothing
 * was). `cost` and `shipped` (Σx_f) are by flow and lane. `currency` is USD where any flow gives its cost in money,
 * else empty: costs are then relative.
 */
export function costMetrics({ network, scenario }: Model, lanes: number, cost: Float64Array, shipped: Float64Array) {
  const received = new Float64Array(network.stockpiles * lanes);
  const spent = new Float64Array(network.stockpiles * lanes);
  const totalCost = new Float64Array(lanes);
  for (let f = 0; f < network.flows; f++) {
    for (let lane = 0; lane < lanes; lane++) {
      const place = network.to[f] * lanes + lane;
      const quantity = shipped[f * lanes + lane];
      const paid = cost[f * lanes + lane] * quantity;
      received[place] += quantity;
      spent[place] += paid;
      totalCost[lane] += paid;
    }
  }
  return {
    totalCost,
    unitCost: spent.map((amount, place) => (received[place] === 0 ? Number.NaN : amount / received[place])),
    currency: scenario.flows.some((flow) => flow.cost.dimension?.has('money')) ? 'USD' : '',
  };
}
