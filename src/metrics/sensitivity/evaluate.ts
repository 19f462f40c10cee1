/** One metric of many runs that a crew does: of the replicates of an ensemble, or under values of one's own. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import type { Executor } from '../ensemble/executor.ts';
import { eachRows } from '../ensemble/rows.ts';
import type { Rows } from '../ensemble/tasks.ts';
import { boundless, metricsIn } from '../measures.ts';

/** The assumptions of some runs, `values[position · runs + r]`, and their metric; see metricReader. */
export interface Evaluated {
  readonly values: Float64Array;
  readonly metric: Float64Array;
}

/**
 * Evaluates `runs` runs: without `given` the replicates of the crew's ensemble, correlated and with noise as they are;
 * with it runs under these values, `given[position · runs + r]`, without noise. The faults are those of the first part
 * that has any.
 */
export type Evaluate = (runs: number, given?: Float64Array) => Promise<Outcome<Evaluated>>;

/** Evaluates the metric called `path`; `done` hears of runs that are done. A metric that does not exist is an Error. */
export function evaluation(
  model: Model,
  path: string,
  crew: Executor,
  done: (runs: number) => void = () => {},
): Evaluate {
  const read = metricReader(model, path);
  const { length } = model.scenario.assumptions;
  return async (runs, given) => {
    const values = given ?? new Float64Array(length * runs);
    const metric = new Float64Array(runs);
    const all = await eachRows(crew, runs, given, (rows) => {
      const { first, count } = rows;
      metric.set(read(rows), first);
      for (let a = 0; given === undefined && a < length; a++) {
        values.set(rows.values.subarray(a * count, (a + 1) * count), a * runs + first);
      }
      done(count);
    });
    return all.ok ? outcome({ values, metric }, []) : all;
  };
}

/** Reads a metric off rows; a time that is null is +∞, another null NaN. */
export function metricReader(model: Model, path: string): (rows: Rows) => Float64Array {
  const metrics = metricsIn(model);
  const place = metrics.findIndex((one) => one.path === path);
  if (place < 0) throw new Error(`no metric ${path}`);
  return ({ count, metrics: all }) =>
    boundless({ ...metrics[place], values: all.subarray(place * count, (place + 1) * count) });
}
