import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  central,
  type Distribution,
  distributionFault,
  drawFault,
  mapDistribution,
  quantile,
  quantiles,
} from '../../src/chance/distribution.ts';
import { normalProbability } from '../../src/chance/normal.ts';
import { uniformsOf } from '../../src/chance/random.ts';
import { law } from '../run.ts';

type Kind = Distribution<number>['kind'];

/** Of each kind: a sound one, its central value, and faulty ones with what was expected of them. */
const KINDS: {
  readonly [K in Kind]: {
    readonly sound: Extract<Distribution<number>, { kind: K }>;
    readonly central: number;
    readonly faulty: readonly (readonly [Omit<Extract<Distribution<number>, { kind: K }>, 'kind'>, string])[];
  };
} = {
  value: {
    sound: { kind: 'value', value: 5 },
    central: 5,
    faulty: [
      [{ value: Number.NaN }, 'a finite number'],
      [{ value: Number.POSITIVE_INFINITY }, 'a finite number'],
    ],
  },
  uniform: {
    sound: { kind: 'uniform', low: 2, high: 5 },
    central: 3.5,
    faulty: [[{ low: 5, high: 2 }, 'uniform [a, b] with a ≤ b']],
  },
  triangular: {
    sound: { kind: 'triangular', low: 6, mode: 9, high: 17 },
    central: 9,
    faulty: [
      [{ low: 6, mode: 5, high: 17 }, 'triangular [a, mode, b] with a ≤ mode ≤ b'],
      [{ low: 6, mode: 18, high: 17 }, 'triangular [a, mode, b] with a ≤ mode ≤ b'],
    ],
  },
  normal: {
    sound: { kind: 'normal', mean: 5, deviation: 1 },
    central: 5,
    faulty: [[{ mean: 5, deviation: -1 }, 'normal [mean, standard deviation] with a standard deviation of at least 0']],
  },
  lognormal: {
    sound: { kind: 'lognormal', median: 5, factor: 2 },
    central: 5,
    faulty: [
      [{ median: 0, factor: 2 }, 'lognormal [median, factor] with a median above 0 and a factor of at least 1'],
      [{ median: 5, factor: 0.5 }, 'lognormal [median, factor] with a median above 0 and a factor of at least 1'],
    ],
  },
  chance: {
    sound: { kind: 'chance', probability: 0.6 },
    central: 1,
    faulty: [
      [{ probability: -0.1 }, 'a probability from 0 to 1'],
      [{ probability: 1.5 }, 'a probability from 0 to 1'],
    ],
  },
  choice: {
    sound: { kind: 'choice', values: [10, 20, 30], weights: [1, 3, 2] },
    central: 20,
    faulty: [
      [{ values: [1, 2], weights: [1, 1] }, 'one likeliest value, for the central run to take'],
      [{ values: [1, 2], weights: [-1, 2] }, 'weights of at least 0, one of them above 0'],
      [{ values: [1, 2], weights: [0, 0] }, 'weights of at least 0, one of them above 0'],
      [{ values: [1, 2], weights: [1, Number.POSITIVE_INFINITY] }, 'weights of at least 0, one of them above 0'],
    ],
  },
};

describe.each(Object.entries(KINDS))('a %s', (kind, { sound, central: value, faulty }) => {
  test('is sound where its numbers fit together', () => {
    expect(distributionFault(sound)).toBeUndefined();
  });

  test(`has the central value ${value}`, () => {
    expect(central(sound)).toBe(value);
  });

  test('says what it expects where its numbers do not fit together', () => {
    const found = faulty.map(([parameters]) => distributionFault({ kind, ...parameters } as Distribution<number>));
    expect(found).toEqual(faulty.map(([, expected]) => expected));
  });

  test('keeps its kind when its numbers are replaced', () => {
    const same = mapDistribution(
      mapDistribution(sound, (number) => `${number}`),
      Number,
    );
    expect(same).toEqual(sound);
  });
});

test.each([
  [0, 0],
  [0.49, 0],
  [0.5, 1],
  [1, 1],
])('a chance of %f counts, in the central run, as %i', (probability, value) => {
  expect(central({ kind: 'chance', probability })).toBe(value);
});

test('a value that is likely twice over is no tie', () => {
  const twice: Distribution<number> = { kind: 'choice', values: [7, 7, 8], weights: [2, 2, 1] };
  expect([distributionFault(twice), central(twice)]).toEqual([undefined, 7]);
});

