/**
 * One scenario out of a file, the files it extends and the settings of the caller, before any number has meaning.
 * Maps merge deeply, null removes; a list, an assumption, a schedule, a `from` replaces whole, `end` replaces `horizon`.
 */
import { type Issue, type IssueCode, type Path, type Place, pathText, quote, suggestion } from '../issue.ts';
import { parseYaml, type SourceFile } from './parse.ts';

/** Gives the text of a file, or says why there is none. Paths are as written, joined with `/`. */
export type Reader = (path: string) => { readonly text: string } | { readonly missing: string };

/** A value put at a path over what the files say, such as `--set assumptions.renewed=0`. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/** The merged data and where each part of it was written. */
export interface Merged {
  readonly data: unknown;
  readonly files: readonly SourceFile[];
  /** The issue with its place in a file filled in. */
  locate(issue: Issue): Issue;
  /** The file in which the value at a path was written. */
  fileOf(path: Path): string;
}

/** A path relative to the folder of `from`. */
export function beside(from: string, relative: string): string {
  if (relative.startsWith('/')) return relative;
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** Reads a scenario and what it extends, and applies the settings. */
export function openFiles(
  path: string,
  read: Reader,
  settings: readonly Setting[],
): { merged?: Merged; issues: Issue[] } {
  const chain: SourceFile[] = [];
  const issues: Issue[] = [];
  let next: string | undefined = path;
  let named: { source: SourceFile; path: Path } | undefined;
  while (next !== undefined) {
    const current: string = next;
    const place: Place = named?.source.locate(['extends']).place ?? { file: current, line: 1, column: 1 };
    const error = (code: IssueCode, expected: string, found: string, remedy: string): Issue => ({
      ...{ severity: 'error', code, path: named ? ['extends'] : [], expected, found, remedy, place },
    });
    if (chain.some(({ file }) => file === current)) {
      const round = [...chain.map(({ file }) => file), current].join(' → ');
      issues.push(error('cycle', 'files that extend one another in one direction', round, 'Take one `extends` out.'));
      break;
    }
    const file = read(current);
    if ('missing' in file) {
      issues.push(
        error(
          'missing-file',
          'a file that can be read',
          `${current}: ${file.missing}`,
          'Check the path; it is relative to the file that names it.',
        ),
      );
      break;
    }
    const { source, issues: faults } = parseYaml(current, file.text);
    issues.push(...faults);
    if (source === undefined) break;
    chain.push(source);
    const base: unknown = isMap(source.data) ? source.data['extends'] : undefined;
    named = { source, path: ['extends'] };
    next = typeof base === 'string' ? beside(current, base) : undefined;
  }
  if (issues.length > 0 || chain.length === 0) return { issues };
  let data: unknown = {};
  for (const source of [...chain].reverse()) {
    if (!isMap(source.data)) {
      const place = source.locate([]).place;
      issues.push({
        severity: 'error',
        code: 'wrong-type',
        path: [],
        expected: 'a map with version, title, start, …',
        found: quote(source.data),
        remedy: 'Start from scenarios/README.md.',
        place,
      });
      return { issues };
    }
    data = merge(data, source.data, []);
  }
  if (isMap(data) && typeof data['extends'] === 'string') delete data['extends'];
  for (const setting of settings) {
    const [changed, issue] = applySetting(data, setting);
    data = changed;
    if (issue) issues.push(issue);
  }
  return { merged: { data, files: chain, ...locator(chain, settings) }, issues };
}

function locator(chain: readonly SourceFile[], settings: readonly Setting[]): Pick<Merged, 'locate' | 'fileOf'> {
  const deepest = (path: Path, key: boolean) => {
    let best: { place: Place; depth: number } | undefined;
    for (const source of chain) {
      const found = source.locate(path, key);
      if (best === undefined || found.depth > best.depth) best = found;
    }
    return (best as { place: Place }).place;
  };
  return {
    locate(issue) {
      if (issue.place) return issue;
      const whole = pathText(issue.path);
      const setting = settings.findLast(
        ({ path }) => whole === path || whole.startsWith(`${path}.`) || whole.startsWith(`${path}[`),
      );
      if (setting) return { ...issue, place: { file: `--set ${setting.path}`, line: 1, column: 1 } };
      return { ...issue, place: deepest(issue.path, issue.code === 'unknown-key') };
    },
    fileOf: (path) => deepest(path, false).file,
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const WHOLE: Readonly<Record<string, readonly string[]>> = {
  stockpiles: ['cover', 'target'],
  flows: ['from', 'capacity', 'share'],
  demands: ['rate', 'uses'],
};

function replacesWhole(path: Path): boolean {
  if (path[0] === 'assumptions') return path.length === 2;
  return path.length === 3 && (WHOLE[String(path[0])] ?? []).includes(String(path[2]));
}

function merge(base: unknown, over: unknown, path: Path): unknown {
  if (!isMap(over) || replacesWhole(path)) return copy(over);
  const result: Record<string, unknown> = isMap(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value, [...path, key]);
  }
  if (path.length === 0 && isMap(base)) {
    if (over['end'] != null && over['horizon'] == null) delete result['horizon'];
    if (over['horizon'] != null && over['end'] == null) delete result['end'];
  }
  return result;
}

/** A copy without the nulls of maps, which remove and have nothing to remove here. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, copy(inner)]),
  );
}

/** The parts of a path as people write it: `licences.civil.phases[2].allow` or `…phases.2.allow`. */
export function parsePath(text: string): Path {
  return text
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

const SECTIONS = ['assumptions', 'stockpiles', 'flows', 'licences', 'demands', 'events', 'expect', 'units'];

function applySetting(data: unknown, { path: written, value }: Setting): [unknown, Issue | undefined] {
  const path = parsePath(written);
  const refuse = (at: Path, names: readonly string[]): [unknown, Issue] => {
    const remedy = suggestion(
      String(at.at(-1)),
      names,
      'A setting changes what exists, or adds a field or an entity of its section.',
    );
    const place = { file: `--set ${written}`, line: 1, column: 1 };
    return [
      data,
      {
        severity: 'error',
        code: 'unknown-reference',
        path: at,
        expected: 'a path of the scenario',
        found: pathText(at),
        remedy,
        place,
      },
    ];
  };
  if (path.length === 0) return refuse([written], []);
  const put = (owner: unknown, depth: number): [unknown, Issue | undefined] => {
    const part = path[depth] as string | number;
    const last = depth === path.length - 1;
    if (Array.isArray(owner)) {
      if (typeof part !== 'number' || part >= owner.length) return refuse(path.slice(0, depth + 1), []);
      const [inner, issue] = last ? [copy(value), undefined] : put(owner[part], depth + 1);
      return [owner.with(part, inner), issue];
    }
    const map = isMap(owner) ? owner : {};
    const names = Object.keys(map);
    const exists = Object.hasOwn(map, part);
    if (!exists && !last && !(depth === 0 && path.length === 2 && SECTIONS.includes(String(part))))
      return refuse(path.slice(0, depth + 1), depth === 0 ? SECTIONS : names);
    if (!exists && last && value === null) return refuse(path, names);
    if (!last) {
      const [inner, issue] = put(map[part], depth + 1);
      return [{ ...map, [part]: inner }, issue];
    }
    return [merge(map, { [part]: value }, path.slice(0, depth)), undefined];
  };
  return put(data, 0);
}
