/** Who runs short, in a report of one scenario: the sentence about each, and the table of all, in the one order of users. */
import type { Findings } from '../../findings/findings.ts';
import type { Interval, Measured } from '../../findings/results.ts';
import type { User } from '../../findings/users.ts';
import type { Words } from '../text/en.ts';
import type { UserText } from '../text/en-run.ts';
import { type Block, type Cell, type Column, type Table, tableOfColumns, text } from './document.ts';

/** What the sentences about users are made from. */
export type Told = Pick<Findings, 'subject' | 'users' | 'runs' | 'branching'>;

/** The sentence about the subject; nine of ten runs are told unless branches with nothing between them are. */
export function subjectSentence({ subject, users, runs, branching }: Told, time: string[], words: Words): string {
  const { run, quantities: q } = words;
  const [from = '', to = ''] = time;
  if (subject === undefined) return run.nothingDemanded;
  if (users.every(({ odds }) => odds === 0)) {
    return runs === undefined ? run.nobodyShort(users.length, from, to) : run.nobodyEver(users.length, runs);
  }
  if (subject.odds === 0) return run.neverShort(subject.title, runs !== undefined);
  const said = userText(subject, words);
  if (runs === undefined) return run.short(said);
  const { interval, spread } = subject.shortage;
  const amounts = (ends: Interval | undefined) => {
    if (ends === undefined) return undefined;
    const [low, high] = [q.amount(ends.low, subject.unit), q.amount(ends.high, subject.unit)];
    return low === high ? undefined : q.range(low, high);
  };
  return run.likelyShort({
    ...{ ...said, odds: subject.odds, interval: amounts(interval) },
    spread: branching === undefined || branching.isNumber ? amounts(spread) : undefined,
  });
}

/** What came in and lies unused at the end, where nobody is short: that is then what there is to tell. */
export function pileSentence({ pile, runs }: Pick<Findings, 'pile' | 'runs'>, { run, quantities: q }: Words): string[] {
  if (pile === undefined) return [];
  const { title, unit, received, left } = pile;
  return [
    run.pile(title, q.amount(received, unit), q.amount(left, unit), q.percent(left / received), runs !== undefined),
  ];
}

/** That the subject is not short in the central run, where it is in others: charts of the central run show that. */
export function centralSentence({ subject, runs }: Told, { run }: Words): string | undefined {
  if (subject === undefined || runs === undefined || subject.odds === 0 || subject.centralShortage > 0)
    return undefined;
  return run.notInCentral(subject.title);
}

/** What the subject goes without for the price, where it is never short: where it is, that stands with its shortage. */
export function forgoneSentence({ subject }: Findings, words: Words): string | undefined {
  if (subject === undefined || subject.odds > 0) return undefined;
  const { who, forgone, want } = userText(subject, words);
  return forgone === undefined ? undefined : words.run.forgoes(who, forgone, want);
}

/** The sentence about all others. */
export function othersSentence({ users, subject, runs }: Told, { run, quantities: q }: Words): string | undefined {
  const short = users.filter((one) => one !== subject && one.odds > 0);
  const never = users.filter((one) => one !== subject && one.odds === 0).length;
  if (short.length === 0 && (subject === undefined || subject.odds === 0)) return undefined;
  const named = short.map(({ title, want }) => run.otherShort(title, q.percent(want.value)));
  return run.others(named, never, runs !== undefined, (subject?.odds ?? 0) > 0);
}

function userText(user: User, { quantities: q }: Words): UserText {
  const { value: day } = user.firstShort;
  const { value: days } = user.timeToSurvive;
  return {
    ...{ who: user.title, isBackordered: user.isBackordered },
    shortage: q.amount(user.shortage.value, user.unit),
    forgone: user.forgone > 0 ? q.amount(user.forgone, user.unit) : undefined,
    want: q.share(user.want.value),
    lost: user.lost && q.count(user.lost.value, user.lost.product),
    first: Number.isFinite(day) ? q.longDate(day) : undefined,
    after: Number.isFinite(days) && days > 0 ? q.duration(days) : undefined,
  };
}

