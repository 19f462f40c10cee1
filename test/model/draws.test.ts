/** Draws of assumptions and noise of demands: what a replicate is made of. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from '../../src/chance/distribution.ts';
import { normalQuantile } from '../../src/chance/normal.ts';
import { uniformsOf } from '../../src/chance/random.ts';
import type { Sampling } from '../../src/chance/sampling.ts';
import { compile } from '../../src/model/compile.ts';
import { type Chance, draws, isUncertain } from '../../src/model/draws.ts';
import type { Model } from '../../src/model/network.ts';
import { noiseOf } from '../../src/model/noise.ts';
import { centralValues } from '../../src/model/parameters.ts';
import { law } from '../run.ts';
import { scenarioOf } from '../scenario/reading.ts';

/** A model with these assumptions, and demands on one stockpile. */
function modelOf(assumptions: object, more: object = {}): Model {
  const file = {
    ...{ version: 2, title: 'Test', start: '2025-01-01', horizon: '1 year', assumptions },
    stockpiles: { ore: { cover: '4 weeks' } },
    flows: { mine: { to: 'ore' } },
    demands: { cars: { from: 'ore', rate: '100 t/year' } },
    ...more,
  };
  return compile(scenarioOf(JSON.stringify(file)));
}

const CHANCE: Chance = { seed: 'seed', sampling: 'plain', runs: 5000 };
const SAMPLINGS: readonly Sampling[] = ['plain', 'latin-hypercube', 'sobol'];

/** The rows of the assumptions by id, in all replicates or those of one block. */
function rows(model: Model, chance: Chance = CHANCE, first = 0, lanes = chance.runs): Record<string, Float64Array> {
  const drawn = draws(model, chance)(first, lanes);
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
  return Object.fromEntries(
    model.scenario.assumptions.map(({ id }, position) => [
      id,
      drawn.value.subarray(position * lanes, (position + 1) * lanes),
    ]),
  );
}

const CHAINED = {
  low: { uniform: [1, 2] },
  spread: { value: 'low * 3' },
  derived: 'spread + 1',
  wide: { uniform: ['low', 'spread'] },
  sure: 5,
  shifted: { normal: ['sure + 1', 0.5] },
  often: { chance: 'low / 4' },
  either: {
    choice: [
      ['wide', 0.3],
      [9, 0.7],
    ],
  },
};

test('each assumption has its own stream, and its own distribution', () => {
  const { growth, renewed } = rows(modelOf({ growth: { normal: [5, 2] }, renewed: { chance: 0.4 } }));
  const uniforms = (id: string) => uniformsOf('seed', `assumptions.${id}`)(0, CHANCE.runs);
  expect(growth).toEqual(uniforms('growth').map((u) => 5 + 2 * normalQuantile(u)));
  expect(renewed).toEqual(uniforms('renewed').map((u) => (u <= 0.6 ? 0 : 1)));
});

test('the draws of a scenario are what they were', () => {
  const { low, wide, either } = rows(modelOf(CHAINED), { ...CHANCE, seed: 'chokepoint' }, 1000, 2);
  expect([...low, ...wide, ...either]).toEqual([
    1.1961096421582624, 1.7129532432882115, 2.153012709705162, 4.889403534487627, 9, 9,
  ]);
});

test('the parameters of a distribution may be drawn themselves', () => {
  const { low, spread, derived, wide, sure, shifted, often, either } = rows(modelOf(CHAINED));
  for (let run = 0; run < 200; run++) {
    const u = (id: string) => uniformsOf('seed', `assumptions.${id}`)(run, 1)[0];
    expect(spread[run]).toBe(low[run] * 3);
    expect(wide[run]).toBe(quantile({ kind: 'uniform', low: low[run], high: spread[run] }, u('wide')));
    expect(derived[run]).toBe(spread[run] + 1);
    expect(sure[run]).toBe(5);
    expect(shifted[run]).toBe(quantile({ kind: 'normal', mean: 6, deviation: 0.5 }, u('shifted')));
    expect(often[run]).toBe(quantile({ kind: 'chance', probability: low[run] / 4 }, u('often')));
    expect(either[run]).toBe(quantile({ kind: 'choice', values: [wide[run], 9], weights: [0.3, 0.7] }, u('either')));
  }
});

