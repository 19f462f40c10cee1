import { describe, expect, test } from 'vitest';
import { formatDate } from '../../src/index.ts';
import { scenarioOf, spoilt, told, toldOfEach } from './reading.ts';

const framed = (horizon: string) => scenarioOf(spoilt(['horizon: 1 year', horizon]));

test.each([
  ['horizon: 1 year', 53, 7],
  ['horizon: 364 days', 52, 7],
  ['horizon: 2 years\nstep: 1 day', 731, 1],
  ['horizon: 1 month\nstep: 10 days', 4, 10],
  ['horizon: 1 year\nstep: 2 weeks', 27, 14],
  ['end: 2025-07-02', 26, 7],
  ['end: 2025-07-03', 27, 7],
])('%j makes %i steps of %i days', (horizon, steps, stepDays) => {
  expect(framed(horizon)).toMatchObject({ steps, stepDays });
});

test('what is not said is: steps of a week, a disruption at the start, the seed chokepoint, 1000 runs', () => {
  const { stepDays, start, disruption, seed, runs } = scenarioOf(spoilt());
  expect({ stepDays, disruption: formatDate(disruption), seed, runs }).toEqual({
    ...{ stepDays: 7, disruption: '2025-01-01', seed: 'chokepoint', runs: 1000 },
  });
  expect(disruption).toBe(start);
  expect(framed('horizon: 1 year\nseed: 5\nruns: 20\ndisruption: 2025-02-03')).toMatchObject({
    ...{ seed: '5', runs: 20, disruption: start + 33 },
  });
});

test('a disruption before the start is told beside an end that is, too', () => {
  const frame = spoilt(['horizon: 1 year', 'end: 2024-12-01\ndisruption: 2024-12-31']);
  expect(toldOfEach([['both before the start', frame]])).toMatchInlineSnapshot(`
    "
    — both before the start
    s.yaml:4:6 error out-of-order end
      expected a date after the start, 2025-01-01, got 2024-12-01
      End later.
    s.yaml:5:13 error outside-horizon disruption
      expected a date from 2025-01-01, got 2024-12-31
      Count from a date within the run.
    "
  `);
});

