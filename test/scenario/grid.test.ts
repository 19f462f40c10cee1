/** Times that the grid of steps can't keep are warned of, with what is run instead. */
import { describe, expect, test } from 'vitest';
import { SOUND, settings, spoilt, toldOf } from './reading.ts';

/** Steps of weeks begin on 1, 8, 15, … January 2025; every time is a whole number of them. */
const KEPT = spoilt(
  ['horizon: 1 year', 'horizon: 53 weeks'],
  ['from: 2025-03-01', 'from: 2025-03-05'],
  ['date: 2025-05-01', 'date: 2025-05-07'],
);
const toldWith = (values: Readonly<Record<string, unknown>>) => toldOf('off-grid', KEPT, settings(values));

test('nothing is said of times that are kept, nor of dates less than half a step before the next', () => {
  expect(toldOf('off-grid', KEPT)).toBe('nothing');
  expect(toldWith({ 'licences.civil.phases[0].from': '2025-03-02' })).toBe('nothing');
  expect(toldWith({ 'flows.plant.lead': '20 days', 'licences.civil.phases[0].valid': '6 months' })).toBe('nothing');
  expect(toldOf('off-grid', SOUND.replace('horizon: 1 year', 'horizon: 1 year\nstep: 1 day'))).toBe('nothing');
});

