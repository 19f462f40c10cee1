/** Where one chance or choice decides, in a report: the sentence that tells its branches apart, and their table. */
import type { BranchFinding, BranchingFinding } from '../../findings/branches.ts';
import type { Findings } from '../../findings/findings.ts';
import type { Model } from '../../model/network.ts';
import { assumptionTitle, valueReader } from '../text/assumption-values.ts';
import type { Words } from '../text/en.ts';
import { wordingIn } from '../text/wording.ts';
import { type Block, firstOf, text } from './document.ts';
import { firstCell, lostCell, shareCell, shortageCells } from './users.ts';

/** What decides, and what the subject lacks in each branch; undefined where nothing decides. */
export function branchSentence({ branching }: Findings, model: Model, words: Words): string | undefined {
  if (branching === undefined) return undefined;
  const { run, quantities: q } = words;
  const branches = branching.branches.map((branch, n) => {
    const { shortage, unit } = firstOf(branch.users);
    const odds = q.percent(branch.probability);
    return {
      title: branchTitle(branch, branching, model, words),
      odds: n === 0 ? run.odds(odds, branching.assumption.support) : odds,
      shortage: q.amount(shortage.value, unit),
    };
  });
  return run.branches(assumptionTitle(branching.assumption, words), branches);
}

/** A row a branch, about the subject. */
export function branchBlocks({ branching, subject }: Findings, model: Model, words: Words): Block[] {
  if (branching === undefined || subject === undefined) return [];
  const { table, branchTable } = words.run;
  const counts = subject.lost !== undefined;
  return [
    {
      kind: 'table',
      caption: branchTable(
        subject.title,
        assumptionTitle(branching.assumption, words),
        words.quantities.percent(branching.share),
      ),
      header: [
        ...[table.branch, table.probability, table.mean, table.interval, table.spread, table.want],
        ...[...(counts ? [table.lost] : []), table.firstMedian],
      ],
      rows: branching.branches.map((branch) => {
        const user = firstOf(branch.users);
        return [
          text(words.capital(branchTitle(branch, branching, model, words))),
          { text: words.quantities.percent(branch.probability), value: branch.probability },
          ...[...shortageCells(user, true, words), shareCell(user.want.value, words)],
          ...[...(counts ? [lostCell(user, words)] : []), firstCell(user.firstShort, table.neverMedian, words)],
        ];
      }),
    },
  ];
}

/** What holds in a branch: in the words of the file, else the assumption and its value. */
function branchTitle({ title, value }: BranchFinding, { assumption }: BranchingFinding, model: Model, words: Words) {
  if (title !== undefined) return wordingIn(title, words.language);
  const written = model.scenario.assumptions.find(({ id }) => id === assumption.id);
  if (written === undefined) throw new Error(`no assumption ${assumption.id}`);
  return words.run.branchOf(assumptionTitle(assumption, words), valueReader(written, words)(value));
}
