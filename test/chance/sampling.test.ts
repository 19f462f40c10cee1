import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOBOL_DIMENSIONS } from '../../src/chance/direction-numbers.ts';
import { type Sampling, samplesOf } from '../../src/chance/sampling.ts';
import { sobol } from '../../src/chance/sobol.ts';
import { law } from '../run.ts';

const WAYS: readonly Sampling[] = ['plain', 'latin-hypercube', 'sobol'];
const scrambled = (dimension: number, seed = 'seed') => sobol(dimension, { seed, name: `name ${dimension}` });
/** Which of so many equal parts of (0, 1) each uniform lies in, in ascending order. */
const strata = (uniforms: Float64Array, parts: number) => uniforms.map((u) => Math.floor(u * parts)).sort();
const eachOnce = (parts: number) => Float64Array.from({ length: parts }, (_, part) => part);

describe.each(WAYS)('%s sampling', (sampling) => {
  test('gives each replicate the same draw in whatever block it comes', () => {
    law(
      fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 300 }), fc.nat(2000)),
      ([first, count, before]) => {
        const [one] = samplesOf(sampling, 'seed', ['name'], 3000);
        const [other] = samplesOf(sampling, 'seed', ['name'], 3000);
        other(before, 100);
        return one(first, count).every((u, place) => u === other(first + place, 1)[0]);
      },
      20,
    );
  });

  test('gives each seed and each name draws of its own', () => {
    const first = (seed: string, name: string) => samplesOf(sampling, seed, [name], 10)[0](3, 1)[0];
    expect(new Set([first('s', 'a'), first('s', 'b'), first('t', 'a'), first('a', 's')]).size).toBe(4);
  });

  test('keeps strictly within 0 and 1', () => {
    const [uniforms] = samplesOf(sampling, 'seed', ['name'], 50_000);
    const drawn = uniforms(0, 50_000);
    expect(drawn.every((u) => u > 0 && u < 1)).toBe(true);
  });
});

/** Whether a draw changes with what else there is. */
test.each([
  ['plain', false, false],
  ['latin-hypercube', true, false],
  ['sobol', false, true],
] as const)(
  'with %s, a draw changes with the number of replicates: %s, with the names before it: %s',
  (sampling, runs, names) => {
    const draw = (before: readonly string[], count: number) =>
      samplesOf(sampling, 'seed', [...before, 'name'], count).at(-1)?.(5, 4);
    const usual = draw([], 20);
    expect(JSON.stringify(draw([], 21)) !== JSON.stringify(usual)).toBe(runs);
    expect(JSON.stringify(draw(['other'], 20)) !== JSON.stringify(usual)).toBe(names);
  },
);

describe('a Latin hypercube', () => {
  test('meets every stratum once, whatever the number of replicates', () => {
    law(
      fc.integer({ min: 1, max: 3000 }),
      (runs) =>
        samplesOf('latin-hypercube', 'seed', ['a', 'b'], runs).every((draw) =>
          strata(draw(0, runs), runs).every((stratum, place) => stratum === place),
        ),
      50,
    );
  });

  test('has no replicate past the last', () => {
    const [draw] = samplesOf('latin-hypercube', 'seed', ['a'], 100);
    expect(() => draw(64, 64)).toThrow('no replicate 127 among 100');
  });

  test('is what it was', () => {
    const [draw] = samplesOf('latin-hypercube', 'chokepoint', ['assumptions.growth'], 5);
    expect([...draw(0, 5)]).toEqual([
      0.05662569880951196, 0.9854017436737195, 0.43024882653262464, 0.32005913455504925, 0.7177148317219689,
    ]);
  });
});

