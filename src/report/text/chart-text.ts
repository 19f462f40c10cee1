/**
 * What the charts of a run say: functions from data to sentences, which each language has key by key. Titles of
 * entities are the file's own and are never changed.
 */
import type { DeliveryState } from '../../metrics/delivery-state.ts';
import type { CostKind } from '../../metrics/study/result.ts';
import type { Day } from '../../quantity/calendar.ts';
import type { ComparisonText } from './comparison-text.ts';
import type { AmountUnit, Quantities } from './quantities.ts';

/** The catalogue of one language for charts. */
export interface ChartText extends ComparisonText {
  readonly language: 'en' | 'zh';
  readonly quantities: Quantities;
  readonly common: CommonText;
  readonly licences: LicenceText;
  readonly shortages: ShortageText;
  readonly supply: SupplyText;
  readonly shipments: ShipmentText;
  readonly capacity: CapacityText;
  readonly network: NetworkText;
  readonly prices: PriceText;
  readonly quotas: QuotaText;
  readonly money: MoneyText;
  readonly survival: SurvivalText;
  readonly certainty: CertaintyText;
  readonly backTest: BackTestText;
}

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

export interface CommonText {
  /** The alternative text: the headline, then what each panel says. */
  readonly alt: (headline: string, panels: readonly PanelNote[], more?: readonly string[]) => string;
  /** A remark that ends in a full stop. */
  readonly remark: (text: string) => string;
  /** A remark that names things. */
  readonly named: (remark: string, names: string) => string;
  /** What follows the title of a panel: the unit of its values. */
  readonly unitEnding: (unit: string) => string;
  readonly rateUnit: (unit: string, per: Per) => string;
  readonly rate: (amount: string, per: Per) => string;
  readonly ensemble: (runs: number) => string;
  /** Of fans: what the bands and lines are; `first` where bands are of the first runs alone. */
  readonly fan: {
    readonly outer: (runs: number, first: boolean) => string;
    readonly inner: string;
    readonly median: string;
    readonly mean: string;
    readonly central: string;
  };
  readonly notDrawn: string;
  readonly neverAt: string;
  /** Formats of Vega for the labels of an axis of dates. */
  readonly axis: { readonly day: string; readonly month: string; readonly year: string };
}

export type LicenceState = 'open' | 'restricted' | 'closed';

export interface LicenceText {
  readonly states: Readonly<Record<LicenceState, string>>;
  readonly allowed: (share: number) => string;
  readonly limit: (amount: string) => string;
  readonly review: (days: number) => string;
  readonly approved: (share: number) => string;
  readonly terms: (parts: readonly string[]) => string;
  /** What the shading of a panel means: the licence of the panel itself, or the nearest on the supplies of its user. */
  readonly shading: (whose: 'own' | 'supplies', state: LicenceState) => string;
  readonly notShown: string;
  /** A process, where many runs are told of and its bar is of the central one. */
  readonly centralProcess: (title: string) => string;
  /** An event or phase in the key. */
  readonly dated: (date: string, title: string) => string;
}

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
}

/** A branch of a chance or choice that decides, and what is short in it on average. */
export interface ShortBranch {
  readonly title: string;
  readonly odds: number;
  readonly shortage: number;
}

