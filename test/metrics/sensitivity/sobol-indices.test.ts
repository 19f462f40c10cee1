import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplesOf } from '../../../src/chance/sampling.ts';
import { type SobolIndex, saltelliSample, sobolIndices } from '../../../src/metrics/sensitivity/sobol-indices.ts';
import { FEWER, law } from '../../run.ts';

type Function = (inputs: readonly number[]) => number;

type Points = (inputs: number, runs: number) => Float64Array;

/** A small plain generator (Lehmer 1951, multiplier 48271). */
function uniforms(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const plain =
  (seed: number): Points =>
  (inputs, runs) =>
    Float64Array.from({ length: 2 * inputs * runs }, uniforms(seed));

/** Scrambled Sobol points. */
const even: Points = (inputs, runs) => {
  const names = Array.from({ length: 2 * inputs }, (_, dimension) => `${dimension}`);
  return Float64Array.from(samplesOf('sobol', 'a test', names, runs).flatMap((uniforms) => [...uniforms(0, runs)]));
};

/** The metric of every run of a Saltelli sample. */
function metricOf(f: Function, inputs: number, runs: number, points: Points): Float64Array {
  const sample = saltelliSample(points(inputs, runs), inputs, runs);
  const all = runs * (inputs + 2);
  return Float64Array.from({ length: all }, (_, run) =>
    f(Array.from({ length: inputs }, (_input, i) => sample[i * all + run])),
  );
}

function indicesOf(f: Function, inputs: number, runs: number, points: Points = plain(1)): readonly SobolIndex[] {
  const found = sobolIndices(metricOf(f, inputs, runs, points), inputs, runs, uniforms(7));
  if (found === undefined) throw new Error('the function does not vary');
  return found.inputs;
}

/** sin x₁ + A sin² x₂ + B x₃⁴ sin x₁ with A = 7, B = 0.1 on −π to π (Ishigami and Homma 1990). */
const ishigami: Function = (inputs) => {
  const [x, y, z] = inputs.map((u) => (2 * u - 1) * Math.PI);
  return Math.sin(x) + 7 * Math.sin(y) * Math.sin(y) + 0.1 * z * z * z * z * Math.sin(x);
};

/** Π (|4u_i − 2| + a_i)/(1 + a_i): each V_i is 1/3(1 + a_i)², and V = Π(1 + V_i) − 1 (Saltelli and Sobol' 1995). */
const G = [0, 1, 4.5, 9];
const g: Function = (inputs) =>
  inputs.reduce((product, u, i) => (product * (Math.abs(4 * u - 2) + G[i])) / (1 + G[i]), 1);
const ofG = G.map((a) => 1 / (3 * (1 + a) * (1 + a)));
const varianceOfG = ofG.reduce((product, v) => product * (1 + v), 1) - 1;

const WEIGHTS = [3, 2, 1, 0];
const sumOfSquares = WEIGHTS.reduce((sum, weight) => sum + weight * weight, 0);

describe.each<readonly [string, Function, readonly number[], readonly number[]]>([
  ['the Ishigami function', ishigami, [0.3139, 0.4424, 0], [0.5576, 0.4424, 0.2437]],
  [
    'the g-function',
    g,
    ofG.map((v) => v / varianceOfG),
    ofG.map((v) => ((v / (1 + v)) * (1 + varianceOfG)) / varianceOfG),
  ],
  [
    'a weighted sum, of which each input explains its part of the variance',
    (inputs) => inputs.reduce((sum, u, i) => sum + WEIGHTS[i] * u, 5),
    WEIGHTS.map((weight) => (weight * weight) / sumOfSquares),
    WEIGHTS.map((weight) => (weight * weight) / sumOfSquares),
  ],
  ['a product about 0, where nothing is explained by one alone', ([a, b]) => (a - 0.5) * (b - 0.5), [0, 0], [1, 1]],
])('%s', (_, f, first, total) => {
  const found = () => indicesOf(f, first.length, 4096, even);

  test('has the indices that are known in closed form, to 0.02', () => {
    for (const [i, index] of found().entries()) {
      expect(Math.abs(index.first.value - first[i])).toBeLessThan(0.02);
      expect(Math.abs(index.total.value - total[i])).toBeLessThan(0.02);
    }
  });

  test('has them within the intervals', () => {
    for (const [i, index] of found().entries()) {
      for (const [{ low, high }, known] of [
        [index.first, first[i]],
        [index.total, total[i]],
      ] as const) {
        expect(low).toBeLessThanOrEqual(known + 1e-4);
        expect(high).toBeGreaterThanOrEqual(known - 1e-4);
        expect(high - low).toBeLessThan(0.15);
      }
    }
  });
});

test.skipIf(FEWER)('intervals of 95 % hold what is true about 95 times in 100', () => {
  let held = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const [{ first, total }] = indicesOf(ishigami, 3, 256, plain(1000 * seed));
    held += Number(first.low <= 0.3139 && 0.3139 <= first.high) + Number(total.low <= 0.5576 && 0.5576 <= total.high);
  }
  // Of 200: three standard errors of a binomial count, doubled as the two share their draws, and a bootstrap's bias.
  expect(held).toBeGreaterThanOrEqual(175);
  expect(held).toBeLessThanOrEqual(199);
});

