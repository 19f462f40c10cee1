/** The runs of an ensemble, drawn as evenly as Sobol points lie, each assumption independently of the others. */
import { SOBOL_DIMENSIONS } from '../../direction-numbers.ts';
import { quantile } from '../../distribution.ts';
import type { Outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import { samplesOf } from '../../sampling.ts';
import { assumptionValues, uncertainAssumptions } from './inputs.ts';
import { saltelliSample } from './sobol-indices.ts';

/**
 * The values of all assumptions, `values[position · length + run]`, in an ensemble of `runs` runs; with `isSaltelli` in
 * runs · (k + 2) for k uncertain assumptions, the ensemble being the first. With more assumptions than half the
 * dimensions of Sobol points they are drawn by plain chance.
 */
export function drawSample(model: Model, seed: string, runs: number, isSaltelli: boolean): Outcome<Float64Array> {
  const inputs = uncertainAssumptions(model);
  const names = inputs.map((position) => model.scenario.assumptions[position].id);
  const dimensions = isSaltelli ? [...names, ...names.map((name) => `${name}, again`)] : names;
  const sampling = 2 * names.length > SOBOL_DIMENSIONS ? 'plain' : 'sobol';
  const points = new Float64Array(dimensions.length * runs);
  for (const [dimension, uniforms] of samplesOf(sampling, seed, dimensions, runs).entries()) {
    uniforms(0, runs, points.subarray(dimension * runs, (dimension + 1) * runs));
  }
  const uniforms = isSaltelli ? saltelliSample(points, inputs.length, runs) : points;
  const length = uniforms.length / inputs.length;
  const start = new Map(inputs.map((position, input) => [position, input * length]));
  return assumptionValues(model, length, (distribution, position, run) =>
    quantile(distribution, uniforms[(start.get(position) as number) + run]),
  );
}
