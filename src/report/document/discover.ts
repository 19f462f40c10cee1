/** The report of a discovery: under which assumptions it comes about, and how sure that is. */
import { VERSION } from '../../version.ts';
import type { Chart } from '../charts/chart.ts';
import { type DiscoverFound, discoverSentences, discoverTable } from '../discover/sentences.ts';
import { discoverWords } from '../text/discover.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { type Block, type Report, text } from './document.ts';
import { figureOf, undrawnBlocks } from './figures.ts';
import { repeatBlocks } from './repeat.ts';

export interface DiscoverReportInput {
  readonly found: DiscoverFound;
  readonly charts: readonly Chart[];
  readonly undrawn: readonly Chart['name'][];
  readonly command: string;
  readonly files: readonly string[];
}

/** The report, in a language; `found` speaks it already. */
export function discoverReport(input: DiscoverReportInput, language: Language): Report {
  const { found, charts, undrawn, command, files } = input;
  const [words, own] = [wordsOf(language), discoverWords(language)];
  const { model, chance, study } = found;
  const { head, rows } = discoverTable(found, language);
  const cells = rows.map((row) => row.map(text));
  const blocks: Block[] = [
    ...(rows.length > 0 ? [{ kind: 'table' as const, caption: own.caption, header: head, rows: cells }] : []),
    ...charts.map((one) => figureOf(one, words)),
    ...undrawnBlocks(undrawn, words),
  ];
  const summary = { program: `chokepoint ${VERSION}`, digest: model.scenario.digest, seed: chance.seed };
  return {
    ...{ language, title: study?.title ?? model.scenario.title, about: undefined },
    scope: words.run.scope(chance.runs),
    answer: discoverSentences(found, language),
    sections: [
      ...(blocks.length > 0 ? [{ id: 'box', heading: own.section, blocks }] : []),
      {
        ...{ id: 'repeat', heading: words.sections.repeat, isDetail: true },
        blocks: repeatBlocks(summary, { command, files, ensemble: chance }, words),
      },
    ],
  };
}
