/**
 * Orders: what each stockpile asks of whom, and what reserves release. Weekly steps from a Monday; where nothing else
 * is said a forecast stays what it was, so that only the order rule moves, and a lane takes one week.
 */
import { describe, expect, test } from 'vitest';
import { run, series } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'orders', start: '2025-01-06', horizon: `${count} weeks` });
const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(9)) + 0);

/** A stockpile whose forecast stands still and whose gaps close in a week, unless it says otherwise. */
const shelf = (own: object) => ({ adjust: '1 week', forecast: '1e12 weeks', ...own });
const users = (rate: unknown = '10 t/week', own: object = {}) => ({ users: { from: 'shelf', rate, ...own } });
/** A licence with one phase from the start. */
const from = (start: number, phase: object) => ({ export: { phases: [{ from: week(start), ...phase }] } });

/** What flows order at each step, by id. */
function ordered(count: number, scenario: object): Record<string, number[]> {
  const answer = run({ ...weeks(count), ...scenario });
  return Object.fromEntries(
    answer.run.model.scenario.flows.map(({ id }) => [id, rounded(series(answer, id, 'ordered'))]),
  );
}

describe('an order', () => {
  const lane = { lane: { to: 'shelf' } };

  test('is what is regularly needed, in a steady state', () => {
    expect(ordered(3, { stockpiles: { shelf: shelf({ initial: '4 weeks' }) }, flows: lane, demands: users() })).toEqual(
      {
        lane: [10, 10, 10],
      },
    );
  });

  test('adds 1/adjust of the gap between what should be there and on its way, and what is', () => {
    // Wanted 60 + 3·10. On hand 20 + 10 and 20 in transit: a gap of 40, a quarter of it. Then 30 and 10 + 20: 30.
    // Then 30 and 20 + 17.5: 22.5.
    const stockpiles = { shelf: shelf({ initial: '2 weeks', cover: '6 weeks', adjust: '4 weeks' }) };
    const flows = { lane: { to: 'shelf', lead: '3 weeks' } };
    expect(ordered(3, { stockpiles, flows, demands: users() })).toEqual({ lane: [20, 17.5, 15.625] });
  });

  test('closes the whole gap at once where `adjust` is one step: order up to', () => {
    const stockpiles = { shelf: shelf({ initial: '2 weeks', cover: '6 weeks' }) };
    const flows = { lane: { to: 'shelf', lead: '3 weeks' } };
    expect(ordered(3, { stockpiles, flows, demands: users() })).toEqual({ lane: [50, 10, 10] });
  });

  test('is never below 0', () => {
    const stockpiles = { shelf: shelf({ initial: '30 weeks', cover: '2 weeks' }) };
    expect(ordered(2, { stockpiles, flows: lane, demands: users() })).toEqual({ lane: [0, 0] });
  });

  test('fills a reserve to its target, whether it is drawn on or not', () => {
    // Undrawn: a quarter of 60 t, then of 45. Drawn on, with two weeks of lead: wanted 100 + 20, there 50 and 10.
    const idle = { shelf: shelf({ initial: '40 t', target: '100 t', adjust: '4 weeks' }) };
    expect(ordered(2, { stockpiles: idle, flows: lane })).toEqual({ lane: [15, 11.25] });
    const flows = { lane: { to: 'shelf', lead: '2 weeks' } };
    expect(ordered(1, { stockpiles: idle, flows, demands: users() })).toEqual({ lane: [25] });
  });

  test('follows a cover that changes', () => {
    const cover = { [week(0)]: '2 weeks', [week(2)]: '3 weeks' };
    expect(ordered(4, { stockpiles: { shelf: shelf({ cover }) }, flows: lane, demands: users() })).toEqual({
      lane: [10, 10, 20, 10],
    });
  });

  test('makes up for a backlog', () => {
    // Week 1 asks for 30 of 10: 20 are owed, which week 2 orders on top of the 10.
    const rate = { [week(0)]: '10 t/week', [week(1)]: '30 t/week', [week(2)]: '10 t/week' };
    const scenario = (unmet: string) => ({
      stockpiles: { shelf: shelf({}) },
      flows: lane,
      demands: users(rate, { unmet }),
    });
    expect(ordered(4, scenario('backordered'))).toEqual({ lane: [10, 10, 30, 10] });
    expect(ordered(4, scenario('lost'))).toEqual({ lane: [10, 10, 10, 10] });
  });

  test('is less by what by-products bring in the step; those who make them look at the main product only', () => {
    // Of 8 t of ore come 4 t of dysprosium: 54 on hand against 50 wanted, an eighth of it, and 4 less.
    const { mine, lane: dysprosium } = ordered(2, {
      stockpiles: { ore: shelf({ initial: '1 week' }), shelf: shelf({ initial: '4 weeks', adjust: '8 weeks' }) },
      flows: { mine: { to: 'ore', byproducts: { shelf: 0.5 } }, lane: { to: 'shelf' } },
      demands: { ...users(), ore_users: { from: 'ore', rate: '8 t/week' } },
    }) as { mine: number[]; lane: number[] };
    expect(mine).toEqual([8, 8]);
    expect(dysprosium[0]).toBe(10 - 4 + (50 - 54) / 8);
  });

  test('counts what releases have under way', () => {
    // Week 0: 20 on hand, 10 released to make 30, and 10 ordered as usual. Week 1: 10 of 20 + 10 are too many.
    const flows = {
      lane: { to: 'shelf' },
      relief: { from: 'reserve', to: 'shelf', lead: '2 weeks', release: { below: '3 weeks' } },
    };
    const stockpiles = { shelf: shelf({ initial: '1 week' }), reserve: { initial: '500 t' } };
    expect(ordered(2, { stockpiles, flows, demands: users() })).toEqual({ lane: [10, 0], relief: [10, 0] });
  });
});

