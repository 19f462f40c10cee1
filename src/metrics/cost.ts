/** What deliveries cost. */
import type { Run } from '../simulation/record.ts';
import { perLane, sumColumn } from './column.ts';

/**
 * By lane: total cost Σ cost_f·x_f, and by stockpile the mean cost of what was delivered into it (NaN: nothing was).
 * `currency` is USD where any flow gives its cost in money, else empty: costs are then relative.
 */
export function costMetrics(run: Run) {
  const { network, scenario } = run.model;
  const { started, cost, lanes } = run;
  const delivered = new Float64Array(network.stockpiles * lanes);
  const spent = new Float64Array(network.stockpiles * lanes);
  const totalCost = new Float64Array(lanes);
  for (let f = 0; f < network.flows; f++) {
    const quantity = sumColumn(run, started, network.flows, f);
    for (let lane = 0; lane < lanes; lane++) {
      const place = network.to[f] * lanes + lane;
      const paid = cost[f * lanes + lane] * quantity[lane];
      delivered[place] += quantity[lane];
      spent[place] += paid;
      totalCost[lane] += paid;
    }
  }
  const meanCost = (place: number) => (delivered[place] === 0 ? Number.NaN : spent[place] / delivered[place]);
  return {
    totalCost,
    unitCost: Array.from({ length: network.stockpiles }, (_, j) =>
      perLane(lanes, (lane) => meanCost(j * lanes + lane)),
    ),
    currency: scenario.flows.some((flow) => flow.cost.dimension?.has('money')) ? 'USD' : '',
  };
}
