/** zod's complaints in plain words: what was expected, what was found, what to do. */
import type * as z from 'zod';
import { type Issue, type IssueCode, type Path, quote, suggestion } from '../../issue.ts';
import { isMap, valueAt } from './plain-data.ts';
import { keysAt, lengthAt, meaningOf } from './shape-fields.ts';

type Fault = z.core.$ZodIssue;

/** A fault of a value, or with `ofKey` of the key that it stands under. */
export interface ShapeFault {
  readonly issue: Issue;
  readonly ofKey: boolean;
}

/** Every complaint about `data` as an issue. */
export function explain(
  schema: z.core.$ZodType,
  faults: readonly Fault[],
  data: unknown,
  above: Path = [],
): ShapeFault[] {
  return faults.flatMap((fault) => explainOne(schema, fault, data, [...above, ...(fault.path as Path)]));
}

function explainOne(schema: z.core.$ZodType, fault: Fault, data: unknown, path: Path): ShapeFault[] {
  const value = valueAt(data, path);
  const key = String(path.at(-1) ?? 'the file');
  const meaning = lowerFirst(meaningOf(schema, path) ?? '');
  const tell = (
    code: IssueCode,
    expected: string,
    found: string,
    remedy: string,
    at = path,
    ofKey = false,
  ): ShapeFault => ({
    ...{ issue: { severity: 'error', code, path: at, expected, found, remedy }, ofKey },
  });
  if (fault.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    const written = Object.keys(isMap(value) ? value : {});
    const free = known.filter((name) => !written.includes(name));
    return fault.keys.map((name) => {
      const meant = IN_OTHER_WORDS.get(name);
      const otherwise =
        meant !== undefined && known.includes(meant.key)
          ? `Write ${meant.written}.`
          : 'Take it out; a remark can stand in a comment, after #.';
      const remedy = suggestion(name, free, suggestion(name, known, otherwise));
      return tell('unknown-key', `one of ${known.join(', ')}`, `the key ${quote(name)}`, remedy, [...path, name], true);
    });
  }
  const meantFor = assumptionAt(fault.code === 'invalid_key' ? { [key]: value } : value);
  if (meantFor !== undefined && path.length > 1 && path[0] !== 'assumptions') {
    const at = fault.code === 'invalid_key' ? path.slice(0, -1) : path;
    const name = at.findLast((one) => /^[a-z]\w*$/.test(String(one)));
    const remedy = `That stands in an assumption, whose name is written here: assumptions: {${String(name)}: {${meantFor}: …}}.`;
    return [tell('wrong-type', expectation(schema, fault, at), `a map with ${meantFor}`, remedy, at)];
  }
  if (fault.code === 'invalid_key') {
    const expected = plainWords(fault.issues[0]) ?? 'another key';
    const isDate = expected.startsWith('a date');
    const remedy =
      fault.issues[0]?.code === 'too_big' ? 'Write a shorter one; its `title` may be longer.' : KEYS[expected];
    const written = isDate ? 'Write year-month-day, a day that exists.' : 'Write it in lower case, words joined by _.';
    return [tell(isDate ? 'bad-date' : 'wrong-type', expected, quote(key), remedy ?? written, path, true)];
  }
  if (value === undefined) {
    const expected = expectation(schema, fault, path);
    const what = /^\d+$/.test(expected) ? `${expected}.` : meaning;
    return [tell('missing-key', expected, 'nothing', `Add ${key}${what === '' ? '.' : `: ${what}`}`)];
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const remedy = 'Write a finite number; leave the key out where there is no bound.';
    return [tell('out-of-range', expectation(schema, fault, path), String(value), remedy)];
  }
  if (fault.code === 'invalid_union') {
    const branch = bestBranch(fault.errors as Fault[][]);
    if (branch !== undefined) return explain(schema, branch, data, path);
  }
  const expected = expectation(schema, fault, path);
  if (fault.code === 'too_big' && typeof value === 'string') {
    const remedy = key === 'title' ? 'Shorten it; what is longer can stand in `about`.' : 'Shorten it.';
    return [tell('too-large', expected, `${value.length} characters`, remedy)];
  }
  return [tell('wrong-type', expected, named(value, fault), remedyFor(value, expected, key, meaning))];
}

/** What an assumption is written by. */
const BY: ReadonlySet<string> = new Set([
  ...['value', 'uniform', 'triangular', 'normal', 'lognormal', 'chance', 'choice'],
]);

