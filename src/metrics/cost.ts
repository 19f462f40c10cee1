/** What deliveries cost. */
import type { Model } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';

/** By flow and lane, Σ cost_f(t)·x_f; steps are to be added in their order. */
export function spending(
  { network, plan }: Model,
  lanes: number,
): { begin(): void; add(run: Run, t: number): void; result(shipped: Float64Array): Float64Array } {
  const { layout, changing } = plan;
  const dated = Array.from(changing, (slot) => slot - layout.cost).filter((f) => f >= 0 && f < network.flows);
  const width = network.flows * lanes;
  const spent = new Float64Array(width);
  let cost = new Float64Array(width);
  return {
    begin: () => void spent.fill(0),
    add(run, t) {
      const row = (t % run.steps) * width;
      if (t === 0) cost = run.cost.slice(row, row + width);
      for (const f of dated) {
        for (let place = f * lanes; place < (f + 1) * lanes; place++) {
          spent[place] += run.cost[row + place] * run.shipped[row + place];
        }
      }
    },
    /** What costs the same at every step is multiplied once, by what was shipped in all. */
    result(shipped) {
      const isDated = new Set(dated);
      return spent.map((sum, place) => (isDated.has(Math.floor(place / lanes)) ? sum : cost[place] * shipped[place]));
    },
  };
}

/**
 * By lane: total cost Σ cost_f·x_f; and by stockpile and lane the mean cost of what was shipped into it (NaN: nothing
 * was). `paid` (Σ cost_f·x_f) and `shipped` (Σx_f) are by flow and lane. `currency` is USD where any flow gives its cost in
 * money, else empty: costs are then relative.
 */
export function costMetrics({ network, scenario }: Model, lanes: number, paid: Float64Array, shipped: Float64Array) {
  const received = new Float64Array(network.stockpiles * lanes);
  const spent = new Float64Array(network.stockpiles * lanes);
  const totalCost = new Float64Array(lanes);
  for (let f = 0; f < network.flows; f++) {
    for (let lane = 0; lane < lanes; lane++) {
      const place = network.to[f] * lanes + lane;
      received[place] += shipped[f * lanes + lane];
      spent[place] += paid[f * lanes + lane];
      totalCost[lane] += paid[f * lanes + lane];
    }
  }
  const isMoney = scenario.flows.some(({ cost }) => cost.some(({ value }) => value?.dimension?.has('money')));
  return {
    totalCost,
    unitCost: spent.map((amount, place) => (received[place] === 0 ? Number.NaN : amount / received[place])),
    currency: isMoney ? 'USD' : '',
  };
}
