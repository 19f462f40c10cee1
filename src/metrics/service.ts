/** How well a demand is served: fill rate, shortage and its peak. */
import type { Model } from '../model/network.ts';
import { type Metering, perLane, placeOf } from './column.ts';

/** A step counts towards the peak if it comes this near to it. */
const AT_PEAK = 1e-9;

/** By lane. */
export interface ServiceMetrics {
  /** 1 − Σ shortfall/Σ D (type 2 service level, β service); 1 if nothing is demanded. */
  readonly fillRate: Float64Array;
  /** (Σ shortfall + Σ(D° − D))/Σ D°: the share of its need that it goes without; 0 if nothing is needed. */
  readonly want: Float64Array;
  /** Σ shortfall, tonnes or pieces. */
  readonly shortage: Float64Array;
  /** Σ shortfall/uses: things not made; undefined where the demand counts none. */
  readonly lostProducts: Float64Array | undefined;
  /** Σ(D° − D): what a price has made it go without; undefined where it answers to none. */
  readonly forgone: Float64Array | undefined;
  /** Σ served − Σ(D − shortfall), and B at the end; undefined where unmet demand is lost. */
  readonly servedLate: Float64Array | undefined;
  readonly waiting: Float64Array | undefined;
  /** The largest shortfall/D of any step. */
  readonly peakShortage: Float64Array;
  /** The first day within 1e-9 of the peak; NaN without a shortage. */
  readonly peakDay: Float64Array;
}

/** Service of the demand at position k. */
export function serviceMetrics(model: Model, lanes: number, k: number): Metering<ServiceMetrics> {
  const { start, stepDays, steps, network, scenario } = model;
  const needed = new Float64Array(lanes);
  const shortage = new Float64Array(lanes);
  const lostProducts = new Float64Array(lanes);
  const forgone = new Float64Array(lanes);
  const served = new Float64Array(lanes);
  const waiting = new Float64Array(lanes);
  const { uses: perThing, elasticity, backordered } = scenario.demands[k];
  const peakShortage = new Float64Array(lanes);
  /** Shortfall/D by step and lane, where there has been any. */
  let shares: Float64Array | undefined;
  return {
    begin() {
      for (const all of [needed, shortage, lostProducts, forgone, served, waiting, peakShortage, shares]) all?.fill(0);
    },
    add(run, t) {
      const { demand, shortfall, uses } = run;
      const row = placeOf(run, network.demands, t, k);
      for (let lane = 0; lane < lanes; lane++) {
        const asked = demand[row + lane];
        const missing = shortfall[row + lane];
        needed[lane] += asked;
        shortage[lane] += missing;
        if (!(missing > 0)) continue;
        lostProducts[lane] += missing / uses[row + lane];
        const share = asked > 0 ? missing / asked : 0;
        shares ??= new Float64Array(steps * lanes);
        shares[t * lanes + lane] = share;
        if (share > peakShortage[lane]) peakShortage[lane] = share;
      }
      if (elasticity !== undefined) {
        for (let lane = 0; lane < lanes; lane++) forgone[lane] += run.forgone[row + lane];
      }
      if (!backordered) return;
      for (let lane = 0; lane < lanes; lane++) {
        served[lane] += run.served[row + lane];
        waiting[lane] = run.backlog[row + lane];
      }
    },
    result: () => ({
      fillRate: perLane(lanes, (lane) => (needed[lane] === 0 ? 1 : 1 - shortage[lane] / needed[lane])),
      want: perLane(lanes, (lane) => {
        const all = needed[lane] + forgone[lane];
        return all === 0 ? 0 : (shortage[lane] + forgone[lane]) / all;
      }),
      shortage,
      lostProducts: perThing === undefined ? undefined : lostProducts,
      forgone: elasticity === undefined ? undefined : forgone,
      servedLate: backordered ? perLane(lanes, (lane) => served[lane] - (needed[lane] - shortage[lane])) : undefined,
      waiting: backordered ? waiting : undefined,
      peakShortage,
      peakDay: perLane(lanes, (lane) => {
        for (let t = 0; shares && peakShortage[lane] > 0 && t < steps; t++) {
          if (shares[t * lanes + lane] >= peakShortage[lane] - AT_PEAK) return start + t * stepDays;
        }
        return Number.NaN;
      }),
    }),
  };
}
