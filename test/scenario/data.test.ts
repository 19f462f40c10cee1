import { describe, expect, test } from 'vitest';
import { spoilt, told, toldOfEach } from './reading.ts';

const scenario = (column = '{data: d.csv, column: us, unit: t/year}') =>
  spoilt(['    capacity: 5000 t/year', `    capacity: ${column}`]);
const files = (csv: string, column?: string) => ({ 's.yaml': scenario(column), 'd.csv': csv });

test.each([
  ['plain', 'date,us\n2025-01-01,5\n2025-02-01,6.5\n'],
  ['as Windows writes it', '\uFEFFdate,us\r\n2025-01-01,5\r\n2025-02-01,6e3\r\n'],
  ['with other columns, spaces and quotes', 'note, us ,date\n"a, b", 5 ,2025-01-01\n,.5,"2025-02-01"\n'],
  ['in any order', 'date,us\n2025-02-01,5\n2025-01-01,6\n'],
  ['with semicolons', 'date;us\n2025-01-01;5\n'],
  ['with tabs', 'date\tus\n2025-01-01\t5\n'],
  ['with a capital', 'Date,us\n2025-01-01,5\n'],
  ['with dates and numbers of months', 'month,date,us\n1,2025-01-01,5\n'],
  ['with months', 'Month,us\n2025-01,5\n2025-02,6\n'],
])('a table is read that is written %s', (_, csv) => {
  expect(told(files(csv))).toBe('sound');
});

test('a column of shares or of things has its own unit', () => {
  const share = spoilt(['approve: 25%', 'approve: {data: d.csv, column: us, unit: 1%}']);
  expect(told({ 's.yaml': share, 'd.csv': 'date,us\n2025-01-01,25\n' })).toBe('sound');
  expect(told({ 's.yaml': share, 'd.csv': 'date,us\n2025-01-01,125\n' })).toMatchInlineSnapshot(`
    "
    d.csv:2:12 error unreadable-data licences.civil.phases[0].approve
      expected a number from 0 to 1, got 125
      Write a plain number: its unit stands in the scenario file.
    "
  `);
  const rate = spoilt(['rate: 1000000 vehicle/year', 'rate: {data: d.csv, column: us, unit: vehicle/year}']);
  expect(told({ 's.yaml': rate, 'd.csv': 'date,us\n2025-01-01,25\n' })).toBe('sound');
});

