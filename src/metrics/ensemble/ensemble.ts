/**
 * An ensemble put together from its parts. Its numbers follow from the model, the chance and what is asked alone: means
 * and odds are of all replicates, quantiles of metrics of up to 100,000, bands of the first ones; parts are merged in
 * the order of replicates, whoever did them.
 */

import { quantileFinder, quantiles } from '../../chance/quantiles.ts';
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { Band, EnsembleSummary, MetricStatistics } from '../ensemble-types.ts';
import { bandFaults } from '../finite.ts';
import { metricsIn } from '../measures.ts';
import { SHARE_SHORT } from '../shares-short.ts';
import { type Banded, bandedSeries } from './banded.ts';
import { type BandMaker, bandMaker } from './bands.ts';
import { branchFinder, type Grouped } from './branches.ts';
import { type Executor, inlineExecutor, inOrder } from './executor.ts';
import { bandRuns, quantileRuns, tasksOf } from './plan.ts';
import { standardError, type Tallied, tallyOf } from './tally.ts';
import { type Encoded, PROBABILITIES, type Rows, type Task } from './tasks.ts';

/** Bands are made in the turns of so many parts. */
const REDUCED_IN = 4;

/** What is told while an ensemble is at work, and what is asked of it. */
export interface Watch {
  /** So much of the work is done, from 0 to 1. */
  progress?(share: number): void;
  /** Rows in the order of replicates; the next wait until this is done. */
  rows?(rows: Rows): void | Promise<void>;
  /** The same as whoever does the parts encodes them. */
  encoded?(rows: Encoded): void | Promise<void>;
  /** The series that have bands; undefined: the usual. */
  readonly banded?: readonly Banded[];
}

/**
 * Runs an ensemble of `chance.runs` replicates. Numbers that draws make and that cannot be, such as a capacity below
 * 0, come back as issues that name the replicate; nothing is left out, and nothing cut off silently.
 */
export async function ensembleOf(
  model: Model,
  chance: Chance,
  crew: Executor = inlineExecutor(model, chance),
  { progress, rows: hear, encoded: write, banded = bandedSeries(model) }: Watch = {},
): Promise<Outcome<EnsembleSummary>> {
  const { runs } = chance;
  const { steps } = model;
  const metrics = metricsIn(model);
  const replicates = bandRuns(runs, banded.length, steps);
  const tasks = ensembleTasks(model, runs, banded, write !== undefined);
  const bands = bandMaker(banded, steps, replicates);
  const kept = quantileRuns(runs, metrics.length);
  const values = new Float64Array(metrics.length * kept);
  const tally = tallyOf(model, metrics, runs, kept);
  const finder = branchFinder(model, kept);
  // Bands are made while others run the parts that are left, and soon, since till then all their numbers are kept.
  const share = Math.ceil((banded.length * steps) / REDUCED_IN);
  let done = 0;
  const ran = await inOrder(crew, tasks, async ({ rows, moments, series, encoded }) => {
    tally.add({ rows, moments });
    if (series) bands.add(series);
    else bands.reduce(share);
    keep(values, kept, rows);
    finder.add(rows);
    if (encoded) await write?.(encoded);
    await hear?.(rows);
    done += rows.count;
    progress?.(done / runs);
  });
  if (!ran.ok) return ran;
  const tallied = tally.result();
  const { survival, convergence, expectations, everShort, asked } = tallied;
  const made = bands.result();
  // Before quantiles of all, which put the values that are kept in another order.
  const branchings = finder.find(groupedBy(model, metrics, { values, kept }, { bands, banded, replicates }));
  const summary: EnsembleSummary = {
    ...{ runs, seed: chance.seed, sampling: chance.sampling, bandRuns: replicates, quantileRuns: kept },
    bands: made.filter((_, n) => banded[n].isWritten),
    sharesShort: made.filter(({ variable }) => variable === SHARE_SHORT),
    drawn: made.filter(({ variable }, n) => !banded[n].isWritten && variable !== SHARE_SHORT),
    metrics: statisticsOf(metrics, tallied, values, runs),
    ...{ survival, convergence, expectations, everShort, asked, branchings },
  };
  return outcome(summary, bandFaults(model, summary.bands));
}

