/** Known answers of quotas, cuts, floors, waiting orders and changing leads, by both readings. Weekly steps from a Monday. */
import { describe, expect, test } from 'vitest';
import { READINGS } from '../readings.ts';

const weeks = (count: number) => ({ version: 2, start: '2025-01-06', horizon: `${count} weeks` });
const dateOf = (week: number) => new Date(Date.UTC(2025, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);
const repeated = (...runs: [value: number, times: number][]) =>
  runs.flatMap(([value, times]) => Array<number>(times).fill(value));

/** Equal to the 9th digit after the point. */
function expectSeries(found: number[], expected: number[]): void {
  expect(found.map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual(expected);
}

describe.each(READINGS)('waiting orders, by %s', (_, read) => {
  // Two base stocks of 20 t in a chain, leads of one period, demand 10 t a period; shipments to the lower one are halted
  // for six periods. A stock S less the demand of lead + 1 periods leaves 10 t; each period without arrival takes off
  // 10 t, and what waited at the upper stock comes all at once when the halt ends (Clark and Scarf 1960 for the chain;
  // Hopp and Spearman 2011, Factory Physics, 17.5, for the level). A period is two days: demand falls on the second.
  test('a halted chain of two base stocks falls by demand a period, and is whole again in one', () => {
    const day = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    const stock = { initial: '20 t', target: '20 t', adjust: '1 day', forecast: '1e12 years' };
    const answer = read({
      ...{ version: 2, start: day(0), horizon: '53 days', step: '1 day' },
      stockpiles: { upper: stock, lower: stock },
      flows: {
        outside: { to: 'upper', lead: '1 day' },
        down: {
          ...{ from: 'upper', to: 'lower', lead: '1 day', waits: true },
          capacity: { [day(0)]: '1000 t/day', [day(13)]: 0, [day(25)]: '1000 t/day' },
        },
      },
      demands: {
        customer: {
          ...{ from: 'lower', unmet: 'backordered' },
          rate: Object.fromEntries(Array.from({ length: 53 }, (_day, n) => [day(n), n % 2 === 0 ? 0 : '10 t/day'])),
        },
      },
    });
    const backlog = answer.series('customer', 'backlog');
    const level = answer.series('lower', 'on_hand').map((onHand, t) => onHand - (backlog[t] as number));
    expectSeries(
      level.filter((_level, t) => t % 2 === 1),
      [...repeated([10, 7]), 0, -10, -20, -30, -40, -50, ...repeated([10, 13])],
    );
    // Six periods without an arrival and 10 t on the shelf: 50 t of 260 t late.
    expect(answer.metric('demands.customer.fill_rate')).toBeCloseTo(1 - 50 / 260, 9);
  });
});

describe.each(READINGS)('a lead that changes, by %s', (_, read) => {
  // Need 10 t a week; the order-up-to level holds a lead's worth of need, so that a lead two weeks shorter or longer
  // changes the order of its first week by 2·10/8, and the next one's by what is left of the gap over 8.
  const lane = (before: string, after: string) =>
    read({
      ...weeks(12),
      stockpiles: { shelf: { initial: '8 weeks' } },
      flows: { lane: { to: 'shelf', lead: { [dateOf(0)]: before, [dateOf(4)]: after } } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });

  test('a shorter one lets shipments overtake those under way and arrive with them', () => {
    const answer = lane('3 weeks', '1 week');
    const [fourth, fifth] = [10 - 20 / 8, 10 - 17.5 / 8];
    expectSeries(answer.series('lane', 'shipped').slice(0, 6), [10, 10, 10, 10, fourth, fifth]);
    // Week 5: what was shipped in week 2, and in week 4. Week 6: what was shipped in weeks 3 and 5.
    expectSeries(answer.series('lane', 'received').slice(0, 7), [10, 10, 10, 10, 10, 10 + fourth, 10 + fifth]);
  });

  test('a longer one leaves a gap as long as it grew by', () => {
    const answer = lane('1 week', '3 weeks');
    const fourth = 10 + 20 / 8;
    expectSeries(answer.series('lane', 'received').slice(0, 8), [10, 10, 10, 10, 10, 0, 0, fourth]);
  });
});

describe.each(READINGS)('a quota, by %s', (_, read) => {
  // 520 t a year at 20 t a week last 26 weeks. A year is 365.25 days: the next period begins at the first step on or
  // after day 365.25, that of week 53. Its first order fills the empty lane, too: 40 t, and none in the week after.
  test('of a year is used up in half of one, and comes again with the next', () => {
    const answer = read({
      ...weeks(105),
      stockpiles: { shop: { initial: '0 t', adjust: '1 week' } },
      flows: { imports: { to: 'shop', lead: '1 week', licence: 'quota' } },
      licences: { quota: { phases: [{ from: dateOf(0), limit: '520 t/year', per: '1 year' }] } },
      demands: { users: { from: 'shop', rate: '20 t/week' } },
    });
    expectSeries(answer.series('imports', 'shipped'), repeated([20, 26], [0, 27], [40, 1], [0, 1], [20, 24], [0, 26]));
    // The last of it arrives in week 26; from week 27 to week 53 nobody is served.
    expectSeries(answer.series('users', 'shortfall').slice(0, 56), repeated([0, 27], [20, 27], [0, 2]));
    expectSeries(
      [0, 25, 52, 53, 78].map((t) => answer.series('quota', 'quota_left')[t] as number),
      [500, 0, 0, 480, 0],
    );
  });

  test('is no rate: all of it may be used in the second half', () => {
    const shop = (limit: string) =>
      read({
        ...{ version: 2, start: '2025-01-03', horizon: '52 weeks' },
        stockpiles: { shop: { initial: '20 t', target: '20 t', adjust: '1 week' } },
        flows: { imports: { to: 'shop', lead: '1 week', licence: 'quota' } },
        licences: { quota: { phases: [{ from: '2025-01-03', limit, per: '1 year' }] } },
        demands: { users: { from: 'shop', rate: { '2025-01-03': 0, '2025-07-04': '20 t/week' } } },
      });
    const [quota, none] = [shop('520 t/year'), shop('5200 t/year')];
    expect(quota.series('imports', 'shipped')).toEqual(none.series('imports', 'shipped'));
    expect(quota.metric('flows.imports.shipped')).toBeCloseTo(504.5, 1);
    expect(quota.metric('demands.users.shortage')).toBeCloseTo(34.1, 1);
  });

  // What is left of 130 t is 130 − 10·10 = 30 t after 10 weeks; half of it is added to the next 130 t, and so on.
  test('carries over what it says of what is left', () => {
    const answer = read({
      ...weeks(30),
      stockpiles: { shop: { initial: '1 week' } },
      flows: { imports: { to: 'shop', lead: '1 week', licence: 'quota' } },
      licences: { quota: { phases: [{ from: dateOf(0), limit: '13 t/week', per: '10 weeks', carry: '50%' }] } },
      demands: { users: { from: 'shop', rate: '10 t/week' } },
    });
    const left = answer.series('quota', 'quota_left');
    expectSeries(
      [9, 10, 19, 20, 29].map((t) => left[t] as number),
      [30, 130 + 15 - 10, 45, 130 + 22.5 - 10, 52.5],
    );
  });
});

describe.each(READINGS)('cuts that overlap, by %s', (_, read) => {
  // A quake halves 100 t a week for good, a strike halves what is left for two weeks:
  // 5·100 + 2·50 + 2·25 + 21·50 = 1,700 t in 30 weeks.
  test('multiply, and the end of one leaves the other', () => {
    const answer = read({
      ...{ version: 2, start: '2025-01-03', horizon: '30 weeks' },
      stockpiles: { shelf: { initial: '1000 t', target: '9000 t' } },
      flows: { lane: { to: 'shelf', lead: '1 week', capacity: '100 t/week' } },
      demands: { users: { from: 'shelf', rate: '1000 t/week' } },
      events: [
        { date: '2025-02-07', scale: { 'flows.lane.capacity': '50%' } },
        { date: '2025-02-21', until: '2025-03-07', scale: { 'flows.lane.capacity': '50%' } },
      ],
    });
    expectSeries(answer.series('lane', 'shipped'), repeated([100, 5], [50, 2], [25, 2], [50, 21]));
    expect(answer.metric('flows.lane.shipped')).toBeCloseTo(1700, 9);
  });
});

describe.each(READINGS)('a critical level, by %s', (_, read) => {
  // 100 t that nothing refills, two users of 10 t a week. Until 40 t are left both are served; the rest is for the first
  // (Veinott 1965, critical-level policies).
  test.each([['40 t'], ['2 weeks']])('of %s keeps the last tonnes for the first tier', (floor) => {
    const answer = read({
      ...weeks(10),
      stockpiles: { reserve: { initial: '100 t', floors: { 2: floor } } },
      demands: {
        first: { from: 'reserve', rate: '10 t/week' },
        second: { from: 'reserve', rate: '10 t/week', priority: 2 },
      },
    });
    expectSeries(answer.series('first', 'served'), repeated([10, 7], [0, 3]));
    expectSeries(answer.series('second', 'served'), repeated([10, 3], [0, 7]));
    expectSeries(answer.series('reserve', 'on_hand'), [80, 60, 40, 30, 20, 10, 0, 0, 0, 0]);
  });
});
