/** What must hold of the charts of studies, however hard they are to draw; and what they say. */
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import {
  type Chart,
  readQuestion,
  solveChart,
  solveFor,
  studyAnswer,
  studyCharts,
  textWidth,
  wordsOf,
} from '../../src/index.ts';
import { gridTable, totalTable } from '../../src/report/document/study-tables.ts';
import { BASE, LEDGER, resultOf, STUDY, studyOf } from '../study.ts';
import { cut, overlaps, struck, textBoxes } from './text-boxes.ts';

const LONG = 'A policy of many words that nobody would put in a table of a few columns';
const HEAD = 'version: 2\ntitle: A study\nbase: base.yaml\n';
const SURE = BASE.replace('{uniform: [20 t, 60 t], source: a test}', '{value: 40 t, source: a test}');
const range = (count: number, unit: string) => Array.from({ length: count }, (_, n) => `${n} ${unit}`).join(', ');

const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a study with worlds': { 'study.yaml': STUDY.replace('variants:', 'worlds: rivals\nvariants:') },
  'nothing uncertain': { 'base.yaml': SURE },
  'twenty policies': {
    'study.yaml': `${HEAD}worlds: rivals\nvariants:\n${Array.from({ length: 20 }, (_, n) => `  v${n}: {set: {stockpiles.magnets.initial: stock + ${n} t}}`).join('\n')}\n`,
  },
  'long titles': {
    'study.yaml': `${HEAD.replace('A study', `${LONG}, ${LONG}, ${LONG}`)}worlds: rivals\nvariants:\n  a: {title: '${LONG}', set: {stockpiles.magnets.initial: stock + 5 t}}\n  b: {title: '${LONG}, more', set: {flows.lane.capacity: 0 t/year}}\n`,
    'base.yaml': BASE.replace('Car makers', LONG),
    'figures.yaml': LEDGER.replace('what: what cars need', `what: ${LONG}`),
  },
  'one word of eighty characters': {
    'study.yaml': `${HEAD}variants: {a: {title: ${'Magnet'.repeat(13)}, set: {stockpiles.magnets.initial: stock + 5 t}}}\n`,
  },
  'a policy that changes nothing': { 'study.yaml': `${HEAD}variants: {same: {}}\n` },
  'nobody short': {
    'base.yaml': BASE.replace('capacity: 50 t/year', 'capacity: 500 t/year'),
    'study.yaml': `${HEAD}variants: {dearer: {set: {flows.lane.cost: 3}}}\n`,
  },
  'a grid of two axes': {
    'study.yaml': `${HEAD}grid: {stockpiles.magnets.initial: [${range(5, 't')}], flows.lane.capacity: [${range(5, 't/year')}]}\n`,
  },
  'a grid of one axis': { 'study.yaml': `${HEAD}grid: {stockpiles.magnets.initial: [${range(7, 't')}]}\n` },
  'a grid of three axes': {
    'study.yaml': `${HEAD}grid: {stockpiles.magnets.initial: [${range(4, 't')}], flows.lane.capacity: [${range(3, 't/year')}], flows.lane.lead: [${range(9, 'weeks').replace('0 weeks, ', '')}]}\n`,
  },
  'a grid of many values': {
    'study.yaml': `${HEAD}grid: {stockpiles.magnets.initial: [${range(24, 't')}], flows.lane.capacity: [${range(20, 't/year')}]}\n`,
  },
  'a grid of long values': {
    'study.yaml': `${HEAD}grid:\n  stockpiles.magnets.initial: [stock * 2 + 3 t - 1 t, stock * 3 + 3 t - 1 t]\n  flows.lane.capacity: [{2025-01-01: 5 t/year, 2025-03-01: 10 t/year}, '20 t/year * step(since("2025-03-01"))']\n`,
  },
};

async function sound(chart: Chart) {
  for (const [spec, width] of [[chart.spec, '800'] as const, [chart.narrow, '380'] as const]) {
    if (spec === undefined) continue;
    const svg = await renderSvg(spec, textWidth);
    const boxes = textBoxes(svg);
    expect(boxes.length).toBeGreaterThan(2);
    expect(overlaps(boxes), chart.name).toEqual([]);
    expect(cut(boxes, svg), chart.name).toEqual([]);
    expect(struck(boxes, svg), chart.name).toEqual([]);
    expect(/width="([\d.]+)"/.exec(svg)?.[1], chart.name).toBe(width);
  }
  expect(chart.alt.startsWith(chart.title)).toBe(true);
  expect(chart.spec.description).toBe(chart.alt);
  expect(`${chart.alt}${JSON.stringify(chart.spec)}`).not.toMatch(/undefined|NaN|Infinity/);
}

