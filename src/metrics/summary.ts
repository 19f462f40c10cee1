/** summary.json: every metric, the assumptions with their values and sources, and what it takes to repeat the run. */

import type { Assumption } from '../model/network.ts';
import { centralValues } from '../model/parameters.ts';
import { formatDate } from '../quantity/calendar.ts';
import { sameDimension, TIME } from '../quantity/dimension.ts';
import type { Run } from '../simulation/record.ts';
import { VERSION } from '../version.ts';
import { wordingIn } from '../wording.ts';
import type { EnsembleSummary, MetricStatistics } from './ensemble-types.ts';
import type { Verdict } from './expect.ts';
import type { Metric } from './measures.ts';
import type { Comparison } from './observe.ts';

/** An assumption as a summary tells it; `value` in `unit` (t, days, USD, pieces, or none). */
export interface AssumptionSummary {
  readonly value: number;
  readonly unit: string;
  readonly written: unknown;
  readonly figure?: {
    readonly id: string;
    readonly value: unknown;
    readonly what: string;
    readonly document: string;
    readonly line: number;
  };
  readonly rivals?: readonly string[];
  readonly source?: string;
  readonly why?: string;
}

/** What summary.json holds. */
export interface Summary {
  readonly title: string;
  readonly program: string;
  readonly digest: string;
  readonly seed: string;
  readonly start: string;
  readonly end: string;
  readonly step_days: number;
  readonly steps: number;
  readonly disruption: string;
  readonly metrics: Readonly<Record<string, number | string | null>>;
  /** The unit of each metric in money or in things; others are in t, days, or plain numbers. */
  readonly units?: Readonly<Record<string, string>>;
  readonly expectations: readonly {
    readonly that: string;
    readonly because?: string;
    readonly claim?: string;
    readonly reason?: string;
    readonly reason_that?: string;
    readonly reason_met?: boolean;
    readonly met: boolean;
    readonly left: number | null;
    readonly right: number | null;
  }[];
  /** Runs held against what was observed, where the scenario says so: the fit, month by month in t, and what was not compared. */
  readonly observations?: Readonly<Record<string, object>>;
  readonly assumptions: Readonly<Record<string, AssumptionSummary>>;
  /** What an ensemble comes to, where there is one. */
  readonly ensemble?: EnsembleTold;
  /** What it takes to run it again; absent of summaries that no command has written. */
  readonly inputs?: RunInputs;
}

/** All that a run was made from, as text, and how it was called. */
export interface RunInputs {
  /** Of the scenario's file, without its ending. */
  readonly name: string;
  readonly command: string;
  /** What was given in the call beside the values that are in the scenario. */
  readonly settings: RunSettings;
  /** The scenario in one piece, as YAML: what its files and the values put over them say, and its tables. */
  readonly scenario: string;
  /** The entries of the ledger that it rests on, likewise. */
  readonly figures?: string;
}

/** How a run was asked for; what is absent was left to the scenario. */
export interface RunSettings {
  readonly runs?: number;
  readonly seed?: string;
  readonly sampling?: 'latin-hypercube' | 'sobol';
  readonly series?: readonly string[] | 'all';
  readonly lang?: 'zh';
}

/** An ensemble in summary.json: null as in metrics, and where a quantile is one of numbers that are null. */
export interface EnsembleTold {
  readonly runs: number;
  readonly sampling: string;
  /** Of how many of the first replicates quantiles of metrics are, and bands; means and probabilities are of all. */
  readonly quantile_runs: number;
  readonly band_runs: number;
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number | string | null>>>>;
  /** By demand, the probability that it is ever short. */
  readonly ever_short: Readonly<Record<string, number>>;
  readonly expectations: readonly {
    readonly that: string;
    readonly probability: number;
    readonly standard_error: number;
  }[];
}

