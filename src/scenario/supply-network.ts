/** What a scenario says of its supply network, checked: references are still by id; the model gives them positions. */

import type { Day } from '../quantity/calendar.ts';
import type { Dimension } from '../quantity/dimension.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Schedule } from './values.ts';

/** From tier `tier` on only what is left above this is granted: an amount, or a duration of forecast use. */
export interface Floor {
  readonly tier: number;
  readonly of: 'amount' | 'duration';
  readonly value: Schedule;
}

/** The unit amounts of a stockpile are shown in: 1 of it is `scale` tonnes or pieces. */
export interface ShownUnit {
  readonly name: string;
  readonly scale: number;
  /** The unit of computation: t, or the counted thing. */
  readonly base: string;
  readonly dimension: Dimension;
}

export interface Stockpile {
  readonly id: string;
  readonly title: string;
  /** What it holds and where it is, as the file labels them. */
  readonly material: string | undefined;
  readonly place: string | undefined;
  readonly unit: ShownUnit;
  readonly initial: { readonly of: 'amount' | 'duration'; readonly value: Expression } | undefined;
  readonly cover: Schedule;
  readonly target: Schedule | undefined;
  readonly adjust: Expression;
  readonly forecast: Expression;
  readonly switchable: Expression;
  /** By tier, ascending. */
  readonly floors: readonly Floor[];
  /** Money per unit (tonne or piece). */
  readonly price: Expression | undefined;
  /** Share of `price` a day. */
  readonly holding: Expression | undefined;
}

export interface Project {
  readonly title: string;
  readonly adds: Expression;
  readonly decided: Day;
  readonly takes: Expression;
  readonly ramp: Expression;
  /** Money. */
  readonly costs: Expression | undefined;
}

/** What a flow takes of a stockpile per unit shipped. */
export interface Input {
  readonly stockpile: string;
  readonly perUnit: Schedule;
}

export interface Byproduct {
  readonly stockpile: string;
  readonly perUnit: Expression;
}

export interface Flow {
  readonly id: string;
  readonly title: string;
  readonly from: readonly Input[];
  readonly to: string;
  readonly byproducts: readonly Byproduct[];
  readonly lead: Schedule;
  readonly capacity: Schedule;
  readonly share: Schedule;
  readonly cost: Schedule;
  readonly priority: number;
  readonly licence: string | undefined;
  readonly projects: readonly Project[];
  readonly releaseBelow: Expression | undefined;
  /** Whether what its source cannot give at once stays ordered. */
  readonly waits: boolean;
  /**
   * The part of its capacity that a price index opens: none at `from`, all at `fully`, which each replicate must check to
   * be above `from` where they use uncertain assumptions.
   */
  readonly opens:
    | { readonly from: Expression; readonly fully: Expression; readonly within: Expression; readonly market: string }
    | undefined;
  /** Money a day for each unit a day of capacity, used or not. */
  readonly standby: Expression | undefined;
}

/**
 * One price for the stockpiles that buy in it. Where its numbers use uncertain assumptions each replicate must check
 * that `elasticity` is above 0 and `ceiling` at least 1.
 */
export interface Market {
  readonly id: string;
  readonly title: string;
  /** Ids of stockpiles, ascending. */
  readonly of: readonly string[];
  readonly elasticity: Expression;
  readonly outlook: Expression;
  readonly adjust: Expression;
  readonly ceiling: Expression;
}

/**
 * A state of the world that changes by chance. States are positions in `states`. Its numbers are checked at central
 * values; where they use uncertain assumptions each replicate must check that, of the moves from a state, no
 * probability is below 0, all come to at most 1 together, and `stays` is at least `every`.
 */
export interface Process {
  readonly id: string;
  readonly title: string;
  readonly states: readonly string[];
  readonly begins: number;
  readonly from: Day;
  /** Days between moves. */
  readonly every: number;
  /**
   * By state: where it may go at each move, in the order of `states`. A probability is one of each move; where `stays`
   * gives the mean stay, it is a share of leaving, whose probability is every/stays; shares come to 1 together.
   */
  readonly moves: readonly {
    readonly stays: Expression | undefined;
    readonly to: readonly { readonly state: number; readonly probability: Expression }[];
  }[];
  /** The path of the central run, by date; before the first: the state it begins in. */
  readonly central: readonly { readonly from: Day; readonly state: number }[];
}

export interface Licence {
  readonly id: string;
  readonly title: string;
  /** `per`: days of the periods of a quota; undefined where a limit renews each step. */
  readonly phases: readonly {
    readonly from: Day;
    readonly title: string | undefined;
    readonly per: number | undefined;
    readonly carry: Expression | undefined;
  }[];
  readonly allow: Schedule;
  readonly limit: Schedule;
  readonly review: Schedule;
  readonly approve: Schedule;
  readonly valid: Schedule;
}

export interface Demand {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly rate: Schedule;
  readonly uses: Schedule | undefined;
  /** What `rate` counts where there is `uses`: a thing, or t. */
  readonly product: string | undefined;
  readonly priority: number;
  readonly backordered: boolean;
  readonly noise: Expression;
  readonly conserve: Expression | undefined;
  /** Of use to the price index of the market of its stockpile. */
  readonly elasticity: Expression | undefined;
  readonly answers: Expression;
  readonly least: Expression;
  /** Money lost with each thing not made, or with each unit where a demand has no `uses`. */
  readonly worth: Expression | undefined;
}
