/** Quantiles, against sorting. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderStatisticFinder, quantileFinder, quantiles } from '../../src/chance/quantiles.ts';
import { law } from '../run.ts';

/** Numbers as runs make them: many alike, some far apart, some never. */
const numbers = fc
  .tuple(
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 40 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(0, 1, 1e-300, 1e290),
    fc.nat(3),
  )
  .map(([some, times, other, infinite]) =>
    Float64Array.from([
      ...some.flatMap((value, n) => Array.from({ length: n % 3 === 0 ? times : 1 }, () => value)),
      ...some.map((value) => value * other),
      ...Array.from({ length: infinite }, () => Number.POSITIVE_INFINITY),
    ]),
  );

test('order statistics are what stands at their ranks after sorting', () => {
  law(
    numbers,
    (values) => {
      const sorted = values.slice().sort();
      const padded = Float64Array.from([7, ...values, -7]);
      const ranks = Int32Array.from(values.keys()).filter((rank) => rank % 3 === 0);
      const found = orderStatisticFinder(values.length, ranks)(padded, 1);
      // -0 and 0 stand in no order.
      expect(Array.from(found, (value) => value + 0)).toEqual(Array.from(ranks, (rank) => sorted[rank] + 0));
      return true;
    },
    500,
  );
});

test('ten thousand numbers, evenly spread or within a hair of each other', () => {
  for (const spread of [(n: number) => n / 7, (n: number) => 1 + n * Number.EPSILON, (n: number) => Math.exp(n / 20)]) {
    const values = Float64Array.from({ length: 10_000 }, (_, n) => spread((n * 7919) % 10_000));
    const sorted = values.slice().sort();
    const ranks = Int32Array.of(0, 1, 499, 5000, 9998, 9999);
    expect(orderStatisticFinder(10_000, ranks)(values, 0)).toEqual(Float64Array.from(ranks, (rank) => sorted[rank]));
  }
});

test('a quantile lies between its neighbours, as R and NumPy have it', () => {
  // numpy.quantile([1, 2, 4, 8], [0, .05, .25, .5, .9, 1])
  const found = quantiles(Float64Array.of(8, 1, 4, 2), 0, 4, [0, 0.05, 0.25, 0.5, 0.9, 1]);
  expect(Array.from(found, (value) => Number(value.toPrecision(12)))).toEqual([1, 1.15, 1.75, 3, 6.8, 8]);
});

test('of one lot of numbers after another each quantile is its own', () => {
  law(fc.array(numbers, { minLength: 2, maxLength: 5 }), (lots) => {
    const size = Math.min(...lots.map(({ length }) => length));
    const find = quantileFinder(size, [0, 0.3, 1]);
    const found = lots.map((values) => find(values, 0));
    expect(found).toEqual(lots.map((values) => quantiles(values, 0, size, [0, 0.3, 1])));
    return true;
  });
});

test('never counts as longer than any time', () => {
  const never = Number.POSITIVE_INFINITY;
  expect(quantiles(Float64Array.of(never, 3, never, 5), 0, 4, [0.25, 0.5, 0.75])).toEqual(
    Float64Array.of(4.5, never, never),
  );
  expect(quantiles(Float64Array.of(never), 0, 1, [0.5])).toEqual(Float64Array.of(never));
});

test('one number is all its quantiles', () => {
  expect(quantiles(Float64Array.of(3), 0, 1, [0.05, 0.5, 0.95])).toEqual(Float64Array.of(3, 3, 3));
});
