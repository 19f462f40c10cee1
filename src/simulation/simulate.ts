/** One run, from the undisturbed start to the horizon. */
import { type Outcome, outcome } from '../issue.ts';
import type { Model, Parameters } from '../model/network.ts';
import { centralValues, parametersOf } from '../model/parameters.ts';
import { emptyRun, type Run, record } from './record.ts';
import { initialState } from './state.ts';
import { step } from './step.ts';

/** Fills the factors by which demands are multiplied at step t: that of demand k in lane l at `k · lanes + l`. */
export type Noise = (t: number, factors: Float64Array) => void;

/** Runs the model under parameters of one lane; without `noise` every demand is exactly its schedule. */
export function simulate(model: Model, parameters: Parameters, noise?: Noise): Run {
  if (parameters.lanes !== 1) throw new Error(`the reference step runs one lane, not ${parameters.lanes}`);
  const state = initialState(model, parameters);
  const run = emptyRun(model, parameters);
  const factors = new Float64Array(model.network.demands).fill(1);
  const { layout } = parameters.schedule;
  const uses = state.scheduled.row.subarray(layout.uses, layout.uses + model.network.demands);
  for (let t = 0; t < model.steps; t++) {
    state.t = t;
    noise?.(t, factors);
    step(model, parameters, state, factors);
    record(run, state, uses);
  }
  return run;
}

/** The central run: every assumption at its central value, no noise. Faults of the numbers come back as issues. */
export function simulateCentral(model: Model): Outcome<Run> {
  const parameters = parametersOf(model, centralValues(model));
  return parameters.ok ? outcome(simulate(model, parameters.value), parameters.issues) : parameters;
}
