/** The kernel computes the very numbers of the reference step: this test is the licence to make it fast. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  centralValues,
  compile,
  type Model,
  type Parameters,
  parametersOf,
  type Run,
  readScenario,
  type Scenario,
} from '../../src/index.ts';
import { flowSums } from '../../src/metrics/flow-sums.ts';
import { meterOf, metricColumns } from '../../src/metrics/measures.ts';
import { parametersOfLane } from '../../src/model/lane.ts';
import { lanesFor, simulateBlock, steppedBlock, stepsOf } from '../../src/simulation/kernel/block.ts';
import { createKernel, type Kernel } from '../../src/simulation/kernel/kernel.ts';
import { emptyRun, type FlowSums } from '../../src/simulation/record.ts';
import { type Noise, simulate } from '../../src/simulation/simulate.ts';
import { benchScenario } from '../bench/network.ts';
import { answerOf } from '../files.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { FEWER, law, parametersOfAnswer, runIfSound } from '../run.ts';
import { chanceOf, perturbed } from './perturb.ts';

const kernel = createKernel();

/** Factors around 1, a new one for each step, demand and lane. */
function noiseOf(seed: number): Noise {
  return (t, factors) => {
    const chance = chanceOf(seed + t);
    for (let i = 0; i < factors.length; i++) factors[i] = 0.5 + chance();
  };
}

/** The noise of one lane of a block, as that of a run by itself. */
function ofLane(noise: Noise, lane: number, lanes: number): Noise {
  return (t, factors) => {
    const all = new Float64Array(factors.length * lanes);
    noise(t, all);
    for (let k = 0; k < factors.length; k++) factors[k] = all[k * lanes + lane] as number;
  };
}

/** Every recorded number of a block that differs from that of the reference step; −0 is not 0. */
function differences(block: Run, model: Model, parameters: Parameters, noise?: Noise): string[] {
  const { lanes } = parameters;
  const found: string[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const single = simulate(model, parametersOfLane(parameters, lane), noise && ofLane(noise, lane, lanes));
    for (const [name, expected] of Object.entries(single)) {
      if (!(expected instanceof Float64Array)) continue;
      const values = block[name as keyof Run] as Float64Array;
      expect(values).toHaveLength(expected.length * lanes);
      for (let i = 0; i < expected.length; i++) {
        if (Object.is(values[i * lanes + lane], expected[i])) continue;
        found.push(`${name}[${i}] in lane ${lane}: ${values[i * lanes + lane]}, the reference ${expected[i]}`);
      }
    }
  }
  return found;
}

test('in every lane of a block the kernel computes the very numbers of a run of its own', () => {
  law(
    fc.record({
      scenario: scenarioArbitrary(),
      lanes: fc.constantFrom(1, 2, 3, 5, 8, 16, 64),
      seed: fc.nat(),
      noisy: fc.boolean(),
    }),
    ({ scenario, lanes, seed, noisy }) => {
      const answer = runIfSound(scenario);
      if (answer === undefined) return undefined;
      const { model } = answer.run;
      const parameters = perturbed(model, parametersOfAnswer(answer), lanes, seed);
      const noise = noisy ? noiseOf(seed) : undefined;
      // What a block of the same network leaves in memory must not show.
      simulateBlock(kernel, model, perturbed(model, parametersOfAnswer(answer), lanes, seed + 1), noise);
      const block = simulateBlock(kernel, model, parameters, noise);
      expect(differences(block, model, parameters, noise).slice(0, 5)).toEqual([]);
      return undefined;
    },
  );
});

test('without SIMD the reference step fills the block, with the same numbers', () => {
  law(
    fc.record({ scenario: scenarioArbitrary(), lanes: fc.constantFrom(1, 3, 8), seed: fc.nat() }),
    ({ scenario, lanes, seed }) => {
      const answer = runIfSound(scenario);
      if (answer === undefined) return undefined;
      const { model } = answer.run;
      const parameters = perturbed(model, parametersOfAnswer(answer), lanes, seed);
      const noise = noiseOf(seed);
      expect(simulateBlock(undefined, model, parameters, noise)).toEqual(
        simulateBlock(kernel, model, parameters, noise),
      );
      return undefined;
    },
    30,
  );
});

/** The network of the benchmark, so many regions wide, and its parameters in lanes that differ. */
function wide(regions: number, lanes: number, seed = 1): [Model, Parameters] {
  const { scenario } = readScenario('scenario.yaml', () => ({
    text: JSON.stringify({ ...benchScenario(regions), horizon: '70 weeks' }),
  }));
  const model = compile(scenario as Scenario);
  const parameters = parametersOf(model, centralValues(model));
  if (!parameters.ok) throw new Error('the network of the benchmark has faults');
  return [model, perturbed(model, parameters.value, lanes, seed)];
}

test.skipIf(FEWER)('2,000 stockpiles are stepped as exactly as two', () => {
  const [model, parameters] = wide(500, 2);
  expect(model.network.stockpiles).toBe(2000);
  expect(differences(simulateBlock(kernel, model, parameters), model, parameters).slice(0, 5)).toEqual([]);
});

