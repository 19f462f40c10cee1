/** What charts say, as data and in both languages; what they draw is the same in each. */
import { expect, test } from 'vitest';
import type { Chart } from '../../src/index.ts';
import { parseDate } from '../../src/quantity/calendar.ts';
import type { LowStock, ShortUser } from '../../src/report/text/chart-text.ts';
import type { ChartText } from '../../src/report/text/en-charts.ts';
import { chartTextOf } from '../../src/report/text/languages.ts';
import { ensembleChartsFor, uncertain } from './ensembles.ts';
import { chartsFor, magnets } from './magnets.ts';

const EN = chartTextOf('en');
const ZH = chartTextOf('zh');
const day = (date: string) => parseDate(date) as number;
const TONNES = { name: 't', scale: 1, base: 't' };

const USER: ShortUser = {
  ...{ title: 'car makers', isEnsemble: false, odds: 1, shortage: 764, spread: undefined, unit: TONNES },
  ...{ lost: { count: 332_000, product: 'vehicle' }, isBackordered: false },
  ...{ days: 140, spells: 2, first: day('2025-07-04'), isOpen: true, peak: 0.75 },
};
const LIKELY: ShortUser = { ...USER, isEnsemble: true, odds: 0.73, shortage: 2159, spread: { low: 202, high: 3982 } };
const STOCK: LowStock = {
  ...{ title: 'magnets', opens: 42, lowest: 6.4, spread: { low: 2.7, high: 10.8 }, day: undefined, isEnsemble: true },
};
const HEADLINE = {
  from: day('2025-01-03'),
  to: day('2026-07-17'),
  runs: 1000,
  others: [],
  branches: [],
  hangsOn: undefined,
};

