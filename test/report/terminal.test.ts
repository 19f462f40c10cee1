/** A report on a terminal: what stands in it, and that nothing is wider than the screen where it can be helped. */
import { expect, test } from 'vitest';
import { reportTerminal, scenarioReport, tableLines } from '../../src/index.ts';
import { columnsOf, wrapTo } from '../../src/report/render/columns.ts';
import { EN } from '../../src/report/text/en.ts';
import { run } from '../run.ts';
import { magnets } from './magnets.ts';

const answer = run({ ...magnets(), expect: [{ that: 'demands.us_auto.shortage <= 1 t', because: 'a hope' }] });
const report = scenarioReport(
  {
    ...{ answer, ensemble: undefined, drivers: undefined, charts: [], ledger: new Map() },
    ...{ command: 'chokepoint run a.yaml', files: ['a'] },
  },
  'en',
);
const text = (width: number) => reportTerminal(report, width).map((line) => line.text);

test('the title, the answer, and the sections that make it up, without what is for those who look closer', () => {
  expect(text(100).join('\n')).toMatchInlineSnapshot(`
    "Six-month licences for US magnet buyers
    3 January 2025 to 17 July 2026 in steps of 7 days; one run at central values

    Other US users would lack 552 t, 24 % of the need, and first run short on 4 July 2025, 26 weeks
    after the disruption.
    Also short, as a share of the need: US car makers (18 %); 2 others never are.
    The one expectation that the file states does not come out as stated in the central run.

    Who runs short
    Users that run short
    user               Other US users        US car makers
    lacks              552 t                 764 t
    share of its need  24 %                  18.1 %
    not made           –                     332,000 vehicles
    at worst           100 % on 4 July 2025  74.6 % on 13 March 2026
    first short        4 July 2025           4 July 2025
    short until        the end               the end

    Never short: Chinese users and US arms makers.

    What stood idle meanwhile
    Further upstream more could have been delivered than was needed, for the bottleneck lay elsewhere:
    Chinese magnet plants (65 % unused).

    What was expected of it
    What the file expects and what came of it
    demands.us_auto.shortage <= 1 t
      in the central run: not met; came to: 764 t, against 1 t: off by 763 t (76,341 %); because: a hope"
  `);
});

test.each([60, 80, 120])('no line is wider than a screen of %i columns', (width) => {
  expect(text(width).filter((line) => columnsOf(line) > width)).toEqual([]);
});

const cells = (all: readonly string[]) => all.map((one) => ({ text: one }));
const table = {
  header: ['user', 'lacks', 'share'],
  rows: [cells(['one', '1 t', '10 %']), cells(['another', '22 t', '5 %']), cells(['a third', '3 t', '7 %'])],
};

test.each([
  [40, ['user     lacks  share', 'one      1 t    10 %', 'another  22 t   5 %', 'a third  3 t    7 %']],
  [
    20,
    ['user   one   another', 'lacks  1 t   22 t', 'share  10 %  5 %', '', 'user   a third', 'lacks  3 t', 'share  7 %'],
  ],
])('a table that is wider than %i columns is turned, in as many parts as it takes', (width, expected) => {
  expect(tableLines(table, width, EN).map((line) => line.text)).toEqual(expected);
});

test('a table with long texts is told row by row', () => {
  const long = 'a reason that takes more than a line of the screen to be said';
  const rows = [cells(['the first of them', 'met', long])];
  expect(tableLines({ header: ['what', 'how', 'why'], rows }, 40, EN).map((line) => line.text)).toEqual([
    'the first of them',
    '  how: met; why: a reason that takes',
    '  more than a line of the screen to be',
    '  said',
  ]);
});

test('a table with long names alone is folded', () => {
  const rows = [cells(['makers elsewhere deliver twice as much', '1,773 t']), cells(['nothing', '2,547 t'])];
  expect(tableLines({ header: ['policy', 'short of, mean'], rows }, 46, EN).map((line) => line.text)).toEqual([
    'policy                    short of, mean',
    'makers elsewhere deliver  1,773 t',
    'twice as much',
    'nothing                   2,547 t',
  ]);
});

test('a number stays with its unit', () => {
  expect(wrapTo('if not, 258 t of 60 %', 11)).toEqual(['if not,', '258 t of', '60 %']);
});

test('Chinese takes two columns a character, breaks anywhere, and keeps its full stops', () => {
  expect(columnsOf('短缺 1 t')).toBe(8);
  expect(wrapTo('美国车企在每次模拟中都会短缺。', 12)).toEqual(['美国车企在每', '次模拟中都会', '短缺。']);
});
