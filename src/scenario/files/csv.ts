/**
 * Tables as spreadsheets save them: cells apart by commas, semicolons or tabs (RFC 4180 otherwise), each with its place,
 * so that an issue can point at it.
 */
import Papa from 'papaparse';

/** A cell without the spaces around it, with the line and column at which it begins; both count from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Begun with a quote that does not end it: cells and rows behind it may have been taken for its text. */
  readonly isTorn?: true;
}

/** What may stand between the cells of a row. */
const DELIMITERS = [',', ';', '\t'];

/** What stands between the cells of a text: what its first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = /\S.*/.exec(text.slice(0, 100_000).replace(/"[^"]*"/g, '""')) ?? [];
  const count = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.toSorted((one, other) => count(other) - count(one))[0] as string;
}

/** The rows of a file; those in which nothing stands are passed over, such as a spreadsheet writes below its table. */
export function parseCsv(content: string): Cell[][] {
  const newline = content.includes('\n') ? '\n' : '\r';
  const text = `${content.startsWith('\uFEFF') ? content.slice(1) : content}${newline}`;
  const delimiter = delimiterOf(text);
  const rows: Cell[][] = [];
  let [at, line, lineStart] = [0, 1, 0];
  /** Moves on to a later position of the text. */
  const moveTo = (next: number) => {
    for (let end = text.indexOf(newline, at); end >= 0 && end < next; end = text.indexOf(newline, end + 1)) {
      line++;
      lineStart = end + 1;
    }
    at = next;
  };
  Papa.parse<string[]>(text, {
    ...{ newline, delimiter },
    step({ data, errors, meta: { cursor } }) {
      const torn = errors.some(({ type }) => type === 'Quotes');
      const row = data.map((field): Cell => {
        const isTorn = torn && text[at] === '"' && /["\r\n]/.test(field);
        const cell: Cell = { text: field.trim(), line, column: at - lineStart + 1, ...(isTorn && { isTorn }) };
        const length = text[at] === '"' ? field.replaceAll('"', '""').length + 2 : field.length;
        const end = text.indexOf(delimiter, at + length);
        moveTo(end < 0 ? cursor : Math.min(end + 1, cursor));
        return cell;
      });
      moveTo(cursor);
      if (row.some(({ text, isTorn }) => text !== '' || isTorn)) rows.push(row);
    },
  });
  return rows;
}

/** The first cell whose quotes do not end it, with what to say of it. */
export function tornIn(rows: readonly (readonly Cell[])[]) {
  for (const row of rows) {
    const cell = row.find(({ isTorn }) => isTorn);
    if (cell !== undefined)
      return { cell, expected: 'a quote at the end of a text that begins with one', remedy: TORN };
  }
  return undefined;
}

const TORN = 'End it with ", and write "" for a quote within it.';

/** The places of the columns with a heading, whatever its capitals. */
export function columnsCalled(heading: string, header: readonly Cell[]): number[] {
  return header.flatMap(({ text }, place) => (text.toLowerCase() === heading.toLowerCase() ? [place] : []));
}

/** What to do about a cell that should be a plain number. */
export function numberRemedy({ text }: Cell, unitStandsIn = 'the scenario file'): string {
  const closed = text.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  const [, whole = '', decimals] = /^([+-]?[\d.]+),(\d+)$/.exec(closed) ?? [];
  if (decimals === undefined) {
    const joined = closed.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
    if (joined !== text && NUMBER.test(joined)) return `Write ${joined}, with nothing between thousands.`;
    return `Write a plain number: its unit stands in ${unitStandsIn}.`;
  }
  const pointed = `${whole.replaceAll('.', '')}.${decimals}`;
  return decimals.length === 3 && !whole.includes('.')
    ? `Write ${pointed} if the comma begins decimals, ${whole}${decimals} if it sets thousands apart.`
    : `Write ${pointed}, with a decimal point.`;
}

/** A plain number. */
export const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** A number in a unit, as a schedule has it. */
export function inUnit(number: string, unit: string): string {
  return /^[a-z]+(\/[a-z]+)?$/i.test(unit) ? `${number} ${unit}` : `${number} * (${unit})`;
}
