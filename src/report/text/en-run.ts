/** What a report of a run says, in English: the answer, its branches, what stood idle, and what is assumed. */
import type { Support } from '../../findings/assumptions.ts';
import type { IdleReason } from '../../metrics/idle.ts';
import { EN_QUANTITIES as Q } from './quantities.ts';

/** What is said of a user; amounts, shares and dates are in words already. */
export interface UserText {
  readonly who: string;
  readonly isBackordered: boolean;
  /** `1,230 t`. */
  readonly shortage: string;
  /** What the price makes it go without; undefined where nothing does. */
  readonly forgone: string | undefined;
  /** The share of its need that both are. */
  readonly want: string;
  /** Things not made; undefined where it counts none. */
  readonly lost: string | undefined;
  /** The first day short after the disruption; undefined where there is none, or in half of the runs. */
  readonly first: string | undefined;
  /** How long after the disruption that is; undefined where it is the day itself. */
  readonly after: string | undefined;
}

/** The same over an ensemble. */
export interface LikelyUserText extends UserText {
  /** The share of runs in which it is short. */
  readonly odds: number;
  /** The 95 % interval of the mean; undefined where it is the mean itself. */
  readonly interval: string | undefined;
  /** What nine of ten runs lie within; undefined where its branches are told. */
  readonly spread: string | undefined;
}

/** What is said of a branch: what then holds, how likely it is, and what the subject then lacks on average. */
export interface BranchText {
  readonly title: string;
  readonly odds: string;
  readonly shortage: string;
}

/** A number that decides: what else it may be, and on whose word. */
export interface NumberText {
  readonly title: string;
  readonly range: string;
  readonly support: Support;
}

/** How high a price goes: as factors of its earlier level. */
export interface PriceText {
  readonly title: string;
  /** Of an ensemble in half of the runs; undefined where it stays as it is. */
  readonly highest: string | undefined;
  /** The day of that; undefined of an ensemble. */
  readonly day: string | undefined;
  /** What nine of ten runs lie within; undefined of a central run. */
  readonly range: string | undefined;
}

const runs = (count: number) => `${Q.number(count)} ${count === 1 ? 'run' : 'runs'}`;
const inRuns = (share: number) => (share === 1 ? 'in every run' : `in ${Q.percent(share)} of runs`);

/** `The one user is`, `Neither of the 2 users is`, `None of the 16 users is`. */
const noneOf = (users: number) =>
  users === 1 ? 'The one user is not' : users === 2 ? 'Neither of the 2 users is' : `None of the ${users} users is`;

const lacks = ({ isBackordered, shortage }: UserText) => (isBackordered ? `wait for ${shortage}` : `lack ${shortage}`);

/** The share of the need that it lacks, with what it forgoes where it does. */
const ofNeed = ({ forgone, want }: UserText) =>
  forgone === undefined
    ? `, ${want} of the need`
    : `, and forgo ${forgone} for the price, together ${want} of the need`;

const notMade = ({ lost, isBackordered }: UserText) =>
  lost === undefined ? '' : `; ${lost} would ${isBackordered ? 'be made late' : 'not be made'}`;

const SUPPORT: Readonly<Record<Support, string>> = {
  figure: 'a figure of the ledger',
  source: 'a source named in the file',
  judgement: 'the author’s judgement',
  formula: 'follows from others',
  nothing: 'no ground given',
};

const IDLE: Readonly<Record<IdleReason, string>> = {
  licence: 'its licence let no more through',
  source: 'its own source had nothing left to give',
  floor: 'what its own source had left was kept for others by a floor',
  elsewhere: 'what it delivers to had stock, so the bottleneck lay elsewhere',
  'no-share': 'it has a share of 0 in the orders, and blocked orders may not turn to it (switchable is 0)',
  'fixed-share':
    'it gets its fixed share of the orders, and blocked orders may not all turn to it (switchable is below 1)',
  expected: 'what had been ordered before was still under way',
  'not-ordered': 'less was ordered from it',
};

