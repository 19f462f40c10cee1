/** Rationing: who gets what of a stockpile that cannot serve everybody. Weekly steps. */
import { describe, expect, test } from 'vitest';
import { run, series } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'rationing', start: '2025-01-06', horizon: `${count} weeks` });
const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const still = (own: object = {}) => ({ adjust: '1 week', forecast: '1e12 weeks', ...own });

/** What demands of so many tonnes, each with its priority, get of so many tonnes. */
function served(initial: number, wants: [rate: number, priority?: number][]): number[] {
  const demands = wants.map(([rate, priority], i) => [
    `d${i}`,
    { from: 'shelf', rate: `${rate} t/week`, ...(priority !== undefined && { priority }) },
  ]);
  const answer = run({
    ...weeks(1),
    stockpiles: { shelf: { initial: `${initial} t` } },
    demands: Object.fromEntries(demands),
  });
  return wants.map((_, i) => Number(series(answer, `d${i}`, 'served')[0].toFixed(9)));
}

describe('within a tier', () => {
  test('all are served whole while there is enough', () => {
    expect(served(30, [[10], [20]])).toEqual([10, 20]);
  });

  test('otherwise all by the same fraction', () => {
    expect(served(12, [[10], [20]])).toEqual([4, 8]);
    expect(served(0, [[10], [20]])).toEqual([0, 0]);
  });
});

describe('tier by tier', () => {
  test('priority 1 is served before priority 2, and so on up', () => {
    const wants: [number, number][] = [
      [10, 3],
      [10, 1],
      [10, 2],
    ];
    expect(served(25, wants)).toEqual([5, 10, 10]);
    expect(served(15, wants)).toEqual([0, 10, 5]);
    expect(served(4, wants)).toEqual([0, 4, 0]);
  });

  test('priority is 1 where nothing is said', () => {
    expect(served(12, [[10], [10, 2], [10, 1]])).toEqual([6, 0, 6]);
  });

  test('priorities need not follow one another', () => {
    expect(
      served(15, [
        [10, 7],
        [10, 3],
      ]),
    ).toEqual([5, 10]);
  });

  test.each([
    ['a flow before a demand', 1, 2, 10, 2],
    ['a demand before a flow', 2, 1, 2, 10],
    ['both alike', 1, 1, 6, 6],
  ])('flows and demands alike: %s', (_, flow, demand, shipped, got) => {
    const answer = run({
      ...weeks(1),
      stockpiles: { shelf: { initial: '12 t' }, plant_store: still({ initial: '4 weeks' }) },
      flows: { lane: { from: 'shelf', to: 'plant_store', priority: flow } },
      demands: {
        users: { from: 'shelf', rate: '10 t/week', priority: demand },
        makers: { from: 'plant_store', rate: '10 t/week' },
      },
    });
    expect(series(answer, 'lane', 'shipped')[0]).toBeCloseTo(shipped, 9);
    expect(series(answer, 'users', 'served')[0]).toBeCloseTo(got, 9);
  });
});

