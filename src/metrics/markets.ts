/** How high prices went. */
import type { Model } from '../model/network.ts';
import { type Metering, perLane, placeOf } from './column.ts';

/** A step counts as the highest if it comes this near to it. */
const AT_PEAK = 1e-9;

/** By market, and by lane. */
export interface MarketMetrics {
  /** The highest price index, the first day within 1e-9 of it, and the mean over steps. */
  readonly highest: Float64Array;
  readonly highestDay: Float64Array;
  readonly mean: Float64Array;
}

export function marketMetrics({ network, start, stepDays }: Model, lanes: number): Metering<readonly MarketMetrics[]> {
  const columns = network.markets * lanes;
  const highest = new Float64Array(columns);
  const sum = new Float64Array(columns);
  /** Prices of the steps so far, and which steps these are. */
  let prices: Float64Array[] = [];
  let steps: number[] = [];
  const dayOf = (column: number) => {
    const place = prices.findIndex((row) => row[column] >= highest[column] - AT_PEAK);
    return place < 0 ? Number.NaN : start + steps[place] * stepDays;
  };
  return {
    begin() {
      for (const all of [highest, sum]) all.fill(0);
      [prices, steps] = [[], []];
    },
    add(run, t) {
      if (columns === 0) return;
      const row = placeOf(run, network.markets, t);
      const now = run.priceIndex.slice(row, row + columns);
      prices.push(now);
      steps.push(t);
      for (let column = 0; column < columns; column++) {
        sum[column] += now[column];
        if (now[column] > highest[column]) highest[column] = now[column];
      }
    },
    result: () =>
      Array.from({ length: network.markets }, (_, m) => ({
        highest: highest.slice(m * lanes, (m + 1) * lanes),
        highestDay: perLane(lanes, (lane) => dayOf(m * lanes + lane)),
        mean: perLane(lanes, (lane) => sum[m * lanes + lane] / steps.length),
      })),
  };
}
