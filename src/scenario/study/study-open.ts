/** The files that a study is made of, opened: the study itself and its base. */
import { type Issue, type Path, type Place, quote } from '../../issue.ts';
import { beside, openFiles, type Reader } from '../files/extend.ts';
import { type Change, changed, changesOfStudy, isOld, newerVersion, oldVersion } from '../files/migrate.ts';
import { parseYaml, type SourceFile } from '../files/parse.ts';
import { readScenario } from '../read.ts';
import { isMap } from '../schema/plain-data.ts';
import type { Draft } from './study-assemble.ts';

/** The id of the base of a study. */
export const BASE = 'base';

/** The text of a study as data; a scenario in its place is said to be one. */
export function openStudy(file: string, read: Reader): { source?: SourceFile; issues: readonly Issue[] } {
  const answer = read(file);
  const place = { file, line: 1, column: 1 };
  if ('missing' in answer) return { issues: [missing([], `${file}: ${answer.missing}`, place)] };
  const { source, issues } = parseYaml(file, answer.text);
  if (source === undefined) return { issues };
  const { data } = source;
  const isScenario =
    isMap(data) && !('base' in data) && ['stockpiles', 'demands', 'extends'].some((key) => key in data);
  if (!isMap(data) || isScenario) {
    const wrong = { severity: 'error', code: 'wrong-type', path: [], place: source.locate([]).place } as const;
    const remedy = isScenario
      ? 'Name the scenarios to compare it with as well, or write a study with it as `base`.'
      : 'Start with version: 2, title, base and variants.';
    const found = isScenario ? 'a scenario' : quote(data);
    return { issues: [...issues, { ...wrong, expected: 'a study', found, remedy }] };
  }
  const newer = newerVersion(source);
  if (newer !== undefined) return { issues: [...issues, newer] };
  if (!Object.hasOwn(data, 'version') || !isOld(data)) return { source, issues };
  const present = changed(data, studyChanges(file, data, read));
  return { source: { ...source, data: present }, issues: [...issues, ...oldVersion([source])] };
}

/** What must change in a study of version 1, over the scenarios that it names. */
export function studyChanges(file: string, data: Readonly<Record<string, unknown>>, read: Reader): Change[] {
  const known = new Map<string, unknown>();
  return changesOfStudy(data, (other) => {
    const path = beside(file, other ?? String(data['base']));
    if (!known.has(path)) known.set(path, openFiles(path, read)([]).merged?.data);
    return known.get(path);
  });
}

function missing(path: Path, found: string, place: Place): Issue {
  const remedy = 'Check the path.';
  return { severity: 'error', code: 'missing-file', path, expected: 'a file that can be read', found, remedy, place };
}

/** The base; that it is not there is told where the study names it. */
export function openBase(file: string, read: Reader, named: Place): Draft['base'] {
  const answer = read(file);
  if ('text' in answer) return { id: BASE, file, reading: readScenario(file, read) };
  const remedy = answer.remedy ?? 'Check the path; it is relative to the study.';
  const issues = [{ ...missing(['base'], `${file}: ${answer.missing}`, named), remedy }];
  return { id: BASE, file, reading: { scenario: undefined, resolved: undefined, issues, locate: (issue) => issue } };
}
