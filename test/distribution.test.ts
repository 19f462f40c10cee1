import { describe, expect, test } from 'vitest';
import { central, type Distribution, distributionFault, mapDistribution } from '../src/distribution.ts';

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
