/** Where one chance or choice decides, in a report: the sentence that tells its branches apart, and their table. */
import type { Findings } from '../../findings/findings.ts';
import type { Model } from '../../model/network.ts';
import { branchTitle } from '../text/branch-title.ts';
import type { Words } from '../text/en.ts';
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
  return run.branches(branches);
}

/** A row a branch, about the subject. */
export function branchBlocks({ branching, subject }: Findings, model: Model, words: Words): Block[] {
  if (branching === undefined || subject === undefined) return [];
  const { table, branchTable } = words.run;
  const counts = subject.lost !== undefined;
  return [
    {
      kind: 'table',
      caption: branchTable(subject.title, branching.assumption.title, words.quantities.percent(branching.share)),
      header: [
        ...[table.branch, table.probability, table.mean, table.interval, table.spread, table.want],
        ...[...(counts ? [table.lost] : []), table.firstMedian],
      ],
      rows: branching.branches.map((branch) => {
        const user = firstOf(branch.users);
        return [
          text(words.quantities.capital(branchTitle(branch, branching, model, words))),
          { text: words.quantities.percent(branch.probability), value: branch.probability },
          ...[...shortageCells(user, true, words), shareCell(user.want.value, words)],
          ...[...(counts ? [lostCell(user, words)] : []), firstCell(user.firstShort, table.neverMedian, words)],
        ];
      }),
    },
  ];
}