describe('a stockpile asks each of its inflows', () => {
  test('for its share', () => {
    const flows = { one: { to: 'shelf', share: 3 }, other: { to: 'shelf' } };
    expect(
      ordered(2, { stockpiles: { shelf: shelf({ initial: '4 weeks' }) }, flows, demands: users('8 t/week') }),
    ).toEqual({
      one: [6, 6],
      other: [2, 2],
    });
  });

  test('for its share of the time', () => {
    const flows = { one: { to: 'shelf', share: { [week(0)]: 1, [week(2)]: 3 } }, other: { to: 'shelf' } };
    expect(
      ordered(4, { stockpiles: { shelf: shelf({ initial: '4 weeks' }) }, flows, demands: users('8 t/week') }),
    ).toEqual({
      one: [4, 4, 6, 6],
      other: [4, 4, 2, 2],
    });
  });

  test('for nothing, where all shares are 0', () => {
    const flows = { lane: { to: 'shelf', share: { [week(0)]: 1, [week(2)]: 0 } } };
    expect(ordered(4, { stockpiles: { shelf: shelf({ initial: '4 weeks' }) }, flows, demands: users() })).toEqual({
      lane: [10, 10, 0, 0],
    });
  });

  test('for no more than its capacity', () => {
    // 5 t a week more are missing each time: an order of 10, 15, 20, of which one may pass 3 and the other half.
    const flows = {
      one: { to: 'shelf', capacity: { [week(0)]: '5 t/week', [week(1)]: '3 t/week' } },
      other: { to: 'shelf' },
    };
    const stockpiles = { shelf: shelf({ initial: '4 weeks', switchable: 0 }) };
    expect(ordered(3, { stockpiles, flows, demands: users() })).toEqual({
      one: [5, 3, 3],
      other: [5, 5, 6],
    });
  });

  test('waiting for the lead of the way that supplies are expected to come', () => {
    // While both are open half waits 1 and half 5 weeks: 40 + 30 wanted. With the slow one banned 40 + 10 are wanted,
    // and 50 on hand with 20 in transit are 20 too many, of which an eighth is held back.
    const flows = {
      fast: { to: 'shelf' },
      slow: { to: 'shelf', lead: '5 weeks', licence: 'export' },
    };
    const stockpiles = { shelf: shelf({ initial: '4 weeks', adjust: '8 weeks', switchable: 0 }) };
    expect(ordered(2, { stockpiles, flows, licences: from(1, { allow: 0 }), demands: users() })).toEqual({
      fast: [5, 3.75],
      slow: [5, 0],
    });
  });

  test('where nothing is expected, waiting for the lead of their shares', () => {
    // The source is empty: nothing comes, so nothing is expected. Still 40 + 30 are wanted, and 50 with 10 are there.
    const flows = { lane: { from: 'source', to: 'shelf', lead: '3 weeks' } };
    const stockpiles = { shelf: shelf({ initial: '4 weeks', adjust: '8 weeks' }), source: { initial: '0 t' } };
    expect(ordered(2, { stockpiles, flows, demands: users() })).toEqual({ lane: [10, 11.25] });
  });

  test('where next to nothing of a large need is expected, likewise', () => {
    // Of 1,000 t a week 1e-7 came in week 0, by the near way: less than a billionth. So week 1 wants 4,000 t and still
    // five weeks, of which 5,000 are there and 3,000 on their way.
    const stockpiles = { shelf: shelf({ initial: '4 weeks' }), mine: { initial: '0 t' }, dregs: { initial: '1e-7 t' } };
    const flows = {
      far: { from: 'mine', to: 'shelf', lead: '8 weeks' },
      near: { from: 'dregs', to: 'shelf', lead: '2 weeks' },
    };
    expect(ordered(2, { stockpiles, flows, demands: users('1000 t/week') })).toEqual({
      far: [500, expect.closeTo(1000, 6)],
      near: [500, expect.closeTo(1000, 6)],
    });
  });
});

