/** Where one assumption decides, in a report: the sentence that tells its branches apart, and their table. */
import type { Findings } from '../../findings/findings.ts';
import type { User } from '../../findings/users.ts';
import type { Model } from '../../model/network.ts';
import { rangeText, valueReader } from '../text/assumption-values.ts';
import { branchTitle } from '../text/branch-title.ts';
import type { Words } from '../text/en.ts';
import { type Block, type Column, firstOf, tableOfColumns, text } from './document.ts';
import { firstCell, lostCell, shareCell, shortageColumns } from './users.ts';

/** What decides, and what the subject lacks in each branch; undefined where nothing decides. */
export function branchSentence({ branching, subject }: Findings, model: Model, words: Words): string | undefined {
  if (branching === undefined || subject === undefined) return undefined;
  const { run, quantities: q } = words;
  const { assumption, isNumber } = branching;
  const branches = branching.branches.map((branch, n) => {
    const { shortage, unit } = firstOf(branch.users);
    const odds = q.percent(branch.probability);
    return {
      title: branchTitle(branch, branching, model, words),
      odds: n === 0 ? run.odds(odds, assumption.support) : odds,
      shortage: q.amount(shortage.value, unit),
    };
  });
  if (!isNumber) return run.branches(subject.title, subject.isBackordered, branches);
  const { title, support } = assumption;
  const written = model.scenario.assumptions.find(({ id }) => id === assumption.id);
  const range = written && rangeText(assumption, valueReader(written, words), words);
  return run.hangs(subject.title, subject.isBackordered, { title, range: range ?? '', support }, branches);
}

/** A row a branch, about the subject. */
export function branchBlocks({ branching, subject }: Findings, model: Model, words: Words): Block[] {
  if (branching === undefined || subject === undefined) return [];
  const { table, branchTable } = words.run;
  const { percent, capital } = words.quantities;
  type Branch = (typeof branching.branches)[number];
  /** What is said of the subject in a branch. */
  const ofUser = (column: Column<User>): Column<Branch> =>
    column && [column[0], ({ users }, place) => column[1](firstOf(users), place)];
  const columns: Column<Branch>[] = [
    [table.branch, (branch) => text(capital(branchTitle(branch, branching, model, words)))],
    [table.probability, ({ probability }) => ({ text: percent(probability), value: probability })],
    ...shortageColumns(true, words).map(ofUser),
    ofUser([table.want, ({ want }) => shareCell(want.value, words)]),
    ofUser(subject.lost !== undefined && [table.lost, (user) => lostCell(user, words)]),
    ofUser([table.firstMedian, ({ firstShort }) => firstCell(firstShort, table.neverMedian, words)]),
  ];
  const caption = branchTable(subject.title, branching.assumption.title, branching.isNumber, percent(branching.share));
  return [{ kind: 'table', ...tableOfColumns(caption, columns, branching.branches) }];
}
