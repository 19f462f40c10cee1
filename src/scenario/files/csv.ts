/** Comma-separated values (RFC 4180), each cell with its place, so that an issue can point at it. */

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
