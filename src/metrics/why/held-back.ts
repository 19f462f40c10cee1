/** Why a flow ships less than its twin: the bounds of a step in their order, each taking what those before it left. */
import type { Network } from '../../model/network.ts';
import type { Row } from './rows.ts';

/** What may have held a flow back; `ordering`: it was not ordered, for a reason that lies elsewhere. */
export const RULES = ['ordering', 'capacity', 'limit', 'allow', 'review'] as const;

export type Rule = (typeof RULES)[number];

const [ORDERING, CAPACITY, LIMIT, ALLOW, REVIEW] = [0, 1, 2, 3, 4];

/** Bounds that differ by less than this share of an amount hold back alike. */
const ALIKE = 1e-9;

/**
 * Fills `lost`, by rule, for flow f, which ships x where its twin ships X > x; returns the rest of X − x, which its inputs
 * did not give. Each minimum is at least x:
 *
 *   m1 = min(X, σ_f·O_j + W_f)      what was not ordered
 *   m2 = min(m1, o_f + W_f)         to the least of cap_f, q_f and allow·σ_f·F_j, to those alike in equal parts
 *   m3 = min(m2, w_f)               to capacity, where orders wait; then to the limit of the licence
 *
 * Under review instead: to what allow·σ_f·F_j lets apply for, then to the lesser of ΣH_f and cap_f, then to the limit. A
 * release is ordered by its trigger, as far as its capacity and `allow` let. The gap is that to the twin, not to the
 * order: a buyer in need orders far more than he needs.
 */
export function heldBack(network: Network, row: Row, f: number, twin: number, lost: Float64Array): number {
  const { scheduled, unpriced, order, ordered, wanted, held, waitingBefore } = row;
  const l = network.licenceOf[f];
  const j = network.to[f];
  const x = row.shipped[f];
  const capacity = row.capacity[f];
  const allow = l < 0 ? 1 : scheduled.allow[l];
  const waiting = waitingBefore[f];
  const isRelease = network.isRelease[f] === 1;
  const sigma = row.sigma[f];
  const none = Number.POSITIVE_INFINITY;
  const allowed = allow >= 1 ? none : allow * sigma * (Number.isNaN(scheduled.target[j]) ? unpriced[j] : order[j]);
  lost.fill(0);
  let most = twin;
  if (l >= 0 && scheduled.review[l] > 0 && allow > 0) {
    if (!isRelease) most = cut(most, x, allowed, lost, ALLOW);
    const granted = held[f] + x;
    const next = cut(most, x, Math.min(granted, capacity), lost, -1);
    share(most - next, lost, capacity, none, none, granted, twin);
    most = next;
  } else if (isRelease) {
    if (ordered[f] < allow * capacity * (1 - ALIKE)) most = cut(most, x, ordered[f] / allow + waiting, lost, ORDERING);
    const next = cut(most, x, ordered[f] + waiting, lost, -1);
    share(most - next, lost, capacity, none, allow < 1 ? allow * twin : none, none, twin);
    most = next;
  } else {
    const assigned = sigma * order[j];
    most = cut(most, x, assigned + waiting, lost, ORDERING);
    const next = cut(most, x, ordered[f] + waiting, lost, -1);
    if (next < most) {
      const limit = l < 0 ? none : row.limitBound(f);
      // Where none of these binds, trust has failed, and others were asked instead.
      if (Math.min(capacity, limit, allowed) >= assigned * (1 - ALIKE)) lost[ORDERING] += most - next;
      else share(most - next, lost, capacity, limit, allowed, none, twin);
    }
    most = next;
  }
  if (network.waits[f]) most = cut(most, x, capacity, lost, CAPACITY);
  return cut(most, x, wanted[f], lost, LIMIT) - x;
}

/** What a bound leaves, at least x; what it takes is added to a rule, if one is given. */
function cut(most: number, x: number, bound: number, lost: Float64Array, rule: number): number {
  const next = Math.max(x, Math.min(most, bound));
  if (rule >= 0) lost[rule] += most - next;
  return next;
}

/** Adds an amount to the rules with the least bound, in equal parts. */
function share(
  amount: number,
  lost: Float64Array,
  capacity: number,
  limit: number,
  allowed: number,
  granted: number,
  twin: number,
): void {
  if (!(amount > 0)) return;
  const least = Math.min(capacity, limit, allowed, granted);
  const alike = least + ALIKE * Math.max(least, twin);
  const binding =
    Number(capacity <= alike) + Number(limit <= alike) + Number(allowed <= alike) + Number(granted <= alike);
  if (capacity <= alike) lost[CAPACITY] += amount / binding;
  if (limit <= alike) lost[LIMIT] += amount / binding;
  if (allowed <= alike) lost[ALLOW] += amount / binding;
  if (granted <= alike) lost[REVIEW] += amount / binding;
}
