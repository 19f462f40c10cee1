import { describe, expect, test } from 'vitest';
import { type Issue, pathText, type Sensitivity } from '../../../src/index.ts';
import { type Executor, inlineExecutor } from '../../../src/metrics/ensemble/executor.ts';
import { gatherRows } from '../../../src/metrics/ensemble/rows.ts';
import { type Metric, metricsIn } from '../../../src/metrics/measures.ts';
import { evaluation } from '../../../src/metrics/sensitivity/evaluate.ts';
import { rankCorrelation } from '../../../src/metrics/sensitivity/ranks.ts';
import { sensitivityOf } from '../../../src/metrics/sensitivity/sensitivity.ts';
import { metricAsked } from '../../../src/metrics/sensitivity/target-metric.ts';
import { draws } from '../../../src/model/draws.ts';
import { run } from '../../run.ts';
import { crewBy, modelWith } from './models.ts';

const METRIC: Metric = { path: 'demands.works.shortage', measure: 'amount', unit: 't', value: 0 };

const SURVIVES: Metric = { path: 'demands.works.time_to_survive', measure: 'duration', unit: 'days', value: 0 };

const ASSUMPTIONS = {
  none: { uniform: [0, 1] },
  part: { uniform: [0, 1] },
  renewed: { chance: '40%' },
  time: { triangular: [0, 1, 4] },
  sure: 3,
};

const CHANCE = { seed: 's', sampling: 'plain', runs: 8 } as const;

interface Asked {
  readonly metric?: (of: (id: string) => number) => number;
  readonly asked?: Metric;
  readonly runs?: number;
  readonly seed?: string;
  readonly hasSobol?: boolean;
  readonly assumptions?: object;
}

function ask({
  metric = weighted,
  asked = METRIC,
  runs = 256,
  seed = 'a seed',
  hasSobol = true,
  assumptions = ASSUMPTIONS,
}: Asked = {}) {
  const model = modelWith(assumptions);
  const chance = { seed, sampling: 'plain', runs } as const;
  return sensitivityOf(model, chance, { metric: asked, hasSobol }, crewBy(model, chance, asked.path, metric));
}

const weighted = (of: (id: string) => number) => 10 * of('time') - 20 * of('renewed') + 5 * of('part') + of('sure');

