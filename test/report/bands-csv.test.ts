/** bands.csv. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsCsv, seriesCsv } from '../../src/index.ts';
import { sixDigits } from '../../src/report/files/bands-csv.ts';
import { law, run } from '../run.ts';
import { ensembleOf } from './ensembles.ts';

// From 20 to 40 t, evenly, less 25 t: quantiles are near 0, 0, 5, 10 and 14 t.
const answer = run({
  ...{ version: 2, title: 'bands', start: '2025-01-06', horizon: '2 weeks' },
  assumptions: { kept: { uniform: ['20 t', '40 t'] } },
  stockpiles: { shelf: { initial: 'kept' }, reserve: { initial: '5 t' } },
  demands: { users: { from: 'shelf', rate: '25 t/week' } },
});
const { bands } = ensembleOf(answer, 101);
const lines = bandsCsv(answer.dates, bands).trimEnd().split('\n');

test('gives mean and quantiles of every series at every step', () => {
  expect([lines[0], ...lines.filter((line) => /on_hand|shortfall/.test(line))]).toMatchInlineSnapshot(`
    [
      "date,kind,id,variable,mean,p05,p25,p50,p75,p95,unit",
      "2025-01-06,stockpile,reserve,on_hand,5,5,5,5,5,5,t",
      "2025-01-06,stockpile,shelf,on_hand,5.64193,0,0.0966799,4.94949,10.0462,13.8225,t",
      "2025-01-06,demand,users,shortfall,0.619348,0,0,0,0,3.92352,t/step",
      "2025-01-13,stockpile,reserve,on_hand,5,5,5,5,5,5,t",
      "2025-01-13,stockpile,shelf,on_hand,9.23354e-17,0,0,0,0,8.88178e-16,t",
      "2025-01-13,demand,users,shortfall,19.3581,11.1775,14.9538,20.0505,24.9033,25,t/step",
    ]
  `);
});

test('has the rows of series.csv, in the same order', () => {
  const names = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(',').slice(0, 4).join(','));
  const [, ...banded] = names(lines.join('\n'));
  const [, ...single] = names(seriesCsv(answer.dates, answer.series));
  expect(banded).toEqual(single);
});

test('is empty where some run has no value', () => {
  expect(lines.filter((line) => line.startsWith('2025-01-06,stockpile,reserve,days_of_supply'))).toEqual([
    '2025-01-06,stockpile,reserve,days_of_supply,,,,,,,days',
  ]);
});

test.each([
  [0, '0'],
  [-0, '0'],
  [999_999, '999999'],
  [1_234_567, '1234570'],
  [1 / 3, '0.333333'],
  [0.1 + 0.2, '0.3'],
  [-2 / 3e9, '-6.66667e-10'],
  [Number.POSITIVE_INFINITY, ''],
  [Number.NaN, ''],
])('a value is the shortest decimal at six significant digits: %d is %s', (value, text) => {
  expect(sixDigits(value)).toBe(text);
});

test('a value that is read back is the one written, but for half a unit of its sixth digit', () => {
  law(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
    const text = sixDigits(value);
    return Math.abs(Number(text) - value) <= 5.0001e-6 * Math.abs(value) && sixDigits(Number(text)) === text;
  });
});
