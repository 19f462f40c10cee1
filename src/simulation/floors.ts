/** Floors of stockpiles: what is kept from the less urgent tiers (model.md, 6). */
import type { Model } from '../model/network.ts';
import type { State } from './state.ts';

/** Fills the floor of each tier: the greatest of its own and those of the tiers before it. */
export function floors(
  { network }: Model,
  { scheduled, forecast, floors: amounts }: Pick<State, 'scheduled' | 'forecast' | 'floors'>,
): void {
  const { tiers, floorsFrom, floorIsDuration, stockpiles } = network;
  for (let j = 0; j < stockpiles; j++) {
    let floor = 0;
    for (let tier = tiers.start[j]; tier < tiers.start[j + 1]; tier++) {
      for (let i = floorsFrom.start[tier]; i < floorsFrom.start[tier + 1]; i++) {
        const own = floorsFrom.items[i];
        floor = Math.max(floor, floorIsDuration[own] ? scheduled.floor[own] * forecast[j] : scheduled.floor[own]);
      }
      amounts[tier] = floor;
    }
  }
}