/** The table of those that are ever short, who never is, and what a unit costs them. */
export function userBlocks({ users, runs }: Findings, words: Words): Block[] {
  const costs = unitCosts(users, words);
  const short = users.filter(({ odds }) => odds > 0);
  const never = users.filter(({ odds }) => odds === 0).map(({ title }) => title);
  return [
    ...(short.length > 0 ? [{ kind: 'table' as const, ...userTable(short, runs !== undefined, words) }] : []),
    ...(never.length > 0 ? [{ kind: 'prose' as const, text: words.run.neverShortNames(never) }] : []),
    ...(costs.length > 0 ? [{ kind: 'prose' as const, text: words.run.unitCosts(costs, runs !== undefined) }] : []),
  ];
}

/** Who pays how much for a unit; those who pay the same together. */
function unitCosts(users: readonly User[], { quantities: q }: Words): { who: string; cost: string }[] {
  const byCost = new Map<string, string[]>();
  for (const { title, unitCost } of users) {
    if (unitCost === undefined || unitCost.value <= 0) continue;
    const cost = `${q.round(unitCost.value)} ${q.unit(unitCost.unit)}`;
    byCost.set(cost, [...(byCost.get(cost) ?? []), title]);
  }
  return [...byCost].map(([cost, titles]) => ({ who: q.list(titles), cost }));
}

/** A row a user. Over an ensemble amounts are means, times medians, and the shortage of the central run stands beside. */
export function userTable(users: readonly User[], isEnsemble: boolean, words: Words): Table {
  const { table } = words.run;
  const counts = users.some(({ lost }) => lost !== undefined);
  const forgo = users.some(({ forgone }) => forgone > 0);
  const columns: Column<User>[] = [
    [table.user, ({ title }) => text(words.quantities.capital(title))],
    isEnsemble && [table.everShort, ({ odds }) => shareCell(odds, words)],
    ...shortageColumns(isEnsemble, words),
    isEnsemble && [table.central, (user) => amountCell(user.centralShortage, user, words)],
    forgo && [table.forgone, (user) => amountCell(user.forgone, user, words)],
    [table.want, ({ want }) => shareCell(want.value, words)],
    counts && [table.lost, (user) => lostCell(user, words)],
    isEnsemble && [table.firstMedian, ({ firstShort }) => firstCell(firstShort, table.neverMedian, words)],
    !isEnsemble && [table.peak, (user) => peakCell(user, words)],
    !isEnsemble && [table.first, ({ firstShort }) => firstCell(firstShort, table.neverAfter, words)],
    !isEnsemble && [table.recovers, (user) => recoveryCell(user, words)],
  ];
  return tableOfColumns(isEnsemble ? table.usersMean : table.users, columns, users);
}

/** The shortage, and over an ensemble the interval of its mean and the range of runs. */
export function shortageColumns(isEnsemble: boolean, words: Words): Column<User>[] {
  const { quantities: q, run } = words;
  const ends = ({ unit }: User, one: Interval | undefined): Cell =>
    text(one === undefined ? words.none : q.range(q.amount(one.low, unit), q.amount(one.high, unit)));
  return [
    [isEnsemble ? run.table.mean : run.table.shortage, (user) => amountCell(user.shortage.value, user, words)],
    isEnsemble && [run.table.interval, (user) => ends(user, user.shortage.interval)],
    isEnsemble && [run.table.spread, (user) => ends(user, user.shortage.spread)],
  ];
}

export function shareCell(share: number, { quantities: q }: Words): Cell {
  return { text: q.share(share), value: share };
}

export function lostCell({ lost }: User, words: Words): Cell {
  return lost === undefined
    ? text(words.none)
    : { text: words.quantities.count(lost.value, lost.product), value: lost.value };
}

export function firstCell({ value }: Measured, otherwise: string, { quantities: q }: Words): Cell {
  return text(Number.isFinite(value) ? q.longDate(value) : otherwise);
}

function amountCell(value: number, { unit }: User, { quantities: q }: Words): Cell {
  return { text: q.amount(value, unit), value };
}

function peakCell({ peak, peakDay }: User, { run, quantities: q }: Words): Cell {
  return { text: run.peakOn(q.share(peak.value), q.longDate(peakDay.value)), value: peak.value };
}

function recoveryCell({ firstShort, timeToRecover }: User, { run, none, quantities: q }: Words): Cell {
  if (!Number.isFinite(firstShort.value)) return text(none);
  const { value } = timeToRecover;
  return text(Number.isFinite(value) ? q.longDate(firstShort.value + value) : run.table.notRecovered);
}
