// Dates and quantities as people write them, on the calendar of a plan.

import type { OracleScenario, Quantity, Schedule } from '../input.ts';
import { dateOf, dayOf } from '../network.ts';
import type { CalendarPlan, SchedulePlan } from './plans.ts';

/** Days of the units that durations are written in. */
export const DAYS_OF: Record<string, number> = { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 };

/** 3 significant digits, as people write numbers. */
export function ordinary(value: number): number {
  return Number(value.toPrecision(3));
}

export class Writer {
  readonly start: number;
  readonly delta: number;
  private readonly plan: CalendarPlan;
  private readonly days: number[];

  constructor(plan: CalendarPlan) {
    this.plan = plan;
    this.start = dayOf(plan.start);
    this.delta = plan.delta;
    this.days = [
      0,
      -1,
      ...plan.dates.map((date) => Math.floor((date.permille * plan.steps) / 1000) * this.delta + date.days),
    ];
  }

  calendar(): Pick<OracleScenario, 'start' | 'horizon' | 'end' | 'step' | 'disruption'> {
    const { plan } = this;
    const days = plan.steps * this.delta - Math.min(plan.unfinished, this.delta - 1);
    const made: Pick<OracleScenario, 'start' | 'horizon' | 'end' | 'step' | 'disruption'> = { start: plan.start };
    if (plan.horizonAs === 'end') made.end = dateOf(this.start + days);
    else made.horizon = plan.horizonAs === 'weeks' && days % 7 === 0 ? `${days / 7} weeks` : `${days} days`;
    if (this.delta !== 7) made.step = `${this.delta} days`;
    if (plan.disruption !== undefined) {
      const { permille, days: later } = plan.disruption;
      made.disruption = dateOf(this.start + Math.floor((permille * plan.steps) / 1000) * this.delta + later);
    }
    return made;
  }

  /** A date of the pool. */
  date(position: number): string {
    return dateOf(this.start + (this.days[position % this.days.length] as number));
  }

  schedule<T>(plan: SchedulePlan<T>, write: (value: T) => Quantity): Schedule {
    if (plan.changes.length === 0) return write(plan.first);
    const dated = new Map([[dateOf(this.start - plan.since), write(plan.first)]]);
    for (const change of plan.changes) dated.set(this.date(change.date), write(change.value));
    return Object.fromEntries([...dated].sort(([a], [b]) => dayOf(a) - dayOf(b)));
  }

  duration(steps: number, style: number): string {
    const days = steps * this.delta;
    if (style % 4 === 1 && days >= 7) return `${ordinary(days / 7)} weeks`;
    if (style % 4 === 2 && days >= 30) return `${ordinary(days / (365.25 / 12))} months`;
    if (style % 4 === 3 && days >= 100) return `${ordinary(days / 365.25)} years`;
    return `${ordinary(days)} days`;
  }

  mass(tonnes: number, style: number): string {
    if (style % 3 === 1 && tonnes < 1000) return `${ordinary(tonnes * 1000)} kg`;
    if (style % 3 === 2 && tonnes >= 10) return `${ordinary(tonnes / 1000)} kt`;
    return `${ordinary(tonnes)} t`;
  }

  rate(tonnesPerDay: number, style: number): string {
    if (style % 5 === 1) return `${ordinary(tonnesPerDay * 1000)} kg/day`;
    if (style % 5 === 2) return `${ordinary(tonnesPerDay * 365.25)} t/year`;
    if (style % 5 === 3 && tonnesPerDay > 1) return `${ordinary(tonnesPerDay * 0.36525)} kt/year`;
    if (style % 5 === 4) return `${ordinary((tonnesPerDay * 365.25) / 12)} t/month`;
    return `${ordinary(tonnesPerDay * 7)} t/week`;
  }
}
