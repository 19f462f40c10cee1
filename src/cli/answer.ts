/** From a file to everything its central run says: the work that `run` and `validate` share. */

import { basename } from 'node:path';
import { type Answer, answer, type Issue, readScenario, type Setting } from '../index.ts';
import { readText } from './files.ts';

/** The answer of a scenario file, or undefined; issues are placed, and `locate` places later ones. */
export function answerFile(
  file: string,
  settings: readonly Setting[],
): { answer: Answer | undefined; issues: Issue[]; locate: (issue: Issue) => Issue } {
  const { scenario, issues, locate } = readScenario(file.replaceAll('\\', '/'), readText, settings);
  if (scenario === undefined) return { answer: undefined, issues: [...issues], locate };
  const result = answer(scenario);
  return { answer: result.ok ? result.value : undefined, issues: [...issues, ...result.issues.map(locate)], locate };
}

/** The name of a scenario: that of its file. */
export function nameOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}

/** The scenarios among files that a shell found as `scenarios/*.yaml`: the ledger lies beside them and is none. */
export function scenariosAmong(files: readonly string[]): string[] {
  return files.filter((file) => files.length === 1 || basename(file) !== 'figures.yaml');
}
