/** Floors of stockpiles, as src/simulation/floors.ts has it. */
import { floors, floorsFromStart, row, stockpiles, tiers, tiersStart } from './memory';
import { at, both, greater, multiply, put } from './vector';
import { endOf, firstOf, ONE } from './words';

/** The row of the floor of a tier, which is an entry of `tiers`. */
@inline
export function floorOf(tier: usize): usize {
  return floors + ((tier - tiers) >> 3) * row;
}

/** The floor of each tier: the greatest of its own and those of the tiers before it. */
export function fillFloors(): void {
  for (let j: usize = 0; j < stockpiles; j++) {
    const first = firstOf(tiersStart, j);
    const end = endOf(tiersStart, j);
    for (let pair: usize = 0; pair < row; pair += 16) {
      let floor = both(0);
      for (let tier = first; tier < end; tier += 8) {
        const position = (tier - tiers) >> 3;
        const ownEnd = endOf(floorsFromStart, position);
        for (let own = firstOf(floorsFromStart, position); own < ownEnd; own += 8) {
          const forecast = load<usize>(own, 4);
          const amount = at(load<usize>(own) + pair);
          floor = greater(floor, forecast == ONE ? amount : multiply(amount, at(forecast + pair)));
        }
        put(floorOf(tier) + pair, floor);
      }
    }
  }
}
