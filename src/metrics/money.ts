/** All metrics of money (model.md, Money): nothing in a run depends on them. */
import type { Model } from '../model/network.ts';
import type { FlowSums } from '../simulation/record.ts';
import type { Metering } from './column.ts';
import { type CostMetrics, costMetrics } from './cost.ts';
import { discounting } from './discount.ts';
import { type LossMetrics, lossMetrics } from './loss.ts';
import { unitCostMetrics } from './unit-cost.ts';

/** By lane; undefined where a file gives no means for it. */
export interface MoneyMetrics extends CostMetrics, LossMetrics {
  /** By stockpile and lane. */
  readonly unitCost: Float64Array | undefined;
  /** Σ_k of loss and forgone value. */
  readonly totalLoss: Float64Array | undefined;
  /** The four costs and the total loss. */
  readonly costAndLoss: Float64Array | undefined;
}

/** `totals` have what flows ship and receive in all steps. */
export function moneyMetrics(model: Model, lanes: number, totals: Metering<FlowSums>): Metering<MoneyMetrics> {
  const factorsAt = discounting(model, lanes);
  const [costs, losses, unitCost] = [
    costMetrics(model, lanes),
    lossMetrics(model, lanes),
    unitCostMetrics(model, lanes, totals),
  ];
  return {
    begin() {
      for (const one of [costs, losses, unitCost]) one?.begin();
    },
    add(run, t) {
      const factors = factorsAt(run, t);
      costs.add(run, t, factors);
      losses.add(run, t, factors);
      unitCost?.add(run, t);
      if (t < model.steps - 1) return;
      const atEnd = factorsAt(run, model.steps);
      costs.end(run, atEnd);
      losses.end(run, atEnd);
    },
    result() {
      const [spent, lost] = [costs.result(), losses.result()];
      const totalLoss = sumOf([...lost.loss, ...lost.forgoneValue]);
      const { supplyCost, holdingCost, capitalCost, stockCost } = spent;
      const costAndLoss = sumOf([supplyCost, holdingCost, capitalCost, stockCost, totalLoss]);
      return { ...spent, ...lost, totalLoss, costAndLoss, unitCost: unitCost?.result() };
    },
  };
}

/** The sum of the rows that there are. */
function sumOf(rows: readonly (Float64Array | undefined)[]): Float64Array | undefined {
  const present = rows.filter((row) => row !== undefined);
  return present[0]?.map((_, lane) => present.reduce((sum, row) => sum + row[lane], 0));
}
