/** What stockpiles held and flows delivered. */
import type { Run } from '../simulation/record.ts';
import { sumColumn } from './column.ts';

/** I_j/F_j·Δ in days of the stockpile at position j at step t; NaN where nothing is needed of it. */
export function daysOfSupply({ model, onHand, forecast }: Run, j: number, t: number): number {
  const place = t * model.network.stockpiles + j;
  const need = forecast[place];
  return need === 0 ? Number.NaN : (onHand[place] / need) * model.stepDays;
}

/** Closing and smallest inventory (tonnes or pieces), and the fewest days of supply (null: never needed). */
export function stockpileMetrics(run: Run, j: number) {
  const { stockpiles } = run.model.network;
  let minimum = Number.POSITIVE_INFINITY;
  let fewest = Number.POSITIVE_INFINITY;
  for (let t = 0; t < run.steps; t++) {
    minimum = Math.min(minimum, run.onHand[t * stockpiles + j]);
    const days = daysOfSupply(run, j, t);
    if (days < fewest) fewest = days;
  }
  const closing = run.onHand[(run.steps - 1) * stockpiles + j];
  return { closing, minimum, minimumDaysOfSupply: fewest === Number.POSITIVE_INFINITY ? null : fewest };
}

/** Delivered Σx (tonnes or pieces) and utilisation Σx/Σcap over steps with a capacity (none, or Σcap = 0: null). */
export function flowMetrics({ model, started, capacity, steps }: Run, f: number) {
  const { flows } = model.network;
  let used = 0;
  let available = 0;
  for (let t = 0; t < steps; t++) {
    const bound = capacity[t * flows + f];
    if (bound === Number.POSITIVE_INFINITY) continue;
    used += started[t * flows + f];
    available += bound;
  }
  return { delivered: sumColumn(started, flows, f), utilisation: available === 0 ? null : used / available };
}
