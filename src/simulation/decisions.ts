/** Phase 2 of a step: licences decide, grants expire, and what is no longer under review is void (model.md, 2). */
import type { Model } from '../model/network.ts';
import type { State } from './state.ts';

/** Decides the applications due now; fills `underReview`, `held`, `pending`, `granted` and `lapsed`. */
export function decisions({ network }: Model, state: State): void {
  const { scheduled, underReview, unused, held, granted, lapsed, pending } = state;
  for (let f = 0; f < network.flows; f++) {
    const l = network.licenceOf[f] as number;
    if (l < 0) continue;
    granted[f] = 0;
    lapsed[f] = 0;
    underReview[f] = (scheduled.review[l] as number) > 0 && (scheduled.allow[l] as number) > 0 ? 1 : 0;
    if (underReview[f]) {
      lapsed[f] = dropExpiredLots(state, f);
      const slot = f * state.applicationSpan + (state.t % state.applicationSpan);
      const lot = (scheduled.approve[l] as number) * (state.applications[slot] as number);
      state.applications[slot] = 0;
      granted[f] = lot;
      if (lot > 0) addLot(state, f, lot, state.t + (scheduled.valid[l] as number));
      pending[f] = sumApplications(state, f);
    } else {
      lapsed[f] = heldBy(state, f);
      state.lotCount[f] = 0;
      state.applications.fill(0, f * state.applicationSpan, (f + 1) * state.applicationSpan);
      pending[f] = 0;
    }
    held[f] = heldBy(state, f);
    unused[f] = Math.min(unused[f] as number, held[f] as number);
  }
}

/** ΣH_f. */
export function heldBy({ lots, lotFirst, lotCount, lotSpan }: State, f: number): number {
  let sum = 0;
  for (let i = 0; i < (lotCount[f] as number); i++)
    sum += lots[f * lotSpan + (((lotFirst[f] as number) + i) % lotSpan)] as number;
  return sum;
}

/** Σ A_f[s]: the applications still to be decided. */
function sumApplications({ applications, applicationSpan }: State, f: number): number {
  let sum = 0;
  for (let slot = f * applicationSpan; slot < (f + 1) * applicationSpan; slot++) sum += applications[slot] as number;
  return sum;
}

/** Takes lots with expiry ≤ t out, keeping the order of the rest; returns what they held. */
function dropExpiredLots({ t, lots, lotExpiry, lotFirst, lotCount, lotSpan }: State, f: number): number {
  const base = f * lotSpan;
  const first = lotFirst[f] as number;
  const count = lotCount[f] as number;
  let kept = 0;
  let expired = 0;
  for (let i = 0; i < count; i++) {
    const from = base + ((first + i) % lotSpan);
    if ((lotExpiry[from] as number) <= t) {
      expired += lots[from] as number;
      continue;
    }
    const into = base + ((first + kept) % lotSpan);
    lots[into] = lots[from] as number;
    lotExpiry[into] = lotExpiry[from] as number;
    kept++;
  }
  lotCount[f] = kept;
  return expired;
}

/** Adds the newest lot. Two neighbours that never expire are one lot: nothing can tell them apart. */
function addLot(
  { lots, lotExpiry, lotFirst, lotCount, lotSpan }: State,
  f: number,
  quantity: number,
  expiry: number,
): void {
  const base = f * lotSpan;
  const count = lotCount[f] as number;
  const newest = base + (((lotFirst[f] as number) + count - 1 + lotSpan) % lotSpan);
  if (count > 0 && expiry === Number.POSITIVE_INFINITY && lotExpiry[newest] === expiry) {
    lots[newest] = (lots[newest] as number) + quantity;
    return;
  }
  const place = base + (((lotFirst[f] as number) + count) % lotSpan);
  lots[place] = quantity;
  lotExpiry[place] = expiry;
  lotCount[f] = count + 1;
}

/** Uses up `quantity` of the flow's lots, oldest first; what rounding takes below 0 is set to 0. */
export function useLots({ lots, lotFirst, lotCount, lotSpan }: State, f: number, quantity: number): void {
  let rest = quantity;
  while (rest > 0 && (lotCount[f] as number) > 0) {
    const oldest = f * lotSpan + (lotFirst[f] as number);
    const lot = lots[oldest] as number;
    if (lot > rest) {
      lots[oldest] = lot - rest;
      return;
    }
    rest -= lot;
    lotFirst[f] = ((lotFirst[f] as number) + 1) % lotSpan;
    lotCount[f] = (lotCount[f] as number) - 1;
  }
}