describe('a licence that allows a part', () => {
  test('lets through that share of regular need, and no more because buyers ask for more', () => {
    // With 6 weeks to refill the order is 70, then more; half of 10 may pass.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '0 t', cover: '6 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(0, { allow: 0.5 }),
      demands: users(),
    };
    expect(ordered(3, scenario)).toEqual({ lane: [5, 5, 5] });
  });

  test('lets through less, where less is asked for', () => {
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '7.8 weeks', cover: '7 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(0, { allow: 0.5 }),
      demands: users(),
    };
    // On hand 78 + 10 against 70 + 10: 2 are ordered, and they pass; then 70 + 2 against 80: half of 10.
    expect(ordered(2, scenario)).toEqual({ lane: [2, 5] });
  });

  test('takes its share of each flow', () => {
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '0 t', cover: '6 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export', share: 3 }, other: { to: 'shelf' } },
      licences: from(0, { allow: 0.5 }),
      demands: users(),
    };
    expect(ordered(1, scenario)['lane']).toEqual([3.75]);
  });

  test('lets through that share of the order, where a target is kept', () => {
    // 100 are missing, then 50.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '0 t', target: '100 t' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(0, { allow: 0.5 }),
    };
    expect(ordered(3, scenario)).toEqual({ lane: [50, 25, 12.5] });
  });

  test('lets through nothing as a ban', () => {
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '3 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(1, { allow: 0 }),
      demands: users(),
    };
    expect(ordered(3, scenario)).toEqual({ lane: [10, 0, 0] });
  });
});

