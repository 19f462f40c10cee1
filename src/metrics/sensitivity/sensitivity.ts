/** Which assumptions matter to a metric: moved one at a time, ranked over an ensemble, and as shares of its variance. */

import { stream } from '../../chance/random.ts';
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import { type Chance, uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { type Executor, inlineExecutor } from '../ensemble/executor.ts';
import { rowTasks } from '../ensemble/rows.ts';
import type { Sweep } from '../ensemble/shards.ts';
import type { Metric } from '../measures.ts';
import type { Estimate } from './estimate.ts';
import { type Evaluate, type Evaluated, evaluation } from './evaluate.ts';
import { rankCorrelation } from './ranks.ts';
import { roundOffNoise } from './round-off.ts';
import { saltelliRuns } from './sample.ts';
import { type SobolIndex, sobolIndices } from './sobol-indices.ts';
import { type Tornado, tornadoRuns } from './tornado.ts';

/** Which assumptions matter to one metric. */
export interface Sensitivity {
  /** The metric, with its value in the central run. */
  readonly metric: Metric;
  readonly tornado: Tornado;
  /** How many replicates the ensemble has. */
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

type SobolPart = Pick<Sensitivity, 'indices' | 'firstSum'>;

/** An uncertain assumption, and its place among all. */
interface Input {
  readonly assumption: string;
  readonly position: number;
}

/**
 * Asks which assumptions matter to `metric`, in three ways. The tornado moves one at a time, all others central. Rank
 * correlations are over the replicates of `chance` as an ensemble has them: assumptions that go together do, and demands
 * have their noise. Sobol indices, which presuppose independence, are over draws of their own in which nothing goes
 * together; as in the tornado, demands are there as scheduled, without noise. `hasSobol` asks for them: chance.runs ·
 * (k + 2) runs more for k assumptions, and no change to the rest. Issues: nothing is uncertain; values under which the
 * model can't run; a metric that is null in some run, or for Sobol indices a time that never comes in some run.
 */
export async function sensitivityOf(
  model: Model,
  chance: Chance,
  { metric, hasSobol }: { readonly metric: Metric; readonly hasSobol: boolean },
  crew: Executor = inlineExecutor(model, chance),
  progress: (share: number) => void = () => undefined,
): Promise<Outcome<Sensitivity>> {
  const inputs = uncertainAssumptions(model).map((one) => ({
    assumption: one.id,
    position: model.scenario.assumptions.indexOf(one),
  }));
  if (inputs.length === 0) return outcome<Sensitivity>(undefined, [NOTHING_UNCERTAIN]);
  const { runs } = chance;
  const alone = tornadoRuns(model);
  const work = alone.runs + runs + (hasSobol ? runs * (inputs.length + 2) : 0);
  let done = 0;
  const advance = (count: number) => {
    done += count;
    progress(done / work);
  };
  const evaluate = numbered(evaluation(model, metric.path, crew, advance), metric);
  const moved = await evaluate(alone.runs, alone.values);
  if (!moved.ok) return moved;
  const ensemble = await evaluate(runs);
  if (!ensemble.ok) return ensemble;
  const none = outcome<SobolPart>({ indices: undefined, firstSum: undefined }, []);
  const sobol = hasSobol ? await sobolOf(model, chance, metric, inputs, evaluate) : none;
  if (!sobol.ok) return sobol;
  const level = roundOffNoise(ensemble.value.metric);
  return outcome(
    {
      ...{ metric, runs, tornado: alone.tornado(moved.value.metric), varies: level.some((one) => one !== level[0]) },
      ...{ ranks: ranksOf(inputs, ensemble.value.values, level), ...sobol.value },
    },
    [],
  );
}

/** The replicates of sensitivityOf: of the tornado, of the ensemble, and for Sobol indices of Saltelli's sample. */
export function sensitivitySweeps(model: Model, chance: Chance, hasSobol: boolean): Outcome<Sweep[]> {
  if (uncertainAssumptions(model).length === 0) return outcome<Sweep[]>(undefined, [NOTHING_UNCERTAIN]);
  const alone = tornadoRuns(model);
  const sample = hasSobol ? saltelliRuns(model, chance.seed, chance.runs) : undefined;
  if (sample && !sample.ok) return sample;
  const all = [alone, { runs: chance.runs, values: undefined }, ...(sample ? [sample.value] : [])];
  const sweeps = all.map(({ runs, values }): Sweep => {
    return { runs, open: () => outcome({ model, chance, tasks: rowTasks(runs, { given: values }) }, []) };
  });
  return outcome(sweeps, []);
}

function ranksOf(inputs: readonly Input[], values: Float64Array, metric: Float64Array): Sensitivity['ranks'] {
  const ranks = inputs.map(({ position, assumption }) => ({
    assumption,
    correlation: rankCorrelation(values.subarray(position * metric.length, (position + 1) * metric.length), metric),
  }));
  const strength = ({ correlation }: (typeof ranks)[number]) => Math.abs(correlation?.value ?? 0);
  return ranks.sort((one, other) => strength(other) - strength(one));
}

async function sobolOf(
  model: Model,
  { seed, runs: rows }: Chance,
  metric: Metric,
  inputs: readonly Input[],
  evaluate: Evaluate,
): Promise<Outcome<SobolPart>> {
  const sample = saltelliRuns(model, seed, rows);
  if (!sample.ok) return sample;
  const { runs, values } = sample.value;
  const found = await evaluate(runs, values);
  if (!found.ok) return found;
  const never = found.value.metric.filter((value) => value === Number.POSITIVE_INFINITY).length;
  if (never > 0) return outcome<SobolPart>(undefined, [withoutVariance(metric, never, runs)]);
  const uniform = stream(seed, 'sobol indices', 'resampling');
  const shares = sobolIndices(roundOffNoise(found.value.metric), inputs.length, rows, uniform);
  const indices = (shares?.inputs ?? [])
    .map((index, input) => ({ assumption: inputs[input].assumption, ...index }))
    .sort((one, other) => other.total.value - one.total.value);
  return outcome({ indices, firstSum: shares?.firstSum }, []);
}

/** The evaluation, where a metric that has no number in some run is an issue. */
function numbered(evaluate: Evaluate, metric: Metric): Evaluate {
  return async (runs, given) => {
    const found = await evaluate(runs, given);
    if (!found.ok) return found;
    const nulls = found.value.metric.filter(Number.isNaN).length;
    return nulls > 0 ? outcome<Evaluated>(undefined, [withoutNumber(metric, nulls, runs)]) : found;
  };
}

export const NOTHING_UNCERTAIN: Issue = {
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
    remedy: 'Ask for an amount instead, such as what a flow shipped or what was applied for.',
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
