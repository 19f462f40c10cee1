/** What may differ between a baseline and the results of today. */

/** A difference. Numbers in tonnes, days, dollars, pieces or plain numbers; all plain data. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Where it is: the dates of the run, a metric, a series, a number over an ensemble, or a series over one. */
  readonly of: 'dates' | 'metric' | 'series' | 'ensemble';
  /** `demands.us_auto.shortage`, `mean(demands.us_auto.shortage)`, `p95(flows.x.shipped)`, `end`. */
  readonly name: string;
  /** The entity it is of, such as `demands.us_auto`; empty for the whole run. */
  readonly entity: string;
  readonly unit: string;
  /** What it was and is; of a series at its largest difference. null: none. */
  readonly old: number | string | null;
  readonly now: number | string | null;
  /** now − old, of dates in days; null where one of them is no number. */
  readonly by: number | null;
  /**
   * |by| as a share of the larger magnitude, of a series the larger over all steps, of a date of a year; null where there is no `by`.
   */
  readonly size: number | null;
  /** The tolerance of what moved, as one writes it: `1e-9 relative`, `0 days`. */
  readonly tolerance?: string;
  /** How many times its tolerance what moved has moved; of a series by `size`. Infinity where nothing would pass. */
  readonly excess?: number;
  /** Of a series: the first step beyond tolerance, how many there are, and the step of the largest difference. */
  readonly since?: string;
  readonly steps?: number;
  readonly largest?: string;
}

/** The kinds of difference; all but the first are told whatever the tolerance. */
export type DifferenceKind =
  /** Beyond its tolerance. */
  | 'moved'
  /** A number where there was none, or none where there was one. */
  | 'no number'
  /** Not in the baseline, or no longer in the results. */
  | 'new'
  | 'lost'
  | 'unit'
  /** Other dates: the horizon, or the steps that a series has. */
  | 'dates';
