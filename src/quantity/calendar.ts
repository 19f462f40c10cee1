/**
 * Dates, durations and steps. A day is a whole number counted from 1970-01-01, so that no clock and no time zone
 * can enter a result; durations are days, fractions allowed; a step is a whole number of days.
 */

/** A date as the number of days since 1970-01-01. */
export type Day = number;

/** Days in a year and in a twelfth of it, as model.md and mathjs count them. */
export const DAYS_PER_YEAR = 365.25;

/** Nothing is under way, under review or valid for longer, in days: 100 years. For each step of it a place is kept. */
export const LONGEST = 100 * DAYS_PER_YEAR;

const MILLISECONDS_PER_DAY = 86_400_000;

/** The day that an ISO date such as `2025-04-04` names, or undefined where it names none. */
export function parseDate(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MILLISECONDS_PER_DAY;
  return formatDate(day) === text ? day : undefined;
}

/** The ISO date of a day; a fraction of a day is dropped. */
export function formatDate(day: Day): string {
  return new Date(Math.floor(day) * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** N = ceil(horizon/Δ − 1e-9): the number of steps of `stepDays` that cover `horizonDays`. */
export function stepsCovering(horizonDays: number, stepDays: number): number {
  return Math.ceil(horizonDays / stepDays - 1e-9);
}

/** A duration in whole steps, rounded half up, at least one: lead, review and valid are counted so. */
export function wholeSteps(days: number, stepDays: number): number {
  return Math.max(1, Math.floor(days / stepDays + 0.5));
}

/** The first step whose date is not before `day`: the step at which a date takes effect. */
export function stepOf(day: Day, start: Day, stepDays: number): number {
  return Math.max(0, Math.ceil((day - start) / stepDays));
}
