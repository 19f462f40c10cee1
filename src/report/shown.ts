/** Texts that a terminal or a log shows as they are: nothing in them moves, hides, turns round, or is a command. */

/** Control characters, and marks that turn text round or end its lines. */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
/** What services read as a command within a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const COMMAND = /##(?=\w*\[)/g;

/** A text as one line: line ends are spaces, what can't be seen is an escape, and no service reads a command in it. */
export function shown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(HIDDEN, escapeOf)
    .replace(COMMAND, '#\\x23')
    .replace(/^\s*(?=::)/, '$&\\');
}

/** JSON with the same characters written as JSON escapes them. */
export function shownJson(json: string): string {
  const escaped = json.replace(HIDDEN, (character) => (character === '\n' ? character : unicodeEscape(character)));
  return escaped.replace(COMMAND, '#\\u0023');
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(character);
}

function unicodeEscape(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
