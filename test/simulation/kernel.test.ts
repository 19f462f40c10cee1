/** The kernel computes the very numbers of the reference step: this test is the licence to make it fast. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model, Parameters, Run } from '../../src/index.ts';
import { parametersOfLane } from '../../src/model/lane.ts';
import { simulateBlock } from '../../src/simulation/kernel/block.ts';
import { createKernel } from '../../src/simulation/kernel/kernel.ts';
import { type Noise, simulate } from '../../src/simulation/simulate.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { law, parametersOfAnswer, runIfSound } from '../run.ts';
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
      lanes: fc.constantFrom(1, 2, 3, 5, 8, 16),
      seed: fc.nat(),
      noisy: fc.boolean(),
    }),
    ({ scenario, lanes, seed, noisy }) => {
      const answer = runIfSound(scenario);
      if (answer === undefined) return undefined;
      const { model } = answer.run;
      const parameters = perturbed(model, parametersOfAnswer(answer), lanes, seed);
      const noise = noisy ? noiseOf(seed) : undefined;
      const block = simulateBlock(kernel, model, parameters, noise);
      expect(differences(block, model, parameters, noise).slice(0, 5)).toEqual([]);
      return undefined;
    },
  );
});
