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
import type { Tolerances } from './schema/tolerance-schema.ts';

/** A claim of the ledger that an assumption rests on. */
export interface Figure {
  readonly id: string;
  readonly value: string | number | readonly (string | number)[];
  readonly what: string;
  readonly document: string;
  readonly line: number;
  readonly as_of?: string | undefined;
  readonly rivals: readonly string[];
}

/** A named number, sure or uncertain. */
export interface Assumption {
  readonly id: string;
  /** Undefined for a plain 0, which fits anywhere. */
  readonly dimension: Dimension | undefined;
  readonly distribution: Distribution<Expression>;
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
  readonly unit: ShownUnit;
  readonly initial: { readonly of: 'amount' | 'duration'; readonly value: Expression } | undefined;
  readonly cover: Schedule;
  readonly target: Schedule | undefined;
  readonly adjust: Expression;
  readonly forecast: Expression;
  readonly switchable: Expression;
}

export interface Project {
  readonly title: string;
  readonly adds: Expression;
  readonly decided: Day;
  readonly takes: Expression;
  readonly ramp: Expression;
}

export interface Recipe {
  readonly stockpile: string;
  readonly perUnit: Expression;
}

export interface Flow {
  readonly id: string;
  readonly title: string;
  readonly from: readonly Recipe[];
  readonly to: string;
  readonly byproducts: readonly Recipe[];
  readonly lead: Expression | undefined;
  readonly capacity: Schedule;
  readonly share: Schedule;
  readonly cost: Expression;
  readonly priority: number;
  readonly licence: string | undefined;
  readonly projects: readonly Project[];
  readonly releaseBelow: Expression | undefined;
}

export interface Licence {
  readonly id: string;
  readonly title: string;
  readonly phases: readonly { readonly from: Day; readonly title: string | undefined }[];
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
}

export interface Expectation {
  readonly that: string;
  readonly because: string | undefined;
  /** A claim that the model contradicts: it must stay false. */
  readonly isContradicted: boolean;
  readonly reason: string | undefined;
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
  /** Untitled events are not drawn. */
  readonly events: readonly { readonly date: Day; readonly title: string }[];
  readonly expectations: readonly Expectation[];
  readonly observations: readonly Observation[];
  /** By how much results may differ from their baseline, as written. */
  readonly tolerance: Tolerances;
  /** SHA-256 of the scenario as resolved: extended files, settings, figures and data included. */
  readonly digest: string;
}
