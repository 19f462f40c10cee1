/** A run from start to horizon. */
import { expect, test } from 'vitest';
import { compile, pathText, simulate, simulateCentral } from '../../src/index.ts';
import { constant } from '../../src/quantity/expression.ts';
import { parametersOfAnswer, run } from '../run.ts';

const scenario = {
  ...{ version: 2, title: 'runs', start: '2025-01-06', horizon: '4 weeks' },
  stockpiles: { shelf: { initial: '10 weeks', forecast: '1 week' } },
  flows: { lane: { to: 'shelf' } },
  demands: {
    some: { from: 'shelf', rate: '10 t/week', noise: '50%' },
    others: { from: 'shelf', rate: '5 t/week' },
  },
};
const answer = run(scenario);
const { model } = answer.run;
const parameters = parametersOfAnswer(answer);

test('in the central run every demand is exactly its schedule, however uncertain', () => {
  expect(Array.from(answer.run.demand, (value) => Math.round(value * 1e9) / 1e9)).toEqual([5, 10, 5, 10, 5, 10, 5, 10]);
});

test('noise multiplies each demand in each step, and is forecast as the demand that it is', () => {
  // Positions: others, some. At step 0 twice and once, at step 1 once and three times what is scheduled.
  const noisy = simulate(model, parameters, (t, factors) => factors.set(t === 0 ? [2, 1] : [1, 3]));
  expect(Array.from(noisy.demand.subarray(0, 4), Math.round)).toEqual([10, 10, 5, 30]);
  expect(Array.from(noisy.forecast, Math.round)).toEqual([15, 20, 35, 35]);
});

test('a run leaves nothing behind: the next is the same', () => {
  const first = simulate(model, parameters);
  expect(simulate(model, parameters)).toEqual(first);
  expect(answer.run).toEqual(first);
});

test('faults of the numbers come back as issues, not as a run', () => {
  // A formula is only known to fall below 0 when its numbers are.
  const [lane] = model.scenario.flows;
  const cost = lane.cost.map((change) => ({ ...change, value: constant(-1) }));
  const faulty = simulateCentral(compile({ ...model.scenario, flows: [{ ...lane, cost }] }));
  expect(faulty.ok).toBe(false);
  expect(faulty.issues.map(({ path }) => pathText(path))).toEqual(['flows.lane.cost']);
});

test('runs side by side are not for the reference step', () => {
  expect(() => simulate(model, { ...parameters, lanes: 2 })).toThrow('one lane, not 2');
});
