/** The outputs of a check that matter to a reader: what the subject of a scenario lacked when it was committed, and lacks now. */
import type { Summary } from '../metrics/summary.ts';
import { lookupOf, type Measured, type Results } from './results.ts';
import { subjectsOf } from './subject.ts';

/** One number of the subject, then and now. */
export interface SubjectOutcome {
  /** Path of the metric. */
  readonly path: string;
  /** The name of the user. */
  readonly who: string;
  readonly name: 'shortage' | 'want' | 'time_to_survive';
  readonly statistic: Measured['statistic'];
  /** The unit that amounts are shown in. */
  readonly unit: Results['model']['scenario']['stockpiles'][number]['unit'];
  /** In tonnes or pieces, a share, or days; ∞ is a time that never comes. Undefined: the baseline has no such number. */
  readonly old: number | undefined;
  readonly now: number;
}

/** The outcomes of the first subject; with an ensemble on both sides over it, else of the central runs. */
export function subjectOutcomes(results: Results, baseline: Summary): SubjectOutcome[] {
  const { scenario, network } = results.model;
  const position = scenario.demands.findIndex(({ id }) => id === subjectsOf(results)[0]);
  if (position < 0) return [];
  const { id, title } = scenario.demands[position];
  const isEnsemble = results.ensemble !== undefined && baseline.ensemble !== undefined;
  const { mean, time } = lookupOf(isEnsemble ? results : { metrics: results.metrics });
  return (['shortage', 'want', 'time_to_survive'] as const).flatMap((name): SubjectOutcome[] => {
    const path = `demands.${id}.${name}`;
    const isTime = name === 'time_to_survive';
    const found = isTime ? time(path) : mean(path);
    if (found === undefined) return [];
    const held = isEnsemble ? baseline.ensemble?.metrics[path]?.[isTime ? 'p50' : 'mean'] : baseline.metrics[path];
    const old = typeof held === 'number' ? held : held === null && isTime ? Number.POSITIVE_INFINITY : undefined;
    const unit = scenario.stockpiles[network.drawsFrom[position]].unit;
    return [{ ...{ path, who: title, name, unit, old }, statistic: found.statistic, now: found.value }];
  });
}
