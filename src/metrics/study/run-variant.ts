/** One scenario under a chance: of a single replicate the central run, else all that the crew gives. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { type Banded, bandedSeries } from '../ensemble/banded.ts';
import { ensembleOf, ensembleTasks } from '../ensemble/ensemble.ts';
import type { Executor } from '../ensemble/executor.ts';
import { gatherRows, joinRows, rowTasks } from '../ensemble/rows.ts';
import { type Rows, type Task, wantedOf } from '../ensemble/tasks.ts';
import type { Band } from '../ensemble-types.ts';
import { centralRun, type MeasuredRun } from '../finite.ts';
import { type SeriesName, seriesOf } from '../series.ts';
import { comparedIn, type Sample, sampleOf } from './sample.ts';

/** Metrics of every replicate, or of the central run where `runs` is 1. With `metrics` these alone, by their places. */
export async function replicateRows(
  model: Model,
  { runs }: Chance,
  crew: () => Executor,
  metrics?: readonly number[],
): Promise<Outcome<Rows>> {
  if (runs > 1) return gatherRows(crew(), runs, metrics);
  const run = centralRun(model);
  return run.ok ? outcome(centralRows(run.value, metrics), []) : run;
}

/** The metrics of a central run, or some of them, as rows of one replicate. */
function centralRows({ columns }: MeasuredRun, metrics?: readonly number[]): Rows {
  const all = Float64Array.from(columns, ({ values: [value] }) => value);
  const rows = { first: 0, count: 1, values: new Float64Array(0), metrics: all };
  return metrics ? wantedOf(rows, { metrics }) : rows;
}

/** The replicates of one model, to be compared with a base; of a single one the central run. */
export async function runVariant(
  model: Model,
  chance: Chance,
  crewFor: (model: Model) => Executor,
  hasSeries: boolean,
  progress: (share: number) => void,
  base?: Sample,
): Promise<Outcome<Sample>> {
  if (chance.runs === 1 && hasSeries) return centralSample(model, base);
  const metrics = comparedIn(model);
  if (!hasSeries) {
    const rows = await replicateRows(model, chance, () => crewFor(model), metrics);
    return rows.ok ? outcome(sampleOf(model, rows.value, [], base), []) : rows;
  }
  const parts: Rows[] = [];
  const rows = (part: Rows) => void parts.push(wantedOf(part, { metrics }));
  const ensemble = await ensembleOf(model, chance, crewFor(model), { progress, rows, banded: shortfallsIn(model) });
  return ensemble.ok ? outcome(sampleOf(model, joinRows(parts), ensemble.value.bands, base), []) : ensemble;
}

/** The tasks of runVariant under a chance of several runs. */
export function variantTasks(model: Model, { runs }: Chance, hasSeries: boolean): Task[] {
  return hasSeries
    ? ensembleTasks(model, runs, shortfallsIn(model), { whole: runs, encoded: 0 })
    : rowTasks(runs, { metrics: comparedIn(model) });
}

function shortfallsIn(model: Model): Banded[] {
  return bandedSeries(model).filter(isShortfall);
}

function isShortfall({ kind, variable }: SeriesName): boolean {
  return kind === 'demand' && variable === 'shortfall';
}

function centralSample(model: Model, base: Sample | undefined): Outcome<Sample> {
  const run = centralRun(model);
  if (!run.ok) return run;
  const series = seriesOf(run.value.run).filter(isShortfall);
  const bands = series.map(
    ({ values, kind, id, variable, unit }): Band => ({
      ...{ kind, id, variable, unit, mean: values },
      ...{ p05: values, p25: values, p50: values, p75: values, p95: values },
    }),
  );
  return outcome(sampleOf(model, centralRows(run.value, comparedIn(model)), bands, base), []);
}