/** The summary of a run with what its ensemble comes to. */
export function withEnsemble(summary: Summary, ensemble: EnsembleSummary): Summary {
  const { runs, seed, sampling, quantileRuns, bandRuns, metrics, everShort, expectations } = ensemble;
  return {
    ...{ ...summary, seed },
    ensemble: {
      ...{ runs, sampling, quantile_runs: quantileRuns, band_runs: bandRuns },
      metrics: Object.fromEntries(metrics.map((metric) => [metric.path, tellStatistics(metric)])),
      ever_short: Object.fromEntries(everShort.map(({ demand, probability }) => [demand, probability])),
      expectations: expectations.map(({ that, probability, standardError }) => ({
        ...{ that, probability, standard_error: standardError },
      })),
    },
  };
}

function tellStatistics({ measure, mean, standardError, nullShare, ...quantiles }: MetricStatistics) {
  const { p05, p25, p50, p75, p95 } = quantiles;
  const told = (value: number) => {
    if (!Number.isFinite(value)) return null;
    return measure === 'date' ? formatDate(value) : value;
  };
  return {
    ...(measure !== 'date' && { mean, standard_error: standardError }),
    ...{ p05: told(p05), p25: told(p25), p50: told(p50), p75: told(p75), p95: told(p95) },
    ...(nullShare > 0 && { null_share: nullShare }),
  };
}

const USUAL_UNITS: ReadonlySet<string> = new Set(['', 't', 'days']);

/** The summary of a central run. */
export function summarise(
  run: Run,
  metrics: readonly Metric[],
  verdicts: readonly Verdict[],
  comparisons: readonly Comparison[],
): Summary {
  const { scenario, start, steps, stepDays } = run.model;
  const values = centralValues(run.model);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const special = metrics.filter(({ unit }) => !USUAL_UNITS.has(unit));
  return {
    title: scenario.title,
    program: `chokepoint ${VERSION}`,
    digest: scenario.digest,
    seed: scenario.seed,
    start: formatDate(start),
    end: formatDate(start + steps * stepDays),
    step_days: stepDays,
    steps,
    disruption: formatDate(scenario.disruption),
    metrics: Object.fromEntries(metrics.map(({ path, value }) => [path, value])),
    ...(special.length > 0 && { units: Object.fromEntries(special.map(({ path, unit }) => [path, unit])) }),
    expectations: verdicts.map(({ that, because, met, stated, reason, ground, left, right }) => ({
      that,
      ...(because !== undefined && { because }),
      ...(stated !== 'held' && { claim: stated }),
      ...(stated !== 'held' && reason !== undefined && { reason }),
      ...(ground && { reason_that: ground.that, reason_met: ground.met }),
      met,
      left: finite(left),
      right: finite(right),
    })),
    ...(comparisons.length > 0 && { observations: Object.fromEntries(comparisons.map(tellComparison)) }),
    assumptions: Object.fromEntries(scenario.assumptions.map((one, position) => [one.id, tell(one, values[position])])),
  };
}

function tellComparison({ observation, months, fit, reference }: Comparison): [string, object] {
  const { worst, ...measures } = fit;
  const { id, title, missing, outside } = observation;
  return [id, { title, reference, ...measures, worst_month: months[worst].month, months, missing, outside }];
}

function tell({ dimension, written, figure, source, why }: Assumption, value: number): AssumptionSummary {
  return {
    value,
    unit: unitOf(dimension),
    written,
    ...(figure && {
      figure: {
        id: figure.id,
        value: figure.value,
        what: wordingIn(figure.what, 'en'),
        document: figure.document,
        line: figure.line,
      },
      ...(figure.rivals.length > 0 && { rivals: figure.rivals }),
    }),
    ...(source !== undefined && { source }),
    ...(why !== undefined && { why }),
  };
}

/** The unit in which an assumption is given: t, days, USD, pieces, or none. */
export function unitOf(dimension: Assumption['dimension']): string {
  if (dimension === undefined) return '';
  if (sameDimension(dimension, TIME)) return 'days';
  const symbol = (base: string) => ({ mass: 't', time: 'day', money: 'USD' })[base] ?? base;
  const side = (sign: number) =>
    [...dimension]
      .filter(([, exponent]) => exponent * sign > 0)
      .map(([base, exponent]) => symbol(base) + (Math.abs(exponent) === 1 ? '' : `^${Math.abs(exponent)}`))
      .join('·');
  return side(-1) === '' ? side(1) : `${side(1) || '1'}/${side(-1)}`;
}
