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
import { columnOf, type Encoded, PROBABILITIES, type Rows, type Task } from './tasks.ts';

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
  const tasks = ensembleTasks(model, runs, banded, { isWhole: hear !== undefined, isEncoded: write !== undefined });
  const kept = quantileRuns(runs, metrics.length);
  const values = keptRows();
  const tally = tallyOf(model, metrics, runs, kept);
  const finder = branchFinder(model, kept);
  const byBranch = finder.hasBands ? drawnByBranch(model, banded) : [];
  const bands = bandMaker(banded, steps, replicates, byBranch);
  // Bands are made while others run the parts that are left, and soon, since till then all their numbers are kept.
  const share = Math.ceil((banded.length * steps) / REDUCED_IN);
  let done = 0;
  const ran = await inOrder(crew, tasks, async ({ rows, moments, series, encoded }, task) => {
    const columns = tally.uses.map((metric, n) => columnOf(rows, task.metrics ? n : metric));
    tally.add(rows.count, columns, moments);
    for (const some of series ?? []) bands.add(some);
    if (!series) bands.reduce(share);
    if (rows.first < kept) {
      values.add(rows);
      finder.add(rows);
    }
    if (encoded) await write?.(encoded);
    await hear?.(rows);
    done += rows.count;
    progress?.(done / runs);
  });
  if (!ran.ok) return ran;
  const tallied = tally.result();
  const { survival, convergence, expectations, everShort, asked } = tallied;
  const made = bands.result();
  const branchings = finder.find(groupedBy(model, metrics, values, { bands, byBranch, replicates }));
  const summary: EnsembleSummary = {
    ...{ runs, seed: chance.seed, sampling: chance.sampling, bandRuns: replicates, quantileRuns: kept },
    bands: made.filter((_, n) => banded[n].isWritten),
    sharesShort: made.filter(({ variable }) => variable === SHARE_SHORT),
    drawn: made.filter(({ variable }, n) => !banded[n].isWritten && variable !== SHARE_SHORT),
    metrics: statisticsOf(metrics, tallied, values, kept, runs),
    ...{ survival, convergence, expectations, everShort, asked, branchings },
  };
  return outcome(summary, bandFaults(model, summary.bands));
}

/** The tasks of ensembleOf; whole rows are asked of all replicates, or of those alone that quantiles are of. */
export function ensembleTasks(
  model: Model,
  runs: number,
  banded: readonly Banded[],
  { isWhole, isEncoded }: { readonly isWhole: boolean; readonly isEncoded: boolean },
): Task[] {
  const { steps, scenario } = model;
  const metrics = metricsIn(model);
  const kept = quantileRuns(runs, metrics.length);
  return tasksOf({
    ...{ runs, steps, columns: scenario.assumptions.length + metrics.length, isEncoded },
    ...{ whole: isWhole ? runs : kept, metrics: tallyOf(model, metrics, runs, kept).uses },
    series: { places: banded.map(({ place }) => place), replicates: bandRuns(runs, banded.length, steps) },
  });
}

/** The places of the series that are drawn branch by branch: of what demands draw on, and of their shortfalls as shares. */
function drawnByBranch({ scenario, network }: Model, banded: readonly Banded[]): number[] {
  const drawnOn = new Set(Array.from(network.drawsFrom, (j) => scenario.stockpiles[j].id));
  return banded.flatMap(({ kind, id, variable }, n) =>
    variable === SHARE_SHORT || (kind === 'stockpile' && variable === 'days_of_supply' && drawnOn.has(id)) ? [n] : [],
  );
}

/** The metrics that are told of a branch. */
const TOLD = /^(demands|markets)\.|^flows\..*\.received$/;

/** Some of the replicates that are kept, and what they come to by themselves. */
function groupedBy(
  { scenario: { demands } }: Model,
  metrics: ReturnType<typeof metricsIn>,
  values: KeptRows,
  series: { readonly bands: BandMaker; readonly byBranch: readonly number[]; readonly replicates: number },
): Grouped {
  const told = metrics.flatMap((metric, m) => (TOLD.test(metric.path) ? [{ metric, m }] : []));
  const placeOf = new Map(told.map(({ metric: { path }, m }) => [path, m]));
  const column = (path: string, members: Uint32Array) => {
    const some = new Float64Array(members.length);
    values.gather(placeOf.get(path) as number, members, some);
    return some;
  };
  return {
    moments: (path, members) => momentsAmong(column(path, members)),
    statistics: (members) => told.map(({ metric }) => statisticsAmong(metric, column(metric.path, members))),
    everShort: (members) =>
      demands.map(({ id }) => {
        const short = column(`demands.${id}.spells`, members).filter((spells) => spells > 0).length;
        return { demand: id, probability: short / members.length };
      }),
    bands: (members): Band[] => {
      const among = members.filter((member) => member < series.replicates);
      return among.length === 0 ? [] : series.byBranch.map((n) => series.bands.among(n, among));
    },
  };
}

export function momentsAmong(values: Float64Array): { readonly mean: number; readonly squares: number } {
  // Reckoned from the first of them: equal numbers have no spread.
  const [origin] = values;
  const mean = origin + values.reduce((sum, value) => sum + (value - origin), 0) / values.length;
  return { mean, squares: values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) };
}

/** Statistics of a metric over some replicates, from values in which a null is +∞. Puts these in another order. */
export function statisticsAmong(
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

/** Metrics of the first replicates, as their parts came. */
interface KeptRows {
  add(rows: Rows): void;
  /** Puts into `into` what a metric is in some replicates, in ascending order; a null counts as more than any number. */
  gather(metric: number, members: Uint32Array, into: Float64Array): void;
}

function keptRows(): KeptRows {
  const parts: { readonly end: number; readonly rows: Rows }[] = [];
  return {
    add({ first, count, metrics: sent }) {
      // Of a message that holds more than the metrics, a copy: the rest can be let go.
      const metrics = sent.byteLength < sent.buffer.byteLength ? sent.slice() : sent;
      parts.push({ end: first + count, rows: { first, count, metrics, values: new Float64Array(0) } });
    },
    gather(metric, members, into) {
      let filled = 0;
      for (const { end, rows } of parts) {
        const column = columnOf(rows, metric);
        for (; filled < members.length && members[filled] < end; filled++) {
          const value = column[members[filled] - rows.first];
          into[filled] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
        }
      }
    },
  };
}

function statisticsOf(
  metrics: ReturnType<typeof metricsIn>,
  { moments }: Tallied,
  values: KeptRows,
  kept: number,
  runs: number,
): MetricStatistics[] {
  const find = quantileFinder(kept, PROBABILITIES);
  const all = Uint32Array.from({ length: kept }, (_, r) => r);
  const own = new Float64Array(kept);
  return metrics.map(({ path, measure, unit }, m) => {
    const [mean, squares, nulls] = [moments.mean[m], moments.squares[m], moments.nulls[m]];
    const hasMean = nulls === 0 && measure !== 'date';
    values.gather(m, all, own);
    const [p05, p25, p50, p75, p95] = find(own, 0);
    return {
      ...{ path, measure, unit },
      mean: hasMean ? mean : null,
      standardError: hasMean ? standardError(squares, runs) : null,
      ...{ p05, p25, p50, p75, p95 },
      nullShare: nulls / runs,
    };
  });
}
