/**
 * Every number is finite, or there is no result: what is too large to reckon with is told with where and when it first
 * came up. What has no value by definition is NaN in series that may have none and in metrics that are times or shares.
 */

import type { Issue, Outcome } from '../issue.ts';
import { outcome } from '../issue.ts';
import type { Model } from '../model/network.ts';
import { formatDate } from '../quantity/calendar.ts';
import type { Run } from '../simulation/record.ts';
import type { Block } from '../simulation/replicates.ts';
import { simulateCentral } from '../simulation/simulate.ts';
import { placeOf } from './column.ts';
import type { Band } from './ensemble-types.ts';
import { isAlways, type Measure, type Metric, type MetricColumn, metricColumns, metricsIn } from './measures.ts';
import { seriesPath, type Variable, variablesOf } from './series.ts';

/** A run and its metrics. */
export interface MeasuredRun {
  readonly run: Run;
  readonly columns: readonly MetricColumn[];
}

/**
 * The central run of which every recorded number and every metric is finite; what is not comes as issues. Values of
 * assumptions may be `set` by position.
 */
export function centralRun(model: Model, set?: ReadonlyMap<number, number>): Outcome<MeasuredRun> {
  const run = simulateCentral(model, set);
  if (!run.ok) return run;
  const variables = certainOf(model).filter((one) => !isSound(run.value, one));
  for (let t = 0; t < model.steps && variables.length > 0; t++) {
    const issues = stepFaults(run.value, variables, t, () => '');
    if (issues.length > 0) return outcome<MeasuredRun>(undefined, issues);
  }
  const columns = metricColumns(run.value);
  const issues = columns.flatMap(({ path, measure, values: [value] }) =>
    isFault({ measure, value }) ? [metricFault(model, path, value, '')] : [],
  );
  return outcome({ run: run.value, columns }, [...run.issues, ...issues]);
}

/** Of metrics as they are told, null where they have no value: those that are not finite. */
export function metricFaults(model: Model, metrics: readonly Metric[]): Issue[] {
  return metrics.flatMap(({ path, value }) =>
    typeof value === 'number' && !Number.isFinite(value) ? [metricFault(model, path, value, '')] : [],
  );
}

/**
 * Of `count` replicates from `first`, whose `metrics` lie one metric after the other: none where all are finite; else what
 * went wrong first in each entity, found by running them `again`.
 */
export function replicateFaults(
  model: Model,
  { metrics, first: from, count }: { readonly metrics: Float64Array; readonly first: number; readonly count: number },
  again: () => Iterable<Outcome<Block>>,
  isDrawn: boolean,
): Issue[] {
  const names = metricsIn(model);
  const place = firstFault(names, metrics, count);
  if (place === undefined) return [];
  const inReplicate = (replicate: number) => (isDrawn ? ` in replicate ${replicate}` : '');
  const variables = certainOf(model);
  for (const block of again()) {
    if (!block.ok) return [...block.issues];
    const { run, steps, first } = block.value;
    for (const t of steps) {
      const issues = stepFaults(run, variables, t, (lane) => inReplicate(first + lane));
      if (issues.length > 0) return issues;
    }
  }
  return [
    metricFault(model, names[Math.floor(place / count)].path, metrics[place], inReplicate(from + (place % count))),
  ];
}

/** Where a metric first has a number that can't be. */
function firstFault(
  names: readonly Pick<Metric, 'measure'>[],
  metrics: Float64Array,
  count: number,
): number | undefined {
  for (const [m, { measure }] of names.entries()) {
    for (let place = m * count; place < (m + 1) * count; place++) {
      if (isFault({ measure, value: metrics[place] })) return place;
    }
  }
  return undefined;
}

/** Of bands of series that always have a value, the first step at which one has none. */
export function bandFaults(model: Model, bands: readonly Band[]): Issue[] {
  const certain = new Set(certainOf(model).map(({ variable }) => variable));
  for (let t = 0; t < model.steps; t++) {
    const issues = bands
      .filter(({ variable, mean }) => certain.has(variable) && !Number.isFinite(mean[t]))
      .map((band) => fault(model, seriesPath(band), band.mean[t], t, ' in some replicate'));
    if (issues.length > 0) return onePerEntity(issues);
  }
  return [];
}

/** What has no value while nothing is used, or nothing limited. */
const MAY_LACK: ReadonlySet<string> = new Set(['days_of_supply', 'quota_left']);

/** The variables that always have a value. */
function certainOf(model: Model): Variable[] {
  return variablesOf(model).filter(({ variable }) => !MAY_LACK.has(variable));
}

/** Whether all values of a variable are finite. */
function isSound(run: Run, { entities, members, column }: Variable): boolean {
  const all = column(run);
  const width = entities * run.lanes;
  return members.every(({ position }) => {
    for (let at = position * run.lanes; at < all.length; at += width) {
      for (let lane = 0; lane < run.lanes; lane++) if (!Number.isFinite(all[at + lane])) return false;
    }
    return true;
  });
}

function stepFaults(run: Run, variables: readonly Variable[], t: number, where: (lane: number) => string): Issue[] {
  const issues: Issue[] = [];
  for (const { kind, variable, entities, members, column } of variables) {
    const all = column(run);
    for (const { position, id } of members) {
      const from = placeOf(run, entities, t, position);
      for (let lane = 0; lane < run.lanes; lane++) {
        const value = all[from + lane];
        if (Number.isFinite(value)) continue;
        issues.push(fault(run.model, seriesPath({ kind, id, variable }), value, t, where(lane)));
      }
    }
  }
  return onePerEntity(issues);
}

function isFault({ measure, value }: { readonly measure: Measure; readonly value: number }): boolean {
  return Number.isNaN(value) ? isAlways(measure) : !Number.isFinite(value);
}

function metricFault(model: Model, path: string, value: number, where: string): Issue {
  return fault(model, path, value, model.steps, where);
}

function fault({ start, stepDays }: Model, path: string, value: number, t: number, where: string): Issue {
  const [section, id] = path.split('.');
  return {
    ...{ severity: 'error', code: 'not-finite', path: id === undefined ? [section] : [section, id] },
    expected: 'a number that can be reckoned with',
    found: `${path} = ${value} on ${formatDate(start + t * stepDays)}${where}`,
    remedy: 'Look for a quantity that is far too large, or far too small, in what it is made from.',
  };
}

/** An overflow spreads to all that is reckoned from it: of each entity the first is told. */
function onePerEntity(issues: readonly Issue[]): Issue[] {
  const first = new Map<string, Issue>();
  for (const issue of issues) {
    const entity = issue.path.join('.');
    if (!first.has(entity)) first.set(entity, issue);
  }
  return [...first.values()];
}
