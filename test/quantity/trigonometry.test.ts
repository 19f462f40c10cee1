import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cos, sin } from '../../src/quantity/trigonometry.ts';

/** How many numbers lie between two, at most. */
function unitsApart(one: number, other: number): number {
  const bits = (value: number) => new BigInt64Array(Float64Array.of(Math.abs(value)).buffer)[0] as bigint;
  return Math.sign(one) * Math.sign(other) < 0 ? Number.POSITIVE_INFINITY : Number(bits(one) - bits(other));
}

test('sine and cosine of round angles are what the tables of fdlibm give', () => {
  expect([sin(0), cos(0), sin(Math.PI / 2), cos(Math.PI), sin(-Math.PI / 2)]).toEqual([0, 1, 1, -1, -1]);
  expect([sin(1), cos(1)]).toEqual([0.8414709848078965, 0.5403023058681398]);
  expect([sin(Math.PI), cos(Math.PI / 2)]).toEqual([1.2246467991473532e-16, 6.123233995736766e-17]);
});

test('sine and cosine are within a unit in the last place of the engine up to a million', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
      expect(Math.abs(unitsApart(sin(x), Math.sin(x)))).toBeLessThanOrEqual(1);
      expect(Math.abs(unitsApart(cos(x), Math.cos(x)))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 20_000 },
  );
});

test('what is not finite has no sine', () => {
  expect([sin(Number.POSITIVE_INFINITY), cos(Number.NEGATIVE_INFINITY), sin(Number.NaN)]).toEqual([
    ...[Number.NaN, Number.NaN, Number.NaN],
  ]);
});
