/** What docs/ says of numbers is what the program gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seriesCsv } from '../src/index.ts';
import { metricsIn } from '../src/metrics/measures.ts';
import { answerOf, ROOT } from './files.ts';
import { metric, run, series } from './run.ts';

const page = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');

const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page('model.md')) ?? [];
const answer = run(example);
const at = (id: string, variable: string, step: number) => Number(series(answer, id, variable)[step]?.toFixed(3));

test('the worked example of the model comes step by step to what the page says', () => {
  expect(at('magnets', 'forecast', 0)).toBe(52.895);
  expect([at('imports', 'received', 0), at('imports', 'shipped', 0), at('magnets', 'on_hand', 0)]).toEqual([
    52.895, 52.895, 317.372,
  ]);
  expect([8, 9].map((step) => at('imports', 'shipped', step))).toEqual([52.895, 0]);
  expect([13, 14].map((step) => at('imports', 'received', step))).toEqual([52.895, 0]);
  expect([19, 20].map((step) => at('car_makers', 'served', step))).toEqual([52.895, 0]);
  expect(metric(answer, 'demands.car_makers.time_to_survive')).toBe(140);
  expect([at('imports', 'shipped', 35), at('imports', 'received', 40)]).toEqual([125.626, 125.626]);
  expect(at('magnets', 'on_hand', 40)).toBe(72.731);
  expect(metric(answer, 'demands.car_makers.longest_spell')).toBe(140);
  expect(metric(answer, 'demands.car_makers.shortage')).toBeCloseTo(1057.9, 1);
  expect(metric(answer, 'demands.car_makers.fill_rate')).toBeCloseTo(1 - 20 / 105, 9);
});

/** Every kind of metric: a demand that waits and answers to a price, and all that costs or is worth something. */
const EVERYTHING = {
  ...{ version: 2, title: 'everything', start: '2025-01-06', horizon: '4 weeks', units: ['car'] },
  stockpiles: { shelf: { initial: '20 t', price: '5 USD/kg', holding: '10%/year' } },
  flows: { lane: { to: 'shelf', cost: '2 USD/kg', capacity: '9 t/week', standby: '1 USD/kg', licence: 'permit' } },
  licences: { permit: { phases: [{ from: '2025-01-06' }] } },
  markets: { prices: { of: ['shelf'], elasticity: 0.5 } },
  demands: {
    cars: {
      ...{ from: 'shelf', rate: '2000 car/week', uses: '5 kg/car', worth: '900 USD/car', unmet: 'backordered' },
      elasticity: 0.5,
    },
  },
};

test('every metric that a run has is defined, and none that it has not', () => {
  const models = [answer, run(EVERYTHING)].map((one) => one.run.model);
  const observed = answerOf('scenarios/april-2025-controls.yaml').answer.metrics;
  const all = [...models.flatMap(metricsIn), ...observed.filter(({ path }) => path.startsWith('observations.'))];
  const names = all.map(({ path }) => path.replace(/^(\w+)\.\w+\.(\w+)$/, '$1.*.$2'));
  const defined = [...page('metrics.md').matchAll(/^\| `([\w.*]+)` \|/gm)].map(([, name = '']) =>
    name.includes('.') ? name : `demands.*.${name}`,
  );
  expect(defined.sort()).toEqual([...new Set(names)].sort());
});

test('the scenario that shows the format is sound, and expects what is so', () => {
  const [, shown = ''] = /```yaml\n([\s\S]*?)```/.exec(page('formats.md')) ?? [];
  const { verdicts } = run(shown);
  expect(verdicts.map(({ that, met }) => [that, met])).toEqual([['demands.car_makers.fill_rate < 100%', true]]);
});

test('the table of series names the variables that series.csv has, in their order', () => {
  const table = page('results.md').split('| kind | variables |')[1]?.split('\n\n')[0] ?? '';
  const named = [...table.matchAll(/`(\w+)`/g)].map(([, variable]) => variable);
  const written = seriesCsv(answer.dates, answer.series).split('\n').slice(1, -1);
  const variables = written.filter((row) => row.startsWith('2025-04-04')).map((row) => row.split(',')[3]);
  expect(named).toEqual([...new Set(variables)]);
});
