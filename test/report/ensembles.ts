/** Ensembles made the plain way, one reference run after the other, for tests of what is told and drawn of them. */
import type { Distribution } from '../../src/chance/distribution.ts';
import { mapDistribution } from '../../src/chance/distribution.ts';
import {
  type Answer,
  type Chart,
  chartsOf,
  type Language,
  type Model,
  metricsOf,
  parametersOf,
  type Series,
  seriesOf,
  simulate,
} from '../../src/index.ts';
import type { Band, EnsembleSummary, MetricStatistics } from '../../src/metrics/ensemble-types.ts';
import { judge, type Verdict } from '../../src/metrics/expect.ts';
import type { Metric } from '../../src/metrics/measures.ts';
import { parseDate } from '../../src/quantity/calendar.ts';
import { evaluate } from '../../src/quantity/evaluate.ts';
import { answerOf } from '../files.ts';
import { run } from '../run.ts';
import type { Magnets } from './magnets.ts';

const RUNS = 200;

/** Square roots of primes, whose multiples fill the unit interval evenly and independently of one another. */
const RATES = [2, 3, 5, 7, 11, 13, 17, 19].map(Math.sqrt);

/** An answer and an ensemble of the same scenario. */
export interface Drawn {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary;
}

/** A case that is uncertain: whether civil licences lapse, and how much other users need. */
export function uncertain(scenario: Magnets): Magnets {
  scenario['assumptions'] = {
    renewed: { chance: '40%' },
    need: { uniform: ['1200 t/year', '1800 t/year'] },
  };
  const lapse = (scenario.licences?.['civil']?.['phases'] as Record<string, unknown>[] | undefined)?.[2];
  if (lapse) lapse['allow'] = 'renewed';
  if (scenario.demands['us_civil']) scenario.demands['us_civil']['rate'] = 'need';
  return scenario;
}

/** The charts of a scenario with an ensemble of it. */
export function ensembleChartsFor(scenario: object, runs = RUNS, language: Language = 'en'): Chart[] {
  const answer = run(scenario);
  return chartsOf({ ...answer, model: answer.run.model, ensemble: ensembleOf(answer, runs) }, undefined, language);
}

/** The ensemble of a file that ships. */
export function ensembleOfFile(file: string, runs = RUNS): Drawn {
  const { answer } = answerOf(file);
  return { answer, ensemble: ensembleOf(answer, runs) };
}

/** So many replicates of an answer's model. */
export function ensembleOf(answer: Answer, runs = RUNS): EnsembleSummary {
  const { model } = answer.run;
  const replicates = Array.from({ length: runs }, (_, r) => replicate(model, r));
  const { demands } = model.scenario;
  const column = (path: string) =>
    replicates.map(({ metrics }) => {
      const value = metrics.find((one) => one.path === path)?.value;
      return typeof value === 'string' ? parseDate(value) : value;
    });
  return {
    ...{ runs, seed: model.scenario.seed, sampling: 'plain', bandRuns: runs, quantileRuns: runs, drawn: [] },
    bands: answer.series.map((series, place) =>
      bandOf(
        series,
        replicates.map((one) => one.series[place].values),
      ),
    ),
    sharesShort: demands.map(({ id }) => {
      const name = { kind: 'demand', id, variable: 'share_short', unit: '' } as const;
      const shares = replicates.map(({ series }) => shareOf(series, id));
      return bandOf({ ...name, values: shares[0] }, shares);
    }),
    metrics: answer.metrics
      .filter(({ path }) => replicates[0].metrics.some((one) => one.path === path))
      .map((metric) => statisticsOf(metric, column(metric.path) as (number | null)[])),
    survival: demands.map(({ id }) => survivalOf(id, column(`demands.${id}.time_to_survive`) as (number | null)[])),
    convergence: demands.map(({ id }) => ({
      demand: id,
      unit: 't',
      ...runningMean(column(`demands.${id}.shortage`) as number[]),
    })),
    expectations: replicates[0].verdicts.map(({ that }, place) => {
      const probability = mean(replicates.map(({ verdicts }) => (verdicts[place].met ? 1 : 0)));
      return { that, probability, standardError: Math.sqrt((probability * (1 - probability)) / runs) };
    }),
    everShort: demands.map(({ id }) => ({
      demand: id,
      probability: mean(column(`demands.${id}.spells`).map((spells) => (spells === 0 ? 0 : 1))),
    })),
    ...{ asked: {}, branchings: [] },
  };
}

