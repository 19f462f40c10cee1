/** Phase 4 of a step: applications, shipments under a licence, and its limit. */
import {
  applicationSpan, applied, capacity, flows, gated, gatedByStart, gatedEnd, hasWaiting, held, licences, ordered,
  pending, quota, review, row, underReview, unused, wanted,
} from './memory';
import {
  add, all, and, any, at, both, divide, isAtMost, isBelow, lesser, multiply, positive, put, subtract, where,
} from './vector';
import { wantWaiting } from './waiting';
import { endOf, firstOf } from './words';

/** 4. Flows under review apply, and ship what is held; a limit scales the flows of its licence together. */
export function licence(t: i32): void {
  memory.copy(wanted, ordered, flows * row);
  if (hasWaiting) wantWaiting();
  for (let entry = gated; entry < gatedEnd; entry += 16) {
    const flow = load<usize>(entry);
    const l = load<usize>(entry, 4);
    const applications = load<usize>(entry, 8);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = flow + pair;
      const isReviewed = at(underReview + l + pair);
      const applies = and(isReviewed, positive(subtract(at(ordered + f), at(unused + f))));
      put(applied + f, applies);
      if (!any(isReviewed)) continue;
      put(pending + f, add(at(pending + f), applies));
      put(wanted + f, where(isReviewed, lesser(at(held + f), at(capacity + f)), at(wanted + f)));
      for (let lane = pair; lane < pair + 16; lane += 8) {
        if (load<u64>(underReview + l + lane) == 0) continue;
        const due = (t + <i32>load<f64>(review + l + lane)) % load<i32>(applicationSpan + (lane >> 1));
        const slot = applications + <usize>due * row + lane;
        store<f64>(slot, load<f64>(slot) + load<f64>(applied + flow + lane));
      }
    }
  }
  for (let l: usize = 0; l < licences; l++) {
    const first = firstOf(gatedByStart, l);
    const end = endOf(gatedByStart, l);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const most = at(quota + l * row + pair);
      if (!any(isBelow(most, both(Infinity)))) continue;
      let total = both(0);
      for (let entry = first; entry < end; entry += 8) total = add(total, at(wanted + load<usize>(entry) + pair));
      const fits = isAtMost(total, most);
      if (all(fits)) continue;
      const fraction = where(fits, both(1), divide(most, total));
      for (let entry = first; entry < end; entry += 8) {
        const f = load<usize>(entry) + pair;
        put(wanted + f, multiply(at(wanted + f), fraction));
      }
    }
  }
}