describe.each(Object.entries(CASES))('%s', (name, files) => {
  test('has charts whose text is whole, apart and not struck through, and sentences and a table without gaps', async () => {
    const result = await resultOf(studyOf(files), { runs: name.startsWith('a grid') ? 4 : 20 });
    for (const chart of studyCharts(result)) await sound(chart);
    const tables = [totalTable, gridTable].flatMap((make) => make(result, wordsOf('en')));
    for (const { header, rows } of tables) for (const row of rows) expect(row).toHaveLength(header.length);
    expect(`${studyAnswer(result, wordsOf('en')).join(' ')}${JSON.stringify(tables)}`).not.toMatch(
      /undefined|NaN|Infinity/,
    );
  });
});

test('the charts of a study are these, with these words', async () => {
  const result = await resultOf(studyOf(CASES['a study with worlds']));
  expect(studyCharts(result).map(({ name, alt }) => [name, ...alt.split('. ')])).toMatchInlineSnapshot(`
    [
      [
        "study-differences",
        "Twenty tonnes more: 11.8 t less shortage in all, of 13.2 t in the base",
        "Shortage in all: nothing no change; twenty tonnes more −11.8 (−14.4 to −9.25); no lane +48.4 (+47.5 to +49.4)",
        "Shortage of Car makers: nothing no change; twenty tonnes more −11.8 (−14.4 to −9.25); no lane +48.4 (+47.5 to +49.4)",
      ],
      [
        "study-shortages",
        "With “twenty tonnes more” Car makers would be short of 1.41 t instead of 13.2 t",
        "Car makers (t a week): 13.2 t in the base, least with twenty tonnes more: 1.41 t",
      ],
      [
        "study-survival",
        "Car makers would last the whole time in most replicates with twenty tonnes more, 38 weeks in the base",
        "Car makers: base case and nothing: half after 38 weeks; twenty tonnes more: 70 % never short; no lane: half after 19 weeks",
      ],
      [
        "study-regret",
        "With “twenty tonnes more” there is the least shortage in every world; the ranking survives them all",
        "As written: base case 11.8 t; nothing 11.8 t; twenty tonnes more 0 t; no lane 60.2 t",
        "Need high: > 200 t/year: base case 20 t; nothing 20 t; twenty tonnes more 0 t; no lane 69.8 t",
        "Least to regret: twenty tonnes more, at most 0 t",
      ],
    ]
  `);
  expect(studyAnswer(result, wordsOf('en'))).toMatchInlineSnapshot(`
    [
      "In the base case shortage falls on Car makers, 13.2 t in all on average.",
      "What helps most is “twenty tonnes more”: 11.8 t less shortage in all (95 % interval 9.25 to 14.4 t).",
      "Shortage in all, against the base: “nothing” the same, “twenty tonnes more” 11.8 t less and “no lane” 48.4 t more.",
      "Over 52 weeks, whichever document is believed, the ranking of the policies by shortage stays the same in all 2 worlds.",
    ]
  `);
});

describe('the curve of solve', () => {
  const read = (path: string) =>
    path === 'base.yaml' ? { text: SURE } : path === 'figures.yaml' ? { text: LEDGER } : { missing: 'none' };
  test.each([
    ['an answer', 'stockpiles.magnets.initial', 'demands.cars.fill_rate >= 99%', undefined],
    ['none in the range', 'stockpiles.magnets.initial', 'demands.cars.fill_rate >= 99%', '30 t'],
    ['no movement', 'stockpiles.spare.initial', 'demands.cars.fill_rate >= 99%', '30 t'],
    ['a time that is never', 'stockpiles.magnets.initial', 'demands.cars.time_to_survive >= 50 weeks', undefined],
    ['a target that is low', 'stockpiles.magnets.initial', 'demands.cars.shortage <= 1 t', undefined],
  ])('with %s is whole, and says the same in words', async (_, vary, until, to) => {
    const { question } = readQuestion('base.yaml', { vary, to }, read);
    const found = question && (await solveFor(question, { aim: 'least', that: until }));
    if (!found?.ok) throw new Error('a question without an answer');
    await sound(solveChart(found.value));
  });
});
