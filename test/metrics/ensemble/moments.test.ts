/** Means and spreads that add up, against the formulas written out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMoments, momentsOf, noMoments } from '../../../src/metrics/ensemble/moments.ts';
import { law } from '../../run.ts';

/** The moments of columns, of which each part has so many rows. */
function inParts(columns: readonly (readonly number[])[], sizes: readonly number[]) {
  const moments = noMoments(columns.length);
  let before = 0;
  for (const count of sizes) {
    const metrics = Float64Array.from(columns.flatMap((column) => column.slice(before, before + count)));
    addMoments(moments, before, momentsOf({ count, metrics }), count);
    before += count;
  }
  return moments;
}

const columns = fc
  .tuple(
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 3 }),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  )
  .chain(([runs, many, shift]) =>
    fc
      .array(
        fc.array(
          fc.oneof({ weight: 5, arbitrary: fc.double({ min: 0, max: 10, noNaN: true }) }, fc.constant(Number.NaN)),
          {
            ...{ minLength: runs, maxLength: runs },
          },
        ),
        { minLength: many, maxLength: many },
      )
      .map((all) => all.map((column) => column.map((value) => value + shift))),
  );

test('are those of all numbers together, what is null left out and counted', () => {
  law(
    columns,
    (all) => {
      const runs = (all[0] as number[]).length;
      const { mean, squares, nulls } = inParts(all, [runs]);
      for (const [m, column] of all.entries()) {
        const own = column.filter((value) => !Number.isNaN(value));
        expect(nulls[m]).toBe(runs - own.length);
        const average = own.length === 0 ? 0 : own.reduce((sum, value) => sum + value, 0) / own.length;
        expect(Math.abs((mean[m] as number) - average)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(average)));
        const spread = own.reduce((sum, value) => sum + (value - average) * (value - average), 0);
        expect(Math.abs((squares[m] as number) - spread)).toBeLessThanOrEqual(1e-9 * (1 + spread));
      }
      return true;
    },
    200,
  );
});

test('are the same to the last bit however whole pieces are put into parts', () => {
  law(
    columns,
    (all) => {
      const runs = (all[0] as number[]).length;
      const pieces = Array.from({ length: Math.ceil(runs / 64) }, (_, n) => Math.min(64, runs - 64 * n));
      expect(inParts(all, pieces)).toEqual(inParts(all, [runs]));
      return true;
    },
    200,
  );
});

test('of one number over and over have exactly its mean and no spread', () => {
  const { mean, squares } = inParts([Array.from({ length: 1000 }, () => 0.1)], [640, 360]);
  expect([mean[0], squares[0]]).toEqual([0.1, 0]);
});
