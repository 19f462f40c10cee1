/**
 * An ensemble put together from its parts. Its numbers follow from the model, the chance and what is asked alone: means
 * and odds are of all replicates, quantiles of metrics of up to 100,000, bands of the first ones; parts are merged in
 * the order of replicates, whoever did them.
 */

import { quantileFinder, quantiles } from '../../chance/quantiles.ts';
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { Band, Branching, EnsembleSummary, MetricStatistics } from '../ensemble-types.ts';
import { bandFaults } from '../finite.ts';
import { metricsIn } from '../measures.ts';
import { SHARE_SHORT } from '../shares-short.ts';
import { type Banded, bandedSeries } from './banded.ts';
import { type BandMaker, bandMaker } from './bands.ts';
import { branchesOf, candidatesIn, MOST_GROUPED } from './branches.ts';
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
  /** Reads what was heard encoded; undefined: rows that quantiles are of come whole, and are kept in memory. */
  readonly file?: RowFile;
  /** The series that have bands; undefined: the usual. */
  readonly banded?: readonly Banded[];
}

/** Rows that can be read back, so that most of them need come only once, encoded. */
export interface RowFile {
  /** Whether rows of all replicates are wanted in it, or of those alone that quantiles are of. */
  readonly hasAll: boolean;
  /**
   * Puts into `into` a column of as many of the first replicates; drawn assumptions come first, then metrics, of which a null
   * counts as more than any number.
   */
  read(column: number, into: Float64Array): void | Promise<void>;
}

/**
 * Runs an ensemble of `chance.runs` replicates. Numbers that draws make and that cannot be, such as a capacity below
 * 0, come back as issues that name the replicate; nothing is left out, and nothing cut off silently.
 */
export async function ensembleOf(
  model: Model,
  chance: Chance,
  crew: Executor = inlineExecutor(model, chance),
  { progress, rows: hear, encoded: write, file, banded = bandedSeries(model) }: Watch = {},
): Promise<Outcome<EnsembleSummary>> {
  const { runs } = chance;
  const { steps, scenario } = model;
  const metrics = metricsIn(model);
  const replicates = bandRuns(runs, banded.length, steps);
  const kept = quantileRuns(runs, metrics.length);
  const tasks = ensembleTasks(model, runs, banded, {
    whole: hear ? runs : file ? 0 : kept,
    encoded: write === undefined ? 0 : file && !file.hasAll ? kept : runs,
  });
  const values = keptRows(scenario.assumptions.length);
  const tally = tallyOf(model, metrics, runs, kept);
  const hasBranches = candidatesIn(model).some(({ isNumber }) => !isNumber);
  const byBranch = hasBranches ? drawnByBranch(model, banded) : [];
  const bands = bandMaker(banded, steps, replicates, byBranch);
  // Bands are made while others run the parts that are left, and soon, since till then all their numbers are kept.
  const share = Math.ceil((banded.length * steps) / REDUCED_IN);
  let done = 0;
  const ran = await inOrder(crew, tasks, async ({ rows, moments, series, encoded }, task) => {
    const columns = tally.uses.map((metric, n) => columnOf(rows, task.metrics ? n : metric));
    tally.add(rows.count, columns, moments);
    for (const some of series ?? []) bands.add(some);
    if (!series) bands.reduce(share);
    if (!file && rows.first < kept) values.add(rows);
    if (encoded) await write?.(encoded);
    await hear?.(rows);
    done += rows.count;
    progress?.(done / runs);
  });
  if (!ran.ok) return ran;
  const tallied = tally.result();
  const { survival, convergence, expectations, everShort, asked } = tallied;
  const made = bands.result();
  const stored = file ?? values;
  const summary: EnsembleSummary = {
    ...{ runs, seed: chance.seed, sampling: chance.sampling, bandRuns: replicates, quantileRuns: kept },
    bands: made.filter((_, n) => banded[n].isWritten),
    sharesShort: made.filter(({ variable }) => variable === SHARE_SHORT),
    drawn: made.filter(({ variable }, n) => !banded[n].isWritten && variable !== SHARE_SHORT),
    metrics: await statisticsOf(metrics, scenario.assumptions.length, tallied, stored, kept, runs),
    ...{ survival, convergence, expectations, everShort, asked },
    branchings: await branchingsIn(model, Math.min(kept, MOST_GROUPED), stored, { bands, byBranch, replicates }),
  };
  return outcome(summary, bandFaults(model, summary.bands));
}

