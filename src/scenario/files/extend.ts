/**
 * One scenario out of a file, the files it extends and the settings of the caller, before any number has meaning.
 * Maps merge deeply, null removes; a list, an assumption, a schedule, a `from` replaces whole, `end` replaces `horizon`.
 */
import { type Issue, type IssueCode, type Path, type Place, quote, suggestion } from '../../issue.ts';
import { isMap, mapOf } from '../schema/plain-data.ts';
import { changed, changesOf, isOld, isOutdated, newerVersion, oldVersion, sharedTolerances } from './migrate.ts';
import { parseYaml, type SourceFile } from './parse.ts';
import { applySettings, type Setting, settingAt } from './settings.ts';
import { isAllRead, readTable, tablesNamed } from './tables.ts';

export type { Setting } from './settings.ts';

/**
 * Gives the text of a file that is read as YAML or as a table, or says why there is none and, where that is more than to
 * check the path, what to do. Paths are as written, joined with `/`.
 */
export type Reader = (
  path: string,
  as?: 'yaml' | 'table',
) => { readonly text: string } | { readonly missing: string; readonly remedy?: string };

/** The merged data and where each part of it was written. */
export interface Merged {
  readonly data: unknown;
  /** What the files say without the settings. */
  readonly base: unknown;
  /** Whether every file of the chain could be read; if not, what is missing may be no fault. */
  readonly whole: boolean;
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

/** What files say with settings put over it; nothing merged where the file itself is unreadable. */
export type OpenFiles = (settings: readonly Setting[]) => { readonly merged?: Merged; readonly issues: Issue[] };

/** Reads a scenario and what it extends, once for any settings. */
export function openFiles(path: string, read: Reader, parse = parseYaml): OpenFiles {
  const { chain: written, issues, whole } = openChain(path, read, parse);
  if (written.length === 0) return () => ({ issues });
  const isVersioned = written.some((source) => Object.hasOwn(source.data, 'version'));
  let data: unknown = {};
  const chain: SourceFile[] = [];
  const old: SourceFile[] = [];
  for (const [n, source] of [...written.entries()].reverse()) {
    const lost: Path[] = [];
    const changes = isVersioned && isOld(source.data) ? changesOf(source.data, data) : [];
    if (isOutdated(source.data, changes)) old.unshift(source);
    const present = changed(source.data, changes);
    data = merge(data, present, [], lost);
    chain.unshift({ ...source, data: present });
    if (whole) issues.push(...lost.map((at) => nothingToRemove(at, source, data, n < written.length - 1)));
  }
  issues.push(...oldVersion(old), ...old.flatMap(sharedTolerances));
  if (isMap(data) && typeof data['extends'] === 'string') delete data['extends'];
  if (isMap(data) && isAllRead(data)) delete data['tables'];
  return (settings) => {
    const set = applySettings(data, settings, merge);
    return {
      merged: { data: set.data, base: data, whole, ...locator(chain, settings) },
      issues: [...issues, ...set.issues],
    };
  };
}

/** A file whose data is a map. */
type MapFile = SourceFile & { readonly data: Readonly<Record<string, unknown>> };

/** The file and those it extends, itself first; ends where one can't be read. */
function openChain(
  path: string,
  read: Reader,
  parse: typeof parseYaml,
): { chain: MapFile[]; issues: Issue[]; whole: boolean } {
  const chain: MapFile[] = [];
  const issues: Issue[] = [];
  const broken = { chain, issues, whole: false };
  let next: string | undefined = path;
  let naming: SourceFile | undefined;
  while (next !== undefined) {
    const current: string = next;
    const by = naming;
    const place: Place = by?.locate(['extends']).place ?? { file: current, line: 1, column: 1 };
    const refuse = (code: IssueCode, expected: string, found: string, remedy: string) => {
      issues.push({ severity: 'error', code, path: by ? ['extends'] : [], expected, found, remedy, place });
      return broken;
    };
    if (chain.some(({ file }) => file === current)) {
      const round = [...chain.map(({ file }) => file), current].join(' → ');
      return refuse('cycle', 'files that do not extend themselves', round, 'Take one `extends` out.');
    }
    const file = read(current);
    if ('missing' in file) {
      const check = by ? 'Check the path; it is relative to the file that names it.' : 'Check the path.';
      return refuse('missing-file', 'a file that can be read', `${current}: ${file.missing}`, file.remedy ?? check);
    }
    const { source, issues: faults } = parse(current, file.text);
    issues.push(...faults);
    if (source === undefined) return broken;
    if (!isMap(source.data)) {
      const remedy = 'Start with version: 2, title and start, as scenarios/README.md shows.';
      const { place: top } = source.locate([]);
      issues.push(wrong('wrong-type', [], 'a map with version, title, start, …', quote(source.data), remedy, top));
      return broken;
    }
    if (by === undefined && 'base' in source.data && !('stockpiles' in source.data)) {
      const remedy = `Run it by chokepoint compare ${current}, or name its base.`;
      issues.push(wrong('wrong-type', [], 'a scenario', 'a study', remedy, source.locate([]).place));
      return { chain: [], issues, whole: false };
    }
    const newer = newerVersion(source);
    if (newer !== undefined) return { chain: [], issues: [...issues, newer], whole: false };
    chain.push({ ...source, data: source.data });
    for (const [section, named] of tablesNamed(source.data)) {
      const table = openTable(section, beside(current, named), source.locate(['tables', section]).place, read);
      issues.push(...table.issues);
      if (table.source === undefined) return broken;
      chain.push({ ...table.source, data: table.source.data as MapFile['data'] });
    }
    naming = source;
    const base: unknown = source.data['extends'];
    next = typeof base === 'string' ? beside(current, base) : undefined;
  }
  return { chain, issues, whole: true };
}

/** A table that a file names, or why it can't be read. */
function openTable(
  section: ReturnType<typeof tablesNamed>[number][0],
  path: string,
  place: Place,
  read: Reader,
): { source?: SourceFile; issues: Issue[] } {
  const file = read(path, 'table');
  if ('text' in file) return readTable(section, path, file.text);
  const remedy = file.remedy ?? 'Check the path; it is relative to the file that names it.';
  const found = `${path}: ${file.missing}`;
  return { issues: [wrong('missing-file', ['tables', section], 'a CSV file that can be read', found, remedy, place)] };
}

function wrong(code: IssueCode, path: Path, expected: string, found: string, remedy: string, place: Place): Issue {
  return { severity: 'error', code, path, expected, found, remedy, place };
}

/** What keys and ids look like; anything else is the rest of a text that a comma has cut. */
const NAME = /^[\w-]+$/;

/** A null says that something is to go; where there is nothing, a value or the name was forgotten. */
function nothingToRemove(path: Path, source: SourceFile, data: unknown, extending: boolean): Issue {
  const { place } = source.locate(path, true);
  const key = quote(String(path.at(-1)));
  if (!NAME.test(String(path.at(-1)))) {
    const remedy = 'Put the text in quotes: within { } a comma ends it.';
    return wrong('missing-key', path, 'a key with a value', key, remedy, place);
  }
  if (!extending)
    return wrong('missing-key', path, `a value of ${key}`, 'nothing', 'Write one, or take the key out.', place);
  let owner = data;
  for (const part of path.slice(0, -1)) owner = isMap(owner) ? owner[String(part)] : undefined;
  const remedy = suggestion(key, Object.keys(isMap(owner) ? owner : {}), 'Write a value, or take the key out.');
  return wrong('unknown-reference', path, 'null for what an extended file has', key, remedy, place);
}

function locator(chain: readonly SourceFile[], settings: readonly Setting[]): Pick<Merged, 'locate' | 'fileOf'> {
  const [first] = chain as [SourceFile];
  /** The file that has the last word on a path; where none has it, the one that knows most of it. */
  const owner = (path: Path): SourceFile => {
    const deciding = chain.find(({ data }) => decides(data, path));
    if (deciding !== undefined) return deciding;
    return chain.reduce((best, source) => (source.locate(path).depth > best.locate(path).depth ? source : best));
  };
  const place = (path: Path, key: boolean): Place => owner(path).locate(path, key).place;
  return {
    locate(issue) {
      if (issue.place) return issue;
      const isMissing = issue.code === 'missing-key';
      const around = issue.path.slice(0, -1);
      const known = chain.some(({ data }) => decides(data, around));
      const setting =
        settingAt(settings, issue.path) ?? (isMissing && !known ? settingAt(settings, around, true) : undefined);
      if (setting) return { ...issue, place: { file: `--set ${setting.path}`, line: 1, column: 1 } };
      if (isMissing && !chain.some(({ data }) => decides(data, issue.path)))
        return { ...issue, place: place(around, true) };
      const key = issue.code === 'unknown-key' || issue.found === String(issue.path.at(-1));
      return { ...issue, place: place(issue.path, key) };
    },
    fileOf: (path) => (settingAt(settings, path) ? first : owner(path)).file,
  };
}

/** Whether a file has a value at a path, or one above it that replaces whole what the files it extends say. */
function decides(data: unknown, path: Path): boolean {
  let value = data;
  for (const [depth, part] of path.entries()) {
    if (!isMap(value) || (depth > 0 && replacesWhole(path.slice(0, depth)))) return true;
    if (!Object.hasOwn(value, part)) return false;
    value = value[part];
  }
  return true;
}

const WHOLE: ReadonlySet<string> = new Set([
  ...['stockpiles.cover', 'stockpiles.target', 'flows.from', 'flows.capacity', 'flows.share', 'flows.lead'],
  ...['flows.cost', 'demands.rate', 'demands.uses', 'processes.central'],
]);

/** Whether what stands at a path replaces what the extended file says there, and is not merged with it. */
function replacesWhole([section, id, field, ...rest]: Path): boolean {
  if (section === 'assumptions') return id !== undefined && field === undefined;
  // A floor is a schedule by its tier; where a state goes, and how, is said as one.
  if (field === 'floors' || (section === 'processes' && field === 'moves')) return rest.length === 1;
  return rest.length === 0 && WHOLE.has(`${section}.${field}`);
}

/** `over` put over `base`; the paths at which a null had nothing to remove go to `lost`. */
function merge(base: unknown, over: unknown, path: Path, lost: Path[]): unknown {
  if (Array.isArray(over))
    return over.map((item, position) => (item === null ? null : merge({}, item, [...path, position], lost)));
  if (!isMap(over)) return over;
  const result = new Map<string, unknown>(isMap(base) && !replacesWhole(path) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(over)) {
    if (value !== null) result.set(key, merge(result.get(key), value, [...path, key], lost));
    else if (!result.delete(key)) lost.push([...path, key]);
  }
  if (path.length === 0 && isMap(base)) {
    if (over['end'] != null && over['horizon'] == null) result.delete('horizon');
    if (over['horizon'] != null && over['end'] == null) result.delete('end');
  }
  return mapOf(result);
}