describe('the Sobol sequence', () => {
  test('begins, unscrambled, as published', () => {
    const points = [0, 1, 2, 9].map((dimension) => [...sobol(dimension)(0, 8)].map((u) => Math.floor(u * 16) / 16));
    // Computed with scipy 1.17.1 (stats.qmc.Sobol, scramble=False), which reads the same table.
    expect(points).toEqual([
      [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125],
      [0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625],
      [0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375],
      [0, 0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875],
    ]);
  });

  test('is the published one in its last dimension too, at point 123456', () => {
    expect(sobol(SOBOL_DIMENSIONS - 1)(123_456, 1)[0]).toBeCloseTo(0.48700714111328125, 9);
  });

  test('is, scrambled, what it was', () => {
    const key = { seed: 'chokepoint', name: 'assumptions.growth' };
    expect([...sobol(0, key)(0, 3)]).toEqual([0.4942746915621683, 0.8077996674692258, 0.7360426272498444]);
    expect([...sobol(1, key)(1_000_000, 2)]).toEqual([0.08930952858645469, 0.711100178421475]);
  });

  test.each([
    ['unscrambled', (dimension: number) => sobol(dimension)],
    ['scrambled', scrambled],
  ] as const)('%s, has one of its first 2ᵐ points in each of 2ᵐ parts of every dimension', (_, of) => {
    for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
      for (const parts of [4, 64, 1024]) expect(strata(of(dimension)(0, parts), parts)).toEqual(eachOnce(parts));
    }
  });

  test('scrambled, has one of its first 2ᵐ points in each rectangle of area 2⁻ᵐ of the first two dimensions', () => {
    for (const m of [2, 5, 10]) {
      const [x, y] = [scrambled(0)(0, 1 << m), scrambled(1)(0, 1 << m)];
      for (let bits = 0; bits <= m; bits++) {
        const [columns, rows] = [1 << bits, 1 << (m - bits)];
        const cells = x.map((u, one) => Math.floor(u * columns) * rows + Math.floor(y[one] * rows)).sort();
        expect(cells).toEqual(eachOnce(1 << m));
      }
    }
  });

  test('scrambled, has dimensions that are not correlated', () => {
    const points = 4096;
    const columns = [0, 1, 2, 7, 30, 99, 254, 255].map((dimension) => scrambled(dimension)(0, points));
    for (const [place, one] of columns.entries()) {
      for (const other of columns.slice(0, place)) {
        const correlation = one.reduce((sum, u, point) => sum + 12 * (u - 0.5) * (other[point] - 0.5), 0) / points;
        expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(points));
      }
    }
  });

  test('scrambled, has a mean point that lies anywhere with the seed', () => {
    const firsts = Float64Array.from({ length: 2000 }, (_, seed) => scrambled(0, `seed ${seed}`)(0, 1)[0]).sort();
    const distance = Math.max(...firsts.map((u, place) => Math.abs(u - (place + 0.5) / firsts.length)));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(firsts.length));
  });

  test('ends with its table, and says so', () => {
    expect(() => sobol(SOBOL_DIMENSIONS)).toThrow('no direction numbers of dimension 257');
  });
});

test('the error of a mean shrinks as 1/√n by plain chance, and faster than 1/n with Sobol points', () => {
  const names = ['a', 'b', 'c', 'd'];
  const product = (columns: readonly Float64Array[], run: number) =>
    columns.reduce((value, column, place) => value * (1 + (column[run] - 0.5) / (place + 1)), 1);
  /** Log₂ of the root mean square error of the mean over 2ᵐ replicates, over 40 seeds. */
  const error = (sampling: Sampling, m: number) => {
    let squares = 0;
    for (let seed = 0; seed < 40; seed++) {
      const columns = samplesOf(sampling, `seed ${seed}`, names, 1 << m).map((draw) => draw(0, 1 << m));
      let sum = 0;
      for (let run = 0; run < 1 << m; run++) sum += product(columns, run);
      squares += (sum / (1 << m) - 1) * (sum / (1 << m) - 1);
    }
    return Math.log2(squares / 40) / 2;
  };
  /** The slope of the line through the errors of m = 6 … 12, by least squares. */
  const exponent = (sampling: Sampling) =>
    [6, 7, 8, 9, 10, 11, 12].reduce((sum, m) => sum + ((m - 9) * error(sampling, m)) / 28, 0);
  expect(Math.abs(exponent('plain') + 0.5)).toBeLessThan(0.12);
  expect(exponent('sobol')).toBeLessThan(-1);
});
