/** A quantity split among the ordinary inflows of a stockpile, and what is blocked turned elsewhere. */
import {
  allow, approval, capacity, expected, inflowsStart, isOpen, limitBound, row, scratch, sigma, switchable, switched,
  switchOrderStart, target, traits, unpriced,
} from './memory';
import { add, and, any, at, both, isBelow, isEqual, lesser, multiply, positive, put, subtract, where } from './vector';
import { endOf, firstOf, NONE, SWITCH_ORDER_IS_SHARED } from './words';

/**
 * Splits a quantity Q_j among the ordinary inflows of j. p_f = min(σ_f·Q_j, cap_f, q_f, and if allow_f < 1:
 * allow_f·σ_f·F°_j, or ·Q_j where a target is kept); e_f = min(p_f·approve_f, v_f), v_f a row of `trust`; p_f + τ_f goes
 * to `parts`, e_f + τ_f to `scratch`, and where the split `keeps` them e_f to `expected` and, if there is a spill, τ_f to
 * `switched`. Returns the spill.
 */
@inline
export function split(j: usize, pair: usize, whole: v128, parts: usize, trust: usize, keeps: bool): v128 {
  const first = firstOf(inflowsStart, j);
  const end = endOf(inflowsStart, j);
  const place = j * row + pair;
  let spill = both(0);
  for (let entry = first, together = scratch; entry < end; entry += 8, together += 16) {
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
      const base = where(isEqual(kept, kept), whole, at(unpriced + place));
      const most = lesser(pass, multiply(allowed, multiply(part, base)));
      pass = where(isBelow(allowed, both(1)), most, pass);
      coming = multiply(pass, at(approval + licence + pair));
    }
    coming = lesser(coming, at(trust + f));
    put(parts + f, pass);
    put(together, coming);
    if (keeps) put(together - scratch + expected, coming);
    spill = add(spill, subtract(assigned, coming));
  }
  if (keeps && any(isBelow(both(0), spill))) {
    for (let entry = first; entry < end; entry += 8) put(switched + load<usize>(entry) + pair, both(0));
  }
  const rest = multiply(spill, at(switchable + place));
  if (any(isBelow(both(0), rest))) {
    if (load<i32>(traits + (j << 2)) & SWITCH_ORDER_IS_SHARED) turnElsewhere(j, pair, rest, parts, trust, keeps);
    else {
      turnLaneElsewhere(j, pair, f64x2.extract_lane(rest, 0), parts, trust, keeps);
      turnLaneElsewhere(j, pair + 8, f64x2.extract_lane(rest, 1), parts, trust, keeps);
    }
  }
  return spill;
}

/** τ_f: the switchable part of what is blocked, offered to open inflows by ascending cost, each up to its headroom. */
function turnElsewhere(j: usize, pair: usize, spill: v128, parts: usize, trust: usize, keeps: bool): void {
  const first = firstOf(inflowsStart, j);
  const end = endOf(switchOrderStart, j);
  let rest = spill;
  for (let next = firstOf(switchOrderStart, j); next < end; next += row >> 1) {
    const inflow = load<usize>(next);
    const f = load<usize>(first + (inflow << 3)) + pair;
    const licence = load<usize>(first + (inflow << 3), 4);
    const headroom = positive(subtract(lesser(at(capacity + f), at(trust + f)), at(parts + f)));
    let turned = lesser(rest, headroom);
    if (licence != NONE) turned = and(at(isOpen + licence + pair), turned);
    put(parts + f, add(at(parts + f), turned));
    const together = scratch + (inflow << 4);
    put(together, add(at(together), turned));
    if (keeps) put(switched + f, turned);
    rest = subtract(rest, turned);
    if (!any(isBelow(both(0), rest))) return;
  }
}

/** The same of one lane, where lanes differ in the order of costs. */
function turnLaneElsewhere(j: usize, lane: usize, spill: f64, parts: usize, trust: usize, keeps: bool): void {
  const first = firstOf(inflowsStart, j);
  const end = endOf(switchOrderStart, j);
  let rest = spill;
  for (let next = firstOf(switchOrderStart, j); rest > 0 && next < end; next += row >> 1) {
    const inflow = load<usize>(next + (lane >> 1));
    const f = load<usize>(first + (inflow << 3)) + lane;
    const licence = load<usize>(first + (inflow << 3), 4);
    if (licence != NONE && load<u64>(isOpen + licence + lane) == 0) continue;
    const headroom = max<f64>(0, min<f64>(load<f64>(capacity + f), load<f64>(trust + f)) - load<f64>(parts + f));
    const turned = min<f64>(rest, headroom);
    store<f64>(parts + f, load<f64>(parts + f) + turned);
    const together = scratch + (inflow << 4) + (lane & 8);
    store<f64>(together, load<f64>(together) + turned);
    if (keeps) store<f64>(switched + f, turned);
    rest -= turned;
  }
}
