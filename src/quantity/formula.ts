/** From the text of a formula to its tree, which mathjs makes; what it should not even try is refused before. */
import { Refused } from './arithmetic.ts';
import { parseDate } from './calendar.ts';
import { parseTree } from './units.ts';

/** What is read of mathjs's tree. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly op?: string;
  readonly fn?: string | Node;
  readonly args?: readonly Node[];
  readonly implicit?: boolean;
  readonly isPercentage?: boolean;
  readonly content?: Node;
  readonly object?: Node;
  readonly index?: { readonly dimensions: readonly Node[]; readonly dotNotation: boolean };
  toString(): string;
}

/** Longer formulas are refused: people can't read them, and their nesting could exhaust the stack. */
const MOST_CHARACTERS = 2000;
const DEEPEST_BRACKETS = 50;

const SEPARATORS = 'Write numbers without separators: 1000000 or 1e6.';

/** The tree of a formula; throws Refused where it can't be read. */
export function parseFormula(source: string): Node {
  const text = source.replace(/\s+/g, ' ').trim();
  const refuse = (remedy: string): never => {
    throw new Refused('a number, a quantity with its unit or a formula', text, remedy);
  };
  if (text === '') refuse('Write a number, with its unit where it has one.');
  if (text.length > MOST_CHARACTERS) refuse(`Write at most ${MOST_CHARACTERS} characters; name parts as assumptions.`);
  if (deepestBrackets(text) > DEEPEST_BRACKETS) refuse('Nest fewer brackets; name parts as assumptions.');
  if (text.includes('#')) refuse('Put the comment outside the quotes.');
  if (parseDate(text) !== undefined) refuse(`A date is not a number; in a formula write since("${text}").`);
  if (/\d[_'’]\d/.test(text)) refuse(SEPARATORS);
  try {
    return parseTree(text) as unknown as Node;
  } catch (error) {
    const reason = error instanceof RangeError || !(error instanceof Error) ? 'it is too deep' : error.message;
    if (/\d[ ,]\d{3}(?!\d)/.test(text)) refuse(SEPARATORS);
    if (/\d,\d/.test(text)) refuse(`Write a decimal point: ${text.replace(/(\d),(?=\d)/g, '$1.')}.`);
    return refuse(`It can't be read: ${reason}.`);
  }
}

function deepestBrackets(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, ++depth);
    else if (')]}'.includes(character)) depth--;
  }
  return deepest;
}
