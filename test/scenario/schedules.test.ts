import { describe, expect, test } from 'vitest';
import { formatDate } from '../../src/index.ts';
import type { Schedule } from '../../src/scenario/values.ts';
import { type Files, scenarioOf, spoilt, told, toldOfEach, valueAt } from './reading.ts';

const CSV = 'date,us\n2024-06-01,365.25\n2025-03-01,730.5\n';

/** The changes of a schedule, as date, value and who makes them; a value that moves at two times. */
function changes(schedule: Schedule | undefined): string[] {
  return (schedule ?? []).map(({ from, by, value }) => {
    const at = (elapsed: number) => Number(valueAt(value, elapsed)?.toFixed(6));
    const text = value === undefined ? 'default' : value.timed ? `${at(0)} then ${at(364)}` : `${at(0)}`;
    return `${Number.isFinite(from) ? formatDate(from) : 'always'} ${text}${by === 'event' ? ' by event' : ''}`;
  });
}

const capacityOf = (files: Files, id = 'mine') =>
  changes(scenarioOf(files).flows.find((flow) => flow.id === id)?.capacity);
const withCapacity = (capacity: string): Files => ({
  's.yaml': spoilt(
    ['    capacity: 5000 t/year', `    capacity: ${capacity}`],
    [/^events:[\s\S]*$/m.exec(spoilt())?.[0] ?? '', ''],
  ),
  'd.csv': CSV,
});

describe('a schedule', () => {
  test('is a constant', () => {
    expect(capacityOf(withCapacity('3652.5 t/year'))).toEqual(['always 10']);
    expect(capacityOf(withCapacity('0'))).toEqual(['always 0']);
  });

  test('or an expression', () => {
    expect(capacityOf(withCapacity('"3652.5 t/year * (1 + elapsed / 52 weeks)"'))).toEqual(['always 10 then 20']);
  });

  test('or dated values, each until the next', () => {
    expect(
      capacityOf(withCapacity('{2024-06-01: 365.25 t/year, 2025-03-01: "730.5 t/year * (1 + elapsed / 52 weeks)"}')),
    ).toEqual([...['2024-06-01 1', '2025-03-01 2 then 4']]);
  });

  test('or a column of a data file, each row until the next', () => {
    expect(capacityOf(withCapacity('{data: d.csv, column: us, unit: t/year}'))).toEqual([
      '2024-06-01 1',
      '2025-03-01 2',
    ]);
  });

  test('or, where nothing is said, its default', () => {
    const [, , plant] = scenarioOf(spoilt()).flows;
    const [, mine] = scenarioOf(spoilt()).flows;
    expect([changes(mine?.share), changes(plant?.share)]).toEqual([['always default'], ['always 0.9']]);
  });

  test('of dates in another order is sorted, with a warning', () => {
    const files = withCapacity('{2025-03-01: 730.5 t/year, 2024-06-01: 365.25 t/year}');
    expect(capacityOf(files)).toEqual(['2024-06-01 1', '2025-03-01 2']);
    expect(told(files)).toMatchInlineSnapshot(`
      "
      s.yaml:22:15 warning out-of-order flows.mine.capacity
        expected dates in ascending order, got another order
        They are taken by date; sort them for the reader.
      "
    `);
  });
});

