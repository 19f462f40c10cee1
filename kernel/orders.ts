/** Phase 3 of a step, as src/simulation/orders.ts has it: what each stockpile orders, and from whom. */
import { limitBounds } from './limits';
import {
  adjust, approve, backlog, byproductArrivals, cover, deliveriesStart, demandsOnStart, forecast, hasWaiting, held,
  inflowsStart, inTransit, isReleasing, lead, onHand, order, ordered, orderUpTo, pending, quota, regular, reserves,
  reservesEnd, reviewDelay, row, scratch, sigma, stockpiles, target, traits, trusted, unused,
} from './memory';
import { arrivals } from './pipelines';
import { releases } from './releases';
import { split } from './split';
import { add, andNot, at, both, divide, isAtMost, isEqual, multiply, positive, put, subtract, where } from './vector';
import { keepOrders, lessWaitingAt, waitingFor } from './waiting';
import { ADJUST_IS_ONE, endOf, firstOf, NONE } from './words';

/** At most this share of F_j counts as nothing expected to come. */
const NOTHING: f64 = 1e-9;

/**
 * Fills n_f and o_f. One visit to a stockpile does all that needs nothing of others, while its rows are at hand. Two
 * things do need others: releases, which may keep the reserve that they draw on from ordering, and shared limits.
 */
export function orders(): void {
  if (hasWaiting) ordersOf(true);
  else ordersOf(false);
}

/** Compiled twice: where no orders wait, nothing asks whether they do. */
@inline
function ordersOf(waits: bool): void {
  const hasReleases = reserves != reservesEnd;
  if (hasReleases) {
    for (let j: usize = 0; j < stockpiles; j++) arrivals(j);
    releases();
  }
  const isLimited = limitBounds(forecast, quota);
  for (let j: usize = 0; j < stockpiles; j++) {
    if (!hasReleases) arrivals(j);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const quantity = orderOf(j, pair, waits);
      put(order + j * row + pair, quantity);
      if (!isLimited) orderFrom(j, pair, quantity, waits);
    }
  }
  if (!isLimited) return;
  limitBounds(order, quota);
  for (let j: usize = 0; j < stockpiles; j++) {
    for (let pair: usize = 0; pair < row; pair += 16) orderFrom(j, pair, at(order + j * row + pair), waits);
  }
}

/** o_f: what stockpile j orders of its inflows. */
@inline
function orderFrom(j: usize, pair: usize, quantity: v128, waits: bool): void {
  if (waits) keepOrders(j, pair, quantity, splitKeeping(j, pair, quantity));
  else split(j, pair, quantity, ordered, trusted, false);
}

/** The same split where orders may wait. */
function splitKeeping(j: usize, pair: usize, quantity: v128): v128 {
  return split(j, pair, quantity, ordered, trusted, true);
}

/**
 * n_f = p_f(F) + τ_f(F); λ_f = (e_f + τ_f)/Σ(e + τ), or σ_f where next to nothing is expected; then
 * O_j = max(0, F_j − Σ b·P_f[t] + (S_j − IP_j)/adjust_j), S_j = F·cover or the target, + F·Σ λ(lead + R): replace what
 * is regularly used and close the gap.
 */
@inline
function orderOf(j: usize, pair: usize, waits: bool): v128 {
  const place = j * row + pair;
  const need = at(forecast + place);
  split(j, pair, need, regular, trusted, false);
  const first = firstOf(inflowsStart, j);
  const end = endOf(inflowsStart, j);
  let total = both(0);
  for (let entry = first, expected = scratch; entry < end; entry += 8, expected += 16) total = add(total, at(expected));
  const isNothing = isAtMost(total, multiply(both(NOTHING), need));
  let delay = both(0);
  for (let entry = first, expected = scratch; entry < end; entry += 8, expected += 16) {
    const f = load<usize>(entry) + pair;
    const licence = load<usize>(entry, 4);
    const expectedShare = where(isNothing, at(sigma + f), divide(at(expected), total));
    let time = at(lead + f);
    if (licence != NONE) time = add(time, at(reviewDelay + licence + pair));
    delay = add(delay, multiply(expectedShare, time));
  }
  const kept = at(target + place);
  const keep = where(isEqual(kept, kept), kept, multiply(need, at(cover + place)));
  const upTo = add(keep, multiply(need, delay));
  if (waits) put(orderUpTo + place, upTo);
  let gap = subtract(upTo, inventoryPosition(j, pair, waits));
  if (!(load<i32>(traits + (j << 2)) & ADJUST_IS_ONE)) gap = divide(gap, at(adjust + place));
  const wants = positive(add(subtract(need, at(byproductArrivals + place)), gap));
  return andNot(wants, at(isReleasing + place));
}

/** IP_j: on hand, plus all that is under way to it, less what it owes. */
@inline
export function inventoryPosition(j: usize, pair: usize, waits: bool): v128 {
  let position = at(onHand + j * row + pair);
  const deliveriesEnd = endOf(deliveriesStart, j);
  for (let entry = firstOf(deliveriesStart, j); entry < deliveriesEnd; entry += 16) {
    position = add(position, underWay(load<usize>(entry) + pair, load<usize>(entry, 4), pair));
  }
  if (waits) position = add(position, waitingFor(j, pair));
  const demandsEnd = endOf(demandsOnStart, j);
  for (let entry = firstOf(demandsOnStart, j); entry < demandsEnd; entry += 8) {
    position = subtract(position, at(backlog + load<usize>(entry) + pair));
  }
  return waits ? lessWaitingAt(position, j, pair) : position;
}

/** What flow f has under way to its stockpile: in transit, applied for as far as approved, and held but usable. */
@inline
function underWay(f: usize, licence: usize, pair: usize): v128 {
  const coming = at(inTransit + f);
  if (licence == NONE) return coming;
  const approved = multiply(at(approve + licence + pair), at(pending + f));
  return subtract(add(add(coming, approved), at(held + f)), at(unused + f));
}
