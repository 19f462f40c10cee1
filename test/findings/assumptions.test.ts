/** What assumptions are: on whose word, whether they follow from others, and how a report says what else they may be. */
import { expect, test } from 'vitest';
import { assumptionFindings } from '../../src/index.ts';
import { rangeText, valueReader } from '../../src/report/text/assumption-values.ts';
import { EN } from '../../src/report/text/en.ts';
import { ZH } from '../../src/report/text/zh.ts';
import { run } from '../run.ts';

const {
  run: { model },
} = run({
  ...{ version: 2, title: 'Assumptions', start: '2025-01-06', horizon: '4 weeks', units: ['wafer'] },
  assumptions: {
    per_wafer: '12 g/wafer',
    twice: '2 * per_wafer',
    sourced: { value: '9 weeks', source: 'a rule' },
    review: { triangular: ['6 weeks', '9 weeks', '17 weeks'], source: 'practice' },
    growth: { uniform: ['2%', '4%'], why: 'a guess' },
    noise: { normal: [10, 2] },
    scale: { lognormal: [10, 2], why: 'a guess' },
    renewed: { chance: '40%', why: 'nobody knows' },
    route: {
      choice: [
        ['1 t/day', 3],
        ['2 t/day', 1],
      ],
      source: 'press',
    },
  },
  stockpiles: { shelf: { initial: '20 t' } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
});

test('an assumption rests on what the file names, and a literal follows from nothing', () => {
  expect(
    Object.fromEntries(assumptionFindings(model).map(({ id, support, formula }) => [id, [support, formula]])),
  ).toEqual({
    growth: ['judgement', undefined],
    noise: ['nothing', undefined],
    per_wafer: ['nothing', undefined],
    renewed: ['judgement', undefined],
    review: ['source', undefined],
    route: ['source', undefined],
    scale: ['judgement', undefined],
    sourced: ['source', undefined],
    twice: ['formula', '2 * per_wafer'],
  });
});

const rangesIn = (words: typeof EN) =>
  Object.fromEntries(
    assumptionFindings(model).map((one, position) => [
      one.title,
      rangeText(one, valueReader(model.scenario.assumptions[position], words), words),
    ]),
  );

test('what else it may be is said in words, in both languages', () => {
  expect(rangesIn(EN)).toMatchInlineSnapshot(`
    {
      "growth": "2 to 4 %, all equally likely",
      "noise": "normal: mean 10, standard deviation 2",
      "per wafer": "one value",
      "renewed": "yes: 40 %; else no",
      "review": "6 to 17 weeks, most likely 9 weeks",
      "route": "365 t/year: 75 %; 731 t/year: 25 %",
      "scale": "lognormal: median 10, two times in three 5 to 20",
      "sourced": "one value",
      "twice": "follows from others",
    }
  `);
  expect(rangesIn(ZH)).toMatchInlineSnapshot(`
    {
      "growth": "2 至 4 %，各值可能性相同",
      "noise": "正态分布：均值 10，标准差 2",
      "per wafer": "单一取值",
      "renewed": "是：40 %；否则否",
      "review": "6 至 17 周，最可能为 9 周",
      "route": "365 t/年：75 %；731 t/年：25 %",
      "scale": "对数正态分布：中位数 10，约三分之二的情形为 5 至 20",
      "sourced": "单一取值",
      "twice": "由其他假设推出",
    }
  `);
});