export const EN_RUN = {
  nothingDemanded: 'Nothing is demanded in this scenario.',
  nobodyShort: (users: number, from: string, to: string): string =>
    `${noneOf(users)} short at any time between ${from} and ${to}.`,
  nobodyEver: (users: number, count: number): string => `${noneOf(users)} short in any of ${runs(count)}.`,
  /** What came into a stockpile, and what of it lies there at the end, central run. */
  pile: (stock: string, received: string, left: string, share: string, isEnsemble: boolean): string =>
    `${isEnsemble ? 'In the central run, of' : 'Of'} the ${received} that would come to “${stock}”, ${left} (${share}) would lie there unused at the end.`,
  short: (user: UserText): string => {
    const after = user.after === undefined ? '' : `, ${user.after} after the disruption`;
    const first = user.first === undefined ? '' : `, and first run short on ${user.first}${after}`;
    return `${Q.capital(user.who)} would ${lacks(user)}${ofNeed(user)}${first}${notMade(user)}.`;
  },
  likelyShort: (user: LikelyUserText): string => {
    const first = user.first === undefined ? '' : `, first on ${user.first} (median)`;
    const known = [
      ...(user.interval === undefined ? [] : [`95 % interval of the mean: ${user.interval}`]),
      ...(user.spread === undefined ? [] : [`nine of ten runs: ${user.spread}`]),
    ].join('; ');
    const ends = known === '' ? '' : ` (${known})`;
    return `${Q.capital(user.who)} would run short ${inRuns(user.odds)}${first}, and ${lacks(user)} on average${ends}${ofNeed(user)}${notMade(user)}.`;
  },
  /** Of one that is short in other runs. */
  notInCentral: (who: string): string => `In the central run ${who} would lack nothing.`,
  neverShort: (who: string, isEnsemble: boolean): string =>
    `${Q.capital(who)} would not be short${isEnsemble ? ' in any run' : ''}.`,
  /** Of one that is never short. */
  forgoes: (who: string, forgone: string, want: string): string =>
    `${Q.capital(who)} would forgo ${forgone} for the price, ${want} of the need.`,
  /** How the shortage falls apart; of the first branch it is said what is meant. */
  branches: (who: string, isBackordered: boolean, branches: readonly BranchText[]): string => {
    const [first = '', ...others] = branches.map(({ title, odds, shortage }, n) =>
      n === 0 ? `${shortage} on average if ${title} (${odds})` : `${shortage} if ${title} (${odds})`,
    );
    return `${Q.capital(who)} would ${isBackordered ? 'wait for' : 'lack'} ${Q.list([first, ...others])}.`;
  },
  /** On which assumption it hangs how much is lacked, or how high a price goes: what it comes to by its thirds or branches. */
  hangs: (
    what: string,
    { title, range, support }: NumberText,
    parts: readonly { readonly at: string; readonly amount: string }[],
    isMean: boolean,
  ): string => {
    const each = parts.map(({ at, amount }, n) =>
      n > 0 ? `${amount} ${at}` : isMean ? `${amount} on average ${at}` : `a median of ${amount} ${at}`,
    );
    return `${what} hangs most on “${title}” (${range}; ${SUPPORT[support]}): ${each.join(', ')}.`;
  },
  howMuch: (who: string, isBackordered: boolean): string =>
    `How much ${who} would ${isBackordered ? 'wait for' : 'lack'}`,
  howHigh: (market: string): string => `How high the price of “${market}” goes`,
  times: (factor: string): string => (factor === '1' ? 'its earlier level' : `${factor} times its earlier level`),
  inBranch: (title: string): string => `if ${title}`,
  /** Of the first third of a row: `if it is below 2 weeks`. */
  ifItIs: (third: string): string => `if it is ${third}`,
  /** What a number of a third is: undefined where it has no lower or upper end. */
  thirdOf: (low: string | undefined, high: string | undefined): string =>
    low === undefined ? `below ${high}` : high === undefined ? `above ${low}` : `at ${Q.range(low, high)}`,
  /** What holds in a branch that the file has no words for: `renewed is yes`. */
  branchOf: (assumption: string, value: string): string => `“${assumption}” is ${value}`,
  /** The odds of a branch, and on whose word. */
  odds: (probability: string, support: Support): string => {
    switch (support) {
      case 'figure':
      case 'source':
        return `${probability}, from a source`;
      case 'judgement':
        return `${probability}, an assumption`;
      case 'formula':
        return `${probability}, from other assumptions`;
      case 'nothing':
        return `${probability}, an assumption without a stated ground`;
    }
  },
  /** A price index: two digits, three from 10 on. */
  factor: (index: number): string => Q.number(Number(index.toPrecision(index < 10 ? 2 : 3))),
  /** How high a price goes, and what those deliver who open as it rises. */
  price: (
    { title, highest, day, range }: PriceText,
    opening: readonly { readonly title: string; readonly amount: string }[],
  ): string => {
    const half = day === undefined ? ' in half of the runs' : '';
    const ends = range === undefined ? '' : ` (nine of ten runs: ${range} times)`;
    const goes =
      highest === undefined
        ? `stay as it is${half}${ends}`
        : `rise to ${highest} times its earlier level${day === undefined ? ` or more${half}` : ` on ${day}`}${ends}`;
    const each = opening.map((one) => `${one.title} would deliver ${one.amount}`);
    const opens =
      each.length === 0 ? '' : `; opened by the price, ${Q.list(each)}${day === undefined ? ' on average' : ''}`;
    return `The price of “${title}” would ${goes}${opens}.`;
  },
  /** Who is short beside the subject; `isAlso` where that is short itself. */
  others: (short: readonly string[], never: number, isEnsemble: boolean, isAlso: boolean): string => {
    if (short.length === 0) {
      if (never === 0) return 'Nobody else is in the model.';
      return never === 1 ? 'The other user is never short.' : `The other ${Q.number(never)} users are never short.`;
    }
    const rest =
      never === 0
        ? 'nobody is always served in full'
        : never === 1
          ? 'one other never is'
          : `${Q.number(never)} others never are`;
    const share = isEnsemble ? 'as a mean share of the need' : 'as a share of the need';
    return `${isAlso ? 'Also short' : 'Short'}, ${share}: ${Q.list(short, 4)}; ${rest}.`;
  },
  otherShort: (name: string, share: string): string => `${name} (${share})`,
  neverShortNames: (names: readonly string[]): string => `Never short: ${Q.list(names)}.`,
  /** What a unit costs users. */
  unitCosts: (costs: readonly { readonly who: string; readonly cost: string }[], isMean: boolean): string =>
    `What they get costs, with all that went into it${isMean ? ', on average' : ''}: ${Q.clauses(costs.map(({ who, cost }) => `${who} ${cost}`))}.`,
  driver: {
    none: (metric: string): string =>
      `Moved alone in the central run, no uncertain assumption changes the ${metric} by as much as can be seen.`,
    one: (assumption: string, metric: string, low: string, high: string): string =>
      `Moved alone in the central run, “${assumption}” matters most: it takes the ${metric} from ${low} to ${high}.`,
  },
  shortageOf: (title: string): string => `shortage of ${title}`,
  branchPrices: (market: string, assumption: string, isNumber: boolean, share: string): string =>
    `The price of “${market}” ${isNumber ? 'by thirds of what was drawn of' : 'in each branch of'} “${assumption}”, between which ${share} of the variance of its highest lies; it is the median, what is delivered the mean`,
  branchTable: (who: string, assumption: string, isNumber: boolean, share: string): string =>
    `${Q.capital(who)} ${isNumber ? 'by thirds of what was drawn of' : 'in each branch of'} “${assumption}”, between which ${share} of the variance of the shortage lies`,
  idle: {
    intro: (who: string): string =>
      `In the steps of the central run in which ${who} ran short, this capacity upstream was not used:`,
    one: (flow: string, amount: string, share: string, reason: IdleReason): string =>
      `${Q.capital(flow)}: ${amount}, ${share} of its capacity; ${IDLE[reason]}.`,
    /** The same in a text. */
    meanwhile: (flow: string, amount: string, share: string, reason: IdleReason): string =>
      `Meanwhile ${flow} left ${amount} unused, ${share} of its capacity; ${IDLE[reason]}.`,
    waiting: (flows: readonly string[]): string =>
      `Further upstream more could have been delivered than was needed, for the bottleneck lay elsewhere: ${Q.list(flows, 6)}.`,
    flow: (name: string, share: string): string => `${name} (${share} unused)`,
  },
  assumptions: {
    levers: 'Nothing is uncertain: each assumption has one value.',
    uncertain: (count: number, judged: number): string =>
      [
        `${count === 1 ? 'One assumption is' : `${Q.number(count)} assumptions are`} uncertain, and drawn anew in each run.`,
        ...(judged === 0
          ? []
          : [
              `${judged === count ? (count === 1 ? 'It rests' : 'All of them rest') : judged === 1 ? 'One of them rests' : `${Q.number(judged)} of them rest`} on the author’s judgement, or on no stated ground.`,
            ]),
      ].join(' '),
    support: SUPPORT,
    figure: (what: string, document: string, line: number): string => `${what} (document ${document}, line ${line})`,
    derived: (formula: string): string => `follows from others: ${formula}`,
    assumed: (why: string): string => `assumed: ${why}`,
    range: {
      value: 'one value',
      derived: 'follows from others',
      uniform: (low: string, high: string): string => `${Q.range(low, high)}, all equally likely`,
      triangular: (low: string, mode: string, high: string): string => `${Q.range(low, high)}, most likely ${mode}`,
      normal: (mean: string, deviation: string): string => `normal: mean ${mean}, standard deviation ${deviation}`,
      lognormal: (median: string, low: string, high: string): string =>
        `lognormal: median ${median}, two times in three ${Q.range(low, high)}`,
      chance: (happens: string, probability: string, otherwise: string): string =>
        `${happens}: ${probability}; else ${otherwise}`,
      choice: (values: readonly string[]): string => Q.clauses(values),
      weighted: (value: string, probability: string): string => `${value}: ${probability}`,
    },
    yes: 'yes',
    no: 'no',
  },
  standing: {
    met: 'met',
    'not met': 'not met',
    contradicted: 'contradicted, as stated',
    'borne out': 'borne out, against the file',
    undecided: 'undecided',
    'no reason': 'its reason is not so',
  },
  expected: (stated: number, all: number): string =>
    all === 1
      ? `The one expectation that the file states ${stated === 1 ? 'comes out as stated' : 'does not come out as stated'} in the central run.`
      : `Of the ${Q.number(all)} expectations that the file states, ${stated === all ? 'all' : stated === 0 ? 'none' : Q.number(stated)} ${stated === 1 || stated === 0 ? 'comes' : 'come'} out as stated in the central run.`,
  against: (left: string, right: string, off: string): string =>
    off === '' ? `${left}, against ${right}` : `${left}, against ${right}: off by ${off}`,
  /** What a thing is called, and what it is: `lacks: 3 t`. */
  named: (name: string, value: string): string => `${name}: ${value}`,
  noValue: 'no value',
  odd: (probability: string, error: string | undefined): string =>
    error === undefined ? probability : `${probability} ± ${error}`,
  peakOn: (share: string, date: string): string => `${share} on ${date}`,
  table: {
    users: 'Users that run short',
    usersMean: 'Users that run short; amounts and shares are means over all runs unless they say otherwise',
    user: 'user',
    everShort: 'runs in which it is short',
    shortage: 'lacks',
    mean: 'lacks, mean',
    interval: '95 % interval of the mean',
    spread: '5 to 95 % of runs',
    central: 'central run',
    forgone: 'forgone for the price',
    want: 'share of its need',
    lost: 'not made',
    first: 'first short',
    firstMedian: 'first short, median',
    peak: 'at worst',
    recovers: 'short until',
    neverAfter: 'not after the disruption',
    neverMedian: 'not in half of the runs',
    notRecovered: 'the end',
    branch: 'branch',
    highest: 'highest price (before: 1)',
    probability: 'probability',
    assumptions: 'Every assumption: its value in the central run, what else it may be, and who says so',
    assumption: 'assumption',
    value: 'central value',
    range: 'range',
    support: 'rests on',
    grounds: 'grounds',
    rivals: 'who says otherwise',
    expectations: 'What the file expects and what came of it',
    expectationsOdds: 'What the file expects and what came of it; ± is one standard error',
    expectation: 'expectation',
    standing: 'in the central run',
    cameTo: 'came to',
    odds: 'in so many runs',
    because: 'because',
    tornado: (metric: string): string => `The ${metric} in the central run with one assumption moved`,
    aloneAt: 'alone at',
    gives: 'gives',
    swing: 'moves it by',
  },
  scope: (count: number): string => `${runs(count)}, what is uncertain drawn anew for each`,
};

/** What every language says of a run. */
export type RunWords = typeof EN_RUN;
