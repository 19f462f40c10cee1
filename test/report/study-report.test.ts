/** The report of a study: what it answers, tells and carries, from results made by hand and by a study of two users. */
import { describe, expect, test } from 'vitest';
import {
  answer,
  driversOf,
  type Language,
  readStudy,
  runStudy,
  type StudyResult,
  studyCharts,
  studyJson,
  studyReport,
  subjectsOf,
} from '../../src/index.ts';
import { figuresOf, type Report } from '../../src/report/document/document.ts';

const BASE = `
version: 2
title: A harbour
start: 2025-01-03
horizon: 40 weeks
runs: 16
assumptions:
  stock: {uniform: [3 weeks, 8 weeks], source: a test}
stockpiles:
  ore: {cover: stock}
  salt: {cover: 20 weeks}
flows:
  ore_in: {to: ore, lead: 2 weeks, licence: gate, source: a test}
  salt_in: {to: salt, lead: 2 weeks, licence: gate, source: a test}
licences:
  gate: {phases: [{from: 2025-03-07, allow: 0}, {from: 2025-06-06}]}
demands:
  smelter: {title: The smelter, from: ore, rate: 5200 t/year, source: a test}
  kitchen: {title: The kitchen, from: salt, rate: 520 t/year, source: a test}
expect:
  - {that: demands.smelter.shortage <= 734 t, because: a test}
  - {that: demands.kitchen.shortage == 0 t, because: a test}
`;

const STUDY = `
version: 2
title: What would help the smelter
base: base.yaml
variants:
  twice: {title: more stock, about: The smelter keeps more., set: {assumptions.stock: 12 weeks}}
  same: {title: nothing new, set: {assumptions.stock: {uniform: [3 weeks, 8 weeks], source: a test}}}
`;

async function study(text: string): Promise<{ result: StudyResult; report: (language: Language) => Report }> {
  const files: Readonly<Record<string, string>> = { 'study.yaml': text, 'base.yaml': BASE };
  const { study: read, issues } = readStudy('study.yaml', (path) =>
    files[path] === undefined ? { missing: 'there is no such file' } : { text: files[path] },
  );
  if (read === undefined) throw new Error(JSON.stringify(issues));
  const conducted = await runStudy(read, { runs: undefined, seed: undefined, sampling: 'plain' });
  const { scenario } = read.open(read.variants[0]);
  const base = scenario && answer(scenario);
  if (!conducted.ok || !base?.ok) throw new Error('a study that could not be run');
  const result = conducted.value;
  const drivers = driversOf(
    base.value,
    subjectsOf({ model: base.value.run.model, metrics: base.value.metrics })[0] ?? '',
  );
  const told = { result, base: base.value, drivers, charts: studyCharts(result), ledger: new Map() };
  return { result, report: (language) => studyReport({ ...told, command: 'chokepoint compare', files: [] }, language) };
}

test('a user whom no policy moves has no table, and stands in a sentence with what it lacks', async () => {
  const pantry = STUDY.slice(0, STUDY.indexOf('  twice:'));
  const { report } = await study(
    `${pantry}  pantry: {title: a larger pantry, set: {stockpiles.salt.cover: 21 weeks}}\n`,
  );
  const blocks = report('en').sections.flatMap((section) => section.blocks);
  expect(blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : []))).not.toContain(
    'The smelter under each policy',
  );
  const prose = blocks.flatMap((block) => (block.kind === 'prose' ? [block.text.replaceAll('\u00a0', ' ')] : []));
  expect(prose).toContain('Under every policy the same go without, on average: The smelter 734 t.');
});

