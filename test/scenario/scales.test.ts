import { expect, test } from 'vitest';
import { parseDate } from '../../src/quantity/calendar.ts';
import { PRICED, scenarioOf, spoiltPrices, toldOf, toldOfEach, valueAt } from './reading.ts';

const FIRST = 'scale: {flows.cn_to_us.capacity: 80%}';

test('a scale has its path, its days and what it multiplies by', () => {
  expect(
    scenarioOf(PRICED).scales.map(({ of, from, until, by, path }) => [of, from, until, valueAt(by), path]),
  ).toEqual([
    [
      'flows.cn_to_us.capacity',
      ...[parseDate('2025-10-09'), parseDate('2025-11-10'), 0.8],
      ['events', 0, 'scale', 'flows.cn_to_us.capacity'],
    ],
    [
      'licences.export.allow',
      ...[parseDate('2025-10-16'), undefined, 0.5],
      ['events', 1, 'scale', 'licences.export.allow'],
    ],
  ]);
});

test('a scale may change by time and chance, and be of a floor', () => {
  const by = '{"flows.cn_to_us.capacity": "1 - 0.5 * is(cn_export, trickle)", stockpiles.us_magnets.floors.3: 50%}';
  const [first, second] = scenarioOf(spoiltPrices([FIRST, `scale: ${by}`])).scales;
  expect([first?.by.timed, second?.of]).toEqual([true, 'stockpiles.us_magnets.floors.3']);
});

test('floors are by tier, amounts or durations, and events set them', () => {
  const [{ floors }] = scenarioOf(PRICED).stockpiles as [ReturnType<typeof scenarioOf>['stockpiles'][number]];
  expect(floors.map(({ tier, of, value }) => [tier, of, value.map((one) => [one.by, valueAt(one.value)])])).toEqual([
    [
      ...[2, 'duration'],
      [
        ['plan', 14],
        ['event', 21],
      ],
    ],
    [
      ...[3, 'amount'],
      [
        ['plan', 20],
        ['plan', 40],
      ],
    ],
  ]);
});

