/**
 * One step of the model, the table of contents of model.md: eight phases in this order, each of them a function.
 *
 *   1 arrivals   2 decisions   3 orders   4 licence   5 requests   6 rationing   7 starts and service   8 forecast
 */
import type { Model, Parameters } from '../model/network.ts';
import { decisions, useLots } from './decisions.ts';
import { orders } from './orders.ts';
import { rationing, requests } from './rationing.ts';
import type { State } from './state.ts';

/** A flow that falls short of what it wants by more than this share has a dry source. */
const DRY = 1e-9;
/** A shortfall below this share of demand is rounding. */
const ROUNDING = 1e-9;

/** Advances the state by one step; `noise` multiplies each demand in it, by position. Allocates nothing. */
export function step(model: Model, parameters: Parameters, state: State, noise: Float64Array): void {
  schedules(parameters, state);
  arrivals(model, parameters, state);
  decisions(model, state);
  orders(model, parameters, state);
  licence(model, state);
  requests(model, parameters, state, noise);
  rationing(model, state);
  starts(model, parameters, state);
  service(model, state);
  forecast(model, parameters, state);
}

/** Schedules take their values at the date of the step. */
function schedules({ schedule: { changing, values } }: Parameters, { t, scheduled }: State): void {
  const width = changing.length;
  for (let column = 0; column < width; column++)
    scheduled.row[changing[column] as number] = values[t * width + column] as number;
}

/** 1. I_to(f) += P_f[t], and I_j += b[f,j]·P_f[t] for its by-products. */
function arrivals({ network }: Model, { given, lead }: Parameters, state: State): void {
  const { t, onHand, pipeline, pipelineStart, inTransit, byproductArrivals } = state;
  const { start, items } = network.byproducts;
  byproductArrivals.fill(0);
  for (let f = 0; f < network.flows; f++) {
    const slot = (pipelineStart[f] as number) + (t % (lead[f] as number));
    const arriving = pipeline[slot] as number;
    pipeline[slot] = 0;
    const j = network.to[f] as number;
    onHand[j] = (onHand[j] as number) + arriving;
    for (let i = start[f] as number; i < (start[f + 1] as number); i++) {
      const by = items[i] as number;
      const quantity = (given[i] as number) * arriving;
      onHand[by] = (onHand[by] as number) + quantity;
      byproductArrivals[by] = (byproductArrivals[by] as number) + quantity;
    }
    let coming = 0;
    for (let s = pipelineStart[f] as number; s < (pipelineStart[f + 1] as number); s++) coming += pipeline[s] as number;
    inTransit[f] = coming;
  }
}

/** 4. Flows under review apply, and ship what is held; a limit scales the flows of its licence together. */
function licence({ network }: Model, state: State): void {
  const { t, scheduled, underReview, ordered, wanted, held, unused, pending, applied, applications, applicationSpan } =
    state;
  for (let f = 0; f < network.flows; f++) {
    applied[f] = 0;
    if (!underReview[f]) {
      wanted[f] = ordered[f] as number;
      continue;
    }
    const review = scheduled.review[network.licenceOf[f] as number] as number;
    const slot = f * applicationSpan + ((t + review) % applicationSpan);
    applied[f] = Math.max(0, (ordered[f] as number) - (unused[f] as number));
    applications[slot] = (applications[slot] as number) + (applied[f] as number);
    pending[f] = (pending[f] as number) + (applied[f] as number);
    wanted[f] = Math.min(held[f] as number, scheduled.capacity[f] as number);
  }
  const { start, items } = network.gatedBy;
  for (let l = 0; l < network.licences; l++) {
    const limit = scheduled.limit[l] as number;
    let total = 0;
    for (let i = start[l] as number; i < (start[l + 1] as number); i++) total += wanted[items[i] as number] as number;
    if (total <= limit) continue;
    for (let i = start[l] as number; i < (start[l + 1] as number); i++) {
      const f = items[i] as number;
      wanted[f] = (wanted[f] as number) * (limit / total);
    }
  }
}

