/** Comma-separated values (RFC 4180), each cell with its place, so that an issue can point at it. */
import type { Reader } from './extend.ts';

/** A cell, with the line and column at which it begins; both count from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The rows of a file; empty lines are passed over. Spaces around a cell that is not quoted do not count. */
export function parseCsv(text: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let line = 1;
  let lineStart = text.startsWith('\uFEFF') ? 1 : 0;
  // A cell is a quoted text, in which "" stands for a quote, or runs to the next comma or end of line.
  const cell = /(?:[ \t]*"([^"]*(?:""[^"]*)*)"[ \t]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/y;
  cell.lastIndex = lineStart;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    const [whole, quoted, bare = '', end] = match;
    row.push({ text: quoted?.replaceAll('""', '"') ?? bare.trim(), line, column: match.index - lineStart + 1 });
    const breaks = whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (breaks > 0) {
      line += breaks;
      lineStart = match.index + Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1;
    }
    if (end === ',') continue;
    if (row.length > 1 || row[0]?.text !== '') rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}

/** A table as a file holds it. */
export interface Table {
  readonly text: string;
  /** Parsed when first asked for. */
  rows(): Cell[][];
}

/** Gives the table of a file, or says why there is none, as a `Reader` does. */
export type TableReader = (path: string) => Table | Exclude<ReturnType<Reader>, { readonly text: string }>;

/** Reads each table once, and parses it once. */
export function tableReader(read: Reader): TableReader {
  const known = new Map<string, ReturnType<TableReader>>();
  return (path) => {
    const table = known.get(path) ?? tableOf(read(path, 'table'));
    known.set(path, table);
    return table;
  };
}

function tableOf(answer: ReturnType<Reader>): ReturnType<TableReader> {
  if ('missing' in answer) return answer;
  let rows: Cell[][] | undefined;
  return { text: answer.text, rows: () => (rows ??= parseCsv(answer.text)) };
}
