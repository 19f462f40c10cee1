/** What drives a result: each uncertain assumption, moved alone, against the largest shortage. */
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

const SHORTAGE = /^demands\..*\.shortage$/;

/**
 * Moves what is uncertain, one assumption at a time, and measures the largest shortage of a demand: by `means` of an
 * ensemble, by path, where there are any, in the central run if not; of tonnes before other things. Undefined where
 * nobody is short, where nothing is uncertain, and where the model can't run with an assumption moved.
 */
export function driversOf(
  { run: { model }, metrics }: Pick<Answer, 'run' | 'metrics'>,
  means: ReadonlyMap<string, number | null>,
): Drivers | undefined {
  const sizeOf = ({ path, value }: Metric) => means.get(path) ?? (typeof value === 'number' ? value : 0);
  const order = (metric: Metric) => (metric.unit === 't' ? 1 : 0);
  const [metric] = metrics
    .filter((one) => SHORTAGE.test(one.path) && sizeOf(one) > 0)
    .toSorted((one, other) => order(other) - order(one) || sizeOf(other) - sizeOf(one));
  if (metric === undefined) return undefined;
  const { runs, values, tornado } = tornadoRuns(model);
  if (runs === 1) return undefined;
  const perform = taskRunner(model, { seed: model.scenario.seed, sampling: 'plain', runs });
  const part = perform({ first: 0, count: runs, given: values });
  return part.ok ? { metric, tornado: tornado(metricReader(model, metric.path)(part.value.rows)) } : undefined;
}
