/**
 * What a scenario means: dates are days, numbers are expressions in tonnes, days, dollars or pieces, schedules are
 * lists of changes, and everything is checked. References are still by id; the model gives them positions.
 */

import type { RankCorrelation } from '../chance/correlation.ts';
import type { Distribution } from '../chance/distribution.ts';
import type { Path } from '../issue.ts';
import type { Day } from '../quantity/calendar.ts';
import type { Dimension } from '../quantity/dimension.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Wording } from '../wording.ts';
import type { Tolerances } from './schema/tolerance-schema.ts';

/** A claim of the ledger that an assumption rests on. */
export interface Figure {
  readonly id: string;
  readonly value: string | number | readonly (string | number)[];
  readonly what: Wording;
  readonly document: string;
  readonly line: number;
  readonly as_of?: string | undefined;
  readonly role?: string | undefined;
  readonly rivals: readonly string[];
}

/** A named number, sure or uncertain. */
export interface Assumption {
  readonly id: string;
  readonly title: string;
  /** What its two branches are called, of a chance: that it comes true, and that it does not. */
  readonly branches: { readonly yes: string | undefined; readonly no: string | undefined } | undefined;
  /** Undefined for a plain 0, which fits anywhere. */
  readonly dimension: Dimension | undefined;
  readonly distribution: Distribution<Expression>;
  /** Where it may lie, as the file says beside its value or distribution: numbers in its unit of computation. */
  readonly between?: { readonly low: number; readonly high: number };
  /** As written in the file, for reports. */
  readonly written: unknown;
  readonly figure?: Figure;
  readonly source?: string;
  readonly why?: string;
}

/** From `from` on the schedule has `value`; undefined stands for the default of the field. */
export interface Change {
  readonly from: Day;
  readonly by: 'plan' | 'event';
  readonly value: Expression | undefined;
  readonly path: Path;
}

/** Changes in the order in which they take effect; the first is from the beginning of time. */
export type Schedule = readonly Change[];

/**
 * From `from` until `until` (undefined: for ever) what the schedule at `of` (such as flows.lane.capacity) says is
 * multiplied by `by`, which may change by time and by the states of processes, before any rounding; several multiply
 * together. Of a schedule that has numbers on some dates alone it is checked when these are tabulated.
 */
export interface Scale {
  readonly of: string;
  readonly from: Day;
  readonly until: Day | undefined;
  readonly by: Expression;
  readonly path: Path;
}

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

/** What is found of a claim: it holds, it does not, or it turns on a number that nobody knows. */
export type Finding = 'held' | 'contradicted' | 'undecided';

/** What a document claims, as an expectation tests it. */
export interface Claim {
  readonly figure: Figure;
  /** Values by path under which the verdict must flip. */
  readonly rival: Readonly<Record<string, unknown>> | undefined;
  /** The path of the value on which an undecided claim turns. */
  readonly depends: string | undefined;
}

export interface Expectation {
  readonly that: string;
  readonly because: string | undefined;
  /** What is said to come out: that it holds, unless it tests a claim that is contradicted or undecided. */
  readonly stated: Finding;
  /** Why, in words. */
  readonly reason: string | undefined;
  /** What must be true as well for the reason to be the reason. */
  readonly reasonThat: string | undefined;
  readonly claim?: Claim;
}

/** A sum of series of the model and what was observed of it. */
export interface Observation {
  readonly id: string;
  readonly title: string;
  readonly series: readonly { readonly kind: 'flow' | 'demand'; readonly id: string; readonly variable: string }[];
  /** Months with a number, ascending; `observed` in tonnes (or pieces) a month. */
  readonly months: readonly {
    readonly month: string;
    readonly from: Day;
    readonly to: Day;
    readonly observed: number;
  }[];
  /** Months that the data leaves empty, and those that the run does not cover whole. */
  readonly missing: readonly string[];
  readonly outside: readonly string[];
  /** Tonnes (or pieces) a month; undefined: the mean observation. */
  readonly reference: number | undefined;
}

/** Texts by language, such as zh, and by the path of the text in the file, such as flows.lane.title. */
export type Translations = Readonly<Record<string, ReadonlyMap<string, string>>>;

/** A checked scenario. Entities are sorted by id. */
export interface Scenario {
  readonly title: string;
  readonly about: string | undefined;
  readonly start: Day;
  readonly stepDays: number;
  readonly steps: number;
  readonly disruption: Day;
  readonly seed: string;
  readonly runs: number;
  readonly things: ReadonlySet<string>;
  /** By id; `evaluationOrder` lists positions such that each follows those it uses. */
  readonly assumptions: readonly Assumption[];
  readonly evaluationOrder: readonly number[];
  /**
   * Rank correlations of uncertain assumptions, by id, each pair once, in the order of the file. Numbers exist that
   * have them all.
   */
  readonly together: readonly RankCorrelation[];
  readonly stockpiles: readonly Stockpile[];
  readonly flows: readonly Flow[];
  readonly licences: readonly Licence[];
  readonly demands: readonly Demand[];
  readonly markets: readonly Market[];
  readonly processes: readonly Process[];
  readonly scales: readonly Scale[];
  /** Ids of the demands that the scenario is about; empty where the file gives no `focus`. */
  readonly focus: readonly string[];
  /** Days from (on or after) and to (before) which metrics are of; undefined: the whole run. */
  readonly measure: { readonly from: Day; readonly to: Day } | undefined;
  /** Share a year. */
  readonly discount: Expression;
  /** Currency of all amounts of money; undefined where they are plain. */
  readonly currency: string | undefined;
  /** Untitled events are not drawn. `position` is that in the file. */
  readonly events: readonly { readonly date: Day; readonly title: string; readonly position: number }[];
  readonly expectations: readonly Expectation[];
  readonly observations: readonly Observation[];
  /** By how much results may differ from their baseline, as written. */
  readonly tolerance: Tolerances;
  /** The texts that are given in languages; those above are English, or else the first given. See `inLanguage`. */
  readonly translations: Translations;
  /** SHA-256 of the scenario as resolved: extended files, settings, figures and data included. */
  readonly digest: string;
}
