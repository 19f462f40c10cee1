/** A study told in a language has its own texts in it, and those of its base. */
import { expect, test } from 'vitest';
import { localiseStudy } from '../../src/index.ts';
import { BASE, resultOf, studyOf } from '../study.ts';

test('titles of the study, its variants, its axes and the users are those of the language', async () => {
  const study = studyOf({
    'base.yaml': BASE.replace('title: Car makers', 'title: {en: Car makers, zh: 车企}').replace(
      'delay: {',
      'delay: {title: {en: delay, zh: 延误}, ',
    ),
    'study.yaml': `version: 2
title: {en: What helps, zh: 什么有用}
base: base.yaml
runs: 2
variants:
  more: {title: {en: more, zh: 更多}, about: {zh: 关于}, set: {stockpiles.magnets.initial: 70 t}}
grid:
  flows.lane.capacity: {values: [0 t/year], title: {en: the lane, zh: 航线}}
  assumptions.delay: [6 weeks]
`,
  });
  const result = await resultOf(study);
  const { scenario } = study.open(study.variants[0]);
  const texts = { study: study.translations, scenario: scenario?.translations ?? {} };
  const told = localiseStudy(result, 'zh', texts);
  expect([told.title, ...told.variants.slice(1).map(({ title, about }) => [title, about])]).toEqual([
    '什么有用',
    ['更多', '关于'],
    ['航线 0 t/年，延误 6 周', undefined],
  ]);
  expect([told.axes.map(({ title }) => title), told.demands.map(({ title }) => title)]).toEqual([
    ['航线', '延误'],
    ['车企'],
  ]);
  expect(localiseStudy(result, 'en', texts)).toEqual(result);
});

test('an axis of a field without a title of its own is named in the language, entity and field', async () => {
  const study = studyOf({
    'base.yaml': `${BASE.replace('title: The lane,', 'title: {en: The lane, zh: 航线}, lead: 1 week, licence: export,')}
licences:
  export: {title: {en: Export licence, zh: 许可}, phases: [{from: 2025-02-01, allow: 0}]}
`,
    'study.yaml': `version: 2
title: Which field
base: base.yaml
runs: 2
grid:
  flows.lane.lead: [1 week, 2 weeks]
  licences.export.phases[0].allow: [0%, 50%]
`,
  });
  const { scenario } = study.open(study.variants[0]);
  const result = await resultOf(study);
  const texts = { study: study.translations, scenario: scenario?.translations ?? {} };
  expect(result.axes.map(({ title }) => title)).toEqual([
    'The lane lead',
    'allow of the first phase of Export licence',
  ]);
  expect(localiseStudy(result, 'zh', texts).axes.map(({ title }) => title)).toEqual([
    ...['航线的运输时间', '许可的第 1 阶段的放行比例'],
  ]);
});