describe('under review', () => {
  test('a buyer waits for the review as for the lead, and counts on what is approved of what he applied for', () => {
    // Wanted 40 + 10·(1 + 3). Week 0: 50 there, so 10 + 30. Week 1: 50 − 10 on hand and half of 40: 10 + 20. Week 2:
    // 30 and half of 70: 10 + 15. Week 3: 20, half of 40 now held and half of 55 pending: 10 + 12.5.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '4 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(0, { review: '3 weeks', approve: 0.5 }),
      demands: users(),
    };
    expect(ordered(4, scenario)).toEqual({ lane: [40, 30, 25, 22.5] });
  });

  test('counts on pending applications as they would be approved today', () => {
    // As above until week 1; from week 2 all is approved: 30 on hand and 70 pending are 100, 20 too many.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '4 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(0, { review: '3 weeks', approve: { [week(0)]: 0.5, [week(2)]: 1 } }),
      demands: users(),
    };
    expect(ordered(3, scenario)).toEqual({ lane: [40, 30, 0] });
  });

  test('what is likely to be refused turns elsewhere, and waits accordingly', () => {
    // Of 5 t half is approved; the other 2.5 go to the open lane. So a quarter waits for a review of 2 weeks: wanted
    // are 40 + 10·(1 + 0.25·2), there are 50. The order is 10 + 5/8, half to each, and a quarter of it turns.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '4 weeks', adjust: '8 weeks', switchable: 1 }) },
      flows: { closed: { to: 'shelf', licence: 'export' }, open: { to: 'shelf' } },
      licences: from(0, { review: '2 weeks', approve: 0.5 }),
      demands: users(),
    };
    expect(ordered(1, scenario)).toEqual({ closed: [5.3125], open: [7.96875] });
  });

  test('a ban with a review is a ban: nothing is under review where nothing is allowed', () => {
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '4 weeks' }) },
      flows: { lane: { to: 'shelf', licence: 'export' } },
      licences: from(0, { review: '3 weeks', allow: 0 }),
      demands: users(),
    };
    const answer = run({ ...weeks(2), ...scenario });
    expect(rounded(series(answer, 'lane', 'ordered'))).toEqual([0, 0]);
    expect(rounded(series(answer, 'lane', 'pending'))).toEqual([0, 0]);
  });
});

describe('blocked orders turn to others', () => {
  const neighbours = {
    banned: { to: 'shelf', share: 7, licence: 'export' },
    a: { to: 'shelf', cost: 2, capacity: '3 t/week' },
    b: { to: 'shelf', cost: 1, capacity: '2.5 t/week' },
    c: { to: 'shelf', cost: 2 },
  };
  const scenario = (switchable: number) => ({
    stockpiles: { shelf: shelf({ initial: '4 weeks', switchable }) },
    flows: neighbours,
    licences: from(1, { allow: 0 }),
    demands: users(),
  });

  test('by ascending cost, ties by id, each up to its headroom', () => {
    // 7 t are blocked: 1.5 fit into b, 2 into a, and 3.5 are left for c.
    expect(ordered(2, scenario(1))).toEqual({ banned: [7, 0], a: [1, 3], b: [1, 2.5], c: [1, 4.5] });
  });

  test('as far as they can be switched', () => {
    // Half of 7 t: 1.5 fit into b, 2 into a, and nothing is left.
    expect(ordered(2, scenario(0.5))).toEqual({ banned: [7, 0], a: [1, 3], b: [1, 2.5], c: [1, 1] });
  });

  test('not at all, where nothing else is said', () => {
    expect(ordered(2, scenario(0))).toEqual({ banned: [7, 0], a: [1, 1], b: [1, 1], c: [1, 1] });
  });

  test('whatever blocks them: a capacity, too', () => {
    const flows = {
      narrow: { to: 'shelf', capacity: { [week(0)]: '5 t/week', [week(1)]: '3 t/week' } },
      wide: { to: 'shelf' },
    };
    const stockpiles = { shelf: shelf({ initial: '4 weeks', switchable: 1 }) };
    expect(ordered(2, { stockpiles, flows, demands: users() })).toEqual({ narrow: [5, 3], wide: [5, 7] });
  });

  test('a neighbour whose own capacity is below its part has no headroom', () => {
    const flows = {
      banned: { to: 'shelf', licence: 'export' },
      narrow: { to: 'shelf', capacity: { [week(0)]: '5 t/week', [week(1)]: '3 t/week' } },
    };
    const stockpiles = { shelf: shelf({ initial: '4 weeks', switchable: 1 }) };
    expect(ordered(2, { stockpiles, flows, licences: from(1, { allow: 0 }), demands: users() })).toEqual({
      banned: [5, 0],
      narrow: [5, 3],
    });
  });

  /** What an inflow whose licence has this phase is asked for when its neighbour is banned. */
  const askedOf = (phase: object) =>
    ordered(1, {
      stockpiles: { shelf: shelf({ initial: '4 weeks', switchable: 1, adjust: '8 weeks' }) },
      flows: { banned: { to: 'shelf', licence: 'ban' }, other: { to: 'shelf', licence: 'export' } },
      licences: { ...from(0, phase), ban: { phases: [{ from: week(0), allow: 0 }] } },
      demands: users(),
    })['other'];

  test('an open licence is no hindrance', () => {
    expect(askedOf({})).toEqual([10]);
  });

  test('but a licence that restricts a neighbour keeps them away', () => {
    // Otherwise wholly open: 5 of 10. Nine tenths: 4.5. A limit that does not bind: 5. A review of 2 weeks: all that
    // is expected comes this way, so 40 + 30 are wanted and 10 + 20/8 ordered, half of it here.
    expect(askedOf({ allow: 0.9 })).toEqual([4.5]);
    expect(askedOf({ limit: '100 t/week' })).toEqual([5]);
    expect(askedOf({ review: '2 weeks' })).toEqual([6.25]);
  });
});