/** The tasks of ensembleOf. */
export function ensembleTasks(model: Model, runs: number, banded: readonly Banded[], isEncoded: boolean): Task[] {
  const { steps, scenario } = model;
  return tasksOf({
    ...{ runs, steps, columns: scenario.assumptions.length + metricsIn(model).length, isEncoded },
    series: { places: banded.map(({ place }) => place), replicates: bandRuns(runs, banded.length, steps) },
  });
}

/** Some of the replicates that are kept, and what they come to by themselves: of demands alone. */
function groupedBy(
  { scenario: { demands, stockpiles }, network }: Model,
  metrics: ReturnType<typeof metricsIn>,
  { values, kept }: { readonly values: Float64Array; readonly kept: number },
  series: { readonly bands: BandMaker; readonly banded: readonly Banded[]; readonly replicates: number },
): Grouped {
  const ofDemands = metrics.flatMap((metric, m) => (metric.path.startsWith('demands.') ? [{ metric, m }] : []));
  const placeOf = new Map(ofDemands.map(({ metric: { path }, m }) => [path, m]));
  const column = (path: string, members: Uint32Array) => {
    const from = (placeOf.get(path) as number) * kept;
    return Float64Array.from(members, (member) => values[from + member]);
  };
  const drawnOn = new Set(Array.from(network.drawsFrom, (j) => stockpiles[j].id));
  const drawn = series.banded.flatMap(({ kind, id, variable }, n) =>
    variable === SHARE_SHORT || (kind === 'stockpile' && variable === 'days_of_supply' && drawnOn.has(id)) ? [n] : [],
  );
  return {
    shortage: (k, members) => momentsAmong(column(`demands.${demands[k].id}.shortage`, members)),
    statistics: (members) => ofDemands.map(({ metric }) => statisticsAmong(metric, column(metric.path, members))),
    everShort: (members) =>
      demands.map(({ id }) => {
        const short = column(`demands.${id}.spells`, members).filter((spells) => spells > 0).length;
        return { demand: id, probability: short / members.length };
      }),
    bands: (members): Band[] => {
      const among = members.filter((member) => member < series.replicates);
      return among.length === 0 ? [] : drawn.map((n) => series.bands.among(n, among));
    },
  };
}

function momentsAmong(values: Float64Array): { readonly mean: number; readonly squares: number } {
  // Reckoned from the first of them: equal numbers have no spread.
  const [origin] = values;
  const mean = origin + values.reduce((sum, value) => sum + (value - origin), 0) / values.length;
  return { mean, squares: values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) };
}

/** As `statisticsOf`, of values in which a null is +∞. */
function statisticsAmong(
  { path, measure, unit }: ReturnType<typeof metricsIn>[number],
  values: Float64Array,
): MetricStatistics {
  const nulls = values.filter((value) => value === Number.POSITIVE_INFINITY).length;
  const hasMean = nulls === 0 && measure !== 'date';
  const { mean, squares } = momentsAmong(values);
  const [p05, p25, p50, p75, p95] = quantiles(values, 0, values.length, PROBABILITIES);
  return {
    ...{ path, measure, unit, p05, p25, p50, p75, p95 },
    mean: hasMean ? mean : null,
    standardError: hasMean ? standardError(squares, values.length) : null,
    nullShare: nulls / values.length,
  };
}

/** Keeps the metrics of rows among the first `kept` replicates; a null counts as more than any number. */
function keep(values: Float64Array, kept: number, { first, count, metrics }: Rows): void {
  const many = Math.min(count, kept - first);
  if (many <= 0) return;
  for (let m = 0; m * count < metrics.length; m++) {
    for (let n = 0; n < many; n++) {
      const value = metrics[m * count + n];
      values[m * kept + first + n] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    }
  }
}

function statisticsOf(
  metrics: ReturnType<typeof metricsIn>,
  { moments }: Tallied,
  values: Float64Array,
  runs: number,
): MetricStatistics[] {
  const kept = values.length / metrics.length;
  const find = quantileFinder(kept, PROBABILITIES);
  return metrics.map(({ path, measure, unit }, m) => {
    const [mean, squares, nulls] = [moments.mean[m], moments.squares[m], moments.nulls[m]];
    const hasMean = nulls === 0 && measure !== 'date';
    const [p05, p25, p50, p75, p95] = find(values, m * kept);
    return {
      ...{ path, measure, unit },
      mean: hasMean ? mean : null,
      standardError: hasMean ? standardError(squares, runs) : null,
      ...{ p05, p25, p50, p75, p95 },
      nullShare: nulls / runs,
    };
  });
}
