/** Where goods are held up: of each flow at each step of a central run, what keeps it from sending more. */
import { daysOfSupply } from '../metrics/inventory.ts';
import { type Scheduled, scheduledOf } from '../model/scheduled.ts';
import type { Run } from '../simulation/record.ts';

/**
 * What holds a flow back, the first that applies: its licence lets less through than is ordered, or has not granted it
 * yet; all of its capacity is in use; a material that it takes is missing; or nothing does.
 */
export const HOLDS = ['licence', 'capacity', 'material', 'nothing'] as const;

export type Hold = (typeof HOLDS)[number];

/** Rows of steps, by flow or by stockpile: that of entity i at step t at `t · entities + i`. Tonnes or pieces. */
export interface Where {
  /** Of flows: the place of what holds it back in HOLDS. */
  readonly holds: Uint8Array;
  /** Of flows: what it sends in the step, and what waits for a decision or lies granted and unused. */
  readonly sent: Float64Array;
  readonly waiting: Float64Array;
  /** Of stockpiles: how many days what is on hand lasts; NaN where nothing is used. */
  readonly days: Float64Array;
}

/** A share by which amounts that are equal may differ by rounding. */
const ROUNDING = 1e-9;

/** What a run of one lane says of each flow and stockpile. */
export function whereOf(run: Run): Where {
  const { model, steps, shipped, pending, held } = run;
  if (run.lanes !== 1) throw new Error(`one run is shown, not ${run.lanes}`);
  const { flows } = model.network;
  const scheduled = scheduledOf(model);
  const holds = new Uint8Array(steps * flows);
  for (let t = 0; t < steps; t++) {
    for (let f = 0; f < flows; f++) holds[t * flows + f] = HOLDS.indexOf(holdOf(run, scheduled, f, t));
  }
  return { holds, sent: shipped, waiting: pending.map((amount, n) => amount + held[n]), days: daysOfSupply(run) };
}

function holdOf(run: Run, { at }: Scheduled, f: number, t: number): Hold {
  const { network } = run.model;
  const n = t * network.flows + f;
  const sent = run.shipped[n];
  const isLess = (than: number) => sent < than * (1 - ROUNDING);
  const l = network.licenceOf[f];
  if (l >= 0) {
    const { start, items } = network.gatedBy;
    const together = items
      .subarray(start[l], start[l + 1])
      .reduce((sum, own) => sum + run.shipped[t * network.flows + own], 0);
    const isUsedUp =
      together >= at('limit', l, t) * (1 - ROUNDING) || run.quotaLeft[t * network.licences + l] <= together;
    const isAwaited = run.pending[n] > 0 && isLess(run.ordered[n]);
    if (at('allow', l, t) < 1 || isUsedUp || isAwaited) return 'licence';
  }
  if (sent > 0 && !isLess(run.capacity[n])) return 'capacity';
  return isLess(run.wanted[n]) ? 'material' : 'nothing';
}
