/** Charts in Chinese: with files whose names are Chinese, as are those of the scenarios that ship, no word of English is left. */
import { expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import {
  answer,
  answerIn,
  type Chart,
  chartsOf,
  driversOf,
  localiseStudy,
  type Model,
  readQuestion,
  type SolveResult,
  solveChart,
  solveFor,
  studyCharts,
  subjectsOf,
  textWidth,
  tornadoChart,
} from '../../src/index.ts';
import { answerOf, SCENARIOS } from '../files.ts';
import { BASE, LEDGER, resultOf, STUDY, studyOf } from '../study.ts';
import { ensembleOfFile } from './ensembles.ts';
import { chartsAsked, SENSITIVITIES } from './sensitivities.ts';
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
  const svg = await renderSvg(chart.spec, textWidth);
  expect(cut(textBoxes(svg), svg)).toEqual([]);
  expect(overlaps(textBoxes(svg))).toEqual([]);
  const texts = [...svg.matchAll(/>([^<>]+)<\//g)].map(([, text]) =>
    text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
  );
  return [...texts, ...wordsIn(chart)].filter((text) =>
    /[A-Za-z]{2,}/.test(KEPT.reduce((left, kept) => left.replace(kept, ''), text)),
  );
}

/** What a chart says apart from its picture: its title and alternative text, and its panels. */
function wordsIn({ title, alt, panels }: Chart): string[] {
  const ofPanels = panels.flatMap(({ title: name, unit, across, lines }) => [
    ...[name, unit, ...(across.kind === 'rows' ? [across.head, ...across.labels] : [])],
    ...(across.kind === 'times' ? [across.unit] : []),
    ...lines.flatMap((line) => [line.name, ...(line.texts ?? [])]),
  ]);
  return [title, alt, ...ofPanels];
}

test.each(Object.entries(STUDIES))('the charts of a study, %s, have no word of English', async (_, files) => {
  const study = studyOf({ ...FILES, ...files });
  const charts = studyCharts(localiseStudy(await resultOf(study, { runs: 12 }), 'zh'), undefined, 'zh');
  const { scenario } = study.open(study.variants[0]);
  const base = scenario && answer(scenario);
  const drivers = base?.ok
    ? driversOf(base.value, subjectsOf({ model: base.value.run.model, metrics: base.value.metrics })[0] ?? '')
    : undefined;
  const tornado = base?.ok && drivers ? tornadoChart(base.value.run.model, drivers, 'zh') : undefined;
  expect(charts.length).toBeGreaterThan(0);
  for (const chart of [...charts, ...(tornado ? [tornado] : [])])
    expect(await leftovers(chart), chart.name).toEqual([]);
});

async function solved(base: string, until: string, to: string): Promise<SolveResult> {
  const read = (path: string) => (path === 'base.yaml' ? { text: base } : { text: FILES['figures.yaml'] });
  const { question } = readQuestion('base.yaml', { vary: 'stockpiles.magnets.initial', to }, read);
  if (question === undefined) throw new Error('no question');
  const found = await solveFor(question, { aim: 'least', that: until }, { runs: 12 });
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
  expect(await leftovers(solveChart(await solved(base, until, to), 'zh'))).toEqual([]);
});

test('a duration that is varied has its unit in Chinese', async () => {
  const found = await solved(SURE, OF_CARS('fill_rate >= 90%'), '300 days');
  expect(found.unit).toBe('days');
  expect(await leftovers(solveChart(found, 'zh'))).toEqual([]);
});

/** Everything that a file calls its things, the longest first: titles, ids as words, units, products, phases, events. */
function namesOf({ scenario }: Model): string[] {
  const kinds = [scenario.demands, scenario.stockpiles, scenario.flows, scenario.licences, scenario.observations];
  const titles = kinds.flatMap((kind) => kind.map(({ title }) => title));
  const phases = scenario.licences.flatMap((licence) => (licence.phases ?? []).map(({ title }) => title ?? ''));
  const units = scenario.stockpiles.map(({ unit }) => unit.name);
  const products = scenario.demands.map(({ product }) => product ?? '');
  const assumptions = scenario.assumptions.flatMap(({ id, title }) => [id, title]);
  const events = scenario.events.map(({ title }) => title);
  const all = ['USD', scenario.title, ...titles, ...phases, ...units, ...products, ...assumptions, ...events];
  return all.filter((name) => name !== '').sort((one, other) => other.length - one.length);
}

/** Words of English in a text that are no names of the file; a name that is cut ends in dots. */
function foreign(text: string, names: readonly string[]): string[] {
  const left = names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  return left.match(/[A-Za-z]{2,}/g) ?? [];
}

/** Units that are the same in both languages, the longest first. */
const UNITS = ['USD', 'kg'];

/** Every text that a specification draws. */
function textsOf(spec: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(spec, (key, value) => {
    if (key === 'text' && typeof value === 'string') found.push(value);
    if ((key === 'text' || key === 'subtitle') && Array.isArray(value)) found.push(...(value as string[]));
    if (key === 'labelExpr') found.push(...((value as string).match(/'[^']*'/g) ?? []));
    return value;
  });
  return found.filter((text) => !text.startsWith("'~") && !text.startsWith("',"));
}

test.each(SCENARIOS.flatMap((file) => [[file, 1] as const, [file, 4] as const]))(
  'the charts of %s in %i runs have no word of English',
  (file, runs) => {
    const drawn = runs > 1 ? ensembleOfFile(file, runs) : { ...answerOf(file), ensemble: undefined };
    const { ensemble } = drawn;
    const answer = answerIn(drawn.answer, 'zh');
    const { model } = answer.run;
    const charts = chartsOf({ ...answer, model, ensemble }, undefined, 'zh');
    const drivers = driversOf(answer, model.scenario.demands[0]?.id ?? '');
    const tornado = drivers && tornadoChart(model, drivers, 'zh');
    expect(charts.length).toBeGreaterThan(3);
    for (const chart of [...charts, ...(tornado ? [tornado] : [])]) {
      const shown = [chart.spec, chart.narrow].flatMap(textsOf).filter((text) => !text.startsWith('%'));
      const left = [...wordsIn(chart), ...shown].flatMap((text) => foreign(text, UNITS));
      expect({ [chart.name]: [...new Set(left)] }).toEqual({ [chart.name]: [] });
    }
  },
);

test.each(Object.entries(SENSITIVITIES))('the charts of a sensitivity, %s, have no word of English', async (_, ask) => {
  const asked = await ask();
  for (const chart of chartsAsked(asked, 'zh')) {
    const left = wordsIn(chart).flatMap((text) => foreign(text, namesOf(asked.model)));
    expect({ [chart.name]: left }).toEqual({ [chart.name]: [] });
  }
});
