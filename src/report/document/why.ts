/** Why the subjects of a scenario are short, in its report: causes and places, as sentences and tables. */
import type { Findings } from '../../findings/findings.ts';
import type { WhyFound } from '../../metrics/why/explain.ts';
import { modelIn } from '../../model/in-language.ts';
import type { Words } from '../text/en.ts';
import { whyWords } from '../text/why.ts';
import { accountOf } from '../why/account.ts';
import { saidOf, whyNotes } from '../why/sentences.ts';
import { type WhyTable, whyTables } from '../why/table.ts';
import { type Block, text } from './document.ts';

/**
 * Cause, place and idle capacity of the subject, a sentence each; nothing where it lacks nothing in the central run, of
 * which this is.
 */
export function whyAnswer(why: WhyFound | undefined, { subject, idle, runs }: Findings, words: Words): string[] {
  if (why === undefined || subject === undefined) return [];
  const k = why.why.model.scenario.demands.findIndex(({ id }) => id === subject.id);
  const account = accountOf(why, k);
  if (!account.isShort) return [];
  const said = saidOf(why, words.language);
  const { central } = whyWords(words.language).report;
  const spare = idle.find(({ reason }) => reason !== 'elsewhere');
  const sentences = [
    said.causes(account)[0],
    said.places(account)[0],
    spare &&
      words.run.idle.meanwhile(
        spare.title,
        words.quantities.amount(spare.unused, spare.unit),
        words.quantities.percent(spare.share),
        spare.reason,
      ),
  ].filter((one) => one !== undefined);
  return runs === undefined ? sentences : sentences.map((one, n) => (n === 0 ? central(one) : one));
}

/** The section: causes, places and what has to be known of them, for each of some demands; in sentences, too, where the answer has not told. */
export function whyBlocks(
  why: WhyFound,
  demands: readonly number[],
  isTold: (k: number) => boolean,
  words: Words,
): Block[] {
  const { language } = words;
  const said = saidOf(why, language);
  const tables = whyTables(why, language);
  const { scenario } = modelIn(why.why.model, language);
  const blocks = demands.flatMap((k): Block[] => {
    const account = accountOf(why, k);
    const title = words.quantities.capital(scenario.demands[k].title);
    const [table, crossed] = [tables.causes(k), tables.crossed(k)];
    const sentences = [
      ...(isTold(k) ? [] : [said.lacked(account), ...said.causes(account), ...said.places(account)]),
      ...said.forgone(account),
    ];
    return [
      ...(sentences.length > 0 ? [{ kind: 'prose' as const, text: words.sentences(sentences) }] : []),
      ...(table.rows.length > 1 ? [tableBlock(title, table)] : []),
      ...(crossed && crossed.head.length > 3 ? [tableBlock(title, crossed)] : []),
    ];
  });
  const notes = whyNotes(why, demands, language);
  return blocks.length === 0 ? [] : [...blocks, { kind: 'prose', text: words.sentences(notes) }];
}

/** What each thing that a policy sets does to one user, a point for each policy; of the central run. */
export function policyBlocks(all: readonly WhyFound[], demand: string | undefined, words: Words): Block[] {
  const items = all.flatMap((found) => {
    const k = found.why.model.scenario.demands.findIndex(({ id }) => id === demand);
    if (k < 0) return [];
    const said = saidOf(found, words.language);
    const account = accountOf(found, k);
    return [words.sentences([said.lacked(account), ...said.causes(account), ...said.forgone(account)])];
  });
  const [first] = items;
  if (first === undefined) return [];
  return [
    { kind: 'prose', text: whyWords(words.language).report.policies },
    { kind: 'points', items },
  ];
}

function tableBlock(caption: string, { head, rows }: WhyTable): Block {
  return { kind: 'table', caption, header: head, rows: rows.map((cells) => cells.map(text)) };
}