/** Of each kind: mean, variance, whether the distribution function is continuous, and where draws may lie. */
const DRAWN: {
  readonly [K in Kind]: readonly {
    readonly of: Extract<Distribution<number>, { kind: K }>;
    readonly mean: number;
    readonly variance: number;
    readonly probabilityBelow: (value: number) => number;
  }[];
} = {
  value: [{ of: { kind: 'value', value: 5 }, mean: 5, variance: 0, probabilityBelow: (x) => (x < 5 ? 0 : 1) }],
  uniform: [
    { of: { kind: 'uniform', low: 2, high: 5 }, mean: 3.5, variance: 9 / 12, probabilityBelow: (x) => (x - 2) / 3 },
    { of: { kind: 'uniform', low: 2, high: 2 }, mean: 2, variance: 0, probabilityBelow: (x) => (x < 2 ? 0 : 1) },
  ],
  triangular: [
    triangular(6, 9, 17),
    triangular(0, 0, 2),
    triangular(0, 2, 2),
    {
      of: { kind: 'triangular', low: 3, mode: 3, high: 3 },
      mean: 3,
      variance: 0,
      probabilityBelow: (x) => (x < 3 ? 0 : 1),
    },
  ],
  normal: [
    {
      of: { kind: 'normal', mean: 5, deviation: 2 },
      mean: 5,
      variance: 4,
      probabilityBelow: (x) => normalProbability((x - 5) / 2),
    },
    { of: { kind: 'normal', mean: 5, deviation: 0 }, mean: 5, variance: 0, probabilityBelow: (x) => (x < 5 ? 0 : 1) },
  ],
  lognormal: [
    {
      of: { kind: 'lognormal', median: 5, factor: 1.5 },
      mean: 5 * Math.exp(Math.log(1.5) * (Math.log(1.5) / 2)),
      variance: 25 * Math.exp(Math.log(1.5) * Math.log(1.5)) * (Math.exp(Math.log(1.5) * Math.log(1.5)) - 1),
      probabilityBelow: (x) => normalProbability(Math.log(x / 5) / Math.log(1.5)),
    },
  ],
  chance: [chance(0.3), chance(0), chance(1)],
  choice: [
    {
      of: { kind: 'choice', values: [30, 10, 20], weights: [2, 1, 5] },
      mean: (60 + 10 + 100) / 8,
      variance: (2 * 900 + 100 + 5 * 400) / 8 - (170 / 8) * (170 / 8),
      probabilityBelow: (x) => (x < 10 ? 0 : x < 20 ? 1 / 8 : x < 30 ? 6 / 8 : 1),
    },
    {
      of: { kind: 'choice', values: [1, 2, 3], weights: [0, 1, 0] },
      mean: 2,
      variance: 0,
      probabilityBelow: (x) => (x < 2 ? 0 : 1),
    },
  ],
};

