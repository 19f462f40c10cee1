/** Who runs short, in a report of one scenario: the sentence about each, and the table of all, in the one order of users. */
import type { Findings } from '../../findings/findings.ts';
import type { Interval, Measured } from '../../findings/results.ts';
import type { User } from '../../findings/users.ts';
import type { Words } from '../text/en.ts';
import type { UserText } from '../text/en-run.ts';
import { type Block, type Cell, type Table, text } from './document.ts';

/** The sentence about the subject; nine of ten runs are told where its branches are not. */
export function subjectSentence({ subject, users, runs, branching }: Findings, time: string[], words: Words): string {
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
    spread: branching === undefined ? amounts(spread) : undefined,
  });
}

/** What the subject goes without for the price, where it is never short: where it is, that stands with its shortage. */
export function forgoneSentence({ subject }: Findings, words: Words): string | undefined {
  if (subject === undefined || subject.odds > 0) return undefined;
  const { who, forgone, want } = userText(subject, words);
  return forgone === undefined ? undefined : words.run.forgoes(who, forgone, want);
}

/** The sentence about all others. */
export function othersSentence({ users, subject, runs }: Findings, { run, quantities: q }: Words): string | undefined {
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

/** The table of those that are ever short, and who never is. */
export function userBlocks({ users, runs }: Findings, words: Words): Block[] {
  const short = users.filter(({ odds }) => odds > 0);
  const never = users.filter(({ odds }) => odds === 0).map(({ title }) => title);
  return [
    ...(short.length > 0 ? [{ kind: 'table' as const, ...userTable(short, runs !== undefined, words) }] : []),
    ...(never.length > 0 ? [{ kind: 'prose' as const, text: words.run.neverShortNames(never) }] : []),
  ];
}

/** A row a user. Over an ensemble amounts are means, times medians, and the shortage of the central run stands beside. */
export function userTable(users: readonly User[], isEnsemble: boolean, words: Words): Table {
  const { table } = words.run;
  const counts = users.some(({ lost }) => lost !== undefined);
  const forgo = users.some(({ forgone }) => forgone > 0);
  const likely = isEnsemble
    ? [table.everShort, table.mean, table.interval, table.spread, table.central]
    : [table.shortage];
  return {
    caption: isEnsemble ? table.usersMean : table.users,
    header: [
      ...[table.user, ...likely, ...(forgo ? [table.forgone] : []), table.want, ...(counts ? [table.lost] : [])],
      ...(isEnsemble ? [table.firstMedian] : [table.peak, table.first, table.recovers]),
    ],
    rows: users.map((user) => [
      text(user.title),
      ...(isEnsemble ? [shareCell(user.odds, words)] : []),
      ...shortageCells(user, isEnsemble, words),
      ...(isEnsemble ? [amountCell(user.centralShortage, user, words)] : []),
      ...(forgo ? [amountCell(user.forgone, user, words)] : []),
      shareCell(user.want.value, words),
      ...(counts ? [lostCell(user, words)] : []),
      ...(isEnsemble
        ? [firstCell(user.firstShort, table.neverMedian, words)]
        : [peakCell(user, words), firstCell(user.firstShort, table.neverAfter, words), recoveryCell(user, words)]),
    ]),
  };
}

/** The shortage, and over an ensemble the interval of its mean and the range of runs. */
export function shortageCells(user: User, isEnsemble: boolean, words: Words): Cell[] {
  const { quantities: q } = words;
  const { value, interval, spread } = user.shortage;
  const ends = (one: Interval | undefined): Cell =>
    text(one === undefined ? words.none : q.range(q.amount(one.low, user.unit), q.amount(one.high, user.unit)));
  return [amountCell(value, user, words), ...(isEnsemble ? [ends(interval), ends(spread)] : [])];
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