describe('a source that runs dry', () => {
  // The source gets 3 t at weeks 0, 1 and 2, of the 5 t asked of it. What is ordered of the other lane beyond its half
  // is the spill, half of the order less what is trusted to come: so trust is 2·dry − other.
  const scenario = (dry: object = {}, own: object = {}) => ({
    stockpiles: {
      shelf: shelf({ initial: '10 weeks', adjust: '5 weeks', switchable: 1, ...own }),
      source: shelf({ initial: '0 t' }),
    },
    flows: {
      dry: { from: 'source', to: 'shelf', ...dry },
      other: { to: 'shelf' },
      mine: { to: 'source', capacity: '3 t/week' },
    },
    demands: users(),
  });
  const trust = (answer: ReturnType<typeof ordered>) =>
    rounded(answer['dry'].map((dry, t) => 2 * dry - answer['other'][t]));

  test('is trusted with what it brought', () => {
    const answer = ordered(4, scenario());
    expect(answer['dry'][0]).toBe(5);
    expect(answer['other'][0]).toBe(5);
    expect(trust(answer).slice(1)).toEqual([3, 3, 3]);
  });

  test('and is still asked for its whole part', () => {
    // On hand after arrivals 108, 2 short of 110: the order is 10.4.
    const answer = ordered(2, scenario());
    expect(answer['dry'][1]).toBe(5.2);
    expect(answer['other'][1]).toBe(7.4);
  });

  test('comes back by need/adjust a step while nothing is asked of it', () => {
    // Dry at weeks 0 and 1: trusted with 3. Closed at week 2 alone: 3 + 10/5 at week 3.
    const capacity = { [week(0)]: '9 t/week', [week(2)]: 0, [week(3)]: '9 t/week' };
    const answer = ordered(4, scenario({ capacity }));
    expect(answer['dry'][2]).toBe(0);
    expect(trust(answer)[3]).toBe(5);
  });

  test('is trusted again with what it delivers, as soon as it does', () => {
    // 7 t reach the source by week 2, so it brings the 5.09 asked of it. At week 3 half of the order, 4.9765, is below
    // that and more than the 3 + 10/10 that time alone would have made of the 3: nothing turns elsewhere.
    const { flows, ...rest } = scenario({}, { adjust: '10 weeks' });
    const mine = { to: 'source', capacity: { [week(0)]: '3 t/week', [week(1)]: '20 t/week' } };
    const { dry, other } = ordered(4, { ...rest, flows: { ...flows, mine } });
    expect(dry).toEqual([5, 5.1, 5.09, 4.9765]);
    expect(other).toEqual([5, 7.2, 7.18, 4.9765]);
  });

  test('is not turned to by others beyond what it is trusted with', () => {
    // The other lane is banned from week 2 on. The order is 10 + (110 − 108.4)/5, half of it asked of the dry source,
    // which is trusted with 3 and has no headroom.
    const { flows, ...rest } = scenario();
    const banned = { ...rest, flows: { ...flows, other: { to: 'shelf', licence: 'export' } } };
    expect(ordered(3, { ...banned, licences: from(2, { allow: 0 }) })['dry']).toEqual([5, 5.2, 5.16]);
  });

  test('is one that misses more than a billionth of what is wanted or needed', () => {
    // Week 0 draws 20 more, so week 1 orders 10 + 20/5, half of it from a source that had 5 t less a little.
    const other = (initial: string) => {
      const { flows, stockpiles } = scenario();
      return ordered(2, {
        stockpiles: { ...stockpiles, source: shelf({ initial }) },
        flows: { ...flows, mine: { to: 'source', capacity: 0 } },
        demands: users({ [week(0)]: '10 t/week' }),
        events: [{ date: week(0), set: { 'demands.users.rate': '30 t/week' } }],
      })['other'][1];
    };
    // A billionth of the 10 t that the shelf needs is 1e-8 t.
    expect(other('4.999999992 t')).toBeCloseTo(7, 6);
    expect(other('4.99999998 t')).toBeCloseTo(9, 6);
  });
});