test.skipIf(FEWER)('a kernel runs any models one after another: a larger one leaves nothing behind', () => {
  const own = createKernel() as Kernel;
  const [small, small16] = wide(4, 16);
  const [large, large16] = wide(60, 16);
  const before = simulateBlock(own, small, small16);
  simulateBlock(own, large, large16);
  const bytes = own.engine.memory.buffer.byteLength;
  expect(simulateBlock(own, small, small16)).toEqual(before);
  simulateBlock(own, large, large16);
  expect(own.engine.memory.buffer.byteLength).toBe(bytes);
});

test('as many runs are stepped together as caches bear: the larger the model, the fewer', () => {
  const lanes = [10, 200, 1000, 2000, 20_000].map((stockpiles) => lanesFor({ stockpiles, flows: 3 * stockpiles }));
  expect(lanes).toEqual([64, 32, 8, 4, 2]);
});

test('a record can be filled again and again', () => {
  const [model, first] = wide(4, 3);
  const [, second] = wide(4, 3, 2);
  const run = emptyRun(model, first);
  expect(simulateBlock(kernel, model, first, noiseOf(1), run)).toBe(run);
  simulateBlock(kernel, model, second, undefined, run);
  expect(differences(run, model, second)).toEqual([]);
});

test('a record of fewer rows than steps holds the latest, with a kernel or without', () => {
  const [model, parameters] = wide(4, 3);
  const whole = simulateBlock(kernel, model, parameters, noiseOf(1));
  for (const [engine, rows] of [
    [kernel, 1],
    [undefined, 1],
    [kernel, 7],
    [undefined, 7],
  ] as const) {
    const some = emptyRun(model, parameters, rows);
    let seen = 0;
    for (const t of stepsOf(engine, model, parameters, noiseOf(1), some)) {
      expect(t).toBe(seen++);
      for (const [name, values] of Object.entries(some)) {
        if (!(values instanceof Float64Array)) continue;
        const width = values.length / rows;
        const row = (all: Float64Array, n: number) => all.subarray(n * width, (n + 1) * width);
        expect(row(values, t % rows), name).toEqual(row(whole[name as keyof Run] as Float64Array, t));
      }
    }
    expect(seen).toBe(model.steps);
  }
});

test.each([3, 4])('whoever looks at each of %i lanes where the kernel has them sees what a record holds', (lanes) => {
  const [model, parameters] = wide(4, lanes);
  const whole = simulateBlock(kernel, model, parameters, noiseOf(1));
  const { run, steps } = steppedBlock(kernel, model, parameters, noiseOf(1), () => emptyRun(model, parameters, 1));
  const { sums: _, ...record } = run;
  expect(Object.keys(record).sort()).toEqual(Object.keys(whole).sort());
  for (const t of steps) {
    for (const [name, values] of Object.entries(run)) {
      if (!(values instanceof Float64Array)) continue;
      const all = whole[name as keyof Run] as Float64Array;
      expect(values, name).toEqual(all.slice(t * values.length, (t + 1) * values.length));
    }
  }
});

test('the sums that the kernel keeps are those of the steps one after the other', () => {
  const { model } = answerOf('scenarios/six-month-licence.yaml').answer.run;
  const usual = parametersOf(model, centralValues(model));
  if (!usual.ok) throw new Error('a scenario that ships has faults');
  const parameters = perturbed(model, usual.value, 4, 1);
  const whole = simulateBlock(kernel, model, parameters, noiseOf(1));
  const [all, measured] = [true, false].map((areAll) => {
    const added = flowSums(model, 4, areAll);
    added.begin();
    for (let t = 0; t < model.steps; t++) added.add(whole, t);
    return added.result();
  }) as [FlowSums, FlowSums];
  const { shipped, received, paid } = all;
  const sums = { ...measured, shipped, received, paid };
  const { lapsed: _, ...others } = sums;
  for (const [name, sum] of Object.entries(others)) expect(Math.max(...sum), name).toBeGreaterThan(0);
  const { run, steps } = steppedBlock(kernel, model, parameters, noiseOf(1), () => emptyRun(model, parameters, 1));
  for (const _ of steps);
  expect(run.sums).toEqual(sums);
});

test('metrics of a block that keeps its sums are those of its whole record, whichever steps are measured', () => {
  const { scenario, ...rest } = answerOf('scenarios/six-month-licence.yaml').answer.run.model;
  const { start, steps, stepDays } = rest;
  for (const [first, end] of [[], [0, 20], [30, 60], [50, steps]]) {
    const measure =
      first === undefined ? undefined : { from: start + first * stepDays, to: start + (end as number) * stepDays };
    const model: Model = { ...rest, scenario: { ...scenario, measure } };
    const usual = parametersOf(model, centralValues(model));
    if (!usual.ok) throw new Error('a scenario that ships has faults');
    const parameters = perturbed(model, usual.value, 4, 1);
    const { run, steps: each } = steppedBlock(kernel, model, parameters, noiseOf(1), () => emptyRun(model, parameters));
    const meter = meterOf(model, 4);
    meter.begin();
    for (const t of each) meter.add(run, t);
    expect(meter.columns()).toEqual(metricColumns(simulateBlock(kernel, model, parameters, noiseOf(1))));
  }
});
