/** The simplex method, on functions whose least value is known. */
import { describe, expect, test } from 'vitest';
import { MOST_NUMBERS, nelderMead } from '../../../src/metrics/fit/nelder-mead.ts';

const MIDDLE = (count: number) => Array.from({ length: count }, () => 0.5);

describe('the least value', () => {
  test('of Rosenbrock’s valley, from either side of it, is where both numbers are 1', () => {
    const valley = ([u = 0, v = 0]: readonly number[]) => {
      const [x, y] = [4 * u - 2, 4 * v - 2];
      return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
    };
    for (const start of [[0.2, 0.75], [0.9, 0.1], MIDDLE(2)]) {
      const { at, value } = nelderMead(valley, start);
      expect(value).toBeLessThan(1e-6);
      for (const one of at) expect(4 * one - 2).toBeCloseTo(1, 2);
    }
  });

  test('of a bowl within the bounds is its bottom, in as many numbers as may be free', () => {
    const bottom = [0.31, 0.72, 0.05, 0.9, 0.5, 0.44];
    const bowl = (at: readonly number[]) =>
      at.reduce((sum, one, i) => sum + (i + 1) * (one - bottom[i]) * (one - bottom[i]), 2);
    for (let count = 1; count <= MOST_NUMBERS; count++) {
      const { at, value } = nelderMead(bowl, MIDDLE(count));
      expect(value, `${count} numbers`).toBeCloseTo(2, 6);
      for (const [i, one] of at.entries()) expect(one, `${count} numbers`).toBeCloseTo(bottom[i], 2);
    }
  });

  test('of a tilted bowl whose bottom lies beyond a bound is on that bound', () => {
    // Least of (x − 1.4)² + (y − 0.5)² + (x − 1.4)(y − 0.5) where x ≤ 1: y − 0.5 = 0.2.
    const bowl = ([x = 0, y = 0]: readonly number[]) =>
      (x - 1.4) * (x - 1.4) + (y - 0.5) * (y - 0.5) + (x - 1.4) * (y - 0.5);
    const { at } = nelderMead(bowl, MIDDLE(2));
    expect(at[0]).toBe(1);
    expect(at[1]).toBeCloseTo(0.7, 3);
  });

  test('is found beside a hollow that is less deep, and beside where there is no value at all', () => {
    const two = ([x = 0]: readonly number[]) =>
      x < 0.1 ? Number.NaN : Math.min(1 + 20 * (x - 0.5) * (x - 0.5), 30 * (x - 0.85) * (x - 0.85));
    expect(nelderMead(two, [0.5]).at[0]).toBeCloseTo(0.85, 3);
  });
});

test('the same function is asked the same, and so many numbers at most', () => {
  const asked = () => {
    const points: string[] = [];
    nelderMead(([x = 0, y = 0]) => {
      points.push(`${x} ${y}`);
      return Math.abs(x - 0.3) + Math.abs(y - x);
    }, MIDDLE(2));
    return points;
  };
  expect(asked()).toEqual(asked());
  expect(asked().length).toBeLessThan(1500);
  expect(() => nelderMead(() => 0, MIDDLE(MOST_NUMBERS + 1))).toThrow('1 to 6 numbers, got 7');
  expect(() => nelderMead(() => 0, [])).toThrow();
});
