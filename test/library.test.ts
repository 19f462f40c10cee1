/**
 * chokepoint in a test of one's own, as README.md shows it: scenarios are loaded, run, and held against what is
 * committed. Here 'chokepoint' is the built package.
 */
import { check, loadScenario, ScenarioError, simulate } from 'chokepoint';
import { expect, test } from 'vitest';

const FILE = 'scenarios/six-month-licence.yaml';

test('car makers last six weeks, and longer on a larger stock', () => {
  const last = (settings = {}) =>
    simulate(loadScenario(FILE, settings)).summary.metrics['demands.us_auto.time_to_survive'] as number;
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