describe('a table is refused', () => {
  test('as a whole, once', () => {
    expect(
      toldOfEach([
        ['missing', scenario()],
        ['empty', files('')],
        ['without rows', files('date,us\n')],
        ['without dates', files('day,us\n2025-01-01,5\n')],
        ['without the column', files('date,eu,uss\n2025-01-01,5,6\n')],
        ['with the column twice', files('date,us,us\n2025-01-01,5,6\n')],
        ['with two columns of dates', files('date,Date,us\n2025-01-01,2025-01-01,6\n')],
        ['with decimal commas', files('date;us\n2025-01-01;1,5\n2025-02-01;1.234,5\n2025-03-01;1,234\n')],
        ['with dates of another order', files('date;us\n01.04.2025;5\n')],
        ['too large', files(`date,us\n${'2025-01-01,5\n'.repeat(2_000_000)}`)],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — missing
      s.yaml:22:22 error missing-file flows.mine.capacity.data
        expected a CSV file that can be read, got d.csv: there is no such file
        Check the path; it is relative to the scenario file.
      — empty
      s.yaml:22:22 error unreadable-data flows.mine.capacity.data
        expected a column called date, or month, got d.csv with no columns
        Name the column of dates \`date\` in the first line.
      — without rows
      s.yaml:22:22 error unreadable-data flows.mine.capacity.data
        expected a row for each date, got d.csv with none
        Write rows below the first line.
      — without dates
      s.yaml:22:22 error unreadable-data flows.mine.capacity.data
        expected a column called date, or month, got d.csv with day, us
        Name the column of dates \`date\` in the first line.
      — without the column
      s.yaml:22:37 error unknown-reference flows.mine.capacity.column
        expected a column of d.csv, got us
        Did you mean uss?
      — with the column twice
      s.yaml:22:22 error unreadable-data flows.mine.capacity.data
        expected one column called us, got d.csv with several
        Rename the others.
      — with two columns of dates
      s.yaml:22:22 error unreadable-data flows.mine.capacity.data
        expected one column of dates, got d.csv with date, Date, us
        Rename the others.
      — with decimal commas
      d.csv:2:12 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 1,5
        Write 1.5, with a decimal point.
      d.csv:3:12 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 1.234,5
        Write 1234.5, with a decimal point.
      d.csv:4:12 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 1,234
        Write 1.234 if the comma begins decimals, 1234 if it sets thousands apart.
      — with dates of another order
      d.csv:2:1 error unreadable-data flows.mine.capacity
        expected a date such as 2025-04-04, or a month such as 2025-04, got 01.04.2025
        Write year-month-day, a day that exists.
      — too large
      s.yaml:22:22 error too-large flows.mine.capacity.data
        expected at most 20000000 characters, got 26000008 characters
        Split it by column, or keep the rows of the horizon only.
      "
    `);
  });

  test('for its unit', () => {
    const unit = (text: string) => files('date,us\n2025-01-01,5\n', `{data: d.csv, column: us, unit: ${text}}`);
    expect(
      toldOfEach([
        ['of another kind', unit('weeks')],
        ['not known', unit('t/yeer')],
        ['of two meanings', unit('ton/year')],
        ['of nothing', unit('0 t/year')],
        ['a number', unit('5')],
        ['an assumption', unit('growth')],
        ['a time', unit('elapsed')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — of another kind
      s.yaml:22:47 error wrong-dimension flows.mine.capacity.unit
        expected the unit of a rate such as 5000 t/year, got weeks
        That is a duration; write the unit of the column.
      — not known
      s.yaml:22:47 error unknown-reference flows.mine.capacity.unit
        expected a unit or a name that exists, got yeer
        Did you mean year?
      — of two meanings
      s.yaml:22:47 error bad-expression flows.mine.capacity.unit
        expected a unit with one meaning, got ton
        Say which ton: write t (1000 kg), or give short and long tons in kg or lb.
      — of nothing
      s.yaml:22:47 error out-of-range flows.mine.capacity.unit
        expected a unit such as t/year, got 0 t/year
        Write the unit of the numbers.
      — a number
      s.yaml:22:47 error wrong-type flows.mine.capacity.unit
        expected a text, got the number 5
        Put it in quotes.
      — an assumption
      s.yaml:22:47 error unknown-reference flows.mine.capacity.unit
        expected a unit or a name that exists, got growth
        Write a unit such as t/year.
      — a time
      s.yaml:22:47 error bad-expression flows.mine.capacity.unit
        expected a number that holds at all times, got elapsed
        Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
      "
    `);
  });

  test('for each faulty cell, with its line and column', () => {
    const csv = [
      ...['date,note,us', '2025-01-01,"a, b",5', '2025-02-30,y,6', '2025-03-01,y,abc', '2025-04-01,"two', 'lines",-4'],
      ...[
        '2025-05-01,y,',
        '2025-05-02',
        '2025-06-01,y,5',
        '2025-06-01,y,5',
        '2025-07-01,y,NaN',
        '2025-08-01,y,Infinity',
      ],
      ...['2025-09-01,y,0x10', '2025-10-01,y,"1,000"', '2025-11-01,y,5 t', '2025-12-01,y,1e400'],
    ].join('\n');
    expect(told(files(csv))).toMatchInlineSnapshot(`
      "
      d.csv:3:1 error unreadable-data flows.mine.capacity
        expected a date such as 2025-04-04, or a month such as 2025-04, got 2025-02-30
        Write year-month-day, a day that exists.
      d.csv:4:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got abc
        Write a plain number: its unit stands in the scenario file.
      d.csv:6:8 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got -4
        Write a plain number: its unit stands in the scenario file.
      d.csv:7:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got an empty text
        Write a plain number: its unit stands in the scenario file.
      d.csv:8:11 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got an empty text
        Write a plain number: its unit stands in the scenario file.
      d.csv:10:1 error unreadable-data flows.mine.capacity
        expected each date once, got 2025-06-01
        Keep one row of this date.
      d.csv:11:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got NaN
        Write a plain number: its unit stands in the scenario file.
      d.csv:12:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got Infinity
        Write a plain number: its unit stands in the scenario file.
      d.csv:13:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 0x10
        Write a plain number: its unit stands in the scenario file.
      d.csv:14:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 1,000
        Write 1.000 if the comma begins decimals, 1000 if it sets thousands apart.
      d.csv:15:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 5 t
        Write a plain number: its unit stands in the scenario file.
      d.csv:16:14 error unreadable-data flows.mine.capacity
        expected a number of at least 0, got 1e400
        Write a plain number: its unit stands in the scenario file.
      "
    `);
  });

  test('with many faulty cells, of which the first are told', () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `2025-01-01,x${row}`);
    const lines = told(files(`date,us\n${rows.join('\n')}\n`))
      .trimEnd()
      .split('\n');
    expect(lines.filter((line) => line.startsWith('d.csv')).length).toBe(51);
    expect(lines.slice(-3)).toMatchInlineSnapshot(`
      [
        "d.csv:52:12 error unreadable-data flows.mine.capacity",
        "  expected sound cells, got more faulty ones",
        "  Mend those above; the others are then told.",
      ]
    `);
  });
});

test('a table lies beside the file that names it, or is named from there', () => {
  const base = scenario('{data: data/d.csv, column: us, unit: t/year}');
  const csv = 'date,us\n2025-01-01,5\n';
  expect(
    told({ 'a/b.yaml': 'extends: ../base/s.yaml\n', 'base/s.yaml': base, 'base/data/d.csv': csv }, [], 'a/b.yaml'),
  ).toBe('sound');
  const over = 'extends: ../base/s.yaml\nflows: {mine: {capacity: {data: ../d.csv, column: us, unit: t/year}}}\n';
  expect(told({ 'a/b.yaml': over, 'base/s.yaml': base, 'd.csv': csv }, [], 'a/b.yaml')).toBe('sound');
  expect(told({ 'a/b.yaml': over, 'base/s.yaml': base }, [], 'a/b.yaml')).toMatchInlineSnapshot(`
    "
    a/b.yaml:2:33 error missing-file flows.mine.capacity.data
      expected a CSV file that can be read, got d.csv: there is no such file
      Check the path; it is relative to the scenario file.
    "
  `);
});

test('a quote that is never closed is told, as rows behind it are lost', () => {
  expect(told(files('date,us,note\n2025-01-01,5,"a\n2025-02-01,6,b\n'))).toMatchInlineSnapshot(`
    "
    d.csv:2:14 error unreadable-data flows.mine.capacity.data
      expected a quote at the end of a text that begins with one, got a 2025-02-01,6,b
      End it with ", and write "" for a quote within it.
    "
  `);
});
