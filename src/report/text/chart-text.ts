/** What charts have to say, as data: the catalogues put it into sentences. Titles of entities are the file's own. */
import type { Day } from '../../quantity/calendar.ts';
import type { AmountUnit } from './quantities.ts';

/** What rates are told by: days, a week, a month. */
export type Per = 'week' | 'month' | 'day' | number;

/** Ends of a range of replicates. */
export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** One panel in words: what it is of, and what is said of it. */
export interface PanelNote {
  readonly of: string;
  readonly note: string;
}

export type LicenceState = 'open' | 'restricted' | 'closed';

/** What is short of one user; of an ensemble amounts are means, and `spread` is the 5 to 95 % range of replicates. */
export interface ShortUser {
  readonly title: string;
  readonly isEnsemble: boolean;
  /** The share of replicates in which it is ever short. */
  readonly odds: number;
  /** Tonnes or pieces. */
  readonly shortage: number;
  readonly spread: Spread | undefined;
  readonly unit: AmountUnit;
  readonly lost: { readonly count: number; readonly product: string } | undefined;
  readonly isBackordered: boolean;
  /** Of the central run: days of all short steps together, in how many spells, from when, whether to the end. */
  readonly days: number;
  readonly spells: number;
  readonly first: Day;
  readonly isOpen: boolean;
  /** The largest share short of any step. */
  readonly peak: number;
}

/** What is short between two days; `runs` of an ensemble. */
export interface ShortageHeadline {
  readonly from: Day;
  readonly to: Day;
  readonly runs: number | undefined;
  /** Whom the scenario is about; undefined where nobody is short. */
  readonly subject: ShortUser | undefined;
  /** Others that are short. */
  readonly others: readonly string[];
  /** What the subject lacks in each branch of what decides; none where nothing does. */
  readonly branches: readonly ShortBranch[];
  /** The number that decides how much the subject lacks; undefined where none does. */
  readonly hangsOn: string | undefined;
}

/** A branch of a chance or choice that decides, and what is short in it on average. */
export interface ShortBranch {
  readonly title: string;
  readonly odds: number;
  readonly shortage: number;
}

/** The days of supply of a stock: what it opens with, and its lowest. */
export interface LowStock {
  readonly title: string;
  readonly opens: number;
  /** Of the central run, or the median over replicates of each one's lowest. */
  readonly lowest: number;
  /** The 5 to 95 % range of replicates' lowest; undefined of a central run. */
  readonly spread: Spread | undefined;
  /** The day of the lowest of a central run, or of the lowest of the median series where nobody draws on the stock. */
  readonly day: Day | undefined;
  readonly isEnsemble: boolean;
}

export type ShipmentLine = 'shipped' | 'delivered' | 'beside' | 'ordered' | 'held' | 'waiting';

/** What becomes of what is shipped under a licence; rates in t or pieces a step times `factor`. */
export type ShipmentHeadline =
  /** `unused`: licences that do stand in the way, and under which nothing is ordered. */
  | { readonly kind: 'free'; readonly isEnsemble: boolean; readonly unused: readonly string[] }
  | {
      readonly kind: 'mean';
      readonly title: string;
      /** From the first day on when the licence is in the way. */
      readonly mean: string;
      readonly before: string | undefined;
      /** That day; undefined where the run begins with it. */
      readonly from: Day | undefined;
    }
  | { readonly kind: 'nothing'; readonly title: string }
  | {
      readonly kind: 'stopped';
      readonly title: string;
      readonly from: Day;
      /** Undefined: to the end. */
      readonly days: number | undefined;
    }
  | { readonly kind: 'unchanged'; readonly title: string }
  | {
      readonly kind: 'falls';
      readonly title: string;
      readonly before: string | undefined;
      readonly to: string;
      readonly by: Day;
    };

/** The highest price index of a market: of the central run on a day, or the median of all runs. */
export interface HighestPrice {
  readonly title: string;
  readonly highest: number;
  readonly day: Day | undefined;
  /** Whether that is the ceiling of the market, so that the model does not say how high it would go. */
  readonly isCeiling: boolean;
}

/** How much of a quota is used: the days on which nothing is left of it, and the largest share that ever is used. */
export interface QuotaUse {
  readonly emptyDays: number;
  readonly mostUsed: number;
}

/** Quantiles of the time to survive, in days; ∞ where that many replicates survive. */
export interface SurvivalTimes {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** How well one observed series is met. */
export interface FitText {
  readonly title: string;
  readonly error: number;
  readonly bias: number;
  readonly trough: Day;
  readonly observedTrough: Day;
  /** Amounts of the month of the modelled trough over the reference. */
  readonly least: { readonly modelled: number; readonly observed: number } | undefined;
}

/** How far one assumption moves a metric, alone. */
export interface TornadoHeadline {
  readonly assumption: string;
  readonly metric: string;
  /** From the least to the greatest value of the metric. */
  readonly least: string;
  readonly greatest: string;
  /** The distance between them as a share of the larger, above a half of which it decides; undefined of dates. */
  readonly share: number | undefined;
  /** Whether every value that was tried lies on one side of the central run. */
  readonly isOneSided: boolean;
}

/** One value of a search and what came of it. */
export interface Reached {
  /** Of a central run the left side of the target; of replicates the share that reaches it, with its interval. */
  readonly central: string | undefined;
  readonly share: number;
  readonly runs: number;
  readonly low: number;
  readonly high: number;
  readonly wanted: number;
}
