/** How well a run fits what was observed (Theil 1966, Applied Economic Forecasting; Sterman 1984 for the split). */
import { greatest } from '../chance/extremes.ts';

/** Goodness of fit of `modelled` to `observed`, pairs in the same order. */
export interface Fit {
  /** How many pairs were compared. */
  readonly pairs: number;
  /** Σ|m − o|/|o|/n: mean absolute percentage error, as a share; null where an observation is 0. */
  readonly mean_absolute_percentage_error: number | null;
  /** Σ|m − o|/n over the reference level. */
  readonly mean_absolute_error: number;
  /** Σ(m − o)/n over the reference level: above 0 the model is too high. */
  readonly bias: number;
  /** Pearson's correlation; null where one of the two does not vary. */
  readonly correlation: number | null;
  /** Theil's inequality coefficient √MSE/(√(Σm²/n) + √(Σo²/n)): 0 is perfect, 1 the worst. */
  readonly theil: number;
  /** The parts of the mean square error due to different means, spreads, and the rest; they sum to 1 (all 0 if perfect). */
  readonly theil_bias: number;
  readonly theil_variance: number;
  readonly theil_covariance: number;
  /** Index of the pair with the largest |m − o|. */
  readonly worst: number;
}

/** Compares pair by pair. `reference` is the level that errors are shares of. Throws on fewer than two pairs. */
export function fitOf(modelled: readonly number[], observed: readonly number[], reference: number): Fit {
  const pairs = observed.length;
  if (pairs < 2 || modelled.length !== pairs) throw new Error('a fit needs at least two pairs');
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / pairs;
  const errors = modelled.map((value, place) => value - observed[place]);
  const [m, o] = [mean(modelled), mean(observed)];
  const spread = (values: readonly number[], centre: number) =>
    Math.sqrt(mean(values.map((value) => (value - centre) * (value - centre))));
  const [sm, so] = [spread(modelled, m), spread(observed, o)];
  const covariance = mean(modelled.map((value, place) => (value - m) * (observed[place] - o)));
  const squared = mean(errors.map((error) => error * error));
  const part = (value: number) => (squared === 0 ? 0 : value / squared);
  const size = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value * value)));
  const absolute = errors.map(Math.abs);
  return {
    pairs,
    mean_absolute_percentage_error: observed.includes(0)
      ? null
      : mean(absolute.map((error, place) => error / Math.abs(observed[place]))),
    mean_absolute_error: mean(absolute) / reference,
    bias: mean(errors) / reference,
    correlation: sm === 0 || so === 0 ? null : covariance / (sm * so),
    theil: squared === 0 ? 0 : Math.sqrt(squared) / (size(modelled) + size(observed)),
    theil_bias: part((m - o) * (m - o)),
    theil_variance: part((sm - so) * (sm - so)),
    theil_covariance: part(2 * (sm * so - covariance)),
    worst: absolute.indexOf(greatest(absolute)),
  };
}
