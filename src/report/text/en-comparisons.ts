/** What charts of sensitivities, studies, searches and checks say, in English. */
import type { GridFinding } from '../../findings/study.ts';
import type { SolveAim } from '../../metrics/study/solve.ts';
import type { Day } from '../../quantity/calendar.ts';
import type { Reached, TornadoHeadline } from './chart-text.ts';
import { capital, list, longDate, percent, EN_QUANTITIES as Q, writtenIn } from './quantities.ts';

/** Metrics that do not read as they are written. */
const METRICS: Readonly<Record<string, string>> = {
  want: 'share of need that goes unmet',
  supply_cost: 'cost of supply',
  holding_cost: 'cost of holding stocks',
  capital_cost: 'cost of capacity',
  stock_cost: 'cost of stocks used up',
  cost_and_loss: 'cost and loss',
  forgone: 'amount forgone for its price',
  forgone_value: 'worth of what is forgone',
  served_late: 'amount served late',
  waiting: 'amount still waiting',
  highest: 'highest price index',
  highest_date: 'date of the highest price index',
  mean: 'mean price index',
  lost_products: 'lost output',
  peak_date: 'date of the peak shortage',
  spells: 'number of shortages',
  closing: 'closing stock',
  minimum: 'lowest stock',
  unit_cost: 'mean cost',
  shipped: 'amount shipped',
  received: 'amount that arrived',
  applied: 'amount applied for',
  granted: 'share granted',
  used: 'share used',
  lapsed: 'share lapsed',
};

const quoted = (name: string) => `“${name}”`;

/** A correlation with its sign: `0.62`, `−0.35`. */
function signed(value: number): string {
  const size = Math.abs(value).toFixed(2);
  return value < 0 && Number(size) > 0 ? `−${size}` : size;
}

const day = (date: number | string) => (typeof date === 'number' ? longDate(date) : date);

/** Whether a target is reached: in how many replicates, or by what in the central run. */
function reached({ central, share, runs, low, high, wanted }: Reached): string {
  if (central !== undefined) return `${central} in the central run`;
  const interval = `95 % interval ${Q.share(low)} to ${Q.share(high)}`;
  return `reached in ${Q.share(share)} of ${Q.number(runs)} replicates (${interval}; ${Q.share(wanted)} wanted)`;
}

