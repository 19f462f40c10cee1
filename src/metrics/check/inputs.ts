/** How two scenarios differ as they are written, resolved: value by value, by path. */
import type { Path } from '../../issue.ts';

/** A value that one has and the other has not, or has otherwise. Plain data, as written. */
export interface InputChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly path: Path;
  /** Undefined of what is added, and of what is removed. */
  readonly old: unknown;
  readonly now: unknown;
  /** Whether it is prose that no number depends on, such as a title or a source. */
  readonly isText: boolean;
}

/** A scenario resolved, and the figures that it takes. */
export interface Inputs {
  readonly scenario: unknown;
  readonly figures: unknown;
}

/** Every difference, in the order of what is there now; prose comes last. Figures are told by their ids. */
export function inputChanges(old: Inputs, now: Inputs): InputChange[] {
  const changes = [
    ...changesAt(old.scenario, now.scenario, []),
    ...changesAt(byId(old.figures), byId(now.figures), ['figures']),
  ];
  return [...changes.filter(({ isText }) => !isText), ...changes.filter(({ isText }) => isText)];
}

type Fields = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function byId(figures: unknown): Fields {
  const entries = Array.isArray(figures) ? figures.filter(isMap) : [];
  return Object.fromEntries(entries.map(({ id, ...figure }) => [String(id), figure]));
}

/** Keys whose values are prose, or maps of prose by language. */
const PROSE: ReadonlySet<string> = new Set([
  ...['title', 'place', 'about', 'why', 'source', 'because', 'reason', 'assumed', 'what', 'note', 'if', 'else'],
]);

/** Whether a path leads to prose; the second name of a path is that of an entity, and may be any. */
function isProse(path: Path): boolean {
  return path.some((part, depth) => depth !== 1 && PROSE.has(String(part)));
}

function changesAt(old: unknown, now: unknown, path: Path): InputChange[] {
  // A number by itself is one with grounds that are left out.
  if (isMap(old) && 'value' in old && isNumber(now)) return changesAt(old, { value: now }, path);
  if (isMap(now) && 'value' in now && isNumber(old)) return changesAt({ value: old }, now, path);
  if (isMap(old) && isMap(now)) {
    return [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((key) =>
      changesAt(old[key], now[key], [...path, key]),
    );
  }
  if (Array.isArray(old) && Array.isArray(now)) return changesInList(old, now, path);
  if (isSame(old, now)) return [];
  const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  return [
    {
      kind,
      path,
      old,
      now,
      isText: isProse(path),
    },
  ];
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** Items that begin or end both lists alike are left out; those between are held against each other in their order. */
function changesInList(old: readonly unknown[], now: readonly unknown[], path: Path): InputChange[] {
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && isSame(old[first], now[first])) first++;
  let last = 0;
  while (last < most - first && isSame(old.at(-1 - last), now.at(-1 - last))) last++;
  const [gone, come] = [old.slice(first, old.length - last), now.slice(first, now.length - last)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, n) =>
    changesAt(gone[n], come[n], [...path, first + n]),
  ).flat();
}

/** Whether two values are the same whatever the order of their keys. */
function isSame(old: unknown, now: unknown): boolean {
  if (Array.isArray(old) && Array.isArray(now)) {
    return old.length === now.length && old.every((item, n) => isSame(item, now[n]));
  }
  if (!isMap(old) || !isMap(now)) return Object.is(old, now);
  const keys = Object.keys(old);
  return keys.length === Object.keys(now).length && keys.every((key) => key in now && isSame(old[key], now[key]));
}
