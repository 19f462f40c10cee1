/** The start: what is needed, on hand and under way before anything has happened. Weekly steps from a Monday. */
import { describe, expect, test } from 'vitest';
import { metric, parametersOfAnswer, run, series } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'the start', start: '2025-01-06', horizon: `${count} weeks` });
const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(9)) + 0);

/** Need and inventory by stockpile and flow under way by flow, by id; amounts per weekly step. */
function startOf(scenario: object): Record<'need' | 'onHand' | 'flow', Record<string, number>> {
  const answer = run({ ...weeks(1), ...scenario });
  const { initialForecast, initialOnHand, initialFlow } = parametersOfAnswer(answer);
  const { stockpiles, flows } = answer.run.model.scenario;
  const by = (entities: readonly { readonly id: string }[], values: Float64Array) =>
    Object.fromEntries(entities.map(({ id }, position) => [id, rounded(values)[position]]));
  return { need: by(stockpiles, initialForecast), onHand: by(stockpiles, initialOnHand), flow: by(flows, initialFlow) };
}

const users = (from: string, rate = '10 t/week') => ({ users: { from, rate } });

describe('what is needed', () => {
  test('goes up a chain by its recipes', () => {
    const { need, flow } = startOf({
      stockpiles: { ore: {}, oxide: {}, metal: {} },
      flows: {
        mine: { to: 'ore' },
        refinery: { from: { ore: 20 }, to: 'oxide' },
        smelter: { from: { oxide: 1.5 }, to: 'metal' },
      },
      demands: users('metal'),
    });
    expect(need).toEqual({ metal: 10, oxide: 15, ore: 300 });
    expect(flow).toEqual({ smelter: 10, refinery: 15, mine: 300 });
  });

  test('is split among inflows by their shares, which are weights', () => {
    const { need, flow } = startOf({
      stockpiles: { near: {}, far: {}, shelf: {} },
      flows: {
        from_near: { from: 'near', to: 'shelf', share: 3 },
        from_far: { from: 'far', to: 'shelf' },
        closed: { to: 'shelf', share: 0 },
      },
      demands: users('shelf'),
    });
    expect(need).toEqual({ near: 7.5, far: 2.5, shelf: 10 });
    expect(flow).toEqual({ from_near: 7.5, from_far: 2.5, closed: 0 });
  });

  test('adds up over demands and flows on a stockpile', () => {
    const { need } = startOf({
      stockpiles: { metal: {}, magnets: {} },
      flows: { plant: { from: { metal: 0.3 }, to: 'magnets' } },
      demands: {
        cars: { from: 'magnets', rate: '10 t/week' },
        planes: { from: 'magnets', rate: '5 t/week' },
        alloys: { from: 'metal', rate: '2 t/week' },
      },
    });
    expect(need).toEqual({ magnets: 15, metal: 6.5 });
  });

  test('is met by a loop as well as from outside', () => {
    // Half of what magnets need comes from scrap, of which 1.2 t make one: M = 10 + 0.1·S, S = 1.2·0.5·M.
    const { need, flow } = startOf({
      stockpiles: { magnets: {}, scrap: {} },
      flows: {
        plant: { to: 'magnets', share: '50%' },
        recycling: { from: { scrap: 1.2 }, to: 'magnets', share: '50%' },
        collection: { from: { magnets: 0.1 }, to: 'scrap' },
      },
      demands: users('magnets'),
    });
    expect(need).toEqual({ magnets: rounded([10 / 0.94])[0], scrap: rounded([6 / 0.94])[0] });
    expect(flow['recycling']).toBeCloseTo(5 / 0.94, 9);
  });

  test('is solved for interlocking loops at once', () => {
    // A = 10 + 0.5·B and, C taking from both, B = 0.2·A + 0.1·C, C = 0.5·B: B(1 − 0.05) = 0.2·A.
    const { need } = startOf({
      stockpiles: { a: {}, b: {}, c: {} },
      flows: {
        into_a: { from: { b: 0.2 }, to: 'a' },
        into_b_from_a: { from: { a: 1 }, to: 'b', share: 1 },
        into_b_from_c: { from: { c: 1 }, to: 'b', share: 1 },
        into_c: { from: { b: 0.1 }, to: 'c' },
      },
      demands: users('a'),
    });
    // b = 0.2a + 0.1c, c = 0.5b, a = 10 + 0.5b: b = 0.2(10 + 0.5b) + 0.05b, so b = 2/0.85.
    expect(need).toEqual(
      Object.fromEntries(['a', 'b', 'c'].map((id, i) => [id, rounded([10 + 1 / 0.85, 2 / 0.85, 1 / 0.85])[i]])),
    );
  });

  test('of by-products asks for nothing', () => {
    const { need } = startOf({
      stockpiles: { ore: {}, rest: {} },
      flows: { mine: { to: 'ore', byproducts: { rest: 2 } } },
      demands: { rest_users: { from: 'rest', rate: '10 t/week' }, ...users('ore', '3 t/week') },
    });
    expect(need).toEqual({ ore: 3, rest: 10 });
  });

  test('counts what demands need at the start, whatever comes later', () => {
    const rate = { [week(0)]: '10 t/week', [week(1)]: '50 t/week' };
    expect(
      startOf({ horizon: '3 weeks', stockpiles: { shelf: {} }, demands: { users: { from: 'shelf', rate } } }).need,
    ).toEqual({ shelf: 10 });
  });

  test('has no noise, however uncertain the demand', () => {
    const demands = { users: { from: 'shelf', rate: '10 t/week', noise: '50%' } };
    expect(startOf({ stockpiles: { shelf: {} }, demands }).need).toEqual({ shelf: 10 });
  });
});

