/** Phase 3 of a step: what reserves release (model.md, 3). */
import type { Model, Parameters } from '../model/network.ts';
import type { State } from './state.ts';

/** Rounding must not make who has enough order nothing, nor who has been drawn down to a floor seem to lie above it. */
const CALM = 1 - 1e-9;

/** What flow f has under way to its stockpile, but for orders that wait: in transit, applied for as far as approved, held but usable. */
export function underWay({ network }: Model, state: State, f: number): number {
  const { scheduled, inTransit, pending, held, unused } = state;
  const l = network.licenceOf[f];
  return l < 0 ? inTransit[f] : inTransit[f] + scheduled.approve[l] * pending[f] + held[f] - unused[f];
}

/** o_f of releases, and which reserves therefore order nothing themselves in this step. */
export function releases(model: Model, { releaseBelow }: Parameters, state: State): void {
  const { network } = model;
  const { scheduled, capacity, releaseOrder, floors, forecast, onHand, ordered, isReleasing } = state;
  isReleasing.fill(0);
  const { start, items } = releaseOrder;
  for (let j = 0; j < network.stockpiles; j++) {
    let coming = 0;
    for (let i = start[j]; i < start[j + 1]; i++) coming += underWay(model, state, items[i]) + state.waiting[items[i]];
    for (let i = start[j]; i < start[j + 1]; i++) {
      const f = items[i];
      const l = network.licenceOf[f];
      const allow = l < 0 ? 1 : scheduled.allow[l];
      const trigger = releaseBelow[f];
      const there = onHand[j] + coming;
      const gap = Math.max(0, trigger * forecast[j] - onHand[j] - coming);
      ordered[f] = allow * Math.min(capacity[f], gap);
      if (there < (trigger + 1) * forecast[j] * CALM) {
        for (let input = network.inputs.start[f]; input < network.inputs.start[f + 1]; input++) {
          const reserve = network.inputs.items[input];
          const floor = floors[network.tierOfInput[input]];
          if (floor === 0 || floor < onHand[reserve] * CALM) isReleasing[reserve] = 1;
        }
      }
      coming += ordered[f];
    }
  }
}
