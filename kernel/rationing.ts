/** Phase 6 of a step, as src/simulation/rationing.ts has it: who gets it when a stockpile falls short. */
import { floorOf } from './floors';
import { hasFloors, onHand, row, stockpiles, tiersStart } from './memory';
import {
  add, all, and, at, both, divide, isAtMost, isBelow, lesser, multiply, positive, put, subtract, where,
} from './vector';
import { CLAIM, endOf, firstOf, ONE } from './words';

/**
 * 6. Tier by tier: granted whole while it fits; then regular requests first, then the rest, each by one fraction. A
 * flow gets min(granted/a) over its inputs: x_f.
 */
export function rationing(): void {
  if (hasFloors) {
    rationAboveFloors();
    return;
  }
  for (let j: usize = 0; j < stockpiles; j++) {
    const first = firstOf(tiersStart, j);
    const end = endOf(tiersStart, j);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let left = at(onHand + j * row + pair);
      for (let tier = first; tier < end; tier += 8) {
        left = rationTier(load<usize>(tier), load<usize>(tier, 4), left, left, both(0), pair);
      }
    }
  }
}

/** The same of what lies above the floor of each tier. */
function rationAboveFloors(): void {
  for (let j: usize = 0; j < stockpiles; j++) {
    const first = firstOf(tiersStart, j);
    const end = endOf(tiersStart, j);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let left = at(onHand + j * row + pair);
      for (let tier = first; tier < end; tier += 8) {
        const floor = at(floorOf(tier) + pair);
        const usable = positive(subtract(left, floor));
        left = rationTier(load<usize>(tier), load<usize>(tier, 4), left, usable, lesser(left, floor), pair);
      }
    }
  }
}

/** Serves one tier from what is usable of what is left; returns what it leaves, `kept` where it takes all it can. */
@inline
function rationTier(first: usize, end: usize, left: v128, usable: v128, kept: v128, pair: usize): v128 {
  let requested = both(0);
  for (let claim = first; claim < end; claim += CLAIM) requested = add(requested, requestOf(claim, pair));
  const fits = isAtMost(requested, usable);
  if (all(fits)) {
    for (let claim = first; claim < end; claim += CLAIM) grant(claim, pair, requestOf(claim, pair));
    return subtract(left, requested);
  }
  let regularly = both(0);
  for (let claim = first; claim < end; claim += CLAIM) regularly = add(regularly, regularOf(claim, pair));
  const regularFraction = where(isAtMost(regularly, usable), both(1), divide(usable, regularly));
  const restOfRequests = divide(subtract(usable, regularly), subtract(requested, regularly));
  const restFraction = and(isBelow(regularly, usable), restOfRequests);
  for (let claim = first; claim < end; claim += CLAIM) {
    const request = requestOf(claim, pair);
    const part = regularOf(claim, pair);
    const rationed = add(multiply(part, regularFraction), multiply(subtract(request, part), restFraction));
    grant(claim, pair, where(fits, request, rationed));
  }
  return where(fits, subtract(left, requested), kept);
}

/** a·y, what a claim requests. */
@inline
function requestOf(claim: usize, pair: usize): v128 {
  const quantity = at(load<usize>(claim) + pair);
  const taken = load<usize>(claim, 8);
  return taken == ONE ? quantity : multiply(at(taken + pair), quantity);
}

/** a·min(y, n), what of it is regular. */
@inline
function regularOf(claim: usize, pair: usize): v128 {
  const quantity = lesser(at(load<usize>(claim) + pair), at(load<usize>(claim, 4) + pair));
  const taken = load<usize>(claim, 8);
  return taken == ONE ? quantity : multiply(at(taken + pair), quantity);
}

/** What a claim gets: granted/a, if no other input is scarcer. */
@inline
function grant(claim: usize, pair: usize, quantity: v128): void {
  const taken = load<usize>(claim, 8);
  const enough = taken == ONE ? quantity : divide(quantity, at(taken + pair));
  put(load<usize>(claim, 16) + pair, lesser(at(load<usize>(claim, 12) + pair), enough));
}
