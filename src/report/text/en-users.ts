/** What charts say of users, in English: what they lack, how long their stocks last, and when they first run short. */
import type { Day } from '../../quantity/calendar.ts';
import type { LowStock, ShortageHeadline, ShortBranch, ShortUser, Spread, SurvivalTimes } from './chart-text.ts';
import {
  type AmountUnit,
  capital,
  duration,
  list,
  longDate,
  percent,
  EN_QUANTITIES as Q,
  shortDate,
} from './quantities.ts';

/** ` (5 to 95 %: 202 to 3,982 t)`; nothing where both ends read the same. */
function range(spread: Spread | undefined, text: (value: number) => string): string {
  if (spread === undefined) return '';
  const [low, high] = [text(spread.low), text(spread.high)];
  return low === high ? '' : ` (5 to 95 % of runs: ${Q.range(low, high)})`;
}

const amountOf = (unit: AmountUnit) => (value: number) => Q.amount(value, unit);

const inRuns = (share: number) =>
  share === 1 ? 'in every run' : share === 0 ? 'in no run' : `in ${percent(share)} of runs`;

const lacks = ({ isBackordered, shortage, unit }: ShortUser, verb: 'lack' | 'lacks') => {
  const amount = Q.amount(shortage, unit);
  return isBackordered ? `${verb === 'lack' ? 'wait' : 'waits'} for ${amount}` : `${verb} ${amount}`;
};

const notMade = ({ lost, isBackordered }: ShortUser) =>
  lost === undefined ? undefined : `${Q.count(lost.count, lost.product)} ${isBackordered ? 'made late' : 'not made'}`;

const when = ({ days, spells, first }: ShortUser) =>
  spells === 1
    ? `for ${duration(days)} from ${longDate(first)}`
    : `for ${duration(days)} in all, first from ${longDate(first)}`;

function shortSentence(user: ShortUser, hangsOn: string | undefined): string {
  const made = notMade(user);
  const tail = made === undefined ? '' : `; ${made}`;
  const name = capital(user.title);
  if (!user.isEnsemble) return `${name} would be short ${when(user)}, and ${lacks(user, 'lack')}${tail}`;
  return `${name} would run short ${inRuns(user.odds)}, and ${lacks(user, 'lack')} on average${range(user.spread, amountOf(user.unit))}${tail}${hangsOn === undefined ? '' : `; how much hangs most on “${hangsOn}”`}`;
}

/** The mean, and what it is made of: that of each branch. */
function branchSentence(user: ShortUser, branches: readonly ShortBranch[]): string {
  const parts = branches.map(
    ({ title, odds, shortage }) => `${Q.amount(shortage, user.unit)} if ${title} (${percent(odds)})`,
  );
  return `${capital(user.title)} would ${lacks(user, 'lack')} on average: ${parts.join(', ')}`;
}

function shortNote(user: ShortUser): string {
  const made = notMade(user);
  const tail = made === undefined ? [] : [made];
  const { isEnsemble, odds, spread, unit, days, spells, isOpen, peak } = user;
  if (isEnsemble)
    return Q.clauses([
      `short ${inRuns(odds)}`,
      `${lacks(user, 'lacks')} on average${range(spread, amountOf(unit))}`,
      ...tail,
    ]);
  const times = spells === 1 ? '' : ` in ${spells} spells`;
  return Q.clauses([
    `short for ${duration(days)}${times}${isOpen ? ', to the end' : ''}`,
    `at worst ${percent(peak)}`,
    lacks(user, 'lacks'),
    ...tail,
  ]);
}

