/** Phase 3 of a step, as src/simulation/orders.ts has it: what each stockpile orders, and what reserves release. */
import { arrivals } from './arrivals';
import {
  adjust, allow, approval, approve, backlog, byproductArrivals, capacity, cover, deliveriesStart, demandsOnStart,
  forecast, held, inTransit, inflowsStart, isOpen, isReleasing, lead, licences, limit, limitBound, onHand, order,
  ordered, ordinaryOfStart, pending, regular, releaseBelow, releaseOrderStart, releasesStart, reserves, reservesEnd,
  reviewDelay, row, scratch, share, sigma, stockpiles, switchOrderStart, switchable, target, traits, trusted,
  underReview, unused,
} from './memory';
import {
  add, and, andNot, any, at, both, divide, isAtMost, isBelow, isEqual, lesser, multiply, positive, put, subtract,
  where,
} from './vector';
import { ADJUST_IS_ONE, NONE, SWITCH_ORDER_IS_SHARED } from './words';

/** At most this share of F_j counts as nothing expected to come. */
const NOTHING: f64 = 1e-9;

/**
 * Fills n_f and o_f. One visit to a stockpile does all that needs nothing of others, while its rows are at hand. Two
 * things do need others: releases, which may keep the reserve that they draw on from ordering, and shared limits.
 */
export function orders(): void {
  const hasReleases = reserves != reservesEnd;
  if (hasReleases) {
    for (let j: usize = 0; j < stockpiles; j++) arrivals(j);
    releases();
  }
  const isLimited = limitBounds(forecast);
  for (let j: usize = 0; j < stockpiles; j++) {
    if (!hasReleases) arrivals(j);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const quantity = orderOf(j, pair);
      if (isLimited) put(order + j * row + pair, quantity);
      else split(j, pair, quantity, ordered);
    }
  }
  if (!isLimited) return;
  limitBounds(order);
  for (let j: usize = 0; j < stockpiles; j++) {
    for (let pair: usize = 0; pair < row; pair += 16) split(j, pair, at(order + j * row + pair), ordered);
  }
}

/** σ_f = share_f(t)/Σ share(t) over the ordinary inflows of a stockpile; 0 where all shares are. */
export function shares(): void {
  for (let j: usize = 0; j < stockpiles; j++) {
    const first = load<usize>(inflowsStart + (j << 2));
    const end = load<usize>(inflowsStart + (j << 2), 4);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let total = both(0);
      for (let entry = first; entry < end; entry += 8) total = add(total, at(share + load<usize>(entry) + pair));
      const isShared = isBelow(both(0), total);
      for (let entry = first; entry < end; entry += 8) {
        const f = load<usize>(entry) + pair;
        put(sigma + f, and(isShared, divide(at(share + f), total)));
      }
    }
  }
}

/**
 * Splits a quantity Q_j among the ordinary inflows of j. p_f = min(σ_f·Q_j, cap_f, q_f, and if allow_f < 1:
 * allow_f·σ_f·F_j, or ·Q_j where a target is kept); e_f = min(p_f·approve_f, v_f); p_f + τ_f goes to `parts`,
 * e_f + τ_f to `scratch`.
 */
@inline
function split(j: usize, pair: usize, whole: v128, parts: usize): void {
  const first = load<usize>(inflowsStart + (j << 2));
  const end = load<usize>(inflowsStart + (j << 2), 4);
  const place = j * row + pair;
  let spill = both(0);
  for (let entry = first, expected = scratch; entry < end; entry += 8, expected += 16) {
    const f = load<usize>(entry) + pair;
    const licence = load<usize>(entry, 4);
    const part = at(sigma + f);
    const assigned = multiply(part, whole);
    let pass = lesser(assigned, at(capacity + f));
    let coming = pass;
    if (licence != NONE) {
      pass = lesser(pass, at(limitBound + f));
      const allowed = at(allow + licence + pair);
      const kept = at(target + place);
      const base = where(isEqual(kept, kept), whole, at(forecast + place));
      const most = lesser(pass, multiply(allowed, multiply(part, base)));
      pass = where(isBelow(allowed, both(1)), most, pass);
      coming = multiply(pass, at(approval + licence + pair));
    }
    coming = lesser(coming, at(trusted + f));
    put(parts + f, pass);
    put(expected, coming);
    spill = add(spill, subtract(assigned, coming));
  }
  const rest = multiply(spill, at(switchable + place));
  if (any(isBelow(both(0), rest))) {
    if (load<i32>(traits + (j << 2)) & SWITCH_ORDER_IS_SHARED) turnElsewhere(j, pair, rest, parts);
    else {
      turnLaneElsewhere(j, pair, f64x2.extract_lane(rest, 0), parts);
      turnLaneElsewhere(j, pair + 8, f64x2.extract_lane(rest, 1), parts);
    }
  }
}

