/** Phase 3 of a step: how a quantity is split among the ordinary inflows of a stockpile (model.md, 3). */
import type { Model, Parameters } from '../model/network.ts';
import type { State } from './state.ts';

/** What a split goes by: L, the quotas of licences, and v_f, what flows are trusted to bring. */
export interface Bounds {
  readonly limit: Float64Array;
  readonly trusted: Float64Array;
}

/**
 * Splits a quantity Q_j of stockpile j among its ordinary inflows: e_f, what is expected to come of what each can pass;
 * τ_f, what blocked orders turn to it for; and `parts`, p_f + τ_f, what it is asked for. `limitBounds` are those of the
 * same quantity. Returns the spill Σ(σ_f·Q_j − e_f).
 */
export function split(
  model: Model,
  { switchable }: Parameters,
  state: State,
  j: number,
  whole: number,
  parts: Float64Array,
  { trusted }: Bounds,
): number {
  const { network } = model;
  const { scheduled, capacity, sigma, expected, switched, limitBound, underReview, unpricedForecast } = state;
  const { allow, approve, target } = scheduled;
  const { start, items } = network.inflows;
  let spill = 0;
  for (let i = start[j]; i < start[j + 1]; i++) {
    const f = items[i];
    const l = network.licenceOf[f];
    const assigned = sigma[f] * whole;
    let pass = Math.min(assigned, capacity[f], limitBound[f]);
    if (l >= 0 && allow[l] < 1) {
      const keepsTarget = !Number.isNaN(target[j]);
      pass = Math.min(pass, allow[l] * (sigma[f] * (keepsTarget ? whole : unpricedForecast[j])));
    }
    parts[f] = pass;
    expected[f] = Math.min(underReview[f] ? pass * approve[l] : pass, trusted[f]);
    switched[f] = 0;
    spill += assigned - expected[f];
  }
  turnElsewhere(model, state, j, spill * switchable[j], parts, trusted);
  return spill;
}

/** The switchable part of what is blocked, offered to open inflows by ascending cost, each up to its headroom. */
function turnElsewhere(
  { network }: Model,
  { scheduled, capacity, switchOrder, switched, underReview }: State,
  j: number,
  spill: number,
  parts: Float64Array,
  trusted: Float64Array,
): void {
  let rest = spill;
  for (let i = switchOrder.start[j]; rest > 0 && i < switchOrder.start[j + 1]; i++) {
    const f = switchOrder.items[i];
    const l = network.licenceOf[f];
    const isOpen =
      l < 0 || (scheduled.allow[l] >= 1 && !underReview[f] && scheduled.limit[l] === Number.POSITIVE_INFINITY);
    if (!isOpen) continue;
    const headroom = Math.max(0, Math.min(capacity[f], trusted[f]) - parts[f]);
    switched[f] = Math.min(rest, headroom);
    parts[f] += switched[f];
    rest -= switched[f];
  }
}

/**
 * q_f, a flow's part of its licence's quota L: regular need first, the rest of L in proportion to what is left to
 * ask for. Infinity without a limit, under review, or while everything fits in L.
 */
export function limitBounds(
  { network }: Pick<Model, 'network'>,
  { scheduled, sigma, forecast, limitBound }: Pick<State, 'scheduled' | 'sigma' | 'forecast' | 'limitBound'>,
  quantity: Float64Array,
  { limit: left }: Pick<Bounds, 'limit'>,
): void {
  const { start, items } = network.ordinaryOf;
  limitBound.fill(Number.POSITIVE_INFINITY);
  for (let l = 0; l < network.licences; l++) {
    const limit = left[l];
    const reviewed = scheduled.review[l] > 0 && scheduled.allow[l] > 0;
    if (scheduled.limit[l] === Number.POSITIVE_INFINITY || reviewed) continue;
    const from = start[l];
    const end = start[l + 1];
    const assignedTo = (f: number) => sigma[f] * quantity[network.to[f]];
    const neededOf = (f: number) => sigma[f] * forecast[network.to[f]];
    let assigned = 0;
    let needed = 0;
    for (let i = from; i < end; i++) {
      assigned += assignedTo(items[i]);
      needed += neededOf(items[i]);
    }
    if (assigned <= limit) continue;
    const regularPart = (f: number) => (needed === 0 ? 0 : Math.min(assignedTo(f), (limit * neededOf(f)) / needed));
    let rest = limit;
    let more = 0;
    for (let i = from; i < end; i++) {
      const f = items[i];
      rest -= regularPart(f);
      more += assignedTo(f) - regularPart(f);
    }
    rest = Math.max(0, rest);
    for (let i = from; i < end; i++) {
      const f = items[i];
      const part = regularPart(f);
      limitBound[f] = more > 0 ? part + (rest * (assignedTo(f) - part)) / more : part;
    }
  }
}
