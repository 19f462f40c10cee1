/** What stockpiles held, and how much flows were used. */
import type { Model } from '../model/network.ts';
import type { FlowSums, Run } from '../simulation/record.ts';
import { type Metering, measuredIn, placeOf } from './column.ts';

/** I_j/F_j·Δ in days, laid out like the record of stockpiles, in `days`; NaN where nothing is needed of one. */
export function daysOfSupply({ model, onHand, forecast }: Run, days = new Float64Array(onHand.length)): Float64Array {
  for (let place = 0; place < onHand.length; place++) days[place] = daysAt(onHand[place], forecast[place], model);
  return days;
}

function daysAt(onHand: number, need: number, { stepDays }: Model): number {
  return need === 0 ? Number.NaN : (onHand / need) * stepDays;
}

/** By stockpile and lane. */
export interface StockpileMetrics {
  /** Closing inventory, and the smallest of the steps that are measured, tonnes or pieces. */
  readonly closing: Float64Array;
  readonly minimum: Float64Array;
  /** The fewest days of supply of those that demands draw on; NaN: never needed. */
  readonly minimumDaysOfSupply: Float64Array;
}

export function stockpileMetrics(model: Model, lanes: number): Metering<StockpileMetrics> {
  const { stockpiles, drawsFrom } = model.network;
  const columns = stockpiles * lanes;
  const closing = new Float64Array(columns);
  const minimum = new Float64Array(columns);
  const used = new Set(drawsFrom);
  const fewest = new Float64Array(columns);
  const isMeasured = measuredIn(model);
  return {
    begin() {
      for (const least of [minimum, fewest]) least.fill(Number.POSITIVE_INFINITY);
    },
    add(run, t) {
      const { onHand, forecast } = run;
      const row = placeOf(run, stockpiles, t);
      if (t === model.steps - 1) closing.set(onHand.subarray(row, row + columns));
      if (!isMeasured(t)) return;
      for (let column = 0; column < columns; column++) {
        const held = onHand[row + column];
        if (held < minimum[column]) minimum[column] = held;
      }
      for (const j of used) {
        for (let column = j * lanes; column < (j + 1) * lanes; column++) {
          const days = daysAt(onHand[row + column], forecast[row + column], model);
          if (days < fewest[column]) fewest[column] = days;
        }
      }
    },
    result: () => ({
      ...{ closing, minimum },
      minimumDaysOfSupply: fewest.map((least) => (least === Number.POSITIVE_INFINITY ? Number.NaN : least)),
    }),
  };
}

/** Σx/Σcap over steps with a capacity, by flow and lane; NaN: none, or 0. */
export function utilisation({ used, available }: FlowSums): Float64Array {
  return used.map((part, column) => (available[column] === 0 ? Number.NaN : part / available[column]));
}
