/**
 * What is wrong with an input, where, and what to do about it: the one shape in which trouble is told.
 * A fault of the input is an Issue, collected and returned with all others; a fault of the program is an Error, thrown.
 */
import { distance } from 'fastest-levenshtein';

/** Keys and indices from the top of a scenario to the value spoken of. */
export type Path = readonly (string | number)[];

/** Where in which file; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The kinds of trouble, stable names for scripts to test. */
export type IssueCode =
  | 'not-yaml'
  | 'too-large'
  | 'missing-file'
  | 'unreadable-data'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'wrong-dimension'
  | 'bad-expression'
  | 'bad-date'
  | 'out-of-order'
  | 'outside-horizon'
  | 'out-of-range'
  | 'unknown-reference'
  | 'cycle'
  | 'conflict'
  | 'name-taken'
  | 'newer-version'
  | 'old-version'
  | 'unsourced'
  | 'unused'
  | 'off-grid'
  | 'unbounded-neighbour'
  | 'not-finite'
  | 'no-ensemble';

/** One fault. `expected` and `found` are phrases; `remedy` is a sentence that says what to do. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly path: Path;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
  readonly place?: Place;
}

/** A value, or the reasons why there is none; warnings may come with either. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The outcome of work that collected `issues` on its way: a failure as soon as one of them is an error. */
export function outcome<T>(value: T | undefined, issues: readonly Issue[]): Outcome<T> {
  return value === undefined || issues.some((issue) => issue.severity === 'error')
    ? { ok: false, issues }
    : { ok: true, value, issues };
}

/** A path as people write it: `flows.cn_to_us.capacity`, `licences.civil.phases[2].allow`. */
export function pathText(path: Path): string {
  return path
    .map((part, position) => {
      if (typeof part === 'number') return `[${part}]`;
      const text = /[.[\]]/.test(part) ? JSON.stringify(part) : part;
      return position === 0 ? text : `.${text}`;
    })
    .join('');
}

/** The parts of a path as people write it: `licences.civil.phases[2].allow`, `…phases.2.allow`, `set."flows.x.share"`. */
export function parsePath(text: string): Path {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|[^.[\]"]+/g) ?? [];
  return parts.map((part) => {
    if (/^(0|[1-9]\d{0,8})$/.test(part)) return Number(part);
    return part.startsWith('"') ? unquoted(part) : part;
  });
}

function unquoted(part: string): string {
  try {
    return String(JSON.parse(part));
  } catch {
    return part;
  }
}

/** Whether a path as people write it leads to what another leads to, or to something within. */
export function isWithin(path: string, owner: string): boolean {
  const plain = (text: string) => `${text.replaceAll(/\[(\d+)\]/g, '.$1')}.`;
  return plain(path).startsWith(plain(owner));
}

/** The one of `names` that a misspelt `name` most likely meant, or undefined where none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  const wanted = name.toLowerCase();
  for (const candidate of names) {
    const difference = misspelling(wanted, candidate.toLowerCase());
    if (difference > least || difference === Number.POSITIVE_INFINITY) continue;
    // Of names as near the first by the alphabet, whatever order they come in.
    if (difference < least || best === undefined || candidate < best) [best, least] = [candidate, difference];
  }
  return best;
}

/** How far a misspelt name is from another: the count of slips, or Infinity where it is too far to be meant. */
function misspelling(name: string, other: string): number {
  const forgiven = name.length < 2 ? 0 : Math.max(1, Math.floor(name.length / 3));
  const isPart = Math.min(name.length, other.length) > 2 && (name.includes(other) || other.includes(name));
  // There are as many slips at least as letters too many: most names need no closer look.
  if (!isPart && Math.abs(name.length - other.length) > forgiven) return Number.POSITIVE_INFINITY;
  const slips = distance(name, other);
  const swapped = slips === 2 && [...name].sort().join('') === [...other].sort().join('');
  if (slips <= forgiven || (swapped && name.length > 2)) return slips;
  return isPart ? slips : Number.POSITIVE_INFINITY;
}

/** `Did you mean x?`, or what else could be written; used as the remedy of a name that does not exist. */
export function suggestion(name: string, names: Iterable<string>, otherwise: string): string {
  const best = nearest(name, names);
  return best === undefined ? otherwise : `Did you mean ${best}?`;
}

/** A value as an error message quotes it: short, on one line. */
export function quote(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') {
    const line = value.replace(/\s+/g, ' ').trim();
    return line.length > 60 ? `${line.slice(0, 57)}…` : line || 'an empty text';
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') {
    const keys = Object.keys(value);
    return keys.length === 0
      ? 'an empty map'
      : `a map with ${keys.slice(0, 4).map(quote).join(', ')}${keys.length > 4 ? ', …' : ''}`;
  }
  return String(value);
}

/** The first issue of each path. */
export function distinct(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ path }) => {
    const key = JSON.stringify(path);
    return seen.has(key) ? false : seen.add(key);
  });
}
