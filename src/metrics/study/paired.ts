/** Differences of two variants on the same draws: replicate by replicate, so that luck they share cancels. */
import { studentTwoSided } from '../../chance/student.ts';

/** The confidence of every interval of a study. */
export const CONFIDENCE = 0.95;

/** A mean difference, variant less base. Standard error and interval are null of a single replicate. */
export interface Paired {
  readonly difference: number;
  readonly standardError: number | null;
  /** The ends of the 95 % interval, by Student's t. */
  readonly low: number | null;
  readonly high: number | null;
  /**
   * How many replicates of each an unpaired design would need for the same interval, n·(s²_base + s²_variant)/s²_d;
   * `unbounded` where the difference does not vary though both do, null where nothing varies.
   */
  readonly unpairedRuns: number | 'unbounded' | null;
}

/** A difference that varies less than this share of what it is between does so by rounding alone. */
const ROUNDING = 1e-12;

/** Gives the paired difference of two columns of replicates. */
export type Pairing = (base: Float64Array, variant: Float64Array) => Paired;

/**
 * Paired differences of columns of `runs` replicates: mean d = variant − base, standard error s_d/√n, interval
 * d ± t(n − 1)·s_d/√n. Identical columns differ by exactly 0; swapped columns by exactly the opposite. With Latin
 * hypercube or Sobol points replicates are not independent, and the interval is wider than it need be.
 */
export function pairing(runs: number): Pairing {
  const quantile = runs > 1 ? studentTwoSided(CONFIDENCE, runs - 1) : 0;
  return (base, variant) => {
    const { mean, variance } = momentsOf(variant.map((value, r) => value - base[r]));
    const difference = mean + 0;
    if (runs === 1) return { difference, standardError: null, low: null, high: null, unpairedRuns: null };
    const standardError = Math.sqrt(variance / runs);
    const half = quantile * standardError;
    const both = momentsOf(base).variance + momentsOf(variant).variance;
    const isRounding = variance <= ROUNDING * ROUNDING * both;
    return {
      ...{ difference, standardError, low: difference - half, high: difference + half },
      unpairedRuns: both === 0 ? null : isRounding ? 'unbounded' : (runs * both) / variance,
    };
  };
}

/** Mean, and variance with n − 1 (0 of one number). */
export function momentsOf(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}
