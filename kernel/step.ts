/**
 * One step of a block of runs, the model of src/simulation/step.ts: the same phases, and in every lane the same
 * operations on the same numbers in the same order, so that the results are the same to the last bit.
 *
 *   1 arrivals   2 decisions   3 orders   4 licence   5 requests   6 rationing   7 starts and service   8 forecast
 */
import { gatherUneven } from './arrivals';
import { decisions, useLots } from './decisions';
import {
  adjust, applicationSpan, applied, asked, backlog, capacity, changes, changing, changingEnd, combining, combiningEnd,
  conserve, deliveriesStart, demand, demandRegular, demandRequest, demandsOnStart, drawsStart, flows, forecast,
  forecastSteps, gated, gatedByStart, gatedEnd, held, inTransit, licences, licensed, limit, lotBytes, noise, onHand,
  ordered, pending, review, rings, row, scheduledDemand, served, shortfall, started, stockpiles, tiersStart, traits,
  trusted, underReview, uneven, unevenEnd, unevenSlots, unused, wanted,
} from './memory';
import { orders, shares } from './orders';
import {
  add, all, and, andNot, any, at, both, divide, greater, isAtMost, isBelow, isEqual, lesser, multiply, or, positive,
  put, subtract, where,
} from './vector';
import { ADJUST_IS_ONE, CLAIM, DRAW, FORECAST_IS_ONE, ONE, RING } from './words';

export * from './memory';

/** A flow that falls short of what it wants by more than this share has a dry source. */
const DRY: f64 = 1e-9;
/** A shortfall below this share of demand is rounding. */
const ROUNDING: f64 = 1e-9;

/** Advances all lanes by step t. */
export function step(t: i32, sharesChange: bool): void {
  schedules();
  gatherUneven();
  decisions(t);
  if (t == 0 || sharesChange) shares();
  orders();
  licence(t);
  requests();
  rationing();
  for (let j: usize = 0; j < stockpiles; j++) {
    starts(j);
    service(j);
    forecasts(j);
  }
  scatterUneven();
  moveOn();
  for (let entry = gated; entry < gatedEnd; entry += 16) {
    useGrants(load<usize>(entry), load<usize>(entry, 4), load<usize>(entry, 12));
  }
}

/** Schedules take their values at the date of the step. */
function schedules(): void {
  let from = changes;
  for (let entry = changing; entry < changingEnd; entry += 4, from += row) memory.copy(load<usize>(entry), from, row);
}

/** 4. Flows under review apply, and ship what is held; a limit scales the flows of its licence together. */
function licence(t: i32): void {
  memory.copy(wanted, ordered, flows * row);
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
      put(wanted + f, where(isReviewed, lesser(at(held + f), at(capacity + f)), at(ordered + f)));
      for (let lane = pair; lane < pair + 16; lane += 8) {
        if (load<u64>(underReview + l + lane) == 0) continue;
        const due = (t + <i32>load<f64>(review + l + lane)) % load<i32>(applicationSpan + (lane >> 1));
        const slot = applications + <usize>due * row + lane;
        store<f64>(slot, load<f64>(slot) + load<f64>(applied + flow + lane));
      }
    }
  }
  for (let l: usize = 0; l < licences; l++) {
    const first = load<usize>(gatedByStart + (l << 2));
    const end = load<usize>(gatedByStart + (l << 2), 4);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const most = at(limit + l * row + pair);
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

/**
 * 5. Flows ask for what they want and their inputs can bear, y_f = min(w_f, I_j/a[f,j] …); demands for (D + B)·u,
 * D·u of it regular, u = min(1, (I/F)/c).
 */
function requests(): void {
  for (let entry = combining; entry < combiningEnd; entry += 12) {
    const flow = load<usize>(entry);
    const first = load<usize>(entry, 4);
    const end = load<usize>(entry, 8);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let quantity = at(wanted + flow + pair);
      for (let input = first; input < end; input += 8) {
        quantity = lesser(quantity, divide(at(onHand + load<usize>(input) + pair), at(load<usize>(input, 4) + pair)));
      }
      put(asked + flow + pair, quantity);
      put(started + flow + pair, quantity);
    }
  }
  for (let j: usize = 0; j < stockpiles; j++) {
    const end = load<usize>(demandsOnStart + (j << 2), 4);
    for (let entry = load<usize>(demandsOnStart + (j << 2)); entry < end; entry += 8) {
      const demandRow = load<usize>(entry);
      for (let pair: usize = 0; pair < row; pair += 16) {
        const k = demandRow + pair;
        const due = multiply(at(scheduledDemand + k), at(noise + k));
        const threshold = at(conserve + k);
        let stretch = both(1);
        if (any(isBelow(both(0), threshold))) {
          const need = at(forecast + j * row + pair);
          const conserves = and(isBelow(both(0), threshold), isBelow(both(0), need));
          const supply = divide(divide(at(onHand + j * row + pair), need), threshold);
          stretch = where(conserves, lesser(both(1), supply), both(1));
        }
        put(demand + k, due);
        put(demandRequest + k, multiply(add(due, at(backlog + k)), stretch));
        put(demandRegular + k, multiply(due, stretch));
      }
    }
  }
}

