/** Which assumptions matter to a metric: moved one at a time, ranked over an ensemble, and as shares of its variance. */
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import { uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { stream } from '../../random.ts';
import type { Metric } from '../measures.ts';
import type { Estimate } from './estimate.ts';
import type { Evaluate } from './evaluate.ts';
import { levelled } from './levelled.ts';
import { rankCorrelation } from './ranks.ts';
import { drawSample } from './sample.ts';
import { type SobolIndex, sobolIndices } from './sobol-indices.ts';
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
  /** The sum of their first orders, where there are any. */
  readonly firstSum: Estimate | undefined;
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

/**
 * Asks the question. Assumptions are drawn independently of one another, as Sobol points under the seed; the ensemble
 * is the first part of Saltelli's sample, so that asking for Sobol indices as well changes no rank correlation. Issues:
 * nothing is uncertain; values under which the model can't run; a metric that is null in some run, or for Sobol indices
 * a time that never comes in some run.
 */
export function sensitivityOf(model: Model, question: SensitivityQuestion): Outcome<Sensitivity> {
  const { metric, runs, seed, sobol } = question;
  const inputs = uncertainAssumptions(model).map((one) => ({
    assumption: one.id,
    position: model.scenario.assumptions.indexOf(one),
  }));
  if (inputs.length === 0) return outcome<Sensitivity>(undefined, [NOTHING_UNCERTAIN]);
  const evaluate = numbered(question.evaluate, metric);
  const alone = tornado(model, evaluate);
  if (!alone.ok) return alone;
  const length = sobol ? runs * (inputs.length + 2) : runs;
  const values = drawSample(model, seed, runs, sobol);
  if (!values.ok) return values;
  const found = evaluate(values.value, length);
  if (!found.ok) return found;
  const never = found.value.filter((value) => value === Number.POSITIVE_INFINITY).length;
  if (sobol && never > 0) return outcome<Sensitivity>(undefined, [withoutVariance(metric, never, length)]);
  const level = levelled(found.value);
  const ensemble = level.subarray(0, runs);
  const ranks = inputs.map(({ position, assumption }) => ({
    assumption,
    correlation: rankCorrelation(values.value.subarray(position * length, position * length + runs), ensemble),
  }));
  const strength = ({ correlation }: (typeof ranks)[number]) => Math.abs(correlation?.value ?? 0);
  const shares = sobol
    ? sobolIndices(level, inputs.length, runs, stream(seed, 'sobol indices', 'resampling'))
    : undefined;
  const indices = shares?.inputs
    .map((index, input) => ({ assumption: inputs[input].assumption, ...index }))
    .sort((one, other) => other.total.value - one.total.value);
  const varies = ensemble.some((value) => value !== ensemble[0]);
  ranks.sort((one, other) => strength(other) - strength(one));
  return outcome(
    {
      ...{ metric, runs, varies, ranks, tornado: alone.value },
      ...{ indices: indices ?? (sobol ? [] : undefined), firstSum: shares?.firstSum },
    },
    [],
  );
}

/** The evaluation, where a metric that has no number in some run is an issue. */
function numbered(evaluate: Evaluate, metric: Metric): Evaluate {
  return (values, runs) => {
    const found = evaluate(values, runs);
    if (!found.ok) return found;
    const nulls = found.value.filter(Number.isNaN).length;
    return nulls > 0 ? outcome<Float64Array>(undefined, [withoutNumber(metric, nulls, runs)]) : found;
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
