/**
 * What a file of version 1 would say in the present one. One list of changes is made of its data: the reader puts them
 * over the data, and `chokepoint migrate` writes them into the text, so that both mean the same.
 */
import { presentNames, presentPattern } from '../../former-names.ts';
import { type Issue, type Path, parsePath, quote } from '../../issue.ts';
import { copyOf, isMap, mapOf, valueAt } from '../schema/plain-data.ts';
import { FORMAT_VERSION } from '../schema/schema.ts';
import type { SourceFile } from './parse.ts';

/** A value put at a path, or the name of what stands at a path replaced by another. */
export type Change =
  | { readonly path: Path; readonly value: string | number }
  | { readonly path: Path; readonly name: string };

/** The issue of a file that is newer than the program. */
export function newerVersion({ data, locate }: SourceFile): Issue | undefined {
  const version = isMap(data) ? data['version'] : undefined;
  if (!(Number(version) > FORMAT_VERSION) || typeof version === 'boolean') return undefined;
  return {
    severity: 'error',
    code: 'newer-version',
    path: ['version'],
    expected: `version ${FORMAT_VERSION} of the format`,
    found: quote(version),
    remedy: 'This file was written for a newer chokepoint: update the program.',
    place: locate(['version']).place,
  };
}

/** Whether a file is of version 1: it says so, or says nothing at all. */
export function isOld(data: unknown): boolean {
  return isMap(data) && (data['version'] === 1 || !Object.hasOwn(data, 'version'));
}

/** Whether it is worth a word that a file was read so: one that says no version means the same where little is in it. */
export function isOutdated(data: Readonly<Record<string, unknown>>, changes: readonly Change[]): boolean {
  return changes.length > (Object.hasOwn(data, 'version') ? 0 : 1);
}

/** The warning that files were read as version 1 means them; at the first. */
export function oldVersion(files: readonly SourceFile[]): Issue[] {
  const [first] = files;
  if (first === undefined) return [];
  const said = isMap(first.data) && Object.hasOwn(first.data, 'version');
  return [
    {
      ...{ severity: 'warning', code: 'old-version', path: ['version'], place: first.locate(['version']).place },
      expected: `version: ${FORMAT_VERSION}`,
      found: `${said ? 'version: 1' : 'none'}, read as version 1 was meant: switchable 0% where a stockpile says none, started and delivered as shipped, total.cost as total.supply_cost`,
      remedy: `chokepoint migrate ${files.map(({ file }) => file).join(' ')} rewrites it so, comments kept.`,
    },
  ];
}

/** What must change in a scenario of version 1. `extended` is what the files that it extends say together. */
export function changesOf(data: Readonly<Record<string, unknown>>, extended: unknown): Change[] {
  return [{ path: ['version'], value: FORMAT_VERSION }, ...changesWithin(data, extended)];
}

/** The same of a study, whose variants and grid put values over the scenarios that `baseOf` gives by their `extends`. */
export function changesOfStudy(
  data: Readonly<Record<string, unknown>>,
  baseOf: (other: string | undefined) => unknown,
): Change[] {
  const changes: Change[] = [{ path: ['version'], value: FORMAT_VERSION }];
  const consider = (at: Path, setting: string | number, value: unknown, other?: unknown) => {
    const path = parsePath(String(setting));
    if (!CHANGING.has(String(path[0]))) return;
    const base = baseOf(typeof other === 'string' ? other : undefined);
    for (const change of changesWithin(nested(path, value), base)) {
      if (path.every((part, depth) => String(part) === String(change.path[depth])))
        changes.push({ ...change, path: [...at, ...change.path.slice(path.length)] });
    }
  };
  for (const [id, variant] of entriesOf(data['variants'])) {
    const other = valueAt(variant, ['extends']);
    for (const [setting, value] of entriesOf(valueAt(variant, ['set'])))
      consider(['variants', id, 'set', setting], setting, value, other);
  }
  for (const [setting, values] of entriesOf(data['grid']))
    for (const [place, value] of entriesOf(isMap(values) ? values['values'] : values))
      consider(['grid', setting, ...(isMap(values) ? ['values'] : []), place], setting, value);
  return changes;
}

