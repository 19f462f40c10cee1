/** Charts of studies and of searches in Chinese: with a file whose names are Chinese, no word of English is left. */
import { expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import {
  answer,
  type Chart,
  chartIn,
  driversOf,
  howMuch,
  readQuestion,
  type Solved,
  solveChart,
  studyCharts,
  studyIn,
  subjectsOf,
  textWidth,
  tornadoChart,
} from '../../src/index.ts';
import { BASE, LEDGER, resultOf, STUDY, studyOf } from '../study.ts';
import { cut, overlaps, textBoxes } from './text-boxes.ts';

/** The files of study.ts with Chinese titles. */
const NAMES: readonly (readonly [string, string])[] = [
  ['A stock and a lane', '一份库存与一条航线'],
  ['title: Magnets', 'title: 磁体'],
  ['The lane', '航线'],
  ['Car makers', '汽车制造商'],
  ['What helps', '什么有用'],
  ['title: nothing', 'title: 什么都不做'],
  ['twenty tonnes more', '多备二十吨'],
  ['title: no lane', 'title: 没有航线'],
];
const chinese = (text: string) => NAMES.reduce((told, [english, name]) => told.replaceAll(english, name), text);

const FILES = {
  'base.yaml': chinese(BASE),
  'figures.yaml': LEDGER.replaceAll('what cars need', '汽车的需求').replace('how long it lasts', '可用多久'),
};
const SURE = FILES['base.yaml'].replace('{uniform: [20 t, 60 t], source: a test}', '{value: 40 t, source: a test}');
const HEAD = 'version: 2\ntitle: 研究\nbase: base.yaml\n';
const LONG = '一项名称很长很长很长很长很长很长很长很长很长很长很长的政策';
const range = (count: number, unit: string) => Array.from({ length: count }, (_, n) => `${n} ${unit}`).join(', ');
const policies = (count: number, by: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `  v${n}: {title: 政策${n}, set: {${by(n)}}}`).join('\n');
const more = (n: number) => `stockpiles.magnets.initial: stock + ${n} t`;

const STUDIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'with worlds': { 'study.yaml': chinese(STUDY).replace('variants:', 'worlds: rivals\nvariants:') },
  'nothing uncertain': { 'study.yaml': chinese(STUDY), 'base.yaml': SURE },
  'nine policies': { 'study.yaml': `${HEAD}worlds: rivals\nvariants:\n${policies(9, more)}\n` },
  'none of which helps': {
    'study.yaml': `${HEAD}variants:\n  a: {title: 更少, set: {flows.lane.capacity: 0 t/year}}\n`,
  },
  'long names': {
    'study.yaml': `${HEAD}variants:\n  a: {title: ${LONG}, set: {${more(5)}}}\n  b: {title: ${LONG}乙, set: {${more(60)}}}\n`,
  },
  'over years': {
    'base.yaml': FILES['base.yaml'].replace('364 days', '1456 days'),
    'study.yaml': chinese(STUDY),
  },
  'day by day': {
    'base.yaml': FILES['base.yaml'].replace('364 days', '56 days\nstep: 1 day'),
    'study.yaml': `${HEAD}variants:\n  a: {title: 更少, set: {stockpiles.magnets.initial: 1 t}}\n`,
  },
  'a grid of two axes': {
    'study.yaml': `${HEAD}grid: {assumptions.stock: [${range(5, 't')}], flows.lane.capacity: [${range(5, 't/year')}]}\n`,
  },
  'a grid of four axes': {
    'study.yaml': `${HEAD}grid: {stockpiles.magnets.initial: [${range(2, 't')}], flows.lane.capacity: [${range(3, 't/year')}], flows.lane.lead: [${range(9, 'weeks').replace('0 weeks, ', '')}], flows.lane.cost: [1, 2]}\n`,
  },
};

/** What may be left: units, names of files, paths, ids, and values as the files write them. */
const KEPT = [
  /\b(?:worlds|grid)\.csv\b/g,
  /\b[a-z_]+(?:\.[a-z_]+)+(?: [<>]=? \d+ ?[a-z]*)?/g,
  /\bneed[ _](?:low|high|text|days)\b/gi,
  /\b(?:spare|stock|delay|need|cover|lead|cost|capacity)\b/gi,
  /\d+ weeks(?=[,，；：。 ]|$)/g,
  /\b(?:kg|t|USD|year)\b/g,
];

async function leftovers(chart: Chart): Promise<string[]> {
  const told = chartIn(chart, 'zh');
  const svg = await renderSvg(told.spec, textWidth);
  expect(cut(textBoxes(svg), svg)).toEqual([]);
  expect(overlaps(textBoxes(svg))).toEqual([]);
  const texts = [...svg.matchAll(/>([^<>]+)<\//g)].map(([, text]) =>
    text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
  );
  return [told.title, told.alt, ...texts].filter((text) =>
    /[A-Za-z]{2,}/.test(KEPT.reduce((left, kept) => left.replace(kept, ''), text)),
  );
}

test.each(Object.entries(STUDIES))('the charts of a study, %s, have no word of English', async (_, files) => {
  const study = studyOf({ ...FILES, ...files });
  const charts = studyCharts(studyIn(await resultOf(study, { runs: 12 }), 'zh'));
  const { scenario } = study.open(study.variants[0]);
  const base = scenario && answer(scenario);
  const drivers = base?.ok
    ? driversOf(base.value, subjectsOf({ model: base.value.run.model, metrics: base.value.metrics })[0] ?? '')
    : undefined;
  const tornado = base?.ok && drivers ? tornadoChart(base.value.run.model, drivers) : undefined;
  expect(charts.length).toBeGreaterThan(0);
  for (const chart of [...charts, ...(tornado ? [tornado] : [])])
    expect(await leftovers(chart), chart.name).toEqual([]);
});

async function solved(base: string, until: string, to: string): Promise<Solved> {
  const read = (path: string) => (path === 'base.yaml' ? { text: base } : { text: FILES['figures.yaml'] });
  const { question } = readQuestion('base.yaml', { vary: 'stockpiles.magnets.initial', to }, read);
  if (question === undefined) throw new Error('no question');
  const found = await howMuch(question, { aim: 'least', that: until }, { runs: 12 });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

const OF_CARS = (metric: string) => `demands.cars.${metric}`;

test.each([
  ['enough in replicates', FILES['base.yaml'], OF_CARS('fill_rate >= 90%'), '200 t'],
  ['none is enough', FILES['base.yaml'], OF_CARS('fill_rate >= 90%'), '10 t'],
  ['enough in the central run', SURE, OF_CARS('time_to_survive >= 20 weeks'), '200 t'],
  ['none is enough in the central run', SURE, OF_CARS('shortage <= 1 t'), '10 t'],
  ['the least is enough', SURE, OF_CARS('fill_rate >= 1%'), '10 t'],
  ['it does not move the target', SURE, 'stockpiles.spare.closing >= 1 t', '10 t'],
])('the chart of a search, %s, has no word of English', async (_, base, until, to) => {
  expect(await leftovers(solveChart(await solved(base, until, to)))).toEqual([]);
});

test('a duration that is varied has its unit in Chinese', async () => {
  const found = await solved(SURE, OF_CARS('fill_rate >= 90%'), '300 days');
  expect(found.unit).toBe('days');
  expect(await leftovers(solveChart(found))).toEqual([]);
});
