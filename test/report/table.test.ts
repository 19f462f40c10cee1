/** What a run comes to, as rows of text. */
import { describe, expect, test } from 'vitest';
import { DEMAND_HEADER, demandTable, verdictLines } from '../../src/index.ts';
import { run } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);

// Cars run dry at week 2, get a tenth at weeks 6 and 7 and all again from week 8 on: 4·10 + 2·9 t are short. The lab is
// short at week 0 alone, before the disruption.
const answer = run({
  ...{ version: 2, title: 'tables', start: week(0), horizon: '10 weeks', disruption: week(1) },
  units: ['vehicle'],
  stockpiles: {
    magnets: { initial: '20 t', adjust: '1 week', forecast: '1e12 weeks' },
    samples: { initial: '0 t', unit: 'kg', adjust: '1 week' },
    plenty: { initial: '999 t' },
  },
  flows: {
    lane: { to: 'magnets', capacity: { [week(0)]: 0, [week(5)]: '1 t/week', [week(7)]: '10 t/week' } },
    courier: { to: 'samples', capacity: { [week(0)]: 0, [week(8)]: '1 kg/week' } },
  },
  demands: {
    cars: { from: 'magnets', rate: '5000 vehicle/week', uses: '2 kg/vehicle', title: 'US cars' },
    lab: { from: 'samples', rate: { [week(0)]: '2 kg/week', [week(1)]: 0 } },
    others: { from: 'plenty', rate: '1 t/week' },
  },
});
const { model } = answer.run;
const table = demandTable(model, answer.metrics, answer.series);

describe('the table of demands', () => {
  test('has a row a demand that is ever short, by its title or its id in words, in the unit of its stockpile', () => {
    const rows = table.rows.map((row) => Object.fromEntries(row.map((cell, i) => [DEMAND_HEADER[i], cell])));
    expect(rows).toMatchInlineSnapshot(`
      [
        {
          "demand": "US cars",
          "not made": "29,000 vehicles",
          "recovers after": "6 weeks",
          "runs short after": "7 days",
          "served": "42 %",
          "short of": "58 t",
          "shortage over time": "  ██████  ",
          "worst step": "100 % on 2025-01-20",
        },
        {
          "demand": "lab",
          "not made": "–",
          "recovers after": "0 days",
          "runs short after": "before it",
          "served": "0 %",
          "short of": "2 kg",
          "shortage over time": "█         ",
          "worst step": "100 % on 2025-01-06",
        },
      ]
    `);
  });

  test('names those that never are', () => {
    expect(table.neverShort).toEqual(['others']);
  });

  test('has a column for each cell', () => {
    for (const row of table.rows) expect(row).toHaveLength(DEMAND_HEADER.length);
  });
});

const written = {
  ...{ version: 2, title: 'verdicts', start: week(0), horizon: '4 weeks' },
  stockpiles: { shelf: { initial: '20 t' } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
};

test('a verdict says in a line whether it is met, of what, why, and what it came to', () => {
  const lines = (that: string, rest: object = {}) =>
    verdictLines(run({ ...written, expect: [{ that, ...rest }] }).verdicts);
  expect([
    ...lines('demands.users.time_to_survive >= 2 weeks', { because: 'us_auto_cover' }),
    ...lines('demands.users.time_to_survive >= 6 weeks'),
    ...lines('demands.users.time_to_recover <= 6 weeks'),
    ...lines('demands.users.shortage <= 1 t'),
    ...lines('demands.users.peak_date == "2025-01-27"'),
    ...lines('demands.users.fill_rate == 0.5000001'),
    ...lines('demands.users.fill_rate >= demands.users.fill_rate + 0.5'),
    ...lines('demands.users.fill_rate >= 50%'),
    ...lines('demands.users.peak_date == "2025-01-20"'),
    ...lines('demands.users.spells == 3', { claim: 'contradicted', reason: 'There is but one.' }),
    ...lines('demands.users.spells == 1', { claim: 'contradicted', reason: 'There is but one.' }),
  ]).toMatchInlineSnapshot(`
    [
      "met           demands.users.time_to_survive >= 2 weeks (us_auto_cover): 2 weeks",
      "NOT MET       demands.users.time_to_survive >= 6 weeks: 2 weeks, against 6 weeks: off by 4 weeks (66.7 %)",
      "NOT MET       demands.users.time_to_recover <= 6 weeks: never, against 6 weeks",
      "NOT MET       demands.users.shortage <= 1 t: 20 t, against 1 t: off by 19 t (1900 %)",
      "NOT MET       demands.users.peak_date == "2025-01-27": 2025-01-20, against 2025-01-27: off by 7 days",
      "NOT MET       demands.users.fill_rate == 0.5000001: 0.5, against 0.5000001: off by 1e-7 (< 0.1 %)",
      "NOT MET       demands.users.fill_rate >= demands.users.fill_rate + 0.5: 0.5, against 1: off by 0.5 (50 %)",
      "met           demands.users.fill_rate >= 50%: 0.5",
      "met           demands.users.peak_date == "2025-01-20": 2025-01-20",
      "contradicted  demands.users.spells == 3: 1. There is but one.",
      "BORNE OUT     demands.users.spells == 1: 1, against 1. There is but one.",
    ]
  `);
});
