/** Phase 2 of a step, as src/simulation/decisions.ts has it: licences decide, grants expire or are void. */
import { addLot, dropAllLots, dropExpiredLots, heldBy } from './lots';
import {
  allow, applicationRows, applicationSpan, approval, approve, gated, gatedEnd, granted, held, isOpen, lapsed,
  licences, limit, lotBytes, pending, review, reviewDelay, row, underReview, unused, valid,
} from './memory';
import { add, and, andNot, any, at, both, isAtMost, isBelow, isEqual, lesser, or, put, where } from './vector';

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
      const has = isBelow(both(0), add(at(pending + f), at(held + f)));
      if (any(or(at(underReview + licence + pair), has))) {
        for (let lane = pair; lane < pair + 16; lane += 8) {
          const own = lots + (lane >> 3) * lotBytes;
          if (load<u64>(underReview + licence + lane)) decide(t, flow + lane, licence + lane, applications, own, lane);
          else voidGrants(flow + lane, applications, own, lane);
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
  dropAllLots(lots);
  const end = applications + applicationRows * row;
  for (let one = applications + lane; one < end; one += row) store<f64>(one, 0);
  store<f64>(held + f, 0);
  store<f64>(pending + f, 0);
}
