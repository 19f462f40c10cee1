/**
 * Sobol indices: how much of a metric's variance each input explains, alone and with all others. There are two samples
 * A and B, and for each input i the sample AB_i, which is A with input i taken from B: what differs between the
 * metrics of A and AB_i is due to i, and what differs between those of B and AB_i is due to all but i.
 */
import { quantiles } from '../../chance/quantiles.ts';
import type { Estimate } from './estimate.ts';

/** Of one input, as shares of the variance of the metric. */
export interface SobolIndex {
  /** What would vanish, on average, if this input alone were known. */
  readonly first: Estimate;
  /** What would be left, on average, if all others were known; above `first` where the input acts with others. */
  readonly total: Estimate;
}

/** The indices of all inputs. */
export interface SobolIndices {
  readonly inputs: readonly SobolIndex[];
  /** What is explained by one input or another alone: 1 where they add up, less where they act together. */
  readonly firstSum: Estimate;
}

/** How often the rows of the sample are drawn anew for the intervals. */
const RESAMPLES = 1000;

/**
 * The uniforms of Saltelli's sample (Saltelli et al., Computer Physics Communications 181 (2010), 259–270): the runs of
 * A, of B, and of each AB_i, one block after the other, `runs` in each. `points[d · runs + r]` lie evenly in 2k
 * dimensions, of which A takes the first k; returned are k rows of runs · (k + 2), by input.
 */
export function saltelliSample(points: Float64Array, inputs: number, runs: number): Float64Array {
  const length = runs * (inputs + 2);
  const uniforms = new Float64Array(inputs * length);
  for (let i = 0; i < inputs; i++) {
    const ofA = points.subarray(i * runs, (i + 1) * runs);
    const ofB = points.subarray((inputs + i) * runs, (inputs + i + 1) * runs);
    for (let block = 0; block < inputs + 2; block++) {
      uniforms.set(block === 1 || block === i + 2 ? ofB : ofA, i * length + block * runs);
    }
  }
  return uniforms;
}

/**
 * The indices, from the metric of every run of a Saltelli sample, all of it finite; undefined where the
 * metric does not vary. The estimators are Jansen's, Computer Physics Communications 117 (1999), 35–43: first order
 * 1 − Σ(f(B) − f(AB_i))²/2NV, total Σ(f(A) − f(AB_i))²/2NV, with V the variance of A and B together. Intervals are
 * bootstrap percentiles: the N rows, each with its k + 2 runs, are drawn anew 1,000 times by `uniform`; for evenly
 * spread points they are wider than need be. The inputs must be drawn independently of one another.
 */
export function sobolIndices(
  metric: Float64Array,
  inputs: number,
  runs: number,
  uniform: () => number,
): SobolIndices | undefined {
  const terms = termsOf(metric, inputs, runs);
  const shares = sharesOf(terms, inputs, runs, (row) => row);
  if (shares === undefined) return undefined;
  const again = Array.from({ length: RESAMPLES }, () =>
    sharesOf(terms, inputs, runs, () => Math.floor(uniform() * runs)),
  ).filter((one) => one !== undefined);
  const estimate = (of: (shares: Float64Array) => number): Estimate => {
    const [low, high] = quantiles(Float64Array.from(again, of), 0, again.length, [0.025, 0.975]);
    return { value: of(shares), low, high };
  };
  return {
    inputs: Array.from({ length: inputs }, (_, i) => ({
      first: estimate((one) => one[2 * i]),
      total: estimate((one) => one[2 * i + 1]),
    })),
    firstSum: estimate((one) => one.reduce((sum, share, place) => (place % 2 === 0 ? sum + share : sum), 0)),
  };
}

/** What a row gives to the sums: f(A) + f(B), their squares, and by input (f(B) − f(AB_i))² and (f(A) − f(AB_i))². */
function termsOf(metric: Float64Array, inputs: number, runs: number): Float64Array {
  const width = 2 * inputs + 2;
  const terms = new Float64Array(runs * width);
  let mean = 0;
  for (let run = 0; run < 2 * runs; run++) mean += metric[run] / (2 * runs);
  for (let row = 0; row < runs; row++) {
    const [a, b] = [metric[row] - mean, metric[runs + row] - mean];
    terms[row * width] = a + b;
    terms[row * width + 1] = a * a + b * b;
    for (let i = 0; i < inputs; i++) {
      const mixed = metric[(i + 2) * runs + row] - mean;
      terms[row * width + 2 * i + 2] = (b - mixed) * (b - mixed);
      terms[row * width + 2 * i + 3] = (a - mixed) * (a - mixed);
    }
  }
  return terms;
}

/** First and total shares in turn, by input, over `runs` rows of the terms as `rowOf` picks them. */
function sharesOf(
  terms: Float64Array,
  inputs: number,
  runs: number,
  rowOf: (n: number) => number,
): Float64Array | undefined {
  const width = 2 * inputs + 2;
  const sums = new Float64Array(width);
  for (let n = 0; n < runs; n++) {
    const start = rowOf(n) * width;
    for (let term = 0; term < width; term++) sums[term] += terms[start + term];
  }
  const mean = sums[0] / (2 * runs);
  const twice = sums[1] - 2 * runs * mean * mean;
  if (!(twice > 0)) return undefined;
  return sums.subarray(2).map((sum, place) => (place % 2 === 0 ? 1 - sum / twice : sum / twice));
}
