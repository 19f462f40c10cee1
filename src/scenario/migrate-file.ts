/** A file of version 1 rewritten as one of the present version: the same meaning, comments and layout kept. */
import { type Issue, pathText, quote } from '../issue.ts';
import { digestOfData } from './files/digest.ts';
import { beside, openFiles, type Reader } from './files/extend.ts';
import {
  type Change,
  changed,
  changesOf,
  isOld,
  newerVersion,
  sharedTolerances,
  tolerancesRenamed,
} from './files/migrate.ts';
import { changedText } from './files/migrate-text.ts';
import { parseYaml } from './files/parse.ts';
import { PROJECT_FILE } from './meaning/project.ts';
import { isMap, valueAt } from './schema/plain-data.ts';
import { studyChanges } from './study/study-open.ts';

/** What became of a file: its new text and the paths that changed in it, or neither where it is of the present version. */
export interface Migrated {
  readonly text?: string;
  readonly paths: readonly string[];
  readonly issues: readonly Issue[];
}

/** The file at `path`, as the present version would say it. A scenario, a study or a project file. */
export function migrateFile(path: string, read: Reader): Migrated {
  const fail = (...issues: Issue[]): Migrated => ({ paths: [], issues });
  const answer = read(path);
  const top = { file: path, line: 1, column: 1 };
  const error = { severity: 'error', path: [], place: top } as const;
  if ('missing' in answer) {
    const found = `${path}: ${answer.missing}`;
    return fail({
      ...error,
      code: 'missing-file',
      expected: 'a file that can be read',
      found,
      remedy: 'Check the path.',
    });
  }
  const { source, issues } = parseYaml(path, answer.text);
  if (source === undefined || issues.length > 0) return fail(...issues);
  const { data } = source;
  // A ledger has no version.
  if (Array.isArray(data)) return fail();
  const isProject = path.split('/').at(-1) === PROJECT_FILE;
  if (!isMap(data) || !(isProject || KEYS.some((key) => Object.hasOwn(data, key)))) {
    const remedy = 'Leave it out: other files have no version.';
    const expected = 'a scenario or a study';
    return fail({ ...error, code: 'wrong-type', expected, found: quote(data), remedy });
  }
  const newer = newerVersion(source);
  if (newer !== undefined) return fail(newer);
  const shared = sharedTolerances(source);
  if (shared.length > 0) return fail(...shared);
  if (!isProject && !isOld(data)) return fail();
  const found: Found = isProject ? { changes: tolerancesRenamed(data['tolerance']) } : changesOfFile(path, data, read);
  if (!('changes' in found)) return fail(...found.issues);
  const { changes } = found;
  if (changes.length === 0) return fail();
  const text = changedText(answer.text, changes);
  const wanted = digestOfData(changed(data, changes));
  const made = parseYaml(path, text);
  if (made.issues.length > 0 || digestOfData(made.source?.data) !== wanted) {
    const expected = 'each stockpile, expectation and tolerance written by itself';
    const remedy =
      'Write out what is shared by aliases (*name), or change the file by hand as scenarios/README.md says.';
    return fail({ ...error, code: 'conflict', expected, found: 'text that several of them share', remedy });
  }
  return { text, paths: changes.map((change) => pathText(change.path)), issues: [] };
}

/** One of these is in every scenario and study. */
const KEYS = ['version', 'extends', 'stockpiles', 'base'] as const;

type Found = { readonly changes: readonly Change[] } | { readonly issues: readonly Issue[] };

/** What must change in a scenario or a study, which depends on what the files that it names say. */
function changesOfFile(file: string, data: Readonly<Record<string, unknown>>, read: Reader): Found {
  const named = Object.hasOwn(data, 'base') ? basesOf(data) : [data['extends']].filter((one) => one !== undefined);
  const opened = named.map((name) => openFiles(beside(file, String(name)), read)([]));
  const broken = opened.filter(({ merged }) => !merged?.whole);
  const isStudy = Object.hasOwn(data, 'base');
  // Of a scenario the fault is told where it names what it extends.
  if (broken.length > 0) return { issues: errorsOf(isStudy ? broken : [openFiles(file, read)([])]) };
  if (isStudy) return { changes: studyChanges(file, data, read) };
  return { changes: changesOf(data, opened[0]?.merged?.data) };
}

function basesOf(data: Readonly<Record<string, unknown>>): unknown[] {
  const others = Object.values(isMap(data['variants']) ? data['variants'] : {}).map((one) => valueAt(one, ['extends']));
  return [data['base'], ...others.filter((other) => other !== undefined)];
}

function errorsOf(opened: readonly { readonly issues: readonly Issue[] }[]): Issue[] {
  return opened.flatMap(({ issues }) => issues.filter(({ severity }) => severity === 'error'));
}
