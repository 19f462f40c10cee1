import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlate, correlatedGroups } from '../../src/chance/correlation.ts';
import { uniformsOf } from '../../src/chance/random.ts';
import { law } from '../run.ts';

const pair = (a: string, b: string, correlation: number) => ({ a, b, correlation });
const RUNS = 20_000;

/** The draws of the one group of the pairs, by name. */
function drawn(pairs: readonly ReturnType<typeof pair>[]): ReadonlyMap<string, Float64Array> {
  const [{ members, factor }] = correlatedGroups(pairs);
  const columns = members.map((name) => uniformsOf('seed', name)(0, RUNS));
  if (factor === undefined) throw new Error('no such numbers');
  correlate(factor, columns);
  return new Map(members.map((name, member) => [name, columns[member]]));
}

const column = (columns: ReadonlyMap<string, Float64Array>, name: string) => columns.get(name) as Float64Array;

/** Spearman's correlation of uniforms is that of their ranks; 12·mean of products, as both are uniform. */
function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((left, right) => values[left] - values[right]);
  const all = new Float64Array(values.length);
  for (const [rank, place] of order.entries()) all[place] = (rank + 0.5) / values.length;
  return all;
}

function spearman(one: Float64Array, other: Float64Array): number {
  const [left, right] = [ranks(one), ranks(other)];
  return (12 * left.reduce((sum, u, place) => sum + (u - 0.5) * (right[place] - 0.5), 0)) / one.length;
}

describe('a group', () => {
  test('is what pairs connect, in the order in which they are first named', () => {
    const pairs = [pair('d', 'b', 0.1), pair('x', 'y', 0.2), pair('a', 'b', 0.3), pair('y', 'z', 0.4)];
    expect(correlatedGroups(pairs).map(({ members }) => members)).toEqual([
      ['d', 'b', 'a'],
      ['x', 'y', 'z'],
    ]);
  });

  test('has no factor where the correlations exclude one another, or one number determines another', () => {
    const factors = (...pairs: readonly ReturnType<typeof pair>[]) =>
      correlatedGroups(pairs).map(({ factor }) => factor !== undefined);
    expect(factors(pair('a', 'b', 0.9), pair('b', 'c', 0.9))).toEqual([false]);
    expect(factors(pair('a', 'b', 0.9), pair('b', 'c', 0.9), pair('a', 'c', 0.8))).toEqual([true]);
    expect(factors(pair('a', 'b', 1), pair('c', 'd', -1), pair('e', 'f', 0.999))).toEqual([false, false, true]);
  });

  test('has as its factor a root of the correlations of the normal scores', () => {
    const size = fc.integer({ min: 2, max: 6 });
    const correlations = size.chain((n) =>
      fc.array(fc.double({ min: -0.15, max: 0.15, noNaN: true }), {
        minLength: (n * (n - 1)) / 2,
        maxLength: (n * (n - 1)) / 2,
      }),
    );
    law(correlations, (all) => {
      const pairs: ReturnType<typeof pair>[] = [];
      for (let i = 1; pairs.length < all.length; i++) {
        for (let j = 0; j < i; j++) pairs.push(pair(`n${j}`, `n${i}`, all[pairs.length]));
      }
      const [{ members, factor = [] }] = correlatedGroups(pairs);
      return pairs.every(({ a, b, correlation }) => {
        const [rowA, rowB] = [factor[members.indexOf(a)], factor[members.indexOf(b)]];
        const product = rowA.reduce((sum, x, place) => sum + x * (rowB[place] ?? 0), 0);
        return Math.abs(product - 2 * Math.sin((Math.PI * correlation) / 6)) < 1e-12;
      });
    });
  });
});

describe('correlated draws', () => {
  test.each([-0.99, -0.7, -0.2, 0, 0.3, 0.7, 0.95])('have the rank correlation asked for: %d', (correlation) => {
    const columns = drawn([pair('a', 'b', correlation)]);
    const error = (1 - correlation * correlation) * 1.1 * Math.sqrt(1 / RUNS);
    expect(Math.abs(spearman(column(columns, 'a'), column(columns, 'b')) - correlation)).toBeLessThan(4 * error + 1e-4);
  });

  test('have it in every pair of a group, 0 where none is given', () => {
    const columns = drawn([pair('a', 'b', 0.6), pair('b', 'c', -0.5), pair('c', 'd', 0.4)]);
    const found = (one: string, other: string) => spearman(column(columns, one), column(columns, other));
    const wanted = [0.6, -0.5, 0.4, 0, 0, 0];
    const all = [found('a', 'b'), found('b', 'c'), found('c', 'd'), found('a', 'c'), found('a', 'd'), found('b', 'd')];
    for (const [place, one] of all.entries()) expect(Math.abs(one - wanted[place])).toBeLessThan(4.4 / Math.sqrt(RUNS));
  });

  test('are each as even as uncorrelated ones', () => {
    for (const uniforms of drawn([pair('a', 'b', 0.6), pair('b', 'c', -0.5)]).values()) {
      const sorted = uniforms.slice().sort();
      expect(sorted[0] > 0 && sorted[RUNS - 1] < 1).toBe(true);
      const distance = Math.max(...sorted.map((u, place) => Math.abs(u - (place + 0.5) / RUNS)));
      expect(distance).toBeLessThan(1.95 / Math.sqrt(RUNS));
    }
  });

  test('of the first named are its own, bit for bit', () => {
    expect(column(drawn([pair('b', 'a', 0.6)]), 'b')).toEqual(uniformsOf('seed', 'b')(0, RUNS));
  });

  test('of those named before do not change when a pair with a new name is added at the end', () => {
    const before = drawn([pair('a', 'b', 0.6), pair('b', 'c', -0.5)]);
    const after = drawn([pair('a', 'b', 0.6), pair('b', 'c', -0.5), pair('a', 'd', 0.3)]);
    for (const [name, uniforms] of before) expect(column(after, name)).toEqual(uniforms);
    expect(after.size).toBe(4);
  });
});
