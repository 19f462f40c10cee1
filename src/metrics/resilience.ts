/** How long a demand holds out and how soon it recovers (time to survive, time to recover: Simchi-Levi et al. 2014). */
import { stepOf } from '../calendar.ts';
import type { Run } from '../simulation/record.ts';
import { eachPlace, perLane } from './column.ts';

/** A step is short if its shortfall exceeds this share of demand. */
const SHORT = 1e-6;

/** By lane; NaN is null. */
export interface ResilienceMetrics {
  /** Days from the disruption to the first short step at or after it; null if it survives the horizon. */
  readonly timeToSurvive: Float64Array;
  /** Days from that step to the first later one from which none is short; 0 if it survives; null if not recovered. */
  readonly timeToRecover: Float64Array;
  /** Number of maximal runs of short steps. */
  readonly spells: Float64Array;
  /** Days of the longest run. */
  readonly longestSpell: Float64Array;
}

/** Whether the demand at a place of the record of demands is short. */
export function isShort({ demand, shortfall }: Run, place: number): boolean {
  return shortfall[place] > SHORT * demand[place];
}

/** Resilience of the demand at position k. */
export function resilienceMetrics(run: Run, k: number): ResilienceMetrics {
  const { lanes, model } = run;
  const { start, stepDays, steps, scenario, network } = model;
  const from = stepOf(scenario.disruption, start, stepDays);
  const first = new Float64Array(lanes).fill(Number.NaN);
  const last = new Float64Array(lanes).fill(-1);
  const spells = new Float64Array(lanes);
  const length = new Float64Array(lanes);
  const longest = new Float64Array(lanes);
  eachPlace(run, network.demands, k, (place, lane, t) => {
    if (!isShort(run, place)) {
      length[lane] = 0;
      return;
    }
    if (length[lane] === 0) spells[lane]++;
    length[lane]++;
    longest[lane] = Math.max(longest[lane], length[lane]);
    last[lane] = t;
    if (Number.isNaN(first[lane]) && t >= from) first[lane] = t;
  });
  const recovery = (lane: number) => {
    if (Number.isNaN(first[lane])) return 0;
    return last[lane] === steps - 1 ? Number.NaN : (last[lane] + 1 - first[lane]) * stepDays;
  };
  return {
    timeToSurvive: first.map((t) => start + t * stepDays - scenario.disruption),
    timeToRecover: perLane(lanes, recovery),
    spells,
    longestSpell: longest.map((most) => most * stepDays),
  };
}
