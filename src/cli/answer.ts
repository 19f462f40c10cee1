/** From a file to everything its central run says: the work that `run` and `validate` share. */

import { basename } from 'node:path';
import {
  type Answer,
  answer,
  faultsOfRun,
  type Issue,
  type Reader,
  type Resolved,
  readScenario,
  type Setting,
} from '../index.ts';
import { listFolder } from './files.ts';
import { keepingReader } from './read-file.ts';

/** What reading and running a file gave; issues are placed. */
export interface Read {
  readonly file: string;
  readonly answer: Answer | undefined;
  /** What it takes to read it again; undefined where something is wrong. */
  readonly resolved: Resolved | undefined;
  readonly issues: readonly Issue[];
  /** Gives an issue its place in the files. */
  readonly locate: (issue: Issue) => Issue;
  /** Every file that was read. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The answer of a scenario file, or undefined; `source` gives the texts. */
export function answerFile(named: string, settings: readonly Setting[], source: Reader): Read {
  const file = named.replaceAll('\\', '/');
  const { read, texts } = keepingReader(source);
  const { scenario, resolved, issues, locate } = readScenario(file, read, settings);
  if (scenario === undefined) return { file, answer: undefined, resolved, issues, locate, texts };
  const result = answer(scenario);
  const all = [...issues, ...result.issues.map(locate)];
  return { file, answer: result.ok ? result.value : undefined, resolved, issues: all, locate, texts };
}

/** All that is wrong with a scenario file, told by reading and running it; the same issues as of `answerFile`. */
export function issuesOfFile(named: string, settings: readonly Setting[], source: Reader): readonly Issue[] {
  const { scenario, issues, locate } = readScenario(named.replaceAll('\\', '/'), source, settings);
  return scenario === undefined ? issues : [...issues, ...faultsOfRun(scenario).map(locate)];
}

/** The name of a scenario: that of its file. */
export function nameOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}

/** The scenarios among files that a shell found as `scenarios/*.yaml`: the ledger lies beside them and is none. */
export function scenariosAmong(files: readonly string[]): string[] {
  return files.filter((file) => files.length === 1 || basename(file) !== 'figures.yaml');
}

/** Where scenarios lie that no call names. */
export const SCENARIOS = 'scenarios';

/** The scenarios there. */
export function scenariosHere(): string[] {
  const names = listFolder(SCENARIOS).filter((name) => /\.ya?ml$/.test(name) && name !== 'figures.yaml');
  return names.map((name) => `${SCENARIOS}/${name}`);
}

/** Why these files can't be run together: two that are called the same. */
export function nameClash(files: readonly string[]): string | undefined {
  const twice = files.find((file, place) => files.findIndex((other) => nameOf(other) === nameOf(file)) !== place);
  return twice === undefined
    ? undefined
    : `Two files are called ${nameOf(twice)}: their results would go to one folder. Run them one by one with --out.`;
}
