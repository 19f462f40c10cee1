/** How assumptions and metrics read in tables and on charts. */
import { expect, test } from 'vitest';
import { metricsOf } from '../../src/index.ts';
import type { Measure } from '../../src/metrics/measures.ts';
import { assumptionWords } from '../../src/report/sensitivity/assumption-words.ts';
import { metricWords } from '../../src/report/sensitivity/metric-words.ts';
import { chartTextOf } from '../../src/report/text/languages.ts';
import { run } from '../run.ts';
import { magnets } from './magnets.ts';

const { model } = run({
  ...{ version: 2, title: 'Words', start: '2025-01-01', horizon: '4 weeks', units: ['vehicle'] },
  assumptions: {
    wait: { uniform: ['5 days', '9 weeks'] },
    stock: { uniform: ['10 t', '90 t'] },
    dose: { uniform: ['1 kg/vehicle', '2 kg/vehicle'] },
    need: { uniform: ['5000 t/year', '9000 t/year'] },
    made: { uniform: ['1000000 vehicle/year', '2000000 vehicle/year'] },
    price: { uniform: ['10 USD/t', '20 USD/t'] },
    part: { uniform: ['10%', '20%'] },
    factor: { uniform: [1, 2], why: 'between nothing more and 100% more' },
    renewed: { chance: '40%' },
  },
  stockpiles: { ore: { title: 'Ore', cover: '4 weeks', unit: 'kg' } },
  flows: { mine: { title: 'The mine', to: 'ore' } },
  demands: { works: { title: 'Makers', from: 'ore', rate: '70 t/year' } },
}).run;

test.each([
  ['wait', 5, '5 days'],
  ['wait', 63, '9 weeks'],
  ['stock', 42.5, '42.5 t'],
  ['stock', 0.02, '20 kg'],
  ['stock', 0, '0 t'],
  ['dose', 0.0023, '2.3 kg/vehicle'],
  ['need', 5000 / 365.25, '5,000 t/year'],
  ['made', 1_200_000 / 365.25, '1,200,000 vehicle/year'],
  ['price', 12.5, '12.5 USD/t'],
  ['part', 0.125, '12.5 %'],
  ['factor', 1.25, '1.25'],
  ['renewed', 0, 'no'],
  ['renewed', 1, 'yes'],
])('%s at %d reads %s', (id, value, text) => {
  expect(assumptionWords(model).value(id)(value)).toBe(text);
});

test('the id of an assumption without a title is read as words', () => {
  const scenario = magnets();
  scenario['assumptions'] = { us_auto_cover: { uniform: [1, 2] } };
  expect(assumptionWords(run(scenario).run.model).name('us_auto_cover')).toBe('us auto cover');
});

test('in Chinese, values and metrics have Chinese units and names', () => {
  const text = chartTextOf('zh');
  const { value } = assumptionWords(model, text);
  const words = metricWords(
    model,
    { path: 'demands.works.time_to_survive', measure: 'duration', unit: 'days', value: 0 },
    text,
  );
  expect([
    value('wait')(63),
    value('made')(365_250 / 365.25),
    value('renewed')(1),
    words.name,
    words.value(70),
  ]).toEqual(['9 周', '365,250 辆/年', '是', 'Makers的支撑时间', '10 周']);
});

test('every metric has a Chinese name', () => {
  const { of } = chartTextOf('zh').metrics;
  const names = metricsOf(run(magnets()).run).map(({ path }) => path.split('.').at(-1) as string);
  expect([...new Set(names)].filter((name) => /[a-z]/.test(of(name, undefined)))).toEqual([]);
});

test.each<[string, Measure, string, number, string, string, string]>([
  ['demands.works.shortage', 'amount', 't', 1.5, 'shortage of Makers', '1,500 kg', 'kg'],
  ['stockpiles.ore.closing', 'amount', 't', 0.02, 'closing stock of Ore', '20 kg', 'kg'],
  ['flows.mine.shipped', 'amount', 't', 0.5, 'amount shipped of The mine', '500 kg', 'kg'],
  ['demands.works.lost_products', 'things', 'vehicle', 2, 'lost output of Makers', '2 vehicles', 'vehicles'],
  ['demands.works.fill_rate', 'share', '', 0.984, 'fill rate of Makers', '98.4 %', '%'],
  ['demands.works.time_to_survive', 'duration', 'days', 10, 'time to survive of Makers', '10 days', 'days'],
  ['demands.works.time_to_survive', 'duration', 'days', 70, 'time to survive of Makers', '10 weeks', 'weeks'],
  ['demands.works.time_to_recover', 'duration', 'days', 1461, 'time to recover of Makers', '4 years', 'years'],
  ['demands.works.time_to_recover', 'duration', 'days', Infinity, 'time to recover of Makers', 'never', 'years'],
  ['demands.works.peak_date', 'date', '', 20_000, 'date of the peak shortage of Makers', '4 Oct 2024', ''],
  ['demands.works.spells', 'count', '', 3, 'number of shortages of Makers', '3', ''],
  ['stockpiles.ore.unit_cost', 'money per amount', 'USD/t', 12.5, 'mean cost of Ore', '12.5 USD/t', 'USD/t'],
  ['total.supply_cost', 'money', 'USD', 2_500_000, 'cost of supply', '2.5 million USD', 'USD'],
])('%s, a %s in %s, of %d is the %s: %s, on an axis in %s', (path, measure, unit, value, name, text, axis) => {
  const words = metricWords(model, { path, measure, unit, value });
  expect([words.name, words.value(value), words.axis(value).unit]).toEqual([name, text, axis]);
});

test('shares differ by percentage points, and dates by durations', () => {
  const share = metricWords(model, { path: 'demands.works.fill_rate', measure: 'share', unit: '', value: 1 });
  const date = metricWords(model, { path: 'demands.works.peak_date', measure: 'date', unit: '', value: 1 });
  expect([share.difference(0.0388), date.difference(28)]).toEqual(['3.88 percentage points', '4 weeks']);
});
