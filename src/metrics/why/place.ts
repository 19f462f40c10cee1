/** The places at which tonnes are lost on their way to a user: under which rule, of what, since when. */
import type { Model } from '../../model/network.ts';
import { type Day, formatDate } from '../../quantity/calendar.ts';

/**
 * By what a tonne was lost, against a run without the disturbance:
 *
 *   start      it was not on hand (stockpile) or under way (flow) when the run began
 *   ordering   no order was placed for it, and nothing lost elsewhere says why
 *   capacity, allow, limit, quota, review   the flow could not carry it, or the flow's licence held it back; a quota is a
 *              limit for a period
 *   lead, recipe   it took longer; or the flow took more of an input, or gave less of a by-product, for each unit
 *   dry, floor, conserve   a stockpile gave less though no less had come to it: others left it there, a floor kept it for
 *              the more urgent, or the user stretched what he had
 *   taken      a flow or user took more of a stockpile than without the disturbance
 *   needed, forgone   a user needed more; a price made it use less, which leaves the more for others
 *   twin       it was lacking without the disturbance too
 */
export type Term = (typeof TERMS)[number];

/** In the order in which they are listed. */
export const TERMS = [
  ...(['start', 'ordering', 'capacity', 'allow', 'limit', 'quota', 'review', 'lead', 'recipe'] as const),
  ...(['dry', 'floor', 'conserve', 'taken', 'needed', 'forgone', 'twin'] as const),
] as const;

/** Where, and under which rule, a tonne was first lost. */
export interface Place {
  readonly term: Term;
  /** Of what, by its position in the scenario. */
  readonly kind: 'flows' | 'stockpiles' | 'licences' | 'demands';
  readonly position: number;
  /** The day from which the value in force has been: that of a licence's phase, or a process's move; undefined: always, or no dated rule. */
  readonly since: Day | undefined;
  /** States of the processes that the value in force asks, by position. */
  readonly states: readonly { readonly process: number; readonly state: number }[];
  /** The step of the loss, where losses are told apart by it. */
  readonly step: number | undefined;
}

/** A place as one text, the same in all runs of one scenario: `allow licences.cn 2025-12-06`. */
export function placeKey({ scenario }: Model, { term, kind, position, since, states, step }: Place): string {
  const asked = states.map(({ process, state }) => {
    const { id, states: names } = scenario.processes[process];
    return `${id}=${names[state]}`;
  });
  return [
    ...[term, `${kind}.${scenario[kind][position].id}`, ...(since === undefined ? [] : [formatDate(since)]), ...asked],
    ...(step === undefined ? [] : [`@${step}`]),
  ].join(' ');
}
