/** What can be wrong with YAML before it means anything, in plain words: its syntax and its size. */
import { type Document, type Node, visit, type YAMLError } from 'yaml';
import type { Issue, Place } from '../../issue.ts';

/** Larger files are refused before they are read: a scenario is written by people. */
const MOST_CHARACTERS = 2_000_000;

/** The place of an offset in the text. */
export type At = (offset: number) => Place;

/** An issue of a file that can't be read. */
export function fault(code: Issue['code'], expected: string, found: string, remedy: string, place: Place): Issue {
  return { severity: 'error', code, path: [], expected, found, remedy, place };
}

/** The issue of a text with too many characters, if it has. */
export function tooLarge({ length }: string, place: Place): Issue | undefined {
  if (length <= MOST_CHARACTERS) return undefined;
  const remedy = 'Split it with `extends`, and put long series into a CSV file named by `data`.';
  return fault('too-large', `at most ${MOST_CHARACTERS} characters`, `${length} characters`, remedy, place);
}

/** Values may lie this deep in one another. */
export const DEEPEST = 100;
export const TOO_DEEP = [
  'not-yaml',
  `values at most ${DEEPEST} deep in one another`,
  'more',
  'Write it flatter.',
] as const;

/** Faults that leave the rest of the file readable, so that all of it can be told at once. Tags are told later. */
const HARMLESS: ReadonlySet<string> = new Set(['MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED']);

/**
 * The faults of syntax. Of those that garble what follows only the first is told, tabs apart: the others are mostly
 * its echo. `readable` says whether the data can be used all the same.
 */
export function syntaxFaults(document: Document, text: string, at: At): { issues: Issue[]; readable: boolean } {
  const faults: YAMLError[] = [...document.errors, ...document.warnings].sort(
    (one, other) => one.pos[0] - other.pos[0],
  );
  const first = faults.findIndex(({ code }) => !HARMLESS.has(code));
  const told = faults.filter(
    ({ code }, place) => code !== 'TAG_RESOLVE_FAILED' && (first < 0 || place <= first || code === 'TAB_AS_INDENT'),
  );
  return { issues: told.map((error) => inWords(error, document, text, at)), readable: first < 0 };
}

function inWords({ code, message, pos: [offset] }: YAMLError, document: Document, text: string, at: At): Issue {
  const say = (expected: string, found: string, remedy: string, place = at(offset)) =>
    fault('not-yaml', expected, found, remedy, place);
  switch (code) {
    case 'MULTIPLE_DOCS':
      return say('one document', 'a second one after ---', 'Put it into a file of its own.');
    case 'TAB_AS_INDENT':
      return say('indentation by spaces', 'a tab', 'Put spaces in its place.');
    case 'NON_STRING_KEY':
      return say('a text as key', 'a list or a map as key', 'Write key: value; a text in braces needs quotes.');
    case 'MISSING_CHAR':
    case 'BAD_INDENT': {
      const bracket = /end with a (.)$/.exec(message)?.[1];
      const opened = openedBefore(document, offset, bracket);
      const place = opened === undefined ? at(offset) : at(opened);
      if (bracket !== undefined)
        return say(`a closing ${bracket}`, 'none', `Close what is opened here with ${bracket}.`, place);
      if (/closing .quote/.test(message))
        return say('a closing quote', 'none', 'Close the text that is opened here.', place);
      if (/followed by map values/.test(message)) return say('a key and a colon', 'a text alone', 'Write key: value.');
      if (/between flow (map|sequence) items/.test(message))
        return say('a comma or a closing bracket', 'more text', 'Put a text with commas or quotes within in quotes.');
      return say('keys of one map indented alike', 'another indentation', 'Align this line with those before it.');
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return say(
        'one key and its value on a line',
        'more',
        'Indent the keys of a map alike, and put a text that contains a colon in quotes.',
      );
    case 'BAD_SCALAR_START':
      return say('a value', `${text[offset]} at its beginning`, 'Put the text in quotes.');
    case 'BAD_DQ_ESCAPE':
      return say('a text', message.toLowerCase(), 'Write a backslash twice, or use single quotes.');
    default:
  }
  if (/call stack/.test(message)) return fault(...TOO_DEEP, at(offset));
  return say(
    'YAML',
    message.replace(/\s+/g, ' ').replace(/[.:]$/, ''),
    'Mend the syntax here; indentation, colons and quotes are the usual cause.',
  );
}

/** Where the text, or what `bracket` should close, begins that is still open at an offset; the innermost one. */
function openedBefore(document: Document, offset: number, bracket: string | undefined): number | undefined {
  let opened: number | undefined;
  const consider = (node: Node, opens: boolean) => {
    const [start, , end] = node.range ?? [offset];
    if (opens && start < offset && end !== undefined && end >= offset - 1) opened = start;
  };
  visit(document, {
    Scalar: (_, node) => consider(node, bracket === undefined && /^QUOTE/.test(node.type ?? '')),
    Map: (_, node) => consider(node, bracket === '}' && node.flow === true),
    Seq: (_, node) => consider(node, bracket === ']' && node.flow === true),
  });
  return opened;
}
