/** A report as Markdown, for a repository or a paper: GitHub's dialect, with links to the pictures beside it. */
import type { Block, Report, Table } from './document/document.ts';
import { wordsOf } from './words/languages.ts';
import { xmlText } from './xml-text.ts';

/** The report; pictures are `<name>.svg`, or `<name>.png`, in its own folder. */
export function reportMarkdown(report: Report, program: string, pictures: 'svg' | 'png' = 'svg'): string {
  const { language, title, scope, about, answer, sections } = report;
  const words = wordsOf(language);
  const parts = [
    `# ${safe(title)}`,
    safe(scope),
    `**${safe(words.sentences(answer))}**`,
    ...(about === undefined ? [] : [safe(about.trim())]),
    ...sections.flatMap(({ heading, blocks }) => [
      `## ${safe(heading)}`,
      ...blocks.map((block) => blockMarkdown(block, pictures)),
    ]),
    safe(words.page.madeBy(program)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockMarkdown(block: Block, pictures: 'svg' | 'png'): string {
  switch (block.kind) {
    case 'prose':
      return safe(block.text);
    case 'points':
      return block.items.map((item) => `- ${safe(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([name, value]) => `- ${safe(name)}: ${code(value)}`).join('\n');
    case 'command':
      return `    ${xmlText(block.text)}`;
    case 'table':
      return tableMarkdown(block);
    case 'figure':
      return [`### ${safe(block.heading)}`, `![${safe(block.chart.alt)}](${block.chart.name}.${pictures})`].join(
        '\n\n',
      );
  }
}

function tableMarkdown({ caption, header, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => safe(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const isNumber = header.map((_, column) => column > 0 && rows.some((row) => row[column].value !== undefined));
  return [
    `${safe(caption)}:`,
    '',
    line(header),
    `| ${isNumber.map((number) => (number ? '---:' : '---')).join(' | ')} |`,
    ...rows.map((row) => line(row.map(({ text }) => text))),
  ].join('\n');
}

/** Marks that Markdown or HTML would read are escaped; a text is one line. */
function safe(text: string): string {
  return xmlText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

function code(text: string): string {
  return `\`${xmlText(text).replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
