/** Phase 5 of a step: who asks a stockpile for how much. */
import {
  asked, backlog, combining, combiningEnd, conserve, demand, demandRegular, demandRequest, demandsOn, demandsOnStart,
  floorOfDemand, floorOfInput, forecast, hasFloors, inputs, marketOf, markets, noise, onHand, row, scheduledDemand,
  shipped, stockpiles, wanted,
} from './memory';
import { answered } from './prices';
import { add, any, at, both, divide, isBelow, lesser, multiply, positive, put, subtract, where } from './vector';
import { endOf, firstOf, NONE } from './words';

/** What lies above a floor. */
@inline
function above(quantity: v128, floor: usize): v128 {
  return positive(subtract(quantity, at(floor)));
}

/**
 * 5. Flows ask for what they want and their inputs can bear, y_f = min(w_f, I_j/a[f,j] …); demands for (D + B)·u,
 * D·u of it regular, u = min(1, (I/F)/c).
 */
export function requests(): void {
  if (markets > 0 || hasFloors) requestsOf(true);
  else requestsOf(false);
}

/** Compiled twice: where there are neither markets nor floors, nothing asks for them. */
@inline
function requestsOf(isRich: bool): void {
  for (let entry = combining; entry < combiningEnd; entry += 12) {
    const flow = load<usize>(entry);
    const first = load<usize>(entry, 4);
    const end = load<usize>(entry, 8);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let quantity = at(wanted + flow + pair);
      for (let input = first; input < end; input += 8) {
        let usable = at(onHand + load<usize>(input) + pair);
        if (isRich && hasFloors) usable = above(usable, load<usize>(floorOfInput + ((input - inputs) >> 1)) + pair);
        quantity = lesser(quantity, divide(usable, at(load<usize>(input, 4) + pair)));
      }
      put(asked + flow + pair, quantity);
      put(shipped + flow + pair, quantity);
    }
  }
  for (let j: usize = 0; j < stockpiles; j++) {
    const end = endOf(demandsOnStart, j);
    const market = isRich && markets > 0 ? load<usize>(marketOf + (j << 2)) : NONE;
    for (let entry = firstOf(demandsOnStart, j); entry < end; entry += 8) {
      const demandRow = load<usize>(entry);
      for (let pair: usize = 0; pair < row; pair += 16) {
        const k = demandRow + pair;
        let due = multiply(at(scheduledDemand + k), at(noise + k));
        if (isRich && market != NONE) due = answered(k, market + pair, due);
        const threshold = at(conserve + k);
        let stretch = both(1);
        if (any(isBelow(both(0), threshold))) {
          // Where nothing is needed the supply is endless, or no number where there is none either: 1 is the lesser.
          let usable = at(onHand + j * row + pair);
          if (isRich && hasFloors) usable = above(usable, load<usize>(floorOfDemand + ((entry - demandsOn) >> 1)) + pair);
          const supply = divide(divide(usable, at(forecast + j * row + pair)), threshold);
          stretch = where(isBelow(both(0), threshold), lesser(both(1), supply), both(1));
        }
        put(demand + k, due);
        put(demandRequest + k, multiply(add(due, at(backlog + k)), stretch));
        put(demandRegular + k, multiply(due, stretch));
      }
    }
  }
}
