/** Which assumptions matter to a metric: moved one at a time, ranked over an ensemble, and as shares of its variance. */

import { SOBOL_DIMENSIONS } from '../../direction-numbers.ts';
import { quantile } from '../../distribution.ts';
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import { stream } from '../../random.ts';
import { samplesOf } from '../../sampling.ts';
import type { Metric } from '../measures.ts';
import type { Estimate } from './estimate.ts';
import type { Evaluate } from './evaluate.ts';
import { assumptionValues, uncertainAssumptions } from './inputs.ts';
import { rankCorrelation } from './ranks.ts';
import { type SobolIndex, saltelliSample, sobolIndices } from './sobol-indices.ts';
import { type Tornado, tornado } from './tornado.ts';

/** Which assumptions matter to one metric. */
export interface Sensitivity {
  /** The metric, with its value in the central run. */
  readonly metric: Metric;
  readonly tornado: Tornado;
  /** How many runs the ensemble has. */
  readonly runs: number;
  /** Whether the metric differs at all between them. */
  readonly varies: boolean;
  /** The closest first; undefined where the metric or the assumption does not vary. */
  readonly ranks: readonly { readonly assumption: string; readonly correlation: Estimate | undefined }[];
  /** The greatest total first; undefined where they were not asked for, none where the metric does not vary. */
  readonly indices: readonly ({ readonly assumption: string } & SobolIndex)[] | undefined;
}

/** What is asked of a model. */
export interface SensitivityQuestion {
  readonly metric: Metric;
  readonly evaluate: Evaluate;
  /** How large the ensemble is; with `sobol` there are k + 2 of that size for k assumptions. */
  readonly runs: number;
  readonly seed: string;
  /** Whether to find Sobol indices. */
  readonly sobol: boolean;
}

/** Differences below this share of the largest metric are rounding, and no more than ties. */
const ROUNDING = 1e-9;

/**
 * Asks the question. Assumptions are drawn independently of one another, as Sobol points under the seed; the ensemble
 * is the first part of Saltelli's sample, so that asking for Sobol indices as well changes no rank correlation. Issues:
 * nothing is uncertain; values under which the model can't run; a metric that is null in some run, or for Sobol indices
 * a time that never comes in some run.
 */
export function sensitivityOf(model: Model, question: SensitivityQuestion): Outcome<Sensitivity> {
  const { metric, runs, seed, sobol } = question;
  const inputs = uncertainAssumptions(model).map((position) => ({ position, assumption: idOf(model, position) }));
  if (inputs.length === 0) return outcome<Sensitivity>(undefined, [NOTHING_UNCERTAIN]);
  const evaluate = numbered(question.evaluate, metric);
  const alone = tornado(model, evaluate);
  if (!alone.ok) return alone;
  const length = sobol ? runs * (inputs.length + 2) : runs;
  const values = draw(model, seed, runs, sobol);
  if (!values.ok) return values;
  const found = evaluate(values.value, length);
  if (!found.ok) return found;
  const never = found.value.filter((value) => value === Number.POSITIVE_INFINITY).length;
  if (sobol && never > 0) return outcome<Sensitivity>(undefined, [withoutVariance(metric, never, length)]);
  const ensemble = found.value.subarray(0, runs);
  const ranks = inputs.map(({ position, assumption }) => ({
    assumption,
    correlation: rankCorrelation(values.value.subarray(position * length, position * length + runs), ensemble),
  }));
  const strength = ({ correlation }: (typeof ranks)[number]) => Math.abs(correlation?.value ?? 0);
  const indices = sobol
    ? (sobolIndices(found.value, inputs.length, runs, stream(seed, 'sobol indices', 'resampling')) ?? [])
        .map((index, input) => ({ assumption: inputs[input].assumption, ...index }))
        .sort((one, other) => other.total.value - one.total.value)
    : undefined;
  const varies = ensemble.some((value) => value !== ensemble[0]);
  ranks.sort((one, other) => strength(other) - strength(one));
  return outcome({ metric, tornado: alone.value, runs, varies, ranks, indices }, []);
}

function idOf({ scenario }: Model, position: number): string {
  return scenario.assumptions[position].id;
}

/** The values of all assumptions: in `runs` runs, or in all of Saltelli's sample. */
function draw(model: Model, seed: string, runs: number, sobol: boolean): Outcome<Float64Array> {
  const inputs = uncertainAssumptions(model);
  const names = inputs.map((position) => idOf(model, position));
  const dimensions = sobol ? [...names, ...names.map((name) => `${name}, again`)] : names;
  const sampling = dimensions.length > SOBOL_DIMENSIONS ? 'plain' : 'sobol';
  const points = new Float64Array(dimensions.length * runs);
  for (const [dimension, uniforms] of samplesOf(sampling, seed, dimensions, runs).entries()) {
    uniforms(0, runs, points.subarray(dimension * runs, (dimension + 1) * runs));
  }
  const uniforms = sobol ? saltelliSample(points, inputs.length, runs) : points;
  const length = uniforms.length / inputs.length;
  const start = new Map(inputs.map((position, input) => [position, input * length]));
  return assumptionValues(model, length, (distribution, position, run) =>
    quantile(distribution, uniforms[(start.get(position) as number) + run]),
  );
}

/** The evaluation, with rounding made ties; a metric that has no number in some run is an issue. */
function numbered(evaluate: Evaluate, metric: Metric): Evaluate {
  return (values, runs) => {
    const found = evaluate(values, runs);
    if (!found.ok) return found;
    const nulls = found.value.filter(Number.isNaN).length;
    if (nulls > 0) return outcome<Float64Array>(undefined, [withoutNumber(metric, nulls, runs)]);
    let most = 0;
    for (const value of found.value) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
    const grain = most * ROUNDING;
    const levelled = found.value.map((value) =>
      grain > 0 && Number.isFinite(value) ? Math.round(value / grain) * grain : value,
    );
    return outcome(levelled, []);
  };
}

const NOTHING_UNCERTAIN: Issue = {
  severity: 'error',
  code: 'missing-key',
  path: ['assumptions'],
  expected: 'an uncertain assumption',
  found: 'only plain values',
  remedy: 'Give one a range, such as {uniform: [6 weeks, 12 weeks]}.',
};

function withoutNumber({ path }: Metric, nulls: number, runs: number): Issue {
  return {
    severity: 'error',
    code: 'out-of-range',
    path: path.split('.'),
    expected: 'a metric with a number in every run',
    found: `null in ${nulls} of ${runs}`,
    remedy: 'Ask for an amount instead, such as what a flow delivered or what was applied for.',
  };
}

function withoutVariance({ path }: Metric, never: number, runs: number): Issue {
  const [kind, id] = path.split('.');
  const other = kind === 'demands' ? `demands.${id}.shortage or demands.${id}.fill_rate` : 'an amount or a share';
  return {
    severity: 'error',
    code: 'out-of-range',
    path: path.split('.'),
    expected: 'for Sobol indices, a metric with a variance',
    found: `a time that never comes in ${never} of ${runs} runs`,
    remedy: `Ask for ${other}; or go without the indices, as ranks count what never comes as the greatest.`,
  };
}