describe.each(SAMPLINGS)('with %s sampling', (sampling) => {
  const model = modelOf(CHAINED, { together: ['low', 'often', 0.6] });

  test('a replicate draws the same in whatever block it comes', () => {
    const chance = { ...CHANCE, sampling };
    const whole = rows(model, chance);
    law(
      fc.tuple(fc.nat(4000), fc.integer({ min: 1, max: 200 })),
      ([first, lanes]) =>
        Object.entries(rows(model, chance, first, lanes)).every(([id, row]) =>
          row.every((value, lane) => value === whole[id][first + lane]),
        ),
      20,
    );
  });

  test('many draws have the mean of their distribution', () => {
    const { low, shifted } = rows(model, { ...CHANCE, sampling });
    const mean = (row: Float64Array) => row.reduce((sum, value) => sum + value, 0) / row.length;
    expect(Math.abs(mean(low) - 1.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / CHANCE.runs));
    expect(Math.abs(mean(shifted) - 6)).toBeLessThan(4 * (0.5 / Math.sqrt(CHANCE.runs)));
  });
});

describe('a draw depends on seed, name and replicate alone', () => {
  const few = { one: { uniform: [0, 1] }, two: { normal: [5, 1] }, six: { triangular: [1, 2, 6] } };

  test('not on the order of the file, on other assumptions, or on entities', () => {
    const before = rows(modelOf(few, { together: [['six', 'one', 0.5]] }));
    const { six, two, one } = few;
    const after = rows(
      modelOf(
        { z: { chance: 0.5 }, six, aa: { normal: [0, 1] }, two, one },
        {
          together: [
            ['six', 'one', 0.5],
            ['z', 'aa', -0.3],
          ],
          stockpiles: { ore: { cover: '4 weeks' }, alloy: { cover: '1 week' } },
        },
      ),
    );
    for (const [id, row] of Object.entries(before)) expect(after[id]).toEqual(row);
  });

  test('not on the number of replicates, with plain sampling', () => {
    const model = modelOf(few);
    expect(rows(model, { ...CHANCE, runs: 99 }, 5, 50)).toEqual(rows(model, CHANCE, 5, 50));
  });

  test('and so another seed draws otherwise', () => {
    const model = modelOf(few);
    expect(rows(model, { ...CHANCE, seed: 'other' }).one).not.toEqual(rows(model).one);
  });
});

describe('correlated assumptions', () => {
  const three = { one: { uniform: [0, 1] }, two: { lognormal: [5, 2] }, six: { triangular: [1, 2, 6] } };
  const alone = rows(modelOf(three));
  const joined = rows(
    modelOf(three, {
      together: [
        ['two', 'one', 0.7],
        ['one', 'six', -0.4],
      ],
    }),
  );

  test('are as often small and great together as the file says', () => {
    expect(Math.abs(spearman(joined.one, joined.two) - 0.7)).toBeLessThan(4 * (0.51 * (1.1 / Math.sqrt(CHANCE.runs))));
    expect(Math.abs(spearman(joined.one, joined.six) + 0.4)).toBeLessThan(4 * (0.84 * (1.1 / Math.sqrt(CHANCE.runs))));
    expect(Math.abs(spearman(joined.two, joined.six))).toBeLessThan(4.4 / Math.sqrt(CHANCE.runs));
    expect(Math.abs(spearman(alone.one, alone.two))).toBeLessThan(4.4 / Math.sqrt(CHANCE.runs));
  });

  test('keep their own distributions', () => {
    for (const [id, row] of Object.entries(joined)) {
      const [left, right] = [row, alone[id]].map((values) => values.slice().sort());
      // Smirnov's distance of two samples: 1.95·√(2/n) is passed once in a thousand.
      let distance = 0;
      for (let i = 0, j = 0; i < left.length && j < right.length; ) {
        if (left[i] <= right[j]) i++;
        else j++;
        distance = Math.max(distance, Math.abs(i - j) / left.length);
      }
      expect(distance).toBeLessThan(1.95 * Math.sqrt(2 / CHANCE.runs));
    }
  });

  test('follow the first named, which keeps its draws', () => {
    expect(joined.two).toEqual(alone.two);
    expect(joined.one).not.toEqual(alone.one);
  });

  test('keep the strata of a Latin hypercube in the first named', () => {
    const { one } = rows(modelOf(three, { together: ['one', 'two', 0.7] }), { ...CHANCE, sampling: 'latin-hypercube' });
    const strata = one.map((u) => Math.floor(u * CHANCE.runs)).sort();
    expect(strata.every((stratum, place) => stratum === place)).toBe(true);
  });
});

