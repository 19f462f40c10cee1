/** Where one assumption decides, in a report: the sentence that tells its branches apart, and their table. */
import type { BranchFinding, BranchingFinding } from '../../findings/branches.ts';
import type { Findings } from '../../findings/findings.ts';
import type { User } from '../../findings/users.ts';
import type { Model } from '../../model/network.ts';
import { rangeText, valueReader } from '../text/assumption-values.ts';
import { branchTitle } from '../text/branch-title.ts';
import type { Words } from '../text/en.ts';
import { type Block, type Column, firstOf, type Table, tableOfColumns, text } from './document.ts';
import { firstCell, lostCell, shareCell, shortageColumns } from './users.ts';

/** What decides, and what the subject lacks, or how high the price goes, in each branch; undefined where nothing decides. */
export function branchSentence(
  { branching, subject }: Pick<Findings, 'branching' | 'subject'>,
  model: Model,
  words: Words,
): string | undefined {
  if (branching === undefined || subject === undefined) return undefined;
  const { run, quantities: q } = words;
  const { assumption, isNumber, isOfPrice } = branching;
  const named = branching.branches.map((branch) => ({ branch, title: branchTitle(branch, branching, model, words) }));
  const shortage = ({ users }: BranchFinding) => q.amount(firstOf(users).shortage.value, subject.unit);
  if (!isNumber && !isOfPrice) {
    const branches = named.map(({ branch, title }, n) => {
      const odds = q.percent(branch.probability);
      return { title, odds: n === 0 ? run.odds(odds, assumption.support) : odds, shortage: shortage(branch) };
    });
    return run.branches(subject.title, subject.isBackordered, branches);
  }
  const written = model.scenario.assumptions.find(({ id }) => id === assumption.id);
  if (written === undefined) throw new Error(`no assumption ${assumption.id}`);
  const { title, support } = assumption;
  const range = rangeText(assumption, valueReader(written, words), words);
  const price = ({ prices }: BranchFinding) => run.times(run.factor(firstOf(prices).highest.value));
  const parts = named.map((one, n) => ({
    at: !isNumber ? run.inBranch(one.title) : n === 0 ? run.ifItIs(one.title) : one.title,
    amount: (isOfPrice ? price : shortage)(one.branch),
  }));
  const what = isOfPrice
    ? run.howHigh(firstOf(firstOf(branching.branches).prices).title)
    : run.howMuch(subject.title, subject.isBackordered);
  return run.hangs(what, { title, range, support }, parts, !isOfPrice);
}

/** A row a branch, about the subject, or about the price. */
export function branchBlocks({ branching, subject }: Findings, model: Model, words: Words): Block[] {
  if (branching === undefined || subject === undefined) return [];
  const table = branching.isOfPrice ? priceTable(branching, model, words) : userTable(branching, subject, model, words);
  return [{ kind: 'table', ...table }];
}

/** What the branch is, and how likely. */
function branchColumns(branching: BranchingFinding, model: Model, words: Words): Column<BranchFinding>[] {
  const { table } = words.run;
  const { percent, capital } = words.quantities;
  return [
    [table.branch, (branch) => text(capital(branchTitle(branch, branching, model, words)))],
    [table.probability, ({ probability }) => ({ text: percent(probability), value: probability })],
  ];
}

function priceTable(branching: BranchingFinding, model: Model, words: Words): Table {
  const { run, quantities: q } = words;
  const [{ title, opening }] = firstOf(branching.branches).prices;
  const columns: Column<BranchFinding>[] = [
    ...branchColumns(branching, model, words),
    [
      run.table.highest,
      ({ prices }) => ({ text: run.factor(firstOf(prices).highest.value), value: firstOf(prices).highest.value }),
    ],
    ...opening.map(
      (one, n): Column<BranchFinding> => [
        q.capital(one.title),
        ({ prices }) => {
          const { value } = firstOf(prices).opening[n].delivered;
          return { text: q.amount(value, one.unit), value };
        },
      ],
    ),
  ];
  const caption = run.branchPrices(title, branching.assumption.title, branching.isNumber, q.percent(branching.share));
  return tableOfColumns(caption, columns, branching.branches);
}

function userTable(branching: BranchingFinding, subject: User, model: Model, words: Words): Table {
  const { table, branchTable } = words.run;
  /** What is said of the subject in a branch. */
  const ofUser = (column: Column<User>): Column<BranchFinding> =>
    column && [column[0], ({ users }, place) => column[1](firstOf(users), place)];
  const columns: Column<BranchFinding>[] = [
    ...branchColumns(branching, model, words),
    ...shortageColumns(true, words).map(ofUser),
    ofUser([table.want, ({ want }) => shareCell(want.value, words)]),
    ofUser(subject.lost !== undefined && [table.lost, (user) => lostCell(user, words)]),
    ofUser([table.firstMedian, ({ firstShort }) => firstCell(firstShort, table.neverMedian, words)]),
  ];
  const share = words.quantities.percent(branching.share);
  const caption = branchTable(subject.title, branching.assumption.title, branching.isNumber, share);
  return tableOfColumns(caption, columns, branching.branches);
}
