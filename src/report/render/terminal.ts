/**
 * A report on a terminal: the answer and the sections that make it up, without pictures and without what is for those who
 * look closer. A table that is too wide for the screen is turned or folded, and where that does not help it is told row by row.
 */
import type { Block, Report, Table } from '../document/document.ts';
import type { Words } from '../text/en.ts';
import { wordsOf } from '../text/languages.ts';
import { columnsOf, padTo, wrapTo } from './columns.ts';

/** A line, a heading or not. */
export interface TerminalLine {
  readonly text: string;
  readonly isHeading: boolean;
}

/** Between the columns of a table. */
const GAP = '  ';
/** Longer cells are read as text: a table of them is told row by row. */
const TERSE = 32;
/** At so many columns the names of a table are folded, where it then fits. */
const FOLDS = [28, 20, 13];

/** The lines of a report on a screen of so many columns. */
export function reportTerminal(report: Report, width: number): TerminalLine[] {
  const { title, scope, answer, sections } = report;
  const words = wordsOf(report.language);
  return [
    heading(title),
    ...lines(wrapTo(scope, width)),
    ...lines(['', ...answer.flatMap((sentence) => wrapTo(sentence, width))]),
    ...sections
      .filter(({ isDetail, blocks }) => isDetail !== true && blocks.some(({ kind }) => kind !== 'figure'))
      .flatMap(({ heading: name, blocks }) => [
        ...lines(['']),
        heading(name),
        ...blocks.flatMap((block, n) => [...lines(n > 0 ? [''] : []), ...blockLines(block, width, words)]),
      ]),
  ];
}

function blockLines(block: Block, width: number, words: Words): TerminalLine[] {
  switch (block.kind) {
    case 'prose':
      return lines(wrapTo(block.text, width));
    case 'points':
      return lines(block.items.flatMap((item) => indented(wrapTo(item, width - 2), '- ')));
    case 'facts':
      return lines(block.facts.flatMap(([name, value]) => indented(wrapTo(words.run.named(name, value), width - 2))));
    case 'command':
      return lines([block.text]);
    case 'links':
      return lines(wrapTo(`${block.text} ${block.links.map(([name]) => name).join(', ')}`, width));
    case 'table':
      return [...lines(wrapTo(block.caption, width)), ...tableLines(block, width, words)];
    case 'figure':
      return [];
  }
}

/** A table side by side if it fits, else turned, else row by row. */
export function tableLines(
  { header, rows }: Pick<Table, 'header' | 'rows'>,
  width: number,
  words: Words,
): TerminalLine[] {
  const cells = [header, ...rows.map((row) => row.map(({ text }) => text))];
  if (breadth(cells) <= width) return grid(cells);
  if (cells.flat().every((text) => columnsOf(text) <= TERSE)) return turned(cells, width);
  const isNamed = rows.every(([, ...others]) => others.every(({ text }) => columnsOf(text) <= TERSE));
  const folded = FOLDS.map((most) => cells.map((row) => foldedRow(row, most)));
  const fitting = folded.find((all) => isNamed && breadth(all.flat()) <= width);
  if (fitting) {
    const all = widths(fitting.flat());
    return fitting.flatMap((row, n) => padded(row, all).map((text) => ({ text, isHeading: n === 0 })));
  }
  return lines(
    rows.flatMap(([first, ...others]) => [
      ...wrapTo(first.text, width),
      ...indented(
        wrapTo(words.quantities.clauses(others.map(({ text }, n) => words.run.named(header[n + 1], text))), width - 2),
      ),
    ]),
  );
}

/** A row as lines, its cells folded at so many columns. */
function foldedRow(cells: readonly string[], most: number): string[][] {
  const parts = cells.map((text) => wrapTo(text, most));
  return Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, n) =>
    parts.map((lines) => lines[n] ?? ''),
  );
}

/** Rows as columns, as many beside each other as fit. */
function turned(cells: readonly (readonly string[])[], width: number): TerminalLine[] {
  const [header, ...rows] = cells;
  const parts: (readonly string[])[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last !== undefined && breadth(transposed([header, ...last, row])) <= width) last.push(row);
    else parts.push([row]);
  }
  return parts.flatMap((part, n) => [...(n > 0 ? lines(['']) : []), ...grid(transposed([header, ...part]))]);
}

function transposed(cells: readonly (readonly string[])[]): string[][] {
  return cells[0].map((_, column) => cells.map((row) => row[column]));
}

function widths(cells: readonly (readonly string[])[]): number[] {
  return cells[0].map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column]))));
}

function breadth(cells: readonly (readonly string[])[]): number {
  return widths(cells).reduce((sum, one) => sum + one + GAP.length, -GAP.length);
}

function grid(cells: readonly (readonly string[])[]): TerminalLine[] {
  return padded(cells, widths(cells)).map((text, n) => ({ text, isHeading: n === 0 }));
}

function padded(cells: readonly (readonly string[])[], all: readonly number[]): string[] {
  return cells.map((row) =>
    row
      .map((text, column) => padTo(text, all[column]))
      .join(GAP)
      .trimEnd(),
  );
}

function heading(text: string): TerminalLine {
  return { text, isHeading: true };
}

function lines(all: readonly string[]): TerminalLine[] {
  return all.map((text) => ({ text, isHeading: false }));
}

/** The first line after a mark, the others below it. */
function indented(all: readonly string[], mark = '  '): string[] {
  return all.map((text, n) => `${n === 0 ? mark : '  '}${text}`);
}
