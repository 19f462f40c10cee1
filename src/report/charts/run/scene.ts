/** What every chart of a run looks things up in: series and metrics by name, users in their order, days of steps. */
import type { Results } from '../../../findings/results.ts';
import { type User, usersOf } from '../../../findings/users.ts';
import type { Answer } from '../../../metrics/answer.ts';
import type { EnsembleSummary } from '../../../metrics/ensemble-types.ts';
import type { Metric } from '../../../metrics/measures.ts';
import type { Series, SeriesKind } from '../../../metrics/series.ts';
import type { Model } from '../../../model/network.ts';
import { centralSchedules, type Scheduled, scheduledOf } from '../../../model/scheduled.ts';
import { type Day, parseDate } from '../../../quantity/calendar.ts';
import { stepStarts } from '../layout/point-table.ts';
import type { TimeSpan } from '../layout/time-axis.ts';
import { type EnsembleScene, ensembleSceneOf } from './ensemble-scene.ts';

/** A central run as the charts need it, and the ensemble around it if there is one; `dates` has one ISO date a step. */
export interface ChartInput {
  readonly model: Model;
  readonly dates: readonly string[];
  readonly series: readonly Series[];
  readonly metrics: readonly Metric[];
  readonly ensemble?: EnsembleSummary | undefined;
  /** The record of the central run; without it there is no picture of the network. */
  readonly run?: Answer['run'] | undefined;
}

export interface Scene extends TimeSpan {
  readonly model: Model;
  readonly scheduled: Scheduled;
  /** What becomes of each user, in the order in which all charts show them. */
  readonly users: readonly User[];
  readonly steps: number;
  /** The day on which step t begins; step `steps` is the end. */
  readonly dayOf: (t: number) => Day;
  /** The days on which steps begin, and the end. */
  readonly days: readonly Day[];
  /** The values of a variable, in tonnes, pieces or days. */
  readonly values: (kind: SeriesKind, id: string, variable: string) => Float64Array;
  readonly metric: (path: string) => number | string | null;
  readonly ensemble: EnsembleScene | undefined;
  readonly run: Answer['run'] | undefined;
  /** What was given, for findings. */
  readonly results: Results;
}

export function sceneOf(input: ChartInput): Scene {
  const { model, dates, series, metrics, ensemble, run } = input;
  const { stepDays } = model;
  const byName = new Map(series.map((one) => [`${one.kind}/${one.id}/${one.variable}`, one.values]));
  const byPath = new Map(metrics.map(({ path, value }) => [path, value]));
  const start = parseDate(dates[0] ?? '') ?? model.start;
  const steps = dates.length;
  return {
    ...{ model, steps, start, stepDays, end: start + steps * stepDays },
    scheduled: run ? scheduledOf(run.parameters) : centralSchedules(model),
    users: usersOf(input),
    dayOf: (t) => start + t * stepDays,
    days: stepStarts(start, steps, stepDays),
    values: (kind, id, variable) => {
      const values = byName.get(`${kind}/${id}/${variable}`);
      if (values === undefined) throw new Error(`no series ${variable} of ${kind} ${id}`);
      return values;
    },
    metric: (path) => byPath.get(path) ?? null,
    ensemble: ensemble && ensembleSceneOf(ensemble),
    run: run && { ...run, model },
    results: input,
  };
}

/** The position of a demand among those of the scenario. */
export function positionOf({ model }: Pick<Scene, 'model'>, demand: string): number {
  return model.scenario.demands.findIndex(({ id }) => id === demand);
}
