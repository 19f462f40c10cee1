import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalProbability, normalQuantile } from '../../src/chance/normal.ts';
import { law } from '../run.ts';

/** Computed with mpmath 1.3 to 40 digits. */
const KNOWN: readonly (readonly [z: number, probability: number])[] = [
  [-37, 5.725571222524577e-300],
  [-20, 2.7536241186062337e-89],
  [-10, 7.619853024160525e-24],
  [-6, 9.86587645037698e-10],
  [-5.7, 5.990371401063528e-9],
  [-5.6, 1.071759025831093e-8],
  [-3, 0.0013498980316300946],
  [-1.5, 0.06680720126885807],
  [-0.7, 0.24196365222307303],
  [-0.6, 0.2742531177500736],
  [-0.1, 0.460172162722971],
  [0.3, 0.6179114221889527],
  [1, 0.8413447460685429],
  [2, 0.9772498680518208],
  [4, 0.9999683287581669],
];

const relative = (found: number, wanted: number) => Math.abs(found - wanted) / Math.abs(wanted);

test.each(KNOWN)('below %d falls a standard normal number with probability %d', (z, probability) => {
  expect(relative(normalProbability(z), probability)).toBeLessThan(1e-15);
});

/** Percentage points, of mpmath to 50 digits. */
test.each([
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.262340089798409],
  [0.975, 1.959963984540054],
  [0.95, 1.6448536269514722],
  [0.5, 0],
  [1e-300, -37.0470962993612],
])('with probability %d it falls below %d', (u, z) => {
  expect(Math.abs(normalQuantile(u) - z)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(z)));
});

describe('the inverse', () => {
  test('takes back the probability, down to 1e-300', () => {
    law(fc.double({ min: -300, max: Math.log10(0.5), noNaN: true }), (exponent) => {
      const u = Math.exp(exponent * Math.LN10);
      // A relative error of z is z² times as large in the probability.
      return relative(normalProbability(normalQuantile(u)), u) < 1e-15 * (1 + normalQuantile(u) * normalQuantile(u));
    });
  });

  test('never falls, and is the same on both sides of 0', () => {
    law(fc.tuple(fc.integer({ min: 1, max: 0x7fffffff }), fc.integer({ min: 1, max: 1000 })), ([cell, gap]) => {
      const u = (cell + 0.5) / 0x100000000;
      const mirrored = normalQuantile(1 - u);
      return mirrored === -normalQuantile(u) && normalQuantile(u + gap / 0x100000000) > normalQuantile(u);
    });
  });

  test('is infinite at the ends', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

test('the probability never falls where its formulas meet, and ends at 0 and 1', () => {
  for (const seam of [0.67448975, Math.sqrt(32)]) {
    for (const sign of [-1, 1]) {
      const [before, after] = [-1e-7, 1e-7].map((step) => normalProbability(sign * seam + step));
      expect(after).toBeGreaterThan(before);
    }
  }
  expect([normalProbability(-40), normalProbability(9), normalProbability(0)]).toEqual([0, 1, 0.5]);
});