test('a floor is refused of no tier, or of amounts and durations by turns', () => {
  const floors = (written: string) =>
    spoiltPrices(
      ['floors: {2: 2 weeks, 3: {2025-01-01: 20 t, 2026-01-01: 40 t}}', `floors: ${written}`],
      ['set: {stockpiles.us_magnets.floors.2: 3 weeks}, ', ''],
    );
  expect(
    toldOfEach([
      ['by name', floors('{two: 2 weeks}')],
      ['of tier 0', floors('{0: 2 weeks}')],
      ['by turns', floors('{2: {2025-01-01: 2 weeks, 2026-01-01: 20 t}}')],
      ['of money', floors('{2: 5 USD}')],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — by name
    s.yaml:14:14 error wrong-type stockpiles.us_magnets.floors.two
      expected a tier such as 2, got two
      Write the \`priority\` from which it holds, a whole number of at least 1.
    — of tier 0
    s.yaml:14:14 error wrong-type stockpiles.us_magnets.floors.0
      expected a tier such as 2, got 0
      Write the \`priority\` from which it holds, a whole number of at least 1.
    — by turns
    s.yaml:14:17 error wrong-dimension stockpiles.us_magnets.floors.2
      expected amounts or durations, got a map with 2025-01-01, 2026-01-01 with both
      Write it as one of the two at all times.
    — of money
    s.yaml:14:17 error wrong-dimension stockpiles.us_magnets.floors.2
      expected an amount such as 500 t or a duration such as 6 weeks, got 5 USD
      That is an amount of money; write an amount or a duration.
    "
  `);
});

test('a scale is refused that has nothing to multiply, or no end that comes after', () => {
  const scale = (written: string) => spoiltPrices([FIRST, `scale: {${written}}`]);
  expect(
    toldOfEach([
      ['of an unknown path', scale('flows.cn_to_us.capacty: 80%')],
      ['of what is no schedule', scale('flows.cn_to_us.priority: 80%')],
      ['where there is no number', scale('licences.export.review: 2, licences.export.valid: 2')],
      ['of what is not there', scale('stockpiles.us_magnets.target: 2')],
      ['with a unit', scale('flows.cn_to_us.capacity: 80 t/year')],
      ['below 0', scale('flows.cn_to_us.capacity: -0.2')],
      ['that ends as it begins', spoiltPrices(['until: 2025-11-10', 'until: 2025-10-09'])],
      ['that ends before', spoiltPrices(['until: 2025-11-10', 'until: 2025-09-10'])],
      ['that ends on no day', spoiltPrices(['until: 2025-11-10', 'until: 2025-11-31'])],
      ['of a floor that nobody named', spoiltPrices(['floors.2: 3 weeks', 'floors.4: 3 weeks'])],
      ['an end of what is set', spoiltPrices([FIRST, 'set: {flows.cn_to_us.capacity: 80 t/year}'])],
      ['an end of nothing', spoiltPrices([`, ${FIRST}`, ''])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — of an unknown path
    s.yaml:80:71 error unknown-reference events[0].scale."flows.cn_to_us.capacty"
      expected the path of a schedule, got flows.cn_to_us.capacty
      Did you mean flows.cn_to_us.capacity?
    — of what is no schedule
    s.yaml:80:71 error unknown-reference events[0].scale."flows.cn_to_us.priority"
      expected the path of a schedule, got flows.cn_to_us.priority
      An event sets capacity or share or lead or cost of cn_to_us.
    — where there is no number
    s.yaml:80:95 error conflict events[0].scale."licences.export.review"
      expected a number that can be scaled, got licences.export.review without one
      Give it one, or set it by \`set\`.
    s.yaml:80:121 error conflict events[0].scale."licences.export.valid"
      expected a number that can be scaled, got licences.export.valid without one
      Give it one, or set it by \`set\`.
    — of what is not there
    s.yaml:80:71 error unknown-reference events[0].scale."stockpiles.us_magnets.target"
      expected the path of a schedule, got stockpiles.us_magnets.target
      An event sets cover or floors.2 or floors.3 of us_magnets.
    — with a unit
    s.yaml:80:96 error wrong-dimension events[0].scale."flows.cn_to_us.capacity"
      expected a plain number such as 1.3, got 80 t/year
      That is a rate; write a plain number.
    — below 0
    s.yaml:80:96 error out-of-range events[0].scale."flows.cn_to_us.capacity"
      expected a plain number such as 1.3, at least 0, got -0.2
      Write at least 0.
    — that ends as it begins
    s.yaml:80:31 error out-of-order events[0].until
      expected a date after that of the event, 2025-10-09, got 2025-10-09
      End it later, or leave until out.
    — that ends before
    s.yaml:80:31 error out-of-order events[0].until
      expected a date after that of the event, 2025-10-09, got 2025-09-10
      End it later, or leave until out.
    — that ends on no day
    s.yaml:80:31 error bad-date events[0].until
      expected a date such as 2025-04-04, got 2025-11-31
      Write year-month-day, a day that exists.
    — of a floor that nobody named
    s.yaml:81:30 error unknown-reference events[1].set."stockpiles.us_magnets.floors.4"
      expected the path of a schedule, got stockpiles.us_magnets.floors.4
      Did you mean stockpiles.us_magnets.floors.2?
    — an end of what is set
    s.yaml:80:5 error missing-key events[0].scale
      expected what is scaled until then, got set, which holds until the next change of its schedule
      Write scale, or a second event that sets it back.
    — an end of nothing
    s.yaml:80:5 error missing-key events[0].scale
      expected what is scaled until then, got nothing
      Write scale, or a second event that sets it back.
    "
  `);
});

test('a scale that is shorter than a step is told', () => {
  const text = spoiltPrices(['date: 2025-10-09, until: 2025-11-10', 'date: 2025-10-08, until: 2025-10-10']);
  expect(
    toldOf('off-grid', text)
      .split('\n')
      .filter((line) => line.includes('2025-10-08')),
  ).toMatchInlineSnapshot(`
    [
      "  expected times that steps of 7 days can keep, got 2025-10-08 to 2025-10-10, run from 2025-10-08 to 2025-10-15",
    ]
  `);
});
