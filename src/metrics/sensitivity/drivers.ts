/** What drives a result: each uncertain assumption, moved alone, against the shortage of a demand. */
import type { Answer } from '../answer.ts';
import { taskRunner } from '../ensemble/tasks.ts';
import type { Metric } from '../measures.ts';
import { metricReader } from './evaluate.ts';
import { type Tornado, tornadoRuns } from './tornado.ts';

/** A metric, and what it comes to with one assumption moved at a time. */
export interface Drivers {
  readonly metric: Metric;
  readonly tornado: Tornado;
}

/**
 * Moves what is uncertain, one assumption at a time, and measures the shortage of a demand. Undefined where nothing is
 * uncertain, where the demand is never short in any of these runs, and where the model can't run with an assumption moved.
 */
export function driversOf(
  { run: { model }, metrics }: Pick<Answer, 'run' | 'metrics'>,
  demand: string,
): Drivers | undefined {
  const metric = metrics.find(({ path }) => path === `demands.${demand}.shortage`);
  if (metric === undefined) return undefined;
  const { runs, values, tornado } = tornadoRuns(model);
  if (runs === 1) return undefined;
  const perform = taskRunner(model, { seed: model.scenario.seed, sampling: 'plain', runs });
  const part = perform({ first: 0, count: runs, given: values });
  if (!part.ok) return undefined;
  const shortages = metricReader(model, metric.path)(part.value.rows);
  return shortages.some((shortage) => shortage > 0) ? { metric, tornado: tornado(shortages) } : undefined;
}