test.each<[string, (text: ChartText) => string, string, string]>([
  [
    'a user in the central run',
    ({ shortages }) => shortages.headline({ ...HEADLINE, runs: undefined, subject: USER }),
    'Car makers would be short for 20 weeks in all, first from 4 July 2025, and lack 764 t; 332,000 vehicles not made',
    'car makers从 2025年7月4日起短缺 20 周（分 2 段），缺 764 t，少生产 33.2 万辆',
  ],
  [
    'a user over an ensemble, by its mean and what nine of ten runs are',
    ({ shortages }) => shortages.headline({ ...HEADLINE, subject: LIKELY }),
    'Car makers would run short in 73 % of runs, and lack 2,159 t on average (5 to 95 % of runs: 202 to 3,982 t); 332,000 vehicles not made',
    'car makers在 73 % 的模拟中出现短缺，平均缺 2,159 t（5 % 至 95 % 区间：202 至 3,982 t），少生产 33.2 万辆',
  ],
  [
    'a user whose branches a chance tells apart',
    ({ shortages }) =>
      shortages.headline({
        ...{ ...HEADLINE, subject: LIKELY },
        branches: [
          { title: 'licences are renewed', odds: 0.4, shortage: 259 },
          { title: 'they lapse', odds: 0.6, shortage: 3474 },
        ],
      }),
    'Car makers would lack 2,159 t on average: 259 t if licences are renewed (40 %), 3,474 t if they lapse (60 %)',
    'car makers平均缺 2,159 t：若licences are renewed（40 %）为 259 t，若they lapse（60 %）为 3,474 t',
  ],
  [
    'a user that waits',
    ({ shortages }) => shortages.note({ ...USER, isBackordered: true, spells: 1, isOpen: false }),
    'short for 20 weeks; at worst 75 %; waits for 764 t; 332,000 vehicles made late',
    '短缺 20 周；最严重时缺 75 %；共延迟 764 t；推迟生产 33.2 万辆',
  ],
  [
    'nobody',
    ({ shortages }) => shortages.headline({ ...HEADLINE, subject: undefined }),
    'Nobody would be short in any of 1,000 runs between 3 January 2025 and 17 July 2026',
    '2025年1月3日至 2026年7月17日：在 1,000 次模拟中无人短缺',
  ],
  [
    'others than the one that the scenario is about',
    ({ shortages }) => shortages.headline({ ...HEADLINE, subject: { ...LIKELY, odds: 0 }, others: ['airlines'] }),
    'Car makers would not be short in any of 1,000 runs; airlines would',
    'car makers在 1,000 次模拟中不会短缺；airlines会短缺',
  ],
  [
    'the lows of a stock',
    ({ supply }) => supply.falls(STOCK),
    'Magnets: 42 days of supply would fall to a median low of 6.4 days (5 to 95 % of runs: 2.7 to 11 days)',
    'magnets：可用 42 天的库存最低降至 6.4 天，为中位数（5 % 至 95 % 区间：2.7 至 11 天）',
  ],
  [
    'a stock that is used up in nearly every run',
    ({ supply }) => supply.falls({ ...STOCK, lowest: 0, spread: { low: 0, high: 0 } }),
    'Magnets: 42 days of supply would be used up in at least 95 % of runs',
    'magnets：可用 42 天的库存在至少 95 % 的模拟中用尽',
  ],
  [
    'a count that is large',
    ({ shortages }) => shortages.note({ ...LIKELY, lost: { count: 8_690_000, product: 'vehicle' } }),
    'short in 73 % of runs; lacks 2,159 t on average (5 to 95 % of runs: 202 to 3,982 t); 8.69 million vehicles not made',
    '73 % 的模拟中短缺；平均缺 2,159 t（5 % 至 95 % 区间：202 至 3,982 t）；少生产 869 万辆',
  ],
  [
    'names that hold words, dates and commas',
    ({ common, quantities }) =>
      common.named('Never short', quantities.list(['Research and development', 'May 2025 to June, open; closed'])),
    'Never short: Research and development and May 2025 to June, open; closed.',
    'Never short：Research and development和May 2025 to June, open; closed。',
  ],
  [
    'an assumption that moves more than half',
    ({ sensitivity }) =>
      sensitivity.tornado({
        ...{ assumption: 'renewed', metric: 'm', least: '259 t', greatest: '3,474 t', share: 0.93, isOneSided: false },
      }),
    'What decides is “renewed”: moved alone, it takes the m from 259 t to 3,474 t',
    '“renewed”起决定作用：单独变动时，m在 259 t 与 3,474 t 之间',
  ],
  [
    'an assumption that moves little, to one side',
    ({ sensitivity }) =>
      sensitivity.tornado({
        ...{ assumption: 'share', metric: 'm', least: '2,618 t', greatest: '2,686 t', share: 0.025, isOneSided: true },
      }),
    'What matters most is “share”: moved alone, it takes the m from 2,618 t to 2,686 t, a difference of 3 %, both ends on one side of the central run',
    '“share”影响最大：单独变动时，m在 2,618 t 与 2,686 t 之间，相差 3 %，两端都在中心情形的同一侧',
  ],
])('of %s', (_, sentence, english, chinese) => {
  expect(sentence(EN)).toBe(english);
  expect(sentence(ZH)).toBe(chinese);
});

const drawn = (language: 'en' | 'zh') => [
  ...chartsFor(magnets(), language),
  ...ensembleChartsFor(uncertain(magnets()), 12, language),
];

test('what is drawn is the same in both languages but for its words', () => {
  const data = ({ spec }: Chart) => JSON.stringify(spec).match(/"values":\[\{"(?:date|runs|flow)".*?\]/g);
  expect(drawn('zh').map(data)).toEqual(drawn('en').map(data));
});

test('panels hold the same numbers in both languages', () => {
  const numbers = ({ panels }: Chart) => panels.map(({ lines }) => lines.map(({ values }) => values));
  expect(drawn('zh').map(numbers)).toEqual(drawn('en').map(numbers));
});

test('a panel has a value at each of its places, and a unit or a share', () => {
  for (const { name, panels } of drawn('en')) {
    expect(panels.length, name).toBeGreaterThan(0);
    for (const { across, lines } of panels) {
      const places = across.kind === 'rows' ? across.labels : across.kind === 'times' ? across.times : across.days;
      for (const { values } of lines) expect(values, name).toHaveLength(places.length);
    }
  }
});
