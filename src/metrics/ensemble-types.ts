/** What an ensemble of runs comes to, as reports take it: quantiles over replicates, odds, and how certain they are. */
import type { Measure } from './measures.ts';
import type { SeriesKind } from './series.ts';

/** Quantiles over replicates of one variable of one entity at every step; unit as in series.csv. NaN where some replicate has none. */
export interface Band {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  readonly unit: string;
  readonly mean: Float64Array;
  readonly p05: Float64Array;
  readonly p25: Float64Array;
  readonly p50: Float64Array;
  readonly p75: Float64Array;
  readonly p95: Float64Array;
}

/** One metric over replicates. null counts as +∞ in quantiles; mean and standardError are null if any replicate is null, and of dates, whose quantiles are days. */
export interface MetricStatistics {
  readonly path: string;
  readonly measure: Measure;
  readonly unit: string;
  readonly mean: number | null;
  readonly standardError: number | null;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly nullShare: number;
}

/** Time to survive of a demand: `counts[n]` replicates first short on day `days[n]` after the disruption; `survived` of them never. */
export interface SurvivalDistribution {
  readonly demand: string;
  readonly days: readonly number[];
  readonly counts: readonly number[];
  readonly survived: number;
}

/** The mean of a demand's shortage over the first `runs[n]` replicates and its standard error. */
export interface Convergence {
  readonly demand: string;
  readonly unit: string;
  readonly runs: readonly number[];
  readonly mean: readonly number[];
  readonly standardError: readonly number[];
}

/** How often an expectation of metrics holds, and the standard error of that share. */
export interface ExpectationOdds {
  readonly that: string;
  readonly probability: number;
  readonly standardError: number;
}

/** The replicates in which an assumption takes one of its values, or a number lies in one third of what was drawn. */
export interface BranchSummary {
  /** Least and greatest value in it: equal of a chance or choice; of a number ∓∞ at the ends, else where thirds meet. */
  readonly low: number;
  readonly high: number;
  /** How many of the first `quantileRuns` replicates they are. */
  readonly runs: number;
  /** As in EnsembleSummary, of these replicates alone: of demands, markets, and what flows deliver. */
  readonly metrics: readonly MetricStatistics[];
  readonly everShort: readonly { readonly demand: string; readonly probability: number }[];
  /** Shares short of all demands, and days of supply of what they draw on, of those among the first `bandRuns`; none of thirds. */
  readonly bands: readonly Band[];
}

/** What decides: more than half of the variance of a shortage, or of a price in focus, lies between its values, or thirds of a number. */
export interface Branching {
  readonly assumption: string;
  /** The metrics for which it decides, more than any other, and that share of the variance. */
  readonly decides: readonly { readonly path: string; readonly share: number }[];
  /** Whether its branches are thirds of the draws of a number. */
  readonly isNumber: boolean;
  /** By ascending value. */
  readonly branches: readonly BranchSummary[];
}

/** What an ensemble comes to; bands in the order of series.csv. */
export interface EnsembleSummary {
  readonly runs: number;
  readonly seed: string;
  readonly sampling: 'plain' | 'latin-hypercube' | 'sobol';
  /** Of how many of the first replicates bands are, and quantiles of metrics; means and probabilities are of all. */
  readonly bandRuns: number;
  readonly quantileRuns: number;
  /** As bands.csv has them. */
  readonly bands: readonly Band[];
  /** By demand, the share of what it needs that it does not get, of each replicate's own need; not in bands.csv. */
  readonly sharesShort: readonly Band[];
  /** Bands of other series that charts draw; not in bands.csv either. */
  readonly drawn: readonly Band[];
  readonly metrics: readonly MetricStatistics[];
  readonly survival: readonly SurvivalDistribution[];
  readonly convergence: readonly Convergence[];
  readonly expectations: readonly ExpectationOdds[];
  /** Probability that the demand is ever short. */
  readonly everShort: readonly { readonly demand: string; readonly probability: number }[];
  /** What decides, by id of the assumption; none where nothing does. */
  readonly branchings: readonly Branching[];
  /** What expectations ask of the ensemble, by how they ask it: `mean(demands.x.shortage)`. NaN where it has no value. */
  readonly asked: Readonly<Record<string, number>>;
}
