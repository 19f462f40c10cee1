/** Limits that the flows of a licence share. */
import { forecast, licences, limit, limitBound, ordinaryOfStart, row, sigma, underReview } from './memory';
import {
  add, andNot, any, at, both, divide, isAtMost, isBelow, isEqual, lesser, multiply, positive, put, subtract, where,
} from './vector';
import { endOf, firstOf } from './words';

/**
 * q_f, a flow's part of its licence's quota L, a row of `limits`: m_f = min(σ_f·Q, L·σ_f·F/Σσ·F) of regular need first, the rest of L
 * in proportion to σ_f·Q − m_f. Infinity without a limit, under review, or while everything fits in L. Returns whether
 * any limit is in force at all.
 */
export function limitBounds(quantity: usize, limits: usize): bool {
  let isLimited = false;
  for (let l: usize = 0; l < licences; l++) {
    const first = firstOf(ordinaryOfStart, l);
    const end = endOf(ordinaryOfStart, l);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const most = at(limits + l * row + pair);
      let binds = andNot(isBelow(at(limit + l * row + pair), both(Infinity)), at(underReview + l * row + pair));
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
        const regularPart = divide(multiply(most, multiply(part, at(forecast + j))), needed);
        const regularly = andNot(lesser(assignedHere, regularPart), isEqual(needed, both(0)));
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
