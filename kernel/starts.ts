/** Phase 7 of a step, its first half: what starts, and the grants that it uses up. */
import { useLots } from './lots';
import {
  adjust, capacity, deliveriesStart, forecast, held, inTransit, licensed, lotBytes, row, shipped, traits, trusted,
  underReview, unused, wanted,
} from './memory';
import {
  add, and, any, at, both, divide, greater, isBelow, isEqual, lesser, multiply, positive, put, subtract,
  where,
} from './vector';
import { ADJUST_IS_ONE, endOf, firstOf } from './words';

/** A flow that falls short of what it wants by more than this share has a dry source. */
const DRY: f64 = 1e-9;

/** 7. What starts joins the pipeline; a flow whose source was dry is trusted with no more. */
@inline
export function starts(j: usize): void {
  const first = firstOf(deliveriesStart, j);
  const end = endOf(deliveriesStart, j);
  const isOne = load<i32>(traits + (j << 2)) & ADJUST_IS_ONE;
  for (let pair: usize = 0; pair < row; pair += 16) {
    const need = at(forecast + j * row + pair);
    const rise = isOne ? need : divide(need, at(adjust + j * row + pair));
    for (let entry = first; entry < end; entry += 16) {
      const f = load<usize>(entry) + pair;
      const quantity = at(load<usize>(entry, 12) + pair);
      const wants = at(wanted + f);
      put(shipped + f, quantity);
      put(inTransit + f, add(at(inTransit + f), quantity));
      put(load<usize>(load<usize>(entry, 8), 8) + pair, quantity);
      const isDry = isBelow(quantity, subtract(wants, multiply(both(DRY), greater(wants, need))));
      const trust = at(trusted + f);
      put(trusted + f, where(isDry, quantity, add(greater(trust, quantity), rise)));
    }
  }
}

/** Under review, x_f of H_f is used, and K_f is the part of H_f that the flow failed to use. */
export function useGrants(flow: usize, l: usize, lots: usize): void {
  for (let pair: usize = 0; pair < row; pair += 16) {
    const isReviewed = at(underReview + l + pair);
    const quantity = at(shipped + flow + pair);
    put(licensed + flow + pair, and(isReviewed, quantity));
    put(unused + flow + pair, both(0));
    if (!any(isReviewed)) continue;
    const before = at(held + flow + pair);
    const usable = lesser(before, at(capacity + flow + pair));
    const rest = multiply(before, subtract(both(1), divide(quantity, usable)));
    put(unused + flow + pair, and(isReviewed, where(isEqual(usable, both(0)), before, rest)));
    put(held + flow + pair, where(isReviewed, positive(subtract(before, quantity)), before));
    for (let lane = pair; lane < pair + 16; lane += 8) {
      if (load<u64>(underReview + l + lane)) useLots(lots + (lane >> 3) * lotBytes, load<f64>(shipped + flow + lane));
    }
  }
}
