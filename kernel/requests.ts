/** Phase 5 of a step: who asks a stockpile for how much. */
import {
  asked, backlog, combining, combiningEnd, conserve, demand, demandRegular, demandRequest, demandsOnStart, forecast,
  noise, onHand, row, scheduledDemand, shipped, stockpiles, wanted,
} from './memory';
import { add, any, at, both, divide, isBelow, lesser, multiply, put, where } from './vector';
import { endOf, firstOf } from './words';

/**
 * 5. Flows ask for what they want and their inputs can bear, y_f = min(w_f, I_j/a[f,j] …); demands for (D + B)·u,
 * D·u of it regular, u = min(1, (I/F)/c).
 */
export function requests(): void {
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
      put(shipped + flow + pair, quantity);
    }
  }
  for (let j: usize = 0; j < stockpiles; j++) {
    const end = endOf(demandsOnStart, j);
    for (let entry = firstOf(demandsOnStart, j); entry < end; entry += 8) {
      const demandRow = load<usize>(entry);
      for (let pair: usize = 0; pair < row; pair += 16) {
        const k = demandRow + pair;
        const due = multiply(at(scheduledDemand + k), at(noise + k));
        const threshold = at(conserve + k);
        let stretch = both(1);
        if (any(isBelow(both(0), threshold))) {
          // Where nothing is needed the supply is endless, or no number where there is none either: 1 is the lesser.
          const supply = divide(divide(at(onHand + j * row + pair), at(forecast + j * row + pair)), threshold);
          stretch = where(isBelow(both(0), threshold), lesser(both(1), supply), both(1));
        }
        put(demand + k, due);
        put(demandRequest + k, multiply(add(due, at(backlog + k)), stretch));
        put(demandRegular + k, multiply(due, stretch));
      }
    }
  }
}