describe('what is wrong in a replicate is told', () => {
  const told = (assumptions: object, chance: Chance = CHANCE) => draws(modelOf(assumptions), chance)(64, 64).issues;

  test('once for each assumption, with the first replicate and its numbers, and not again where it is used', () => {
    const issues = told({
      low: { uniform: [0, 4] },
      wide: { uniform: ['low', 3] },
      wider: { uniform: ['wide', 'wide + 1'] },
      root: 'log(low - 1)',
      sure: { uniform: [2, 3] },
    });
    expect(issues).toMatchInlineSnapshot(`
      [
        {
          "code": "out-of-range",
          "expected": "a finite number",
          "found": "NaN in replicate 69",
          "path": [
            "assumptions",
            "root",
          ],
          "remedy": "Mend its numbers, or the assumptions that they use.",
          "severity": "error",
        },
        {
          "code": "out-of-range",
          "expected": "uniform [a, b] with a ≤ b",
          "found": "3.465631822589785, 3 in replicate 65",
          "path": [
            "assumptions",
            "wide",
          ],
          "remedy": "Mend its numbers, or the assumptions that they use.",
          "severity": "error",
        },
      ]
    `);
  });

  test('where a number is not finite, whatever the distribution', () => {
    const issues = told({
      low: {
        choice: [
          [0, 1],
          [1, 2],
        ],
      },
      high: { uniform: [0, '1 / low'] },
    });
    expect(issues.map(({ expected, found }) => [expected, found])).toMatchInlineSnapshot(`
      [
        [
          "finite numbers",
          "0, Infinity in replicate 67",
        ],
      ]
    `);
  });

  test('where there are more uncertain assumptions than Sobol points have dimensions', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, one) => [`a${one}`, { uniform: [0, 1] }]));
    expect(told(many(257), { ...CHANCE, sampling: 'sobol' })).toMatchInlineSnapshot(`
      [
        {
          "code": "out-of-range",
          "expected": "at most 256 uncertain assumptions, with Sobol points",
          "found": "257",
          "path": [
            "assumptions",
          ],
          "remedy": "Sample by Latin hypercube, or plainly.",
          "severity": "error",
        },
      ]
    `);
    expect([told(many(256), { ...CHANCE, sampling: 'sobol' }), told(many(257))]).toEqual([[], []]);
  });
});

describe('a model is uncertain', () => {
  const noisy = (noise: unknown) => ({ demands: { cars: { from: 'ore', rate: '100 t/year', noise } } });

  test.each([
    ['with a distribution', true, modelOf({ one: { uniform: [1, 2] } })],
    ['with noise', true, modelOf({}, noisy('10%'))],
    ['with noise that an assumption sets, even to 0', true, modelOf({ one: 0 }, noisy('one'))],
    ['but not with plain numbers and formulas', false, modelOf({ one: 3, two: 'one + 1' })],
    ['but not with noise of 0', false, modelOf({}, noisy(0))],
  ])('%s', (_, expected, model) => {
    expect(isUncertain(model)).toBe(expected);
  });

  test('and one that is not draws its central values', () => {
    const model = modelOf({ one: 3, two: 'one + 1' });
    expect(Object.values(rows(model, CHANCE, 0, 1)).map(([value]) => value)).toEqual([...centralValues(model)]);
    expect(rows(model, CHANCE, 7, 3).two).toEqual(Float64Array.of(4, 4, 4));
  });
});

