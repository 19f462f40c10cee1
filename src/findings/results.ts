/** What findings are made from: metrics of the central run, and those of the ensemble around it where there is one. */
import { studentTwoSided } from '../chance/student.ts';
import type { EnsembleSummary, MetricStatistics } from '../metrics/ensemble-types.ts';
import type { Metric } from '../metrics/measures.ts';
import type { Model } from '../model/network.ts';
import { parseDate } from '../quantity/calendar.ts';

/** A run and what it came to. */
export interface Results {
  readonly model: Model;
  readonly metrics: readonly Metric[];
  readonly ensemble?: EnsembleSummary | undefined;
}

/** What some replicates come to: all of an ensemble, or those of a branch. */
export type Replicates = Pick<EnsembleSummary, 'runs' | 'metrics' | 'everShort'>;

/** A run, and what some replicates come to. */
export type ResultsAmong = Omit<Results, 'ensemble'> & { readonly ensemble?: Replicates | undefined };

/** Two ends of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * A number with the statistic that it is. Amounts, shares and counts are means of an ensemble, with the 95 % interval of
 * the mean (`interval`) and the 5 to 95 % range of replicates (`spread`); times and dates are medians, with their spread.
 * Where there is no ensemble all are of the central run, and have neither. ∞ is a time that never comes.
 */
export interface Measured {
  readonly statistic: 'central' | 'mean' | 'median';
  readonly value: number;
  readonly interval?: Interval;
  readonly spread?: Interval;
}

/** The confidence of the interval of a mean. */
const CONFIDENCE = 0.95;

/** Looks up metrics by path. */
export interface Lookup {
  /** A mean, or the central run's; undefined of a metric that there is none of, or that has no number. */
  mean(path: string): Measured | undefined;
  /** A time or date: the median, or the central run's; null is ∞. Undefined of a metric that there is none of. */
  time(path: string): Measured | undefined;
  /** The number of the central run; null of a metric without a number. */
  central(path: string): number | null;
  /** The share of replicates in which the metric is null; 0 or 1 of a central run. */
  nullShare(path: string): number;
}

/** The look-ups of results. */
export function lookupOf({
  metrics,
  ensemble,
}: {
  readonly metrics: Results['metrics'];
  readonly ensemble?: Replicates | undefined;
}): Lookup {
  const values = new Map(metrics.map(({ path, value }) => [path, value]));
  const statistics = new Map<string, MetricStatistics>(ensemble?.metrics.map((one) => [one.path, one]));
  const central = (path: string): number | null => {
    const value = values.get(path) ?? null;
    return typeof value === 'string' ? (parseDate(value) ?? null) : value;
  };
  const centrally = (value: number): Measured => ({ statistic: 'central', value });
  return {
    central,
    mean(path) {
      if (ensemble === undefined) {
        const value = central(path);
        return value === null ? undefined : centrally(value);
      }
      const { mean, standardError, p05, p95 } = statistics.get(path) ?? {};
      if (mean === undefined || mean === null) return undefined;
      return {
        ...{ statistic: 'mean', value: mean, interval: meanInterval(mean, standardError ?? 0, ensemble.runs) },
        spread: { low: p05 as number, high: p95 as number },
      };
    },
    time(path) {
      if (ensemble === undefined)
        return values.has(path) ? centrally(central(path) ?? Number.POSITIVE_INFINITY) : undefined;
      const found = statistics.get(path);
      return found && { statistic: 'median', value: found.p50, spread: { low: found.p05, high: found.p95 } };
    },
    nullShare(path) {
      if (ensemble === undefined) return central(path) === null ? 1 : 0;
      return statistics.get(path)?.nullShare ?? 1;
    },
  };
}

/** The 95 % interval of a mean of `runs` replicates by Student's t: mean ± t(n − 1)·s/√n. */
export function meanInterval(mean: number, standardError: number, runs: number): Interval {
  const half = runs > 1 && standardError > 0 ? studentTwoSided(CONFIDENCE, runs - 1) * standardError : 0;
  return { low: mean - half, high: mean + half };
}
