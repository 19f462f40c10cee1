/** What charts say, in English. */
import type { Day } from '../../quantity/calendar.ts';
import type {
  FitText,
  HighestPrice,
  LicenceState,
  LowStock,
  PanelNote,
  Per,
  QuotaUse,
  ShipmentHeadline,
  ShortageHeadline,
  ShortBranch,
  ShortUser,
  Spread,
  SurvivalTimes,
} from './chart-text.ts';
import { EN_COMPARISONS } from './en-comparisons.ts';
import { formatDuration } from './format.ts';
import {
  type AmountUnit,
  capital,
  duration,
  list,
  longDate,
  percent,
  EN_QUANTITIES as Q,
  type Quantities,
  shortDate,
} from './quantities.ts';

/** ` (5 to 95 %: 202 to 3,982 t)`; nothing where both ends read the same. */
function range(spread: Spread | undefined, text: (value: number) => string): string {
  if (spread === undefined) return '';
  const [low, high] = [text(spread.low), text(spread.high)];
  return low === high ? '' : ` (5 to 95 % of runs: ${Q.range(low, high)})`;
}

const amountOf = (unit: AmountUnit) => (value: number) => Q.amount(value, unit);

/** `3.2`, of a price index: two digits, three from 10 on. */
const formatFactor = (value: number) => Q.number(Number(value.toPrecision(value < 10 ? 2 : 3)));

const perText = (per: Per) => (typeof per === 'number' ? `per ${per} days` : `a ${per}`);

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

