/** How often what a scenario expects holds, over the replicates of a variant. */

import type { Model } from '../../model/network.ts';
import { evaluate } from '../../quantity/evaluate.ts';
import type { Rows } from '../ensemble/tasks.ts';
import type { ExpectationOdds } from '../ensemble-types.ts';
import { compileExpectations } from '../expect.ts';
import { metricsIn } from '../measures.ts';

/**
 * The share of replicates in which each expectation of metrics holds, with its standard error √(p·(1 − p)/n); a time
 * that never comes is longer than any. Expectations that ask a series or a whole ensemble are not judged by replicate,
 * and left out.
 */
export function oddsOf(model: Model, rows: Rows): ExpectationOdds[] {
  const metrics = metricsIn(model);
  const expectations = compileExpectations(model, metrics).expectations.filter(({ asks }) => asks.length === 0);
  const met = expectations.map(() => 0);
  for (let r = 0; r < rows.count && expectations.length > 0; r++) {
    const values = Float64Array.from(metrics, ({ measure }, m) => {
      const value = rows.metrics[m * rows.count + r];
      return Number.isNaN(value) && (measure === 'duration' || measure === 'date') ? Number.POSITIVE_INFINITY : value;
    });
    for (const [n, { whole }] of expectations.entries()) met[n] += evaluate(whole, { elapsed: 0, values });
  }
  return expectations.map(({ that }, n) => {
    const probability = met[n] / rows.count;
    return { that, probability, standardError: Math.sqrt((probability * (1 - probability)) / rows.count) };
  });
}
