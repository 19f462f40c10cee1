import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankCorrelation, ranks } from '../../../src/metrics/sensitivity/ranks.ts';
import { law } from '../../run.ts';

const list = (...values: number[]) => Float64Array.from(values);

describe('ranks', () => {
  test.each([
    ['count from 1, the least first', [30, 10, 20], [3, 1, 2]],
    ['are shared by equal values', [5, 7, 5, 9], [1.5, 3, 1.5, 4]],
    ['are all the middle one where all values are equal', [4, 4, 4], [2, 2, 2]],
    ['put a time that never comes last, as often as it does', [Infinity, 3, Infinity], [2.5, 1, 2.5]],
  ])('%s', (_, values, expected) => {
    expect([...ranks(list(...values))]).toEqual(expected);
  });
});

describe('the rank correlation', () => {
  test.each([
    // scipy.stats.spearmanr, first example of its documentation.
    ['of five pairs with a tie is 8/√95', [1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 8 / Math.sqrt(95)],
    // Wikipedia, Spearman's rank correlation coefficient: intelligence and hours of television.
    [
      'of ten people is −29/165',
      [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
      [7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
      -29 / 165,
    ],
  ])('%s', (_, left, right, expected) => {
    expect(rankCorrelation(list(...left), list(...right))?.value).toBeCloseTo(expected, 12);
  });

  // D. G. Bonett's own package statpsych, the example of ci.spear.
  test('has the interval that its authors compute', () => {
    const y = list(21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19);
    const x = list(67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51);
    const found = rankCorrelation(y, x);
    expect(found?.value).toBeCloseTo(0.8699639, 6);
    expect(found?.low).toBeCloseTo(0.5840951, 6);
    expect(found?.high).toBeCloseTo(0.9638297, 6);
  });

  test('of two lists in the same order is 1, and its interval a point', () => {
    expect(rankCorrelation(list(1, 2, 3, 4), list(2, 4, 8, 16))).toEqual({ value: 1, low: 1, high: 1 });
    expect(rankCorrelation(list(1, 2, 3, 4), list(16, 8, 4, 2))).toEqual({ value: -1, low: -1, high: -1 });
  });

  test('of three pairs could be anything', () => {
    expect(rankCorrelation(list(1, 2, 3), list(1, 3, 2))).toEqual({ value: 0.5, low: -1, high: 1 });
  });

  test('is none where a list does not vary', () => {
    expect(rankCorrelation(list(1, 1, 1, 1), list(1, 2, 3, 4))).toBeUndefined();
    expect(rankCorrelation(list(1, 2, 3, 4), list(Infinity, Infinity, Infinity, Infinity))).toBeUndefined();
  });

  const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 4,
    maxLength: 30,
  });
  const columns = (rows: readonly (readonly [number, number])[]) => [
    Float64Array.from(rows, ([left]) => left),
    Float64Array.from(rows, ([, right]) => right),
  ];

  test('is the same whatever grows with the values takes their place', () => {
    law(pairs, (rows) => {
      const [left, right] = columns(rows);
      const stretched = right.map((value) => (value === 20 ? Infinity : Math.exp(value / 4) - 3));
      expect(rankCorrelation(left, stretched)).toEqual(rankCorrelation(left, right));
      return undefined;
    });
  });

  test('changes its sign and nothing else when one list is turned about', () => {
    law(pairs, (rows) => {
      const [left, right] = columns(rows);
      const there = rankCorrelation(left, right);
      const back = rankCorrelation(
        left.map((value) => -value),
        right,
      );
      if (there === undefined || back === undefined) return there === back;
      expect(back.value).toBeCloseTo(-there.value, 12);
      expect(back.low).toBeCloseTo(-there.high, 9);
      return undefined;
    });
  });

  test('lies between −1 and 1, within its interval', () => {
    law(pairs, (rows) => {
      const [left, right] = columns(rows);
      const found = rankCorrelation(left, right);
      if (found === undefined) return true;
      const { value, low, high } = found;
      return -1 <= low && low <= value && value <= high && high <= 1;
    });
  });
});
