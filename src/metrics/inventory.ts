/** What stockpiles held and flows delivered. */
import type { Run } from '../simulation/record.ts';
import { eachPlace, perLane, sumColumn } from './column.ts';

/** I_j/F_j·Δ in days at a place of the record of stockpiles; NaN where nothing is needed of it. */
export function daysOfSupply({ model, onHand, forecast }: Run, place: number): number {
  const need = forecast[place];
  return need === 0 ? Number.NaN : (onHand[place] / need) * model.stepDays;
}

/** By lane: closing and smallest inventory (tonnes or pieces), and the fewest days of supply (NaN: never needed). */
export function stockpileMetrics(run: Run, j: number) {
  const { steps, lanes, onHand, model } = run;
  const { stockpiles } = model.network;
  const minimum = new Float64Array(lanes).fill(Number.POSITIVE_INFINITY);
  const fewest = new Float64Array(lanes).fill(Number.POSITIVE_INFINITY);
  eachPlace(run, stockpiles, j, (place, lane) => {
    minimum[lane] = Math.min(minimum[lane], onHand[place]);
    const days = daysOfSupply(run, place);
    if (days < fewest[lane]) fewest[lane] = days;
  });
  return {
    closing: perLane(lanes, (lane) => onHand[((steps - 1) * stockpiles + j) * lanes + lane]),
    minimum,
    minimumDaysOfSupply: fewest.map((days) => (days === Number.POSITIVE_INFINITY ? Number.NaN : days)),
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
