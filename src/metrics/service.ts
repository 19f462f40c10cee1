/** How well a demand is served: fill rate, shortage and its peak. */
import type { Run } from '../simulation/record.ts';
import { sumColumn } from './column.ts';

/** A step counts towards the peak if it comes this near to it. */
const AT_PEAK = 1e-9;

export interface ServiceMetrics {
  /** 1 − Σ shortfall/Σ D (type 2 service level, β service); 1 if nothing is demanded. */
  readonly fillRate: number;
  /** Σ shortfall, tonnes or pieces. */
  readonly shortage: number;
  /** Σ shortfall/uses: things not made; undefined where the demand counts none. */
  readonly lostProducts: number | undefined;
  /** The largest shortfall/D of any step. */
  readonly peakShortage: number;
  /** The first day within 1e-9 of the peak; null without a shortage. */
  readonly peakDay: number | null;
}

/** Service of the demand at position k. */
export function serviceMetrics(run: Run, k: number): ServiceMetrics {
  const { model, demand, shortfall, uses, steps } = run;
  const { demands } = model.network;
  const at = (array: Float64Array, t: number) => array[t * demands + k];
  const needed = sumColumn(demand, demands, k);
  const shortage = sumColumn(shortfall, demands, k);
  const ratio = (t: number) => (at(demand, t) > 0 ? at(shortfall, t) / at(demand, t) : 0);
  let peakShortage = 0;
  let lostProducts = 0;
  for (let t = 0; t < steps; t++) {
    peakShortage = Math.max(peakShortage, ratio(t));
    if (at(shortfall, t) > 0) lostProducts += at(shortfall, t) / at(uses, t);
  }
  let peakDay: number | null = null;
  for (let t = 0; peakShortage > 0 && peakDay === null && t < steps; t++) {
    if (ratio(t) >= peakShortage - AT_PEAK) peakDay = model.start + t * model.stepDays;
  }
  return {
    fillRate: needed === 0 ? 1 : 1 - shortage / needed,
    shortage,
    lostProducts: model.scenario.demands[k]?.uses === undefined ? undefined : lostProducts,
    peakShortage,
    peakDay,
  };
}
