/** Noise of demands: how far a step's demand is from its schedule, by chance. */
import { normalQuantile } from '../chance/normal.ts';
import { stream } from '../chance/random.ts';
import { exp, log } from '../quantity/exp-log.ts';
import type { Model } from './network.ts';

/**
 * The factors by which demands are multiplied, step by step, in `lanes` replicates from `first` on: lognormal with mean
 * 1 and the coefficient of variation c, exp(σz − σ²/2) with σ² = log(1 + c²), anew each step. `variations` and
 * `factors` have demand k of lane l at `k · lanes + l`. Each demand of each replicate has a stream of its own,
 * ('noise', id, replicate), which gives one uniform a step: steps are to be taken in their order, each once. Where c is
 * 0 the factor is exactly 1 and no stream is opened.
 */
export function noiseOf(
  { scenario }: Model,
  variations: Float64Array,
  lanes: number,
  seed: string,
  first: number,
): (t: number, factors: Float64Array) => void {
  const noisy: { readonly at: number; readonly deviation: number; readonly uniform: () => number }[] = [];
  for (const [k, { id }] of scenario.demands.entries()) {
    for (let lane = 0; lane < lanes; lane++) {
      const variation = variations[k * lanes + lane];
      if (variation === 0) continue;
      const deviation = Math.sqrt(log(1 + variation * variation));
      noisy.push({ at: k * lanes + lane, deviation, uniform: stream(seed, 'noise', id, first + lane) });
    }
  }
  return (_, factors) => {
    factors.fill(1, 0, variations.length);
    for (const { at, deviation, uniform } of noisy) {
      factors[at] = exp(deviation * normalQuantile(uniform()) - (deviation * deviation) / 2);
    }
  };
}
