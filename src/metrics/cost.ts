/** What deliveries cost. */
import type { Run } from '../simulation/record.ts';
import { sumColumn } from './column.ts';

/**
 * Total cost Σ cost_f·x_f, and by stockpile the mean cost of what was delivered into it (null: nothing was).
 * `currency` is USD where any flow gives its cost in money, else empty: costs are then relative.
 */
export function costMetrics({ model, started, cost }: Run) {
  const { network, scenario } = model;
  const delivered = new Float64Array(network.stockpiles);
  const spent = new Float64Array(network.stockpiles);
  let totalCost = 0;
  for (let f = 0; f < network.flows; f++) {
    const quantity = sumColumn(started, network.flows, f);
    const j = network.to[f];
    delivered[j] += quantity;
    spent[j] += cost[f] * quantity;
    totalCost += cost[f] * quantity;
  }
  return {
    totalCost,
    unitCost: Array.from(delivered, (quantity, j) => (quantity === 0 ? null : spent[j] / quantity)),
    currency: scenario.flows.some((flow) => flow.cost.dimension?.has('money')) ? 'USD' : '',
  };
}
