/** Phase 7 of a step, its second half, and phase 8: what leaves a stockpile, and what is forecast of it. */
import {
  backlog, demand, demandsOnStart, drawsStart, forecast, forecastSteps, forecastUsed, fullDemand, marketOf, onHand, row,
  served, shortfall, traits, unpriced,
} from './memory';
import { add, andNot, at, both, divide, isBelow, multiply, positive, put, subtract } from './vector';
import { DRAW, endOf, firstOf, FORECAST_IS_ONE, NONE, ONE } from './words';

/** A shortfall below this share of demand is rounding. */
const ROUNDING: f64 = 1e-9;

/** 7. Stockpiles lose what starts and what is served; backlog is served first, what is not served is lost or owed. */
@inline
export function service(j: usize): void {
  const first = firstOf(drawsStart, j);
  const end = endOf(drawsStart, j);
  for (let pair: usize = 0; pair < row; pair += 16) {
    let left = at(onHand + j * row + pair);
    for (let draw = first; draw < end; draw += DRAW) {
      const taken = load<usize>(draw, 8);
      const amount = at(load<usize>(draw) + pair);
      left = positive(subtract(left, taken == ONE ? amount : multiply(at(taken + pair), amount)));
    }
    put(onHand + j * row + pair, left);
  }
  const demandsEnd = endOf(demandsOnStart, j);
  for (let entry = firstOf(demandsOnStart, j); entry < demandsEnd; entry += 8) {
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
export function forecasts(j: usize): void {
  const first = firstOf(drawsStart, j);
  const end = endOf(drawsStart, j);
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
    put(forecastUsed + j * row + pair, before);
    put(forecast + j * row + pair, add(before, closed));
  }
}

/** 8. F°_j likewise with D°_k in place of D_k; outside markets they are the same. */
export function unpricedForecasts(j: usize): void {
  if (load<usize>(marketOf + (j << 2)) == NONE) {
    for (let place = j * row; place < (j + 1) * row; place += 16) put(unpriced + place, at(forecast + place));
    return;
  }
  const first = firstOf(drawsStart, j);
  const demandsFirst = firstOf(demandsOnStart, j);
  const demandsEnd = endOf(demandsOnStart, j);
  const end = endOf(drawsStart, j) - ((demandsEnd - demandsFirst) >> 3) * DRAW;
  const isOne = load<i32>(traits + (j << 2)) & FORECAST_IS_ONE;
  for (let pair: usize = 0; pair < row; pair += 16) {
    let need = both(0);
    for (let draw = first; draw < end; draw += DRAW) {
      const taken = load<usize>(draw, 8);
      const regularly = at(load<usize>(draw, 4) + pair);
      need = add(need, taken == ONE ? regularly : multiply(at(taken + pair), regularly));
    }
    for (let entry = demandsFirst; entry < demandsEnd; entry += 8) {
      need = add(need, at(fullDemand + load<usize>(entry) + pair));
    }
    const before = at(unpriced + j * row + pair);
    const change = subtract(need, before);
    const closed = isOne ? change : divide(change, at(forecastSteps + j * row + pair));
    put(unpriced + j * row + pair, add(before, closed));
  }
}
