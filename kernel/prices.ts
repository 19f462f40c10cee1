/** Prices, as src/simulation/price.ts has it. */
import { exp, log } from './exp-log';
import { limitBounds } from './limits';
import {
  answers, bringersStart, capacity, ceiling, coming, elasticity, flows, forecast, forgone, fullDemand, hasQuotas,
  hasWaiting, inflowsStart, least, lesserTrust, licences, limit, markets, membersStart, opened, opening, openingEnd,
  opensFrom, opensFully, opensWithin, outlook, outlookLimit, periods, price, priceAdjust, priced, pricedAtStart,
  pricedFlows, pricedFlowsEnd, pricedNeed, quota, row, scarcity, scheduledCapacity, scratch, stockpiles, takenInPrice,
  trusted, trustedBefore, unpriced,
} from './memory';
import { inventoryPosition } from './orders';
import { PERIOD, UNTIL_NEXT } from './quotas';
import { split } from './split';
import {
  add, all, at, both, divide, greater, isAtMost, isEqual, lesser, multiply, positive, put, subtract, where,
} from './vector';
import { waitingFor } from './waiting';
import { endOf, firstOf } from './words';

/** x^y in each lane, for x ≥ 0. */
function power(x: v128, y: v128): v128 {
  const first = exp(f64x2.extract_lane(y, 0) * log(f64x2.extract_lane(x, 0)));
  const second = exp(f64x2.extract_lane(y, 1) * log(f64x2.extract_lane(x, 1)));
  return f64x2.replace_lane(both(first), 1, second);
}

/** 3a. π_m goes towards the index at which need would equal what is in hand and expected over the outlook. */
export function prices(t: i32): void {
  // By v_f of this step and the one before; that of this step is the one before in the next.
  for (let entry = pricedFlows; entry < pricedFlowsEnd; entry += 4) {
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = load<usize>(entry) + pair;
      const now = at(trusted + f);
      put(lesserTrust + f, lesser(now, at(trustedBefore + f)));
      put(trustedBefore + f, now);
    }
  }
  for (let m: usize = 0; m < markets; m++) {
    outlookLimits(t, m * row);
    const need = needFor(m);
    limitBounds(need, outlookLimit);
    const pricedEnd = endOf(pricedAtStart, m);
    for (let entry = firstOf(pricedAtStart, m); entry < pricedEnd; entry += 4) splitPriced(load<usize>(entry), need);
    for (let pair: usize = 0; pair < row; pair += 16) clear(m, pair);
  }
}

/** L of each licence: what is left of its quota and what its next periods bring within the outlook, a step. */
function outlookLimits(t: i32, market: usize): void {
  for (let l: usize = 0; l < licences; l++) {
    const terms = periods + (<usize>t * licences + l) * PERIOD;
    const wait = both(hasQuotas ? load<f64>(terms, UNTIL_NEXT) : 1);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const place = l * row + pair;
      const ahead = at(outlook + market + pair);
      const next = multiply(at(limit + place), positive(subtract(ahead, wait)));
      put(outlookLimit + place, divide(add(at(quota + place), next), ahead));
    }
  }
}

/** What is split for a price: F°_j of the members of its market, F_j of others; with one market these have the same. */
function needFor(m: usize): usize {
  if (markets == 1) return unpriced;
  memory.copy(pricedNeed, forecast, stockpiles * row);
  const end = endOf(membersStart, m);
  for (let entry = firstOf(membersStart, m); entry < end; entry += 4) {
    const member = load<usize>(entry) * row;
    memory.copy(pricedNeed + member, unpriced + member, row);
  }
  return pricedNeed;
}

/** e_f + τ_f of the inflows of j, for so much of its need. */
function splitPriced(j: usize, need: usize): void {
  const first = firstOf(inflowsStart, j);
  const end = endOf(inflowsStart, j);
  for (let pair: usize = 0; pair < row; pair += 16) {
    split(j, pair, at(need + j * row + pair), priced, lesserTrust, false);
    for (let entry = first, together = scratch; entry < end; entry += 8, together += 16) {
      put(coming + load<usize>(entry) + pair, at(together));
    }
  }
}

