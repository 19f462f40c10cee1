/** What drives a result: of which shortage it is asked, and when nothing is told. */
import { expect, test } from 'vitest';
import { driversOf } from '../../../src/metrics/sensitivity/drivers.ts';
import { run } from '../../run.ts';

/** Of 40 t users get the stock, others 20 t, and airlines none of 400 engines. */
const answer = (stock: object | string, rest: object = {}, idle: object | string = { uniform: [1, 2] }) =>
  run({
    ...{ version: 2, title: 'drivers', start: '2025-01-06', horizon: '4 weeks', units: ['engine'] },
    assumptions: { stock, idle },
    stockpiles: {
      ...{ shelf: { initial: 'stock' }, store: { initial: '20 t' } },
      works: { initial: '0 engine', unit: 'engine' },
    },
    demands: {
      users: { from: 'shelf', rate: '10 t/week' },
      others: { from: 'store', rate: '10 t/week' },
      airlines: { from: 'works', rate: '100 engine/week' },
      ...rest,
    },
  });
const UNSURE = { uniform: ['5 t', '15 t'] };
const none = new Map<string, number | null>();

test('the largest shortage of tonnes, of the central run, with each assumption moved alone', () => {
  const found = driversOf(answer(UNSURE), none);
  expect(found?.metric).toMatchObject({ path: 'demands.users.shortage', value: expect.closeTo(30, 9) });
  expect(found?.tornado.swings.map(({ assumption, swing }) => [assumption, swing])).toEqual([
    ['stock', expect.closeTo(9, 9)],
    ['idle', 0],
  ]);
});

test('by the means of an ensemble, where there are any', () => {
  const of = (means: Map<string, number | null>) => driversOf(answer(UNSURE), means)?.metric.path;
  expect(of(new Map([['demands.users.shortage', 19]]))).toBe('demands.others.shortage');
  expect(of(new Map([['demands.users.shortage', null]]))).toBe('demands.users.shortage');
  expect(of(new Map([['demands.others.shortage', 31]]))).toBe('demands.others.shortage');
});

test('of things where no tonne is short', () => {
  const sated = { users: { from: 'shelf', rate: '0 t/week' }, others: { from: 'store', rate: '0 t/week' } };
  expect(driversOf(answer(UNSURE, sated), none)?.metric.path).toBe('demands.airlines.shortage');
});

test('nothing where nobody is short, or nothing is uncertain', () => {
  const sated = { users: { from: 'shelf', rate: '0 t/week' }, others: { from: 'store', rate: '0 t/week' } };
  const idle = { airlines: { from: 'works', rate: '0 engine/week' } };
  expect(driversOf(answer(UNSURE, { ...sated, ...idle }), none)).toBeUndefined();
  expect(driversOf(answer('5 t', {}, '1'), none)).toBeUndefined();
});
