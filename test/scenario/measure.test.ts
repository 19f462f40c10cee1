import { expect, test } from 'vitest';
import { parseDate } from '../../src/quantity/calendar.ts';
import { PRICED, reading, scenarioOf, spoilt, spoiltPrices, told, toldOfEach, valueAt } from './reading.ts';

const measured = (written: string) => spoilt(['units: [vehicle]', `units: [vehicle]\nmeasure: ${written}`]);

test.each([
  ['{from: 2025-04-04}', ['2025-04-04', '2026-01-07']],
  ['{to: 2025-10-01}', ['2025-01-01', '2025-10-01']],
  ['{from: 2025-04-04, to: 2025-10-01}', ['2025-04-04', '2025-10-01']],
])('metrics are of the days %s, by default from the start to the end', (written, [from, to]) => {
  expect(scenarioOf(measured(written)).measure).toEqual({
    from: parseDate(from as string),
    to: parseDate(to as string),
  });
});

test('metrics are of the whole run where a scenario does not say', () => {
  expect(scenarioOf(spoilt()).measure).toBeUndefined();
});

test('days are refused that the run has not, or in which no step begins', () => {
  expect(
    toldOfEach([
      ['before the start', measured('{from: 2024-04-04}')],
      ['after the end', measured('{to: 2027-01-01}')],
      ['backwards', measured('{from: 2025-10-01, to: 2025-04-04}')],
      ['within a step', measured('{from: 2025-04-03, to: 2025-04-05}')],
      ['at the end', measured('{from: 2026-01-07}')],
      ['on no day', measured('{from: 2025-02-30}')],
      ['otherwise', measured('{since: 2025-04-04}')],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — before the start
    s.yaml:6:17 error outside-horizon measure.from
      expected a date from 2025-01-01 to 2026-01-07, got 2024-04-04
      Measure days of the run.
    — after the end
    s.yaml:6:15 error outside-horizon measure.to
      expected a date from 2025-01-01 to 2026-01-07, got 2027-01-01
      Measure days of the run.
    — backwards
    s.yaml:6:33 error out-of-order measure.to
      expected a time in which at least one step begins, got 2025-10-01 to 2025-04-04
      End later, or begin earlier.
    — within a step
    s.yaml:6:33 error out-of-order measure.to
      expected a time in which at least one step begins, got 2025-04-03 to 2025-04-05
      End later, or begin earlier.
    — at the end
    s.yaml:6:17 error out-of-order measure.from
      expected a time in which at least one step begins, got 2026-01-07 to 2026-01-07
      End later, or begin earlier.
    — on no day
    s.yaml:6:17 error bad-date measure.from
      expected a date such as 2025-04-04, got 2025-02-30
      Write year-month-day, a day that exists.
    — otherwise
    s.yaml:6:11 error unknown-key measure.since
      expected one of from, to, got the key since
      Take it out; a remark can stand in a comment, after #.
    "
  `);
});

const over = (text: string) => ({ 'c.yaml': `extends: s.yaml\n${text}`, 's.yaml': PRICED });
const read = (text: string) => reading(over(text), [], 'c.yaml').scenario;

test('a file that extends another replaces schedules, moves of a state and the central path whole', () => {
  const scenario = read(`stockpiles: {us_magnets: {floors: {3: {2025-01-01: 5 t}}}}
flows: {cn_to_us: {lead: 2 weeks}}
processes: {cn_export: {moves: {open: {stays: 9 weeks, to: {shut: 1}}}, central: {2025-05-01: trickle}}}
`);
  const [process] = scenario?.processes ?? [];
  expect(scenario?.stockpiles[0]?.floors.map(({ tier, value }) => [tier, value.length])).toEqual([
    [2, 2],
    [3, 1],
  ]);
  expect(process?.moves.map(({ stays, to }) => [valueAt(stays), to.length])).toEqual([
    [63, 1],
    [undefined, 2],
    [63, 1],
  ]);
  expect(process?.central).toEqual([{ from: parseDate('2025-05-01'), state: 1 }]);
});

test('null removes a floor, a market or a process with what asks it', () => {
  const scenario = read(`stockpiles: {us_magnets: {floors: {3: null}}}
flows: {cn_to_us: {capacity: 5 t/year}}
processes: {cn_export: null}
`);
  expect([scenario?.stockpiles[0]?.floors.length, scenario?.processes]).toEqual([1, []]);
});

test('settings reach what is new, and add what is used', () => {
  const { scenario } = reading(PRICED, [
    { path: 'markets.magnets_us.elasticity', value: 0.9 },
    { path: 'processes.cn_export.moves.shut.stays', value: '12 weeks' },
    { path: 'stockpiles.us_magnets.floors.2', value: '4 weeks' },
    { path: 'licences.export.phases[0].per', value: '1 year' },
    { path: 'events[0].scale."flows.cn_to_us.capacity"', value: '50%' },
  ]);
  const floor = scenario?.stockpiles[0]?.floors[0]?.value[0]?.value;
  const [market, process] = [scenario?.markets[0], scenario?.processes[0]];
  expect(
    [market?.elasticity, process?.moves[2]?.stays, floor, scenario?.scales[0]?.by].map((one) => valueAt(one)),
  ).toEqual([0.9, 84, 28, 0.5]);
  expect(scenario?.licences[0]?.phases[0]?.per).toBe(365.25);
  const added = { states: ['calm'], begins: 'calm', assumed: 'so' };
  expect(told(PRICED, [{ path: 'processes.calm', value: added }])).toMatchInlineSnapshot(`
    "
    --set processes.calm:1:1 error unknown-reference processes.calm
      expected a path of the scenario, or something new that is used, got processes.calm
      Nothing uses it: set what is there, or add what uses it as well.
    "
  `);
});

test('ids are not names that mean something in JavaScript', () => {
  expect(
    toldOfEach([
      ['of a market', spoiltPrices(['  magnets_us:\n', '  constructor:\n'], [', market: magnets_us', ''])],
      ['of a state', spoiltPrices(['[open, trickle, shut]', '[open, trickle, shut, prototype]'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — of a market
    s.yaml:62:3 error wrong-type markets.constructor
      expected another id, got constructor
      Rename it: the name has a meaning of its own in JavaScript.
    — of a state
    s.yaml:72:35 error wrong-type processes.cn_export.states[3]
      expected another id, got prototype
      Rename it: the name has a meaning of its own in JavaScript.
    "
  `);
});

test('where the run ends before it begins, that alone is said, and not of its days', () => {
  const written = measured('{from: 2024-04-04}').replace(/horizon: .*/, 'end: 2024-01-01');
  expect(told(written)).toMatchInlineSnapshot(`
    "
    s.yaml:4:6 error out-of-order end
      expected a date after the start, 2025-01-01, got 2024-01-01
      End later.
    "
  `);
});
