import { describe, expect, test } from 'vitest';
import { type Issue, pathText, type Sensitivity } from '../../../src/index.ts';
import type { Metric } from '../../../src/metrics/measures.ts';
import { metricAsked } from '../../../src/metrics/sensitivity/asked.ts';
import { evaluation } from '../../../src/metrics/sensitivity/evaluate.ts';
import { drawSample } from '../../../src/metrics/sensitivity/sample.ts';
import { sensitivityOf } from '../../../src/metrics/sensitivity/sensitivity.ts';
import { run } from '../../run.ts';
import { evaluateBy, modelWith } from './models.ts';

const METRIC: Metric = { path: 'demands.works.shortage', measure: 'amount', unit: 't', value: 0 };

const ASSUMPTIONS = {
  none: { uniform: [0, 1] },
  part: { uniform: [0, 1] },
  renewed: { chance: '40%' },
  time: { triangular: [0, 1, 4] },
  sure: 3,
};

interface Asked {
  readonly metric?: (of: (id: string) => number) => number;
  readonly runs?: number;
  readonly seed?: string;
  readonly sobol?: boolean;
  readonly assumptions?: object;
}

function ask({ metric = weighted, runs = 256, seed = 'a seed', sobol = true, assumptions = ASSUMPTIONS }: Asked = {}) {
  const model = modelWith(assumptions);
  return sensitivityOf(model, { metric: METRIC, evaluate: evaluateBy(model, metric), runs, seed, sobol });
}

const weighted = (of: (id: string) => number) => 10 * of('time') - 20 * of('renewed') + 5 * of('part') + of('sure');