/** Parts of a scenario in which version 1 meant or named something otherwise. */
const CHANGING: ReadonlySet<string> = new Set(['stockpiles', 'expect', 'observations', 'tolerance']);

function changesWithin(data: unknown, extended: unknown): Change[] {
  const changes: Change[] = [];
  const rename = (path: Path, text: unknown) => {
    const value = typeof text === 'string' ? presentNames(text) : text;
    if (typeof value === 'string' && value !== text) changes.push({ path, value });
  };
  for (const [id, stockpile] of entriesOf(valueAt(data, ['stockpiles']))) {
    if (!isMap(stockpile)) continue;
    const path = ['stockpiles', id, 'switchable'];
    const isIntroduced = !isMap(valueAt(extended, ['stockpiles', id]));
    // Where a null takes away what an extended file says, version 1 was back at its default, too.
    const says = Object.hasOwn(stockpile, 'switchable');
    if (isIntroduced ? !says : says && stockpile['switchable'] === null) changes.push({ path, value: '0%' });
  }
  for (const [place, entry] of entriesOf(valueAt(data, ['expect'])))
    rename(['expect', place, 'that'], valueAt(entry, ['that']));
  for (const [id, entry] of entriesOf(valueAt(data, ['observations']))) {
    const path = ['observations', id, 'series'];
    const series = valueAt(entry, ['series']);
    rename(path, series);
    for (const [place, one] of entriesOf(series)) rename([...path, place], one);
  }
  return [...changes, ...tolerancesRenamed(valueAt(data, ['tolerance']))];
}

/** The names that tolerances of a scenario or a project bear now. */
export function tolerancesRenamed(tolerance: unknown): Change[] {
  return entriesOf(tolerance).flatMap(([pattern]): Change[] => {
    const name = presentPattern(String(pattern));
    return name === pattern ? [] : [{ path: ['tolerance', pattern], name }];
  });
}

/** The issue of each tolerance that would bear the name of another: two numbers can't hold for one path. */
export function sharedTolerances({ data, locate }: SourceFile): Issue[] {
  const known = new Map<string, string>();
  return entriesOf(valueAt(data, ['tolerance'])).flatMap(([key]): Issue[] => {
    const [pattern, name] = [String(key), presentPattern(String(key))];
    const other = known.get(name);
    known.set(name, pattern);
    if (other === undefined) return [];
    const path = ['tolerance', pattern];
    return [
      {
        ...{ severity: 'error', code: 'conflict', path, place: locate(path, true).place },
        expected: `one tolerance for ${name}`,
        found: `${other} and ${pattern}, which are both called so now`,
        remedy: 'Keep one of them.',
      },
    ];
  });
}

/** The data with the changes in it; where there are any, a copy. */
export function changed(data: unknown, changes: readonly Change[]): unknown {
  if (changes.length === 0) return data;
  const all = copyOf(data);
  for (const change of changes) {
    const last = change.path.at(-1) as string | number;
    if ('value' in change) ownerOf(all, change.path)[last] = change.value;
    else {
      const path = change.path.slice(0, -1);
      // In the same order, for of tolerances the last that fits holds.
      const entries = Object.entries(ownerOf(all, change.path)).map(([key, value]) => {
        return [key === last ? change.name : key, value] as const;
      });
      ownerOf(all, path)[path.at(-1) as string | number] = mapOf(entries);
    }
  }
  return all;
}

function ownerOf(data: unknown, path: Path): Record<string | number, unknown> {
  return valueAt(data, path.slice(0, -1)) as Record<string | number, unknown>;
}

/** The entries of a list, by place, or of a map; of anything else none. */
function entriesOf(value: unknown): [string | number, unknown][] {
  return Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
}

/** A value in as many maps as lead to it. */
function nested(path: Path, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, part) => mapOf([[String(part), inner]]), value);
}
