/** What reports of studies say, in English. */

import type { GridFinding } from '../../findings/study.ts';
import type { CostKind } from '../../metrics/study/result.ts';
import { formatNumber } from './format.ts';
import { capital, EN_QUANTITIES, list, writtenIn } from './quantities.ts';

const COSTS: Readonly<Record<CostKind, string>> = {
  supply_cost: 'supply',
  holding_cost: 'holding stocks',
  capital_cost: 'building and keeping capacity',
  stock_cost: 'stocks used up',
};

/** What a policy comes to against the base, without its sign; undefined where it is the same. */
export interface PolicyDifference {
  readonly title: string;
  readonly amount: string | undefined;
  readonly isMore: boolean;
}

const many = (count: number, one: string, more = `${one}s`) => `${formatNumber(count)} ${count === 1 ? one : more}`;

const BASE_CASE = 'base case';

const baseOf = (title: string) => (title === BASE_CASE ? 'In the base case' : `Under “${title}”, the base,`);

/** Whose choices are compared, where they are somebody's. */
const CHOOSERS: Readonly<Record<string, string>> = { us: 'the United States', china: 'China' };

const chosenBy = (chooser: string | undefined, before: string, after: string) => {
  const who = CHOOSERS[chooser ?? ''];
  return who === undefined ? '' : `${before}${who}${after}`;
};