function answered(asked: Asked = {}): Sensitivity {
  const found = ask(asked);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

function issueOf(found: { readonly issues: readonly Issue[] }): string {
  return found.issues
    .map(({ code, path, expected, found: was, remedy }) => `${code} ${pathText(path)}: ${expected}, ${was}. ${remedy}`)
    .join('\n');
}

describe('a sensitivity', () => {
  test('knows a weighted sum: each part of the variance, its sign, and what is not used', () => {
    const { ranks, indices, varies } = answered({ runs: 2048 });
    // Variances: of a triangle (a² + m² + b² − am − ab − mb)/18 = 13/18, of a chance p(1 − p) = 0.24, of a range 1/12.
    const parts = { time: (100 * 13) / 18, renewed: 400 * 0.24, part: 25 / 12, none: 0 };
    const all = parts.time + parts.renewed + parts.part;
    const found = Object.fromEntries(
      indices?.map(({ assumption, first, total }) => [assumption, { first, total }]) ?? [],
    );
    for (const [id, part] of Object.entries(parts)) {
      expect(found[id].first.value, id).toBeCloseTo(part / all, 1);
      expect(Math.abs(found[id].total.value - part / all), id).toBeLessThan(0.02);
    }
    expect(varies).toBe(true);
    expect(indices?.map(({ assumption }) => assumption)).toEqual(['renewed', 'time', 'part', 'none']);
    const signs = ranks.map(({ assumption, correlation }) => [
      assumption,
      Math.sign(Math.round(20 * (correlation?.value ?? 0))),
    ]);
    expect(Object.fromEntries(signs)).toEqual({ renewed: -1, time: 1, part: 1, none: 0 });
  });

  test('has the rank correlations of a plain reckoning on the values drawn', () => {
    const model = modelWith(ASSUMPTIONS);
    const drawn = drawSample(model, 'a seed', 64, false);
    if (!drawn.ok) throw new Error('not drawn');
    const value = (id: string, one: number) =>
      drawn.value[model.scenario.assumptions.findIndex((each) => each.id === id) * 64 + one];
    // For values without ties: 1 − 6 Σd²/(n³ − n).
    const order = (values: number[]) => values.map((one) => values.filter((other) => other < one).length);
    const runs = Array.from({ length: 64 }, (_, one) => one);
    const times = order(runs.map((one) => value('time', one)));
    const metric = order(runs.map((one) => weighted((id) => value(id, one))));
    const squares = runs.reduce((sum, one) => sum + (times[one] - metric[one]) * (times[one] - metric[one]), 0);
    const found = answered({ runs: 64 }).ranks.find(({ assumption }) => assumption === 'time')?.correlation?.value;
    expect(found).toBeCloseTo(1 - (6 * squares) / (64 * 64 * 64 - 64), 10);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(answered()).toEqual(answered());
    expect(answered({ seed: 'another' }).ranks).not.toEqual(answered().ranks);
  });

  test('has the same rank correlations whether or not Sobol indices are asked for', () => {
    const without = answered({ sobol: false });
    expect(without.indices).toBeUndefined();
    expect(without.ranks).toEqual(answered().ranks);
    expect(without.tornado).toEqual(answered().tornado);
  });

  test('of a metric that does not vary has no correlation, no index and no swing, and no NaN', () => {
    const found = answered({ metric: () => 7 });
    expect(found.varies).toBe(false);
    expect(found.ranks.map(({ correlation }) => correlation)).toEqual([undefined, undefined, undefined, undefined]);
    expect(found.indices).toEqual([]);
    expect(found.tornado.swings.every(({ swing }) => swing === 0)).toBe(true);
  });

  test('of a metric that varies in its last digits alone is that of one that does not vary', () => {
    const found = answered({ metric: (of) => 1e6 + 1e-6 * of('time') });
    expect([found.varies, found.indices]).toEqual([false, []]);
  });

  test('an assumption whose range is a point has no rank correlation', () => {
    const assumptions = { point: { uniform: [2, 2] }, range: { uniform: [0, 1] } };
    const { ranks } = answered({ assumptions, metric: (of) => of('point') + of('range') });
    expect(ranks).toEqual([
      { assumption: 'range', correlation: { value: 1, low: 1, high: 1 } },
      { assumption: 'point', correlation: undefined },
    ]);
  });

  test('ranks a time that never comes above all that come', () => {
    const never = (of: (id: string) => number) => (of('time') > 2 ? Number.POSITIVE_INFINITY : of('time'));
    const { ranks } = answered({ metric: never, sobol: false });
    expect(ranks[0].assumption).toBe('time');
    expect(ranks[0].correlation?.value).toBeGreaterThan(0.9);
  });
});

describe('what a sensitivity refuses', () => {
  test('Sobol indices of a time that never comes in some run', () => {
    const found = ask({ metric: (of) => (of('time') > 2 ? Number.POSITIVE_INFINITY : of('time')), runs: 8 });
    expect(issueOf(found)).toMatchInlineSnapshot(
      `"out-of-range demands.works.shortage: for Sobol indices, a metric with a variance, a time that never comes in 18 of 48 runs. Ask for demands.works.shortage or demands.works.fill_rate; or go without the indices, as ranks count what never comes as the greatest."`,
    );
  });

  test('a metric that is null in some run', () => {
    const found = ask({ metric: (of) => (of('time') > 3.9 ? Number.NaN : 1), runs: 512 });
    expect(issueOf(found)).toMatchInlineSnapshot(
      `"out-of-range demands.works.shortage: a metric with a number in every run, null in 4 of 3072. Ask for an amount instead, such as what a flow delivered or what was applied for."`,
    );
  });

  test('a scenario of which nothing is uncertain', () => {
    expect(issueOf(ask({ assumptions: { sure: 1 }, metric: () => 1 }))).toMatchInlineSnapshot(
      `"missing-key assumptions: an uncertain assumption, only plain values. Give one a range, such as {uniform: [6 weeks, 12 weeks]}."`,
    );
  });

  test('numbers of a distribution that do not fit together under some draw', () => {
    const assumptions = { low: { uniform: [0, 2] }, range: { uniform: ['low', 1.5] } };
    const found = ask({ assumptions, metric: () => 1 });
    expect(issueOf(found).replace(/\d\.\d+/g, 'x')).toMatchInlineSnapshot(
      `"out-of-range assumptions.range: uniform [a, b] with a ≤ b, x, x in replicate 2. Mend its numbers, or the assumptions that they use."`,
    );
  });

  test('values under which the model cannot run', () => {
    const { model } = run({
      ...{ version: 1, title: 'Negative', start: '2025-01-01', horizon: '4 weeks' },
      assumptions: { rate: { normal: ['70 t/year', '50 t/year'] } },
      ...{ stockpiles: { ore: { cover: '4 weeks' } }, flows: { mine: { to: 'ore' } } },
      demands: { works: { from: 'ore', rate: 'rate' } },
    }).run;
    const evaluate = evaluation(model, METRIC.path);
    const found = sensitivityOf(model, { metric: METRIC, evaluate, runs: 8, seed: 's', sobol: false });
    expect(issueOf(found).replace(/-\d+\.\d+/g, '-x')).toMatchInlineSnapshot(
      `"out-of-range demands.works.rate: a finite number of at least 0, -x on 2025-01-01. Bound it with max(0, …), or mend the dates."`,
    );
  });
});

describe('the metric asked about', () => {
  const metrics: Metric[] = [
    { path: 'demands.a.shortage', measure: 'amount', unit: 't', value: 3 },
    { path: 'demands.b.shortage', measure: 'amount', unit: 't', value: 5 },
    { path: 'demands.b.time_to_survive', measure: 'duration', unit: 'days', value: null },
  ];
  const asked = (path: string | undefined, among: readonly Metric[] = metrics) => metricAsked(among, path);

  test('is the one that is named', () => {
    expect(asked('demands.b.time_to_survive')).toEqual({ ok: true, value: metrics[2], issues: [] });
  });

  test('is the largest shortage where none is named', () => {
    expect(asked(undefined)).toEqual({ ok: true, value: metrics[1], issues: [] });
  });

  test('is suggested where it is misspelt', () => {
    expect(issueOf(asked('demands.b.shortege'))).toMatchInlineSnapshot(
      `"unknown-reference demands.b.shortege: the name of a metric, demands.b.shortege. Did you mean demands.b.shortage?"`,
    );
  });

  test('is looked for in summary.json where nothing like it exists', () => {
    expect(issueOf(asked('price'))).toMatchInlineSnapshot(
      `"unknown-reference price: the name of a metric, price. Metrics are the keys of "metrics" in summary.json, such as demands.a.shortage."`,
    );
  });

  test('must be named where nothing could be short', () => {
    expect(issueOf(asked(undefined, [{ ...metrics[0], path: 'stockpiles.ore.closing' }]))).toMatchInlineSnapshot(
      `"unknown-reference demands: the name of a metric, no name, and no demand that could be short. Metrics are the keys of "metrics" in summary.json, such as stockpiles.ore.closing."`,
    );
  });
});

describe('an evaluation', () => {
  const { model } = run({
    ...{ version: 1, title: 'Stocks', start: '2025-01-03', horizon: '20 weeks' },
    assumptions: { stock: { uniform: ['1 week', '9 weeks'] } },
    ...{ stockpiles: { ore: { cover: 'stock' } }, flows: { mine: { to: 'ore', licence: 'export' } } },
    licences: { export: { phases: [{ from: '2025-02-07', allow: 0 }] } },
    demands: { works: { from: 'ore', rate: '70 t/year' } },
  }).run;

  test('has the metric of each run, and never where it does not come', () => {
    const times = evaluation(model, 'demands.works.time_to_survive')(Float64Array.of(14, 35, 400), 3);
    // The last arrival is that of day 35, which serves a week; the stock then lasts as long as it was to cover.
    expect(times.ok && [...times.value]).toEqual([35 + 7 + 14, 35 + 7 + 35, Number.POSITIVE_INFINITY]);
  });

  test('of more runs than a block has is that of each run alone', () => {
    const stocks = Float64Array.from({ length: 37 }, (_, one) => 7 + one);
    const evaluate = evaluation(model, 'demands.works.shortage');
    const alone = [...stocks].flatMap((stock) => {
      const one = evaluate(Float64Array.of(stock), 1);
      return one.ok ? [...one.value] : [];
    });
    const all = evaluate(stocks, 37);
    expect(all.ok && [...all.value]).toEqual(alone);
    expect(new Set(alone).size).toBeGreaterThan(30);
  });
});