describe('a limit is shared by the flows of a licence', () => {
  /** Shelves that regularly need 10 t each and order what is given, or targets that need nothing and order it. */
  function sharedLimit(limit: string, wanted: number[], own: object = {}) {
    const ids = ['one', 'two', 'three'].slice(0, wanted.length);
    // On hand after arrival 10·(c + 1) with c weeks at the start, against 10·(cover + 1): the order is 10·(1 + cover − c).
    const stockpiles = ids.map((id, i) => [
      `${id}_shelf`,
      wanted[i] >= 10
        ? shelf({ initial: '0 t', cover: `${(wanted[i] - 10) / 10} weeks` })
        : shelf({ initial: '9 weeks', cover: `${(wanted[i] - 10) / 10 + 9} weeks` }),
    ]);
    return ordered(1, {
      stockpiles: Object.fromEntries(stockpiles),
      flows: Object.fromEntries(ids.map((id) => [id, { to: `${id}_shelf`, licence: 'export' }])),
      licences: from(0, { limit, ...own }),
      demands: Object.fromEntries(ids.map((id) => [`${id}_users`, { from: `${id}_shelf`, rate: '10 t/week' }])),
    });
  }

  test('while all fits in it nothing is cut', () => {
    expect(sharedLimit('40 t/week', [30, 10])).toEqual({ one: [30], two: [10] });
  });

  test('regular need first: all alike, however much more one orders', () => {
    expect(sharedLimit('12 t/week', [30, 10])).toEqual({ one: [6], two: [6] });
  });

  test('each by its part of regular need, which it need not use; what is left goes to who orders more', () => {
    // 12 are due to each, one takes 12 and the other 10; the 2 left go to the one that orders more.
    expect(sharedLimit('24 t/week', [30, 10])).toEqual({ one: [14], two: [10] });
  });

  test('what is left is shared in proportion to what is still ordered', () => {
    // 12 are due to each of three; one orders nothing. Of the 12 left, 16 : 8 are ordered.
    expect(sharedLimit('36 t/week', [28, 20, 0])).toEqual({ one: [20], two: [16], three: [0] });
  });

  test('by orders alone, where nothing is regularly needed', () => {
    const reserves = {
      stockpiles: { a: shelf({ initial: '0 t', target: '30 t' }), b: shelf({ initial: '0 t', target: '10 t' }) },
      flows: { one: { to: 'a', licence: 'export' }, two: { to: 'b', licence: 'export' } },
      licences: from(0, { limit: '20 t/week' }),
    };
    expect(ordered(1, reserves)).toEqual({ one: [15], two: [5] });
  });

  test('it bounds shipments, not applications: under review orders are not cut by it', () => {
    const { one, two } = sharedLimit('12 t/week', [30, 10], { review: '1 week' });
    expect(one[0]).toBe(40);
    expect(two[0]).toBe(20);
  });

  test('what it blocks may turn elsewhere', () => {
    // Half of 10 is due through the licence, of which 2 may pass; 3 turn to the open lane.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '4 weeks', switchable: 1 }) },
      flows: { limited: { to: 'shelf', licence: 'export' }, open: { to: 'shelf' } },
      licences: from(0, { limit: '2 t/week' }),
      demands: users(),
    };
    expect(ordered(1, scenario)).toEqual({ limited: [2], open: [8] });
  });
});