/** 7. x_f = min over inputs of granted/a; what starts leaves its inputs, joins the pipeline and uses up grants. */
function starts({ network }: Model, { taken, lead, adjust }: Parameters, state: State): void {
  const { t, scheduled, onHand, forecast, inputGranted, asked, wanted, started, inTransit, trusted } = state;
  const { start, items } = network.inputs;
  for (let f = 0; f < network.flows; f++) {
    let quantity = asked[f] as number;
    for (let i = start[f] as number; i < (start[f + 1] as number); i++) {
      quantity = Math.min(quantity, (inputGranted[i] as number) / (taken[i] as number));
    }
    started[f] = quantity;
    for (let i = start[f] as number; i < (start[f + 1] as number); i++) {
      const j = items[i] as number;
      onHand[j] = Math.max(0, (onHand[j] as number) - (taken[i] as number) * quantity);
    }
    state.pipeline[(state.pipelineStart[f] as number) + (t % (lead[f] as number))] = quantity;
    inTransit[f] = (inTransit[f] as number) + quantity;
    if (network.licenceOf[f] !== -1) useGrants(state, f, quantity, scheduled.capacity[f] as number);
    const j = network.to[f] as number;
    const want = wanted[f] as number;
    const isDry = quantity < want - DRY * Math.max(want, forecast[j] as number);
    const before = trusted[f] as number;
    trusted[f] = isDry ? quantity : Math.max(before, quantity) + (forecast[j] as number) / (adjust[j] as number);
  }
}

/** Under review, x_f of H_f is used, and K_f is the part of H_f that the flow failed to use. */
function useGrants(state: State, f: number, quantity: number, capacity: number): void {
  const { underReview, held, unused } = state;
  if (!underReview[f]) {
    unused[f] = 0;
    return;
  }
  const before = held[f] as number;
  const usable = Math.min(before, capacity);
  unused[f] = before === 0 ? 0 : usable === 0 ? before : before * (1 - quantity / usable);
  useLots(state, f, quantity);
  held[f] = Math.max(0, before - quantity);
}

/** 7. Demands take what they are granted; backlog is served first, and what is not served is lost or owed. */
function service({ network }: Model, { onHand, backlog, demand, served, shortfall }: State): void {
  for (let k = 0; k < network.demands; k++) {
    const j = network.drawsFrom[k] as number;
    const wanted = demand[k] as number;
    const got = served[k] as number;
    onHand[j] = Math.max(0, (onHand[j] as number) - got);
    const short = Math.max(0, wanted - Math.max(0, got - (backlog[k] as number)));
    shortfall[k] = short < ROUNDING * wanted ? 0 : short;
    backlog[k] = network.isBackordered[k] ? Math.max(0, (backlog[k] as number) + wanted - got) : 0;
  }
}

/** 8. F_j += (N_j − F_j)/forecast_j with N_j the regular need: what flows regularly take, and demands of this step. */
function forecast({ network }: Model, parameters: Parameters, state: State): void {
  const { regular, wanted, demand, need } = state;
  need.fill(0);
  for (let i = 0; i < network.inputs.items.length; i++) {
    const f = network.inputOwner[i] as number;
    const j = network.inputs.items[i] as number;
    const regularly = network.isRelease[f] ? (wanted[f] as number) : (regular[f] as number);
    need[j] = (need[j] as number) + (parameters.taken[i] as number) * regularly;
  }
  for (let k = 0; k < network.demands; k++) {
    const j = network.drawsFrom[k] as number;
    need[j] = (need[j] as number) + (demand[k] as number);
  }
  for (let j = 0; j < network.stockpiles; j++) {
    const before = state.forecast[j] as number;
    state.forecastUsed[j] = before;
    state.forecast[j] = before + ((need[j] as number) - before) / (parameters.forecast[j] as number);
  }
}
