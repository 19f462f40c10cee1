/** What docs/ says of numbers is what the program gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { metricsIn } from '../src/metrics/measures.ts';
import { ROOT } from './files.ts';
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

/** A run that has what the worked example has not. */
const dear = run({
  ...{ version: 2, title: 'dear', start: '2025-04-04', horizon: '4 weeks' },
  stockpiles: { magnets: { cover: '6 weeks' } },
  flows: { imports: { to: 'magnets' } },
  demands: { car_makers: { from: 'magnets', rate: '10 t/week', unmet: 'backordered', elasticity: 0.2 } },
  markets: { magnets: { of: ['magnets'], elasticity: 0.3 } },
});

test('every metric that a run has is defined, and none that it has not', () => {
  const all = [answer, dear].flatMap(({ run: { model } }) => metricsIn(model));
  const names = all.map(({ path }) => path.replace(/^(\w+)\.\w+\.(\w+)$/, '$1.*.$2'));
  const defined = [...page('metrics.md').matchAll(/^\| `([\w.*]+)` \|/gm)].map(([, name = '']) =>
    name.includes('.') ? name : `demands.*.${name}`,
  );
  expect(defined.sort()).toEqual([...new Set(names)].sort());
});
