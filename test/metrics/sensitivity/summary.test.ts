/** A sensitivity as data for scripts. */
import { expect, test } from 'vitest';
import { type Sensitivity, summariseSensitivity, VERSION } from '../../../src/index.ts';
import { run } from '../../run.ts';

const { model } = run({
  ...{ version: 2, title: 'A question', start: '2025-01-06', horizon: '4 weeks' },
  assumptions: { stock: { uniform: ['5 t', '15 t'] }, share: { uniform: [0, 1] } },
  stockpiles: { shelf: { initial: 'stock' } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
}).run;
const never = Number.POSITIVE_INFINITY;
const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
const plain: Sensitivity = {
  metric: { path: 'demands.users.time_to_survive', measure: 'duration', unit: 'days', value: 7 },
  tornado: {
    centre: 7,
    swings: [
      {
        ...{ assumption: 'stock', central: 10, swing: never },
        tried: [
          { value: 5.5, metric: 0 },
          { value: 14.5, metric: never },
        ],
      },
    ],
  },
  ...{ runs: 64, varies: true, indices: undefined, firstSum: undefined },
  ranks: [
    { assumption: 'stock', correlation: estimate(0.8) },
    { assumption: 'share', correlation: undefined },
  ],
};

const chance = { seed: 'a seed', sampling: 'plain' } as const;

test('says what was asked, and of each assumption what it moves and how it goes with the metric', () => {
  expect(summariseSensitivity(model, plain, chance)).toEqual({
    ...{ title: 'A question', program: `chokepoint ${VERSION}`, digest: model.scenario.digest, ...chance },
    ...{ metric: 'demands.users.time_to_survive', unit: 'days', central: 7, runs: 64 },
    one_at_a_time: {
      stock: {
        ...{ unit: 't', central: 10, swing: null },
        tried: [
          { value: 5.5, metric: 0 },
          { value: 14.5, metric: null },
        ],
      },
    },
    rank_correlations: { stock: estimate(0.8), share: null },
  });
});

test('dates are dates, and one that never comes is null', () => {
  const metric = { path: 'demands.users.peak_date', measure: 'date', unit: '', value: '1970-01-02' } as const;
  const [swing] = plain.tornado.swings;
  const told = summariseSensitivity(model, { ...plain, metric, tornado: { centre: 1, swings: [swing] } }, chance);
  expect(told.central).toBe('1970-01-02');
  expect(told.one_at_a_time['stock']).toMatchObject({ tried: [{ metric: '1970-01-01' }, { metric: null }] });
});

test('Sobol indices stand beside where they were asked for', () => {
  const indices = [{ assumption: 'stock', first: estimate(0.5), total: estimate(0.6) }];
  const told = summariseSensitivity(model, { ...plain, indices, firstSum: estimate(0.5) }, chance);
  expect(told.sobol_first_sum).toEqual(estimate(0.5));
  expect(told.sobol_indices).toEqual({ stock: { first: estimate(0.5), total: estimate(0.6) } });
});
