/** Charts in Chinese: what is said of the same numbers, and that it stands apart and whole as in English. */
import { expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import { type Chart, chartIn, textWidth } from '../../src/index.ts';
import { chartSentence } from '../../src/report/text/zh-charts.ts';
import { ensembleChartsFor, uncertain } from './ensembles.ts';
import { chartsFor, magnets } from './magnets.ts';
import { cut, overlaps, textBoxes } from './text-boxes.ts';

const ENGLISH = [...chartsFor(magnets()), ...ensembleChartsFor(uncertain(magnets()), 12)];
const CHINESE = ENGLISH.map((chart) => chartIn(chart, 'zh'));

test.each(CHINESE.map((chart, place) => [chart.name, place, chart] as const))(
  '%s (%i): all text is whole and apart',
  async (_, __, { spec }) => {
    const svg = await renderSvg(spec, textWidth);
    expect(overlaps(textBoxes(svg))).toEqual([]);
    expect(cut(textBoxes(svg), svg)).toEqual([]);
  },
);

test('a chart in English is left as it is', () => {
  expect(ENGLISH.map((chart) => chartIn(chart, 'en'))).toEqual(ENGLISH);
});

test('what is drawn is the same in both languages but for its words', () => {
  const data = ({ spec }: Chart) => JSON.stringify(spec).match(/"values":\[\{"date".*?\]/g);
  expect(CHINESE.map(data)).toEqual(ENGLISH.map(data));
});

test('numbers of a sentence are those of the English one', () => {
  expect(
    [
      'US car makers would be short in every run: 2,966 t, 8.32 million vehicles lost in the median (5 to 95 %: 197 to 3,961 t)',
      'US car makers would hold out for 8 weeks in the median (5 to 95 %: 8 to 9 weeks)',
      'US car makers would be short for 9 weeks from 20 June 2025, and lose 536,000 vehicles. Also short: 3 others',
      'at most 892 t in the median, on 30 May 2025 (5 to 95 %: 647 to 1,199 t)',
      '5 to 95 % of 300 runs',
      'no pattern has this',
    ].map(chartSentence),
  ).toMatchInlineSnapshot(`
    [
      "US car makers在每次模拟中都会短缺：中位数为 2,966 t, 832 万辆（5 % 至 95 %：197 至 3,961 t）",
      "US car makers可支撑 8 周（中位数；5 % 至 95 %：8 至 9 周）",
      "US car makers从 2025年6月20日起将短缺 9 周，损失 536,000 辆。同样短缺：另有 3 个",
      "中位数最高 892 t（2025年5月30日；5 % 至 95 %：647 至 1,199 t）",
      "5–95 %（300 次）",
      "no pattern has this",
    ]
  `);
});

test('every title of a small case is in Chinese', () => {
  const untold = CHINESE.filter(({ title }) => !/\p{Script=Han}/u.test(title)).map(({ name }) => name);
  expect(untold).toEqual([]);
});
