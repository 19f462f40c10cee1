import { expect, test } from 'vitest';
import { type Tornado, tornadoRuns } from '../../../src/metrics/sensitivity/tornado.ts';
import { modelWith } from './models.ts';

function tornadoOf(assumptions: object, metric: (of: (id: string) => number) => number): Tornado {
  const model = modelWith(assumptions);
  const { runs, values, tornado } = tornadoRuns(model);
  const place = new Map(model.scenario.assumptions.map(({ id }, position) => [id, position]));
  const valueIn = (run: number) => (id: string) => values[(place.get(id) as number) * runs + run];
  return tornado(Float64Array.from({ length: runs }, (_, run) => metric(valueIn(run))));
}

/** The values of a standard normal number that are undercut in one case of twenty, and exceeded (AS 241). */
const NORMAL_95 = 1.6448536269514722;

test.each<readonly [string, object, number, readonly number[]]>([
  ['uniform', { uniform: [10, 30] }, 20, [11, 29]],
  // Of a triangle from 6 to 17 with its peak at 9: 6 + √(0.05·11·3) and 17 − √(0.05·11·8).
  ['triangular', { triangular: [6, 9, 17] }, 9, [6 + Math.sqrt(1.65), 17 - Math.sqrt(4.4)]],
  ['normal', { normal: [5, 2] }, 5, [5 - 2 * NORMAL_95, 5 + 2 * NORMAL_95]],
  ['lognormal', { lognormal: [5, 2] }, 5, [5 / Math.exp(Math.LN2 * NORMAL_95), 5 * Math.exp(Math.LN2 * NORMAL_95)]],
])('a %s assumption is tried at its 5 %% and 95 %% quantiles', (_, written, central, [low, high]) => {
  const { centre, swings } = tornadoOf({ a: written }, (of) => 100 + of('a'));
  expect(centre).toBe(100 + central);
  const [{ tried, swing, ...rest }] = swings;
  expect(rest).toEqual({ assumption: 'a', central });
  expect(tried.map(({ value }) => value)).toEqual([low, high].map((value) => expect.closeTo(value, 10)));
  expect(tried.map(({ metric }) => metric)).toEqual([low, high].map((value) => expect.closeTo(100 + value, 10)));
  expect(swing).toBeCloseTo(high - low, 10);
});

test('a chance is tried at both its outcomes', () => {
  const { centre, swings } = tornadoOf({ renewed: { chance: '40%' } }, (of) => 300 - 200 * of('renewed'));
  expect({ centre, swings }).toEqual({
    centre: 300,
    swings: [
      {
        ...{ assumption: 'renewed', central: 0, swing: 200 },
        tried: [
          { value: 0, metric: 300 },
          { value: 1, metric: 100 },
        ],
      },
    ],
  });
});

test('a choice is tried at each of its values that can come', () => {
  const choice = [
    [30, 2],
    [10, 5],
    [20, 3],
    [99, 0],
  ];
  const { swings } = tornadoOf({ a: { choice } }, (of) => Math.abs(of('a') - 20));
  expect(swings[0].tried).toEqual([
    { value: 10, metric: 10 },
    { value: 20, metric: 0 },
    { value: 30, metric: 10 },
  ]);
});

test('a swing reaches from the least to the greatest metric, the central one among them', () => {
  const { swings } = tornadoOf({ a: { uniform: [-1, 1] } }, (of) => of('a') * of('a'));
  expect(swings[0].swing).toBeCloseTo(0.81, 12);
});

test('while one assumption moves all others keep their central values', () => {
  const assumptions = { one: { uniform: [0, 2] }, two: { uniform: [0, 20] }, sure: 7 };
  const { swings } = tornadoOf(assumptions, (of) => of('one') * of('two') + of('sure'));
  expect(swings.map(({ assumption, tried }) => [assumption, tried.map(({ metric }) => metric)])).toEqual([
    ['one', [0.1 * 10 + 7, 1.9 * 10 + 7]],
    ['two', [1 * 1 + 7, 1 * 19 + 7]],
  ]);
});

test('what follows from an assumption moves with it', () => {
  const assumptions = { a: { uniform: [0, 10] }, twice: '2 * a', around: { uniform: ['a', 'a + 2'] } };
  const { swings } = tornadoOf(assumptions, (of) => of('twice') + of('around'));
  const found = Object.fromEntries(
    swings.map(({ assumption, tried }) => [assumption, tried.map(({ metric }) => metric)]),
  );
  expect(found['a']).toEqual([0.5 * 3 + 1, 9.5 * 3 + 1]);
  expect(found['around']).toEqual([expect.closeTo(10 + 5.1, 10), expect.closeTo(10 + 6.9, 10)]);
});

test('the largest swing comes first, and equal ones in the order of their ids', () => {
  const ranges = {
    two: { uniform: [0, 1] },
    one: { uniform: [0, 1] },
    most: { uniform: [0, 5] },
    none: { uniform: [0, 1] },
  };
  const { swings } = tornadoOf(ranges, (of) => of('one') + of('two') + of('most'));
  expect(swings.map(({ assumption }) => assumption)).toEqual(['most', 'one', 'two', 'none']);
  expect(swings[3].swing).toBe(0);
});

test('a time that comes under some values and never under others swings without bound', () => {
  const assumptions = { one: { uniform: [0, 1] }, two: { uniform: [0, 1] } };
  const { centre, swings } = tornadoOf(assumptions, (of) => (of('one') > 0.6 ? Number.POSITIVE_INFINITY : of('two')));
  expect(centre).toBe(0.5);
  expect(swings.map(({ assumption, swing }) => [assumption, swing])).toEqual([
    ['one', Number.POSITIVE_INFINITY],
    ['two', expect.closeTo(0.9, 12)],
  ]);
});

test('a time that never comes, whatever is assumed, does not swing', () => {
  const { swings } = tornadoOf({ a: { uniform: [0, 1] } }, () => Number.POSITIVE_INFINITY);
  expect(swings[0].swing).toBe(0);
});

test('differences in the last digits are no swing', () => {
  const { swings } = tornadoOf({ a: { uniform: [0, 1] } }, (of) => 1000 + 1e-10 * of('a'));
  expect(swings[0].swing).toBe(0);
});
