/** Phase 2 of a step: licences decide, grants expire, and what is no longer under review is void (model.md, 2). */
import type { Model } from '../model/network.ts';
import type { State } from './state.ts';

/** Decides the applications due now; fills `underReview`, `held`, `pending`, `granted` and `lapsed`. Orders wait for no licence. */
export function decisions({ network }: Model, state: State): void {
  const { scheduled, underReview, unused, held, granted, lapsed, pending, waiting } = state;
  for (let f = 0; f < network.flows; f++) {
    const l = network.licenceOf[f];
    if (l < 0) continue;
    granted[f] = 0;
    lapsed[f] = 0;
    underReview[f] = scheduled.review[l] > 0 && scheduled.allow[l] > 0 ? 1 : 0;
    if (underReview[f]) {
      lapsed[f] = dropExpiredLots(state, f);
      const slot = f * state.applicationSpan + (state.t % state.applicationSpan);
      const lot = scheduled.approve[l] * state.applications[slot];
      state.applications[slot] = 0;
      granted[f] = lot;
      if (lot > 0) addLot(state, f, lot, state.t + scheduled.valid[l]);
      pending[f] = sumApplications(state, f);
      held[f] = heldBy(state, f);
    } else if (pending[f] > 0 || held[f] > 0) {
      lapsed[f] = held[f];
      state.lotCount[f] = 0;
      state.applications.fill(0, f * state.applicationSpan, (f + 1) * state.applicationSpan);
      held[f] = 0;
      pending[f] = 0;
    }
    unused[f] = Math.min(unused[f], held[f]);
    if (scheduled.allow[l] < 1 || scheduled.review[l] > 0) waiting[f] = 0;
  }
}

/** ΣH_f. */
export function heldBy({ lots, lotFirst, lotCount, lotSpan }: State, f: number): number {
  let sum = 0;
  for (let i = 0; i < lotCount[f]; i++) sum += lots[f * lotSpan + ((lotFirst[f] + i) % lotSpan)];
  return sum;
}

/** Σ A_f[s]: the applications still to be decided. */
function sumApplications({ applications, applicationSpan }: State, f: number): number {
  let sum = 0;
  for (let slot = f * applicationSpan; slot < (f + 1) * applicationSpan; slot++) sum += applications[slot];
  return sum;
}

/** Takes lots with expiry ≤ t out, keeping the order of the rest; returns what they held. */
function dropExpiredLots({ t, lots, lotExpiry, lotFirst, lotCount, lotSpan }: State, f: number): number {
  const base = f * lotSpan;
  const first = lotFirst[f];
  const count = lotCount[f];
  let kept = 0;
  let expired = 0;
  for (let i = 0; i < count; i++) {
    const from = base + ((first + i) % lotSpan);
    if (lotExpiry[from] <= t) {
      expired += lots[from];
      continue;
    }
    const into = base + ((first + kept) % lotSpan);
    lots[into] = lots[from];
    lotExpiry[into] = lotExpiry[from];
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
  const count = lotCount[f];
  const newest = base + ((lotFirst[f] + count - 1 + lotSpan) % lotSpan);
  if (count > 0 && expiry === Number.POSITIVE_INFINITY && lotExpiry[newest] === expiry) {
    lots[newest] += quantity;
    return;
  }
  const place = base + ((lotFirst[f] + count) % lotSpan);
  lots[place] = quantity;
  lotExpiry[place] = expiry;
  lotCount[f] = count + 1;
}

/** Uses up `quantity` of the flow's lots, oldest first; what rounding takes below 0 is set to 0. */
export function useLots({ lots, lotFirst, lotCount, lotSpan }: State, f: number, quantity: number): void {
  let rest = quantity;
  while (rest > 0 && lotCount[f] > 0) {
    const oldest = f * lotSpan + lotFirst[f];
    const lot = lots[oldest];
    if (lot > rest) {
      lots[oldest] = lot - rest;
      return;
    }
    rest -= lot;
    lotFirst[f] = (lotFirst[f] + 1) % lotSpan;
    lotCount[f] -= 1;
  }
}