function shortSentence(user: ShortUser): string {
  const made = notMade(user);
  const tail = made === undefined ? '' : `; ${made}`;
  const name = capital(user.title);
  if (!user.isEnsemble) return `${name} would be short ${when(user)}, and ${lacks(user, 'lack')}${tail}`;
  return `${name} would run short ${inRuns(user.odds)}, and ${lacks(user, 'lack')} on average${range(user.spread, amountOf(user.unit))}${tail}`;
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

export const EN_CHARTS = {
  ...EN_COMPARISONS,
  language: 'en' as 'en' | 'zh',
  quantities: Q as Quantities,
  common: {
    /** The alternative text: the headline, then what each panel says. */
    alt: (headline: string, panels: readonly PanelNote[], more: readonly string[] = []): string =>
      [headline, ...panels.map(({ of, note }) => `${capital(of)}: ${note}`), ...more].join('. '),
    /** A remark that ends in a full stop. */
    remark: (text: string): string => `${text}.`,
    /** A remark that names things. */
    named: (remark: string, names: string): string => `${remark}: ${names}.`,
    /** What follows the title of a panel: the unit of its values. */
    unitEnding: (unit: string): string => ` (${unit})`,
    rateUnit: (unit: string, per: Per): string => `${unit} ${perText(per)}`,
    rate: (amount: string, per: Per): string => `${amount} ${perText(per)}`,
    ensemble: (runs: number): string =>
      `${Q.round(runs)} runs, what is uncertain drawn anew for each; licences and shading as in the central run`,
    /** Of fans: what the bands and lines are; `first` where bands are of the first runs alone. */
    fan: {
      outer: (runs: number, first: boolean): string =>
        `5 to 95 % of ${first ? 'the first ' : ''}${Q.number(runs)} runs`,
      inner: '25 to 75 %',
      median: 'median',
      mean: 'mean',
      central: 'central run',
    },
    notDrawn: 'Not drawn',
    neverAt: 'never',
    /** Formats of Vega for the labels of an axis of dates. */
    axis: { day: '%-d %b', month: '%b', year: '%Y' },
  },
  licences: {
    states: { open: 'open', restricted: 'restricted', closed: 'closed' },
    allowed: (share: number): string => `${percent(share)} allowed`,
    limit: (amount: string): string => `limit ${amount} a year`,
    review: (days: number): string => `${formatDuration(days)}’ review`.replace(/^1 (\w+)’/, '1 $1’s'),
    approved: (share: number): string => `${percent(share)} approved`,
    terms: (parts: readonly string[]): string => parts.join(', '),
    /** What the shading of a panel means: the licence of the panel itself, or the nearest on the supplies of its user. */
    shading: (whose: 'own' | 'supplies', state: LicenceState): string =>
      `shaded: the ${whose === 'own' ? 'licence' : 'nearest licence on its supplies'} is ${state}`,
    /** A process, where many runs are told of and its bar is of the central one. */
    centralProcess: (title: string): string => `${title} (central run)`,
    notShown: 'Not shown above',
    /** An event or phase in the key. */
    dated: (date: string, title: string): string => `${date}: ${title}`,
  },
  shortages: {
    headline: ({ from, to, runs, subject, others, branches }: ShortageHeadline): string => {
      const between = `between ${longDate(from)} and ${longDate(to)}`;
      const ever = runs === undefined ? '' : ` in any of ${Q.round(runs)} runs`;
      if (subject === undefined) return `Nobody would be short${ever} ${between}`;
      if (branches.length > 0) return branchSentence(subject, branches);
      if (subject.odds > 0) return shortSentence(subject);
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
  shipments: {
    headline: (of: ShipmentHeadline): string => {
      switch (of.kind) {
        case 'free':
          return `No licence would stand in the way of shipments to users${of.isEnsemble ? ' in any run' : ''}`;
        case 'mean':
          return `${capital(of.title)}: ${of.mean} would be shipped on average${of.before === undefined ? '' : `, ${of.before} before`}`;
        case 'nothing':
          return `${capital(of.title)}: nothing would be shipped at all`;
        case 'stopped':
          return `${capital(of.title)}: nothing would be shipped ${of.days === undefined ? '' : `for ${duration(of.days)} `}from ${longDate(of.from)}${of.days === undefined ? ' to the end' : ''}`;
        case 'unchanged':
          return `${capital(of.title)}: shipments would go on as before`;
        case 'falls':
          return `${capital(of.title)}: shipments would fall${of.before === undefined ? '' : ` from ${of.before}`} to ${of.to} by ${longDate(of.by)}`;
      }
    },
    lines: {
      shipped: 'shipped under the licence',
      delivered: 'shipped',
      beside: 'shipped to the same users from elsewhere',
      ordered: 'ordered under the licence',
      held: 'licensed, not yet shipped',
      waiting: 'applied for, waiting for a decision',
    },
    /** What follows the title of a panel of a fan. */
    ending: (what: 'shipped' | 'waiting' | 'held' | 'applications', unit: string): string =>
      ({
        shipped: `: shipped (${unit})`,
        waiting: `: waiting for a decision (${unit})`,
        held: `: licensed, not yet shipped (${unit})`,
        applications: `: applications (${unit})`,
      })[what],
    rates: (before: string | undefined, mean: string, isEnsemble: boolean): string =>
      Q.clauses([
        ...(before === undefined ? [] : [`${before} before`]),
        `${mean} on average${isEnsemble ? ' over time and runs' : ''}`,
      ]),
    mostWaiting: (amount: string): string => `at most ${amount} waiting`,
    mostHeld: (amount: string): string => `at most ${amount} licensed and not yet shipped`,
    highest: (median: string, date: Day, spread: string): string =>
      `median at most ${median}, on ${shortDate(date)}${spread === '' ? '' : ` (5 to 95 % of runs: ${spread})`}`,
    sums: 'Flows under one licence: their percentiles are added up, as if all were high or low together',
  },
  prices: {
    headline: ({ title, highest, day }: HighestPrice): string => {
      const of = `the price of “${title}”`;
      if (highest <= 1 + 1e-9)
        return capital(`${of} would stay as it is${day === undefined ? ' in half of the runs' : ''}`);
      const times = `${formatFactor(highest)} times that of before`;
      return day === undefined
        ? `In half of the runs ${of} would rise to ${times} or more`
        : capital(`${of} would rise to ${times} on ${longDate(day)}`);
    },
    subtitle: 'Price index (1: the price of before), and what users go without because of it',
    index: (market: string): string => `Price index of ${market}`,
    note: ({ highest, day }: Omit<HighestPrice, 'title'>): string =>
      highest <= 1 + 1e-9
        ? day === undefined
          ? 'at 1 throughout in half of the runs'
          : 'at 1 throughout'
        : day === undefined
          ? `${formatFactor(highest)} at its highest, median`
          : `${formatFactor(highest)} at its highest, ${longDate(day)}`,
    forgoneBy: (user: string): string => `Forgone by ${user}`,
    forgoneNote: (amount: string, isMean: boolean): string => `${amount} in all${isMean ? ' on average' : ''}`,
    /** Of lines: the price index, and what is forgone. */
    name: 'price index',
    forgone: 'forgone',
  },
  quotas: {
    headline: ({
      title,
      emptyDays,
      mostUsed,
      isCentral,
    }: QuotaUse & { readonly title: string; readonly isCentral: boolean }): string => {
      const start = isCentral ? 'In the central run ' : '';
      return capital(
        emptyDays > 0
          ? `${start}the quota of “${title}” would be used up for ${duration(emptyDays)}`
          : `${start}no quota would be used up; of that of “${title}” at most ${percent(mostUsed)}`,
      );
    },
    subtitle: 'What of each quota is used in its period, and left, at the end of each step',
    note: ({ emptyDays, mostUsed }: QuotaUse): string =>
      emptyDays > 0 ? `used up for ${duration(emptyDays)}` : `at most ${percent(mostUsed)} used`,
    used: 'used',
    left: 'left',
  },
  money: {
    headline: ({
      cost,
      loss,
      isMean,
    }: {
      readonly cost: string | undefined;
      readonly loss: string | undefined;
      readonly isMean: boolean;
    }): string => {
      const average = isMean ? ' on average' : '';
      if (loss === undefined) return `The costs would come to ${cost}${average}`;
      if (cost === undefined) return `Users would lose ${loss}${average}`;
      return `Users would lose ${loss}${average}; the costs would come to ${cost}`;
    },
    /** `runs` where amounts are means of so many. */
    subtitle: ({ runs, isDiscounted }: { readonly runs: number | undefined; readonly isDiscounted: boolean }): string =>
      [
        ...(runs === undefined ? [] : [`Means of ${Q.round(runs)} runs, and 5 to 95 % of them`]),
        ...(isDiscounted ? [`${runs === undefined ? 'Discounted' : 'discounted'} to the start`] : []),
      ].join('; '),
    kinds: {
      supply_cost: 'Supply',
      holding_cost: 'Holding stocks',
      capital_cost: 'Building and keeping capacity',
      stock_cost: 'Stocks used up',
    },
    lossOf: (user: string): string => `Lost by ${user}`,
    forgoneBy: (user: string): string => `Forgone by ${user}`,
    caption: 'Costs and losses',
    kind: 'kind',
    amount: 'amount',
    cost: 'cost',
    loss: 'loss',
  },
  network: {
    headline: {
      /** Titles of flows in a row that a licence, and that a capacity holds back; undefined where there are none. */
      short: ({
        title,
        licence,
        capacity,
        isCentral,
      }: {
        readonly title: string;
        readonly licence: string | undefined;
        readonly capacity: string | undefined;
        readonly isCentral: boolean;
      }): string => {
        const start = isCentral ? 'In the central run ' : '';
        if (licence === undefined && capacity === undefined)
          return capital(
            `${start}${title} would be short, though neither a licence nor a capacity holds back those who supply them`,
          );
        const holds = [
          ...(licence === undefined ? [] : [`licences on ${licence}`]),
          ...(capacity === undefined ? [] : [`the full capacity of ${capacity}`]),
        ];
        return capital(`${start}${title} would be held back by ${holds.join(', and by ')}`);
      },
      enough: ({
        title,
        largest,
        isCentral,
      }: {
        readonly title: string;
        readonly largest: { readonly title: string; readonly share: number } | undefined;
        readonly isCentral: boolean;
      }): string => {
        const start = isCentral ? 'In the central run ' : '';
        const rest = largest ? `; “${largest.title}” would bring ${percent(largest.share)} of it` : '';
        return capital(`${start}${title} would get all that they need${rest}`);
      },
    },
    quoted: (title: string): string => `“${title}”`,
    subtitle: ({
      subject,
      isWhileShort,
      isPart,
      days,
    }: {
      readonly subject: { readonly title: string };
      readonly isWhileShort: boolean;
      readonly isPart: boolean;
      readonly days: number;
    }): string =>
      `Central run, ${isWhileShort ? `the ${duration(days)} in which ${subject.title} are short` : `the ${duration(days)} from the disruption on`}${isPart ? '; only what leads to them' : ''}`,
    /** What held a flow back in most of the time, in words and as a letter; none where it was not held back. */
    states: {
      licence: 'held back by a licence',
      capacity: 'at full capacity',
      material: 'short of material',
      enough: 'delivers what is asked of it',
    },
    letters: { licence: 'L', capacity: 'C', material: 'M', enough: '' },
    key: (letter: string, state: string): string => (letter === '' ? state : `${letter}: ${state}`),
    widths:
      'Most of the time counts. Width: how much was shipped, among flows of the same material; dashed: nothing. Bars: what of a user’s need is met (green) and not (orange).',
    /** The share of its need that a user goes without. */
    want: (share: number): string => (share > 0 ? `${percent(share)} unmet` : 'all met'),
    caption: 'Who supplied whom, and what held it back in most of the time',
    heads: { flow: 'flow', from: 'from', to: 'to', amount: 'amount taken', state: 'what held it back' },
  },
  capacity: {
    /** `full`: days in which the busiest is full; `mean`: the share of it that is used. */
    headline: ({
      title,
      full,
      mean,
      others,
      isCentral,
    }: {
      readonly title: string;
      readonly full: number;
      readonly mean: number;
      readonly others: number;
      readonly isCentral: boolean;
    }): string => {
      const start = isCentral ? 'In the central run ' : '';
      if (full === 0)
        return capital(
          `${start}no capacity would be used in full; the busiest, ${title}, would be used to ${percent(mean)} on average`,
        );
      const rest =
        others === 0
          ? 'no other would be'
          : `${others} other ${others === 1 ? 'capacity' : 'capacities'} would be at times`;
      return capital(`${start}the capacity of “${title}” would be used in full for ${duration(full)}; ${rest}`);
    },
    fullFor: (days: number): string => `used in full for ${duration(days)}`,
    subtitle: 'Share of capacity in use, from mines (top) to users (bottom)',
    full: 'in full',
    over: (share: number): string => `over ${share} %`,
    under: (share: number): string => `under ${share} %`,
    between: (low: number, high: number): string => `${low} to ${high} %`,
    notUsed: 'not used',
    blank: 'blank: no limit, or no capacity',
    notDrawn: 'Not drawn, used less',
    /** Heads of the table: what rows are, and the share used. */
    flow: 'flow',
    used: 'share of capacity used',
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
  certainty: {
    headline: (title: string, halfWidth: number, runs: number): string => {
      const percents = halfWidth * 100;
      const shown = percents >= 1 ? Math.round(percents) : Math.max(1, Math.ceil(percents * 10)) / 10;
      return `The mean shortage of ${title} is known to ±${shown} % from ${Q.round(runs)} runs`;
    },
    note: (mean: string, halfWidth: string): string => `mean ${mean} ± ${halfWidth}`,
    subtitle: (runs: number): string =>
      `Mean shortage over the first so many runs, as a deviation from that over all ${Q.number(runs)}`,
    interval: '±1.96 standard errors: holds the true mean in 95 of 100 ensembles',
    running: 'running mean',
    even: (sampling: string): string =>
      `The draws are spread evenly (${sampling}): the mean is, as a rule, more certain`,
    known: 'Known to ±0.1 % or better',
    /** The label of the last number of runs on the axis. */
    runs: ' runs',
    table: 'Mean shortage over all runs',
    user: 'user',
    mean: 'mean',
    standardError: 'standard error',
  },
  backTest: {
    /** Of all series: how many, and that of the greatest error. */
    headline: ({ title, error }: FitText, series: number): string =>
      series === 1
        ? `${capital(title)}: the model is off by ${percent(error)} of a usual month on average`
        : `Of ${series} observed series, the model is furthest from “${title}”: off by ${percent(error)} of a usual month on average`,
    note: ({ error, bias, trough, observedTrough, least }: FitText): string => {
      const at =
        least === undefined
          ? []
          : [
              trough === observedTrough
                ? `lowest in ${Q.month(trough)}, as observed: ${percent(least.modelled)}, observed ${percent(least.observed)}`
                : `lowest in ${Q.month(trough)}, observed in ${Q.month(observedTrough)}`,
            ];
      return Q.clauses([
        `off by ${percent(error)} of a usual month, ${percent(Math.abs(bias))} too ${bias < 0 ? 'low' : 'high'} in all`,
        ...at,
      ]);
    },
    subtitle: 'Tonnes a month; only months that were observed and that the run covers whole',
    model: (isEnsemble: boolean): string => (isEnsemble ? 'the model, central run' : 'the model'),
    observed: 'observed (dots)',
    missing: (title: string, months: readonly string[]): string =>
      `${capital(title)}: no figure for ${months.join(', ')}.`,
    outside: (title: string, months: readonly string[]): string =>
      `${capital(title)}: outside the run ${months.join(', ')}.`,
    modelled: 'model',
    observedShort: 'observed',
  },
};

/** What charts say: the catalogue that other languages are held to, key by key. */
export type ChartText = typeof EN_CHARTS;
