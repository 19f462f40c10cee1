/** What flows come to over the steps so far, kept for metrics while the rows of a step are at hand. */
import {
  applied, appliedSum, available, capacity, flows, gated, gatedEnd, granted, grantedSum, lapsed, lapsedSum, licensed,
  licensedSum, received, receivedSum, row, shipped, shippedSum, used,
} from './memory';
import { add, and, at, both, isBelow, put } from './vector';

/** Adds the step at hand: Σx, ΣP[t], and Σx and Σcap over steps with a capacity; of licences, what became of applications. */
export function sumUp(): void {
  for (let f: usize = 0; f < flows * row; f += 16) {
    const quantity = at(shipped + f);
    const bound = at(capacity + f);
    const isBounded = isBelow(bound, both(Infinity));
    addTo(shippedSum + f, quantity);
    addTo(receivedSum + f, at(received + f));
    addTo(used + f, and(isBounded, quantity));
    addTo(available + f, and(isBounded, bound));
  }
  for (let entry = gated; entry < gatedEnd; entry += 16) {
    const end = load<usize>(entry) + row;
    for (let f = load<usize>(entry); f < end; f += 16) {
      addTo(appliedSum + f, at(applied + f));
      addTo(grantedSum + f, at(granted + f));
      addTo(licensedSum + f, at(licensed + f));
      addTo(lapsedSum + f, at(lapsed + f));
    }
  }
}

@inline
function addTo(sum: usize, value: v128): void {
  put(sum, add(at(sum), value));
}
