/** Ranks, and how well two lists are ordered alike: what can be said of any metric, even one that is never reached. */
import { exp, log } from '../../quantity/exp-log.ts';
import type { Estimate } from './estimate.ts';

/** The standard normal quantile of 97.5 %. */
const TWO_SIDED_95 = 1.959963984540054;

/** The rank of each value, from 1; equal values share the mean of their ranks, and +∞ is the greatest. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((left, right) => compare(values[left], values[right]));
  const ranked = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let place = from; place < to; place++) ranked[order[place]] = (from + 1 + to) / 2;
  }
  return ranked;
}

/** The difference of two infinities is no number. */
function compare(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, ties averaged; undefined where either list does not vary.
 * The interval is Fisher's z with the variance (1 + r²/2)/(n − 3) of Bonett and Wright, Psychometrika 65 (2000),
 * 23–28: good up to about |r| = 0.95 in independent draws, and wider than need be in evenly spread ones.
 */
export function rankCorrelation(left: Float64Array, right: Float64Array): Estimate | undefined {
  const value = correlation(ranks(left), ranks(right));
  if (value === undefined) return undefined;
  const count = left.length;
  if (count <= 3) return { value, low: -1, high: 1 };
  const centre = log((1 + value) / (1 - value)) / 2;
  const halfWidth = TWO_SIDED_95 * Math.sqrt((1 + (value * value) / 2) / (count - 3));
  return { value, low: hyperbolicTangent(centre - halfWidth), high: hyperbolicTangent(centre + halfWidth) };
}

/** From exp alone, which every engine computes alike. */
function hyperbolicTangent(z: number): number {
  return 1 - 2 / (exp(2 * z) + 1);
}

/** Pearson's correlation; ranks have the mean (n + 1)/2. */
function correlation(left: Float64Array, right: Float64Array): number | undefined {
  const mean = (left.length + 1) / 2;
  let [across, ofLeft, ofRight] = [0, 0, 0];
  for (let n = 0; n < left.length; n++) {
    across += (left[n] - mean) * (right[n] - mean);
    ofLeft += (left[n] - mean) * (left[n] - mean);
    ofRight += (right[n] - mean) * (right[n] - mean);
  }
  if (ofLeft === 0 || ofRight === 0) return undefined;
  return Math.max(-1, Math.min(1, across / Math.sqrt(ofLeft * ofRight)));
}
