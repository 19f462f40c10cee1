/** What stockpiles held and flows shipped. */
import { describe, expect, test } from 'vitest';
import { metric, run, series } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const frame = (count: number) => ({ version: 2, title: 'inventory', start: week(0), horizon: `${count} weeks` });
const still = (own: object = {}) => ({ adjust: '1 week', forecast: '1e12 weeks', ...own });

describe('a stockpile', () => {
  test('closes with what it holds after the last step; its minimum is over all steps', () => {
    // 40 t, less 10, 10 and 20; then 8 of 20 more that were ordered in week 2 are left.
    const answer = run({
      ...frame(5),
      stockpiles: { shelf: still({ initial: '40 t' }) },
      flows: { lane: { to: 'shelf', capacity: { [week(0)]: 0, [week(3)]: '18 t/week' } } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expect(series(answer, 'shelf', 'on_hand')[3]).toBeCloseTo(0, 9);
    expect(metric(answer, 'stockpiles.shelf.closing')).toBeCloseTo(8, 9);
    expect(metric(answer, 'stockpiles.shelf.minimum')).toBeCloseTo(0, 9);
  });

  test('has the days of supply that it holds at the end of a step, at the forecast of that step', () => {
    const answer = run({
      ...frame(3),
      stockpiles: { shelf: still({ initial: '40 t' }) },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expect(Array.from(series(answer, 'shelf', 'days_of_supply'), Math.round)).toEqual([21, 14, 7]);
    expect(metric(answer, 'demands.users.minimum_days_of_supply')).toBeCloseTo(7, 9);
  });

  test('has none while nothing is needed of it', () => {
    const answer = run({
      ...frame(3),
      stockpiles: { shelf: { initial: '40 t', forecast: '1 week' } },
      demands: { users: { from: 'shelf', rate: { [week(0)]: 0, [week(1)]: '10 t/week' } } },
    });
    expect(Array.from(series(answer, 'shelf', 'days_of_supply'))).toEqual([Number.NaN, Number.NaN, expect.closeTo(14)]);
    expect(metric(answer, 'demands.users.minimum_days_of_supply')).toBeCloseTo(14, 9);
  });

  test('has no minimum of them where nothing is ever needed', () => {
    const answer = run({
      ...frame(3),
      stockpiles: { shelf: { initial: '40 t' } },
      demands: { users: { from: 'shelf', rate: '0 t/week' } },
    });
    expect(metric(answer, 'demands.users.minimum_days_of_supply')).toBeNull();
  });
});

describe('a flow', () => {
  const steady = (lane: object, rest: object = {}) =>
    run({
      ...frame(4),
      stockpiles: { shelf: still({ initial: '4 weeks' }) },
      flows: { lane: { to: 'shelf', ...lane } },
      demands: { users: { from: 'shelf', rate: '5 t/week' } },
      ...rest,
    });
  const shippedAndUsed = (answer: ReturnType<typeof run>) =>
    ['shipped', 'utilisation'].map((name) => metric(answer, `flows.lane.${name}`));

  test('ships what leaves in the run, and has received what came in it, under way at the start or not', () => {
    const rate = { [week(0)]: '5 t/week', [week(2)]: '6 t/week' };
    const answer = steady({ lead: '3 weeks' }, { demands: { users: { from: 'shelf', rate } } });
    const [shipped, received] = ['shipped', 'received'].map((name) => series(answer, 'lane', name));
    expect(Array.from(received)).toEqual([5, 5, 5, shipped[0]]);
    expect(metric(answer, 'flows.lane.received')).toBeCloseTo(20, 9);
    expect(metric(answer, 'flows.lane.shipped')).toBeGreaterThan(21);
  });

  test('receives nothing of what it ships where the lead outlasts the run', () => {
    const rate = { '2025-01-03': '10 t/week', '2025-07-04': '12 t/week' };
    const answer = run({
      ...{ version: 2, title: 'A lead longer than the run', start: '2025-01-03', horizon: '3 years' },
      stockpiles: { shop: { cover: '2 weeks' } },
      flows: { supply: { to: 'shop', lead: '200 weeks' } },
      demands: { users: { from: 'shop', rate } },
    });
    // What was under way when the run began, 10 t for each of its 157 weeks.
    expect(metric(answer, 'flows.supply.received')).toBeCloseTo(1570, 9);
    expect(metric(answer, 'flows.supply.shipped')).toBeGreaterThan(2000);
  });

  test('uses the share of its capacity that all it starts makes', () => {
    const capacity = { [week(0)]: '10 t/week', [week(2)]: '20 t/week' };
    expect(shippedAndUsed(steady({ capacity }))[1]).toBeCloseTo(20 / 60, 9);
  });

  test('uses it in the steps in which it has one', () => {
    const events = [{ date: week(2), set: { 'flows.lane.capacity': '20 t/week' } }];
    const [shipped, used] = shippedAndUsed(steady({}, { events }));
    expect(shipped).toBeCloseTo(20, 9);
    expect(used).toBeCloseTo(10 / 40, 9);
  });

  test('uses none where it never has any: null', () => {
    expect(shippedAndUsed(steady({}))[1]).toBeNull();
    expect(shippedAndUsed(steady({ capacity: '0 t/week' }))).toEqual([0, null]);
  });
});
