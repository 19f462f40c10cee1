/**
 * A step: what arrives, what a limit lets through, what starts, who is served, what is expected from now on. Weekly
 * steps from a Monday; a stockpile's forecast stands still and its gaps close in a week unless it says otherwise.
 */
import { describe, expect, test } from 'vitest';
import { run, series } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'steps', start: '2025-01-06', horizon: `${count} weeks` });
const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(9)) + 0);

const still = (own: object = {}) => ({ adjust: '1 week', forecast: '1e12 weeks', ...own });
const dated = (values: Record<number, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([count, value]) => [week(Number(count)), value]));

/** The series `variable` of each id. */
function of(answer: ReturnType<typeof run>, variable: string, ...ids: string[]): number[][] {
  return ids.map((id) => rounded(series(answer, id, variable)));
}

describe('arrivals', () => {
  test('come a lead after they start, and can be used in the step in which they come', () => {
    // 10 t are under way for each of the first two weeks; of what starts at week 0 and later 20 a week come from week 2.
    const answer = run({
      ...weeks(4),
      stockpiles: { shelf: still({ initial: '0 t' }) },
      flows: { lane: { to: 'shelf', lead: '2 weeks' } },
      demands: { users: { from: 'shelf', rate: dated({ 0: '10 t/week', 2: '20 t/week' }) } },
      events: [{ date: week(0), set: { 'stockpiles.shelf.cover': '1 week' } }],
    });
    expect(of(answer, 'shipped', 'lane')).toEqual([[20, 10, 10, 20]]);
    expect(of(answer, 'in_transit', 'lane')).toEqual([[30, 30, 20, 30]]);
    expect(of(answer, 'served', 'users')).toEqual([[10, 10, 20, 10]]);
  });

  test('bring their by-products at the same time', () => {
    // 8 t of ore come each week, of which 0.5 are dysprosium and 2 gangue for each; nobody draws on these.
    const answer = run({
      ...weeks(3),
      stockpiles: { ore: still(), dysprosium: { initial: '1 t' }, gangue: {} },
      flows: { mine: { to: 'ore', lead: '3 weeks', byproducts: { dysprosium: 0.5, gangue: 2 } } },
      demands: { users: { from: 'ore', rate: dated({ 0: '8 t/week', 1: '20 t/week' }) } },
    });
    expect(of(answer, 'on_hand', 'dysprosium', 'gangue')).toEqual([
      [5, 9, 13],
      [16, 32, 48],
    ]);
  });
});

describe('a limit', () => {
  const reserve = { initial: '10000 t' };
  const relief = (to: string, capacity: unknown) => ({
    ...{ from: 'reserve', to, capacity, licence: 'export' },
    release: { below: '100000 weeks' },
  });
  const two = (limit: unknown, capacities: [unknown, unknown], phase: object = {}, count = 1) =>
    run({
      ...weeks(count),
      stockpiles: { reserve, a: still(), b: still() },
      flows: { to_a: relief('a', capacities[0]), to_b: relief('b', capacities[1]) },
      licences: { export: { phases: [{ from: week(0), limit, ...phase }] } },
      demands: { a_users: { from: 'a', rate: '10 t/week' }, b_users: { from: 'b', rate: '10 t/week' } },
    });

  test('scales what the flows of its licence want, all alike', () => {
    const answer = two('12 t/week', ['10 t/week', '20 t/week']);
    expect(of(answer, 'ordered', 'to_a', 'to_b')).toEqual([[10], [20]]);
    expect(of(answer, 'wanted', 'to_a', 'to_b')).toEqual([[4], [8]]);
    expect(of(answer, 'shipped', 'to_a', 'to_b')).toEqual([[4], [8]]);
  });

  test('does nothing while they want no more', () => {
    expect(of(two('30 t/week', ['10 t/week', '20 t/week']), 'wanted', 'to_a', 'to_b')).toEqual([[10], [20]]);
  });

  test('is a rate: what a step does not use is lost', () => {
    const capacities = dated({ 0: '3 t/week', 1: '20 t/week' });
    expect(of(two('12 t/week', [capacities, capacities], {}, 2), 'wanted', 'to_a', 'to_b')).toEqual([
      [3, 6],
      [3, 6],
    ]);
  });

  test('may forbid all', () => {
    expect(of(two('0 t/week', ['10 t/week', '20 t/week']), 'wanted', 'to_a', 'to_b')).toEqual([[0], [0]]);
  });

  test('holds for flows under review, too: they want to ship what they hold, up to their capacities', () => {
    // 10 and 20 t are held from week 1 on; of 10 and 15 that fit into capacities 12 may ship.
    const capacities: [unknown, unknown] = [dated({ 0: '10 t/week' }), dated({ 0: '20 t/week', 1: '15 t/week' })];
    const answer = two('15 t/week', capacities, { review: '1 week' }, 2);
    expect(of(answer, 'wanted', 'to_a', 'to_b')).toEqual([
      [0, 6],
      [0, 9],
    ]);
    expect(of(answer, 'held', 'to_a', 'to_b')).toEqual([
      [0, 4],
      [0, 11],
    ]);
  });

  test('binds only the flows that name its licence', () => {
    const answer = run({
      ...weeks(1),
      stockpiles: { a: still({ initial: '4 weeks' }), b: still({ initial: '4 weeks' }) },
      flows: { to_a: { to: 'a', licence: 'export' }, to_b: { to: 'b', licence: 'other' } },
      licences: {
        export: { phases: [{ from: week(0), limit: '3 t/week' }] },
        other: { phases: [{ from: week(0), limit: '300 t/week' }] },
      },
      demands: { a_users: { from: 'a', rate: '10 t/week' }, b_users: { from: 'b', rate: '10 t/week' } },
    });
    expect(of(answer, 'wanted', 'to_a', 'to_b')).toEqual([[3], [10]]);
  });
});