describe('a frame is refused', () => {
  test('where its dates and durations do not make a grid', () => {
    const frames = {
      'a day that does not exist': 'horizon: 1 year\ndisruption: 2025-02-30',
      'a disruption before the start': 'horizon: 1 year\ndisruption: 2024-12-31',
      'a disruption after the end': 'horizon: 1 year\ndisruption: 2026-01-07',
      'an end before the start': 'end: 2024-12-31',
      'an end on the start': 'end: 2025-01-01',
      both: 'horizon: 1 year\nend: 2026-01-01',
      neither: 'runs: 5',
      'no time at all': 'horizon: 0 days',
      'less than no time': 'horizon: -1 year',
      'an amount': 'horizon: 5 t',
      'an assumption': 'horizon: review_time',
      'a part of a day as step': 'horizon: 1 year\nstep: 1.5 days',
      'a month as step': 'horizon: 1 year\nstep: 1 month',
      'no step': 'horizon: 1 year\nstep: 0 days',
      'more than 100,000 steps': 'horizon: 3000 years\nstep: 1 day',
      'an absurd number of steps': 'horizon: 1e300 years',
      'years of five digits': 'horizon: 9000 years\nstep: 366 days',
    };
    const cases = Object.entries(frames).map(([name, frame]) => [name, spoilt(['horizon: 1 year', frame])] as const);
    expect(toldOfEach(cases)).toMatchInlineSnapshot(`
      "
      — a day that does not exist
      s.yaml:5:13 error bad-date disruption
        expected a date such as 2025-04-04, got 2025-02-30
        Write year-month-day, a day that exists.
      — a disruption before the start
      s.yaml:5:13 error outside-horizon disruption
        expected a date from 2025-01-01 to before 2026-01-07, got 2024-12-31
        Count from a date within the run.
      — a disruption after the end
      s.yaml:5:13 error outside-horizon disruption
        expected a date from 2025-01-01 to before 2026-01-07, got 2026-01-07
        Count from a date within the run.
      — an end before the start
      s.yaml:4:6 error out-of-order end
        expected a date after the start, 2025-01-01, got 2024-12-31
        End later.
      — an end on the start
      s.yaml:4:6 error out-of-order end
        expected a date after the start, 2025-01-01, got 2025-01-01
        End later.
      — both
      s.yaml:5:6 error conflict end
        expected either horizon or end, got both
        Keep one.
      — neither
      s.yaml:1:1 error missing-key horizon
        expected horizon, a duration such as 2 years, or end, got neither
        Add horizon.
      — no time at all
      s.yaml:4:10 error out-of-range horizon
        expected a duration above 0, got 0 days
        Run longer.
      — less than no time
      s.yaml:4:10 error out-of-range horizon
        expected a duration such as 6 weeks, at least 0, got -1 year
        Write at least 0.
      — an amount
      s.yaml:4:10 error wrong-dimension horizon
        expected a duration such as 6 weeks, got 5 t
        That is an amount; write a duration.
      — an assumption
      s.yaml:4:10 error unknown-reference horizon
        expected a unit or a name that exists, got review_time
        The grid stands before the assumptions: write a duration such as 2 years.
      — a part of a day as step
      s.yaml:5:7 error out-of-range step
        expected whole days, at least one, got 1.5 days
        Write a step such as 1 day or 7 days.
      — a month as step
      s.yaml:5:7 error out-of-range step
        expected whole days, at least one, got 1 month, which is 30.4375 days
        Write a step such as 1 day or 7 days.
      — no step
      s.yaml:5:7 error out-of-range step
        expected whole days, at least one, got 0 days
        Write a step such as 1 day or 7 days.
      — more than 100,000 steps
      s.yaml:4:10 error too-large horizon
        expected at most 100000 steps, got 1095750 steps of 1 day
        Shorten the horizon or lengthen the step.
      — an absurd number of steps
      s.yaml:4:10 error out-of-range horizon
        expected a duration such as 6 weeks, got 1e300 years
        Write at most 1e30, in tonnes and days.
      s.yaml:4:10 error too-large horizon
        expected at most 100000 steps, got 5.217857142857143e+301 steps of 7 days
        Shorten the horizon or lengthen the step.
      — years of five digits
      s.yaml:4:10 error outside-horizon horizon
        expected an end before 9999-12-31, got a later one
        Shorten the horizon or lengthen the step.
      "
    `);
  });

  test('a start that is no day, and no date is then said to be outside the horizon', () => {
    expect(told(spoilt(['start: 2025-01-01', 'start: 2025-02-30']))).toMatchInlineSnapshot(`
      "
      s.yaml:3:8 error bad-date start
        expected a date such as 2025-04-04, got 2025-02-30
        Write year-month-day, a day that exists.
      "
    `);
  });

  test('a run that would take more memory than it may', () => {
    const flows = Array.from({ length: 150 }, (_, i) => `  lane_${i}: {to: ore, capacity: 0 t/year}\n`).join('');
    const text = spoilt(['horizon: 1 year', 'end: 2290-01-01\nstep: 1 day'], ['flows:\n', `flows:\n${flows}`]);
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:4:6 error too-large end
        expected a run of at most 1024 MiB, got 1487 MiB for 96789 steps
        Shorten the horizon, leads, reviews or validities, lengthen the step or split the network.
      "
    `);
  });
});

test('dates after the end are warned of, as they change nothing; an event before the start, as it holds from there', () => {
  const text = spoilt(
    ['{from: 2025-06-01}', '{from: 2026-01-07}'],
    ['    capacity: 5000 t/year', '    capacity: {2024-01-01: 5000 t/year, 2027-01-01: 1 t/year}'],
    ['date: 2025-05-01', 'date: 2029-05-01'],
    ['events:\n', 'events:\n  - {date: 2024-05-01, title: earlier}\n'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:41:16 warning outside-horizon licences.civil.phases[1].from
      expected a date before the end, 2026-01-07, got 2026-01-07
      It changes nothing; lengthen the horizon or take it out.
    s.yaml:22:41 warning outside-horizon flows.mine.capacity.2027-01-01
      expected a date before the end, 2026-01-07, got 2027-01-01
      It changes nothing; lengthen the horizon or take it out.
    s.yaml:49:12 warning outside-horizon events[0].date
      expected a date from the start, 2025-01-01, on, got 2024-05-01
      It holds from the start on; write it into the schedule, or date it within the run.
    s.yaml:50:12 warning outside-horizon events[1].date
      expected a date before the end, 2026-01-07, got 2029-05-01
      It changes nothing; lengthen the horizon or take it out.
    "
  `);
  expect(scenarioOf(text).title).toBe('Test');
});
