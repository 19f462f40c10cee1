import { describe, expect, test } from 'vitest';
import { formatDate } from '../../src/index.ts';
import { scenarioOf, spoilt, told } from './reading.ts';

const SET = 'set: {flows.mine.capacity: 3000 t/year}';
const setting = (...entries: string[]) => spoilt([SET, `set: {${entries.join(', ')}}`]);

test('every schedule of an entity can be set', () => {
  const text = setting(
    ...['stockpiles.ore.cover: 5 weeks', 'stockpiles.reserve.target: 400 t', 'flows.mine.capacity: 1 t/year'],
    ...[
      'flows.plant.share: 50%',
      'licences.civil.allow: 0',
      'licences.civil.limit: 3 t/week',
      'licences.civil.review: 0',
    ],
    ...['licences.civil.approve: 100%', 'licences.civil.valid: 1 year', 'demands.cars.rate: 5 vehicle/week'],
    ...['demands.cars.uses: 1 kg/vehicle', '\'flows["drain"].capacity\': 1 t/week'],
  );
  expect(told(text)).toBe('sound');
});

test('an event that has a title is drawn, another is not', () => {
  const text = spoilt(['events:\n', 'events:\n  - {date: 2025-07-01, set: {flows.mine.share: 2}, assumed: x}\n']);
  expect(scenarioOf(text).events.map(({ date, title }) => `${formatDate(date)} ${title}`)).toEqual([
    '2025-05-01 flood',
  ]);
});

describe('an event is refused', () => {
  test('that sets what is no schedule, with what it could have meant', () => {
    const text = setting(
      ...['flows.mine.lead: 3 weeks', 'flows.mine.capcity: 3 t/year', 'flows.mne.capacity: 3 t/year'],
      ...['stockpiles.ore.target: 5 t', 'stockpiles.reserve.cover: 5 weeks', 'nonsense: 3', 'licences.civil: 0'],
    );
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:49:70 error unknown-reference events[0].set."flows.mine.capcity"
        expected the path of a schedule, got flows.mine.capcity
        Did you mean flows.mine.capacity?
      s.yaml:49:100 error unknown-reference events[0].set."flows.mne.capacity"
        expected the path of a schedule, got flows.mne.capacity
        Did you mean flows.mine.capacity?
      s.yaml:49:130 error unknown-reference events[0].set."stockpiles.ore.target"
        expected the path of a schedule, got stockpiles.ore.target
        An event sets cover of ore.
      s.yaml:49:158 error unknown-reference events[0].set."stockpiles.reserve.cover"
        expected the path of a schedule, got stockpiles.reserve.cover
        An event sets target of reserve.
      s.yaml:49:193 error unknown-reference events[0].set.nonsense
        expected the path of a schedule, got nonsense
        An event sets one of cover, target, capacity, share, lead, cost, allow, limit, review, approve, valid, rate, uses, from.<stockpile>, floors.<tier>.
      s.yaml:49:206 error unknown-reference events[0].set."licences.civil"
        expected the path of a schedule, got licences.civil
        An event sets allow or limit or review or approve or valid of civil.
      "
    `);
  });

  test('whose value does not fit the schedule', () => {
    const text = setting(
      ...['flows.mine.capacity: 5 weeks', 'flows.plant.share: -1', 'licences.civil.allow: 150%'],
      ...[
        'licences.civil.review: 5',
        'demands.cars.rate: 5 t/year',
        'demands.cars.uses: 2 kg',
        'flows.plant.capacity: [1]',
      ],
    );
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:49:227 error wrong-type events[0].set."flows.plant.capacity"
        expected a number, a quantity with its unit or a formula in quotes, got a list of 1
        Write it so.
      s.yaml:49:65 error wrong-dimension events[0].set."flows.mine.capacity"
        expected a rate such as 5000 t/year, got 5 weeks
        That is a duration; write a rate.
      s.yaml:49:93 error out-of-range events[0].set."flows.plant.share"
        expected a plain number of at least 0 such as 90%, got -1
        Write at least 0.
      s.yaml:49:119 error out-of-range events[0].set."licences.civil.allow"
        expected a share from 0 to 1 such as 25%, got 150%
        Write at most 1.
      s.yaml:49:148 error wrong-dimension events[0].set."licences.civil.review"
        expected a duration such as 6 weeks, got 5
        Add the unit.
      s.yaml:49:170 error wrong-dimension events[0].set."demands.cars.rate"
        expected a rate in vehicle/year, such as 10 vehicle/year, got 5 t/year
        That is a rate; write a rate in vehicle/year.
      s.yaml:49:199 error wrong-dimension events[0].set."demands.cars.uses"
        expected a quantity in t/vehicle, such as 10 t/vehicle, got 2 kg
        That is an amount; write a quantity in t/vehicle.
      "
    `);
  });

  test('whose date is none', () => {
    expect(told(spoilt(['date: 2025-05-01', 'date: 2025-5-1']))).toMatchInlineSnapshot(`
      "
      s.yaml:49:12 error bad-date events[0].date
        expected a date such as 2025-04-04, got 2025-5-1
        Write year-month-day, a day that exists.
      "
    `);
  });
});

test('an event on an entity that could not be read is not told as well', () => {
  expect(told(spoilt(['    to: ore', '    to: oar']))).toMatchInlineSnapshot(`
    "
    s.yaml:21:9 error unknown-reference flows.mine.to
      expected a stockpile that exists, got oar
      There are magnets, ore, reserve.
    "
  `);
});

test('the rate of a demand that counts nothing yet takes what its uses are for', () => {
  const sound = spoilt(['rate: 1000000 vehicle/year', 'rate: 0'], [SET, 'set: {demands.cars.rate: 5 vehicle/year}']);
  expect(told(sound)).toBe('sound');
  expect(told(sound.replace('rate: 5 vehicle/year', 'rate: 5 t/year'))).toMatchInlineSnapshot(`
    "
    s.yaml:49:63 error wrong-dimension events[0].set."demands.cars.rate"
      expected a rate in vehicle/year, such as 10 vehicle/year, got 5 t/year
      That is a rate; write a rate in vehicle/year.
    "
  `);
});