/**
 * 6. Tier by tier: granted whole while it fits; then regular requests first, then the rest, each by one fraction. A
 * flow gets min(granted/a) over its inputs: x_f.
 */
function rationing(): void {
  for (let j: usize = 0; j < stockpiles; j++) {
    const first = load<usize>(tiersStart + (j << 2));
    const end = load<usize>(tiersStart + (j << 2), 4);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let left = at(onHand + j * row + pair);
      for (let tier = first; tier < end; tier += 8) left = rationTier(load<usize>(tier), load<usize>(tier, 4), left, pair);
    }
  }
}

/** Serves one tier from what is left; returns what it leaves. */
@inline
function rationTier(first: usize, end: usize, left: v128, pair: usize): v128 {
  let requested = both(0);
  for (let claim = first; claim < end; claim += CLAIM) requested = add(requested, requestOf(claim, pair));
  const fits = isAtMost(requested, left);
  if (all(fits)) {
    for (let claim = first; claim < end; claim += CLAIM) grant(claim, pair, requestOf(claim, pair));
    return subtract(left, requested);
  }
  let regularly = both(0);
  for (let claim = first; claim < end; claim += CLAIM) regularly = add(regularly, regularOf(claim, pair));
  const isServed = or(fits, isAtMost(regularly, left));
  const regularFraction = where(isServed, both(1), divide(left, regularly));
  const beyond = and(isBelow(regularly, left), divide(subtract(left, regularly), subtract(requested, regularly)));
  const restFraction = where(fits, both(1), beyond);
  for (let claim = first; claim < end; claim += CLAIM) {
    const request = requestOf(claim, pair);
    const part = regularOf(claim, pair);
    const rationed = add(multiply(part, regularFraction), multiply(subtract(request, part), restFraction));
    grant(claim, pair, where(fits, request, rationed));
  }
  return and(fits, subtract(left, requested));
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

/** 7. What starts joins the pipeline; a flow whose source was dry is trusted with no more. */
@inline
function starts(j: usize): void {
  const first = load<usize>(deliveriesStart + (j << 2));
  const end = load<usize>(deliveriesStart + (j << 2), 4);
  const isOne = load<i32>(traits + (j << 2)) & ADJUST_IS_ONE;
  for (let pair: usize = 0; pair < row; pair += 16) {
    const need = at(forecast + j * row + pair);
    const rise = isOne ? need : divide(need, at(adjust + j * row + pair));
    for (let entry = first; entry < end; entry += 16) {
      const f = load<usize>(entry) + pair;
      const quantity = at(load<usize>(entry, 12) + pair);
      const wants = at(wanted + f);
      put(started + f, quantity);
      put(inTransit + f, add(at(inTransit + f), quantity));
      put(load<usize>(load<usize>(entry, 8), 8) + pair, quantity);
      const isDry = isBelow(quantity, subtract(wants, multiply(both(DRY), greater(wants, need))));
      const trust = at(trusted + f);
      put(trusted + f, where(isDry, quantity, add(greater(trust, quantity), rise)));
    }
  }
}

/** Every pipeline's present slot is the next. */
function moveOn(): void {
  for (let ring = rings; ring < rings + flows * RING; ring += RING) {
    const next = load<usize>(ring, 8) + load<usize>(ring, 12);
    store<usize>(ring, next == load<usize>(ring, 4) ? load<usize>(ring) : next, 8);
  }
}

/** Where lanes differ in lead, what starts goes into each lane's slot of the ring, and the slots move on. */
function scatterUneven(): void {
  let place = unevenSlots;
  for (let entry = uneven; entry < unevenEnd; entry += 4) {
    const ring = load<usize>(entry);
    const now = load<usize>(ring, 8);
    for (let lane: usize = 0; lane < row; lane += 8, place += 8) {
      const slot = load<usize>(place);
      store<f64>(slot, load<f64>(now + lane));
      store<usize>(place, slot + row == load<usize>(place, 4) ? load<usize>(ring) + lane : slot + row);
    }
  }
}

/** Under review, x_f of H_f is used, and K_f is the part of H_f that the flow failed to use. */
function useGrants(flow: usize, l: usize, lots: usize): void {
  for (let pair: usize = 0; pair < row; pair += 16) {
    const isReviewed = at(underReview + l + pair);
    const quantity = at(started + flow + pair);
    put(licensed + flow + pair, and(isReviewed, quantity));
    put(unused + flow + pair, both(0));
    if (!any(isReviewed)) continue;
    const before = at(held + flow + pair);
    const usable = lesser(before, at(capacity + flow + pair));
    const rest = multiply(before, subtract(both(1), divide(quantity, usable)));
    const failed = where(isEqual(usable, both(0)), before, rest);
    put(unused + flow + pair, and(isReviewed, andNot(failed, isEqual(before, both(0)))));
    put(held + flow + pair, where(isReviewed, positive(subtract(before, quantity)), before));
    for (let lane = pair; lane < pair + 16; lane += 8) {
      if (load<u64>(underReview + l + lane)) useLots(lots + (lane >> 3) * lotBytes, load<f64>(started + flow + lane));
    }
  }
}

/** 7. Stockpiles lose what starts and what is served; backlog is served first, what is not served is lost or owed. */
@inline
function service(j: usize): void {
  const first = load<usize>(drawsStart + (j << 2));
  const end = load<usize>(drawsStart + (j << 2), 4);
  for (let pair: usize = 0; pair < row; pair += 16) {
    let left = at(onHand + j * row + pair);
    for (let draw = first; draw < end; draw += DRAW) {
      const taken = load<usize>(draw, 8);
      const amount = at(load<usize>(draw) + pair);
      left = positive(subtract(left, taken == ONE ? amount : multiply(at(taken + pair), amount)));
    }
    put(onHand + j * row + pair, left);
  }
  const demandsEnd = load<usize>(demandsOnStart + (j << 2), 4);
  for (let entry = load<usize>(demandsOnStart + (j << 2)); entry < demandsEnd; entry += 8) {
    for (let pair: usize = 0; pair < row; pair += 16) {
      const k = load<usize>(entry) + pair;
      const due = at(demand + k);
      const got = at(served + k);
      const owed = at(backlog + k);
      const short = positive(subtract(due, positive(subtract(got, owed))));
      put(shortfall + k, andNot(short, isBelow(short, multiply(both(ROUNDING), due))));
      if (load<i32>(entry, 4)) put(backlog + k, positive(subtract(add(owed, due), got)));
    }
  }
}

/** 8. F_j += (N_j − F_j)/forecast_j with N_j the regular need: what flows regularly take, and demands of this step. */
@inline
function forecasts(j: usize): void {
  const first = load<usize>(drawsStart + (j << 2));
  const end = load<usize>(drawsStart + (j << 2), 4);
  const isOne = load<i32>(traits + (j << 2)) & FORECAST_IS_ONE;
  for (let pair: usize = 0; pair < row; pair += 16) {
    let need = both(0);
    for (let draw = first; draw < end; draw += DRAW) {
      const taken = load<usize>(draw, 8);
      const regularly = at(load<usize>(draw, 4) + pair);
      need = add(need, taken == ONE ? regularly : multiply(at(taken + pair), regularly));
    }
    const before = at(forecast + j * row + pair);
    const change = subtract(need, before);
    const closed = isOne ? change : divide(change, at(forecastSteps + j * row + pair));
    put(forecast + j * row + pair, add(before, closed));
  }
}
