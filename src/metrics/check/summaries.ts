/** A summary held against that of a baseline: dates, metrics, and what the ensembles come to. */
import { DAYS_PER_YEAR } from '../../quantity/calendar.ts';
import type { EnsembleTold, Summary } from '../summary.ts';
import { daysBetween } from './columns.ts';
import type { Difference } from './difference.ts';
import { excessOf, isWithin, type Tolerance, type ToleranceTable, toleranceText } from './tolerance.ts';

type Value = number | string | null;
type Statistics = Readonly<Record<string, Value>>;

const DATES = ['start', 'end', 'step_days', 'steps', 'disruption'] as const;
const DAYS: Readonly<Record<(typeof DATES)[number], string>> = {
  ...{ start: '', end: '', disruption: '', step_days: 'days', steps: 'steps' },
};

/** Whether the replicates of two summaries have the same draws. */
export function hasSameDraws(old: Summary, now: Summary): boolean {
  return (
    old.seed === now.seed &&
    old.ensemble?.runs === now.ensemble?.runs &&
    old.ensemble?.sampling === now.ensemble?.sampling
  );
}

/** Every difference of the central runs. `unitOf` gives the unit that a metric has today. */
export function compareSummaries(
  old: Summary,
  now: Summary,
  tolerances: ToleranceTable,
  unitOf: (path: string) => string,
): Difference[] {
  const differences: Difference[] = DATES.filter((key) => old[key] !== now[key]).map((key) => ({
    ...{ kind: 'dates', of: 'dates', name: key, entity: '', unit: DAYS[key], old: old[key], now: now[key] },
    ...{ by: differenceOf(old[key], now[key]), size: null },
  }));
  for (const path of namesOf(old.metrics, now.metrics)) {
    const about = { of: 'metric', name: path, entity: entityOf(path), unit: unitOf(path) } as const;
    const [was, is] = [old.metrics[path], now.metrics[path]];
    const difference = compareOne(about, was, is, tolerances.of(path));
    if (difference !== undefined) differences.push(difference);
    const [before, after] = [old.units?.[path], now.units?.[path]];
    if (was === undefined || is === undefined || before === after) continue;
    const told = { old: before ?? 't, days or none', now: after ?? unitOf(path) };
    differences.push({ ...about, kind: 'unit', ...told, by: null, size: null });
  }
  return differences;
}

/**
 * Every difference of two ensembles. With the same draws all numbers are compared; with others means and
 * probabilities alone, by the tolerance of ensembles.
 */
export function compareEnsembles(
  old: Summary,
  now: Summary,
  tolerances: ToleranceTable,
  unitOf: (path: string) => string,
): Difference[] {
  if (old.ensemble === undefined || now.ensemble === undefined) return [];
  const isSame = hasSameDraws(old, now);
  const differences: Difference[] = [];
  const note = (difference: Difference | undefined) => {
    if (difference !== undefined) differences.push(difference);
  };
  for (const path of namesOf(old.ensemble.metrics, now.ensemble.metrics)) {
    const was: Statistics = { null_share: 0, ...old.ensemble.metrics[path] };
    const is: Statistics = { null_share: 0, ...now.ensemble.metrics[path] };
    const unit = unitOf(path);
    const about = (statistic: string) => ({
      ...{ of: 'ensemble' as const, name: `${statistic}(${path})`, entity: entityOf(path) },
      unit: statistic === 'null_share' ? '' : unit,
    });
    if (isSame) {
      for (const name of namesOf(was, is)) note(compareOne(about(name), was[name], is[name], tolerances.of(path)));
      continue;
    }
    const means = [was['mean'], is['mean']] as const;
    if (typeof means[0] === 'number' && typeof means[1] === 'number') {
      const errors = [Number(was['standard_error']), Number(is['standard_error'])] as const;
      note(compareOne(about('mean'), means[0], means[1], tolerances.ensembles, errors, tolerances.of(path)));
    }
    const shares = [Number(was['null_share']), Number(is['null_share'])] as const;
    note(ofShares(about('null_share'), shares, old.ensemble, now.ensemble, tolerances));
  }
  for (const demand of namesOf(old.ensemble.ever_short, now.ensemble.ever_short)) {
    const entity = `demands.${demand}`;
    const about = { of: 'ensemble' as const, name: `ever_short(${entity})`, entity, unit: '' };
    const [was, is] = [old.ensemble.ever_short[demand], now.ensemble.ever_short[demand]];
    if (isSame || was === undefined || is === undefined) note(compareOne(about, was, is, tolerances.of(about.name)));
    else note(ofShares(about, [was, is], old.ensemble, now.ensemble, tolerances));
  }
  return differences;
}