describe('a plant', () => {
  test('makes what the scarcest of what it was granted allows, and takes no more of the others', () => {
    // 10 t of magnets want 20 of oxide and 5 of boron. Of 20 t of oxide 30 are asked by it and an equal tier, of which
    // it gets two thirds; so it makes 20/3 t and takes 10/3 of boron.
    const answer = run({
      ...weeks(1),
      stockpiles: {
        magnets: still(),
        oxide: still({ initial: '20 t' }),
        boron: still({ initial: '100 t' }),
      },
      flows: { plant: { from: { oxide: 2, boron: 0.5 }, to: 'magnets' } },
      demands: { makers: { from: 'magnets', rate: '10 t/week' }, others: { from: 'oxide', rate: '10 t/week' } },
    });
    expect(of(answer, 'shipped', 'plant')[0][0]).toBeCloseTo(20 / 3, 9);
    expect(of(answer, 'on_hand', 'boron')[0][0]).toBeCloseTo(100 - 10 / 3, 9);
    expect(of(answer, 'on_hand', 'oxide')).toEqual([[0]]);
    expect(of(answer, 'served', 'others')[0][0]).toBeCloseTo(20 / 3, 9);
  });

  test('asks of each input no more than the scarcest on hand lets it use, and leaves the rest to others', () => {
    // 2 t of boron make 4 t of magnets, for which 8 of the 20 t of oxide do: others get the 10 they ask for.
    const answer = run({
      ...weeks(1),
      stockpiles: {
        magnets: still(),
        oxide: still({ initial: '20 t' }),
        boron: still({ initial: '2 t' }),
      },
      flows: { plant: { from: { oxide: 2, boron: 0.5 }, to: 'magnets' } },
      demands: { makers: { from: 'magnets', rate: '10 t/week' }, others: { from: 'oxide', rate: '10 t/week' } },
    });
    expect(of(answer, 'shipped', 'plant')).toEqual([[4]]);
    expect(of(answer, 'served', 'others')).toEqual([[10]]);
    expect(of(answer, 'on_hand', 'boron', 'oxide')).toEqual([[0], [2]]);
  });

  test('that takes nothing makes what it wants', () => {
    const answer = run({
      ...weeks(1),
      stockpiles: { ore: still({ initial: '4 weeks' }) },
      flows: { mine: { to: 'ore' } },
      demands: { users: { from: 'ore', rate: '10 t/week' } },
    });
    expect(of(answer, 'shipped', 'mine')).toEqual([[10]]);
  });
});

