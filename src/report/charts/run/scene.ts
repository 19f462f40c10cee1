/** What every chart looks things up in: the series and metrics by name, and where a day stands on the page. */

import type { EnsembleSummary } from '../../../metrics/ensemble-types.ts';
import type { Metric } from '../../../metrics/measures.ts';
import type { Series, SeriesKind } from '../../../metrics/series.ts';
import type { Model } from '../../../model/network.ts';
import { type Day, parseDate } from '../../../quantity/calendar.ts';
import { type EnsembleScene, ensembleSceneOf } from './ensemble-scene.ts';
import { type Scheduled, scheduledOf } from './scheduled.ts';

/** A central run as the charts need it, and the ensemble around it if there is one; `dates` has one ISO date a step. */
export interface ChartInput {
  readonly model: Model;
  readonly dates: readonly string[];
  readonly series: readonly Series[];
  readonly metrics: readonly Metric[];
  readonly ensemble?: EnsembleSummary | undefined;
}

export interface Scene {
  readonly model: Model;
  readonly scheduled: Scheduled;
  readonly steps: number;
  readonly start: Day;
  /** The day after the last step. */
  readonly end: Day;
  /** The day on which step t begins; step `steps` is the end. */
  readonly dayOf: (t: number) => Day;
  /** The values of a variable, in tonnes, pieces or days. */
  readonly values: (kind: SeriesKind, id: string, variable: string) => Float64Array;
  readonly metric: (path: string) => number | string | null;
  readonly ensemble: EnsembleScene | undefined;
}

export function sceneOf({ model, dates, series, metrics, ensemble }: ChartInput): Scene {
  const byName = new Map(series.map((one) => [`${one.kind}/${one.id}/${one.variable}`, one.values]));
  const byPath = new Map(metrics.map(({ path, value }) => [path, value]));
  const start = parseDate(dates[0] ?? '') ?? model.start;
  const steps = dates.length;
  return {
    model,
    scheduled: scheduledOf(model),
    steps,
    start,
    end: start + steps * model.stepDays,
    dayOf: (t) => start + t * model.stepDays,
    values: (kind, id, variable) => {
      const values = byName.get(`${kind}/${id}/${variable}`);
      if (values === undefined) throw new Error(`no series ${variable} of ${kind} ${id}`);
      return values;
    },
    metric: (path) => byPath.get(path) ?? null,
    ensemble: ensemble && ensembleSceneOf(ensemble),
  };
}
