/** How long a demand holds out and how soon it recovers (time to survive, time to recover: Simchi-Levi et al. 2014). */

import type { Model } from '../model/network.ts';
import { stepOf } from '../quantity/calendar.ts';
import { type Metering, measuredIn, perLane, placeOf } from './column.ts';

/** A step is short if its shortfall exceeds this share of demand. */
const SHORT = 1e-6;

/** By lane; NaN is null. */
export interface ResilienceMetrics {
  /** Days from the disruption to the first short step at or after it; null if it survives the horizon. */
  readonly timeToSurvive: Float64Array;
  /** Days from that step to the first later one from which none is short; 0 if it survives; null if not recovered. */
  readonly timeToRecover: Float64Array;
  /** Number of maximal runs of short steps, cut at the edges of what is measured. */
  readonly spells: Float64Array;
  /** Days of the longest run. */
  readonly longestSpell: Float64Array;
}

/** Resilience of the demand at position k. */
export function resilienceMetrics(model: Model, lanes: number, k: number): Metering<ResilienceMetrics> {
  const { start, stepDays, steps, scenario, network } = model;
  const from = stepOf(scenario.disruption, start, stepDays);
  const isMeasured = measuredIn(model);
  const first = new Float64Array(lanes);
  const last = new Float64Array(lanes);
  const spells = new Float64Array(lanes);
  const length = new Float64Array(lanes);
  const longest = new Float64Array(lanes);
  const recovery = (lane: number) => {
    if (Number.isNaN(first[lane])) return 0;
    return last[lane] === steps - 1 ? Number.NaN : (last[lane] + 1 - first[lane]) * stepDays;
  };
  return {
    begin() {
      first.fill(Number.NaN);
      last.fill(-1);
      for (const count of [spells, length, longest]) count.fill(0);
    },
    add(run, t) {
      const { demand, shortfall } = run;
      const row = placeOf(run, network.demands, t, k);
      const among = isMeasured(t);
      for (let lane = 0; lane < lanes; lane++) {
        if (!(shortfall[row + lane] > SHORT * demand[row + lane])) {
          length[lane] = 0;
          continue;
        }
        if (among) {
          if (length[lane] === 0) spells[lane]++;
          length[lane]++;
          if (length[lane] > longest[lane]) longest[lane] = length[lane];
        }
        last[lane] = t;
        if (Number.isNaN(first[lane]) && t >= from) first[lane] = t;
      }
    },
    result: () => ({
      timeToSurvive: first.map((t) => start + t * stepDays - scenario.disruption),
      timeToRecover: perLane(lanes, recovery),
      spells,
      longestSpell: longest.map((most) => most * stepDays),
    }),
  };
}