describe('a report of a study', async () => {
  const { result, report } = await study(STUDY);
  const english = report('en');
  const tables = english.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  const find = (caption: string) => tables.find((table) => table.caption === caption);

  test('says how the base fares, what helps most, and what each policy comes to', () => {
    expect(english.answer).toMatchInlineSnapshot(`
      [
        "In the base case shortage falls on The smelter, 734 t in all on average.",
        "What helps most is “more stock”: 634 t less shortage in all (95 % interval 560 to 708 t).",
        "Shortage in all, against the base: “more stock” 634 t less and “nothing new” the same.",
      ]
    `);
    expect(report('zh').answer).toMatchInlineSnapshot(`
      [
        "在基准情形下，The smelter出现短缺，平均共缺 734 t。",
        "帮助最大的是“more stock”：短缺总量减少 634 t（95 % 置信区间 560 至 708 t）。",
        "与基准相比，短缺总量：“more stock”减少 634 t，“nothing new”相同。",
      ]
    `);
  });

  test('tells what each policy is and sets', () => {
    expect(
      find('The policies that are compared')?.rows.map((row) => row.map(({ text }) => text)),
    ).toMatchInlineSnapshot(`
      [
        [
          "base case",
          "the base, with which the others are compared; from base.yaml",
        ],
        [
          "more stock",
          "sets assumptions.stock = 12 weeks; The smelter keeps more.",
        ],
        [
          "nothing new",
          "sets assumptions.stock.uniform = [3 weeks, 8 weeks]",
        ],
      ]
    `);
  });

  test('carries the very differences of summary.json, and none of the base', () => {
    const rows = find('All users together')?.rows ?? [];
    const total = result.variants.map(({ compared }) => compared.find(({ name }) => name === 'total_shortage'));
    expect(rows.map((row) => row[1]?.value)).toEqual(total.map((one) => one?.variant.mean));
    expect(rows[0]?.[2]?.value).toBeUndefined();
    expect(rows.slice(1).map((row) => row[2]?.value)).toEqual(total.slice(1).map((one) => one?.paired?.difference));
    expect(rows[2]?.[2]?.value).toBe(0);
  });

  test('says of each expectation in which share of replicates it holds under each policy, as summary.json does', () => {
    const table = find('The share of replicates in which each expectation holds, by policy');
    expect(table?.header.slice(1)).toEqual(result.variants.map(({ title }) => title));
    const written = JSON.parse(studyJson(result)).variants as { expectations: { probability: number }[] }[];
    for (const row of [0, 1]) {
      expect(table?.rows[row].slice(1).map(({ value }) => value)).toEqual(
        written.map(({ expectations }) => expectations[row].probability),
      );
    }
    const [base, twice] = written.map(({ expectations }) => expectations[0].probability);
    expect(base).toBeGreaterThan(0);
    expect(base).toBeLessThan(1);
    expect(twice).toBe(1);
  });

  test.each([
    ['en', 'What policies cost is not compared'],
    ['zh', '未比较各政策的成本'],
  ] as const)('in %s, says beside the table that costs without money are not compared', (language, sentence) => {
    const { blocks = [] } = report(language).sections.find(({ id }) => id === 'comparison') ?? {};
    const [table, note] = blocks;
    expect(table.kind).toBe('table');
    expect(note.kind === 'prose' && note.text.startsWith(sentence)).toBe(true);
  });

  test('tells of each user that is ever short, and of no other', () => {
    expect(find('The smelter under each policy')?.rows).toHaveLength(3);
    expect(find('The kitchen under each policy')).toBeUndefined();
  });

  test('lets every variant that is drawn over others be hidden, in its colour', () => {
    const overlaid = figuresOf(english).filter(({ variants }) => variants.length > 0);
    expect(overlaid.map(({ chart }) => chart.name)).toEqual(['study-shortages', 'study-survival']);
    for (const { variants, chart } of overlaid) {
      expect(variants.map(({ title }) => title)).toEqual(result.variants.map(({ title }) => title));
      const drawn = new Set(chart.panels.flatMap(({ lines }) => lines.map(({ variant }) => variant)));
      expect([...drawn].sort()).toEqual([0, 1, 2]);
    }
  });

  test('has in the panels of a chart what the result holds', () => {
    const [shortages] = figuresOf(english).filter(({ chart }) => chart.name === 'study-shortages');
    const line = shortages.chart.panels[0].lines.find(
      ({ variant, statistic }) => variant === 0 && statistic === 'mean',
    );
    const band = result.variants[0].bands.find(({ id }) => id === 'smelter');
    expect(Math.max(...((line?.values ?? []) as number[]))).toBeCloseTo(Math.max(...(band?.mean ?? [])), 3);
  });
});

test('a grid is told by its axes, and its policies are not listed one by one', async () => {
  const grid = 'grid: {assumptions.stock: [4 weeks, 8 weeks, 12 weeks]}';
  const { report } = await study(`version: 2\ntitle: How much stock\nbase: base.yaml\n${grid}\n`);
  const [policies] = report('en').sections;
  expect(policies.blocks.map((block) => (block.kind === 'table' ? block.rows.length : block))).toMatchInlineSnapshot(`
    [
      1,
      {
        "kind": "prose",
        "text": "Every one of 3 combinations of these values is a policy:",
      },
      {
        "items": [
          "assumptions.stock: 4 weeks, 8 weeks, 12 weeks",
        ],
        "kind": "points",
      },
    ]
  `);
});
