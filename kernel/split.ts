/** A quantity split among the ordinary inflows of a stockpile, and what is blocked turned elsewhere. */
import {
  allow, approval, capacity, forecast, inflowsStart, isOpen, limitBound, row, scratch, sigma, switchable,
  switchOrderStart, target, traits, trusted,
} from './memory';
import { add, and, any, at, both, isBelow, isEqual, lesser, multiply, positive, put, subtract, where } from './vector';
import { endOf, firstOf, NONE, SWITCH_ORDER_IS_SHARED } from './words';

/**
 * Splits a quantity Q_j among the ordinary inflows of j. p_f = min(σ_f·Q_j, cap_f, q_f, and if allow_f < 1:
 * allow_f·σ_f·F_j, or ·Q_j where a target is kept); e_f = min(p_f·approve_f, v_f); p_f + τ_f goes to `parts`,
 * e_f + τ_f to `scratch`.
 */
@inline
export function split(j: usize, pair: usize, whole: v128, parts: usize): void {
  const first = firstOf(inflowsStart, j);
  const end = endOf(inflowsStart, j);
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
  const first = firstOf(inflowsStart, j);
  const end = endOf(switchOrderStart, j);
  let rest = spill;
  for (let next = firstOf(switchOrderStart, j); next < end; next += row >> 1) {
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
  const first = firstOf(inflowsStart, j);
  const end = endOf(switchOrderStart, j);
  let rest = spill;
  for (let next = firstOf(switchOrderStart, j); rest > 0 && next < end; next += row >> 1) {
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
