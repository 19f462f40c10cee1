/** Charts of prices, quotas, states of processes and money: what they say, in both languages. */
import { describe, expect, test } from 'vitest';
import { answerSentence, type Chart, chartsOf } from '../../src/index.ts';
import { metric, run, series } from '../run.ts';

/** A lane that is cut to a quota of 100 t in half a year while a strait is shut for some weeks; users answer to the price. */
const SCENARIO = {
  ...{ version: 2, title: 'Money', start: '2025-01-06', horizon: '52 weeks', units: ['car'], discount: '5%' },
  stockpiles: { shelf: { title: 'The shelf', initial: '6 weeks', price: '60 USD/kg', holding: '10%/year' } },
  flows: { lane: { title: 'The lane', to: 'shelf', cost: '40 USD/kg', lead: '2 weeks', licence: 'gate' } },
  licences: {
    gate: {
      title: 'The gate',
      phases: [{ from: '2025-03-03', title: 'a quota', limit: '200 t/year', per: '26 weeks' }],
    },
  },
  processes: {
    strait: {
      ...{ title: 'The strait', states: ['open', 'shut'], begins: 'open', moves: { open: { shut: '1%' } } },
      central: { '2025-05-05': 'shut', '2025-06-02': 'open' },
    },
  },
  events: [{ date: '2025-03-03', scale: { 'flows.lane.share': '1 - is(strait, shut)' } }],
  markets: { prices: { title: 'Shelves', of: ['shelf'], elasticity: 0.5 } },
  demands: {
    cars: {
      title: 'Cars',
      from: 'shelf',
      rate: '2000 car/week',
      uses: '5 kg/car',
      worth: '900 USD/car',
      elasticity: 0.3,
    },
  },
};

const answer = run(SCENARIO);
const given = { model: answer.run.model, dates: answer.dates, series: answer.series, metrics: answer.metrics };
const charts = { en: chartsOf(given), zh: chartsOf(given, undefined, 'zh') };
const chart = (name: Chart['name'], language: 'en' | 'zh' = 'en') =>
  charts[language].find((one) => one.name === name) as Chart;

test('headlines say how high the price rises, how long a quota is used up, and what is lost and paid', () => {
  const titles = (language: 'en' | 'zh') =>
    (['prices', 'quotas', 'money'] as const).map((name) => chart(name, language).title);
  expect(titles('en')).toMatchInlineSnapshot(`
    [
      "The price of “Shelves” would rise to 9.6 times its earlier level on 29 December 2025",
      "The quota of “The gate” would be used up for 21 weeks",
      "Users would lose 26.5 million USD; the costs would come to 15.8 million USD",
    ]
  `);
  expect(titles('zh')).toMatchInlineSnapshot(`
    [
      "“Shelves”的价格在 2025年12月29日升至原价的 9.6 倍",
      "“The gate”的配额用尽 21 周",
      "用户损失为 2,650 万 USD，成本为 1,580 万 USD",
    ]
  `);
});

test('a price that comes to the ceiling of its market is told as that: the model does not say how high it would go', () => {
  const held = run({ ...SCENARIO, markets: { prices: { ...SCENARIO.markets.prices, ceiling: 5 } } });
  const [en, zh] = (['en', 'zh'] as const).map((language) =>
    chartsOf({ ...held, model: held.run.model }, undefined, language).find(({ name }) => name === 'prices'),
  );
  expect(en?.title).toMatch(
    /^The price of “Shelves” would rise to the ceiling of the model, 5 times its earlier level on /,
  );
  expect(zh?.title).toMatch(/升至模型所设上限，即原价的 5 倍$/);
});

test('what is forgone stands beside what is lacked, of the need that both are a share of', () => {
  expect([answerSentence(answer, undefined, 'en'), answerSentence(answer, undefined, 'zh')]).toMatchInlineSnapshot(`
    [
      "Cars would lack 44.2 t, and forgo 120 t for the price, together 31.5 % of the need, and first run short on 28 July 2025, 29 weeks after the disruption; 8,833 cars would not be made.",
      "Cars将缺 44.2 t，另因涨价放弃 120 t，合占其需求的 31.5 %，2025年7月28日（中断发生 29 周后）首次短缺，少生产 8,833 car。",
    ]
  `);
  const [shortage, forgone] = [metric(answer, 'demands.cars.shortage'), metric(answer, 'demands.cars.forgone')];
  expect((Number(shortage) + Number(forgone)) / (10 * 52)).toBeCloseTo(Number(metric(answer, 'demands.cars.want')), 9);
});

