/**
 * What stockpiles did not give: claims of flows, by input, and of users. What a floor keeps back beyond that of the twin
 * is lost there; the rest is drawn from what the stockpile lacks, for all claims in proportion; and where more is claimed
 * than it lacks, the stockpile was dry, or its user stretched what he had, for no want of supply.
 */
import { addTo, less, more, open as opened, type Pools, pour, scale, total } from './pools.ts';
import { slotOf, type Trace } from './trace.ts';

/** Claims that differ from what lacks by less than this share take all of it. */
const ALIKE = 1e-9;

/** Finds what becomes of the claims. */
export function settle({ model: { network }, mine, twin, claims, pools: { stock } }: Trace): void {
  const { tiers, tierOfInput, tierOfDemand, stockpiles } = network;
  const { ofInputs, ofDemands, inTier, kept, open, drawn, rest } = claims;
  inTier.fill(0);
  for (let i = 0; i < ofInputs.length; i++) if (ofInputs[i] > 0) inTier[tierOfInput[i]] += ofInputs[i];
  for (let k = 0; k < ofDemands.length; k++) if (ofDemands[k] > 0) inTier[tierOfDemand[k]] += ofDemands[k];
  for (let j = 0; j < stockpiles; j++) {
    open[j] = 0;
    for (let tier = tiers.start[j]; tier < tiers.start[j + 1]; tier++) {
      if (inTier[tier] === 0) continue;
      const held = Math.min(mine.onHand[j], mine.floors[tier]) - twin.floors[tier];
      kept[tier] = Math.min(1, Math.max(0, held) / inTier[tier]);
      open[j] += inTier[tier] * (1 - kept[tier]);
    }
    if (open[j] === 0) continue;
    const lacks = total(stock, less(j));
    const isEnough = lacks >= open[j] * (1 - ALIKE);
    drawn[j] = 1 / (isEnough ? lacks : open[j]);
    rest[j] = isEnough ? 0 : 1 - lacks / open[j];
  }
}

/** A claim upon a stockpile. */
export interface Claim {
  readonly j: number;
  readonly tier: number;
  readonly quantity: number;
}

/** Adds what a claim lacks, divided by `per`, to a pool; what the stockpile does not lack has a reason of its own, at `slot`. */
export function lackFor(
  trace: Trace,
  { j, tier, quantity }: Claim,
  into: Pools,
  row: number,
  t: number,
  per: number,
  slot: () => number,
): void {
  const { kept, drawn, rest } = trace.claims;
  const free = (quantity * (1 - kept[tier])) / per;
  if (kept[tier] > 0) {
    const floor = slotOf(trace, 'floor', 'stockpiles', j, t, floorSlot(trace, tier));
    addTo(into, row, floor, (quantity * kept[tier]) / per);
  }
  if (free > 0) pour(trace.pools.stock, less(j), into, row, free * drawn[j]);
  if (free > 0 && rest[j] > 0) addTo(into, row, slot(), free * rest[j]);
}

/** The scheduled floor that is the greatest up to a tier. */
function floorSlot({ model: { network, plan }, mine }: Trace, tier: number): number {
  const { floorsFrom, tiers, floorIsDuration } = network;
  const j = tiers.start.findLastIndex((first) => first <= tier);
  const amount = (i: number) => mine.scheduled.floor[i] * (floorIsDuration[i] ? mine.forecast[j] : 1);
  const all = [...floorsFrom.items.subarray(floorsFrom.start[tiers.start[j]], floorsFrom.start[tier + 1])];
  return plan.layout.floor + all.reduce((greatest, i) => (amount(i) > amount(greatest) ? i : greatest));
}

/** What a pool lacks, times `per`, is there beyond at a stockpile, but for what a claim draws of what lacks there. */
export function leave(
  { claims, pools: { stock } }: Trace,
  { j, tier, quantity }: Claim,
  from: Pools,
  row: number,
  per: number,
): void {
  if (quantity === 0) {
    pour(from, row, stock, more(j), per);
    return;
  }
  const by = quantity * (1 - claims.kept[tier]) * claims.drawn[j];
  const [first, last] = [from.begin[row], from.end[row]];
  if (last === 0) return;
  const { values, width } = stock;
  opened(stock, more(j), first, last);
  for (let i = first; i < last; i++) {
    const left = per * from.values[row * from.width + i] - by * values[less(j) * width + i];
    values[more(j) * width + i] += Math.max(0, left);
  }
}

/** Takes out of stockpiles what all claims drew. */
export function drawAll({ model, claims: { open, drawn }, pools: { stock } }: Trace): void {
  for (let j = 0; j < model.network.stockpiles; j++) {
    if (open[j] > 0) scale(stock, less(j), Math.max(0, 1 - open[j] * drawn[j]));
  }
}
