/** What stockpiles held and flows delivered. */
import type { Run } from '../simulation/record.ts';
import { eachPlace, perLane, sumColumn } from './column.ts';

/** I_j/F_j·Δ in days, laid out like the record of stockpiles; NaN where nothing is needed of one. */
export function daysOfSupply({ model, onHand, forecast }: Run): Float64Array {
  const days = new Float64Array(onHand.length);
  for (let place = 0; place < days.length; place++) {
    const need = forecast[place];
    days[place] = need === 0 ? Number.NaN : (onHand[place] / need) * model.stepDays;
  }
  return days;
}

/**
 * By lane: closing and smallest inventory (tonnes or pieces), and the fewest days of supply (NaN: never needed);
 * `days` as daysOfSupply gives them.
 */
export function stockpileMetrics(run: Run, j: number, days: Float64Array) {
  const { steps, lanes, onHand, model } = run;
  const { stockpiles } = model.network;
  const minimum = new Float64Array(lanes).fill(Number.POSITIVE_INFINITY);
  const fewest = new Float64Array(lanes).fill(Number.POSITIVE_INFINITY);
  eachPlace(run, stockpiles, j, (place, lane) => {
    minimum[lane] = Math.min(minimum[lane], onHand[place]);
    if (days[place] < fewest[lane]) fewest[lane] = days[place];
  });
  return {
    closing: perLane(lanes, (lane) => onHand[((steps - 1) * stockpiles + j) * lanes + lane]),
    minimum,
    minimumDaysOfSupply: fewest.map((one) => (one === Number.POSITIVE_INFINITY ? Number.NaN : one)),
  };
}

/** By lane: delivered Σx (tonnes or pieces), and utilisation Σx/Σcap over steps with a capacity (none, or 0: NaN). */
export function flowMetrics(run: Run, f: number) {
  const { model, started, capacity, lanes } = run;
  const { flows } = model.network;
  const used = new Float64Array(lanes);
  const available = new Float64Array(lanes);
  eachPlace(run, flows, f, (place, lane) => {
    const bound = capacity[place];
    if (bound === Number.POSITIVE_INFINITY) return;
    used[lane] += started[place];
    available[lane] += bound;
  });
  return {
    delivered: sumColumn(run, started, flows, f),
    utilisation: perLane(lanes, (lane) => (available[lane] === 0 ? Number.NaN : used[lane] / available[lane])),
  };
}