function replicate(model: Model, r: number): { series: Series[]; metrics: Metric[]; verdicts: readonly Verdict[] } {
  const parameters = parametersOf(model, valuesOf(model, r));
  if (!parameters.ok) throw new Error(`replicate ${r} cannot run`);
  const run = simulate(model, parameters.value);
  const metrics = metricsOf(run);
  const series = seriesOf(run);
  return { series, metrics, verdicts: judge(model, metrics, series).verdicts };
}

/** The shortfall of a demand over its own need. */
function shareOf(series: readonly Series[], demand: string): Float64Array {
  const of = (name: string) => series.find(({ id, variable }) => id === demand && variable === name)?.values;
  const [shortfall, need] = [of('shortfall'), of('demand')] as [Float64Array, Float64Array];
  return shortfall.map((value, t) => (need[t] > 0 ? value / need[t] : 0));
}

function valuesOf({ scenario }: Model, r: number): Float64Array {
  const values = new Float64Array(scenario.assumptions.length);
  let uncertain = 0;
  for (const position of scenario.evaluationOrder) {
    const { distribution } = scenario.assumptions[position];
    const known = mapDistribution(distribution, (parameter) => evaluate(parameter, { elapsed: 0, values }));
    const draw = known.kind === 'value' ? 0 : ((r + 1) * RATES[uncertain++ % RATES.length]) % 1;
    values[position] = valueAt(known, draw);
  }
  return values;
}

function valueAt(distribution: Distribution<number>, u: number): number {
  switch (distribution.kind) {
    case 'value':
      return distribution.value;
    case 'uniform':
      return distribution.low + u * (distribution.high - distribution.low);
    case 'chance':
      return u < distribution.probability ? 1 : 0;
    case 'triangular': {
      const { low, mode, high } = distribution;
      return u * (high - low) < mode - low
        ? low + Math.sqrt(u * (high - low) * (mode - low))
        : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
    }
    default:
      throw new Error(`no draw of ${distribution.kind} here`);
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Between the two values nearest to it in rank (type 7 of Hyndman and Fan); +∞ beside +∞. */
function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return above === below ? below : below + (above - below) * (place - Math.floor(place));
}

const QUANTILES = { p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;

function quantilesOf(values: readonly number[]): Record<keyof typeof QUANTILES, number> {
  const sorted = Float64Array.from(values).sort();
  const { p05, p25, p50, p75, p95 } = QUANTILES;
  const at = (p: number) => quantile(sorted, p);
  return { p05: at(p05), p25: at(p25), p50: at(p50), p75: at(p75), p95: at(p95) };
}

function bandOf({ kind, id, variable, unit, values: { length } }: Series, columns: readonly Float64Array[]): Band {
  const names = ['mean', 'p05', 'p25', 'p50', 'p75', 'p95'] as const;
  const empty = () => new Float64Array(length).fill(Number.NaN);
  const band = { mean: empty(), p05: empty(), p25: empty(), p50: empty(), p75: empty(), p95: empty() };
  for (let t = 0; t < length; t++) {
    const values = columns.map((column) => column[t]);
    if (values.some(Number.isNaN)) continue;
    const found = { mean: mean(values), ...quantilesOf(values) };
    for (const name of names) band[name][t] = found[name];
  }
  return { kind, id, variable, unit, ...band };
}

function statisticsOf({ path, measure, unit }: Metric, values: readonly (number | null)[]): MetricStatistics {
  const known = values.filter((value) => value !== null);
  const isWhole = known.length === values.length && measure !== 'date';
  return {
    ...{ path, measure, unit, nullShare: 1 - known.length / values.length },
    mean: isWhole ? mean(known) : null,
    standardError: isWhole ? (runningMean(known).standardError.at(-1) ?? null) : null,
    ...quantilesOf(values.map((value) => value ?? Number.POSITIVE_INFINITY)),
  };
}

function survivalOf(demand: string, times: readonly (number | null)[]) {
  const days = [...new Set(times.filter((time) => time !== null))].sort((a, b) => a - b);
  const counts = days.map((day) => times.filter((time) => time === day).length);
  return { demand, days, counts, survived: times.filter((time) => time === null).length };
}

/** After 2, 3, 4, 5, 6, 8, 10, 13, 16, 20 … replicates and after all. */
function runningMean(values: readonly number[]) {
  const runs: number[] = [];
  for (let n = 2; n < values.length; n = Math.max(n + 1, Math.round(n * 1.25))) runs.push(n);
  runs.push(values.length);
  const means = runs.map((n) => mean(values.slice(0, n)));
  const standardError = runs.map((n, place) => {
    const squares = values.slice(0, n).map((value) => (value - means[place]) * (value - means[place]));
    return Math.sqrt(mean(squares) / Math.max(1, n - 1));
  });
  return { runs, mean: means, standardError };
}
