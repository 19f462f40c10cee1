/** When the quotas of licences are renewed (model.md, 2). */
import { stepOf } from '../quantity/calendar.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Licence } from '../scenario/supply-network.ts';

/** By step and licence, that of licence l at step t at `t · licences + l`. */
export interface Quotas {
  /** How long the period is that begins at the step, in steps; 0 where none begins. A limit without a period has 1. */
  readonly begins: Float64Array;
  /** 1 where what is left of the period before counts as nothing: at the first step of a phase. */
  readonly isFirst: Uint8Array;
  /** Steps until the next period begins. */
  readonly untilNext: Float64Array;
}

/** The quotas of a scenario; undefined where every limit renews each step. */
export function quotasOf({ licences, start, steps, stepDays }: Scenario): Quotas | undefined {
  if (licences.every(({ phases }) => phases.every(({ per }) => per === undefined))) return undefined;
  const quotas: Quotas = {
    begins: new Float64Array(steps * licences.length).fill(1),
    isFirst: new Uint8Array(steps * licences.length),
    untilNext: new Float64Array(steps * licences.length).fill(1),
  };
  for (const [l, { phases }] of licences.entries()) {
    for (const [position, phase] of phases.entries()) {
      const after = phases[position + 1];
      const end = after === undefined ? Number.POSITIVE_INFINITY : stepOf(after.from, start, stepDays);
      placePeriods(quotas, phase, end, { start, steps, stepDays }, (t) => t * licences.length + l);
    }
  }
  return quotas;
}

/** Periods begin at the first step of their phase, and at the first one dated on or after its date and i times `per`. */
function placePeriods(
  { begins, isFirst, untilNext }: Quotas,
  { from, per }: Licence['phases'][number],
  end: number,
  { start, steps, stepDays }: Pick<Scenario, 'start' | 'steps' | 'stepDays'>,
  at: (t: number) => number,
): void {
  if (per === undefined) return;
  const first = stepOf(from, start, stepDays);
  for (let i = Math.max(0, Math.floor((start - from) / per)), begin = first; begin < Math.min(end, steps); ) {
    let next = begin;
    while (next <= begin) next = stepOf(from + ++i * per, start, stepDays);
    next = Math.min(next, end);
    for (let t = begin; t < Math.min(next, steps); t++) {
      begins[at(t)] = t === begin ? per / stepDays : 0;
      isFirst[at(t)] = t === first ? 1 : 0;
      untilNext[at(t)] = next - t;
    }
    begin = next;
  }
}
