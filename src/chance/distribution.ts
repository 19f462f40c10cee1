/**
 * What an uncertain number may be. `T` is a number, or a formula still to be evaluated. One uniform draw makes one
 * value, by the inverse of the distribution function, so that streams of chance stay aligned whatever is changed.
 */
import { exp, log } from '../quantity/exp-log.ts';
import { greatest } from './extremes.ts';
import { normalQuantile } from './normal.ts';

export type Distribution<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'uniform'; readonly low: T; readonly high: T }
  | { readonly kind: 'triangular'; readonly low: T; readonly mode: T; readonly high: T }
  | { readonly kind: 'normal'; readonly mean: T; readonly deviation: T }
  | { readonly kind: 'lognormal'; readonly median: T; readonly factor: T }
  | { readonly kind: 'chance'; readonly probability: T }
  | { readonly kind: 'choice'; readonly values: readonly T[]; readonly weights: readonly T[] };

/** The same distribution with each parameter replaced by f(parameter). */
export function mapDistribution<T, U>(distribution: Distribution<T>, f: (parameter: T) => U): Distribution<U> {
  switch (distribution.kind) {
    case 'value':
      return { kind: 'value', value: f(distribution.value) };
    case 'uniform':
      return { kind: 'uniform', low: f(distribution.low), high: f(distribution.high) };
    case 'triangular':
      return { kind: 'triangular', low: f(distribution.low), mode: f(distribution.mode), high: f(distribution.high) };
    case 'normal':
      return { kind: 'normal', mean: f(distribution.mean), deviation: f(distribution.deviation) };
    case 'lognormal':
      return { kind: 'lognormal', median: f(distribution.median), factor: f(distribution.factor) };
    case 'chance':
      return { kind: 'chance', probability: f(distribution.probability) };
    case 'choice':
      return { kind: 'choice', values: distribution.values.map(f), weights: distribution.weights.map(f) };
  }
}

/**
 * The central value (model.md, Chance): uniform → midpoint, triangular → mode, normal → mean, lognormal → median,
 * chance → 1 if p ≥ 0.5 else 0, choice → the likeliest value.
 */
export function central(distribution: Distribution<number>): number {
  switch (distribution.kind) {
    case 'value':
      return distribution.value;
    case 'uniform':
      return (distribution.low + distribution.high) / 2;
    case 'triangular':
      return distribution.mode;
    case 'normal':
      return distribution.mean;
    case 'lognormal':
      return distribution.median;
    case 'chance':
      return distribution.probability >= 0.5 ? 1 : 0;
    case 'choice':
      return distribution.values[distribution.weights.indexOf(greatest(distribution.weights))] as number;
  }
}

/**
 * Why nothing can be drawn with these parameters: what was expected of them; undefined where they are sound. A file's
 * distributions must have a central value as well: `distributionFault`.
 */
export function drawFault(distribution: Distribution<number>): string | undefined {
  switch (distribution.kind) {
    case 'value':
      return Number.isFinite(distribution.value) ? undefined : 'a finite number';
    case 'uniform':
      return distribution.low <= distribution.high ? undefined : 'uniform [a, b] with a ≤ b';
    case 'triangular':
      return distribution.low <= distribution.mode && distribution.mode <= distribution.high
        ? undefined
        : 'triangular [a, mode, b] with a ≤ mode ≤ b';
    case 'normal':
      return distribution.deviation >= 0 && Number.isFinite(distribution.mean)
        ? undefined
        : 'normal [mean, standard deviation] with a standard deviation of at least 0';
    case 'lognormal':
      return distribution.median > 0 && distribution.factor >= 1
        ? undefined
        : 'lognormal [median, factor] with a median above 0 and a factor of at least 1';
    case 'chance':
      return distribution.probability >= 0 && distribution.probability <= 1 ? undefined : 'a probability from 0 to 1';
    case 'choice':
      return distribution.weights.every((weight) => weight >= 0 && Number.isFinite(weight)) &&
        distribution.weights.some((weight) => weight > 0)
        ? undefined
        : 'weights of at least 0, one of them above 0';
  }
}

/** Why the parameters can't be: what was expected of them; undefined where they are sound. */
export function distributionFault(distribution: Distribution<number>): string | undefined {
  const fault = drawFault(distribution);
  if (fault !== undefined || distribution.kind !== 'choice') return fault;
  const most = greatest(distribution.weights);
  const likeliest = new Set(distribution.values.filter((_, position) => distribution.weights[position] === most));
  return likeliest.size === 1 ? undefined : 'one likeliest value, for the central run to take';
}

/** The value below which a draw falls with probability u, 0 < u < 1: `quantiles` for a single u. */
export function quantile(distribution: Distribution<number>, u: number): number {
  return quantiles(distribution)(u);
}

/**
 * The inverse distribution function of sound parameters, never falling in u, for 0 < u < 1. A lognormal's logarithm
 * has the deviation log(factor); chance p is 0 for u ≤ 1 − p, else 1; a choice takes its values in ascending order,
 * each over a stretch of u as long as its share of the weights. Unsound parameters give any number, or NaN.
 */
export function quantiles(distribution: Distribution<number>): (u: number) => number {
  switch (distribution.kind) {
    case 'value': {
      const { value } = distribution;
      return () => value;
    }
    case 'uniform': {
      const { low, high } = distribution;
      return (u) => Math.min(high, low + u * (high - low));
    }
    case 'triangular':
      return triangularQuantiles(distribution);
    case 'normal': {
      const { mean, deviation } = distribution;
      return (u) => mean + deviation * normalQuantile(u);
    }
    case 'lognormal': {
      const { median } = distribution;
      const deviation = log(distribution.factor);
      return (u) => median * exp(deviation * normalQuantile(u));
    }
    case 'chance': {
      const never = 1 - distribution.probability;
      return (u) => (u <= never ? 0 : 1);
    }
    case 'choice':
      return choiceQuantiles(distribution);
  }
}

type Of<Kind> = Extract<Distribution<number>, { kind: Kind }>;

function triangularQuantiles({ low, mode, high }: Of<'triangular'>): (u: number) => number {
  const width = high - low;
  const rising = mode - low;
  const falling = high - mode;
  if (width === 0) return () => mode;
  return (u) =>
    u * width < rising
      ? Math.min(mode, low + Math.sqrt(u * width * rising))
      : Math.max(mode, high - Math.sqrt((1 - u) * width * falling));
}

function choiceQuantiles({ values, weights }: Of<'choice'>): (u: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ascending = values
    .map((value, place) => ({ value, weight: weights[place] }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => left.value - right.value);
  let sum = 0;
  const steps = ascending.map(({ value, weight }) => {
    sum += weight;
    return { value, upTo: sum };
  });
  const last = steps.at(-1)?.value ?? Number.NaN;
  return (u) => steps.find(({ upTo }) => u * total <= upTo)?.value ?? last;
}

/** The ends of a distribution that has them; undefined of one without, and of separate values. */
export function endsOf(
  distribution: Distribution<number>,
): { readonly low: number; readonly high: number } | undefined {
  switch (distribution.kind) {
    case 'uniform':
    case 'triangular':
      return { low: distribution.low, high: distribution.high };
    case 'value':
    case 'normal':
    case 'lognormal':
    case 'chance':
    case 'choice':
      return undefined;
  }
}