async function answered(asked: Asked = {}): Promise<Sensitivity> {
  const found = await ask(asked);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

function issueOf(found: { readonly issues: readonly Issue[] }): string {
  return found.issues
    .map(({ code, path, expected, found: was, remedy }) => `${code} ${pathText(path)}: ${expected}, ${was}. ${remedy}`)
    .join('\n');
}

describe('a sensitivity', () => {
  test('knows a weighted sum: each part of the variance, its sign, and what is not used', async () => {
    const { ranks, indices, varies } = await answered({ runs: 2048 });
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

  test('has the rank correlations of a plain reckoning on the values drawn', async () => {
    const model = modelWith(ASSUMPTIONS);
    const drawn = draws(model, { seed: 'a seed', sampling: 'plain', runs: 64 })(0, 64);
    if (!drawn.ok) throw new Error('not drawn');
    const value = (id: string, one: number) =>
      drawn.value[model.scenario.assumptions.findIndex((each) => each.id === id) * 64 + one];
    // For values without ties: 1 − 6 Σd²/(n³ − n).
    const order = (values: number[]) => values.map((one) => values.filter((other) => other < one).length);
    const runs = Array.from({ length: 64 }, (_, one) => one);
    const times = order(runs.map((one) => value('time', one)));
    const metric = order(runs.map((one) => weighted((id) => value(id, one))));
    const squares = runs.reduce((sum, one) => sum + (times[one] - metric[one]) * (times[one] - metric[one]), 0);
    const { ranks } = await answered({ runs: 64 });
    const found = ranks.find(({ assumption }) => assumption === 'time')?.correlation?.value;
    expect(found).toBeCloseTo(1 - (6 * squares) / (64 * 64 * 64 - 64), 10);
  });

  test('is the same for the same seed, and another for another', async () => {
    expect(await answered()).toEqual(await answered());
    expect((await answered({ seed: 'another' })).ranks).not.toEqual((await answered()).ranks);
  });

  test('has the same rank correlations whether or not Sobol indices are asked for', async () => {
    const without = await answered({ hasSobol: false });
    expect(without.indices).toBeUndefined();
    expect(without.ranks).toEqual((await answered()).ranks);
    expect(without.tornado).toEqual((await answered()).tornado);
  });

  test('of a metric that does not vary has no correlation, no index and no swing, and no NaN', async () => {
    const found = await answered({ metric: () => 7 });
    expect(found.varies).toBe(false);
    expect(found.ranks.map(({ correlation }) => correlation)).toEqual([undefined, undefined, undefined, undefined]);
    expect(found.indices).toEqual([]);
    expect(found.tornado.swings.every(({ swing }) => swing === 0)).toBe(true);
  });

  test('of a metric that varies in its last digits alone is that of one that does not vary', async () => {
    const found = await answered({ metric: (of) => 1e6 + 1e-6 * of('time') });
    expect([found.varies, found.indices]).toEqual([false, []]);
  });

  test('an assumption whose range is a point has no rank correlation', async () => {
    const assumptions = { point: { uniform: [2, 2] }, range: { uniform: [0, 1] } };
    const { ranks } = await answered({ assumptions, metric: (of) => of('point') + of('range') });
    expect(ranks).toEqual([
      { assumption: 'range', correlation: { value: 1, low: 1, high: 1 } },
      { assumption: 'point', correlation: undefined },
    ]);
  });

  test('ranks a time that never comes above all that come', async () => {
    const never = (of: (id: string) => number) => (of('time') > 2 ? Number.POSITIVE_INFINITY : of('time'));
    const { ranks } = await answered({ metric: never, asked: SURVIVES, hasSobol: false });
    expect(ranks[0].assumption).toBe('time');
    expect(ranks[0].correlation?.value).toBeGreaterThan(0.9);
  });
});

describe('assumptions that go together', () => {
  const assumptions = { acts: { uniform: [0, 1] }, idle: { uniform: [0, 1] }, other: { uniform: [0, 1] } };
  const model = modelWith(assumptions, { together: [['acts', 'idle', 0.8]] });
  const chance = { seed: 'a seed', sampling: 'plain', runs: 1024 } as const;
  const found = sensitivityOf(
    model,
    chance,
    { metric: METRIC, hasSobol: true },
    crewBy(model, chance, METRIC.path, (of) => of('acts')),
  );

  test('are ranked as the ensemble draws them: one that does nothing rises with one that does', async () => {
    const answer = await found;
    const drawn = draws(model, chance)(0, 1024);
    if (!answer.ok || !drawn.ok) throw new Error('not drawn');
    const row = (position: number) => drawn.value.subarray(position * 1024, (position + 1) * 1024);
    const [acts, idle] = [row(0), row(1)];
    const ranks = Object.fromEntries(answer.value.ranks.map((one) => [one.assumption, one.correlation]));
    expect(ranks['acts']?.value).toBe(1);
    expect(ranks['idle']).toEqual(rankCorrelation(idle, acts));
    expect(ranks['idle']?.value).toBeCloseTo(0.8, 1);
    expect(Math.abs(ranks['other']?.value ?? 1)).toBeLessThan(0.1);
  });

  test('are apart for the tornado and for Sobol indices', async () => {
    const answer = await found;
    if (!answer.ok) throw new Error('not found');
    const { tornado, indices } = answer.value;
    expect(tornado.swings.map(({ assumption, swing }) => [assumption, swing > 0])).toEqual([
      ['acts', true],
      ['idle', false],
      ['other', false],
    ]);
    const totals = Object.fromEntries(indices?.map(({ assumption, total }) => [assumption, total.value]) ?? []);
    expect(totals).toEqual({ acts: expect.closeTo(1, 1), idle: 0, other: 0 });
  });
});

test('progress rises to all of the work, and a part that fails is told, not swallowed', async () => {
  const model = modelWith(ASSUMPTIONS);
  const chance = { seed: 'a seed', sampling: 'plain', runs: 100 } as const;
  const crew = crewBy(model, chance, METRIC.path, weighted);
  const shares: number[] = [];
  await sensitivityOf(model, chance, { metric: METRIC, hasSobol: true }, crew, (share) => shares.push(share));
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  const dying: Executor = {
    ...crew,
    perform: (task) =>
      'first' in task && task.first === 64 ? Promise.reject(new Error('died at 64')) : crew.perform(task),
  };
  const asked = sensitivityOf(model, chance, { metric: METRIC, hasSobol: false }, dying);
  await expect(asked).rejects.toThrow('died at 64');
});

describe('what a sensitivity refuses', () => {
  test('Sobol indices of a time that never comes in some run', async () => {
    const metric = (of: (id: string) => number) => (of('time') > 2 ? Number.POSITIVE_INFINITY : of('time'));
    const found = await ask({ metric, asked: SURVIVES, runs: 8 });
    expect(issueOf(found)).toMatchInlineSnapshot(
      `"out-of-range demands.works.time_to_survive: for Sobol indices, a metric with a variance, a time that never comes in 18 of 48 runs. Ask for demands.works.shortage or demands.works.fill_rate; or go without the indices, as ranks count what never comes as the greatest."`,
    );
  });

  test('a metric that is null in some run', async () => {
    const found = await ask({ metric: (of) => (of('time') > 3.9 ? Number.NaN : 1), runs: 512 });
    expect(issueOf(found)).toMatchInlineSnapshot(
      `"out-of-range demands.works.shortage: a metric with a number in every run, null in 2 of 512. Ask for an amount instead, such as what a flow shipped or what was applied for."`,
    );
  });

  test('a scenario of which nothing is uncertain', async () => {
    expect(issueOf(await ask({ assumptions: { sure: 1 }, metric: () => 1 }))).toMatchInlineSnapshot(
      `"missing-key assumptions: an uncertain assumption, only plain values. Give one a range, such as {uniform: [6 weeks, 12 weeks]}."`,
    );
  });

  test('numbers of a distribution that do not fit together under some draw', async () => {
    const assumptions = { low: { uniform: [0, 2] }, range: { uniform: ['low', 1.5] } };
    const found = await ask({ assumptions, metric: () => 1 });
    expect(issueOf(found).replace(/\d\.\d+/g, 'x')).toMatchInlineSnapshot(
      `"out-of-range assumptions.range: uniform [a, b] with a ≤ b, x, x in replicate 4. Mend its numbers, or the assumptions that they use."`,
    );
  });

  test('values under which the model cannot run', async () => {
    const { model } = run({
      ...{ version: 2, title: 'Negative', start: '2025-01-01', horizon: '4 weeks' },
      assumptions: { rate: { normal: ['70 t/year', '50 t/year'] } },
      ...{ stockpiles: { ore: { cover: '4 weeks' } }, flows: { mine: { to: 'ore' } } },
      demands: { works: { from: 'ore', rate: 'rate' } },
    }).run;
    const found = await sensitivityOf(model, CHANCE, { metric: METRIC, hasSobol: false });
    expect(issueOf(found).replace(/-\d+\.\d+/g, '-x')).toMatchInlineSnapshot(
      `"out-of-range demands.works.rate: a finite number of at least 0, -x on 2025-01-01, where rate = -x. Nothing is cut off silently: bound the distribution, or the formula by max(0, …) or min(1, …)."`,
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

  test('is the one that is named', async () => {
    expect(asked('demands.b.time_to_survive')).toEqual({ ok: true, value: metrics[2], issues: [] });
  });

  test('is the largest shortage where none is named', async () => {
    expect(asked(undefined)).toEqual({ ok: true, value: metrics[1], issues: [] });
  });

  test('is suggested where it is misspelt', async () => {
    expect(issueOf(asked('demands.b.shortege'))).toMatchInlineSnapshot(
      `"unknown-reference demands.b.shortege: the name of a metric, demands.b.shortege. Did you mean demands.b.shortage?"`,
    );
  });

  test('is looked for in summary.json where nothing like it exists', async () => {
    expect(issueOf(asked('price'))).toMatchInlineSnapshot(
      `"unknown-reference price: the name of a metric, price. Metrics are the keys of "metrics" in summary.json, such as demands.a.shortage."`,
    );
  });

  test('must be named where nothing could be short', async () => {
    expect(issueOf(asked(undefined, [{ ...metrics[0], path: 'stockpiles.ore.closing' }]))).toMatchInlineSnapshot(
      `"unknown-reference demands: the name of a metric, no name, and no demand that could be short. Metrics are the keys of "metrics" in summary.json, such as stockpiles.ore.closing."`,
    );
  });
});

describe('an evaluation', () => {
  const { model } = run({
    ...{ version: 2, title: 'Stocks', start: '2025-01-03', horizon: '20 weeks' },
    assumptions: { stock: { uniform: ['1 week', '9 weeks'] } },
    ...{ stockpiles: { ore: { cover: 'stock' } }, flows: { mine: { to: 'ore', licence: 'export' } } },
    licences: { export: { phases: [{ from: '2025-02-07', allow: 0 }] } },
    demands: { works: { from: 'ore', rate: '70 t/year', noise: '20%' } },
  }).run;
  const evaluate = (path: string) => evaluation(model, path, inlineExecutor(model, CHANCE));
  const metricOf = async (path: string, stocks: Float64Array) => {
    const found = await evaluate(path)(stocks.length, stocks);
    return found.ok && [...found.value.metric];
  };

  test('has the metric of each run without noise, and never where it does not come', async () => {
    const times = await metricOf('demands.works.time_to_survive', Float64Array.of(14, 35, 400));
    // The last arrival is that of day 35, which serves a week; the stock then lasts as long as it was to cover.
    expect(times).toEqual([35 + 7 + 14, 35 + 7 + 35, Number.POSITIVE_INFINITY]);
  });

  test('of more runs than a part has is that of each run alone', async () => {
    const stocks = Float64Array.from({ length: 137 }, (_, one) => 7 + one / 4);
    const alone = await Promise.all(
      [...stocks].map((stock) => metricOf('demands.works.shortage', Float64Array.of(stock))),
    );
    expect(await metricOf('demands.works.shortage', stocks)).toEqual(alone.flat());
    expect(new Set(alone.flat()).size).toBeGreaterThan(100);
  });

  test('without values of one’s own is that of the replicates, with their draws and their noise', async () => {
    const chance = { ...CHANCE, runs: 100 };
    const rows = await gatherRows(inlineExecutor(model, chance), 100);
    const found = await evaluation(model, METRIC.path, inlineExecutor(model, chance))(100);
    if (!rows.ok || !found.ok) throw new Error('runs that cannot be');
    const place = metricsIn(model).findIndex(({ path }) => path === METRIC.path);
    expect(found.value.values).toEqual(rows.value.values);
    expect(found.value.metric).toEqual(rows.value.metrics.slice(place * 100, (place + 1) * 100));
    expect(await metricOf(METRIC.path, found.value.values)).not.toEqual([...found.value.metric]);
  });

  test('of a metric that there is not is a fault of the program', () => {
    expect(() => evaluate('demands.works.price')).toThrow('no metric demands.works.price');
  });
});
