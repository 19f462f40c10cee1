/** What stockpiles held and flows delivered. */
import type { Run } from '../simulation/record.ts';
import { sumSteps } from './column.ts';

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
 * By stockpile and lane: closing and smallest inventory (tonnes or pieces), and the fewest days of supply (NaN: never
 * needed).
 */
export function stockpileMetrics(run: Run) {
  const { steps, lanes, onHand, model } = run;
  const columns = model.network.stockpiles * lanes;
  const days = daysOfSupply(run);
  const minimum = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const fewest = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  for (let t = 0, place = 0; t < steps; t++) {
    for (let column = 0; column < columns; column++, place++) {
      minimum[column] = Math.min(minimum[column], onHand[place]);
      if (days[place] < fewest[column]) fewest[column] = days[place];
    }
  }
  return {
    closing: onHand.subarray(Math.max(0, steps - 1) * columns),
    minimum,
    minimumDaysOfSupply: fewest.map((least) => (least === Number.POSITIVE_INFINITY ? Number.NaN : least)),
  };
}

/**
 * By flow and lane: delivered Σx (tonnes or pieces), and utilisation Σx/Σcap over steps with a capacity (none, or 0:
 * NaN).
 */
export function flowMetrics(run: Run) {
  const { model, started, capacity, steps, lanes } = run;
  const columns = model.network.flows * lanes;
  const used = new Float64Array(columns);
  const available = new Float64Array(columns);
  for (let t = 0, place = 0; t < steps; t++) {
    for (let column = 0; column < columns; column++, place++) {
      const bound = capacity[place];
      if (bound === Number.POSITIVE_INFINITY) continue;
      used[column] += started[place];
      available[column] += bound;
    }
  }
  return {
    delivered: sumSteps(run, started, model.network.flows),
    utilisation: used.map((part, column) => (available[column] === 0 ? Number.NaN : part / available[column])),
  };
}