/** One pair of lanes of a market's price. */
function clear(m: usize, pair: usize): void {
  const place = m * row + pair;
  const ahead = at(outlook + place);
  let there = both(0);
  let needed = both(0);
  const end = endOf(membersStart, m);
  for (let entry = firstOf(membersStart, m); entry < end; entry += 4) {
    const j = load<usize>(entry);
    let inHand = inventoryPosition(j, pair, true);
    if (hasWaiting) inHand = subtract(inHand, waitingFor(j, pair));
    there = add(there, add(inHand, multiply(ahead, comingTo(j, pair))));
    needed = add(needed, at(unpriced + j * row + pair));
  }
  there = positive(there);
  needed = multiply(needed, ahead);
  const isEnough = isAtMost(needed, there);
  let clearing = both(1);
  if (!all(isEnough)) {
    const index = power(divide(there, needed), divide(both(-1), at(scarcity + place)));
    clearing = where(isEnough, both(1), lesser(at(ceiling + place), index));
  }
  const before = at(price + place);
  put(price + place, add(before, divide(subtract(clearing, before), at(priceAdjust + place))));
}

/** Σ (e_f + τ_f) of its ordinary inflows and Σ b·(e_f + τ_f) of those that bring it as a by-product, a step. */
function comingTo(j: usize, pair: usize): v128 {
  let sum = both(0);
  const inflowsEnd = endOf(inflowsStart, j);
  for (let entry = firstOf(inflowsStart, j); entry < inflowsEnd; entry += 8) {
    sum = add(sum, at(coming + load<usize>(entry) + pair));
  }
  const bringersEnd = endOf(bringersStart, j);
  for (let entry = firstOf(bringersStart, j); entry < bringersEnd; entry += 8) {
    sum = add(sum, multiply(at(load<usize>(entry, 4) + pair), at(coming + load<usize>(entry) + pair)));
  }
  return sum;
}

/** 5. D_k = D°_k·max(least_k, ρ_k^(−ε_k)), ρ_k the price (the address `market`) as the demand has taken it in. */
export function answered(k: usize, market: usize, due: v128): v128 {
  const answer = at(elasticity + k);
  const isElastic = isEqual(answer, answer);
  put(fullDemand + k, due);
  if (!v128.any_true(isElastic)) {
    put(forgone + k, both(0));
    return due;
  }
  const before = at(takenInPrice + k);
  const taken = add(before, divide(subtract(at(market), before), at(answers + k)));
  put(takenInPrice + k, taken);
  const part = all(isEqual(taken, both(1))) ? both(1) : power(taken, f64x2.neg(answer));
  const demanded = where(isElastic, multiply(due, greater(at(least + k), part)), due);
  put(forgone + k, subtract(due, demanded));
  return demanded;
}

/** 8. ω_f of flows that a price opens goes towards what it opens now. */
export function openings(): void {
  for (let entry = opening; entry < openingEnd; entry += 8) {
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = load<usize>(entry) + pair;
      const from = at(opensFrom + f);
      const above = divide(subtract(at(load<usize>(entry, 4) + pair), from), subtract(at(opensFully + f), from));
      const part = lesser(both(1), positive(above));
      const before = at(opened + f);
      put(opened + f, add(before, divide(subtract(part, before), at(opensWithin + f))));
    }
  }
}

/** cap_f: the scheduled capacity, as far as a price has opened it. */
export function capacities(): void {
  memory.copy(capacity, scheduledCapacity, flows * row);
  for (let entry = opening; entry < openingEnd; entry += 8) {
    for (let pair: usize = 0; pair < row; pair += 16) {
      const f = load<usize>(entry) + pair;
      put(capacity + f, multiply(at(scheduledCapacity + f), at(opened + f)));
    }
  }
}
