/**
 * One step of the model, the table of contents of model.md: eight phases in this order, each of them a function.
 *
 *   1 arrivals   2 decisions   3 orders   4 licence   5 requests   6 rationing   7 starts and service   8 forecast
 */
import type { Model, Parameters, Table } from '../model/network.ts';
import { decisions, useLots } from './decisions.ts';
import { floors } from './floors.ts';
import { orders } from './orders.ts';
import { capacities, openings, prices } from './price.ts';
import { renewQuotas, useQuotas } from './quota.ts';
import { rationing, requests } from './rationing.ts';
import type { State } from './state.ts';
import { wait } from './waiting.ts';

/** A flow that falls short of what it wants by more than this share has a dry source. */
const DRY = 1e-9;
/** A shortfall below this share of demand is rounding. */
const ROUNDING = 1e-9;

/** Advances the state by one step; `noise` multiplies each demand in it, by position. Allocates nothing. */
export function step(model: Model, parameters: Parameters, state: State, noise: Float64Array): void {
  schedules(model, parameters, state);
  arrivals(model, parameters, state);
  decisions(model, state);
  renewQuotas(model, state);
  floors(model, state);
  orders(model, parameters, state);
  prices(model, parameters, state);
  licence(model, state);
  requests(model, parameters, state, noise);
  rationing(model, state);
  starts(model, parameters, state);
  useQuotas(model, state);
  wait(model, state);
  service(model, state);
  forecast(model, parameters, state);
  openings(model, parameters, state);
}

/** Schedules take their values at the date of the step. */
function schedules(model: Model, { schedule: { changing, values }, costsAreConstant }: Parameters, state: State): void {
  const { t, scheduled, switchOrder, releaseOrder } = state;
  const width = changing.length;
  for (let column = 0; column < width; column++) scheduled.row[changing[column]] = values[t * width + column];
  capacities(model, state);
  if (costsAreConstant) return;
  sortByCost(switchOrder, scheduled.cost);
  sortByCost(releaseOrder, scheduled.cost);
}

/** Each list by ascending cost, ties by id; those that stand in order stay so. */
function sortByCost({ start, items }: Table, cost: Float64Array): void {
  for (let owner = 0; owner + 1 < start.length; owner++) {
    for (let n = start[owner] + 1; n < start[owner + 1]; n++) {
      const f = items[n];
      let place = n;
      for (; place > start[owner] && isDearer(items[place - 1], f, cost); place--) items[place] = items[place - 1];
      items[place] = f;
    }
  }
}

function isDearer(left: number, right: number, cost: Float64Array): boolean {
  return cost[left] > cost[right] || (cost[left] === cost[right] && left > right);
}

/** 1. I_to(f) += P_f[t], and I_j += b[f,j]·P_f[t] for its by-products. */
function arrivals({ network }: Model, { byproductPerUnit }: Parameters, state: State): void {
  const { onHand, pipeline, pipelineStart, pipelineNow, received, inTransit, byproductArrivals } = state;
  const { to, flows } = network;
  const { start, items } = network.byproducts;
  byproductArrivals.fill(0);
  for (let f = 0; f < flows; f++) {
    const first = pipelineStart[f];
    const slot = first + pipelineNow[f];
    const arriving = pipeline[slot];
    pipeline[slot] = 0;
    received[f] = arriving;
    onHand[to[f]] += arriving;
    for (let i = start[f]; i < start[f + 1]; i++) {
      const quantity = byproductPerUnit[i] * arriving;
      onHand[items[i]] += quantity;
      byproductArrivals[items[i]] += quantity;
    }
    let coming = 0;
    for (let s = first; s < pipelineStart[f + 1]; s++) coming += pipeline[s];
    inTransit[f] = coming;
  }
}

/** 4. Flows under review apply, and ship what is held; a limit scales the flows of its licence together. */
function licence({ network }: Model, state: State): void {
  const { t, scheduled, capacity, underReview, ordered, wanted, waiting, held, unused, pending } = state;
  const { applied, applications, applicationSpan } = state;
  for (let f = 0; f < network.flows; f++) {
    applied[f] = 0;
    if (!underReview[f]) {
      wanted[f] = network.waits[f] ? Math.min(ordered[f] + waiting[f], capacity[f]) : ordered[f];
      continue;
    }
    const review = scheduled.review[network.licenceOf[f]];
    const slot = f * applicationSpan + ((t + review) % applicationSpan);
    applied[f] = Math.max(0, ordered[f] - unused[f]);
    applications[slot] += applied[f];
    pending[f] += applied[f];
    wanted[f] = Math.min(held[f], capacity[f]);
  }
  const { start, items } = network.gatedBy;
  for (let l = 0; l < network.licences; l++) {
    const limit = state.quota[l];
    let total = 0;
    for (let i = start[l]; i < start[l + 1]; i++) total += wanted[items[i]];
    if (total <= limit) continue;
    for (let i = start[l]; i < start[l + 1]; i++) {
      const f = items[i];
      wanted[f] = wanted[f] * (limit / total);
    }
  }
}

