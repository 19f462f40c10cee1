/** The runs of Sobol indices, drawn as evenly as Sobol points lie, each assumption independently of the others. */
import { SOBOL_DIMENSIONS } from '../../chance/direction-numbers.ts';
import { samplesOf } from '../../chance/sampling.ts';
import type { Outcome } from '../../issue.ts';
import { uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { valuesOf } from '../../model/values.ts';
import { saltelliSample } from './sobol-indices.ts';

/** The values of all assumptions, `values[position · runs + run]`. */
export interface SaltelliRuns {
  readonly runs: number;
  readonly values: Float64Array;
}

/**
 * Saltelli's sample of `rows` rows: rows · (k + 2) runs for k uncertain assumptions. What goes together in the file is
 * independent here. With more assumptions than half the dimensions of Sobol points they are drawn by plain chance.
 */
export function saltelliRuns(model: Model, seed: string, rows: number): Outcome<SaltelliRuns> {
  const names = uncertainAssumptions(model).map(({ id }) => id);
  const dimensions = [...names, ...names.map((name) => `${name}, again`)];
  const sampling = dimensions.length > SOBOL_DIMENSIONS ? 'plain' : 'sobol';
  const points = new Float64Array(dimensions.length * rows);
  for (const [dimension, uniforms] of samplesOf(sampling, seed, dimensions, rows).entries()) {
    uniforms(0, rows, points.subarray(dimension * rows, (dimension + 1) * rows));
  }
  const uniforms = saltelliSample(points, names.length, rows);
  const runs = rows * (names.length + 2);
  const byName = names.map((_, input) => uniforms.subarray(input * runs, (input + 1) * runs));
  const values = valuesOf(model)(byName, 0, runs);
  return values.ok ? { ...values, value: { runs, values: values.value } } : values;
}
