/** The scenarios of a folder as a table: the question, the answer in a sentence, and where its results are. */
import { safe } from './render/markdown.ts';

/** One scenario and what its run found. */
export interface CatalogueEntry {
  /** The file's name without its ending; its results lie in a folder of that name. */
  readonly name: string;
  readonly title: string;
  /** What the run found, in a sentence with its full stop. */
  readonly answer: string;
}

/** Between which `chokepoint claims --out` writes what is found of claims. */
export const CLAIMS_MARKS = ['<!-- claims: made by chokepoint claims -->', '<!-- end of claims -->'] as const;

/** The table in Markdown, for a page that lies beside the scenarios. */
export function catalogue(entries: readonly CatalogueEntry[]): string[] {
  const cell = (text: string) => safe(text).replaceAll('|', '\\|');
  return [
    '# The scenarios',
    '',
    'The answers are those of the central run: every assumption at its central value. What becomes of them where what is uncertain is drawn, and on what they hang, stands in charts and numbers. All are made by the program.',
    '',
    '| scenario | question | answer | results |',
    '| --- | --- | --- | --- |',
    ...entries.map(
      ({ name, title, answer }) =>
        `| [${name}](${name}.yaml) | ${cell(title)} | ${cell(answer)} | [charts and numbers](../results/${name}/) |`,
    ),
    '',
    ...CLAIMS_MARKS.flatMap((mark) => [mark, '']),
  ];
}