/** τ_f: the switchable part of what is blocked, offered to open inflows by ascending cost, each up to its headroom. */
function turnElsewhere(j: usize, pair: usize, spill: v128, parts: usize): void {
  const first = load<usize>(inflowsStart + (j << 2));
  const end = load<usize>(switchOrderStart + (j << 2), 4);
  let rest = spill;
  for (let next = load<usize>(switchOrderStart + (j << 2)); next < end; next += row >> 1) {
    const inflow = load<usize>(next);
    const f = load<usize>(first + (inflow << 3)) + pair;
    const licence = load<usize>(first + (inflow << 3), 4);
    const headroom = positive(subtract(lesser(at(capacity + f), at(trusted + f)), at(parts + f)));
    let switched = lesser(rest, headroom);
    if (licence != NONE) switched = and(at(isOpen + licence + pair), switched);
    put(parts + f, add(at(parts + f), switched));
    const expected = scratch + (inflow << 4);
    put(expected, add(at(expected), switched));
    rest = subtract(rest, switched);
    if (!any(isBelow(both(0), rest))) return;
  }
}

/** The same of one lane, where lanes differ in the order of costs. */
function turnLaneElsewhere(j: usize, lane: usize, spill: f64, parts: usize): void {
  const first = load<usize>(inflowsStart + (j << 2));
  const end = load<usize>(switchOrderStart + (j << 2), 4);
  let rest = spill;
  for (let next = load<usize>(switchOrderStart + (j << 2)); rest > 0 && next < end; next += row >> 1) {
    const inflow = load<usize>(next + (lane >> 1));
    const f = load<usize>(first + (inflow << 3)) + lane;
    const licence = load<usize>(first + (inflow << 3), 4);
    if (licence != NONE && load<u64>(isOpen + licence + lane) == 0) continue;
    const headroom = max<f64>(0, min<f64>(load<f64>(capacity + f), load<f64>(trusted + f)) - load<f64>(parts + f));
    const switched = min<f64>(rest, headroom);
    store<f64>(parts + f, load<f64>(parts + f) + switched);
    const expected = scratch + (inflow << 4) + (lane & 8);
    store<f64>(expected, load<f64>(expected) + switched);
    rest -= switched;
  }
}

/**
 * q_f, a flow's part of its licence's limit L: m_f = min(σ_f·Q, L·σ_f·F/Σσ·F) of regular need first, the rest of L
 * in proportion to σ_f·Q − m_f. Infinity without a limit, under review, or while everything fits in L. Returns whether
 * any limit is in force at all.
 */
function limitBounds(quantity: usize): bool {
  let isLimited = false;
  for (let l: usize = 0; l < licences; l++) {
    const first = load<usize>(ordinaryOfStart + (l << 2));
    const end = load<usize>(ordinaryOfStart + (l << 2), 4);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const most = at(limit + l * row + pair);
      let binds = andNot(isBelow(most, both(Infinity)), at(underReview + l * row + pair));
      let assigned = both(0);
      let needed = both(0);
      if (any(binds)) {
        isLimited = true;
        for (let entry = first; entry < end; entry += 8) {
          const part = at(sigma + load<usize>(entry) + pair);
          const j = load<usize>(entry, 4) + pair;
          assigned = add(assigned, multiply(part, at(quantity + j)));
          needed = add(needed, multiply(part, at(forecast + j)));
        }
        binds = andNot(binds, isAtMost(assigned, most));
      }
      if (!any(binds)) {
        for (let entry = first; entry < end; entry += 8) put(limitBound + load<usize>(entry) + pair, both(Infinity));
        continue;
      }
      let left = most;
      let more = both(0);
      for (let entry = first; entry < end; entry += 8) {
        const f = load<usize>(entry) + pair;
        const j = load<usize>(entry, 4) + pair;
        const part = at(sigma + f);
        const assignedHere = multiply(part, at(quantity + j));
        const share = divide(multiply(most, multiply(part, at(forecast + j))), needed);
        const regularly = andNot(lesser(assignedHere, share), isEqual(needed, both(0)));
        put(limitBound + f, regularly);
        left = subtract(left, regularly);
        more = add(more, subtract(assignedHere, regularly));
      }
      left = positive(left);
      for (let entry = first; entry < end; entry += 8) {
        const f = load<usize>(entry) + pair;
        const assignedHere = multiply(at(sigma + f), at(quantity + load<usize>(entry, 4) + pair));
        const regularly = at(limitBound + f);
        const beyond = divide(multiply(left, subtract(assignedHere, regularly)), more);
        const bound = where(isBelow(both(0), more), add(regularly, beyond), regularly);
        put(limitBound + f, where(binds, bound, both(Infinity)));
      }
    }
  }
  return isLimited;
}

