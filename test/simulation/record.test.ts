/** What is kept of a run. */
import { expect, test } from 'vitest';
import { emptyRun, type Run } from '../../src/simulation/record.ts';
import { parametersOfAnswer, run, series } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(9)) + 0);

// Week 0: 10 arrive on 20, 10 are used. From week 1 on half of the 10 t a week needs a licence, which takes two weeks.
const answer = run({
  ...{ version: 2, title: 'record', start: week(0), horizon: '4 weeks' },
  stockpiles: { shelf: { initial: '2 weeks', adjust: '1e12 weeks', forecast: '1e12 weeks' } },
  flows: {
    lane: { to: 'shelf', lead: '3 weeks', licence: 'export', capacity: '9 t/week', cost: 2 },
    other: { to: 'shelf', cost: 3 },
  },
  licences: { export: { phases: [{ from: week(1), review: '2 weeks' }] } },
  demands: {
    users: { from: 'shelf', rate: { [week(0)]: '10 t/week', [week(2)]: '40 t/week' }, unmet: 'backordered' },
  },
});

test('every variable is as the step left it: inventories at its end, the forecast as its orders used it', () => {
  // Arrivals 10 a week until week 3. Use 10, 10 and then 40 of the 30 there; 10 are owed, then 40 of 50 more.
  const shelf = ['on_hand', 'forecast', 'days_of_supply'].map((variable) => rounded(series(answer, 'shelf', variable)));
  expect(shelf).toEqual([
    [20, 20, 0, 0],
    [10, 10, 10, 10],
    [14, 14, 0, 0],
  ]);
  const users = ['demand', 'served', 'shortfall', 'backlog'].map((one) => rounded(series(answer, 'users', one)));
  expect(users).toEqual([
    [10, 10, 40, 40],
    [10, 10, 30, 10],
    [0, 0, 10, 40],
    [0, 0, 10, 40],
  ]);
});

test('of flows what they ordered, wanted, shipped and brought, and what is then in transit, pending and held', () => {
  // Under way are 5 t for each of weeks 0, 1 and 2, of which two weeks are left after week 0, and what shipped at it.
  // Applied for are 5 a week from week 1 on; those of week 1 ship at week 3.
  const of = (variable: string) => rounded(series(answer, 'lane', variable));
  expect(of('ordered')).toEqual([5, 5, 5, 5]);
  expect(of('wanted')).toEqual([5, 0, 0, 5]);
  expect(of('shipped')).toEqual([5, 0, 0, 5]);
  expect(of('received')).toEqual([5, 5, 5, 5]);
  expect(of('in_transit')).toEqual([15, 10, 5, 5]);
  expect(of('pending')).toEqual([0, 5, 10, 10]);
  expect(of('held')).toEqual([0, 0, 0, 0]);
});

test('of licences what was applied for, granted, lapsed and shipped under them in each step', () => {
  const { applied, granted, lapsed, licensed, capacity } = answer.run;
  const lane = (array: Float64Array) => rounded(array.filter((_, place) => place % 2 === 0));
  expect(lane(applied)).toEqual([0, 5, 5, 5]);
  expect(lane(granted)).toEqual([0, 0, 0, 5]);
  expect(lane(lapsed)).toEqual([0, 0, 0, 0]);
  expect(lane(licensed)).toEqual([0, 0, 0, 5]);
  expect(lane(capacity)).toEqual([9, 9, 9, 9]);
});

test('an empty record has a row a step of each variable, one of each entity', () => {
  const { model } = answer.run;
  const empty = emptyRun(model, parametersOfAnswer(answer));
  const PER_STEP: Record<Exclude<keyof Run, 'model' | 'parameters' | 'steps' | 'lanes' | 'sums'>, 0 | 1 | 2> = {
    ...{ onHand: 1, forecast: 1, order: 1, demand: 1, served: 1, shortfall: 1, backlog: 1, uses: 1 },
    ...{ ordered: 2, wanted: 2, shipped: 2, received: 2, inTransit: 2, pending: 2, held: 2, capacity: 2 },
    ...{ applied: 2, granted: 2, lapsed: 2, licensed: 2, waiting: 2, cost: 2 },
    ...{ forgone: 1, quotaLeft: 1, priceIndex: 0 },
  };
  for (const [variable, entities] of Object.entries(PER_STEP)) {
    expect(empty[variable as keyof typeof PER_STEP], variable).toHaveLength(4 * entities);
  }
});
