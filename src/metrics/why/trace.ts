/** What is kept while losses are followed: pools of tonnes by place, and the two runs as they are in a step. */

import { laneOf } from '../../model/lane.ts';
import type { Model, Network } from '../../model/network.ts';
import { pipelineSpans } from '../../simulation/state.ts';
import type { Catalogue } from './catalogue.ts';
import { RULES } from './held-back.ts';
import type { Place, Term } from './place.ts';
import { addPlace, emptyPools, type Pools } from './pools.ts';
import { type OneRun, type Row, rowOf } from './rows.ts';

export interface Trace {
  readonly model: Model;
  readonly catalogue: Catalogue;
  readonly rules: (slot: number) => Model;
  readonly mine: Row;
  readonly twin: Row;
  /** Where the pools begin that flow f has under way: one for each step in which some of it may arrive. */
  readonly wayStart: Int32Array;
  readonly pools: {
    /** By stockpile; what is under way, by flow and step of arrival; by how much users wait for more, and less. */
    readonly stock: Pools;
    readonly way: Pools;
    readonly owed: Pools;
    /** What flows ship less, and users get less, in the step at hand: on the side that lacks alone. */
    readonly unshipped: Pools;
    readonly unserved: Pools;
  };
  readonly claims: Claims;
  /** By rule, what a flow lost (held-back.ts). */
  readonly lost: Float64Array;
  /** The places that occur in these runs, by their numbers in the catalogue, and the other way round. */
  readonly numbers: number[];
  readonly slots: number[];
  /** What users lack, by place. */
  readonly lacked: (Float64Array | undefined)[];
  /** What stockpiles have had to do with so far, of which an imbalance is a share. */
  readonly handled: Float64Array;
}

/** The claims of a step, and what becomes of each unit of them. */
export interface Claims {
  /** By input and by demand, in units of the stockpile. */
  readonly ofInputs: Float64Array;
  readonly ofDemands: Float64Array;
  /** By tier: the claims, and the share of them that a floor keeps back. */
  readonly inTier: Float64Array;
  readonly kept: Float64Array;
  /** By stockpile: what floors do not keep back; how often what lacks goes into each unit of that; and what share is left. */
  readonly open: Float64Array;
  readonly drawn: Float64Array;
  readonly rest: Float64Array;
}

function emptyClaims({ inputs, demands, tiers, stockpiles }: Network): Claims {
  const of = (count: number) => new Float64Array(count);
  return {
    ...{ ofInputs: of(inputs.items.length), ofDemands: of(demands), inTier: of(tiers.items.length) },
    ...{ kept: of(tiers.items.length), open: of(stockpiles), drawn: of(stockpiles), rest: of(stockpiles) },
  };
}

/** Nothing lost yet. */
export function emptyTrace(model: Model, catalogue: Catalogue, run: OneRun, twin: OneRun): Trace {
  const { network } = model;
  const { flows, stockpiles, demands } = network;
  const spans = [run, twin].map(({ run: { parameters }, lane = 0 }) =>
    laneOf(pipelineSpans(parameters, flows), lane, parameters.lanes),
  );
  const wayStart = new Int32Array(flows + 1);
  for (let f = 0; f < flows; f++) wayStart[f + 1] = wayStart[f] + 1 + Math.max(...spans.map((span) => span[f]));
  // Most of the places that runs before came upon.
  const pools = (count: number) => emptyPools(count, Math.max(8, catalogue.places.length));
  return {
    ...{
      model,
      catalogue,
      rules: run.rules ?? (() => model),
      wayStart,
      mine: rowOf(run),
      twin: twin.row ?? rowOf(twin),
    },
    pools: {
      stock: pools(stockpiles),
      way: pools(wayStart[flows]),
      owed: pools(demands),
      unshipped: pools(flows),
      unserved: pools(demands),
    },
    claims: emptyClaims(network),
    lost: new Float64Array(RULES.length),
    ...{ numbers: [], slots: [], lacked: [] },
    handled: new Float64Array(stockpiles),
  };
}

/** Where a place stands in the pools: that of a term, of an entity, as the schedule at `rule` is in force at step t. */
export function slotOf(
  { catalogue, slots, numbers, pools, rules }: Trace,
  term: Term,
  kind: Place['kind'],
  position: number,
  t: number,
  rule?: number,
): number {
  const number = catalogue.find(term, kind, position, t, rule, rule === undefined ? undefined : rules(rule));
  const known = slots[number];
  if (known !== undefined) return known;
  for (const one of Object.values(pools)) addPlace(one);
  slots[number] = numbers.push(number) - 1;
  return slots[number];
}

/** The pool of what flow f has under way to arrive at step t. */
export function wayTo({ wayStart }: Trace, f: number, t: number): number {
  return wayStart[f] + (t % (wayStart[f + 1] - wayStart[f]));
}
