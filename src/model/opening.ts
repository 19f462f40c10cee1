/** How much of a capacity a price opens. */

/** ω* = min(1, max(0, (π − b0)/(b1 − b0))): none up to a price index of b0, all from b1 on. */
export function openPart(price: number, from: number, fully: number): number {
  return Math.min(1, Math.max(0, (price - from) / (fully - from)));
}