describe('warned of is', () => {
  test('an end within a step, by the day to which is run', () => {
    expect(toldOf('off-grid', KEPT.replace('horizon: 53 weeks', 'end: 2026-01-01'))).toMatchInlineSnapshot(`
      "
      s.yaml:4:6 warning off-grid end
        expected a whole number of steps of 7 days, got 2026-01-01, run until 2026-01-07
        Write step: 1 day to end in time, or a whole number of steps.
      "
    `);
    expect(toldWith({ horizon: '1461 days' })).toMatchInlineSnapshot(`
      "
      --set horizon:1:1 warning off-grid horizon
        expected a whole number of steps of 7 days, got 1461 days, run until 2029-01-03
        Write step: 1 day to end in time, or a whole number of steps.
      "
    `);
  });

  test('a lead, a review or a validity that is rounded by more than a tenth, by what it is run as', () => {
    expect(toldWith({ 'flows.plant.lead': '10 days' })).toMatchInlineSnapshot(`
      "
      --set flows.plant.lead:1:1 warning off-grid flows.plant.lead
        expected times that steps of 7 days can keep, got 10 days, run as 7 days
        Write step: 1 day to keep it.
      "
    `);
    expect(
      toldWith({
        ...{ 'flows.plant.lead': '4 days', 'flows.mine.lead': '0 days' },
        ...{ 'licences.civil.phases[0].review': '11 days', 'licences.civil.phases[0].valid': '25 days' },
        'events[0].set."licences.civil.valid"': '30 days',
      }),
    ).toMatchInlineSnapshot(`
      "
      --set licences.civil.phases[0].review:1:1 warning off-grid licences.civil.phases[0].review
        expected times that steps of 7 days can keep, got 11 days, run as 14 days
        Write step: 1 day to keep it.
      --set licences.civil.phases[0].valid:1:1 warning off-grid licences.civil.phases[0].valid
        expected times that steps of 7 days can keep, got 25 days, run as 28 days
        Write step: 1 day to keep it.
      --set flows.mine.lead:1:1 warning off-grid flows.mine.lead
        expected times that steps of 7 days can keep, got 0 days, run as 7 days
        It takes a step at least, and a step is a day at least.
      --set flows.plant.lead:1:1 warning off-grid flows.plant.lead
        expected times that steps of 7 days can keep, got 4 days, run as 7 days
        Write step: 1 day to keep it.
      "
    `);
  });

  test('one that is uncertain, by its central value', () => {
    expect(toldWith({ 'licences.civil.phases[0].review': 'review_time / 8' })).toMatchInlineSnapshot(`
      "
      --set licences.civil.phases[0].review:1:1 warning off-grid licences.civil.phases[0].review
        expected times that steps of 7 days can keep, got review_time / 8, 7.875 days at central values, run as 7 days
        Write step: 1 day to keep it.
      "
    `);
    expect(toldWith({ 'licences.civil.phases[0].review': 'review_time' })).toBe('nothing');
  });

  test('a phase that falls between two steps, or is shorter than one', () => {
    const phases = (...days: string[]) =>
      toldWith({ 'licences.civil.phases': days.map((from) => ({ from, allow: 0 })) });
    expect(phases('2025-03-06')).toMatchInlineSnapshot(`
      "
      --set licences.civil.phases:1:1 warning off-grid licences.civil.phases[0].from
        expected times that steps of 7 days can keep, got 2025-03-06, run from 2025-03-12 on
        Write step: 1 day to keep it.
      "
    `);
    expect(phases('2025-03-06', '2025-03-09')).toMatchInlineSnapshot(`
      "
      --set licences.civil.phases:1:1 warning off-grid licences.civil.phases[0].from
        expected times that steps of 7 days can keep, got 2025-03-06 to 2025-03-09, in which no step begins
        Write step: 1 day to keep it.
      "
    `);
    expect(phases('2025-03-04', '2025-03-06')).toMatchInlineSnapshot(`
      "
      --set licences.civil.phases:1:1 warning off-grid licences.civil.phases[0].from
        expected times that steps of 7 days can keep, got 2025-03-04 to 2025-03-06, run from 2025-03-05 to 2025-03-12
        Write step: 1 day to keep it.
      --set licences.civil.phases:1:1 warning off-grid licences.civil.phases[1].from
        expected times that steps of 7 days can keep, got 2025-03-06, run from 2025-03-12 on
        Write step: 1 day to keep it.
      "
    `);
    expect(phases('2024-03-04', '2024-03-06', '2027-01-01')).toBe('nothing');
  });

  test('an event, once, whatever it sets', () => {
    expect(
      toldWith({
        'events[0].date': '2025-05-01',
        'events[0].set."flows.plant.share"': 1,
      }),
    ).toMatchInlineSnapshot(`
      "
      --set events[0].date:1:1 warning off-grid events[0].date
        expected times that steps of 7 days can keep, got 2025-05-01, run from 2025-05-07 on
        Write step: 1 day to keep it.
      "
    `);
  });

  test('an event that scales, for ever or until a date, and once where it sets, too', () => {
    const scaled = { 'events[0].date': '2025-05-01', 'events[0].scale': { 'demands.us_auto.rate': 0.5 } };
    const until = { ...scaled, 'events[0].until': '2025-06-04' };
    const warning = toldWith({ ...scaled, 'events[0].set': {} });
    expect(warning).toMatchInlineSnapshot(`
      "
      --set events[0].date:1:1 warning off-grid events[0].date
        expected times that steps of 7 days can keep, got 2025-05-01, run from 2025-05-07 on
        Write step: 1 day to keep it.
      "
    `);
    expect(toldWith(scaled)).toBe(warning);
    expect(toldWith(until)).toBe(warning);
  });

  test('an event that does not last for a step', () => {
    const dated = { 'flows.mine.capacity': { '2025-01-01': '1 t/day', '2025-05-09': '2 t/day' } };
    expect(toldWith(dated)).toMatchInlineSnapshot(`
      "
      --set flows.mine.capacity:1:1 warning off-grid flows.mine.capacity.2025-05-09
        expected times that steps of 7 days can keep, got 2025-05-09, run from 2025-05-14 on
        Write step: 1 day to keep it.
      s.yaml:49:12 warning off-grid events[0].date
        expected times that steps of 7 days can keep, got 2025-05-07 to 2025-05-09, run from 2025-05-07 to 2025-05-14
        Write step: 1 day to keep it.
      "
    `);
  });

  test('dated values, once a schedule, with their number', () => {
    const days = Array.from({ length: 20 }, (_, day) => `2025-02-${String(day + 1).padStart(2, '0')}`);
    const values = Object.fromEntries(['2025-01-01', ...days].map((day) => [day, '1 t/day']));
    expect(toldWith({ 'flows.mine.capacity': values })).toMatchInlineSnapshot(`
      "
      --set flows.mine.capacity:1:1 warning off-grid flows.mine.capacity.2025-02-01
        expected times that steps of 7 days can keep, got 2025-02-01 to 2025-02-02, in which no step begins, and 19 more such dates
        Write step: 1 day to keep it.
      "
    `);
  });
});

test('dated values past the end are warned of once a schedule', () => {
  const years = Array.from({ length: 30 }, (_, year) => `${2025 + year}-01-01`);
  const values = Object.fromEntries(years.map((day) => [day, '1 t/day']));
  expect(toldOf('outside-horizon', KEPT, settings({ 'flows.mine.capacity': values }))).toMatchInlineSnapshot(`
    "
    --set flows.mine.capacity:1:1 warning outside-horizon flows.mine.capacity.2027-01-01
      expected a date before the end, 2026-01-07, got 2027-01-01 and 27 later ones
      It changes nothing; lengthen the horizon or take it out.
    "
  `);
});
