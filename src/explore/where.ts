/** Where goods are held up: of each flow at each step of a central run, what holds it, and what it sends all the same. */
import { type DeliveryState, stateOfDelivery } from '../metrics/delivery-state.ts';
import { daysOfSupply } from '../metrics/inventory.ts';
import { scheduledOf } from '../model/scheduled.ts';
import type { Run } from '../simulation/record.ts';

/** What may hold a flow, in the order in which keys of pictures have it. */
export const HOLDS = ['licence', 'capacity', 'material', 'enough'] as const satisfies readonly DeliveryState[];

/** Rows of steps, by flow or by stockpile: that of entity i at step t at `t · entities + i`. Tonnes or pieces. */
export interface Where {
  /** Of flows: the place of what holds it in HOLDS. */
  readonly holds: Uint8Array;
  /** Of flows: what is ordered of it in the step, what it sends, and what waits for a decision or lies granted and unused. */
  readonly ordered: Float64Array;
  readonly sent: Float64Array;
  readonly waiting: Float64Array;
  /** Of stockpiles: how many days what is on hand lasts; NaN where nothing is used. */
  readonly days: Float64Array;
}

/** What a run of one lane says of each flow and stockpile. */
export function whereOf(run: Run): Where {
  const { model, steps, ordered, shipped, pending, held } = run;
  if (run.lanes !== 1) throw new Error(`one run is shown, not ${run.lanes}`);
  const { flows } = model.network;
  const scheduled = scheduledOf(run.parameters);
  const holds = Uint8Array.from({ length: steps * flows }, (_, n) =>
    HOLDS.indexOf(stateOfDelivery(run, scheduled, n % flows, Math.floor(n / flows))),
  );
  return {
    holds,
    ordered,
    sent: shipped,
    waiting: pending.map((amount, n) => amount + held[n]),
    days: daysOfSupply(run),
  };
}
