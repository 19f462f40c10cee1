/** The simulated run as the bound reads it: its record, and by step what schedules and orders then were. */
import type { Model, Parameters } from '../../model/network.ts';
import { centralValues, parametersOf } from '../../model/parameters.ts';
import { emptyRun, type Run, record } from '../../simulation/record.ts';
import type { Noise } from '../../simulation/simulate.ts';
import { initialState } from '../../simulation/state.ts';
import { step } from '../../simulation/step.ts';

/** A run and what it decided by; amounts in tonnes or pieces a step. */
export interface Reference {
  readonly model: Model;
  readonly parameters: Parameters;
  readonly run: Run;
  /** Whether flow f is under review at step t. */
  isUnderReview(f: number, t: number): boolean;
  /** allow(t) of the licence of flow f; 1 without one. */
  allow(f: number, t: number): number;
  /** cap_f(t); Infinity without one. */
  capacity(f: number, t: number): number;
  /** limit(t)·Δ of licence l; Infinity without one. */
  limit(l: number, t: number): number;
  /** How many steps of its limit licence l is given at step t, 0 within a period; and the share of what is left that it keeps. */
  period(l: number, t: number): number;
  carried(l: number, t: number): number;
  /** review(t) and valid(t) of licence l in steps, and approve(t). */
  review(l: number, t: number): number;
  valid(l: number, t: number): number;
  approve(l: number, t: number): number;
  /** σ_f·F°_j: the need that is assigned to flow f, and σ_f·O_j where its stockpile keeps a target. */
  assignedNeed(f: number, t: number): number;
  assigned(f: number, t: number): number;
  /** The step at which what flow f ships at step t arrives; and how many steps it has shipped ahead at the start. */
  arrival(f: number, t: number): number;
  ahead(f: number): number;
  /** a[f,j] by input at step t, b[f,j] by by-product. */
  inputPerUnit(input: number, t: number): number;
  byproductPerUnit(byproduct: number): number;
}

/** The central run of a model that has run. */
export function referenceOfCentral(model: Model): Reference {
  const parameters = parametersOf(model, centralValues(model));
  if (!parameters.ok) throw new Error('a scenario that has run no longer can');
  return referenceRun(model, parameters.value);
}

/** Runs the model under parameters of one lane, and keeps what the bound needs of it. */
export function referenceRun(model: Model, parameters: Parameters, noise?: Noise): Reference {
  const { network, steps } = model;
  const { layout } = parameters.schedule;
  const run = emptyRun(model, parameters);
  const state = initialState(model, parameters);
  const { row } = state.scheduled;
  const factors = new Float64Array(network.demands).fill(1);
  const rows = new Float64Array(steps * row.length);
  const sigma = new Float64Array(steps * network.flows);
  const order = new Float64Array(steps * network.stockpiles);
  const need = new Float64Array(steps * network.stockpiles);
  const underReview = new Uint8Array(steps * network.flows);
  for (let t = 0; t < steps; t++) {
    noise?.(t, factors);
    state.t = t;
    // What a licence lets through is a share of what would be needed at the price of before.
    need.set(state.unpricedForecast, t * network.stockpiles);
    step(model, parameters, state, factors);
    record(run, state);
    rows.set(row, t * row.length);
    sigma.set(state.sigma, t * network.flows);
    order.set(state.order, t * network.stockpiles);
    underReview.set(state.underReview, t * network.flows);
  }
  const at = (slot: number, t: number) => rows[t * row.length + slot];
  const part = (f: number, t: number, quantity: Float64Array) =>
    sigma[t * network.flows + f] * quantity[t * network.stockpiles + network.to[f]];
  return {
    ...{ model, parameters, run },
    isUnderReview: (f, t) => underReview[t * network.flows + f] === 1,
    allow: (f, t) => (network.licenceOf[f] < 0 ? 1 : at(layout.allow + network.licenceOf[f], t)),
    capacity: (f, t) => run.capacity[t * network.flows + f],
    limit: (l, t) => at(layout.limit + l, t),
    review: (l, t) => at(layout.review + l, t),
    valid: (l, t) => at(layout.valid + l, t),
    approve: (l, t) => at(layout.approve + l, t),
    period: (l, t) => model.quotas?.begins[t * network.licences + l] ?? 1,
    carried: (l, t) => (model.quotas?.isFirst[t * network.licences + l] === 0 ? at(layout.carry + l, t) : 0),
    assignedNeed: (f, t) => part(f, t, need),
    assigned: (f, t) => part(f, t, Number.isNaN(at(layout.target + network.to[f], t)) ? need : order),
    arrival: (f, t) => t + at(layout.lead + f, t),
    ahead: (f) => parameters.initialLead[f],
    inputPerUnit: (input, t) => at(layout.inputPerUnit + input, t),
    byproductPerUnit: (byproduct) => parameters.byproductPerUnit[byproduct],
  };
}
