/** A report as Markdown, for a repository or a paper: GitHub's dialect, with links to the pictures beside it. */
import type { Block, Report, Table } from '../document/document.ts';
import { wordsOf } from '../text/languages.ts';
import { xmlText } from '../text/xml-text.ts';
import { unbroken } from './escape.ts';

/** The report; pictures are `<name>.svg`, or `<name>.png`, in its own folder. */
export function reportMarkdown(report: Report, program: string, pictures: 'svg' | 'png' = 'svg'): string {
  const { language, title, scope, about, answer, leading, sections } = report;
  const words = wordsOf(language);
  const parts = [
    `# ${safe(title)}`,
    paragraph(scope),
    `**${safe(words.sentences(answer))}**`,
    ...(leading === undefined ? [] : [blockMarkdown(leading, pictures)]),
    ...(about === undefined ? [] : [paragraph(about)]),
    ...sections.flatMap(({ heading, blocks }) => [
      `## ${safe(heading)}`,
      ...blocks.map((block) => blockMarkdown(block, pictures)),
    ]),
    paragraph(words.page.madeBy(program)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockMarkdown(block: Block, pictures: 'svg' | 'png'): string {
  switch (block.kind) {
    case 'prose':
      return paragraph(block.text);
    case 'points':
      return block.items.map((item) => `- ${paragraph(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([name, value]) => `- ${paragraph(name)}: ${code(value)}`).join('\n');
    case 'command':
      return xmlText(block.text).replace(/^/gm, '    ');
    case 'links':
      return `${paragraph(block.text)} ${block.links.map(([name, address]) => `[${safe(name)}](${address})`).join(', ')}`;
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
    `${paragraph(caption)}:`,
    '',
    line(header),
    `| ${isNumber.map((number) => (number ? '---:' : '---')).join(' | ')} |`,
    ...rows.map((row) => line(row.map(({ text }) => text))),
  ].join('\n');
}

/** What GitHub makes a link or calls somebody by, though nothing marks it: addresses of pages and mail, and names. */
const LIVE = /((?:https?|ftp):\/\/\S*[\p{L}\p{N}/]|(?<!\w)www\.\S*[\p{L}\p{N}/]|[\w.+-]*@\w[\w.-]*)/giu;

/** A text as one line that is nothing but text: what Markdown or HTML would read is escaped, and what is live is code. */
export function safe(text: string): string {
  const parts = xmlText(text).replace(/\s+/g, ' ').trim().split(LIVE);
  return parts.map((part, position) => (position % 2 === 1 ? code(part) : escaped(part))).join('');
}

/** The same at the beginning of a block, where it opens no heading, list, quote, rule or fence. */
function paragraph(text: string): string {
  return safe(text).replace(/^(?=[#>+=~-])|(?<=^\d{1,9})(?=[.)]( |$))/, '\\');
}

function escaped(text: string): string {
  return unbroken(text)
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

function code(text: string): string {
  return `\`${xmlText(text).replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
