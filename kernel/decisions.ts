/** Phase 2 of a step, as src/simulation/decisions.ts has it: licences decide, grants expire or are void. */
import {
  allow, applicationRows, applicationSpan, approval, approve, gated, gatedEnd, granted, held, isOpen, lapsed,
  licences, limit, lotBytes, lotSpan, pending, review, reviewDelay, row, underReview, unused, valid,
} from './memory';
import { and, andNot, any, at, both, isAtMost, isBelow, isEqual, lesser, or, put, where } from './vector';

// A lane's lots of a flow: count, first place (i32), the earliest expiry at most (f64); then quantity and expiry (f64).
const COUNT: usize = 0;
const FIRST: usize = 4;
const EARLIEST: usize = 8;
const LOTS: usize = 16;
const EXPIRY: usize = 8;

/** The terms of licences in this step; then what each flow under one is granted, holds, and loses. */
export function decisions(t: i32): void {
  terms();
  for (let entry = gated; entry < gatedEnd; entry += 16) {
    const flow = load<usize>(entry);
    const licence = load<usize>(entry, 4);
    const applications = load<usize>(entry, 8);
    const lots = load<usize>(entry, 12);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = flow + pair;
      put(granted + f, both(0));
      put(lapsed + f, both(0));
      const has = isBelow(both(0), f64x2.add(at(pending + f), at(held + f)));
      if (any(or(at(underReview + licence + pair), has))) {
        for (let lane = pair; lane < pair + 16; lane += 8) {
          const laneLots = lots + (lane >> 3) * lotBytes;
          if (load<u64>(underReview + licence + lane)) decide(t, flow + lane, licence + lane, applications, laneLots, lane);
          else voidGrants(flow + lane, applications, laneLots, lane);
        }
      }
      put(unused + f, lesser(at(unused + f), at(held + f)));
    }
  }
}

/** Who is under review, who is open, and what review takes and lets through. */
function terms(): void {
  for (let place: usize = 0; place < licences * row; place += 16) {
    const allowed = at(allow + place);
    const isReviewed = and(isBelow(both(0), at(review + place)), isBelow(both(0), allowed));
    const isUnlimited = isEqual(at(limit + place), both(Infinity));
    put(underReview + place, isReviewed);
    put(isOpen + place, andNot(and(isAtMost(both(1), allowed), isUnlimited), isReviewed));
    put(reviewDelay + place, and(isReviewed, at(review + place)));
    put(approval + place, where(isReviewed, at(approve + place), both(1)));
  }
}

/** One lane of a flow under review: expired lots leave H_f, approve·A_f[t] joins it, to expire at t + valid. */
function decide(t: i32, f: usize, l: usize, applications: usize, lots: usize, lane: usize): void {
  store<f64>(lapsed + f, dropExpiredLots(t, lots));
  const span = load<i32>(applicationSpan + (lane >> 1));
  const slot = applications + <usize>(t % span) * row + lane;
  const lot = load<f64>(approve + l) * load<f64>(slot);
  store<f64>(slot, 0);
  store<f64>(granted + f, lot);
  if (lot > 0) addLot(lots, lot, <f64>t + load<f64>(valid + l));
  let sum: f64 = 0;
  const end = applications + applicationRows * row;
  for (let one = applications + lane; one < end; one += row) sum += load<f64>(one);
  store<f64>(pending + f, sum);
  store<f64>(held + f, heldBy(lots));
}

/** One lane of a flow not under review: A_f and H_f are emptied. */
function voidGrants(f: usize, applications: usize, lots: usize, lane: usize): void {
  if (!(load<f64>(pending + f) > 0 || load<f64>(held + f) > 0)) return;
  store<f64>(lapsed + f, load<f64>(held + f));
  store<i32>(lots + COUNT, 0);
  const end = applications + applicationRows * row;
  for (let one = applications + lane; one < end; one += row) store<f64>(one, 0);
  store<f64>(held + f, 0);
  store<f64>(pending + f, 0);
}

/** The address of the i-th oldest lot. */
@inline
function lotAt(lots: usize, first: usize, i: usize): usize {
  const place = first + i;
  return lots + LOTS + (place < lotSpan ? place : place - lotSpan) * 16;
}

/** ΣH_f. */
function heldBy(lots: usize): f64 {
  const count = load<usize>(lots + COUNT);
  const first = load<usize>(lots + FIRST);
  let sum: f64 = 0;
  for (let i: usize = 0; i < count; i++) sum += load<f64>(lotAt(lots, first, i));
  return sum;
}

/** Takes lots with expiry ≤ t out, keeping the order of the rest; returns what they held. */
function dropExpiredLots(t: i32, lots: usize): f64 {
  const now = <f64>t;
  const count = load<usize>(lots + COUNT);
  if (count == 0 || load<f64>(lots + EARLIEST) > now) return 0;
  const first = load<usize>(lots + FIRST);
  let kept: usize = 0;
  let expired: f64 = 0;
  let earliest = Infinity;
  for (let i: usize = 0; i < count; i++) {
    const from = lotAt(lots, first, i);
    const quantity = load<f64>(from);
    const expiry = load<f64>(from, EXPIRY);
    if (expiry <= now) {
      expired += quantity;
      continue;
    }
    const into = lotAt(lots, first, kept);
    store<f64>(into, quantity);
    store<f64>(into, expiry, EXPIRY);
    if (expiry < earliest) earliest = expiry;
    kept++;
  }
  store<usize>(lots + COUNT, kept);
  store<f64>(lots + EARLIEST, earliest);
  return expired;
}

/** Adds the newest lot. Two neighbours that never expire are one lot: nothing can tell them apart. */
function addLot(lots: usize, quantity: f64, expiry: f64): void {
  const count = load<usize>(lots + COUNT);
  const first = load<usize>(lots + FIRST);
  if (count > 0 && expiry == Infinity) {
    const newest = lotAt(lots, first, count - 1);
    if (load<f64>(newest, EXPIRY) == expiry) {
      store<f64>(newest, load<f64>(newest) + quantity);
      return;
    }
  }
  const place = lotAt(lots, first, count);
  store<f64>(place, quantity);
  store<f64>(place, expiry, EXPIRY);
  if (count == 0 || expiry < load<f64>(lots + EARLIEST)) store<f64>(lots + EARLIEST, expiry);
  store<usize>(lots + COUNT, count + 1);
}

/** Uses up `quantity` of a lane's lots, oldest first; what rounding takes below 0 is set to 0. */
export function useLots(lots: usize, quantity: f64): void {
  let rest = quantity;
  let count = load<usize>(lots + COUNT);
  let first = load<usize>(lots + FIRST);
  while (rest > 0 && count > 0) {
    const oldest = lotAt(lots, first, 0);
    const lot = load<f64>(oldest);
    if (lot > rest) {
      store<f64>(oldest, lot - rest);
      break;
    }
    rest -= lot;
    first = first + 1 < lotSpan ? first + 1 : 0;
    count--;
  }
  store<usize>(lots + COUNT, count);
  store<usize>(lots + FIRST, first);
}
