/**
 * chokepoint in a test of one's own, as README.md shows it: scenarios are loaded, run, and held against what is
 * committed. Here 'chokepoint' is the built package.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { check, compare, ensemble, loadScenario, report, ScenarioError, simulate, solve, why } from 'chokepoint';
import { describe, expect, test } from 'vitest';

const FILE = 'scenarios/six-month-licence.yaml';

test('car makers last six weeks, and longer on a larger stock', () => {
  const last = (settings = {}) =>
    simulate(loadScenario(FILE, settings)).summary.metrics['demands.us_electric_cars.time_to_survive'] as number;
  expect(last()).toBeGreaterThanOrEqual(42);
  expect(last({ 'assumptions.us_auto_cover': '12 weeks' })).toBeGreaterThan(last());
});

test('results are as committed', async () => {
  const { standing, text } = await check('scenarios/ferrite-substitution.yaml', { runs: 1 });
  expect(standing, text).toBe('same');
});

test('a result that moved is told', async () => {
  const settings = { 'assumptions.us_auto_cover': '12 weeks' };
  const { standing, text, drift } = await check('scenarios/ferrite-substitution.yaml', { settings, runs: 1 });
  expect(standing).toBe('differs');
  expect(text).toContain('changed    assumptions.us_auto_cover ');
  expect(drift?.differences.length).toBeGreaterThan(0);
});

test('a scenario that is not sound is an error with every fault and its place', () => {
  expect(() => loadScenario(FILE, { 'flows.cn_to_us.too': 1 })).toThrow(ScenarioError);
  expect(() => loadScenario('scenarios/nothing.yaml')).toThrow('scenarios/nothing.yaml:1:1');
});

const CHANCE = loadScenario(FILE);

test('an ensemble has the numbers of the command, with any number of threads', async () => {
  const settings = { runs: 100, seed: 'library' };
  const found = await ensemble(CHANCE, settings);
  expect(found.ensemble?.runs).toBe(100);
  expect((await ensemble(CHANCE, { ...settings, threads: 2 })).summary).toEqual(found.summary);
  expect(found.ensemble?.seed).toBe('library');
});

test('a time that never comes is longer than any', () => {
  const { summary } = simulate(CHANCE);
  const never = Object.entries(summary.metrics).filter(([, value]) => value === Number.POSITIVE_INFINITY);
  expect(never.length).toBeGreaterThan(0);
  for (const [path] of never) expect(path).toMatch(/time_to_(survive|recover)$|longest_wait|duration/);
  expect(simulate(CHANCE).metrics.some(({ measure, value }) => measure === 'duration' && value === null)).toBe(false);
});

test('a study, and a search, come as data', async () => {
  const study = await compare('scenarios/studies/renewal-lapse-reserve-source.yaml', { runs: 20 });
  expect(study.variants.length).toBeGreaterThan(2);
  const times = study.variants.flatMap(({ compared }) => compared.filter(({ measure }) => measure === 'duration'));
  const quantiles = times.flatMap(({ base, variant }) => [base.p05, base.p95, variant.p05, variant.p95]);
  expect(quantiles).toContain(Number.POSITIVE_INFINITY);
  expect(quantiles).not.toContain(null);
  const solved = await solve(
    FILE,
    'assumptions.us_auto_cover',
    { until: 'demands.us_electric_cars.time_to_survive >= 10 weeks' },
    { from: '4 weeks', to: '20 weeks', runs: 1 },
  );
  expect(solved.answer?.value).toBeGreaterThan(4);
  await expect(solve(FILE, 'assumptions.nothing', { minimise: 'total.shortage' })).rejects.toThrow(ScenarioError);
});

test('why users are short comes as data that add up, and is that of the command', () => {
  const { us_electric_cars: found } = why(FILE).demands;
  const added = Object.values(found?.causes ?? {}).reduce((sum, { value }) => sum + value, found?.base ?? 0);
  expect(added).toBeCloseTo(found?.lacked as number, 3);
  expect(found?.lacked).toBeCloseTo(simulate(CHANCE).summary.metrics['demands.us_electric_cars.shortage'] as number, 3);
  const told = why(FILE, { by: 'change' });
  const { demands } = JSON.parse(readFileSync('results/six-month-licence/why.json', 'utf8')) as typeof told;
  expect(told.demands.us_electric_cars?.causes).toEqual(demands.us_electric_cars?.causes);
  expect(() => why(FILE, { settings: { 'flows.cn_to_us.too': 1 } })).toThrow(ScenarioError);
});

test('a report is that of the command, as text or as a page with its charts', async () => {
  const found = simulate(CHANCE);
  const text = await report(found);
  expect(text).toContain('# A six-month licence window');
  expect(text).not.toContain('Infinity');
  const page = await report(found, { language: 'zh', format: 'html' });
  expect(page).toContain('六个月许可');
  expect(page).toContain('<svg');
});

describe('the examples of docs/library.md run', () => {
  const examples = [...readFileSync('docs/library.md', 'utf8').matchAll(/(.*):\n\n```js\n([\s\S]*?)```/g)];
  test.each(examples.map(([, title, code]) => [title as string, code as string]))('%s', (_, code) => {
    // Within the package its own name leads to it, built.
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toMatch(/undefined|NaN/);
    expect(stdout).toMatch(/\d/);
  });
});
