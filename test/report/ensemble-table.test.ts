/** What an ensemble comes to, as rows of text. */
import { describe, expect, test } from 'vitest';
import { ENSEMBLE_HEADER, ensembleTable, oddsLines } from '../../src/index.ts';
import { run } from '../run.ts';
import { ensembleOf } from './ensembles.ts';

// The lane is cut in 40 % of runs: 30 t in store and at sea then last 3 of 10 weeks. The lab holds from 1 to 3 kg and gets no
// more; it needs 1 kg a week for 10 weeks, so that it is short of 8 kg in the mean, first in week 1 or 2 but never 0.
const answer = run({
  ...{ version: 2, title: 'tables', start: '2025-01-06', horizon: '10 weeks' },
  assumptions: { cut: { chance: '40%' }, sample: { uniform: ['1 kg', '3 kg'] } },
  stockpiles: {
    magnets: { initial: '20 t', cover: '2 weeks' },
    samples: { initial: 'sample', unit: 'kg' },
    plenty: { initial: '999 t' },
  },
  flows: { lane: { to: 'magnets', lead: '1 week', licence: 'export' } },
  licences: { export: { phases: [{ from: '2025-01-06', allow: '1 - cut' }] } },
  demands: {
    cars: { from: 'magnets', rate: '10 t/week', title: 'US cars' },
    lab: { from: 'samples', rate: '1 kg/week' },
    others: { from: 'plenty', rate: '1 t/week' },
  },
  expect: [{ that: 'demands.cars.shortage <= 1 t' }, { that: 'demands.lab.fill_rate <= 30%' }],
});
const ensemble = ensembleOf(answer, 200);
const table = ensembleTable(answer.run.model, ensemble);

describe('the table of demands over an ensemble', () => {
  test('has a row a demand that is short in any run, in the unit of its stockpile', () => {
    const rows = table.rows.map((row) => Object.fromEntries(row.map((cell, i) => [ENSEMBLE_HEADER[i], cell])));
    expect(rows).toMatchInlineSnapshot(`
      [
        {
          "5 to 95 %": "0 to 70 t",
          "demand": "US cars",
          "ever short": "40 %",
          "runs short after, median": "survives",
          "served, mean": "72 %",
          "short of, mean": "28 ± 2.43 t",
        },
        {
          "5 to 95 %": "7.11 to 8.9 kg",
          "demand": "lab",
          "ever short": "100 %",
          "runs short after, median": "10.5 days",
          "served, mean": "20 %",
          "short of, mean": "8 ± 0.0408 kg",
        },
      ]
    `);
  });

  test('names those that are short in no run', () => {
    expect(table.neverShort).toEqual(['others']);
  });

  test('has a column for each cell', () => {
    for (const row of table.rows) expect(row).toHaveLength(ENSEMBLE_HEADER.length);
  });
});

test('the odds of an expectation are the share of runs in which it holds, and a standard error', () => {
  expect(oddsLines(ensemble)).toMatchInlineSnapshot(`
    [
      " 60 % ± 3.5 %  demands.cars.shortage <= 1 t",
      "100 % ±   0 %  demands.lab.fill_rate <= 30%",
    ]
  `);
  const [first] = ensemble.expectations;
  expect(oddsLines({ ...ensemble, expectations: [{ ...first, probability: 0.73, standardError: 0.014 }] })).toEqual([
    '73 % ± 1.4 %  demands.cars.shortage <= 1 t',
  ]);
});
