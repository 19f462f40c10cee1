/**
 * Licence applications: decided after their review, held as lots, used oldest first, lapsing when their time is over.
 * Most tests release from a full reserve into a shelf so empty that the release always wants its whole capacity, so
 * that a capacity is what is applied for and what can be shipped. Weekly steps from a Monday.
 */
import { describe, expect, test } from 'vitest';
import { metric, run, series } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(9)) + 0);
/** Dated values from week to value. */
const dated = (values: Record<number, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([count, value]) => [week(Number(count)), value]));
const tonnes = (values: Record<number, number>) =>
  dated(Object.fromEntries(Object.entries(values).map(([count, value]) => [count, `${value} t/week`])));

/** A licensed release that always wants its capacity. */
function released(count: number, capacity: Record<number, number>, phases: object[], reserve = '10000 t') {
  return run({
    ...{ version: 2, title: 'licences', start: week(0), horizon: `${count} weeks` },
    stockpiles: { reserve: { initial: reserve }, shelf: { forecast: '1e12 weeks' } },
    flows: {
      lane: {
        ...{ from: 'reserve', to: 'shelf', licence: 'export', capacity: tonnes(capacity) },
        release: { below: '100000 weeks' },
      },
    },
    licences: { export: { phases } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
  });
}

const lane = (answer: ReturnType<typeof run>, variable: string) => rounded(series(answer, 'lane', variable));

describe('an application', () => {
  test('is decided after its review, and what is granted can be shipped at once', () => {
    const answer = released(6, { 0: 10 }, [{ from: week(0), review: '3 weeks' }]);
    expect(lane(answer, 'pending')).toEqual([10, 20, 30, 30, 30, 30]);
    expect(lane(answer, 'shipped')).toEqual([0, 0, 0, 10, 10, 10]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('takes the review that is the rule when it is made', () => {
    // Those of weeks 0 and 1 take three weeks and those from week 2 on one: weeks 3 and 4 decide two each.
    const answer = released(6, { 0: 10 }, [{ from: week(0), review: dated({ 0: '3 weeks', 2: '1 week' }) }]);
    expect(lane(answer, 'pending')).toEqual([10, 20, 30, 20, 10, 10]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 20]);
  });

  test('is granted in the share that is the rule when it is decided', () => {
    const approve = dated({ 0: 0.5, 4: 1 });
    const answer = released(6, { 0: 10 }, [{ from: week(0), review: '3 weeks', approve }]);
    expect(lane(answer, 'shipped')).toEqual([0, 0, 0, 5, 10, 10]);
  });

  test('is refused for good where nothing is approved', () => {
    const answer = released(5, { 0: 10 }, [{ from: week(0), review: '1 week', approve: 0 }]);
    expect(lane(answer, 'shipped')).toEqual([0, 0, 0, 0, 0]);
    expect(lane(answer, 'pending')).toEqual([10, 10, 10, 10, 10]);
  });

  test('is needed only from the phase on: what is ordered before ships freely', () => {
    const answer = released(5, { 0: 10 }, [{ from: week(2), review: '2 weeks' }]);
    expect(lane(answer, 'shipped')).toEqual([10, 10, 0, 0, 10]);
    expect(metric(answer, 'licences.export.applied')).toBeCloseTo(30, 9);
    expect(metric(answer, 'licences.export.used')).toBeCloseTo(10 / 30, 9);
  });
});

describe('a grant', () => {
  // Applied for at weeks 0, 1 and 2 and granted at 3, 4 and 5, while nothing can be shipped until week 5.
  const capacity = { 0: 10, 3: 0, 5: 10 };

  test('is held until it can be used', () => {
    const answer = released(9, capacity, [{ from: week(0), review: '3 weeks' }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 20, 10, 0, 0]);
    expect(lane(answer, 'shipped')).toEqual([0, 0, 0, 0, 0, 10, 10, 10, 0]);
  });

  test('lasts for ever, where nothing is said', () => {
    const answer = released(205, { 0: 10, 3: 0, 200: 10 }, [{ from: week(0), review: '3 weeks' }]);
    expect(lane(answer, 'held').slice(198)).toEqual([30, 30, 20, 10, 0, 0, 0]);
    expect(metric(answer, 'licences.export.lapsed')).toBe(0);
  });

  test('can be used until the step in which it expires, and not in it', () => {
    // Two weeks: the first lot is gone at week 5 before anything ships, the second ships then, the third at week 6.
    const answer = released(9, capacity, [{ from: week(0), review: '3 weeks', valid: '2 weeks' }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 10, 0, 0, 0]);
    expect(lane(answer, 'shipped')).toEqual([0, 0, 0, 0, 0, 10, 10, 0, 0]);
    // 10 t lapsed; applied were 30 and, from week 5 on, 10 a week less what was not used the week before: 20 of it.
    const applied = metric(answer, 'licences.export.applied') as number;
    expect((metric(answer, 'licences.export.lapsed') as number) * applied).toBeCloseTo(10, 9);
    expect((metric(answer, 'licences.export.used') as number) * applied).toBeCloseTo(20, 9);
  });

  test('can be used for the step in which it is made, even if it is valid for one alone', () => {
    const answer = released(5, { 0: 10 }, [{ from: week(0), review: '2 weeks', valid: '1 week' }]);
    expect(lane(answer, 'shipped')).toEqual([0, 0, 10, 10, 10]);
  });

  test('is valid as long as was the rule when it was made', () => {
    // The first lot of week 3 for ten weeks, the lots of weeks 4 and 5 for one week.
    const valid = dated({ 0: '10 weeks', 4: '1 week' });
    const answer = released(9, { 0: 10, 3: 0 }, [{ from: week(0), review: '3 weeks', valid }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 20, 10, 10, 10]);
  });

  test('is used oldest first', () => {
    // Three weeks: at week 5 the lots of weeks 3, 4 and 5 are held, and 10 ship. At week 6 the oldest has been used.
    const answer = released(9, { 0: 10, 3: 0, 5: 10, 6: 0 }, [{ from: week(0), review: '3 weeks', valid: '3 weeks' }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 20, 20, 10, 0]);
  });

  test('is used in the order in which grants were made, even if a later one expires sooner', () => {
    // At week 5 the lot of week 3 (ten weeks) is used, so those of weeks 4 and 5 (two weeks) lapse at 6 and 7.
    const valid = dated({ 0: '10 weeks', 4: '2 weeks' });
    const answer = released(9, { 0: 10, 3: 0, 5: 10, 6: 0 }, [{ from: week(0), review: '3 weeks', valid }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 20, 10, 0, 0]);
  });

  test('is used in part, and the rest stays valid as long', () => {
    // Of the oldest lot of week 3 with three weeks 4 t ship at week 5; the other 6 lapse at week 6.
    const answer = released(9, { 0: 10, 3: 0, 5: 4, 6: 0 }, [{ from: week(0), review: '3 weeks', valid: '3 weeks' }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 26, 20, 10, 0]);
  });

  test('for ever is held with any number of others, by each lane of the licence', () => {
    // Each lane is granted 10 t in each of weeks 40 to 79, none of which can ship until week 81.
    const capacity = tonnes({ 0: 10, 40: 0, 81: 1000 });
    const shipping = { to: 'shelf', licence: 'export', capacity, release: { below: '1e6 weeks' } };
    const answer = run({
      ...{ version: 2, title: 'licences', start: week(0), horizon: '83 weeks' },
      stockpiles: { reserve: { initial: '10000 t' }, store: { initial: '10000 t' }, shelf: { forecast: '1e12 weeks' } },
      flows: { lane: { from: 'reserve', ...shipping }, other: { from: 'store', ...shipping } },
      licences: { export: { phases: [{ from: week(0), review: '40 weeks' }] } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    for (const id of ['lane', 'other']) {
      const held = rounded(series(answer, id, 'held'));
      expect([39, 40, 60, 79, 80, 81].map((t) => held[t])).toEqual([0, 10, 210, 400, 400, 0]);
      expect(rounded(series(answer, id, 'shipped')).slice(80)).toEqual([0, 400, 0]);
    }
  });

  test('for ever and one for a time are told apart, however the rule changes', () => {
    // 10 t are granted in each of weeks 6 to 11: those of 8 and 9 for two weeks, the others for ever.
    const review = { review: '6 weeks' };
    const answer = released(14, { 0: 10, 6: 0 }, [
      { from: week(0), ...review },
      { from: week(8), ...review, valid: '2 weeks' },
      { from: week(10), ...review },
    ]);
    expect(lane(answer, 'held').slice(5)).toEqual([0, 10, 20, 30, 40, 40, 40, 40, 40]);
  });

  test('for ever stays, however often the rule changes', () => {
    // 1, 2, … 20 t are granted in weeks 20 to 39, by turns for ever and for two weeks: 1 + 3 + … + 19 = 100 t stay. At
    // week 38 there are these and the 18 t of week 37, then and at week 40 the 20 t of week 39.
    const phases = Array.from({ length: 20 }, (_, turn) => ({
      ...{ from: week(turn === 0 ? 0 : 20 + turn), review: '20 weeks' },
      ...(turn % 2 === 1 && { valid: '2 weeks' }),
    }));
    const capacity = Object.fromEntries(Array.from({ length: 20 }, (_, count) => [count, count + 1]));
    const answer = released(44, { ...capacity, 20: 0, 43: 999 }, phases);
    expect(lane(answer, 'held').slice(36)).toEqual([97, 99, 118, 120, 120, 100, 100, 0]);
    expect(lane(answer, 'shipped')[43]).toBe(100);
  });

  test('is one of as many as can be valid at once', () => {
    // 10 t are granted in each of weeks 50 to 99 for 30 weeks; from week 90 on 40 t a week ship, oldest first.
    const answer = released(96, { 0: 10, 50: 0, 90: 40 }, [{ from: week(0), review: '50 weeks', valid: '30 weeks' }]);
    const held = lane(answer, 'held');
    expect([49, 50, 60, 79, 80, 89].map((t) => held[t])).toEqual([0, 10, 110, 300, 300, 300]);
    // 300 − 40 at week 90. What would lapse at weeks 91 to 93 has been used; 10 more are granted each week.
    expect(held.slice(90)).toEqual([260, 230, 200, 170, 140, 110]);
  });
});

describe('what is no longer under review is void', () => {
  // Two lots are held at week 4, and one application is pending; then something changes for a week.
  const capacity = { 0: 10, 3: 0 };
  const review = { review: '3 weeks' };

  test.each([
    ['where the review ends', {}],
    ['where a ban begins, review or not', { ...review, allow: 0 }],
  ])('%s', (_, change) => {
    const answer = released(9, capacity, [
      { from: week(0), ...review },
      { from: week(5), ...change },
      { from: week(6), ...review },
    ]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 0, 0, 0, 0]);
    expect(lane(answer, 'pending')).toEqual([10, 20, 30, 20, 10, 0, 0, 0, 0]);
    // Of 30 t applied for, 20 were granted, and lapsed as they were void.
    expect(metric(answer, 'licences.export.applied')).toBeCloseTo(30, 9);
    expect(metric(answer, 'licences.export.granted')).toBeCloseTo(2 / 3, 9);
    expect(metric(answer, 'licences.export.lapsed')).toBeCloseTo(2 / 3, 9);
    expect(metric(answer, 'licences.export.used')).toBe(0);
  });

  test('but not where the rules of the review change', () => {
    const answer = released(7, capacity, [
      { from: week(0), ...review },
      { from: week(5), ...review, allow: 0.5, approve: 0.9, limit: '3 t/week', valid: '9 weeks' },
    ]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 29, 29]);
  });
});

describe('a held grant that was not used', () => {
  test('is not applied for again', () => {
    // Nothing could ship at week 4, so the 20 t held then are more than the 15 that week 5 orders. Week 5 ships all
    // that it could, 15 of 30, so nothing counts as unused and week 6 applies for its 15.
    const answer = released(7, { 0: 10, 3: 0, 5: 15 }, [{ from: week(0), review: '3 weeks' }]);
    expect(lane(answer, 'held')).toEqual([0, 0, 0, 10, 20, 15, 0]);
    expect(lane(answer, 'pending').slice(5)).toEqual([0, 15]);
  });

  test('is unused as far as it was not shipped of what could have been: goods that do not exist', () => {
    // 30 are held from week 1 on. Of 15 that may ship, 10 do, then nothing: K is 30·(1 − 10/15) and then 20.
    const answer = run({
      ...{ version: 2, title: 'licences', start: week(0), horizon: '4 weeks' },
      stockpiles: { reserve: { initial: '10 t' }, shelf: { initial: '0 t', forecast: '1e12 weeks' } },
      flows: {
        lane: {
          ...{ from: 'reserve', to: 'shelf', licence: 'export', lead: '9 weeks', release: { below: '3 weeks' } },
          capacity: tonnes({ 0: 30, 1: 15, 2: 100 }),
        },
      },
      licences: { export: { phases: [{ from: week(0), review: '1 week' }] } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expect(lane(answer, 'shipped')).toEqual([0, 10, 0, 0]);
    expect(lane(answer, 'held')).toEqual([0, 20, 20, 20]);
    // Wanted are 30: week 2 finds 10 in transit and 20 held of which 10 count: 10. Week 3: 10, and none of the 20: 20.
    expect(lane(answer, 'ordered')).toEqual([30, 0, 10, 20]);
    // Of the 10 of week 2 all are held and unused already; of the 20 of week 3 likewise.
    expect(lane(answer, 'pending')).toEqual([30, 0, 0, 0]);
  });

  test('no longer counts once it has lapsed', () => {
    // The reserve is empty. 10 t are granted at week 1, not used, and lapse at week 3: then 10 are applied for again,
    // and at week 4 another 10, as only that week shows that those just granted cannot be used either.
    const answer = released(5, { 0: 10, 1: 0, 2: 10 }, [{ from: week(0), review: '1 week', valid: '2 weeks' }], '0 t');
    expect(lane(answer, 'held')).toEqual([0, 10, 10, 0, 10]);
    expect(lane(answer, 'pending')).toEqual([10, 0, 0, 10, 10]);
  });
});