/** 7. x_f = min over inputs of granted/a; what starts leaves its inputs, joins the pipeline and uses up grants. */
function starts({ network }: Model, { adjust }: Parameters, state: State): void {
  const { scheduled, capacity, onHand, forecast, inputGranted, requested, wanted, shipped, inTransit } = state;
  const { pipeline, pipelineStart, pipelineNow, trustedSupply, trustedBefore } = state;
  const { inputPerUnit, lead } = scheduled;
  const { flows, to, licenceOf } = network;
  const { start, items } = network.inputs;
  for (let f = 0; f < flows; f++) {
    const from = start[f];
    const end = start[f + 1];
    let quantity = requested[f];
    for (let i = from; i < end; i++) quantity = Math.min(quantity, inputGranted[i] / inputPerUnit[i]);
    for (let i = from; i < end; i++) onHand[items[i]] = Math.max(0, onHand[items[i]] - inputPerUnit[i] * quantity);
    shipped[f] = quantity;
    inTransit[f] += quantity;
    const span = pipelineStart[f + 1] - pipelineStart[f];
    pipeline[pipelineStart[f] + ((pipelineNow[f] + lead[f]) % span)] += quantity;
    pipelineNow[f] = pipelineNow[f] + 1 === span ? 0 : pipelineNow[f] + 1;
    if (licenceOf[f] !== -1) useGrants(state, f, quantity, capacity[f]);
    const need = forecast[to[f]];
    const isDry = quantity < wanted[f] - DRY * Math.max(wanted[f], need);
    trustedBefore[f] = trustedSupply[f];
    trustedSupply[f] = isDry ? quantity : Math.max(trustedSupply[f], quantity) + need / adjust[to[f]];
  }
}

/** Under review, x_f of H_f is used, and K_f is the part of H_f that the flow failed to use. */
function useGrants(state: State, f: number, quantity: number, capacity: number): void {
  const { underReview, held, unused } = state;
  if (!underReview[f]) {
    unused[f] = 0;
    return;
  }
  const before = held[f];
  const usable = Math.min(before, capacity);
  unused[f] = before === 0 ? 0 : usable === 0 ? before : before * (1 - quantity / usable);
  useLots(state, f, quantity);
  held[f] = Math.max(0, before - quantity);
}

/** 7. Demands take what they are granted; backlog is served first, and what is not served is lost or owed. */
function service({ network }: Model, { onHand, backlog, demand, served, shortfall }: State): void {
  for (let k = 0; k < network.demands; k++) {
    const j = network.drawsFrom[k];
    const wanted = demand[k];
    const got = served[k];
    onHand[j] = Math.max(0, onHand[j] - got);
    const short = Math.max(0, wanted - Math.max(0, got - backlog[k]));
    shortfall[k] = short < ROUNDING * wanted ? 0 : short;
    backlog[k] = network.isBackordered[k] ? Math.max(0, backlog[k] + wanted - got) : 0;
  }
}

/** 8. F_j += (N_j − F_j)/forecast_j with N_j the regular need: what flows regularly take, and demands of this step. */
function forecast(model: Model, parameters: Parameters, state: State): void {
  state.forecastUsed.set(state.forecast);
  follow(model, parameters, state, state.demand, state.forecast);
  if (model.network.markets > 0) follow(model, parameters, state, state.fullDemand, state.unpricedForecast);
}

/** A forecast follows the regular need of flows and of so much demand. */
function follow(
  { network }: Model,
  { forecastSteps }: Parameters,
  { scheduled, regularNeed, wanted, need }: State,
  demand: Float64Array,
  forecasts: Float64Array,
): void {
  need.fill(0);
  for (let i = 0; i < network.inputs.items.length; i++) {
    const f = network.inputOwner[i];
    const j = network.inputs.items[i];
    const regularly = network.isRelease[f] ? wanted[f] : regularNeed[f];
    need[j] += scheduled.inputPerUnit[i] * regularly;
  }
  for (let k = 0; k < network.demands; k++) need[network.drawsFrom[k]] += demand[k];
  for (let j = 0; j < network.stockpiles; j++) forecasts[j] += (need[j] - forecasts[j]) / forecastSteps[j];
}
