/** Quotas of licences: what is left of a limit in its period (model.md, 2 and 7). */
import type { Model } from '../model/network.ts';
import type { State } from './state.ts';

/** 2. Z_l at the start of a period: limit·per and what is carried over; a limit without a period renews each step. */
export function renewQuotas({ network, quotas }: Model, { t, scheduled, quota }: State): void {
  const { limit, carry } = scheduled;
  for (let l = 0; l < network.licences; l++) {
    const at = t * network.licences + l;
    const period = quotas === undefined ? 1 : quotas.begins[at];
    if (period === 0) continue;
    const left = carry[l] > 0 && quotas?.isFirst[at] === 0 ? carry[l] * quota[l] : 0;
    quota[l] = limit[l] * period + left;
  }
}

/** 7. Z_l −= Σ x_f over the flows of the licence. */
export function useQuotas({ network }: Model, { quota, shipped }: State): void {
  const { start, items } = network.gatedBy;
  for (let l = 0; l < network.licences; l++) {
    let total = 0;
    for (let i = start[l]; i < start[l + 1]; i++) total += shipped[items[i]];
    quota[l] = Math.max(0, quota[l] - total);
  }
}
