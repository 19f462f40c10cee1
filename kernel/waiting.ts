/** Orders that wait at their source, as src/simulation/waiting.ts has it. */
import {
  allow, backlog, capacity, demandsOnStart, expected, forecast, inflowsStart, keepersStart, limitBound, mostWaiting,
  ordered, orderUpTo, review, row, sigma, stockpiles, switched, underReview, waiters, waitersEnd, waiting, waitingAtStart,
  waitingForStart, wanted,
} from './memory';
import {
  add, and, andNot, any, at, both, divide, isAtMost, isBelow, lesser, multiply, or, positive, put, subtract, where,
} from './vector';
import { endOf, firstOf, NONE } from './words';

/** Bytes of an entry of `keepers`, and of `waiters`. */
const KEEPER: usize = 16;
const WAITER: usize = 16;

/** A mask: orders may wait without a licence, or where it lets all through unreviewed. */
@inline
function mayWait(licence: usize, pair: usize): v128 {
  if (licence == NONE) return i64x2.splat(-1);
  return andNot(isAtMost(both(1), at(allow + licence + pair)), at(underReview + licence + pair));
}

/** 2. Orders wait for no licence. */
export function cancelWaiting(): void {
  for (let entry = waiters; entry < waitersEnd; entry += WAITER) {
    const flow = load<usize>(entry);
    const licence = load<usize>(entry, 4);
    if (licence == NONE) continue;
    for (let pair: usize = 0; pair < row; pair += 16) {
      const isBarred = or(
        isBelow(at(allow + licence + pair), both(1)),
        isBelow(both(0), at(review + licence + pair)),
      );
      put(waiting + flow + pair, andNot(at(waiting + flow + pair), isBarred));
    }
  }
}

/** Σ W_f of the flows into j. */
export function waitingFor(j: usize, pair: usize): v128 {
  let sum = both(0);
  const end = endOf(waitingForStart, j);
  for (let entry = firstOf(waitingForStart, j); entry < end; entry += 4) sum = add(sum, at(load<usize>(entry) + pair));
  return sum;
}

/** A position less what j owes to orders that wait at it. */
export function lessWaitingAt(position: v128, j: usize, pair: usize): v128 {
  const end = endOf(waitingAtStart, j);
  let left = position;
  for (let entry = firstOf(waitingAtStart, j); entry < end; entry += 8) {
    left = subtract(left, multiply(at(load<usize>(entry, 4) + pair), at(load<usize>(entry) + pair)));
  }
  return left;
}

/**
 * o_f = e_f + τ_f + (1 − θ_j)·(min(σ_f·O_j, q_f) − e_f) of the flows into j that wait; without a spill this is what has
 * been split.
 */
export function keepOrders(j: usize, pair: usize, quantity: v128, spill: v128): void {
  const keepersEnd = endOf(keepersStart, j);
  const keepersFirst = firstOf(keepersStart, j);
  if (keepersFirst == keepersEnd || !any(isBelow(both(0), spill))) return;
  let taken = both(0);
  const inflowsEnd = endOf(inflowsStart, j);
  for (let entry = firstOf(inflowsStart, j); entry < inflowsEnd; entry += 8) {
    taken = add(taken, at(switched + load<usize>(entry) + pair));
  }
  const kept = subtract(both(1), and(isBelow(both(0), spill), divide(taken, spill)));
  for (let entry = keepersFirst; entry < keepersEnd; entry += KEEPER) {
    const f = load<usize>(entry) + pair;
    const licence = load<usize>(entry, 4);
    let meant = multiply(at(sigma + f), quantity);
    if (licence != NONE) meant = lesser(meant, at(limitBound + f));
    const coming = at(expected + load<usize>(entry, 12));
    const asked = add(add(coming, at(switched + f)), multiply(kept, subtract(meant, coming)));
    put(ordered + f, where(mayWait(licence, pair), asked, at(ordered + f)));
  }
}

/** The most that may wait of the flows into j, where any does: more than would fill it need not. */
function boundWaiting(j: usize): void {
  const first = firstOf(keepersStart, j);
  const end = endOf(keepersStart, j);
  for (let pair: usize = 0; pair < row; pair += 16) {
    let isAny = both(0);
    for (let entry = first; entry < end; entry += KEEPER) {
      const f = load<usize>(entry) + pair;
      const open = add(at(ordered + f), at(waiting + f));
      isAny = or(isAny, isBelow(at(load<usize>(entry, 8) + pair), open));
    }
    if (!any(isAny)) continue;
    const full = fullShelf(j, pair);
    for (let entry = first; entry < end; entry += KEEPER) {
      const f = load<usize>(entry) + pair;
      put(mostWaiting + f, multiply(at(sigma + f), full));
    }
  }
}

/** S_j + F_j + Σ B_k + Σ a[g,j]·W_g. */
function fullShelf(j: usize, pair: usize): v128 {
  let full = add(at(orderUpTo + j * row + pair), at(forecast + j * row + pair));
  const demandsEnd = endOf(demandsOnStart, j);
  for (let entry = firstOf(demandsOnStart, j); entry < demandsEnd; entry += 8) {
    full = add(full, at(backlog + load<usize>(entry) + pair));
  }
  const end = endOf(waitingAtStart, j);
  for (let entry = firstOf(waitingAtStart, j); entry < end; entry += 8) {
    full = add(full, multiply(at(load<usize>(entry, 4) + pair), at(load<usize>(entry) + pair)));
  }
  return full;
}

/** 4. w_f = min(o_f + W_f, cap_f). */
export function wantWaiting(): void {
  for (let entry = waiters; entry < waitersEnd; entry += WAITER) {
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = load<usize>(entry) + pair;
      put(wanted + f, lesser(add(at(ordered + f), at(waiting + f)), at(capacity + f)));
    }
  }
}

/**
 * 7. W_f = max(0, min(o_f + W_f, what would fill the shelf) − x_f); of a release max(0, o_f + W_f − x_f). Before anything
 * starts or is served: all but x_f is as it was when orders were made.
 */
export function wait(): void {
  for (let j: usize = 0; j < stockpiles; j++) boundWaiting(j);
  for (let entry = waiters; entry < waitersEnd; entry += WAITER) {
    const licence = load<usize>(entry, 4);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = load<usize>(entry) + pair;
      let open = add(at(ordered + f), at(waiting + f));
      if (!load<i32>(entry, 8)) open = lesser(open, at(mostWaiting + f));
      const left = positive(subtract(open, at(load<usize>(entry, 12) + pair)));
      put(waiting + f, where(mayWait(licence, pair), left, at(waiting + f)));
    }
  }
}