describe('noise', () => {
  const demand = (noise: unknown) => ({ from: 'ore', rate: '100 t/year', noise });
  const model = modelOf({}, { demands: { boats: demand(0), cars: demand('50%'), drones: demand('10%') } });
  /** Rows of the factors of each step, for so many replicates under the same coefficients of variation. */
  const factorsOf = (lanes: number, first: number, steps: number, seed = 'seed', coefficients = [0, 0.5, 0.1]) => {
    const noise = Float64Array.from({ length: 3 * lanes }, (_, place) => coefficients[Math.floor(place / lanes)]);
    const fill = noiseOf(model, noise, lanes, seed, first);
    return Array.from({ length: steps }, (_, t) => {
      const factors = new Float64Array(3 * lanes).fill(Number.NaN);
      fill(t, factors);
      return factors;
    });
  };

  test('has mean 1 and the coefficient of variation asked for, within four standard errors', () => {
    const all = factorsOf(1000, 0, 50);
    for (const [k, c] of [0, 0.5, 0.1].entries()) {
      const drawn = all.flatMap((factors) => [...factors.subarray(k * 1000, (k + 1) * 1000)]);
      const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
      const squares = drawn.map((x) => (x - mean) * (x - mean));
      const variance = squares.reduce((sum, x) => sum + x, 0) / drawn.length;
      const spread = squares.reduce((sum, x) => sum + (x - variance) * (x - variance), 0) / drawn.length;
      expect(Math.abs(mean - 1)).toBeLessThanOrEqual(4 * (c / Math.sqrt(drawn.length)));
      expect(Math.abs(variance - c * c)).toBeLessThanOrEqual(4 * Math.sqrt(spread / drawn.length));
    }
  });

  test('is exactly 1 where there is none', () => {
    expect(factorsOf(4, 0, 3).every((factors) => factors.subarray(0, 4).every((factor) => factor === 1))).toBe(true);
  });

  test('of a replicate is the same in whatever block it comes, and whatever other demands do', () => {
    const block = factorsOf(8, 16, 5);
    for (let lane = 0; lane < 8; lane++) {
      const alone = factorsOf(1, 16 + lane, 5, 'seed', [0.7, 0.5, 0]);
      expect(alone.map((factors) => factors[1])).toEqual(block.map((factors) => factors[8 + lane]));
    }
  });

  test('is drawn anew at each step, by each demand, replicate and seed', () => {
    const [one, other] = factorsOf(2, 0, 2, 'seed', [0.5, 0.5, 0.5]);
    const [elsewhere] = factorsOf(2, 0, 1, 'other', [0.5, 0.5, 0.5]);
    expect(new Set([...one, ...other, ...elsewhere]).size).toBe(18);
  });

  test('is what it was', () => {
    expect([...factorsOf(1, 1000, 1, 'chokepoint')[0]]).toEqual([1, 0.7887755617086287, 0.8739438451887327]);
  });
});

/** Spearman's rank correlation of continuous values. */
function spearman(one: Float64Array, other: Float64Array): number {
  const [left, right] = [one, other].map((values) => {
    const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
    const ranks = new Float64Array(values.length);
    for (const [rank, place] of order.entries()) ranks[place] = (rank + 0.5) / values.length - 0.5;
    return ranks;
  });
  return (12 * left.reduce((sum, rank, place) => sum + rank * right[place], 0)) / one.length;
}
