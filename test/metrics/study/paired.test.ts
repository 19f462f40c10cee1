/** Differences on the same draws: the formula, and what it is for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairing } from '../../../src/metrics/study/paired.ts';
import { meanOfWorst } from '../../../src/metrics/study/tail.ts';
import { law } from '../../run.ts';

const column = (...values: number[]) => Float64Array.from(values);

test('the standard error is that of the differences: by hand for four replicates', () => {
  const found = pairing(4)(column(10, 20, 30, 40), column(12, 21, 35, 44));
  // d = 2, 1, 5, 4: mean 3, Σ(d − 3)² = 1 + 4 + 4 + 1 = 10, s² = 10/3, error √(10/3/4); t(3) = 3.182446.
  expect(found.difference).toBe(3);
  expect(found.standardError).toBeCloseTo(Math.sqrt(10 / 12), 12);
  expect(found.low).toBeCloseTo(3 - 3.182446305 * Math.sqrt(10 / 12), 6);
  expect(found.high).toBeCloseTo(3 + 3.182446305 * Math.sqrt(10 / 12), 6);
  // s² of the columns: 500/3 and Σ(v − 28)² = 256 + 49 + 49 + 256 = 610 over 3; 4·(500 + 610)/10 = 444.
  expect(found.unpairedRuns).toBeCloseTo(444, 9);
});

const columns = fc
  .array(fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
    minLength: 2,
    maxLength: 40,
  })
  .map((pairs) => [column(...pairs.map(([left]) => left)), column(...pairs.map(([, right]) => right))] as const);

describe('of any columns', () => {
  test('identical ones differ by exactly 0, with an interval of exactly 0', () =>
    law(columns, ([own]) => {
      const { difference, standardError, low, high } = pairing(own.length)(own, own.slice());
      return [difference, standardError, low, high].every((value) => Object.is(value, 0));
    }));

  test('swapping base and variant changes the sign exactly', () =>
    law(columns, ([left, right]) => {
      const pair = pairing(left.length);
      const [there, back] = [pair(left, right), pair(right, left)];
      return (
        there.difference === -back.difference + 0 &&
        there.standardError === back.standardError &&
        (there.low as number) === -(back.high as number) &&
        there.unpairedRuns === back.unpairedRuns
      );
    }));

  test('the paired variance is s²_base + s²_variant − 2·covariance', () =>
    law(columns, ([left, right]) => {
      const size = left.length;
      const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / size;
      const product = (one: Float64Array, other: Float64Array) =>
        one.reduce((sum, value, r) => sum + (value - mean(one)) * (other[r] - mean(other)), 0) / (size - 1);
      const expected = (product(left, left) + product(right, right) - 2 * product(left, right)) / size;
      const error = pairing(size)(left, right).standardError as number;
      const scale = (product(left, left) + product(right, right)) / size;
      // Numbers that differ by little have differences of few digits: those are what the last digits of the numbers leave.
      const dust = 1e-14 * Math.max(...left.map(Math.abs), ...right.map(Math.abs));
      return Math.abs(error * error - expected) <= 1e-9 * scale + dust * Math.sqrt(scale) + dust * dust + 1e-300;
    }));

  test('the worst 5 % are at least as bad as the mean, and at most as bad as the worst', () =>
    law(columns, ([values]) => {
      const worst = meanOfWorst(values);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return worst >= mean - 1e-6 && worst <= Math.max(...values) + 1e-6;
    }));
});

test('a difference that never varies would need no end of unpaired replicates', () => {
  expect(pairing(3)(column(1, 2, 3), column(11, 12, 13)).unpairedRuns).toBe('unbounded');
  expect(pairing(3)(column(5, 5, 5), column(6, 6, 6)).unpairedRuns).toBe(null);
});

test('a single replicate has a difference and no interval', () => {
  const expected = { difference: 2, standardError: null, low: null, high: null, unpairedRuns: null };
  expect(pairing(1)(column(3), column(5))).toEqual(expected);
});

describe('the mean of the worst 5 %', () => {
  test('of 40 replicates is that of the worst two', () => {
    expect(meanOfWorst(Float64Array.from({ length: 40 }, (_, n) => n))).toBe(38.5);
  });

  test('counts a replicate in part: of 30, one and a half', () => {
    // (29 + 0.5·28)/1.5
    expect(meanOfWorst(Float64Array.from({ length: 30 }, (_, n) => n))).toBeCloseTo(43 / 1.5, 12);
  });

  test('of fewer than twenty is the worst', () => {
    expect(meanOfWorst(column(3, 9, 1))).toBe(9);
  });
});
