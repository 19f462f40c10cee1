/** A metric of many runs, each under its own values of the assumptions. */
import { type Outcome, outcome } from '../../issue.ts';
import { lanesFrom } from '../../model/lane.ts';
import type { Model } from '../../model/network.ts';
import { parametersFinder } from '../../model/parameters.ts';
import { simulateBlock } from '../../simulation/kernel/block.ts';
import { createKernel } from '../../simulation/kernel/kernel.ts';
import { emptyRun, type Run } from '../../simulation/record.ts';
import { boundless, metricColumns } from '../measures.ts';

/**
 * The metric of each of `runs` runs, given `values[position · runs + run]` of every assumption; a time that is null is
 * +∞, another null NaN. Values under which the model can't run come back as issues.
 */
export type Evaluate = (values: Float64Array, runs: number) => Outcome<Float64Array>;

/** Runs stepped together. */
const LANES = 16;

/**
 * Runs a model block by block, without noise: what the assumptions do is the question. The faults are those of the
 * first block that has any. A metric that does not exist is an Error.
 */
export function evaluation(model: Model, path: string): Evaluate {
  const kernel = createKernel();
  const blockOf = (lanes: number) => ({
    lanes,
    find: parametersFinder(model, lanes),
    run: undefined as Run | undefined,
  });
  return (values, runs) => {
    const found = new Float64Array(runs);
    let block = blockOf(LANES);
    for (let first = 0; first < runs; first += LANES) {
      const lanes = Math.min(LANES, runs - first);
      if (lanes !== block.lanes) block = blockOf(lanes);
      const parameters = block.find(lanesFrom(values, runs, first, lanes));
      if (!parameters.ok) return parameters;
      block.run = simulateBlock(
        kernel,
        model,
        parameters.value,
        undefined,
        block.run ?? emptyRun(model, parameters.value),
      );
      const metric = metricColumns(block.run).find((one) => one.path === path);
      if (metric === undefined) throw new Error(`no metric ${path}`);
      found.set(boundless(metric), first);
    }
    return outcome(found, []);
  };
}
