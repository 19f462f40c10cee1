/** Fit to observations: the measures on numbers that can be worked out by hand, and what must hold of any. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitOf } from '../../src/metrics/backtest.ts';
import { law } from '../run.ts';

test('a perfect fit has no error, no inequality and a correlation of 1', () => {
  const fit = fitOf([1, 2, 4], [1, 2, 4], 2);
  expect(fit).toMatchObject({ pairs: 3, mean_absolute_percentage_error: 0, mean_absolute_error: 0, bias: 0, theil: 0 });
  expect(fit).toMatchObject({ theil_bias: 0, theil_variance: 0, theil_covariance: 0 });
  expect(fit.correlation).toBeCloseTo(1, 12);
});

test('of nothing and nothing there is no inequality', () => {
  expect(fitOf([0, 0], [0, 0], 1).theil).toBe(0);
});

test('errors are shares of the reference level, and percentage errors of each observation', () => {
  // Errors +1, −2, +3: absolute mean 2, mean 2/3; of 2, 4 and 10 they are 50 %, 50 % and 30 %.
  const fit = fitOf([3, 2, 13], [2, 4, 10], 5);
  expect(fit.mean_absolute_error).toBeCloseTo(2 / 5, 12);
  expect(fit.bias).toBeCloseTo(2 / 3 / 5, 12);
  expect(fit.mean_absolute_percentage_error).toBeCloseTo((0.5 + 0.5 + 0.3) / 3, 12);
  expect(fit.worst).toBe(2);
});

test('a model that is too high by a constant errs by its mean alone', () => {
  const fit = fitOf([11, 12, 14], [1, 2, 4], 1);
  expect(fit.theil_bias).toBeCloseTo(1, 12);
  expect(fit.theil_variance).toBeCloseTo(0, 12);
  expect(fit.theil_covariance).toBeCloseTo(0, 12);
});

test('a model that swings twice as far around the same mean errs by its spread alone', () => {
  const fit = fitOf([-2, 2], [-1, 1], 1);
  expect(fit.theil_variance).toBeCloseTo(1, 12);
  expect(fit.correlation).toBeCloseTo(1, 12);
});

test('where an observation is 0 there is no percentage error, and where nothing varies no correlation', () => {
  expect(fitOf([1, 1], [0, 2], 1).mean_absolute_percentage_error).toBeNull();
  expect(fitOf([1, 1], [0, 2], 1).correlation).toBeNull();
  expect(fitOf([1, 2], [2, 2], 1).correlation).toBeNull();
});

test('the three parts of the square error sum to 1, the inequality lies within 0 and 1, and no measure sees the order of pairs', () => {
  const numbers = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 })), {
    minLength: 2,
    maxLength: 30,
  });
  law(numbers, (pairs) => {
    const fit = fitOf(
      pairs.map(([m]) => m),
      pairs.map(([, o]) => o),
      10,
    );
    const back = [...pairs].reverse();
    const reversed = fitOf(
      back.map(([m]) => m),
      back.map(([, o]) => o),
      10,
    );
    expect(reversed.theil).toBeCloseTo(fit.theil, 9);
    expect(reversed.mean_absolute_error).toBeCloseTo(fit.mean_absolute_error, 9);
    if (pairs.some(([m, o]) => m !== o))
      expect(fit.theil_bias + fit.theil_variance + fit.theil_covariance).toBeCloseTo(1, 9);
    return fit.theil >= 0 && fit.theil <= 1;
  });
});

test('fewer than two pairs are no fit', () => {
  expect(() => fitOf([1], [1], 1)).toThrow('at least two pairs');
  expect(() => fitOf([1, 2, 3], [1, 2], 1)).toThrow('at least two pairs');
});