describe('regular need comes before restocking', () => {
  /** A store that regularly takes 5 t a week and now wants 35, and users of 10 t, on a shelf of so many tonnes. */
  const shared = (initial: number, recipe = 1) => {
    const answer = run({
      ...weeks(1),
      stockpiles: { shelf: { initial: `${initial} t` }, store: still({ initial: '0 t', cover: '6 weeks' }) },
      flows: { lane: { from: { shelf: recipe }, to: 'store' } },
      demands: { users: { from: 'shelf', rate: '10 t/week' }, makers: { from: 'store', rate: '5 t/week' } },
    });
    expect(series(answer, 'lane', 'wanted')[0]).toBeCloseTo(35, 9);
    return ['shipped', 'served'].map((variable, i) => series(answer, ['lane', 'users'][i], variable)[0]);
  };

  test('all of both, where there is enough', () => {
    expect(shared(50)).toEqual([35, 10]);
  });

  test('what is left after regular need goes to who restocks', () => {
    const [lane, users] = shared(20);
    expect(lane).toBeCloseTo(10, 9);
    expect(users).toBeCloseTo(10, 9);
  });

  test('regular need is served by one fraction where even it does not fit, and nothing is restocked', () => {
    const [lane, users] = shared(12);
    expect(lane).toBeCloseTo(4, 9);
    expect(users).toBeCloseTo(8, 9);
  });

  test('by the tonnes that are taken, not by those shipped', () => {
    // 2 t are taken for each: regularly 10 and 10 of the 12.
    const [lane, users] = shared(12, 2);
    expect(lane).toBeCloseTo(3, 9);
    expect(users).toBeCloseTo(6, 9);
  });

  test('restocking is rationed by one fraction as well', () => {
    // Regularly 5 each; then 30 and 15 more are wanted of the 15 left.
    const lane = (to: string) => ({ from: 'shelf', to });
    const answer = run({
      ...weeks(1),
      stockpiles: {
        shelf: { initial: '25 t' },
        one: still({ initial: '0 t', cover: '6 weeks' }),
        two: still({ initial: '0 t', cover: '3 weeks' }),
      },
      flows: { to_one: lane('one'), to_two: lane('two') },
      demands: { a: { from: 'one', rate: '5 t/week' }, b: { from: 'two', rate: '5 t/week' } },
    });
    expect(series(answer, 'to_one', 'wanted')[0]).toBeCloseTo(35, 9);
    expect(series(answer, 'to_two', 'wanted')[0]).toBeCloseTo(20, 9);
    expect(series(answer, 'to_one', 'shipped')[0]).toBeCloseTo(15, 9);
    expect(series(answer, 'to_two', 'shipped')[0]).toBeCloseTo(10, 9);
  });

  test('what is owed is no regular need: it waits until everybody has his own', () => {
    // 5 t come at week 0, a quarter of 20, so 7.5 are owed to one. 25 come at week 1: 10 each, and 5 of what is owed.
    const answer = run({
      ...weeks(2),
      stockpiles: { shelf: still({ initial: '0 t' }) },
      flows: { lane: { to: 'shelf', capacity: '5 t/week' } },
      demands: {
        patient: { from: 'shelf', rate: '10 t/week', unmet: 'backordered' },
        other: { from: 'shelf', rate: '10 t/week' },
      },
      events: [{ date: week(0), set: { 'flows.lane.capacity': '25 t/week' } }],
    });
    expect(series(answer, 'patient', 'served')[0]).toBeCloseTo(2.5, 9);
    expect(series(answer, 'patient', 'served')[1]).toBeCloseTo(15, 9);
    expect(series(answer, 'other', 'served')[1]).toBeCloseTo(10, 9);
    expect(series(answer, 'patient', 'backlog')[1]).toBeCloseTo(2.5, 9);
  });

  test('what a conserving consumer takes is all he asks for, and regular', () => {
    // On hand are 12 of 20 t needed a week: a threshold of two weeks makes it 0.3 of 10, which fits beside the other 10
    // but for 1 t: 12/13 of both.
    const answer = run({
      ...weeks(1),
      stockpiles: { shelf: { initial: '12 t' } },
      demands: {
        sparing: { from: 'shelf', rate: '10 t/week', conserve: '2 weeks' },
        other: { from: 'shelf', rate: '10 t/week' },
      },
    });
    expect(series(answer, 'sparing', 'served')[0]).toBeCloseTo((3 * 12) / 13, 9);
    expect(series(answer, 'other', 'served')[0]).toBeCloseTo((10 * 12) / 13, 9);
  });

  test('all that a release wants is regular', () => {
    // 40 t are to be released and 10 to be shipped on regularly of the 20 there.
    const answer = run({
      ...weeks(1),
      stockpiles: { reserve: { initial: '20 t' }, shelf: still(), store: still({ initial: '4 weeks' }) },
      flows: {
        relief: { from: 'reserve', to: 'shelf', capacity: '40 t/week', release: { below: '999 weeks' } },
        lane: { from: 'reserve', to: 'store' },
      },
      demands: { users: { from: 'shelf', rate: '10 t/week' }, makers: { from: 'store', rate: '10 t/week' } },
    });
    expect(series(answer, 'relief', 'shipped')[0]).toBeCloseTo(16, 9);
    expect(series(answer, 'lane', 'shipped')[0]).toBeCloseTo(4, 9);
  });

  test('a flow with one input asks for all it wants, however little is there', () => {
    // 30 and 10 are asked of 10: three to one.
    const relief = (to: string, capacity: string) => ({
      from: 'reserve',
      to,
      capacity,
      release: { below: '999 weeks' },
    });
    const answer = run({
      ...weeks(1),
      stockpiles: { reserve: { initial: '10 t' }, a: still(), b: still() },
      flows: { to_a: relief('a', '30 t/week'), to_b: relief('b', '10 t/week') },
      demands: { a_users: { from: 'a', rate: '10 t/week' }, b_users: { from: 'b', rate: '10 t/week' } },
    });
    expect(series(answer, 'to_a', 'shipped')[0]).toBeCloseTo(7.5, 9);
    expect(series(answer, 'to_b', 'shipped')[0]).toBeCloseTo(2.5, 9);
  });

  test('a flow that wants less than its regular need asks for no more', () => {
    // The store wants 2 of its 5 t: 12 are asked of the 9 there, three quarters to each.
    const answer = run({
      ...weeks(1),
      stockpiles: { shelf: { initial: '9 t' }, store: still({ initial: '13.6 weeks', cover: '13 weeks' }) },
      flows: { lane: { from: 'shelf', to: 'store' } },
      demands: { users: { from: 'shelf', rate: '10 t/week' }, makers: { from: 'store', rate: '5 t/week' } },
    });
    expect(series(answer, 'lane', 'wanted')[0]).toBeCloseTo(2, 9);
    expect(series(answer, 'lane', 'shipped')[0]).toBeCloseTo(1.5, 9);
    expect(series(answer, 'users', 'served')[0]).toBeCloseTo(7.5, 9);
  });
});
