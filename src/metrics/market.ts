/** Where prices went. */
import type { Model } from '../model/network.ts';
import { type Metering, perLane, placeOf } from './column.ts';

/** A step counts as that of the highest price if it comes this near to it. */
const AT_HIGHEST = 1e-9;

/** By market and lane, of the steps that are measured. */
export interface MarketMetrics {
  /** The highest price index, and the first day within 1e-9 of it. */
  readonly highest: Float64Array;
  readonly highestDay: Float64Array;
  readonly mean: Float64Array;
}

export function marketMetrics(
  { network: { markets }, start, stepDays }: Model,
  lanes: number,
): Metering<MarketMetrics> {
  const width = markets * lanes;
  const sum = new Float64Array(width);
  /** Price indices of the steps so far, and of which step the first is. */
  let prices: Float64Array[] = [];
  let first = 0;
  return {
    begin() {
      sum.fill(0);
      prices = [];
    },
    add(run, t) {
      if (markets === 0) return;
      if (prices.length === 0) first = t;
      const row = placeOf(run, markets, t);
      const own = run.priceIndex.slice(row, row + width);
      prices.push(own);
      for (let place = 0; place < width; place++) sum[place] += own[place];
    },
    result() {
      const highest = perLane(width, (place) => prices.reduce((most, row) => Math.max(most, row[place]), 0));
      return {
        highest,
        highestDay: highest.map(
          (most, place) => start + (first + prices.findIndex((row) => row[place] >= most - AT_HIGHEST)) * stepDays,
        ),
        mean: sum.map((all) => all / prices.length),
      };
    },
  };
}