/** The tasks of ensembleOf. Rows are wanted whole of the first so many replicates, or of those that quantiles are of; and encoded. */
export function ensembleTasks(
  model: Model,
  runs: number,
  banded: readonly Banded[],
  { whole, encoded }: { readonly whole?: number; readonly encoded: number },
): Task[] {
  const { steps, scenario } = model;
  const metrics = metricsIn(model);
  const kept = quantileRuns(runs, metrics.length);
  return tasksOf({
    ...{ runs, steps, columns: scenario.assumptions.length + metrics.length, encoded },
    ...{ kept: Math.max(kept, whole ?? 0), whole: whole ?? kept, metrics: tallyOf(model, metrics, runs, kept).uses },
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

/** Bands of series, of which some are made branch by branch, over so many of the first replicates. */
interface Banding {
  readonly bands: BandMaker;
  readonly byBranch: readonly number[];
  readonly replicates: number;
}

/** The metrics that are told of a branch. */
const TOLD = /^(demands|markets)\.|^flows\..*\.received$/;

/** What decides among the first replicates, and what these come to by branch. */
async function branchingsIn(
  model: Model,
  replicates: number,
  rows: Pick<RowFile, 'read'>,
  series: Banding,
): Promise<Branching[]> {
  const { assumptions, demands } = model.scenario;
  const told = metricsIn(model).flatMap((metric, m) => (TOLD.test(metric.path) ? [{ metric, m }] : []));
  const read = async (column: number) => {
    const own = new Float64Array(replicates);
    await rows.read(column, own);
    return own;
  };
  const drawn = new Map<number, Float64Array>();
  for (const { position } of candidatesIn(model)) drawn.set(position, await read(position));
  if (drawn.size === 0) return [];
  const columns = new Map<string, Float64Array>();
  for (const { metric, m } of told) columns.set(metric.path, await read(assumptions.length + m));
  const among = (path: string, members: Uint32Array) => {
    const column = columns.get(path) as Float64Array;
    const some = new Float64Array(members.length);
    // A loop: `from` takes ten times as long.
    for (let n = 0; n < members.length; n++) some[n] = column[members[n]];
    return some;
  };
  return branchesOf(model, (position) => drawn.get(position) as Float64Array, {
    moments: (path, members) => momentsAmong(among(path, members)),
    statistics: (members) => told.map(({ metric }) => statisticsAmong(metric, among(metric.path, members))),
    everShort: (members) =>
      demands.map(({ id }) => {
        const short = among(`demands.${id}.spells`, members).filter((spells) => spells > 0).length;
        return { demand: id, probability: short / members.length };
      }),
    bands: (members): Band[] => {
      const first = members.filter((member) => member < series.replicates);
      return first.length === 0 ? [] : series.byBranch.map((n) => series.bands.among(n, first));
    },
  });
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

/** Rows of the first replicates in memory, as their parts came; what was drawn, of those alone that are grouped. */
function keptRows(assumptions: number): Pick<RowFile, 'read'> & { add(rows: Rows): void } {
  const parts: Rows[] = [];
  // Of a message that holds more, a copy: the rest can be let go.
  const own = (sent: Float64Array) => (sent.byteLength < sent.buffer.byteLength ? sent.slice() : sent);
  return {
    add({ first, count, values, metrics }) {
      const drawn = first < MOST_GROUPED ? own(values) : new Float64Array(0);
      parts.push({ first, count, values: drawn, metrics: own(metrics) });
    },
    read(column, into) {
      for (const { first, count, values, metrics } of parts) {
        if (first >= into.length) break;
        const [all, place] = column < assumptions ? [values, column] : [metrics, column - assumptions];
        const many = Math.min(count, into.length - first);
        for (let n = 0; n < many; n++) {
          const value = all[place * count + n];
          into[first + n] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
        }
      }
    },
  };
}

async function statisticsOf(
  metrics: ReturnType<typeof metricsIn>,
  assumptions: number,
  { moments }: Tallied,
  values: Pick<RowFile, 'read'>,
  kept: number,
  runs: number,
): Promise<MetricStatistics[]> {
  const find = quantileFinder(kept, PROBABILITIES);
  const own = new Float64Array(kept);
  const all: MetricStatistics[] = [];
  for (const [m, { path, measure, unit }] of metrics.entries()) {
    const [mean, squares, nulls] = [moments.mean[m], moments.squares[m], moments.nulls[m]];
    const hasMean = nulls === 0 && measure !== 'date';
    await values.read(assumptions + m, own);
    const [p05, p25, p50, p75, p95] = find(own, 0);
    all.push({
      ...{ path, measure, unit },
      mean: hasMean ? mean : null,
      standardError: hasMean ? standardError(squares, runs) : null,
      ...{ p05, p25, p50, p75, p95 },
      nullShare: nulls / runs,
    });
  }
  return all;
}