/** What the map of an assumption, which stands where a number is wanted, is written by. */
function assumptionAt(value: unknown): string | undefined {
  const [name, ...others] = isMap(value) ? Object.keys(value) : [];
  return name !== undefined && others.length === 0 && BY.has(name) ? name : undefined;
}

const RENAME = 'Rename it: the name has a meaning of its own in JavaScript.';

/** What to do about a key that is not what was expected. */
const KEYS: Readonly<Record<string, string>> = {
  'another id': RENAME,
  'a tier such as 2': 'Write the `priority` from which it holds, a whole number of at least 1.',
};

/** Words for what has another name here. */
const IN_OTHER_WORDS: ReadonlyMap<string, { readonly key: string; readonly written: string }> = new Map([
  ['ban', { key: 'allow', written: 'allow: 0, which is a ban' }],
  ['closed', { key: 'allow', written: 'allow: 0, which is a ban' }],
  ['quota', { key: 'limit', written: 'limit, such as limit: 500 t/year' }],
]);

function remedyFor(value: unknown, expected: string, key: string, meaning: string): string {
  if (expected === 'a text' && (typeof value === 'number' || typeof value === 'boolean')) return 'Put it in quotes.';
  if (typeof value === 'string' && /number|^\d+$/.test(expected) && Number.isFinite(Number(value)))
    return 'Take the quotes off.';
  if (/^\d+$/.test(expected)) return `Write ${expected}.`;
  if (expected === 'another id') return RENAME;
  return meaning === '' ? 'Write it so.' : `Write it so; ${/^\d+$/.test(key) ? 'it' : key} is for this: ${meaning}`;
}

/** What was found; a text or number is called so where the other was wanted. */
function named(value: unknown, fault: Fault): string {
  const isOneKind = fault.code === 'invalid_union' && fault.message === `${TOLD}a text`;
  if (fault.code === 'invalid_type' || fault.code === 'invalid_value' || isOneKind) {
    if (typeof value === 'string') return `the text ${JSON.stringify(quote(value))}`;
    if (typeof value === 'number') return `the number ${value}`;
  }
  return quote(value);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** How messages begin that the schema gives itself. */
const TOLD = 'expected ';

function expectation(schema: z.core.$ZodType, fault: Fault, path: Path): string {
  const length = fault.message.startsWith(TOLD) ? undefined : lengthAt(schema, path);
  return (length === undefined ? plainWords(fault) : `a list of ${length}`) ?? 'something else';
}

/** What a complaint wants, from the words given in the schema or, where there are none, from its kind. */
function plainWords(fault: Fault | undefined): string | undefined {
  if (fault === undefined) return undefined;
  if (fault.message.startsWith(TOLD)) return fault.message.slice(TOLD.length);
  switch (fault.code) {
    case 'invalid_type':
      return TYPES[fault.expected];
    case 'invalid_value':
      return fault.values.map(String).join(' or ');
    case 'too_small':
      return fault.origin === 'array' ? `a list of at least ${fault.minimum}` : `a number of at least ${fault.minimum}`;
    case 'too_big':
      return fault.origin === 'array' ? `a list of at most ${fault.maximum}` : `a number of at most ${fault.maximum}`;
    default:
      return undefined;
  }
}

/** Of the ways a value could have been written, the one it comes nearest to; undefined where none is near. */
function bestBranch(branches: readonly Fault[][]): Fault[] | undefined {
  const score = (branch: readonly Fault[]) => branch.reduce((sum, fault) => sum + weightOf(fault), 0);
  return branches
    .filter((branch) => branch.length > 0 && !branch.some((fault) => fault.path.length === 0 && isWholesale(fault)))
    .sort((left, right) => score(left) - score(right))[0];
}

/** A key that has no place counts for more than a value that does not fit. */
function weightOf(fault: Fault): number {
  if (fault.code === 'unrecognized_keys') return 10 * fault.keys.length;
  return fault.code === 'invalid_key' ? 10 : 1;
}

/** A fault of the value as a whole: the branch was not meant at all. */
function isWholesale(fault: Fault): boolean {
  if (fault.code === 'invalid_type' || fault.code === 'invalid_format') return true;
  return fault.code === 'invalid_union' && bestBranch(fault.errors as Fault[][]) === undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
