/** What drives a result: the shortage of a demand with each assumption moved alone, and when there is nothing to say. */
import { expect, test } from 'vitest';
import { driversOf } from '../../../src/metrics/sensitivity/drivers.ts';
import { run } from '../../run.ts';

/** Of 40 t users get the stock, others 20 t, and airlines none of 400 engines. */
const answer = (stock: object | string, idle: object | string = { uniform: [1, 2] }) =>
  run({
    ...{ version: 2, title: 'drivers', start: '2025-01-06', horizon: '4 weeks', units: ['engine'] },
    assumptions: { stock, idle },
    stockpiles: {
      ...{ shelf: { initial: 'stock' }, store: { initial: '20 t' }, attic: { initial: '99 t' } },
      works: { initial: '0 engine', unit: 'engine' },
    },
    demands: {
      users: { from: 'shelf', rate: '10 t/week' },
      others: { from: 'store', rate: '10 t/week' },
      sated: { from: 'attic', rate: '1 t/week' },
      airlines: { from: 'works', rate: '100 engine/week' },
    },
  });
const UNSURE = { uniform: ['5 t', '15 t'] };

test('the shortage of the demand that is asked of, with each assumption moved alone', () => {
  const found = driversOf(answer(UNSURE), 'users');
  expect(found?.metric).toMatchObject({ path: 'demands.users.shortage', value: expect.closeTo(30, 9) });
  expect(found?.tornado.swings.map(({ assumption, swing }) => [assumption, swing])).toEqual([
    ['stock', expect.closeTo(9, 9)],
    ['idle', 0],
  ]);
});

test('of things as of tonnes', () => {
  expect(driversOf(answer(UNSURE), 'airlines')?.metric).toMatchObject({
    path: 'demands.airlines.shortage',
    value: 400,
  });
});

test('nothing where the demand is never short, where nothing is uncertain, and of a demand that there is none of', () => {
  expect(driversOf(answer(UNSURE), 'sated')).toBeUndefined();
  expect(driversOf(answer('5 t', '1'), 'users')).toBeUndefined();
  expect(driversOf(answer(UNSURE), 'nobody')).toBeUndefined();
});