function triangular(low: number, mode: number, high: number) {
  return {
    of: { kind: 'triangular', low, mode, high } as const,
    mean: (low + mode + high) / 3,
    variance: (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18,
    probabilityBelow: (x: number) =>
      x < mode
        ? ((x - low) * (x - low)) / ((high - low) * (mode - low))
        : 1 - ((high - x) * (high - x)) / ((high - low) * (high - mode || 1)),
  };
}

function chance(probability: number) {
  return {
    of: { kind: 'chance', probability } as const,
    mean: probability,
    variance: probability * (1 - probability),
    probabilityBelow: (x: number) => (x < 0 ? 0 : x < 1 ? 1 - probability : 1),
  };
}

const CASES = Object.entries(DRAWN).flatMap(([kind, cases]) =>
  cases.map((one) => [`${kind} ${JSON.stringify(one.of)}`, one] as const),
);

const DRAWS = 40_000;

describe.each(CASES)('many draws of a %s', (name, { of, mean, variance, probabilityBelow }) => {
  const draw = quantiles(of);
  const sorted = uniformsOf('draws', name)(0, DRAWS).map(draw).sort();

  test('have its mean and variance, within four standard errors', () => {
    const found = sorted.reduce((sum, x) => sum + x, 0) / DRAWS;
    const squares = sorted.map((x) => (x - mean) * (x - mean));
    const spread = squares.reduce((sum, x) => sum + x, 0) / DRAWS;
    const kurtosis = squares.reduce((sum, x) => sum + (x - variance) * (x - variance), 0) / DRAWS;
    expect(Math.abs(found - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / DRAWS) + 1e-12);
    expect(Math.abs(spread - variance)).toBeLessThanOrEqual(4 * Math.sqrt(kurtosis / DRAWS) + 1e-12);
  });

  test('lie as the distribution function says', () => {
    // Kolmogorov and Smirnov's distance: 1.95/√n is passed once in a thousand, and more seldom where there are jumps.
    let distance = 0;
    for (const [place, x] of sorted.entries()) {
      if (x === sorted[place + 1]) continue;
      distance = Math.max(distance, Math.abs((place + 1) / DRAWS - probabilityBelow(x)));
    }
    expect(distance).toBeLessThan(1.95 / Math.sqrt(DRAWS));
  });
});

test('the table of draws has every kind', () => {
  expect(Object.keys(DRAWN).sort()).toEqual(Object.keys(KINDS).sort());
});

test.each([
  [{ kind: 'uniform', low: 2, high: 6 }, 0.25, 3],
  [{ kind: 'triangular', low: 0, mode: 1, high: 3 }, 1 / 12, 0.5],
  [{ kind: 'triangular', low: 0, mode: 1, high: 3 }, 1 / 3, 1],
  [{ kind: 'triangular', low: 0, mode: 1, high: 3 }, 5 / 6, 2],
  [{ kind: 'normal', mean: 5, deviation: 2 }, 0.975, 8.919927969080108],
  [{ kind: 'lognormal', median: 8, factor: 2 }, 0.8413447460685429, 16],
  [{ kind: 'chance', probability: 0.25 }, 0.75, 0],
  [{ kind: 'chance', probability: 0.25 }, 0.7500001, 1],
  [{ kind: 'choice', values: [9, 7, 8], weights: [1, 1, 2] }, 0.25, 7],
  [{ kind: 'choice', values: [9, 7, 8], weights: [1, 1, 2] }, 0.75, 8],
  [{ kind: 'choice', values: [9, 7, 8], weights: [1, 1, 2] }, 0.7500001, 9],
] as const)('of %j the quantile at %d is %d', (distribution, u, value) => {
  expect(quantile(distribution, u)).toBeCloseTo(value, 12);
});

test('a draw never falls as u grows, and stays where it can be', () => {
  const number = fc.integer({ min: -1000, max: 1000 }).map((x) => x / 7);
  const three = fc.tuple(number, number, number).map((all) => all.sort((left, right) => left - right));
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  type Drawn = readonly [distribution: Distribution<number>, low: number, high: number];
  const everywhere = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  const distribution = fc.oneof(
    three.map(([low, , high]): Drawn => [{ kind: 'uniform', low, high }, low, high]),
    three.map(([low, mode, high]): Drawn => [{ kind: 'triangular', low, mode, high }, low, high]),
    three.map(([mean, , high]): Drawn => [{ kind: 'normal', mean, deviation: high - mean }, ...everywhere]),
    three.map(
      ([low, , high]): Drawn => [
        { kind: 'lognormal', median: Math.abs(low) + 0.1, factor: 1 + high - low },
        0,
        Number.POSITIVE_INFINITY,
      ],
    ),
    probability.map((p): Drawn => [{ kind: 'chance', probability: p }, 0, 1]),
    three.map(
      (values): Drawn => [{ kind: 'choice', values: values.toReversed(), weights: [1, 0.3, 2] }, values[0], values[2]],
    ),
  );
  const u = fc.integer({ min: 0, max: 0xffffffff }).map((cell) => (cell + 0.5) / 0x100000000);
  law(fc.tuple(distribution, u, u), ([[of, low, high], one, other]) => {
    const [below, above] = [Math.min(one, other), Math.max(one, other)].map(quantiles(of));
    return low <= below && below <= above && above <= high;
  });
});

test('a triangular draw does not fall where it passes the mode', () => {
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 });
  law(
    fc.tuple(numbers, fc.integer({ min: -3, max: 3 })),
    ([all, cells]) => {
      const [low, mode, high] = all.sort((left, right) => left - right);
      const u = (mode - low) / (high - low) + cells * (Number.EPSILON / 4);
      if (!(u > 0 && u < 1 - Number.EPSILON)) return true;
      const at = quantiles({ kind: 'triangular', low, mode, high });
      const [below, above] = [at(u), at(u + Number.EPSILON)];
      return low <= below && below <= above && above <= high;
    },
    3000,
  );
});

test('in a replicate a choice may have two likeliest values', () => {
  const tie: Distribution<number> = { kind: 'choice', values: [1, 2], weights: [1, 1] };
  expect([drawFault(tie), quantile(tie, 0.4), quantile(tie, 0.6)]).toEqual([undefined, 1, 2]);
});
