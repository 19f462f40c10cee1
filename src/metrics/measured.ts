/** Which steps metrics are of (model.md, Metrics). */
import type { Model } from '../model/network.ts';

/** Whether a step is dated within what the scenario has measured: from the day it begins on, and before that of its end. */
export function measuring({ scenario: { measure }, start, stepDays }: Model): (t: number) => boolean {
  if (measure === undefined) return () => true;
  return (t) => measure.from <= start + t * stepDays && start + t * stepDays < measure.to;
}
