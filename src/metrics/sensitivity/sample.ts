/** The runs of an ensemble, drawn as evenly as Sobol points lie, each assumption independently of the others. */
import { SOBOL_DIMENSIONS } from '../../direction-numbers.ts';
import type { Outcome } from '../../issue.ts';
import { uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { valuesOf } from '../../model/values.ts';
import { samplesOf } from '../../sampling.ts';
import { saltelliSample } from './sobol-indices.ts';

/**
 * The values of all assumptions, `values[position · length + run]`, in an ensemble of `runs` runs; with `isSaltelli` in
 * runs · (k + 2) for k uncertain assumptions, the ensemble being the first. With more assumptions than half the
 * dimensions of Sobol points they are drawn by plain chance.
 */
export function drawSample(model: Model, seed: string, runs: number, isSaltelli: boolean): Outcome<Float64Array> {
  const names = uncertainAssumptions(model).map(({ id }) => id);
  const dimensions = isSaltelli ? [...names, ...names.map((name) => `${name}, again`)] : names;
  const sampling = 2 * names.length > SOBOL_DIMENSIONS ? 'plain' : 'sobol';
  const points = new Float64Array(dimensions.length * runs);
  for (const [dimension, uniforms] of samplesOf(sampling, seed, dimensions, runs).entries()) {
    uniforms(0, runs, points.subarray(dimension * runs, (dimension + 1) * runs));
  }
  const uniforms = isSaltelli ? saltelliSample(points, names.length, runs) : points;
  const length = uniforms.length / names.length;
  const rows = names.map((_, input) => uniforms.subarray(input * length, (input + 1) * length));
  return valuesOf(model)(rows, 0, length);
}