describe('unmet demand', () => {
  // 10 t a week come, and 25 are asked for at week 1 only.
  const scenario = (unmet: string, stockpile: object = {}) =>
    run({
      ...weeks(5),
      stockpiles: { shelf: still({ adjust: '1e12 weeks', ...stockpile }) },
      flows: { lane: { to: 'shelf' } },
      demands: { users: { from: 'shelf', unmet, rate: dated({ 0: '10 t/week', 1: '25 t/week', 2: '6 t/week' }) } },
    });

  test('is lost', () => {
    const answer = scenario('lost');
    expect(of(answer, 'served', 'users')).toEqual([[10, 10, 6, 6, 6]]);
    expect(of(answer, 'shortfall', 'users')).toEqual([[0, 15, 0, 0, 0]]);
    expect(of(answer, 'backlog', 'users')).toEqual([[0, 0, 0, 0, 0]]);
  });

  test('or owed, and then served before what is new, which is what a later shortfall is of', () => {
    // 15 are owed after week 1. Week 2 serves 10 of them, so all 6 of its own are short; 11 are owed; then 7, of 10
    // served all; of its own 6 week 4 gets 10 − 7 = 3.
    const answer = scenario('backordered');
    expect(of(answer, 'served', 'users')).toEqual([[10, 10, 10, 10, 10]]);
    expect(of(answer, 'backlog', 'users')).toEqual([[0, 15, 11, 7, 3]]);
    expect(of(answer, 'shortfall', 'users')).toEqual([[0, 15, 6, 6, 3]]);
  });

  test('of less than a billionth of demand is rounding', () => {
    const shortfall = (initial: string) =>
      series(
        run({
          ...weeks(1),
          stockpiles: { shelf: still({ initial }) },
          demands: { users: { from: 'shelf', rate: '10 t/week' } },
        }),
        'users',
        'shortfall',
      )[0];
    expect(shortfall('9.999999995 t')).toBe(0);
    expect(shortfall('9.99999998 t')).toBeCloseTo(2e-8, 12);
  });
});

describe('a consumer who conserves', () => {
  const conserving = (own: object, initial = '20 t') =>
    run({
      ...weeks(3),
      stockpiles: { shelf: still({ initial }) },
      demands: { users: { from: 'shelf', rate: '10 t/week', ...own } },
    });

  test('stretches what is there below his threshold rather than run until he stops', () => {
    // Two weeks' supply of a threshold of four: half of 10. Then 15 t: 3/8 of 10. Then 11.25 t: 0.28125 of it.
    const answer = conserving({ conserve: '4 weeks' });
    expect(of(answer, 'served', 'users')).toEqual([[5, 3.75, 2.8125]]);
    expect(of(answer, 'shortfall', 'users')).toEqual([[5, 6.25, 7.1875]]);
  });

  test('takes all he needs from his threshold on', () => {
    expect(of(conserving({ conserve: '1 week' }), 'served', 'users')).toEqual([[10, 10, 0]]);
  });

  test('stretches what is owed him, too', () => {
    // Week 1 owes 5: of 15 due 15/10/4 of it.
    const answer = conserving({ conserve: '4 weeks', unmet: 'backordered' });
    expect(of(answer, 'served', 'users')[0].slice(0, 2)).toEqual([5, 5.625]);
  });

  test.each([
    ['20 t', [0, 10]],
    ['0 t', [0, 0]],
  ])('does not where nothing is regularly needed: with %s he gets %j', (initial, served) => {
    const answer = run({
      ...weeks(2),
      stockpiles: { shelf: still({ initial }) },
      demands: { users: { from: 'shelf', rate: dated({ 0: 0, 1: '10 t/week' }), conserve: '4 weeks' } },
    });
    expect(of(answer, 'served', 'users')).toEqual([served]);
  });
});