test('dated values begin on or before the start', () => {
  expect(told(withCapacity('{2025-01-01: 5 t/year}'))).toBe('sound');
  expect(
    toldOfEach([
      ['too late', withCapacity('{2025-01-02: 5 t/year}')],
      ['none', withCapacity('{}')],
      [
        'a column too late',
        { ...(withCapacity('{data: d.csv, column: us, unit: t/year}') as object), 'd.csv': 'date,us\n2025-01-02,5\n' },
      ],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — too late
    s.yaml:22:15 error out-of-order flows.mine.capacity
      expected a value on or before the start, 2025-01-01, got the first on 2025-01-02
      Add the value that holds at the start.
    — none
    s.yaml:22:15 error out-of-order flows.mine.capacity
      expected a value on or before the start, 2025-01-01, got none
      Add the value that holds at the start.
    — a column too late
    s.yaml:22:15 error out-of-order flows.mine.capacity
      expected a value on or before the start, 2025-01-01, got the first on 2025-01-02
      Add the value that holds at the start.
    "
  `);
});

test('faults within dated values are told one by one, and no more', () => {
  expect(
    told(withCapacity('{2025-01-01: 5, 2025-02-30: 5 t/year, 2024-01-01: x t/year, 2025-03-01: -5 t/year}')),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:22:28 error wrong-dimension flows.mine.capacity.2025-01-01
      expected a rate such as 5000 t/year, got 5
      Add the unit.
    s.yaml:22:31 error bad-date flows.mine.capacity.2025-02-30
      expected a date such as 2025-04-04, got 2025-02-30
      Write year-month-day, a day that exists.
    s.yaml:22:65 error unknown-reference flows.mine.capacity.2024-01-01
      expected a unit or a name that exists, got x
      Nothing here is called x; name it under assumptions, or under units if it counts things.
    s.yaml:22:87 error out-of-range flows.mine.capacity.2025-03-01
      expected a rate such as 5000 t/year, at least 0, got -5 t/year
      Write at least 0.
    "
  `);
  expect(told(withCapacity('{2025-02-30: 5 t/year}'))).toMatchInlineSnapshot(`
    "
    s.yaml:22:16 error bad-date flows.mine.capacity.2025-02-30
      expected a date such as 2025-04-04, got 2025-02-30
      Write year-month-day, a day that exists.
    "
  `);
});

describe('the phases of a licence', () => {
  const termsOf = (phases: string) => {
    const text = spoilt([
      '      - {from: 2025-03-01, review: review_time, approve: 25%, valid: 6 months, assumed: a rule}\n      - {from: 2025-06-01}\n',
      phases,
    ]);
    const [licence] = scenarioOf(text).licences;
    return { allow: changes(licence?.allow), approve: changes(licence?.approve), limit: changes(licence?.limit) };
  };

  test('are open before the first, each holds until the next, and what one does not say is the default', () => {
    const phases =
      '      - {from: 2025-03-01, approve: 25%, limit: 365.25 t/year}\n      - {from: 2025-06-01, allow: 0}\n';
    expect(termsOf(phases)).toEqual({
      allow: ['always default', '2025-03-01 default', '2025-06-01 0'],
      approve: ['always default', '2025-03-01 0.25', '2025-06-01 default'],
      limit: ['always default', '2025-03-01 1', '2025-06-01 default'],
    });
  });

  test('may have schedules of their own, cut to the phase', () => {
    const dated = '{2024-01-01: 1, 2025-02-01: 0.9, 2025-04-01: 0.5, 2025-07-01: 0.1}';
    const phases = `      - {from: 2025-03-01, allow: ${dated}}\n      - {from: 2025-06-01}\n`;
    expect(termsOf(phases).allow).toEqual(['always default', '2025-03-01 0.9', '2025-04-01 0.5', '2025-06-01 default']);
  });

  test('are in order, one for each date', () => {
    const licence = (from: string) => spoilt(['{from: 2025-06-01}', `{from: ${from}}`]);
    expect(
      toldOfEach([
        ['before', licence('2025-02-01')],
        ['the same', licence('2025-03-01')],
        ['no date', licence('2025-13-01')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — before
      s.yaml:41:16 error out-of-order licences.civil.phases[1].from
        expected a date after that of the phase before, 2025-03-01, got 2025-02-01
        Order the phases by date.
      — the same
      s.yaml:41:16 error out-of-order licences.civil.phases[1].from
        expected a date after that of the phase before, 2025-03-01, got 2025-03-01
        Keep one phase for each date.
      — no date
      s.yaml:41:16 error bad-date licences.civil.phases[1].from
        expected a date such as 2025-04-04, got 2025-13-01
        Write year-month-day, a day that exists.
      "
    `);
  });
});

describe('an event', () => {
  const eventful = (capacity: string, ...events: string[]) =>
    spoilt(
      ['    capacity: 5000 t/year', `    capacity: ${capacity}`],
      [
        '  - {date: 2025-05-01, title: flood, set: {flows.mine.capacity: 3000 t/year}, assumed: a round number}\n',
        events.map((event) => `  - {${event}}\n`).join(''),
      ],
    );
  const set = (date: string, value: number) => `date: ${date}, set: {flows.mine.capacity: ${value} t/day}`;

  test('replaces the value from its date on', () => {
    expect(capacityOf(eventful('9 t/day', set('2025-05-01', 3)))).toEqual(['always 9', '2025-05-01 3 by event']);
  });

  test('until the next dated value of the schedule', () => {
    const dated = '{2025-01-01: 9 t/day, 2025-07-01: 8 t/day}';
    expect(capacityOf(eventful(dated, set('2025-05-01', 3)))).toEqual([
      ...['2025-01-01 9', '2025-05-01 3 by event', '2025-07-01 8'],
    ]);
  });

  test('goes before a dated value of the same date', () => {
    const dated = '{2025-01-01: 9 t/day, 2025-05-01: 8 t/day}';
    expect(capacityOf(eventful(dated, set('2025-05-01', 3)))).toEqual([
      ...['2025-01-01 9', '2025-05-01 8', '2025-05-01 3 by event'],
    ]);
  });

  test('of two on one date the later in the file holds', () => {
    expect(capacityOf(eventful('9 t/day', set('2025-05-01', 3), set('2025-05-01', 2)))).toEqual([
      ...['always 9', '2025-05-01 3 by event', '2025-05-01 2 by event'],
    ]);
  });

  test('of two on different dates each holds from its own, whatever their order in the file', () => {
    expect(capacityOf(eventful('9 t/day', set('2025-06-01', 3), set('2025-05-01', 2)))).toEqual([
      ...['always 9', '2025-05-01 2 by event', '2025-06-01 3 by event'],
    ]);
  });

  test('is ended by the next phase of a licence', () => {
    const text = eventful('9 t/day', 'date: 2025-04-01, set: {licences.civil.approve: 50%}');
    expect(changes(scenarioOf(text).licences[0]?.approve)).toEqual([
      ...['always default', '2025-03-01 0.25', '2025-04-01 0.5 by event', '2025-06-01 default'],
    ]);
  });

  test('may change with time', () => {
    const text = eventful(
      '9 t/day',
      'date: 2025-05-01, set: {flows.mine.capacity: "1 t/day * (1 + elapsed / 52 weeks)"}',
    );
    expect(capacityOf(text)).toEqual(['always 9', '2025-05-01 1 then 2 by event']);
  });
});
