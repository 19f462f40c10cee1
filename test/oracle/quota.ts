// The periods of a licence's quota, and Z: what is left of it.

import { get, type Licence, type Network, sum } from './network.ts';
import type { State } from './start.ts';
import type { Step } from './step.ts';

type Phase = Licence['phases'][number];

function dayOfStep(network: Network, t: number): number {
  return network.start + t * network.delta;
}

/** The phase of a licence that holds at step `t`; before the first there is none. */
function phaseAt(network: Network, licence: Licence, t: number): Phase | undefined {
  return licence.phases.filter((phase) => phase.from <= dayOfStep(network, t)).at(-1);
}

/** Steps from `t` to the first step on or after the next date from + i·per; without `per` a limit renews each step. */
export function stepsToNextPeriod(network: Network, licence: Licence, t: number): number {
  const phase = phaseAt(network, licence, t);
  if (phase?.per === undefined) return 1;
  let i = 1;
  while (phase.from + i * phase.per <= dayOfStep(network, t)) i += 1;
  return Math.ceil((phase.from + i * phase.per - dayOfStep(network, t)) / network.delta);
}

/** Step 2 of the model, for quotas: sets Z of every licence with a limit, where it renews. */
export function renewQuotas(network: Network, state: State, t: number): void {
  for (const licence of network.licences) {
    const limit = licence.limit.at(t);
    const phase = phaseAt(network, licence, t);
    if (limit === undefined) {
      state.quota.delete(licence.id);
    } else if (phase?.per === undefined) {
      state.quota.set(licence.id, limit * network.delta);
    } else if (t === 0 || phaseAt(network, licence, t - 1) !== phase) {
      state.quota.set(licence.id, limit * phase.per);
    } else if (stepsToNextPeriod(network, licence, t - 1) === 1) {
      state.quota.set(licence.id, limit * phase.per + phase.carry * get(state.quota, licence.id));
    }
  }
}

/** Step 7 of the model, for quotas: takes off what was shipped. */
export function useQuotas(network: Network, state: State, now: Step): void {
  for (const licence of network.licences) {
    const left = state.quota.get(licence.id);
    if (left === undefined) continue;
    const shipped = sum(network.flows.filter((f) => f.licence === licence).map((f) => get(now.flows, f.id).shipped));
    state.quota.set(licence.id, Math.max(0, left - shipped));
  }
}
