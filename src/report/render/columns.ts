/** How many columns of a terminal a text takes, and where it breaks. */

/** Characters that take two columns each: Chinese, Japanese and Korean script, and full-width forms. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/gu;
/** Marks that take none: they stand on the character before. */
const NONE = /\p{M}/gu;

/** A space at which no line breaks: between a number and its unit. */
const KEPT = '\u00a0';

/** The columns that a text takes. */
export function columnsOf(text: string): number {
  const marks = text.match(NONE)?.length ?? 0;
  return [...text].length - marks + (text.match(WIDE)?.length ?? 0);
}

/** The text with spaces after it, so many columns in all. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** The lines of a text of so many columns; it breaks at spaces and between wide characters, and a longer word stands out. */
export function wrapTo(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const kept = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ (?=(?:t|kg|%)(?!\p{L}))/gu, KEPT);
  for (const piece of kept.split(' ').flatMap((word, n) => piecesOf(word, n > 0))) {
    if (line !== '' && columnsOf(line + piece) > width) {
      lines.push(line);
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line].map((one) => one.replaceAll(KEPT, ' '));
}

/** A word in pieces that a line may break before; full stops and commas stay with what they follow. */
function piecesOf(word: string, isSpaced: boolean): string[] {
  const pieces = word.match(/[\p{Script=Han}][\u3001\u3002\uff0c\uff1a\uff1b\uff09”]*|[^\p{Script=Han}]+/gu) ?? [word];
  return pieces.map((piece, n) => (n === 0 && isSpaced ? ` ${piece}` : piece));
}