function ofShares(
  about: Pick<Difference, 'of' | 'name' | 'entity' | 'unit'>,
  [was, is]: readonly [number, number],
  old: EnsembleTold,
  now: EnsembleTold,
  tolerances: ToleranceTable,
): Difference | undefined {
  const error = (share: number, runs: number) => Math.sqrt((share * (1 - share)) / runs);
  return compareOne(
    about,
    was,
    is,
    tolerances.ensembles,
    [error(was, old.runs), error(is, now.runs)],
    tolerances.of(''),
  );
}

/**
 * The difference of two values, undefined where there is none; within `alternative` there is none either. The size of
 * what a date moved is told as a share of a year.
 */
function compareOne(
  about: Pick<Difference, 'of' | 'name' | 'entity' | 'unit'>,
  old: Value | undefined,
  now: Value | undefined,
  tolerance: Tolerance,
  errors?: readonly [number, number],
  alternative?: Tolerance,
): Difference | undefined {
  const nothing = { by: null, size: null };
  if (old === undefined && now === undefined) return undefined;
  if (old === undefined) return { ...about, kind: 'new', old: null, now: tell(now), ...nothing };
  if (now === undefined) return { ...about, kind: 'lost', old: tell(old), now: null, ...nothing };
  if (old === null && now === null) return undefined;
  const by = differenceOf(old, now);
  if (by === null || !Number.isFinite(by)) {
    return { ...about, kind: 'no number', old: tell(old), now: tell(now), ...nothing };
  }
  const isDate = typeof old === 'string';
  const [from, to] = isDate ? [0, by] : [old as number, now as number];
  // A share of a date means nothing: it stands still, or it moves.
  const ofDates = (one: Tolerance): Tolerance =>
    isDate && one.kind === 'relative' ? { kind: 'absolute', amount: 0 } : one;
  if (isWithin(ofDates(tolerance), from, to, errors)) return undefined;
  if (alternative !== undefined && isWithin(ofDates(alternative), from, to)) return undefined;
  const magnitude = isDate ? DAYS_PER_YEAR : Math.max(Math.abs(from), Math.abs(to));
  const excess = (one: Tolerance) => excessOf(one, by, magnitude, errors);
  const wider = alternative !== undefined && excess(alternative) < excess(tolerance) ? alternative : tolerance;
  return {
    ...{ ...about, kind: 'moved', old, now, by, size: Math.abs(by) / magnitude, excess: excess(wider) },
    tolerance: toleranceText(ofDates(wider), isDate ? 'days' : about.unit),
  };
}

/** now − old, of dates in days; null where there is no such thing. */
function differenceOf(old: Value, now: Value): number | null {
  if (typeof old === 'number' && typeof now === 'number') return now - old;
  return typeof old === 'string' && typeof now === 'string' ? daysBetween(old, now) : null;
}

function tell(value: Value | undefined): Value {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && !Number.isFinite(value) ? 'not a number' : value;
}

/** Names of either, those of today first. */
function namesOf(old: object, now: object): string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(old)])];
}

function entityOf(path: string): string {
  return path.split('.').slice(0, 2).join('.');
}