describe('a release', () => {
  const relief = (own: object = {}) => ({ from: 'reserve', to: 'shelf', release: { below: '3 weeks' }, ...own });
  const stockpiles = { shelf: shelf({ initial: '4 weeks' }), reserve: shelf({ initial: '500 t' }) };

  test('brings the days of supply back to its trigger, counting what it has under way', () => {
    // On hand 40, 30, 20, 10, then 10 arrive each week. From week 2 on 10 are missing to 30, the others being under way.
    expect(ordered(5, { stockpiles, flows: { relief: relief({ lead: '2 weeks' }) }, demands: users() })).toEqual({
      relief: [0, 0, 10, 10, 10],
    });
  });

  test('is bounded by its capacity', () => {
    expect(ordered(4, { stockpiles, flows: { relief: relief({ capacity: '4 t/week' }) }, demands: users() })).toEqual({
      relief: [0, 0, 4, 4],
    });
  });

  test('lets through what its licence allows of that', () => {
    const scenario = (capacity: string) => ({
      stockpiles,
      flows: { relief: relief({ licence: 'export', capacity }) },
      licences: from(0, { allow: 0.5 }),
      demands: users(),
    });
    expect(ordered(3, scenario('4 t/week'))['relief']).toEqual([0, 0, 2]);
    expect(ordered(3, scenario('40 t/week'))['relief']).toEqual([0, 0, 5]);
  });

  test('comes from the cheapest reserve first, ties by id, and the next is asked for what is left', () => {
    const flows = {
      a: relief({ cost: 2, capacity: '3 t/week' }),
      b: relief({ cost: 1, capacity: '4 t/week' }),
      c: relief({ cost: 2 }),
    };
    expect(ordered(3, { stockpiles, flows, demands: users() })).toEqual({ a: [0, 0, 3], b: [0, 0, 4], c: [0, 0, 3] });
  });

  test('counts what is applied for as far as it is approved', () => {
    // 30 are missing; applied for, half of it is expected: 15 are still missing; then half of 45: 7.5.
    const scenario = {
      stockpiles: { shelf: shelf({ initial: '0 t' }), reserve: shelf({ initial: '500 t' }) },
      flows: { relief: relief({ licence: 'export' }) },
      licences: from(0, { review: '3 weeks', approve: 0.5 }),
      demands: users(),
    };
    expect(ordered(3, scenario)).toEqual({ relief: [30, 15, 7.5] });
  });

  test('does not count a held grant whose goods do not exist', () => {
    // 30 are missing, applied for and granted at week 1, so nothing more is; but the reserve is empty, and at week 2 30
    // are missing still. They are not applied for again, as they are held.
    const answer = run({
      ...weeks(4),
      stockpiles: { shelf: shelf({ initial: '0 t' }), reserve: shelf({ initial: '0 t' }) },
      flows: { relief: relief({ licence: 'export' }) },
      licences: from(0, { review: '1 week' }),
      demands: users(),
    });
    expect(rounded(series(answer, 'relief', 'ordered'))).toEqual([30, 0, 30, 30]);
    expect(rounded(series(answer, 'relief', 'pending'))).toEqual([30, 0, 0, 0]);
    expect(rounded(series(answer, 'relief', 'held'))).toEqual([0, 30, 30, 30]);
  });
});

