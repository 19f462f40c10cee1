/** The chart and the report of a stress test: whole in both languages, wide and narrow, whatever there is to show. */
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import {
  LANGUAGES,
  modelIn,
  readStressQuestion,
  type StressFound,
  stress,
  stressChart,
  stressReport,
  textWidth,
} from '../../src/index.ts';
import { run } from '../run.ts';
import { cut, overlaps, struck, textBoxes } from './text-boxes.ts';

/** So many users, each with a lane of its own from one plant, and with much or little in stock. */
function users(count: number, cover: (n: number) => string, name = (n: number) => `Users number ${n}`): object {
  const each = Array.from({ length: count }, (_, n) => n);
  const all = <T>(make: (n: number) => T) => Object.fromEntries(each.map((n) => [`u${n}`, make(n)]));
  return {
    ...{ version: 2, title: { en: 'Many users', zh: '许多用户' }, start: '2025-01-01', horizon: '70 weeks' },
    stockpiles: {
      works: { cover: '3 weeks', material: 'magnet', place: 'China' },
      ...all((n) => ({ cover: cover(n), material: 'magnet', place: 'US', title: name(n) })),
    },
    flows: {
      plant: { to: 'works', title: { en: 'The magnet plants of the whole country', zh: '全国磁体厂' } },
      ...all((n) => ({ from: 'works', to: `u${n}`, lead: '2 weeks', title: `Lane to ${name(n)}` })),
    },
    demands: all((n) => ({ from: `u${n}`, rate: '10 t/week', title: name(n) })),
  };
}

const CASES = {
  'one user': users(1, () => '4 weeks'),
  'more users than there are panels': users(7, (n) => `${n + 1} weeks`),
  'users whom nothing can hurt': users(2, () => '69 weeks'),
  'users of whom one survives': users(2, (n) => `${n * 65 + 2} weeks`),
  'names that are too long': users(
    2,
    () => '4 weeks',
    (n) => `${'makers of permanent magnets and '.repeat(5)} ${n}`,
  ),
};

describe.each(Object.entries(CASES))('%s', (_, scenario) => {
  const { model } = run(scenario).run;
  const question = readStressQuestion(model, { of: 'all', weeks: undefined, world: 'undisturbed' });
  const answer = question.ok ? stress(model, question.value) : question;
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));

  test.each(LANGUAGES)('%s: all text is whole and apart, and every number is said', async (language) => {
    const found: StressFound = { ...answer.value, model: modelIn(answer.value.model, language) };
    const chart = stressChart(found, language);
    for (const [drawn, width] of [[chart.spec, '800'] as const, [chart.narrow, '380'] as const]) {
      const svg = await renderSvg(drawn as typeof chart.spec, textWidth);
      const boxes = textBoxes(svg);
      expect(overlaps(boxes)).toEqual([]);
      expect(cut(boxes, svg)).toEqual([]);
      expect(struck(boxes, svg)).toEqual([]);
      expect(/width="(\d+)"/.exec(svg)?.[1]).toBe(width);
    }
    const report = stressReport(
      { found, charts: [chart], undrawn: [], command: 'chokepoint stress', files: [] },
      language,
    );
    expect(JSON.stringify([chart, report])).not.toMatch(/undefined|NaN|Infinity/);
    expect(chart.alt.startsWith(chart.title)).toBe(true);
  });
});
