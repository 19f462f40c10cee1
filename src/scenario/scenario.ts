/**
 * What a scenario means: dates are days, numbers are expressions in tonnes, days, dollars or pieces, schedules are
 * lists of changes, and everything is checked. References are still by id; the model gives them positions.
 */

import type { RankCorrelation } from '../chance/correlation.ts';
import type { Day } from '../quantity/calendar.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Tolerances } from './schema/tolerance-schema.ts';
import type { Demand, Flow, Licence, Market, Process, Stockpile } from './supply-network.ts';
import type { Assumption, Figure, Scale } from './values.ts';

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

/**
 * A cause of a shortage that the file names: changes of a licence, a flow, a date, taken together; or what holds
 * without it, as settings. `isRelief` undefined: it follows from what it is.
 */
export interface NamedCause {
  readonly id: string;
  readonly title: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  readonly licence: string | undefined;
  readonly flow: string | undefined;
  readonly from: Day | undefined;
  readonly isRelief: boolean | undefined;
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
  /** Ids of the markets whose price the scenario asks for; empty where its `focus` names none. */
  readonly priced: readonly string[];
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
  /** What is offered to whoever explores it: paths, and values by path. It changes nothing that is computed. */
  readonly explore: {
    readonly levers: readonly {
      readonly path: string;
      readonly from?: string | number | undefined;
      readonly to?: string | number | undefined;
      readonly step?: string | number | undefined;
    }[];
    readonly presets: readonly { readonly title: string; readonly set: Readonly<Record<string, unknown>> }[];
  };
  readonly causes: readonly NamedCause[];
  /** By how much results may differ from their baseline, as written. */
  readonly tolerance: Tolerances;
  /** The texts that are given in languages; those above are English, or else the first given. See `inLanguage`. */
  readonly translations: Translations;
  /** SHA-256 of the scenario as resolved: extended files, settings, figures and data included. */
  readonly digest: string;
}