describe('the start is undisturbed:', () => {
  const lane = (own: object) => ({
    stockpiles: { shelf: {}, source: { initial: '2 weeks' } },
    flows: { lane: { from: 'source', to: 'shelf', lead: '2 weeks', ...own }, mine: { to: 'source' } },
    demands: users('shelf'),
  });

  test('events are left out, of demand, share and capacity alike', () => {
    const { need, flow, onHand } = startOf({
      stockpiles: { shelf: { cover: '3 weeks' }, reserve: { target: '50 t' } },
      flows: { one: { to: 'shelf', capacity: '20 t/week' }, two: { to: 'shelf' } },
      demands: users('shelf'),
      events: [
        {
          date: week(0),
          set: {
            'demands.users.rate': '30 t/week',
            'flows.one.share': 9,
            'flows.two.capacity': '1 t/week',
            'stockpiles.shelf.cover': '9 weeks',
            'stockpiles.reserve.target': '90 t',
          },
        },
      ],
    });
    expect(need).toEqual({ shelf: 10, reserve: 0 });
    expect(flow).toEqual({ one: 5, two: 5 });
    expect(onHand).toEqual({ shelf: 30, reserve: 50 });
  });

  test('a capacity caps what is under way, not what is needed upstream', () => {
    const { need, flow } = startOf(lane({ capacity: '4 t/week' }));
    expect(need).toEqual({ shelf: 10, source: 10 });
    expect(flow).toEqual({ lane: 4, mine: 10 });
  });

  test('that capacity is the one without events, with the projects that are already there', () => {
    const projects = [{ adds: '3 t/week', decided: week(-4), takes: '4 weeks' }];
    const events = [{ date: week(-1), set: { 'flows.lane.capacity': '1 t/week' } }];
    expect(startOf({ ...lane({ capacity: '4 t/week', projects }), events }).flow['lane']).toBe(7);
  });

  test('releases release nothing', () => {
    const { need, flow } = startOf({
      stockpiles: { shelf: {}, reserve: {} },
      flows: { mine: { to: 'shelf' }, relief: { from: 'reserve', to: 'shelf', release: { below: '9 weeks' } } },
      demands: users('shelf'),
    });
    expect(need).toEqual({ shelf: 10, reserve: 0 });
    expect(flow).toEqual({ mine: 10, relief: 0 });
  });

  const licensed = (phases: object[], events: object[] = []) =>
    startOf({ ...lane({ licence: 'export' }), licences: { export: { phases } }, events });

  test('a lane that was banned the day before has nothing under way; upstream need does not know it', () => {
    const { need, flow } = licensed([{ from: week(-1), allow: 0 }, { from: week(0) }]);
    expect(need).toEqual({ shelf: 10, source: 10 });
    expect(flow).toEqual({ lane: 0, mine: 10 });
  });

  test('a lane that is banned from the start has goods under way', () => {
    expect(licensed([{ from: week(0), allow: 0 }]).flow['lane']).toBe(10);
  });

  test('a lane that was restricted, limited or under review the day before has all of it under way', () => {
    const before = { from: week(-1), allow: 0.1, review: '9 weeks', approve: 0, limit: '1 t/week' };
    expect(licensed([before]).flow['lane']).toBe(10);
  });

  test('a ban by an event does not count, as events are left out', () => {
    const ban = { date: week(-1), set: { 'licences.export.allow': 0 } };
    expect(licensed([{ from: week(-2) }], [ban]).flow['lane']).toBe(10);
  });

  test('what is under way arrives a step after the other, from the first step on', () => {
    // Three weeks of lead: at weeks 0, 1 and 2 the 10 t that were under way arrive; two of them are left after week 0.
    const answer = run({
      ...weeks(4),
      stockpiles: { shelf: { initial: '1 week' } },
      flows: { lane: { to: 'shelf', lead: '3 weeks', capacity: { [week(0)]: '10 t/week', [week(1)]: 0 } } },
      demands: users('shelf'),
      events: [{ date: week(0), set: { 'flows.lane.capacity': 0 } }],
    });
    expect(rounded(series(answer, 'shelf', 'on_hand'))).toEqual([10, 10, 10, 0]);
    expect(rounded(series(answer, 'lane', 'in_transit'))).toEqual([20, 10, 0, 0]);
  });
});

