/** Quotas of licences, as src/simulation/quota.ts has it. */
import { carry, gatedByStart, hasQuotas, licences, limit, periods, quota, row, shipped } from './memory';
import { add, and, any, at, both, isBelow, multiply, positive, put, subtract } from './vector';
import { endOf, firstOf } from './words';

/** Bytes of what is said of a licence at a step: how long a period begins (0: none), how far the next is, 1: no carry. */
export const PERIOD: usize = 24;
export const UNTIL_NEXT: usize = 8;
const IS_FIRST: usize = 16;

/** 2. Z_l at the start of a period: limit·per and what is carried over; a limit without a period renews each step. */
export function renewQuotas(t: i32): void {
  if (!hasQuotas) {
    // A loop: a call to copy so little takes longer.
    for (let place: usize = 0; place < licences * row; place += 16) put(quota + place, at(limit + place));
    return;
  }
  for (let l: usize = 0; l < licences; l++) {
    const terms = periods + (<usize>t * licences + l) * PERIOD;
    const period = load<f64>(terms);
    if (period == 0) continue;
    const carries = load<f64>(terms, IS_FIRST) == 0;
    for (let pair: usize = 0; pair < row; pair += 16) {
      const place = l * row + pair;
      let renewed = multiply(at(limit + place), both(period));
      if (carries) {
        const part = at(carry + place);
        renewed = add(renewed, and(isBelow(both(0), part), multiply(part, at(quota + place))));
      }
      put(quota + place, renewed);
    }
  }
}

/** 7. Z_l −= Σ x_f over the flows of the licence. */
export function useQuotas(): void {
  for (let l: usize = 0; l < licences; l++) {
    const end = endOf(gatedByStart, l);
    for (let pair: usize = 0; pair < row; pair += 16) {
      const before = at(quota + l * row + pair);
      if (!any(isBelow(before, both(Infinity)))) continue;
      let total = both(0);
      for (let entry = firstOf(gatedByStart, l); entry < end; entry += 8) {
        total = add(total, at(shipped + load<usize>(entry) + pair));
      }
      put(quota + l * row + pair, positive(subtract(before, total)));
    }
  }
}
