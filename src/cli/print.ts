/**
 * The only file that prints. A line is told from what stands in it: whatever a value holds, it stays on its line and is
 * shown, while colours and line ends are ours.
 */
import pc from 'picocolors';
import { shown, shownJson } from '../index.ts';

/** The width of a page. */
const PAGE = 110;

/** Pieces of a line, in a colour or none. */
export interface Piece {
  readonly colour: ((text: string) => string) | undefined;
  readonly parts: readonly (string | Piece)[];
}

/** One line of output, without its end. */
export type Line = string | Piece;

const pieceIn =
  (colour: Piece['colour']) =>
  (...parts: readonly (string | Piece)[]): Piece => ({ colour, parts });

export const pieces = pieceIn(undefined);
export const bold = pieceIn(pc.bold);
export const dim = pieceIn(pc.dim);
export const red = pieceIn(pc.red);
export const green = pieceIn(pc.green);
export const yellow = pieceIn(pc.yellow);

function written(line: Line): string {
  if (typeof line === 'string') return shown(line);
  const text = line.parts.map(written).join('');
  return line.colour === undefined ? text : line.colour(text);
}

/** Columns of the screen, or of a page where nothing is a screen; lines longer than a page are hard to read. */
export function screenWidth(): number {
  return Math.min(PAGE, process.stdout.columns ?? PAGE);
}

/** Prints lines. */
export function say(...lines: readonly (Line | readonly Line[])[]): void {
  console.log(lines.flat().map(written).join('\n'));
}

/** Prints lines of what is wrong, on stderr. */
export function complain(...lines: readonly (Line | readonly Line[])[]): void {
  console.error(lines.flat().map(written).join('\n'));
}

/** Prints commands of GitHub Actions, each of which begins with `::`. */
export function annotate(commands: readonly string[]): void {
  for (const command of commands) console.log(`::${shown(command.replace(/^::/, ''))}`);
}

/** Prints JSON, as it is but for characters that a terminal would not show. */
export function sayJson(json: string): void {
  console.log(shownJson(json.trimEnd()));
}