/** What flow f has under way to its stockpile: in transit, applied for as far as approved, and held but usable. */
@inline
function underWay(f: usize, licence: usize, pair: usize): v128 {
  const coming = at(inTransit + f);
  if (licence == NONE) return coming;
  const approved = multiply(at(approve + licence + pair), at(pending + f));
  return subtract(add(add(coming, approved), at(held + f)), at(unused + f));
}

/**
 * n_f = p_f(F) + τ_f(F); λ_f = (e_f + τ_f)/Σ(e + τ), or σ_f where next to nothing is expected; then
 * O_j = max(0, F_j − Σ b·P_f[t] + (S_j − IP_j)/adjust_j), S_j = F·cover or the target, + F·Σ λ(lead + R): replace what
 * is regularly used and close the gap.
 */
@inline
function orderOf(j: usize, pair: usize): v128 {
  const place = j * row + pair;
  const need = at(forecast + place);
  split(j, pair, need, regular);
  const first = load<usize>(inflowsStart + (j << 2));
  const end = load<usize>(inflowsStart + (j << 2), 4);
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
  const orderUpTo = add(keep, multiply(need, delay));
  let gap = subtract(orderUpTo, inventoryPosition(j, pair));
  if (!(load<i32>(traits + (j << 2)) & ADJUST_IS_ONE)) gap = divide(gap, at(adjust + place));
  const wants = positive(add(subtract(need, at(byproductArrivals + place)), gap));
  return andNot(wants, at(isReleasing + place));
}

/** IP_j: on hand, plus all that is under way to it, less what it owes. */
@inline
function inventoryPosition(j: usize, pair: usize): v128 {
  let position = at(onHand + j * row + pair);
  const deliveriesEnd = load<usize>(deliveriesStart + (j << 2), 4);
  for (let entry = load<usize>(deliveriesStart + (j << 2)); entry < deliveriesEnd; entry += 16) {
    position = add(position, underWay(load<usize>(entry) + pair, load<usize>(entry, 4), pair));
  }
  const demandsEnd = load<usize>(demandsOnStart + (j << 2), 4);
  for (let entry = load<usize>(demandsOnStart + (j << 2)); entry < demandsEnd; entry += 8) {
    position = subtract(position, at(backlog + load<usize>(entry) + pair));
  }
  return position;
}

/** o_f = allow_f·min(cap_f, max(0, β_f·F_j − I_j − U_j)) of releases, and who therefore orders nothing himself. */
function releases(): void {
  for (let entry = reserves; entry < reservesEnd; entry += 4) memory.fill(isReleasing + load<usize>(entry), 0, row);
  for (let j: usize = 0; j < stockpiles; j++) {
    if (load<usize>(releasesStart + (j << 2)) == load<usize>(releasesStart + (j << 2), 4)) continue;
    for (let lane: usize = 0; lane < row; lane += 8) releaseInto(j, lane);
  }
}

/** The releases into stockpile j in one lane, the cheapest first. */
function releaseInto(j: usize, lane: usize): void {
  const first = load<usize>(releasesStart + (j << 2));
  const end = load<usize>(releaseOrderStart + (j << 2), 4);
  const there = load<f64>(onHand + j * row + lane);
  const need = load<f64>(forecast + j * row + lane);
  let coming: f64 = 0;
  for (let next = load<usize>(releaseOrderStart + (j << 2)); next < end; next += row >> 1) {
    const entry = first + (load<usize>(next + (lane >> 1)) << 4);
    const f = load<usize>(entry) + lane;
    const licence = load<usize>(entry, 4);
    let flowComing = load<f64>(inTransit + f);
    if (licence != NONE) {
      flowComing = flowComing + load<f64>(approve + licence + lane) * load<f64>(pending + f);
      flowComing = flowComing + load<f64>(held + f) - load<f64>(unused + f);
    }
    coming += flowComing;
  }
  for (let next = load<usize>(releaseOrderStart + (j << 2)); next < end; next += row >> 1) {
    const entry = first + (load<usize>(next + (lane >> 1)) << 4);
    const f = load<usize>(entry) + lane;
    const licence = load<usize>(entry, 4);
    const allowed = licence == NONE ? 1 : load<f64>(allow + licence + lane);
    const trigger = load<f64>(releaseBelow + f);
    const gap = max<f64>(0, trigger * need - there - coming);
    const released = allowed * min<f64>(load<f64>(capacity + f), gap);
    store<f64>(ordered + f, released);
    if (there + coming < (trigger + 1) * need) {
      const inputsEnd = load<usize>(entry, 12);
      for (let input = load<usize>(entry, 8); input < inputsEnd; input += 8) {
        store<i64>(isReleasing + load<usize>(input) + lane, -1);
      }
    }
    coming += released;
  }
}
