/** One run, from the undisturbed start to the horizon. */
import { type Outcome, outcome } from '../issue.ts';
import type { Model, Parameters } from '../model/network.ts';
import { centralValues, parametersOf } from '../model/parameters.ts';
import { emptyRun, type Run, record } from './record.ts';
import { initialState } from './state.ts';
import { step } from './step.ts';

/** Fills the factors by which demands are multiplied at step t: that of demand k in lane l at `k · lanes + l`. */
export type Noise = (t: number, factors: Float64Array) => void;

/**
 * A run under parameters of one lane: advances it by step t, steps in order and demands times `factors`, and writes
 * what came of it into a lane of a record.
 */
export function stepper(
  model: Model,
  parameters: Parameters,
): (t: number, factors: Float64Array, run: Run, lane: number) => void {
  if (parameters.lanes !== 1) throw new Error(`the reference step runs one lane, not ${parameters.lanes}`);
  const state = initialState(model, parameters);
  return (t, factors, run, lane) => {
    state.t = t;
    step(model, parameters, state, factors);
    record(run, state, lane);
  };
}

/** Runs the model under parameters of one lane; without `noise` every demand is exactly its schedule. */
export function simulate(model: Model, parameters: Parameters, noise?: Noise): Run {
  const run = emptyRun(model, parameters);
  const advance = stepper(model, parameters);
  const factors = new Float64Array(model.network.demands).fill(1);
  for (let t = 0; t < model.steps; t++) {
    noise?.(t, factors);
    advance(t, factors, run, 0);
  }
  return run;
}

/**
 * The central run: every assumption at its central value, or at the one that is `set` by its position, no noise. Faults of
 * the numbers come back as issues.
 */
export function simulateCentral(model: Model, set?: ReadonlyMap<number, number>): Outcome<Run> {
  const parameters = parametersOf(model, centralValues(model, set));
  return parameters.ok ? outcome(simulate(model, parameters.value), parameters.issues) : parameters;
}