export const EN_COMPARISONS = {
  metrics: {
    /** A metric by its name in summary.json, of the entity called `title`; undefined: of the whole. */
    of: (name: string, title: string | undefined): string => {
      const metric = METRICS[name] ?? name.replaceAll('_', ' ');
      return title === undefined ? metric : `${metric} of ${title}`;
    },
    never: 'never',
  },
  sensitivity: {
    unmoved: (metric: string): string => `No assumption, moved alone, changes the ${metric}`,
    tornado: ({ assumption, metric, least, greatest, share, isOneSided }: TornadoHeadline): string => {
      const moves = `moved alone, it takes the ${metric} from ${least} to ${greatest}`;
      const both = isOneSided ? ', both ends on one side of the central run' : '';
      if (share === undefined) return `What matters most is ${quoted(assumption)}: ${moves}${both}`;
      if (share > 0.5) return `What decides is ${quoted(assumption)}: ${moves}${both}`;
      return `What matters most is ${quoted(assumption)}: ${moves}, a difference of ${percent(share)}${both}`;
    },
    tornadoSubtitle: (metric: string, unit: string): string =>
      `${capital(metric)}${unit === '' ? '' : ` (${unit})`} with one assumption at the values beside its bars and all others central; ranges are taken at their 5 % and 95 % quantiles`,
    tornadoNote: (ends: readonly { readonly metric: string; readonly at: string }[]): string =>
      list(ends.map(({ metric, at }) => `${metric} at ${at}`)),
    central: (value: string): string => `central run: ${value}`,
    below: 'assumption below its central value',
    above: 'assumption above its central value',
    less: 'Moving it less',
    nothing: 'Without effect when moved alone',
    /** Why both ends of some bars lie on one side. */
    oneSided: (assumptions: readonly string[]): string =>
      `Both ends of ${list(assumptions.map(quoted))} lie on one side: the central value gives nearly the most or the least there is`,
    assumption: 'assumption',
    at: 'alone at',
    gives: 'gives',
    same: (metric: string, runs: number): string => `The ${metric} is the same in all ${Q.number(runs)} runs`,
    noRank: (metric: string): string => `The ${metric} clearly rises or falls with none of the assumptions`,
    rank: (metric: string, assumption: string, correlation: number): string =>
      `The ${metric} ${correlation > 0 ? 'rises' : 'falls'} most clearly with ${quoted(assumption)} (rank correlation ${signed(correlation)})`,
    rankSubtitle: (metric: string, runs: number): string =>
      `Rank correlation (Spearman) of each assumption with the ${metric} over ${Q.number(runs)} runs, with 95 % intervals`,
    falls: 'falls as the assumption rises',
    rises: 'rises with it',
    scale: '1: always in the same order; 0: no order; −1: always in the opposite order.',
    correlatedLess: 'Correlated less',
    together: (assumptions: readonly string[]): string =>
      `Rank correlations are over draws in which ${list(assumptions)} go together: one may stand for another`,
    estimate: 'estimate (interval)',
    interval: (value: string, low: string, high: string): string => `${value} (${Q.range(low, high)})`,
    part: (assumption: string, metric: string, share: number): string =>
      `The assumption ${quoted(assumption)} has a part in ${percent(share)} of the variance of the ${metric}`,
    explains: (assumption: string, metric: string, first: number, total: number): string => {
      const part = `The assumption ${quoted(assumption)} explains ${percent(first)} of the variance of the ${metric}`;
      return total > first ? `${part} alone, ${percent(total)} with the others` : part;
    },
    sobolSubtitle: (metric: string, runs: number): string =>
      `Share of the variance of the ${metric} (Sobol indices) in ${Q.number(runs)} runs, with 95 % intervals`,
    sobolNote: (alone: string, together: string): string => `alone ${alone}, with the others ${together}`,
    alone: 'alone (first order)',
    withOthers: 'alone and together with others (total)',
    /** What first orders sum to in whole percents; `isLess`: surely below 100 %, `isMore`: above. */
    sum: (sum: number, low: number, high: number, means: 'less' | 'more' | 'all'): string => {
      const text = `First orders sum to ${sum} % (${low} to ${high})`;
      if (means === 'less') return `${text}; the rest is due to assumptions that act together`;
      return means === 'more' ? `${text}; what exceeds 100 % is sampling error, which more runs lessen` : text;
    },
    independent: (assumptions: readonly string[]): string =>
      `Sobol indices presuppose independence: for them ${list(assumptions)} are drawn independently`,
    noise: 'The replicates that are ranked have noise of demand; in all other runs demand is as scheduled',
    explainingLess: 'Explaining less',
  },
  study: {
    better: (best: string, less: string, base: string, mayBeChance: boolean): string =>
      `${capital(best)}: ${less} less shortage in all, of ${base} in the base${mayBeChance ? ', which may be chance' : ''}`,
    noneBetter: 'No policy here gives less shortage in all than the base',
    differenceSubtitle: (runs: number): string =>
      runs > 1
        ? `Difference from the base on the same draws: mean of ${Q.round(runs)} replicates, and its 95 % interval`
        : 'Difference from the base, at central values',
    total: 'Shortage in all',
    shortageOf: (title: string): string => `Shortage of ${title}`,
    cost: 'Cost',
    costAndLoss: 'Cost and loss together',
    noChange: 'no change',
    notComparable: 'not comparable',
    less: 'less than the base',
    more: 'more than the base',
    same: (hasIntervals: boolean): string => (hasIntervals ? 'the same, or not told apart' : 'the same'),
    policyNote: (title: string, text: string): string => `${title} ${text}`,
    instead: (policy: string, user: string, amount: string, base: string): string =>
      `With “${policy}” ${user} would be short of ${amount} instead of ${base}`,
    notLess: (user: string, amount: string): string =>
      `${capital(user)} would be short of ${amount}; no policy here gives less shortage in all`,
    overTime: (runs: number): string =>
      runs > 1
        ? `Shortage over time: mean of ${Q.round(runs)} replicates, and the middle half of them shaded`
        : 'Shortage over time, at central values',
    inBase: (amount: string, least: { readonly title: string; readonly amount: string } | undefined): string =>
      least === undefined
        ? `${amount} in the base, in no variant less`
        : `${amount} in the base, least with ${least.title}: ${least.amount}`,
    lasts: (user: string, best: string, days: number, base: number): string =>
      `${capital(user)} would last ${spanText(days)} with ${best}, ${spanText(base)} in the base`,
    lastsNoLonger: (user: string, days: number): string =>
      `${capital(user)} would last ${spanText(days)}; no policy here makes it longer`,
    survivalSubtitle: (unit: 'weeks' | 'months', from: Day): string =>
      `Share of replicates not yet short, by ${unit} after ${longDate(from)}`,
    timeUnit: { weeks: 'weeks', months: 'months' },
    /** When half of the replicates are short, or the share that never is; of some policies, or undefined of all. */
    half: (days: number, policies: string | undefined): string =>
      policies === undefined
        ? `half after ${Q.duration(days)} under every policy`
        : `${policies}: half after ${Q.duration(days)}`,
    never: (share: number, policies: string | undefined): string =>
      policies === undefined
        ? `${Q.share(share)} never short under every policy`
        : `${policies}: ${Q.share(share)} never short`,
    moreShortage: 'Not drawn, with more shortage',
    between: (least: string, most: string): string => `Shortage in all lies between ${least} and ${most}`,
    /** How much of the world the most that does anything more carries. */
    carries: ({ policy, world, carries, never }: GridFinding): string => {
      const last = carries[carries.length - 1];
      const none = never.length === 0 ? '' : `; none here carries ${list(never, 2)}`;
      return capital(`${policy} of ${last.policy} carries ${world} of ${last.world}${none}`);
    },
    /** Two remarks as one. */
    joined: (one: string, other: string): string => `${one}. ${other}`,
    leastAndMost: (least: string, most: string): string => `Least with ${least}; most with ${most}`,
    gridSubtitle: (users: string, unit: string, isPaid: boolean): string =>
      `Mean shortage of ${users === '' ? 'all demands' : users}, in ${unit}${isPaid ? '; bold: the least cost and loss together' : ''}`,
    rows: (axis: string): string => `rows: ${axis}`,
    moreMaps: (count: number): string => `${count} more ${count === 1 ? 'map is' : 'maps are'} in grid.csv.`,
    moreWorlds: (count: number): string => `${count} more ${count === 1 ? 'world is' : 'worlds are'} in worlds.csv.`,
    none: 'none',
    upTo: (value: string): string => `up to ${value}`,
    sameLeader: (leaders: string, survives: boolean): string =>
      `With “${leaders}” there is the least shortage in every world; ${survives ? 'the ranking survives them all' : 'the ranking behind changes'}`,
    otherLeaders: (leaders: readonly string[]): string =>
      `Which policy does best depends on the document: ${list(leaders.map((one) => `“${one}”`))}`,
    leastRegret: (policy: string, amount: string): string => `Least to regret: ${policy}, at most ${amount}`,
    regretSubtitle: (unit: string): string =>
      `Regret: mean shortage, in ${unit}, beyond that of the best policy in the same world; bold 0 is the best`,
    greatest: 'greatest regret',
    asWritten: 'as written',
    inPlaceOf: (world: string, what: string, value: string): string =>
      `${capital(world)}; in place of ${what}: ${writtenIn(value, Q)}.`,
    policy: 'policy',
    mean: 'mean',
  },
  solve: {
    /** What a value is: enough, the most that will do, or the best. */
    headline: (value: string, name: string, aim: SolveAim): string =>
      aim === 'greatest'
        ? `${capital(name)} may be at most ${value}`
        : `${value} of ${name} is ${aim === 'least' ? 'enough' : 'best'}`,
    unmoved: (name: string, target: string, same: string, values: number, from: string, to: string): string =>
      `${capital(name)} does not move the target ${target}: what it compares is ${same} at all ${values} values from ${from} to ${to}`,
    noneEnough: (name: string, target: string, from: string, to: string, best: string, at: Reached): string =>
      `None of ${name} from ${from} to ${to} is enough for ${target}: at best ${best}, ${reached(at)}`,
    /** The least or the greatest value that meets a target; `isEnd`: the end of the range does. */
    answer: (
      value: string,
      name: string,
      target: string,
      aim: 'least' | 'greatest',
      isEnd: boolean,
      at: Reached,
    ): string => {
      const end =
        aim === 'least'
          ? ', the least that was looked at: the target is reached there already'
          : ', the largest that was looked at: the target is reached there still';
      return aim === 'least'
        ? `${value} of ${name} is enough for ${target}${isEnd ? end : ''}: ${reached(at)}`
        : `${capital(name)} may be at most ${value} for ${target}${isEnd ? end : ''}: ${reached(at)}`;
    },
    /** A value beyond the answer, less or more. */
    beyondIsEnough: (value: string, aim: 'least' | 'greatest'): string =>
      aim === 'least'
        ? `Less, ${value}, is enough as well, as more need not help`
        : `More, ${value}, meets it as well, as less need not help`,
    beyondIsNot: (value: string, aim: 'least' | 'greatest', at: Reached): string =>
      `${aim === 'least' ? 'Less' : 'More'}, ${value}, is not: ${reached(at)}`,
    /** The best value of a metric, `level`; of a single run where `runs` is 1, else the mean. */
    best: ({
      value,
      name,
      metric,
      aim,
      level,
      isEnd,
    }: {
      readonly value: string;
      readonly name: string;
      readonly metric: string;
      readonly aim: 'minimise' | 'maximise';
      readonly level: string;
      readonly isEnd: boolean;
    }): string =>
      `${metric} is ${aim === 'minimise' ? 'least' : 'largest'}, ${level}, with ${value} of ${name}${isEnd ? ', an end of the range' : ''}`,
    /** What the metric comes to at the ends of the range. */
    ends: (from: string, atFrom: string, to: string, atTo: string): string =>
      `It is ${atFrom} with ${from}, and ${atTo} with ${to}`,
    /** In what share of the replicates the best value is better than the least that was looked at. */
    odds: (best: string, least: string, share: number): string =>
      `${best} is better than ${least} in ${Q.percent(share)} of the replicates`,
    worsens: (worse: string, than: string, hasAnswer: boolean): string =>
      `More did not always help: ${worse} does worse than ${than}${hasAnswer ? ', so that more than the answer need not be enough' : ''}`,
    searched: (from: string, to: string, evaluations: number): string =>
      `Searched from ${from} to ${to} in ${evaluations} evaluations`,
    shareSubtitle: (runs: number, target: string): string => `Share of ${Q.number(runs)} replicates in which ${target}`,
    centralSubtitle: (target: string): string => `Central run; wanted: ${target}`,
    meanSubtitle: (runs: number, metric: string): string =>
      runs === 1 ? `${metric} in the central run` : `Mean of ${metric} over ${Q.number(runs)} replicates`,
    tried: 'values tried',
    /** The value that was found, in the key. */
    found: {
      least: 'the least that is enough',
      greatest: 'the most that meets the target',
      minimise: 'the best',
      maximise: 'the best',
    },
    wanted: (value: string): string => `wanted: ${value}`,
    wantedShare: (share: string): string => `wanted: ${share} of replicates`,
    axis: (name: string, unit: string): string => (unit === '' ? capital(name) : `${capital(name)} (${unit})`),
  },
  moved: {
    headline: (name: string, was: string, is: string, date: Day | string, since: Day | string): string =>
      `${name} is ${is} instead of ${was} on ${day(date)}, and differs ${since === date ? 'from then' : `since ${day(since)}`}`,
    overlay: 'As committed and now',
    difference: 'Difference, now less committed',
    steps: (steps: number, all: number): string =>
      `beyond the tolerance in ${Q.number(steps)} of ${Q.number(all)} ${all === 1 ? 'step' : 'steps'}`,
    before: 'as committed',
    now: 'now',
    since: (date: Day | string): string => `first beyond the tolerance, ${day(date)}`,
  },
};

/** How long: a time, or the whole of it. */
function spanText(days: number): string {
  return Number.isFinite(days) ? Q.duration(days) : 'the whole time in most replicates';
}

/** What charts of comparisons say. */
export type ComparisonText = typeof EN_COMPARISONS;