test('the panels of prices hold the price index and what is forgone', () => {
  const [price, forgone] = chart('prices').panels;
  const highest = Math.max(...series(answer, 'prices', 'price_index'));
  expect(highest).toBeGreaterThan(2);
  expect(Math.max(...(price.lines[0].values as number[]))).toBeCloseTo(highest, 1);
  expect(forgone.title).toBe('Forgone by Cars');
  expect(Math.max(...(forgone.lines[0].values as number[]))).toBeCloseTo(
    Math.max(...series(answer, 'cars', 'forgone')),
    2,
  );
});

test('what is used of a quota and what is left come to the quota in every step of its period', () => {
  const [panel] = chart('quotas').panels;
  const [left, used] = panel.lines;
  const wholes = left.values.flatMap((value, n) => (value === null ? [] : [value + (used.values[n] as number)]));
  const quota = (200 * 26 * 7) / 365.25;
  for (const whole of wholes) expect(Math.abs(whole / quota - 1)).toBeLessThan(0.005);
  expect(Math.max(...(left.values as number[]))).toBeLessThan(quota);
});

test('every amount of money is a row, and they come to cost and loss together', () => {
  const [{ across, lines, unit }] = chart('money').panels;
  expect(unit).toBe('USD');
  expect(across.kind === 'rows' && across.labels).toEqual([
    ...['Supply', 'Holding stocks', 'Stocks used up', 'Lost by Cars', 'Forgone by Cars'],
  ]);
  const sum = (lines[0].values as number[]).reduce((total, value) => total + value, 0);
  expect(sum / (metric(answer, 'total.cost_and_loss') as number)).toBeCloseTo(1, 9);
});

test('of users whose loss has no value none is told, and they are named', () => {
  const scenario = {
    ...{ version: 2, title: 'Valued and not', start: '2025-01-06', horizon: '20 weeks' },
    stockpiles: { shelf: { initial: '10 t', price: '5 USD/t' } },
    flows: { lane: { to: 'shelf', capacity: '2 t/week', cost: '1 USD/t' } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
  };
  const chartOf = (demands: object) => {
    const { run: own, dates, series: all, metrics } = run({ ...scenario, demands });
    const money = chartsOf({ model: own.model, dates, series: all, metrics }).find(({ name }) => name === 'money');
    return { title: money?.title, spec: JSON.stringify(money?.spec) };
  };
  const without = chartOf(scenario.demands);
  expect(without.title).toMatch(/^The costs would come to [\d.]+ USD$/);
  expect(without.spec).toContain('no loss is counted, since no value is given: ');
  const valued = chartOf({ users: { ...scenario.demands.users, worth: '100 USD/t' } });
  expect(valued.title).toMatch(/^Users would lose [\d,.]+ USD; the costs would come to [\d.]+ USD$/);
  expect(valued.spec).not.toContain('no loss is counted');
});

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  test('the states of a process stand above the panels, with its name', () => {
    const text = JSON.stringify(chart('prices', language).spec);
    for (const word of ['The strait', 'open', 'shut']) expect(text).toContain(`"${word}"`);
  });
});

test('nothing of them is drawn where a file has no market, no quota and no money', () => {
  const { price, holding, ...shelf } = SCENARIO.stockpiles.shelf;
  const { cost, licence, ...lane } = SCENARIO.flows.lane;
  const plain = run({
    ...{ version: 2, title: 'Plain', start: '2025-01-06', horizon: '20 weeks' },
    ...{ stockpiles: { shelf }, flows: { lane }, demands: { users: { from: 'shelf', rate: '10 t/week' } } },
  });
  const { run: own, dates, series: all, metrics } = plain;
  const names = chartsOf({ model: own.model, dates, series: all, metrics }).map(({ name }) => name);
  expect(names.filter((name) => ['prices', 'quotas', 'money'].includes(name))).toEqual([]);
});