export const EN_STUDY = {
  /** The title that the base of a study file has. */
  baseCase: BASE_CASE,
  base: (title: string, users: readonly string[], amount: string): string =>
    users.length === 0
      ? `${baseOf(title)} nobody runs short.`
      : `${baseOf(title)} shortage falls on ${list(users, 3)}${amount === '' ? '' : `, ${amount} in all on average`}.`,
  helps: (
    chooser: string | undefined,
    title: string,
    alike: number,
    amount: string,
    interval: string,
    cost: string,
  ): string =>
    `What helps most${chosenBy(chooser, ', of what ', ' can do,')} is “${title}”${alike === 0 ? '' : `, and ${many(alike, 'other')} as much`}: ${amount} less shortage in all${interval}${cost}.`,
  interval: (low: string, high: string): string =>
    ` (95 % interval ${low === high ? 'within the rounding' : EN_QUANTITIES.range(low, high)})`,
  byChance: '; that may be chance, as the interval holds 0',
  costs: (amount: string, isMore: boolean, each: string | undefined, unit: string): string =>
    `; it costs ${amount} ${isMore ? 'more' : 'less'}${each === undefined ? '' : `, ${each} for each ${unit === 't' ? 'tonne' : unit} of shortage avoided`}`,
  sameCost: ', at the same cost',
  costAndLoss: (amount: string, isMore: boolean, interval: string, ratio: string | undefined): string =>
    `Cost and loss together are then ${amount} ${isMore ? 'more' : 'less'}${interval}${ratio === undefined ? '' : `; each unit of cost avoids ${ratio} of loss`}.`,
  carries: ({ policy, world, carries, nothing, never, pays }: GridFinding, within: string, share: string): string => {
    const [first, ...more] = carries;
    const [pay, ...payMore] = pays.map(({ policy: own, world: of, isLast }) => {
      return { own, of, last: isLast ? ' (the last looked at)' : '' };
    });
    const best = payMore.map(({ own, of, last }) => `; ${own} for ${of}${last}`).join('');
    const paying =
      pay === undefined
        ? ''
        : ` Cost and loss together are least with ${policy} of ${pay.own} for ${world} of ${pay.of}${pay.last}${best}.`;
    if (first === undefined) return `${capital(policy)} of no size here carries ${world} of ${list(never)}.${paying}`;
    const others = more.map((one) => `, ${one.policy} of ${one.world}`).join('');
    const less = nothing.length > 0 ? `${list(nothing)} ${nothing.length === 1 ? 'carries' : 'carry'} none` : '';
    const none = never.length > 0 ? `none carries ${list(never)}` : '';
    const rest = [less, none].filter((one) => one !== '').join('; ');
    return `${capital(policy)} of ${first.policy} carries ${world} of ${first.world}${others}${rest === '' ? '' : `; ${rest}`}. That it carries one means: no more than ${within} above the least shortage in the table, ${share} of the range there.${paying}`;
  },
  oneMaterial: (users: readonly string[], amount: string): string =>
    `Policies are compared by the shortage of ${list(users, 3)}, ${amount} on average: amounts of different materials are not added up.`,
  together: (users: string): string => `${users} together`,
  noHelp: 'No policy here has less shortage in all than the base.',
  survives: (worlds: number, span: string): string =>
    `Over ${span}, whichever document is believed, the ranking of the policies by shortage stays the same in all ${formatNumber(worlds)} worlds.`,
  leads: (title: string, worlds: number, changed: number, span: string): string =>
    `Over ${span} “${title}” leads in all ${formatNumber(worlds)} worlds; the order behind it changes in ${formatNumber(changed)}.`,
  fails: (changed: number, worlds: number, leaders: readonly string[], span: string): string =>
    `Over ${span}, which policy leads depends on the document that is believed: in ${formatNumber(changed)} of ${many(worlds, 'world')} ${list(leaders.map((title) => `“${title}”`))} ${leaders.length === 1 ? 'leads' : 'lead'} instead.`,
  better: (chooser: string | undefined, better: number, all: number): string =>
    `Of ${many(all, 'policy', 'policies')}${chosenBy(chooser, ' that ', ' can choose')}, ${better === 0 ? 'none has' : `${formatNumber(better)} ${better === 1 ? 'has' : 'have'}`} less shortage than the base.`,
  /** Each choice of the one whom a study is for, and what others decide, with what it comes to against the base. */
  each: (
    chooser: string | undefined,
    isMoney: boolean,
    own: readonly PolicyDifference[],
    others: readonly PolicyDifference[],
  ): string => {
    const told = (all: readonly PolicyDifference[]) =>
      list(
        all.map(({ title, amount, isMore }) =>
          amount === undefined ? `“${title}” the same` : `“${title}” ${amount} ${isMore ? 'more' : 'less'}`,
        ),
      );
    const rest = others.length === 0 ? '' : `; of what is not theirs to choose, ${told(others)}`;
    return `${isMoney ? 'Cost and loss together' : 'Shortage in all'}, against the base${chosenBy(chooser, ', of what ', ' can do')}: ${told(own)}${rest}.`;
  },
  scope: (runs: number): string => `${many(runs, 'replicate')} of each policy, on the same draws`,
  isBase: 'the base, with which the others are compared',
  sets: (settings: string): string => `sets ${settings}`,
  from: (file: string): string => `from ${file}`,
  removed: 'removed',
  andMore: (title: string, others: number): string => (others === 0 ? title : `${title} and ${others} more`),
  overMillion: 'over a million',
  combinations: (count: number): string => `Every one of ${many(count, 'combination')} of these values is a policy:`,
  undrawn: (count: number): string =>
    `${many(count, 'more combination')} of the grid, with more shortage, in grid.csv.`,
  /** Users who lack the same under every policy. */
  unmoved: (users: readonly { readonly title: string; readonly amount: string }[]): string =>
    `Under every policy the same go without, on average: ${list(users.map(({ title, amount }) => `${title} ${amount}`))}.`,
  costScope: (kinds: readonly CostKind[]): string => `Costs are those of ${list(kinds.map((kind) => COSTS[kind]))}.`,
  noCurrency: 'What policies cost is not compared: the scenario gives no costs in money.',
  regret: (title: string, amount: string): string =>
    `The least to regret is “${title}”: in no world does it have over ${amount} more shortage than the best policy there.`,
  noRegret: (title: string): string => `“${title}” has no more shortage than any other policy, in every world.`,
  asWritten: 'as written',
  world: (what: string, value: string): string => `${what}: ${writtenIn(value, EN_QUANTITIES)}`,
  /** A value of an axis as the file writes it; `none` where it removes an entity. */
  label: (written: string): string => written,
  /** A field of an entity, the rest of its path; undefined: as the study names it, which is in English. */
  axis: (_entity: string, _fields: readonly (string | number)[]): string | undefined => undefined,
  /** A combination: what each axis is. */
  cell: (axes: readonly string[]): string => axes.join(', '),
  believed: (rival: string, figure: string, what: string): string => `${rival} instead of ${figure}: ${what}`,
  leftOut: (figure: string, rival: string, why: string): string =>
    `Not a world: ${rival} instead of ${figure} (${why}).`,
  ofBase: (title: string): string => (title === BASE_CASE ? 'Of the base case:' : `Of the base, “${title}”:`),
};