export const EN_USERS = {
  shortages: {
    headline: ({ from, to, runs, subject, others, branches, hangsOn }: ShortageHeadline): string => {
      const between = `between ${longDate(from)} and ${longDate(to)}`;
      const ever = runs === undefined ? '' : ` in any of ${Q.round(runs)} runs`;
      if (subject === undefined) return `Nobody would be short${ever} ${between}`;
      if (branches.length > 0) return branchSentence(subject, branches);
      if (subject.odds > 0) return shortSentence(subject, hangsOn);
      const count = others.length <= 3 ? list(others) : `${others.length} other users`;
      return `${capital(subject.title)} would not be short${ever}; ${count} would`;
    },
    note: shortNote,
    /** The title of a panel of one branch. */
    branch: (user: string, branch: string, odds: number): string => `${user} if ${branch} (${percent(odds)})`,
    subtitle: 'Unmet demand as a share of what is needed at the time',
    /** The key of shares of runs: in at least `share` of runs so much is short. */
    inAtLeast: (share: number, runs: number, first: boolean, hasBranches: boolean): string => {
      if (share !== 95) return `${share} %`;
      const all = `${first ? 'the first ' : ''}${Q.number(runs)} runs`;
      return `short of so much in 95 % of ${hasBranches ? 'the runs of a panel' : all} or more`;
    },
    unmet: 'unmet',
    alsoShort: 'Also short',
    withOdds: (title: string, odds: number): string => `${title} (${inRuns(odds)})`,
    withAmount: (title: string, user: ShortUser): string => `${title} (${lacks(user, 'lacks')})`,
    neverShort: (isEnsemble: boolean): string => (isEnsemble ? 'Never short in any run' : 'Never short'),
    allServed: (isEnsemble: boolean): string => `Every demand is served in full${isEnsemble ? ' in every run' : ''}`,
  },
  supply: {
    steady: (isEnsemble: boolean): string =>
      `No stock would fall below half of the days of supply that it opens with${isEnsemble ? ' in more than 5 % of runs' : ''}`,
    falls: ({ title, opens, lowest, spread, day, isEnsemble }: LowStock): string => {
      const start = `${capital(title)}: ${Q.daysOfSupply(opens)} of supply would`;
      const by = `${isEnsemble ? ' in the median' : ''}${day === undefined ? '' : ` by ${longDate(day)}`}`;
      if (spread === undefined)
        return lowest === 0 ? `${start} be used up${by}` : `${start} fall to ${Q.daysOfSupply(lowest)}${by}`;
      if (spread.high === 0) return `${start} be used up in at least 95 % of runs`;
      if (lowest === 0) return `${start} be used up in most runs${range(spread, Q.daysOfSupply)}`;
      return `${start} fall to a median low of ${Q.daysOfSupply(lowest)}${range(spread, Q.daysOfSupply)}`;
    },
    /** The median stays as it is, the worst runs fall. */
    fallsRarely: ({ title, opens, spread }: LowStock): string => {
      const low = spread?.low ?? 0;
      const falls = low === 0 ? 'be used up' : `fall to ${Q.daysOfSupply(low)} or less`;
      return `${capital(title)}: in the worst 5 % of runs ${Q.daysOfSupply(opens)} of supply would ${falls}`;
    },
    staysNote: (days: number): string => `stays at ${Q.daysOfSupply(days)}`,
    rareNote: ({ opens, spread }: LowStock): string => {
      const low = spread?.low ?? 0;
      const falls = low === 0 ? 'is used up' : `falls to ${Q.daysOfSupply(low)} or less`;
      return `stays at ${Q.daysOfSupply(opens)} in most runs; ${falls} in the worst 5 %`;
    },
    note: ({ opens, lowest, spread, day, isEnsemble }: LowStock): string => {
      const low =
        spread === undefined
          ? `${isEnsemble ? 'the median is lowest at' : 'lowest'} ${Q.daysOfSupply(lowest)}${day === undefined ? '' : ` on ${shortDate(day)}`}`
          : spread.high === 0
            ? 'lowest 0 days in at least 95 % of runs'
            : `lowest ${Q.daysOfSupply(lowest)}, median${range(spread, Q.daysOfSupply)}`;
      return Q.clauses([`opens at ${Q.daysOfSupply(opens)}`, low]);
    },
    beyond: (what: 'stock' | 'kept' | 'both'): string =>
      ({
        stock: 'beyond the scale at its highest',
        kept: 'what it is kept at is beyond the scale',
        both: 'beyond the scale at its highest, and so is what it is kept at',
      })[what],
    subtitle: (isEnsemble: boolean): string =>
      `Days that the stock would last at the going rate; ${isEnsemble ? 'dotted' : 'dashed'}: what it is kept at`,
    shortBelow: (isEnsemble: boolean): string =>
      `along the bottom: its users are short${isEnsemble ? ' in the central run' : ''}`,
    littleChanged: 'Little changed',
    days: 'days',
    stock: 'stock',
    kept: 'kept at',
  },
  survival: {
    headline: ({
      title,
      p05,
      p50,
      p95,
      survived,
    }: SurvivalTimes & { readonly title: string; readonly survived: number }): string => {
      const name = capital(title);
      if (p50 === Number.POSITIVE_INFINITY) {
        const early = p05 === Number.POSITIVE_INFINITY ? '' : `; in the worst 5 % for ${duration(p05)} or less`;
        return `${name} would hold out to the end in ${percent(survived)} of runs${early}`;
      }
      const held =
        p50 === 0 ? 'would be short at once in half of runs' : `would hold out for a median of ${duration(p50)}`;
      const late =
        p95 === Number.POSITIVE_INFINITY
          ? `; ${percent(survived)} of runs are never short`
          : range({ low: p05, high: p95 }, duration);
      return `${name} ${held}${late}`;
    },
    note: ({
      p05,
      p50,
      p95,
      survived,
      central,
    }: SurvivalTimes & { readonly survived: number; readonly central: number | null }): string => {
      const parts = [
        { part: '5 %', within: p05 },
        { part: 'half', within: p50 },
        { part: '95 %', within: p95 },
      ].filter(({ within }) => within < Number.POSITIVE_INFINITY);
      const stages = parts
        .filter(({ within }, n) => parts[n + 1] === undefined || duration(parts[n + 1].within) !== duration(within))
        .map(
          ({ part, within }, n) =>
            `${part}${n === 0 ? ' of runs short' : ''} ${within > 0 ? `within ${duration(within)}` : 'at once'}`,
        );
      const never = survived > 0 ? [`${percent(survived)} never`] : [];
      const rare = stages.length === 0 ? [`${percent(1 - survived)} of runs short`] : [];
      const end = central === null ? 'never short' : central > 0 ? `short after ${duration(central)}` : 'short at once';
      return Q.clauses([[...stages, ...rare, ...never].join(', '), `central run ${end}`]);
    },
    subtitle: (disruption: Day): string =>
      `Share of runs not yet short by each date; times count from ${longDate(disruption)}`,
    notYet: 'runs not yet short',
    neverBar: 'bar at the end: runs never short',
    never: 'never short',
    centralEnds: 'where the central run is first short, or ends',
    table: 'Time after the disruption until users first run short',
    user: 'user',
    neverShare: 'never short, share',
  },
};