test('the first orders of what adds up sum to 1, and of what acts together to less', () => {
  const sumOf = (f: Function) => sobolIndices(metricOf(f, 3, 1024, even), 3, 1024, uniforms(7))?.firstSum;
  expect(sumOf(([x, y, z]) => 3 * x + y * y - z)).toMatchObject({ value: expect.closeTo(1, 2) });
  const together = sumOf(ishigami);
  expect(together?.value).toBeCloseTo(0.7563, 1);
  expect(together?.high).toBeLessThan(1);
});

test('where the metric does not vary there are no indices', () => {
  expect(
    sobolIndices(
      metricOf(() => 7, 2, 16, even),
      2,
      16,
      uniforms(1),
    ),
  ).toBeUndefined();
});

test('indices do not depend on where the metric has its zero, nor on its unit', () => {
  const near = indicesOf(ishigami, 3, 512);
  const far = indicesOf((inputs) => 1000 * ishigami(inputs) + 1e7, 3, 512);
  for (const [i, { first, total }] of near.entries()) {
    expect(far[i].first.value).toBeCloseTo(first.value, 6);
    expect(far[i].total.high).toBeCloseTo(total.high, 6);
  }
});

test('the sample holds A, B, and A with each input from B in turn', () => {
  const points = Float64Array.of(0.1, 0.2, /**/ 0.3, 0.4, /**/ 0.5, 0.6, /**/ 0.7, 0.8);
  expect([...saltelliSample(points, 2, 2)]).toEqual([
    ...[0.1, 0.2, /* B */ 0.5, 0.6, /* AB_0 */ 0.5, 0.6, /* AB_1 */ 0.1, 0.2],
    ...[0.3, 0.4, /* B */ 0.7, 0.8, /* AB_0 */ 0.3, 0.4, /* AB_1 */ 0.7, 0.8],
  ]);
});

/** Random smooth functions of three inputs, with interactions. */
const smooth = fc.record({
  weights: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

test('an input that is not used has a total of exactly 0, and a first order of 0 within its interval', () => {
  law(
    smooth,
    ({ weights: [a, b, c], seed }) => {
      if (a === 0 && b === 0 && c === 0) return undefined;
      const [, unused] = indicesOf(([x, , z]) => a * x + b * Math.exp(z) + c * x * z, 3, 200, plain(seed));
      const { low, high } = unused.first;
      expect(unused.total).toEqual({ value: 0, low: 0, high: 0 });
      // An interval of 95 % misses now and then; one three times as wide does not.
      return low - (high - low) <= 0 && high + (high - low) >= 0;
    },
    100,
  );
});

test('inputs in another order have their indices in that order', () => {
  law(
    smooth,
    ({ weights: [a, b, c, d], seed }) => {
      if (a === 0 && b === 0 && c === 0) return undefined;
      const metric = metricOf(([x, y, z]) => a * x + b * y * y + c * z + d * x * y * z, 3, 50, plain(seed));
      const blocks = Array.from({ length: 5 }, (_, block) => metric.subarray(block * 50, (block + 1) * 50));
      const [ofA, ofB, first, second, third] = blocks;
      const turned = Float64Array.from([ofA, ofB, third, first, second].flatMap((block) => [...block]));
      const there = sobolIndices(metric, 3, 50, uniforms(seed));
      const back = sobolIndices(turned, 3, 50, uniforms(seed));
      expect(back?.inputs).toEqual(there && [2, 0, 1].map((input) => there.inputs[input]));
      return undefined;
    },
    100,
  );
});
