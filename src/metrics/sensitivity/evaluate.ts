/** A metric of many runs, each under its own values of the assumptions. */
import { type Outcome, outcome } from '../../issue.ts';
import { laneOf } from '../../model/lane.ts';
import type { Model } from '../../model/network.ts';
import { parametersOf } from '../../model/parameters.ts';
import { simulate } from '../../simulation/simulate.ts';
import { metricNumber, metricsOf } from '../measures.ts';

/**
 * The metric of each of `runs` runs, given `values[position · runs + run]` of every assumption; a time that is null is
 * +∞, another null NaN. Values under which the model can't run come back as issues.
 */
export type Evaluate = (values: Float64Array, runs: number) => Outcome<Float64Array>;

/** Runs one after the other, without noise: what the assumptions do is the question. The faults are of the first run that has any. */
export function evaluateOneByOne(model: Model, path: string): Evaluate {
  return (values, runs) => {
    const found = new Float64Array(runs);
    for (let run = 0; run < runs; run++) {
      const parameters = parametersOf(model, laneOf(values, run, runs));
      if (!parameters.ok) return parameters;
      const metric = metricsOf(simulate(model, parameters.value)).find((one) => one.path === path);
      if (metric === undefined) throw new Error(`no metric ${path}`);
      found[run] = metricNumber(metric);
    }
    return outcome(found, []);
  };
}
