/** What is compared of a variant: columns of replicates, told in numbers. */
import { expect, test } from 'vitest';
import { wantedOf } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import { comparedIn, sampleOf, summariseColumn, survivalOf } from '../../../src/metrics/study/sample.ts';
import { run } from '../../run.ts';

const { model } = run({
  ...{ version: 2, title: 'sample', start: '2025-01-06', horizon: '3 weeks', units: ['engine'] },
  stockpiles: { shelf: { initial: '9 t' }, works: { initial: '9 engine', unit: 'engine' } },
  flows: { lane: { to: 'shelf', cost: '2 USD/t' } },
  demands: {
    cars: { from: 'shelf', rate: '1 t/week' },
    planes: { from: 'works', rate: '1 engine/week' },
    toys: { from: 'shelf', rate: '1 t/week' },
  },
}).run;
const GIVEN: Readonly<Record<string, readonly number[]>> = {
  'demands.cars.shortage': [1, 2],
  'demands.planes.shortage': [10, 20],
  'demands.toys.shortage': [3, 0],
  'demands.cars.spells': [2, 1],
  'demands.planes.spells': [1, 0],
  'demands.cars.time_to_survive': [14, 7],
  'demands.planes.time_to_survive': [7, Number.NaN],
  'demands.toys.time_to_survive': [7, 7],
  'total.supply_cost': [5, 6],
};
const metrics = Float64Array.from(metricsIn(model).flatMap(({ path }) => GIVEN[path] ?? [0, 0]));
const rows = { first: 0, count: 2, metrics, values: new Float64Array() };
const sample = sampleOf(model, wantedOf(rows, { metrics: comparedIn(model) }));
const column = (path: string) => sample.columns.get(path);

test('the shortage of all is that of demands of mass', () => {
  expect(column('total.shortage')).toEqual({
    ...{ name: 'total_shortage', path: 'total.shortage', demand: undefined, measure: 'amount', unit: 't' },
    values: Float64Array.of(4, 2),
  });
  expect(column('demands.planes.shortage')).toMatchObject({ unit: 'engine', values: Float64Array.of(10, 20) });
  expect(column('total.costs')).toMatchObject({ name: 'cost', measure: 'money', unit: 'USD' });
});

test('a demand is ever short where it has a spell', () => {
  const everShort = ['cars', 'planes', 'toys'].map((id) => column(`demands.${id}.ever_short`));
  expect(everShort.map((one) => [...(one?.values ?? [])])).toEqual([
    [1, 1],
    [1, 0],
    [0, 0],
  ]);
  expect(everShort[0]).toMatchObject({ name: 'ever_short', demand: 'cars', measure: 'share', unit: '' });
});

test('a column is told by mean and quantiles; what never comes is more than any number, and has no mean', () => {
  expect(summariseColumn(Float64Array.of(4, 1, 3, 2, 5))).toEqual({
    ...{ mean: 3, p05: expect.closeTo(1.2, 12), p25: 2, p50: 3, p75: 4, p95: expect.closeTo(4.8, 12), nullShare: 0 },
  });
  expect(summariseColumn(Float64Array.of(4, Number.NaN, 3, 2, Number.NaN))).toEqual({
    ...{ mean: null, p05: expect.closeTo(2.2, 12), p25: 3, p50: 4, p75: null, p95: null, nullShare: 0.4 },
  });
});

test('how many first ran short on which day, days in order', () => {
  expect(survivalOf(sample)).toEqual([
    { demand: 'cars', days: [7, 14], counts: [1, 1], survived: 0 },
    { demand: 'planes', days: [7], counts: [1], survived: 1 },
    { demand: 'toys', days: [7], counts: [2], survived: 0 },
  ]);
});
