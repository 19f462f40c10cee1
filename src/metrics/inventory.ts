/** What stockpiles held and flows shipped. */
import type { Model } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import { type Metering, measuredIn, placeOf, positionsOf } from './column.ts';

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

/** By flow and lane. */
export interface FlowMetrics {
  /** Σx and what arrived, ΣP_f[t], tonnes or pieces. */
  readonly shipped: Float64Array;
  readonly received: Float64Array;
  /** Σx/Σcap over steps with a capacity; NaN: none, or 0. */
  readonly utilisation: Float64Array;
}

export function flowMetrics({ network: { flows }, scenario }: Model, lanes: number): Metering<FlowMetrics> {
  const columns = flows * lanes;
  const limited = positionsOf(scenario.flows, ({ capacity }) => capacity.some(({ value }) => value !== undefined));
  const shipped = new Float64Array(columns);
  const received = new Float64Array(columns);
  const used = new Float64Array(columns);
  const available = new Float64Array(columns);
  return {
    begin() {
      for (const sum of [shipped, received, used, available]) sum.fill(0);
    },
    add(run, t) {
      const { capacity, shipped: sent, received: arrived } = run;
      const row = placeOf(run, flows, t);
      for (let column = 0; column < columns; column++) {
        shipped[column] += sent[row + column];
        received[column] += arrived[row + column];
      }
      for (const f of limited) {
        for (let column = f * lanes; column < (f + 1) * lanes; column++) {
          const bound = capacity[row + column];
          if (bound === Number.POSITIVE_INFINITY) continue;
          used[column] += sent[row + column];
          available[column] += bound;
        }
      }
    },
    result: () => ({
      ...{ shipped, received },
      utilisation: used.map((part, column) => (available[column] === 0 ? Number.NaN : part / available[column])),
    }),
  };
}
