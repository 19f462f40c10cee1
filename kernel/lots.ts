/** Grants held: lots in the order in which they were granted, lane by lane, in a ring of `lotSpan` places. */
import { lotSpan } from './memory';

// What stands before a lane's lots: how many, the place of the oldest (i32), and a time before which none expires.
const COUNT: usize = 0;
const FIRST: usize = 4;
const EARLIEST: usize = 8;
const LOTS: usize = 16;
// A lot is its quantity and when it expires.
const EXPIRY: usize = 8;

/** The address of the i-th oldest lot. */
@inline
function lotAt(lots: usize, first: usize, i: usize): usize {
  const place = first + i;
  return lots + LOTS + (place < lotSpan ? place : place - lotSpan) * 16;
}

/** ΣH_f. */
export function heldBy(lots: usize): f64 {
  const count = load<usize>(lots + COUNT);
  const first = load<usize>(lots + FIRST);
  let sum: f64 = 0;
  for (let i: usize = 0; i < count; i++) sum += load<f64>(lotAt(lots, first, i));
  return sum;
}

/** Takes lots with expiry ≤ t out, keeping the order of the rest; returns what they held. */
export function dropExpiredLots(t: i32, lots: usize): f64 {
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
export function addLot(lots: usize, quantity: f64, expiry: f64): void {
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

/** Leaves a lane no lots. */
export function dropAllLots(lots: usize): void {
  store<usize>(lots + COUNT, 0);
}