describe('the forecast', () => {
  test('closes its gap to what is regularly needed over its time', () => {
    // From week 1 on 20 t are needed; a quarter of the gap is closed each week, from the week after.
    const answer = run({
      ...weeks(4),
      stockpiles: { shelf: { initial: '500 t', forecast: '4 weeks' } },
      demands: { users: { from: 'shelf', rate: dated({ 0: '10 t/week', 1: '20 t/week' }) } },
    });
    expect(of(answer, 'forecast', 'shelf')).toEqual([[10, 10, 12.5, 14.375]]);
  });

  test('is of the step: what orders were made with, and days of supply are told by', () => {
    const answer = run({
      ...weeks(3),
      stockpiles: { shelf: { initial: '500 t', forecast: '1 week' } },
      demands: { users: { from: 'shelf', rate: dated({ 0: '10 t/week', 1: '20 t/week' }) } },
    });
    expect(of(answer, 'forecast', 'shelf')).toEqual([[10, 10, 20]]);
    expect(of(answer, 'on_hand', 'shelf')).toEqual([[490, 470, 450]]);
    expect(of(answer, 'days_of_supply', 'shelf')).toEqual([[343, 329, 157.5]]);
  });

  test('follows regular need only: neither catching up nor what is owed counts', () => {
    // The shelf refills by 60 t at once. Its source is empty, so from week 2 on users are owed 10 t more each week.
    const answer = run({
      ...weeks(6),
      stockpiles: {
        shelf: { cover: '6 weeks', initial: '0 t', adjust: '1 week', forecast: '1 week' },
        source: { initial: '0 t', forecast: '1 week' },
      },
      flows: { lane: { from: { source: 1.5 }, to: 'shelf', lead: '2 weeks' } },
      demands: { users: { from: 'shelf', rate: '10 t/week', unmet: 'backordered' } },
    });
    expect(of(answer, 'ordered', 'lane')[0][0]).toBe(70);
    expect(of(answer, 'backlog', 'users')).toEqual([[0, 0, 10, 20, 30, 40]]);
    expect(of(answer, 'forecast', 'source', 'shelf')).toEqual([
      [15, 15, 15, 15, 15, 15],
      [10, 10, 10, 10, 10, 10],
    ]);
  });

  test('does not follow a consumer who conserves down', () => {
    const answer = run({
      ...weeks(3),
      stockpiles: { shelf: { initial: '20 t', forecast: '1 week' } },
      demands: { users: { from: 'shelf', rate: '10 t/week', conserve: '4 weeks' } },
    });
    expect(of(answer, 'forecast', 'shelf')).toEqual([[10, 10, 10]]);
  });

  test('knows what flows cannot bring, and what others are asked for instead', () => {
    // From week 1 on 3 of 5 t may pass through the narrow lane, and 2 turn to the wide one.
    const lane = (from: string, own: object = {}) => ({ from, to: 'shelf', ...own });
    const answer = run({
      ...weeks(3),
      stockpiles: {
        shelf: still({ initial: '4 weeks', switchable: 1 }),
        one: { initial: '500 t', forecast: '1 week' },
        two: { initial: '500 t', forecast: '1 week' },
      },
      flows: { narrow: lane('one', { capacity: dated({ 0: '9 t/week', 1: '3 t/week' }) }), wide: lane('two') },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expect(of(answer, 'forecast', 'one', 'two')).toEqual([
      [5, 5, 3],
      [5, 5, 7],
    ]);
  });

  test.each([
    ['what a licence allows counts', { allow: 0.4 }, 4],
    ['what a licence limits counts', { limit: '3 t/week' }, 3],
    ['what a licence may refuse is asked for all the same', { review: '2 weeks', approve: 0.4 }, 10],
  ])('of a source knows what may pass: %s', (_, phase, forecast) => {
    const answer = run({
      ...weeks(3),
      stockpiles: { shelf: still({ initial: '4 weeks' }), source: { initial: '500 t', forecast: '1 week' } },
      flows: { lane: { from: 'source', to: 'shelf', licence: 'export' } },
      licences: { export: { phases: [{ from: week(1), ...phase }] } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expect(of(answer, 'forecast', 'source')).toEqual([[10, 10, forecast]]);
  });

  test('of a reserve follows what it is to release', () => {
    const answer = run({
      ...weeks(3),
      stockpiles: { shelf: still({ initial: '3 weeks' }), reserve: { initial: '500 t', forecast: '2 weeks' } },
      flows: { relief: { from: { reserve: 2 }, to: 'shelf', release: { below: '3 weeks' } } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    // Nothing at week 0; 10 released at weeks 1 and 2, for which 2 t each are taken.
    expect(of(answer, 'ordered', 'relief')).toEqual([[0, 10, 10]]);
    expect(of(answer, 'forecast', 'reserve')).toEqual([[0, 0, 10]]);
  });

  test('counts demand as it is, noise and all, and all that draw', () => {
    const answer = run({
      ...weeks(2),
      stockpiles: { shelf: { initial: '500 t', forecast: '1 week' } },
      demands: {
        some: { from: 'shelf', rate: dated({ 0: '10 t/week' }) },
        others: { from: 'shelf', rate: dated({ 0: '5 t/week' }), priority: 2 },
      },
      events: [{ date: week(0), set: { 'demands.some.rate': '13 t/week' } }],
    });
    expect(of(answer, 'forecast', 'shelf')).toEqual([[15, 18]]);
  });
});

test('what rounding takes below nothing is nothing', () => {
  // 0.1 t shared by 1.4 and 2.1 t a week: the two parts add up to the least bit more than it.
  const [some, more] = ['0.2 t/day', '0.3 t/day'];
  const drawn = run({
    ...weeks(1),
    stockpiles: { shelf: { initial: '0.1 t' } },
    demands: { a: { from: 'shelf', rate: some }, b: { from: 'shelf', rate: more } },
  });
  expect(series(drawn, 'shelf', 'on_hand')[0]).toBe(0);
  const relief = (to: string, capacity: string) => ({ from: 'reserve', to, capacity, release: { below: '999 weeks' } });
  const released = run({
    ...weeks(1),
    stockpiles: { reserve: { initial: '0.1 t' }, one: {}, two: {} },
    flows: { a: relief('one', some), b: relief('two', more) },
    demands: { a_users: { from: 'one', rate: '1 t/week' }, b_users: { from: 'two', rate: '1 t/week' } },
  });
  expect(series(released, 'reserve', 'on_hand')[0]).toBe(0);
});
