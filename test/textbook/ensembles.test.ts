/** Ensembles against what books and hands compute. */
import { expect, test } from 'vitest';
import { normalProbability } from '../../src/chance/normal.ts';
import { ensembleOf, type MetricStatistics, simulate } from '../../src/index.ts';
import { parametersOf } from '../../src/model/parameters.ts';
import { plain, replicates } from '../ensembles.ts';
import { metric, run } from '../run.ts';

/** A buyer who orders up to a level each week from a mine that always delivers, with a memory so long that it holds. */
const baseStock = (cover: string, noise: number, lead: string) => ({
  ...{ version: 2, title: 'base stock', start: '2025-01-06', horizon: '60 weeks' },
  stockpiles: { shelf: { cover, adjust: '1 week', forecast: '1000000 years' } },
  flows: { lane: { to: 'shelf', lead } },
  demands: { users: { from: 'shelf', rate: '1 t/week', noise, unmet: 'backordered' } },
});

/** P(X + … + X > level) of `terms` lognormals with mean 1, by convolution on a grid. */
function exceeds(level: number, terms: number, variation: number): number {
  const deviation = Math.sqrt(Math.log(1 + variation * variation));
  const below = (x: number) => (x <= 0 ? 0 : normalProbability(Math.log(x) / deviation + deviation / 2));
  const cells = 4000;
  const width = level / cells;
  // Mass of one demand in each cell, at its middle; the rest lies above the level.
  const one = Float64Array.from({ length: cells }, (_, c) => below((c + 1) * width) - below(c * width));
  let sum = one;
  for (let term = 2; term < terms; term++) {
    const next = new Float64Array(cells);
    for (let a = 0; a < cells; a++) for (let b = 0; a + b + 1 < cells; b++) next[a + b] += sum[a] * one[b];
    sum = next;
  }
  let within = 0;
  for (let c = 0; c < cells; c++) within += sum[c] * below(level - (c + (terms - 1) / 2) * width);
  return 1 - within;
}

test.each([
  // With a lead of L weeks the level L + 1 + cover has to last for L + 1 demands (Zipkin 2000, 6.2; Silver et al. 2017, 7).
  { cover: '3.5 days', noise: 0.3, lead: '1 week', level: 2.5, terms: 2 },
  { cover: '7 days', noise: 0.6, lead: '1 week', level: 3, terms: 2 },
  { cover: '7 days', noise: 0.4, lead: '2 weeks', level: 4, terms: 3 },
])('a base stock of $level weeks serves $terms noisy weeks as often as their convolution says', (given) => {
  const { cover, noise, lead, level, terms } = given;
  const { model } = run(baseStock(cover, noise, lead)).run;
  const shares: number[] = [];
  for (const { run: one } of replicates(model, plain(400))) {
    const late = one.shortfall.subarray(10);
    shares.push(late.filter((short) => short > 0).length / late.length);
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) * (share - mean), 0) / (shares.length - 1);
  const expected = exceeds(level, terms, noise);
  expect(expected).toBeGreaterThan(0.01);
  expect(Math.abs(mean - expected)).toBeLessThan(3 * Math.sqrt(variance / shares.length) + 1e-4);
});

/** Half of what is needed comes under a licence that may lapse in the tenth week. */
const renewal = (renewed: object) => ({
  ...{ version: 2, title: 'renewal', start: '2025-01-06', horizon: '30 weeks', seed: 'renewal' },
  assumptions: { renewed },
  stockpiles: { shelf: { cover: '4 weeks' } },
  flows: { lane: { to: 'shelf', licence: 'export' }, other: { to: 'shelf', capacity: '5 t/week' } },
  licences: { export: { phases: [{ from: '2025-03-17', allow: 'renewed' }] } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
});

const statistic = (metrics: readonly MetricStatistics[], path: string) =>
  metrics.find((one) => one.path === path) as MetricStatistics;

test('the mean shortage under a renewal by chance is that of both central runs, weighted', async () => {
  const p = 0.35;
  const { model } = run(renewal({ chance: p })).run;
  const ensemble = await ensembleOf(model, plain(2000));
  if (!ensemble.ok) throw new Error('an ensemble that cannot be');
  const shortage = (value: number) => metric(run(renewal({ value })), 'demands.users.shortage') as number;
  const [lapsed, renewed] = [shortage(0), shortage(1)];
  const expected = (1 - p) * lapsed + p * renewed;
  const { mean, standardError, p05, p95 } = statistic(ensemble.value.metrics, 'demands.users.shortage');
  expect(lapsed).toBeGreaterThan(renewed + 10);
  expect([p05, p95]).toEqual([renewed, lapsed]);
  expect(Math.abs((mean as number) - expected)).toBeLessThan(3 * (standardError as number));
  expect(standardError).toBeCloseTo(((lapsed - renewed) * Math.sqrt(p * (1 - p))) / Math.sqrt(2000), 1);
  const [odds] = ensemble.value.everShort;
  expect(Math.abs(odds.probability - (1 - p))).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / 2000));
});

