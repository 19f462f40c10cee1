/** Settings of the caller, put over what the files say: `--set assumptions.renewed=0`. */
import { type Issue, nearest, type Path, parsePath, pathText, quote, suggestion } from '../../issue.ts';
import { isMap, mapOf, valueAt } from '../schema/plain-data.ts';
import { scenarioSchema } from '../schema/schema.ts';
import { keysAt } from '../schema/shape-fields.ts';

/** A value put at a path over what the files say, such as `--set assumptions.renewed=0`; null removes. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/** The last setting that wrote the value at a path, or with `within` anything in it. */
export function settingAt(settings: readonly Setting[], path: Path, within = false): Setting | undefined {
  const begins = (whole: Path, start: Path) => start.every((part, depth) => String(part) === String(whole[depth]));
  return settings.findLast((setting) => {
    const parts = parsePath(setting.path);
    return parts.length > 0 && (begins(path, parts) || (within && begins(parts, path)));
  });
}

/** How a value is put over another; as in files that extend one another. */
type Merge = (base: unknown, over: unknown, path: Path, lost: Path[]) => unknown;

/** The data with the settings put in, in their order; a path that leads nowhere is an issue. */
export function applySettings(
  data: unknown,
  settings: readonly Setting[],
  merge: Merge,
): { data: unknown; issues: Issue[] } {
  const issues: Issue[] = [];
  let result = data;
  for (const setting of settings) {
    const path = parsePath(setting.path);
    const refused = whyNot(result, path, setting.value);
    if (refused === undefined) result = put(result, path, 0, setting.value, merge);
    else issues.push({ ...refused, place: { file: `--set ${setting.path}`, line: 1, column: 1 } });
  }
  return { data: result, issues };
}

const SECTIONS = [
  ...['assumptions', 'stockpiles', 'flows', 'licences', 'demands', 'markets', 'processes'],
  ...['events', 'expect', 'units', 'causes'],
];
const KEYS = keysAt(scenarioSchema, []);
const DEEPEST = 20;

/** The remedy of a path that is a name alone: where in the scenario that name, or one near to it, stands. */
function elsewhere(data: unknown, name: string): string {
  const paths = new Map(KEYS.map((key) => [key, key]));
  for (const section of SECTIONS) {
    const entries = valueAt(data, [section]);
    if (isMap(entries)) for (const id of Object.keys(entries)) paths.set(id, `${section}.${id}`);
  }
  const meant = nearest(name, paths.keys());
  return meant === undefined ? 'Name what is there, such as assumptions.x.' : `Did you mean ${paths.get(meant)}?`;
}

/** Why a setting can't be applied: it changes what exists, or adds a field or an entity of a section. */
export function whyNot(data: unknown, path: Path, value: unknown): Issue | undefined {
  const refuse = (at: Path, expected: string, found: string, remedy: string): Issue => ({
    ...{ severity: 'error', code: 'unknown-reference', path: at, expected, found, remedy },
  });
  if (path.length === 0) {
    return refuse([], 'a path such as assumptions.renewed', 'none', 'Write path=value.');
  }
  if (path[0] === 'extends') {
    return refuse(path, 'a path within the scenario', 'extends', 'Name the other file on the command line.');
  }
  if (isDeeper(value, DEEPEST)) {
    return {
      ...refuse(path, `a value at most ${DEEPEST} deep`, 'a deeper one', 'Write it flatter.'),
      code: 'wrong-type',
    };
  }
  let owner = data;
  for (const [depth, part] of path.entries()) {
    const at = path.slice(0, depth + 1);
    const isLast = depth === path.length - 1;
    const missing = (names: readonly string[], otherwise: string) =>
      refuse(at, 'a path of the scenario', quote(pathText(at)), suggestion(String(part), names, otherwise));
    if (Array.isArray(owner)) {
      if (typeof part === 'number' && part < owner.length) owner = owner[part];
      else return missing([], `The list has ${owner.length === 0 ? 'no items' : `items 0 to ${owner.length - 1}`}.`);
    } else if (isMap(owner)) {
      const names = Object.keys(owner);
      if (Object.hasOwn(owner, part)) owner = owner[part];
      else if (value === null) return missing(names, 'There is nothing to remove.');
      else if (isLast && depth === 0 && !KEYS.includes(String(part))) return missing([], elsewhere(data, String(part)));
      else if (!isLast && depth === 0 && path.length === 2 && SECTIONS.includes(String(part))) return undefined;
      else if (!isLast)
        return missing(depth === 0 ? [...names, ...SECTIONS] : names, 'Set the whole of it, as {key: value, …}.');
    } else {
      return missing([], `${pathText(path.slice(0, depth))} is a single value: set it whole.`);
    }
  }
  return undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function put(owner: unknown, path: Path, depth: number, value: unknown, merge: Merge): unknown {
  const part = path[depth] as string | number;
  const isLast = depth === path.length - 1;
  if (Array.isArray(owner)) {
    const position = Number(part);
    if (isLast && value === null) return owner.toSpliced(position, 1);
    return owner.with(
      position,
      isLast ? merge({}, value, path, []) : put(owner[position], path, depth + 1, value, merge),
    );
  }
  const map = isMap(owner) ? owner : {};
  if (isLast && depth === 0) return merge(map, mapOf([[String(part), value]]), [], []);
  const entries = new Map(Object.entries(map));
  const before = entries.get(String(part));
  if (isLast && value === null) entries.delete(String(part));
  else entries.set(String(part), isLast ? merge(before, value, path, []) : put(before, path, depth + 1, value, merge));
  return mapOf(entries);
}