export interface ShortageText {
  readonly headline: (headline: ShortageHeadline) => string;
  readonly note: (user: ShortUser) => string;
  /** The title of a panel of one branch. */
  readonly branch: (user: string, branch: string, odds: number) => string;
  readonly subtitle: string;
  /** The key of shares of runs: in at least `share` of runs so much is short. */
  readonly inAtLeast: (percent: number, runs: number, first: boolean, hasBranches: boolean) => string;
  readonly unmet: string;
  readonly alsoShort: string;
  readonly withOdds: (title: string, odds: number) => string;
  readonly withAmount: (title: string, user: ShortUser) => string;
  readonly neverShort: (isEnsemble: boolean) => string;
  readonly allServed: (isEnsemble: boolean) => string;
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

export interface SupplyText {
  readonly steady: (isEnsemble: boolean) => string;
  readonly falls: (stock: LowStock) => string;
  /** The median stays as it is, the worst runs fall. */
  readonly fallsRarely: (stock: LowStock) => string;
  readonly staysNote: (days: number) => string;
  readonly rareNote: (stock: LowStock) => string;
  readonly note: (stock: LowStock) => string;
  readonly beyond: (what: 'stock' | 'kept' | 'both') => string;
  readonly subtitle: (isEnsemble: boolean) => string;
  readonly shortBelow: (isEnsemble: boolean) => string;
  readonly littleChanged: string;
  readonly days: string;
  readonly stock: string;
  readonly kept: string;
}

export type ShipmentLine = 'shipped' | 'delivered' | 'beside' | 'ordered' | 'held' | 'waiting';

/** What becomes of what is shipped under a licence; rates in t or pieces a step times `factor`. */
export type ShipmentHeadline =
  | { readonly kind: 'free'; readonly isEnsemble: boolean }
  | { readonly kind: 'mean'; readonly title: string; readonly mean: string; readonly before: string | undefined }
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

export interface ShipmentText {
  readonly headline: (headline: ShipmentHeadline) => string;
  readonly lines: Readonly<Record<ShipmentLine, string>>;
  /** What follows the title of a panel of a fan. */
  readonly ending: (what: 'shipped' | 'waiting' | 'held' | 'applications', unit: string) => string;
  readonly rates: (before: string | undefined, mean: string, isEnsemble: boolean) => string;
  readonly mostWaiting: (amount: string) => string;
  readonly mostHeld: (amount: string) => string;
  readonly highest: (median: string, date: Day, range: string) => string;
  readonly sums: string;
}

/** The highest price index of a market: of the central run on a day, or the median of all runs. */
export interface HighestPrice {
  readonly title: string;
  readonly highest: number;
  readonly day: Day | undefined;
}

export interface PriceText {
  readonly headline: (price: HighestPrice) => string;
  readonly subtitle: string;
  readonly index: (market: string) => string;
  readonly note: (price: Omit<HighestPrice, 'title'>) => string;
  readonly forgoneBy: (user: string) => string;
  readonly forgoneNote: (amount: string, isMean: boolean) => string;
  /** Of lines: the price index, and what is forgone. */
  readonly name: string;
  readonly forgone: string;
}

/** How much of a quota is used: the days on which nothing is left of it, and the largest share that ever is used. */
export interface QuotaUse {
  readonly emptyDays: number;
  readonly mostUsed: number;
}

export interface QuotaText {
  readonly headline: (use: QuotaUse & { readonly title: string; readonly isCentral: boolean }) => string;
  readonly subtitle: string;
  readonly note: (use: QuotaUse) => string;
  readonly used: string;
  readonly left: string;
}

export interface MoneyText {
  readonly headline: (of: {
    readonly cost: string | undefined;
    readonly loss: string | undefined;
    readonly isMean: boolean;
  }) => string;
  /** `runs` where amounts are means of so many. */
  readonly subtitle: (of: { readonly runs: number | undefined; readonly isDiscounted: boolean }) => string;
  readonly kinds: Readonly<Record<CostKind, string>>;
  readonly lossOf: (user: string) => string;
  readonly forgoneBy: (user: string) => string;
  readonly caption: string;
  readonly kind: string;
  readonly amount: string;
  readonly cost: string;
  readonly loss: string;
}

export interface NetworkText {
  readonly headline: {
    /** Titles of flows in a row that a licence, and that a capacity holds back; undefined where there are none. */
    readonly short: (of: {
      readonly title: string;
      readonly licence: string | undefined;
      readonly capacity: string | undefined;
      readonly isCentral: boolean;
    }) => string;
    readonly enough: (of: {
      readonly title: string;
      readonly largest: { readonly title: string; readonly share: number } | undefined;
      readonly isCentral: boolean;
    }) => string;
  };
  readonly quoted: (title: string) => string;
  readonly subtitle: (of: {
    readonly subject: { readonly title: string };
    readonly isWhileShort: boolean;
    readonly isPart: boolean;
    readonly days: number;
  }) => string;
  /** What held a flow back in most of the time, in words and as a letter; none where it was not held back. */
  readonly states: Readonly<Record<DeliveryState, string>>;
  readonly letters: Readonly<Record<DeliveryState, string>>;
  readonly key: (letter: string, state: string) => string;
  readonly widths: string;
  /** The share of its need that a user goes without. */
  readonly want: (share: number) => string;
  readonly caption: string;
  readonly heads: Readonly<Record<'flow' | 'from' | 'to' | 'amount' | 'state', string>>;
}

export interface CapacityText {
  /** `full`: days in which the busiest is full; `mean`: the share of it that is used. */
  readonly headline: (of: {
    readonly title: string;
    readonly full: number;
    readonly mean: number;
    readonly others: number;
    readonly isCentral: boolean;
  }) => string;
  readonly fullFor: (days: number) => string;
  readonly subtitle: string;
  readonly full: string;
  readonly over: (percent: number) => string;
  readonly under: (percent: number) => string;
  readonly between: (low: number, high: number) => string;
  readonly notUsed: string;
  readonly blank: string;
  readonly notDrawn: string;
  /** Heads of the table: what rows are, and the share used. */
  readonly flow: string;
  readonly used: string;
}

/** Quantiles of the time to survive, in days; ∞ where that many replicates survive. */
export interface SurvivalTimes {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface SurvivalText {
  readonly headline: (of: SurvivalTimes & { readonly title: string; readonly survived: number }) => string;
  readonly note: (of: SurvivalTimes & { readonly survived: number; readonly central: number | null }) => string;
  readonly subtitle: (disruption: Day) => string;
  readonly notYet: string;
  readonly neverBar: string;
  readonly never: string;
  readonly centralEnds: string;
  readonly table: string;
  readonly user: string;
  readonly neverShare: string;
}

export interface CertaintyText {
  readonly headline: (title: string, halfWidth: number, runs: number) => string;
  readonly note: (mean: string, halfWidth: string) => string;
  readonly subtitle: (runs: number) => string;
  readonly interval: string;
  readonly running: string;
  readonly even: (sampling: string) => string;
  readonly known: string;
  /** The label of the last number of runs on the axis. */
  readonly runs: string;
  readonly table: string;
  readonly user: string;
  readonly mean: string;
  readonly standardError: string;
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

export interface BackTestText {
  /** Of all series: how many, and that of the greatest error. */
  readonly headline: (worst: FitText, series: number) => string;
  readonly note: (fit: FitText) => string;
  readonly subtitle: string;
  readonly model: (isEnsemble: boolean) => string;
  readonly observed: string;
  readonly missing: (title: string, months: readonly string[]) => string;
  readonly outside: (title: string, months: readonly string[]) => string;
  readonly modelled: string;
  readonly observedShort: string;
}