/** A smooth answer to a smooth question: how much is short where nobody knows demand and capacity. */
const smooth = {
  ...{ version: 2, title: 'smooth', start: '2025-01-06', horizon: '20 weeks' },
  assumptions: { need: { uniform: ['8 t/week', '12 t/week'] }, capacity: { normal: ['5 t/week', '0.5 t/week'] } },
  stockpiles: { shelf: { initial: '0 t', cover: '0 days' } },
  flows: { lane: { to: 'shelf', capacity: 'capacity' } },
  demands: { users: { from: 'shelf', rate: 'need' } },
};

test('standard errors shrink as 1/√n, and Sobol points find the mean much sooner', async () => {
  const { model } = run(smooth).run;
  const at = async (runs: number, sampling: 'plain' | 'latin-hypercube' | 'sobol', seed: string) => {
    const ensemble = await ensembleOf(model, { runs, sampling, seed });
    if (!ensemble.ok) throw new Error('an ensemble that cannot be');
    const { mean, standardError } = statistic(ensemble.value.metrics, 'demands.users.shortage');
    return { mean: mean as number, standardError: standardError as number };
  };
  const central = await at(4096, 'sobol', 'reference');
  const ratio = (await at(256, 'plain', 'a')).standardError / (await at(4096, 'plain', 'a')).standardError;
  expect(ratio).toBeGreaterThan(3.2);
  expect(ratio).toBeLessThan(4.8);
  const error = async (runs: number, sampling: 'plain' | 'latin-hypercube' | 'sobol') => {
    let sum = 0;
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      const { mean } = await at(runs, sampling, seed);
      sum += (mean - central.mean) * (mean - central.mean);
    }
    return Math.sqrt(sum / 8);
  };
  const [plainError, evenError, fewError] = [
    await error(256, 'plain'),
    await error(256, 'sobol'),
    await error(16, 'sobol'),
  ];
  expect(evenError).toBeLessThan(plainError / 10);
  // Sixteen times the points: 1/n would be 16 times less, 1/√n 4 times.
  expect(fewError / evenError).toBeGreaterThan(9);
  expect(await error(256, 'latin-hypercube')).toBeLessThan(plainError / 2);
});

test('a distribution that may make a quantity negative is an error that names it, and where', async () => {
  const { model } = run({
    ...smooth,
    assumptions: { ...smooth.assumptions, capacity: { normal: ['5 t/week', '5 t/week'] } },
  }).run;
  const ensemble = await ensembleOf(model, plain(200));
  expect(ensemble.ok).toBe(false);
  const [{ path, expected, found, remedy }] = ensemble.issues;
  expect({ path, expected, remedy }).toMatchInlineSnapshot(`
    {
      "expected": "a finite number of at least 0",
      "path": [
        "flows",
        "lane",
        "capacity",
      ],
      "remedy": "Nothing is cut off silently: bound the distribution, or the formula by max(0, …) or min(1, …).",
    }
  `);
  expect(found.replaceAll(/-?\d+\.\d+/g, 'x')).toMatchInlineSnapshot(
    `"x on 2025-01-06 in replicate 15, where capacity = x, need = x"`,
  );
});

test('an ensemble without noise or uncertainty is its central run, again and again', async () => {
  const certain = run(renewal({ value: 0 }));
  const ensemble = await ensembleOf(certain.run.model, plain(20));
  if (!ensemble.ok) throw new Error('an ensemble that cannot be');
  for (const band of ensemble.value.bands) {
    const central = certain.series.find((one) => one.id === band.id && one.variable === band.variable);
    expect(band.p05).toEqual(central?.values);
    expect(band.p95).toEqual(central?.values);
  }
  const parameters = parametersOf(certain.run.model, [0]);
  if (parameters.ok) expect(simulate(certain.run.model, parameters.value)).toEqual(certain.run);
});
