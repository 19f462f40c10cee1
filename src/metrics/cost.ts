/** What deliveries cost. */
import type { Run } from '../simulation/record.ts';
import { sumColumn } from './column.ts';

/** Total cost Σ cost_f·x_f, and by stockpile the mean cost of what was delivered into it (null: nothing was). */
export function costMetrics({ model, started, cost }: Run): { totalCost: number; unitCost: (number | null)[] } {
  const { network } = model;
  const delivered = new Float64Array(network.stockpiles);
  const spent = new Float64Array(network.stockpiles);
  let totalCost = 0;
  for (let f = 0; f < network.flows; f++) {
    const quantity = sumColumn(started, network.flows, f);
    const j = network.to[f] as number;
    delivered[j] = (delivered[j] as number) + quantity;
    spent[j] = (spent[j] as number) + (cost[f] as number) * quantity;
    totalCost += (cost[f] as number) * quantity;
  }
  return {
    totalCost,
    unitCost: Array.from(delivered, (quantity, j) => (quantity === 0 ? null : (spent[j] as number) / quantity)),
  };
}
