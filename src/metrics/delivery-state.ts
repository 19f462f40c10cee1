/** What holds a delivery at a step of a run: its licence, its capacity, or that its source has nothing; or nothing does. */
import type { Scheduled } from '../model/scheduled.ts';
import type { Run } from '../simulation/record.ts';

export type DeliveryState = 'licence' | 'capacity' | 'material' | 'enough';

/** A difference of this share is none. */
const EQUAL = 1e-3;

/**
 * Of flow f at step t of a run by itself, the first that holds: `licence`: it lets nothing, or no more, through, or has not
 * granted yet what was asked for; `material`: less was shipped than was allowed and asked for; `capacity`: all of its
 * capacity was used, or it has none while it is asked; `enough`: what was asked for was shipped.
 */
export function stateOfDelivery(run: Run, scheduled: Scheduled, f: number, t: number): DeliveryState {
  const { network } = run.model;
  const at = t * network.flows + f;
  const [ordered, wanted, shipped, capacity] = [run.ordered[at], run.wanted[at], run.shipped[at], run.capacity[at]];
  const asked = Math.min(ordered, capacity);
  const most = (1 - EQUAL) * asked;
  if (isLimited(run, scheduled, f, t) || (network.licenceOf[f] >= 0 && wanted < most)) return 'licence';
  if (shipped < (1 - EQUAL) * wanted) return 'material';
  return ordered > 0 && shipped >= (1 - EQUAL) * capacity ? 'capacity' : 'enough';
}

/** Whether the licence of flow f lets some of it not through, or no more, at step t; false without one. */
function isLimited(run: Run, scheduled: Scheduled, f: number, t: number): boolean {
  const { network } = run.model;
  const l = network.licenceOf[f];
  if (l < 0) return false;
  if (scheduled.at('allow', l, t) < 1) return true;
  const { start, items } = network.gatedBy;
  let wanted = 0;
  for (let i = start[l]; i < start[l + 1]; i++) wanted += run.wanted[t * network.flows + items[i]];
  return wanted >= scheduled.at('limit', l, t) * (1 - EQUAL);
}
