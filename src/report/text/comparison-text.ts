/** What charts of sensitivities, studies, searches and checks say: the part of ChartText that compares runs. */
import type { SolveAim } from '../../metrics/study/solve.ts';
import type { Day } from '../../quantity/calendar.ts';

export interface ComparisonText {
  readonly metrics: MetricText;
  readonly sensitivity: SensitivityText;
  readonly study: StudyChartText;
  readonly solve: SolveText;
  readonly moved: MovedText;
}

export interface MetricText {
  /** A metric by its name in summary.json, of the entity called `title`; undefined: of the whole. */
  readonly of: (name: string, title: string | undefined) => string;
  readonly never: string;
  readonly points: (points: string) => string;
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

export interface SensitivityText {
  readonly unmoved: (metric: string) => string;
  readonly tornado: (headline: TornadoHeadline) => string;
  readonly tornadoSubtitle: (metric: string, unit: string) => string;
  readonly tornadoNote: (ends: readonly { readonly metric: string; readonly at: string }[]) => string;
  readonly central: (value: string) => string;
  readonly below: string;
  readonly above: string;
  readonly less: string;
  readonly nothing: string;
  /** Why both ends of some bars lie on one side. */
  readonly oneSided: (assumptions: readonly string[]) => string;
  readonly assumption: string;
  readonly at: string;
  readonly gives: string;
  readonly same: (metric: string, runs: number) => string;
  readonly noRank: (metric: string) => string;
  readonly rank: (metric: string, assumption: string, correlation: number) => string;
  readonly rankSubtitle: (metric: string, runs: number) => string;
  readonly falls: string;
  readonly rises: string;
  readonly scale: string;
  readonly correlatedLess: string;
  readonly together: (assumptions: readonly string[]) => string;
  readonly estimate: string;
  readonly interval: (value: string, low: string, high: string) => string;
  readonly part: (assumption: string, metric: string, share: number) => string;
  readonly explains: (assumption: string, metric: string, first: number, total: number) => string;
  readonly sobolSubtitle: (metric: string, runs: number) => string;
  readonly sobolNote: (alone: string, together: string) => string;
  readonly alone: string;
  readonly withOthers: string;
  /** What first orders sum to in whole percents; `isLess`: surely below 100 %, `isMore`: above. */
  readonly sum: (percent: number, low: number, high: number, means: 'less' | 'more' | 'all') => string;
  readonly independent: (assumptions: readonly string[]) => string;
  readonly noise: string;
  readonly explainingLess: string;
}

export interface StudyChartText {
  readonly better: (best: string, less: string, base: string, mayBeChance: boolean) => string;
  readonly noneBetter: string;
  readonly differenceSubtitle: (runs: number) => string;
  readonly total: string;
  readonly shortageOf: (title: string) => string;
  readonly cost: string;
  readonly costAndLoss: string;
  readonly noChange: string;
  readonly notComparable: string;
  readonly less: string;
  readonly more: string;
  readonly same: (hasIntervals: boolean) => string;
  readonly policyNote: (title: string, text: string) => string;
  readonly instead: (policy: string, user: string, amount: string, base: string) => string;
  readonly notLess: (user: string, amount: string) => string;
  readonly overTime: (runs: number) => string;
  readonly inBase: (amount: string, least: { readonly title: string; readonly amount: string } | undefined) => string;
  readonly lasts: (user: string, best: string, days: number, base: number) => string;
  readonly lastsNoLonger: (user: string, days: number) => string;
  readonly survivalSubtitle: (unit: 'weeks' | 'months', from: Day) => string;
  readonly timeUnit: Readonly<Record<'weeks' | 'months', string>>;
  /** When half of the replicates are short, or the share that never is; of some policies, or undefined of all. */
  readonly half: (days: number, policies: string | undefined) => string;
  readonly never: (share: number, policies: string | undefined) => string;
  readonly moreShortage: string;
  readonly between: (least: string, most: string) => string;
  readonly leastAndMost: (least: string, most: string) => string;
  readonly gridSubtitle: string;
  readonly rows: (axis: string) => string;
  readonly moreMaps: (count: number) => string;
  readonly moreWorlds: (count: number) => string;
  readonly none: string;
  readonly upTo: (value: string) => string;
  readonly sameLeader: (leaders: string, survives: boolean) => string;
  readonly otherLeaders: (leaders: readonly string[]) => string;
  readonly leastRegret: (policy: string, amount: string) => string;
  readonly regretSubtitle: string;
  readonly greatest: string;
  readonly asWritten: string;
  readonly inPlaceOf: (world: string, what: string, figure: string) => string;
  readonly policy: string;
  readonly mean: string;
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

export interface SolveText {
  /** What a value is: enough, the most that will do, or the best. */
  readonly headline: (value: string, name: string, aim: SolveAim) => string;
  readonly unmoved: (name: string, target: string, same: string, values: number, from: string, to: string) => string;
  readonly noneEnough: (
    name: string,
    target: string,
    from: string,
    to: string,
    best: string,
    reached: Reached,
  ) => string;
  /** The least or the greatest value that meets a target; `isEnd`: the end of the range does. */
  readonly answer: (
    value: string,
    name: string,
    target: string,
    aim: 'least' | 'greatest',
    isEnd: boolean,
    reached: Reached,
  ) => string;
  /** A value beyond the answer, less or more. */
  readonly beyondIsEnough: (value: string, aim: 'least' | 'greatest') => string;
  readonly beyondIsNot: (value: string, aim: 'least' | 'greatest', reached: Reached) => string;
  /** The best value of a metric, `level`; of a single run where `runs` is 1, else the mean. */
  readonly best: (found: {
    readonly value: string;
    readonly name: string;
    readonly metric: string;
    readonly aim: 'minimise' | 'maximise';
    readonly level: string;
    readonly isEnd: boolean;
  }) => string;
  /** What the metric comes to at the ends of the range. */
  readonly ends: (from: string, atFrom: string, to: string, atTo: string) => string;
  /** In what share of the replicates the best value is better than the least that was looked at. */
  readonly odds: (best: string, least: string, share: number) => string;
  readonly worsens: (worse: string, than: string, hasAnswer: boolean) => string;
  readonly searched: (from: string, to: string, evaluations: number) => string;
  readonly shareSubtitle: (runs: number, target: string) => string;
  readonly centralSubtitle: (target: string) => string;
  readonly meanSubtitle: (runs: number, metric: string) => string;
  readonly tried: string;
  /** The value that was found, in the key. */
  readonly found: Readonly<Record<SolveAim, string>>;
  readonly wanted: (value: string) => string;
  readonly wantedShare: (share: string) => string;
  readonly axis: (name: string, unit: string) => string;
}

export interface MovedText {
  readonly headline: (name: string, was: string, is: string, day: Day | string, since: Day | string) => string;
  readonly overlay: string;
  readonly difference: string;
  readonly steps: (steps: number, all: number) => string;
  readonly before: string;
  readonly now: string;
  readonly since: (day: Day | string) => string;
}