describe('a reserve', () => {
  const frame = {
    stockpiles: { shelf: shelf({ initial: '5 weeks' }), reserve: shelf({ initial: '50 t', target: '100 t' }) },
    flows: {
      filling: { to: 'reserve', capacity: '1 t/week' },
      relief: { from: 'reserve', to: 'shelf', release: { below: '3 weeks' } },
    },
    demands: users(),
  };

  test('orders nothing itself from one step of supply above its trigger on', () => {
    // On hand 50, 40, 30 and 20: below 40 at week 2, where nothing is released yet.
    expect(ordered(4, frame)).toEqual({ filling: [1, 1, 0, 0], relief: [0, 0, 0, 10] });
  });

  test('orders again once there is enough, on hand and under way', () => {
    // At week 3 another lane may bring the 50 that are missing to a cover of 5 weeks; with the 10 released 70 are there.
    const more = { to: 'shelf', capacity: { [week(0)]: 0, [week(3)]: '100 t/week' } };
    const { filling } = ordered(5, { ...frame, flows: { ...frame.flows, more } });
    expect(filling).toEqual([1, 1, 0, 0, 1]);
  });

  test('is judged by what was under way when its own turn came, other releases of the step included', () => {
    // Week 2: 20 on hand. The cheaper brings 10, so the dearer finds 30, which is its own trigger and a step: it may
    // fill up. Were the two the other way round it would find 20.
    const scenario = (cost: number) => ({
      stockpiles: {
        shelf: shelf({ initial: '4 weeks' }),
        first: shelf({ initial: '500 t' }),
        second: shelf({ initial: '50 t', target: '100 t' }),
      },
      flows: {
        filling: { to: 'second', capacity: '1 t/week' },
        from_first: { from: 'first', to: 'shelf', release: { below: '3 weeks' }, cost: 1 },
        from_second: { from: 'second', to: 'shelf', release: { below: '2 weeks' }, cost },
      },
      demands: users(),
    });
    expect(ordered(3, scenario(2))['filling']).toEqual([1, 1, 1]);
    expect(ordered(3, scenario(0))['filling']).toEqual([1, 1, 0]);
  });
});

describe('in the long run', () => {
  const settled = (lane: object, phase: object) => {
    const answer = run({
      ...weeks(300),
      stockpiles: { shelf: { initial: '2 weeks' } },
      flows: { lane: { to: 'shelf', licence: 'export', ...lane } },
      licences: from(1, phase),
      demands: users(),
    });
    return series(answer, 'users', 'served')[299];
  };

  test.each([
    ['a share allowed', {}, { allow: 0.4 }],
    ['a limit', {}, { limit: '4 t/week' }],
    ['a capacity', { capacity: '4 t/week' }, {}],
  ])('%s cuts to its value', (_, lane, phase) => {
    expect(settled(lane, phase)).toBeCloseTo(4, 9);
  });

  test('an open lane without a capacity is asked for up to σ·(1 + (cover + lead)/adjust) of need when others are closed', () => {
    // With x = σ·O under way and arriving, O = F + (F·(cover + lead) − x·lead)/adjust: x settles at σ·B/(1 + σ·lead/adjust)
    // of need, B = 1 + (cover + lead)/adjust, and never exceeds σ·B.
    const [share, cover, lead, adjust] = [0.2, 6, 5, 8];
    const answer = run({
      ...weeks(600),
      stockpiles: { shelf: shelf({ cover: `${cover} weeks`, adjust: `${adjust} weeks`, switchable: 0 }) },
      flows: {
        open: { to: 'shelf', lead: `${lead} weeks`, share },
        closed: { to: 'shelf', lead: `${lead} weeks`, share: 1 - share, licence: 'export' },
      },
      licences: from(1, { allow: 0 }),
      demands: users(),
    });
    const asked = series(answer, 'open', 'ordered');
    const bound = share * (1 + (cover + lead) / adjust);
    expect(Math.max(...asked)).toBeLessThanOrEqual(10 * bound);
    expect(asked[599]).toBeCloseTo((10 * bound) / (1 + (share * lead) / adjust), 6);
  });
});
