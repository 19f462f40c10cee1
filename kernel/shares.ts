/** How a stockpile's need is shared among its ordinary inflows. */
import { inflowsStart, row, share, sigma, stockpiles } from './memory';
import { add, and, at, both, divide, isBelow, put } from './vector';
import { endOf, firstOf } from './words';

/** σ_f = share_f(t)/Σ share(t) over the ordinary inflows of a stockpile; 0 where all shares are. */
export function shares(): void {
  for (let j: usize = 0; j < stockpiles; j++) {
    const first = firstOf(inflowsStart, j);
    const end = endOf(inflowsStart, j);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let total = both(0);
      for (let entry = first; entry < end; entry += 8) total = add(total, at(share + load<usize>(entry) + pair));
      const isShared = isBelow(both(0), total);
      for (let entry = first; entry < end; entry += 8) {
        const f = load<usize>(entry) + pair;
        put(sigma + f, and(isShared, divide(at(share + f), total)));
      }
    }
  }
}
