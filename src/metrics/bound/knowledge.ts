/** What it is worth to know earlier: the bound for one who learns at several dates all that is to come. */
import type { Scenario } from '../../model/network.ts';
import { type Day, stepOf } from '../../quantity/calendar.ts';
import { type BoundQuestion, leastMissed } from './bound.ts';
import type { Solver } from './linear-programme.ts';
import type { Reference } from './reference.ts';

/** The bound of each part, in the order of the parts, for one who learns everything on a day. */
export interface Knowledge {
  readonly day: Day;
  /** Days before the disruption. */
  readonly ahead: number;
  readonly bounds: readonly number[];
}

/** A quarter of a year: how long before the disruption a warning comes. */
const WARNING = 91;
/** Later dates than the disruption, at most. */
const MOST = 6;

/** Dates worth asking about: a quarter before the disruption, and later dates at which licences or events change. */
export function datesOfNews({ start, stepDays, steps, disruption, licences, events }: Scenario): Day[] {
  const end = start + steps * stepDays;
  const later = [
    ...licences.flatMap(({ phases }) => phases.map(({ from }) => from)),
    ...events.map(({ date }) => date),
  ];
  const news = [...new Set(later)].filter((day) => day > disruption && day < end).sort((a, b) => a - b);
  return [...(disruption - WARNING >= start ? [disruption - WARNING] : []), ...news.slice(0, MOST)];
}

/** The bounds for one who learns on each of the days; each costs one solve a part. */
export function worthOfWarning(reference: Reference, question: BoundQuestion, solver: Solver): Knowledge[] {
  const { scenario, start, stepDays } = reference.model;
  return datesOfNews(scenario).map((day) => {
    const begin = stepOf(day, start, stepDays);
    const bounds = leastMissed(reference, { ...question, begin }, solver).map(({ bound }) => bound);
    return { day, ahead: scenario.disruption - day, bounds };
  });
}
