/** How long a demand holds out and how soon it recovers (time to survive, time to recover: Simchi-Levi et al. 2014). */
import { stepOf } from '../calendar.ts';
import type { Run } from '../simulation/record.ts';

/** A step is short if its shortfall exceeds this share of demand. */
const SHORT = 1e-6;

export interface ResilienceMetrics {
  /** Days from the disruption to the first short step at or after it; null if it survives the horizon. */
  readonly timeToSurvive: number | null;
  /** Days from that step to the first later one from which none is short; 0 if it survives; null if not recovered. */
  readonly timeToRecover: number | null;
  /** Number of maximal runs of short steps. */
  readonly spells: number;
  /** Days of the longest run. */
  readonly longestSpell: number;
}

/** Whether the demand at position k is short at step t. */
export function isShort({ model, demand, shortfall }: Run, k: number, t: number): boolean {
  const place = t * model.network.demands + k;
  return shortfall[place] > SHORT * demand[place];
}

/** Resilience of the demand at position k. */
export function resilienceMetrics(run: Run, k: number): ResilienceMetrics {
  const { start, stepDays, steps, scenario } = run.model;
  const from = stepOf(scenario.disruption, start, stepDays);
  let first: number | undefined;
  let last = -1;
  let spells = 0;
  let length = 0;
  let longest = 0;
  for (let t = 0; t < steps; t++) {
    if (!isShort(run, k, t)) {
      length = 0;
      continue;
    }
    if (length === 0) spells++;
    length++;
    longest = Math.max(longest, length);
    last = t;
    if (first === undefined && t >= from) first = t;
  }
  return {
    timeToSurvive: first === undefined ? null : start + first * stepDays - scenario.disruption,
    timeToRecover: first === undefined ? 0 : last === steps - 1 ? null : (last + 1 - first) * stepDays,
    spells,
    longestSpell: longest * stepDays,
  };
}
