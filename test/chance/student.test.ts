/** Student's t against published tables. */
import { expect, test } from 'vitest';
import { normalQuantile } from '../../src/chance/normal.ts';
import { studentTwoSided, withinStudent } from '../../src/chance/student.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper critical values at 0.975 and 0.995.
test.each([
  [1, 12.706, 63.657],
  [2, 4.303, 9.925],
  [3, 3.182, 5.841],
  [5, 2.571, 4.032],
  [10, 2.228, 3.169],
  [29, 2.045, 2.756],
  [100, 1.984, 2.626],
])('with %i degrees of freedom t is as the tables have it', (degrees, at95, at99) => {
  expect(studentTwoSided(0.95, degrees)).toBeCloseTo(at95, 3);
  expect(studentTwoSided(0.99, degrees)).toBeCloseTo(at99, 3);
});

test('the quantile gives back the probability', () => {
  for (const degrees of [1, 2, 7, 40, 999]) {
    expect(withinStudent(studentTwoSided(0.95, degrees), degrees)).toBeCloseTo(0.95, 12);
  }
});

test('of many degrees of freedom it is the normal distribution, without a step where that takes over', () => {
  expect(studentTwoSided(0.95, 20_000)).toBe(normalQuantile(0.975));
  expect(studentTwoSided(0.95, 10_000) / normalQuantile(0.975)).toBeCloseTo(1, 3);
});
