/** What charts say of supply, in English: what licences, prices and quotas do, what flows, what it costs. */
import type { Day } from '../../quantity/calendar.ts';
import type { HighestPrice, LicenceState, QuotaUse, ShipmentHeadline } from './chart-text.ts';
import { formatDuration } from './format.ts';
import { capital, duration, list, longDate, percent, EN_QUANTITIES as Q, shortDate } from './quantities.ts';

/** `3.2`, of a price index: two digits, three from 10 on. */
const formatFactor = (value: number) => Q.number(Number(value.toPrecision(value < 10 ? 2 : 3)));

export const EN_SUPPLY = {
  licences: {
    states: { open: 'open', restricted: 'restricted', closed: 'closed' },
    allowed: (share: string): string => `${share} allowed`,
    limit: (amount: string): string => `limit ${amount} a year`,
    review: (days: number): string => `${formatDuration(days)}’ review`.replace(/^1 (\w+)’/, '1 $1’s'),
    approved: (share: string): string => `${share} approved`,
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
  shipments: {
    headline: (of: ShipmentHeadline): string => {
      switch (of.kind) {
        case 'free': {
          const way = 'would stand in the way of shipments to users';
          const runs = of.isEnsemble ? ' in any run' : '';
          return of.unused.length === 0
            ? `No licence ${way}${runs}`
            : `Nothing would be ordered under ${list(of.unused, 2)}; no other licence ${way}${runs}`;
        }
        case 'mean':
          return `${capital(of.title)}: ${of.mean} would be shipped on average${of.from === undefined ? '' : ` from ${longDate(of.from)} on`}${of.before === undefined ? '' : `, ${of.before} before`}`;
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
        `${mean} on average${before === undefined ? '' : ' afterwards'}${isEnsemble ? ', over time and runs' : ''}`,
      ]),
    mostWaiting: (amount: string): string => `at most ${amount} waiting`,
    mostHeld: (amount: string): string => `at most ${amount} licensed and not yet shipped`,
    /** Of a median that stays as it is without a date. */
    highest: (median: string, date: Day | undefined, spread: string): string =>
      `median ${date === undefined ? `${median} throughout` : `at most ${median}, on ${shortDate(date)}`}${spread === '' ? '' : ` (5 to 95 % of runs: ${spread})`}`,
    sums: 'Flows under one licence: their percentiles are added up, as if all were high or low together',
  },
  prices: {
    headline: ({ title, highest, day, isCeiling }: HighestPrice): string => {
      const of = `the price of “${title}”`;
      if (highest <= 1 + 1e-9)
        return capital(`${of} would stay as it is${day === undefined ? ' in half of the runs' : ''}`);
      const times = `${isCeiling ? 'the ceiling of the model, ' : ''}${formatFactor(highest)} times its earlier level`;
      return day === undefined
        ? `In half of the runs ${of} would rise to ${times}${isCeiling ? '' : ' or more'}`
        : capital(`${of} would rise to ${times} on ${longDate(day)}`);
    },
    subtitle: 'Price index (the earlier price is 1), and what users go without because of it',
    index: (market: string): string => `Price index of ${market}`,
    note: ({ highest, day, isCeiling }: Omit<HighestPrice, 'title'>): string =>
      highest <= 1 + 1e-9
        ? day === undefined
          ? 'at 1 throughout in half of the runs'
          : 'at 1 throughout'
        : day === undefined
          ? `${formatFactor(highest)} at its highest, median${isCeiling ? ': the ceiling of the model' : ''}`
          : `${formatFactor(highest)} at its highest, ${longDate(day)}${isCeiling ? ': the ceiling of the model' : ''}`,
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
      /** Undefined where no loss is counted, null where nothing is lost. */
      readonly loss: string | undefined | null;
      readonly isMean: boolean;
    }): string => {
      const average = isMean ? ' on average' : '';
      if (loss === null)
        return `Users would lose nothing${cost === undefined ? '' : `; the costs would come to ${cost}${average}`}`;
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
    withoutValue: 'Short as well, but no loss is counted, since no value is given',
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
      leftOut,
      days,
    }: {
      readonly subject: { readonly title: string };
      readonly isWhileShort: boolean;
      readonly isPart: boolean;
      readonly leftOut: number;
      readonly days: number;
    }): string =>
      `Central run, ${isWhileShort ? `the ${duration(days)} in which ${subject.title} are short` : `the ${duration(days)} from the disruption on`}${isPart ? '; only what leads to them' : ''}${leftOut === 0 ? '' : `; without ${leftOut === 1 ? 'one user' : `${Q.number(leftOut)} users`} for whom there is no room`}`,
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
      'Most of the time counts. Width: how much was shipped, among flows of the same material; dashed: nothing. Bars: what of a user’s need is then met (green) and not (orange).',
    /** The share of its need that a user then goes without. */
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
      if (mean === 0) return capital(`${start}no capacity would be used`);
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
};
