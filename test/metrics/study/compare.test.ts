/** A variant against the base, on columns of two replicates that can be followed by hand. */
import { expect, test } from 'vitest';
import { compareWithBase } from '../../../src/metrics/study/compare.ts';
import { pairing } from '../../../src/metrics/study/paired.ts';
import { sample } from '../../study.ts';

const NONE = [0, 0] as const;
const base = sample({
  ...{ 'demands.a.shortage': [1, 5], 'demands.a.ever_short': [1, 1], 'demands.a.time_to_survive': [3, 4] },
  ...{ 'demands.b.shortage': NONE, 'demands.b.ever_short': NONE },
  ...{ 'demands.c.shortage': NONE, 'demands.c.ever_short': NONE },
  ...{ 'demands.d.shortage': NONE, 'demands.e.shortage': NONE },
  ...{ 'total.shortage': [1, 5], 'total.costs': [10, 20] },
});
const variant = sample(
  {
    ...{ 'demands.a.shortage': [0, 2], 'demands.a.ever_short': [0, 1], 'demands.a.time_to_survive': [7, Number.NaN] },
    ...{ 'demands.b.shortage': NONE, 'demands.b.ever_short': NONE },
    ...{ 'demands.c.shortage': [0, 1], 'demands.c.ever_short': [0, 1], 'demands.e.shortage': NONE },
    ...{ 'total.shortage': [0, 3], 'total.costs': [30, 40] },
  },
  { 'demands.e.shortage': 'engine' },
);
const pair = pairing(2);

test('what both have in the same unit is compared', () => {
  const { compared } = compareWithBase(base, variant, pair, false);
  expect(compared.map(({ path }) => path)).toEqual([
    ...['demands.a.shortage', 'demands.a.ever_short', 'demands.a.time_to_survive'],
    ...['demands.b.shortage', 'demands.b.ever_short', 'demands.c.shortage', 'demands.c.ever_short'],
    ...['total.shortage', 'total.costs'],
  ]);
  expect(compared[0]).toMatchObject({
    base: { mean: 3 },
    variant: { mean: 1 },
    paired: { difference: -2 },
    nulls: null,
  });
});

test('of many variants, demands that are short in either alone, and the whole', () => {
  const { compared, worst } = compareWithBase(base, variant, pair, true);
  expect(new Set(compared.map(({ demand }) => demand))).toEqual(new Set(['a', 'c', undefined]));
  expect(worst.map(({ demand }) => demand)).toEqual(['a', 'c', undefined]);
});

test('where either has no value in some replicate, the shares of these are compared', () => {
  const either = [compareWithBase(base, variant, pair, false), compareWithBase(variant, base, pair, false)];
  const times = either.map(({ compared }) => compared.find(({ name }) => name === 'time_to_survive'));
  expect(times.map((one) => one?.paired)).toEqual([null, null]);
  expect(times.map((one) => one?.nulls?.difference)).toEqual([0.5, -0.5]);
});

test('the worst is that of shortages, of each demand and of all', () => {
  expect(compareWithBase(base, variant, pair, false).worst).toEqual([
    { name: 'shortage', demand: 'a', unit: 't', base: 5, variant: 2 },
    { name: 'shortage', demand: 'b', unit: 't', base: 0, variant: 0 },
    { name: 'shortage', demand: 'c', unit: 't', base: 0, variant: 1 },
    { name: 'total_shortage', demand: undefined, unit: 't', base: 5, variant: 3 },
  ]);
});

test('a tonne avoided costs what the variant costs more, by the tonne of mean shortage that it avoids', () => {
  expect(compareWithBase(base, variant, pair, false).costPerTonneAvoided).toBeCloseTo(20 / 1.5, 12);
  expect(compareWithBase(variant, base, pair, false).costPerTonneAvoided).toBeNull();
  expect(compareWithBase(base, base, pair, false).costPerTonneAvoided).toBeNull();
});

test('cost and loss together are compared, with the worst of them, and what is avoided for what it costs', () => {
  const money = (cost: number[], loss: number[]) =>
    sample(
      {
        ...{ 'demands.a.shortage': [1, 1], 'total.shortage': [1, 1], 'total.costs': cost, 'total.loss': loss },
        'total.cost_and_loss': cost.map((amount, r) => amount + loss[r]),
      },
      { 'total.costs': 'USD', 'total.loss': 'USD', 'total.cost_and_loss': 'USD' },
    );
  const [dear, cheap] = [money([10, 10], [100, 60]), money([30, 30], [20, 40])];
  const { compared, worst, lossAvoidedPerCost } = compareWithBase(dear, cheap, pair, false);
  const both = compared.find(({ name }) => name === 'cost_and_loss');
  expect(both).toMatchObject({ unit: 'USD', base: { mean: 90 }, variant: { mean: 60 }, paired: { difference: -30 } });
  expect(worst.find(({ name }) => name === 'cost_and_loss')).toMatchObject({ base: 110, variant: 70 });
  // 50 less is lost for 20 more that are paid.
  expect(lossAvoidedPerCost).toBe(2.5);
  expect(compareWithBase(cheap, dear, pair, false).lossAvoidedPerCost).toBeNull();
});
