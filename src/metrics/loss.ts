/** What is lost with what is not made, and what users would have paid for what a price makes them go without. */
import type { Model } from '../model/network.ts';
import { placeOf, positionsOf } from './column.ts';
import type { DiscountedMetering } from './discount.ts';

/** By demand and lane, discounted; undefined where a file gives no means for it. */
export interface LossMetrics {
  /** Σδ·worth_k·shortfall/uses; of what is backordered, δ(N)·worth_k·(what waits at the end)/uses. */
  readonly loss: readonly (Float64Array | undefined)[];
  /** Σδ·price_j·(1 + ρ_k)/2·(D° − D). */
  readonly forgoneValue: readonly (Float64Array | undefined)[];
}

export function lossMetrics(model: Model, lanes: number): DiscountedMetering<LossMetrics> {
  const { network, scenario } = model;
  const { drawsFrom, marketOf, isBackordered } = network;
  const valued = positionsOf(scenario.demands, ({ worth }) => worth !== undefined);
  const answering = positionsOf(scenario.demands, ({ elasticity, from }) => {
    return elasticity !== undefined && scenario.stockpiles.find(({ id }) => id === from)?.price !== undefined;
  });
  const row = () => new Float64Array(lanes);
  const loss = new Map(valued.map((k) => [k, row()]));
  const forgone = new Map(answering.map((k) => [k, row()]));
  /** ρ_k of those who answer to a price. */
  const takenIn = new Map(answering.map((k) => [k, row()]));
  return {
    begin() {
      for (const sum of [...loss.values(), ...forgone.values()]) sum.fill(0);
      for (const price of takenIn.values()) price.fill(1);
    },
    add(run, t, factors) {
      const { shortfall, uses, priceIndex } = run;
      const { money, answers } = run.parameters;
      for (const [k, lost] of loss) {
        if (isBackordered[k]) continue;
        const from = placeOf(run, network.demands, t, k);
        for (let lane = 0; lane < lanes; lane++) {
          const missing = shortfall[from + lane];
          if (missing > 0)
            lost[lane] += factors[lane] * money.worth[k * lanes + lane] * thingsOf(missing, uses[from + lane]);
        }
      }
      for (const [k, value] of forgone) {
        const price = takenIn.get(k) as Float64Array;
        const from = placeOf(run, network.demands, t, k);
        const market = placeOf(run, network.markets, t, marketOf[drawsFrom[k]]);
        for (let lane = 0; lane < lanes; lane++) {
          price[lane] += (priceIndex[market + lane] - price[lane]) / answers[k * lanes + lane];
          const before = money.price[drawsFrom[k] * lanes + lane];
          value[lane] += ((factors[lane] * before * (1 + price[lane])) / 2) * run.forgone[from + lane];
        }
      }
    },
    end(run, atEnd) {
      const { money } = run.parameters;
      for (const [k, lost] of loss) {
        if (!isBackordered[k]) continue;
        const from = placeOf(run, network.demands, run.model.steps - 1, k);
        for (let lane = 0; lane < lanes; lane++) {
          const waiting = run.backlog[from + lane];
          if (waiting > 0)
            lost[lane] = atEnd[lane] * money.worth[k * lanes + lane] * thingsOf(waiting, run.uses[from + lane]);
        }
      }
    },
    result: () => ({
      loss: scenario.demands.map((_, k) => loss.get(k)),
      forgoneValue: scenario.demands.map((_, k) => forgone.get(k)),
    }),
  };
}

/** How many things so much would make; where a demand counts none, the amount. */
function thingsOf(amount: number, uses: number): number {
  return Number.isNaN(uses) ? amount : amount / uses;
}
