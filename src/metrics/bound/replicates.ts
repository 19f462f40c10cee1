/** The bound of each replicate of an ensemble: what one who knew its draws and all that was to come could have saved. */
import { quantiles } from '../../chance/quantiles.ts';
import { type Outcome, outcome } from '../../issue.ts';
import { type Chance, draws } from '../../model/draws.ts';
import type { Model, Scenario } from '../../model/network.ts';
import { noiseOf } from '../../model/noise.ts';
import { parametersOf } from '../../model/parameters.ts';
import { drawnPaths } from '../../model/processes.ts';
import { type BoundQuestion, type LeastMissed, leastMissed } from './bound.ts';
import type { Solver } from './linear-programme.ts';
import { type Reference, referenceRun } from './reference.ts';

/** Over replicates, by unit: means, and quantiles of what was avoidable; tonnes or pieces. */
export interface BoundedEnsemble {
  readonly unit: string;
  readonly simulated: number;
  readonly bound: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/** A replicate, run by the reference step; its bits are those that it has in an ensemble. */
export function referenceOfReplicate(model: Model, chance: Chance, replicate: number): Outcome<Reference> {
  const values = draws(model, chance)(replicate, 1);
  if (!values.ok) return values;
  const paths = drawnPaths(model, chance.seed)(values.value, replicate, 1);
  if (!paths.ok) return paths;
  const parameters = parametersOf(model, values.value, 1, paths.value);
  if (!parameters.ok) return parameters;
  const noise = noiseOf(model, parameters.value.variation, 1, chance.seed, replicate);
  return outcome(referenceRun(model, parameters.value, noise), []);
}

/** What bounding the replicates of a model needs; plain data, which can be sent. */
export interface BoundJob {
  readonly scenario: Scenario;
  readonly chance: Chance;
  readonly question: BoundQuestion;
}

/** The least that could have been missed in a replicate, part by part. */
export function boundOfReplicate(
  model: Model,
  chance: Chance,
  question: BoundQuestion,
  solver: Solver,
  replicate: number,
): Outcome<LeastMissed[]> {
  const reference = referenceOfReplicate(model, chance, replicate);
  return reference.ok ? outcome(leastMissed(reference.value, question, solver), []) : reference;
}

/** Over all replicates, in their order; units that nothing was missed of in any are left out. */
export function boundedEnsemble(all: readonly (readonly LeastMissed[])[]): BoundedEnsemble[] {
  const units = [...new Set(all.flatMap((parts) => parts.map(({ unit }) => unit)))];
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return units.map((unit) => {
    const sumOf = (what: 'simulated' | 'bound') =>
      Float64Array.from(all, (parts) => parts.reduce((sum, one) => sum + (one.unit === unit ? one[what] : 0), 0));
    const [simulated, bound] = [sumOf('simulated'), sumOf('bound')];
    const avoidable = simulated.map((value, r) => value - bound[r]);
    const [p05, p50, p95] = quantiles(avoidable, 0, avoidable.length, [0.05, 0.5, 0.95]);
    return { unit, simulated: mean(simulated), bound: mean(bound), p05, p50, p95 };
  });
}
