/** How often what a scenario expects holds, over the replicates of a variant. */

import type { Model } from '../../model/network.ts';
import { evaluate } from '../../quantity/evaluate.ts';
import type { ExpectationOdds } from '../ensemble-types.ts';
import { compileExpectations } from '../expect.ts';
import { metricsIn } from '../measures.ts';

/** The metrics that what oddsOf judges is about, by their paths. */
export function expectedIn(model: Model): string[] {
  return judgedIn(model).flatMap(({ whole }) => [...whole.uses]);
}

/**
 * The share of `runs` replicates in which each expectation of metrics holds, with its standard error √(p·(1 − p)/n), from
 * the values of each metric that it is about; a time that never comes is longer than any. Expectations that ask a series or
 * a whole ensemble are not judged by replicate, and left out.
 */
export function oddsOf(model: Model, valuesOf: (path: string) => Float64Array, runs: number): ExpectationOdds[] {
  const metrics = metricsIn(model);
  const uses = new Set(expectedIn(model));
  const used = metrics.flatMap(({ path, measure }, place) =>
    uses.has(path) ? [{ place, own: valuesOf(path), isLate: measure === 'duration' || measure === 'date' }] : [],
  );
  const values = new Float64Array(metrics.length);
  const met = judgedIn(model).map(({ that, whole }) => ({ that, whole, times: 0 }));
  for (let r = 0; r < runs && met.length > 0; r++) {
    for (const { place, own, isLate } of used) {
      values[place] = Number.isNaN(own[r]) && isLate ? Number.POSITIVE_INFINITY : own[r];
    }
    for (const one of met) one.times += evaluate(one.whole, { elapsed: 0, values });
  }
  return met.map(({ that, times }) => {
    const probability = times / runs;
    return { that, probability, standardError: Math.sqrt((probability * (1 - probability)) / runs) };
  });
}

function judgedIn(model: Model) {
  return compileExpectations(model, metricsIn(model)).expectations.filter(({ asks }) => asks.length === 0);
}