describe('the inventory at the start', () => {
  const initial = (own: object, demands: object = users('shelf')) =>
    startOf({ stockpiles: { shelf: own }, demands }).onHand['shelf'];

  test('is the amount that `initial` says', () => {
    expect(initial({ initial: '25 t', cover: '2 weeks' })).toBe(25);
  });

  test('or the duration, at undisturbed use', () => {
    expect(initial({ initial: '10.5 days', cover: '2 weeks' })).toBe(15);
  });

  test('is the cover, where there is no `initial`', () => {
    expect(initial({ cover: '2 weeks' })).toBe(20);
  });

  test('or the target', () => {
    expect(initial({ target: '35 t' })).toBe(35);
    expect(initial({ initial: '25 t', target: '35 t' })).toBe(25);
  });

  test('is nothing, where nothing is said', () => {
    expect(initial({})).toBe(0);
  });

  test('may not be a duration where nothing is needed; a cover there is nothing', () => {
    expect(() => initial({ initial: '6 weeks' }, {})).toThrowErrorMatchingInlineSnapshot(
      `[Error: stockpiles.shelf.initial: expected an amount such as 500 t, as nothing is drawn from it undisturbed, got a duration of no use]`,
    );
    expect(initial({ cover: '6 weeks' }, {})).toBe(0);
  });
});

describe('the cover', () => {
  const ordered = (stockpile: object, rate = '10 t/week') => {
    const answer = run({
      ...weeks(3),
      stockpiles: { shelf: { adjust: '1 week', ...stockpile } },
      flows: { lane: { to: 'shelf' } },
      demands: users('shelf', rate),
    });
    return rounded(series(answer, 'lane', 'ordered'));
  };

  test('is what the inventory at the start amounts to, so that nothing moves', () => {
    expect(ordered({ initial: '35 t' })).toEqual([10, 10, 10]);
    expect(ordered({ initial: '3 weeks' })).toEqual([10, 10, 10]);
    expect(ordered({})).toEqual([10, 10, 10]);
  });

  test('may differ from it', () => {
    // On hand 35 + 10 against 20 + 10: nothing is ordered; then 35 against 30: 5; then 30.
    expect(ordered({ initial: '35 t', cover: '2 weeks' })).toEqual([0, 5, 10]);
  });

  test('is 0 where nothing is needed, so that what is there is not kept up', () => {
    const answer = run({
      ...weeks(4),
      stockpiles: { shelf: { initial: '35 t', adjust: '1 week', forecast: '1 week' } },
      flows: { lane: { to: 'shelf' } },
      demands: { users: { from: 'shelf', rate: { [week(0)]: '0 t/week', [week(1)]: '10 t/week' } } },
    });
    // The forecast is 10 from week 2 on: 25 t on hand then suffice for the step and the lead, 15 do not quite.
    expect(rounded(series(answer, 'lane', 'ordered'))).toEqual([0, 0, 0, 5]);
  });
});

describe('a loop that gives back as much as it takes, or more,', () => {
  const loop = (share: number) => ({
    ...weeks(3),
    stockpiles: { metal: {}, scrap: {}, other: {} },
    flows: {
      mine: { to: 'metal', share: 1 - share },
      recycling: { from: 'scrap', to: 'metal', share },
      collection: { from: 'metal', to: 'scrap' },
    },
    demands: users('metal'),
  });

  test('is an error that names it', () => {
    expect(() => run(loop(1))).toThrowErrorMatchingInlineSnapshot(
      `[Error: stockpiles.metal: expected a loop that gives back less than it takes, got metal → scrap → metal, which gives back as much or more]`,
    );
  });

  test('is an error also where it gives back more', () => {
    const { flows, ...rest } = loop(0.5);
    const more = { ...rest, flows: { ...flows, collection: { from: { metal: 3 }, to: 'scrap' } } };
    expect(() => run(more)).toThrow(/metal → scrap → metal/);
  });

  test('is sound with the least loss', () => {
    expect(metric(run(loop(0.999)), 'demands.users.shortage')).toBe(0);
  });
});
