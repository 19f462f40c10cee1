/** How well a demand is served: fill rate, shortage and its peak. */
import type { Run } from '../simulation/record.ts';
import { eachPlace, perLane } from './column.ts';

/** A step counts towards the peak if it comes this near to it. */
const AT_PEAK = 1e-9;

/** By lane. */
export interface ServiceMetrics {
  /** 1 − Σ shortfall/Σ D (type 2 service level, β service); 1 if nothing is demanded. */
  readonly fillRate: Float64Array;
  /** Σ shortfall, tonnes or pieces. */
  readonly shortage: Float64Array;
  /** Σ shortfall/uses: things not made; undefined where the demand counts none. */
  readonly lostProducts: Float64Array | undefined;
  /** The largest shortfall/D of any step. */
  readonly peakShortage: Float64Array;
  /** The first day within 1e-9 of the peak; NaN without a shortage. */
  readonly peakDay: Float64Array;
}

/** Service of the demand at position k. */
export function serviceMetrics(run: Run, k: number): ServiceMetrics {
  const { model, demand, shortfall, uses, lanes } = run;
  const { start, stepDays, network, scenario } = model;
  const needed = new Float64Array(lanes);
  const shortage = new Float64Array(lanes);
  const ratio = (place: number) => (demand[place] > 0 ? shortfall[place] / demand[place] : 0);
  const peakShortage = new Float64Array(lanes);
  const lostProducts = new Float64Array(lanes);
  eachPlace(run, network.demands, k, (place, lane) => {
    needed[lane] += demand[place];
    shortage[lane] += shortfall[place];
    peakShortage[lane] = Math.max(peakShortage[lane], ratio(place));
    if (shortfall[place] > 0) lostProducts[lane] += shortfall[place] / uses[place];
  });
  const peakDay = new Float64Array(lanes).fill(Number.NaN);
  eachPlace(run, network.demands, k, (place, lane, t) => {
    const isPeak = peakShortage[lane] > 0 && ratio(place) >= peakShortage[lane] - AT_PEAK;
    if (isPeak && Number.isNaN(peakDay[lane])) peakDay[lane] = start + t * stepDays;
  });
  return {
    fillRate: perLane(lanes, (lane) => (needed[lane] === 0 ? 1 : 1 - shortage[lane] / needed[lane])),
    shortage,
    lostProducts: scenario.demands[k]?.uses === undefined ? undefined : lostProducts,
    peakShortage,
    peakDay,
  };
}
