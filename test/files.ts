/** The scenarios that ship, for tests that hold them against what is committed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type Answer,
  answer,
  type EnsembleSummary,
  ensembleOf,
  type Issue,
  isUncertain,
  type Model,
  pathText,
  type Reader,
  readScenario,
  readStudy,
} from '../src/index.ts';

export const ROOT = resolve(import.meta.dirname, '..');

/** The text of a file of the repository. */
export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Gives the texts of files of the repository to whatever reads scenarios. */
export const reader: Reader = (path) =>
  existsSync(join(ROOT, path)) ? { text: read(path) } : { missing: 'there is no such file' };

/** A study that ships, as read. */
export const studyOf = (file: string) => readStudy(file, reader);

/** The scenario files that ship, relative to the root. */
export const SCENARIOS = readdirSync(join(ROOT, 'scenarios'))
  .filter((name) => name.endsWith('.yaml') && name !== 'figures.yaml')
  .map((name) => `scenarios/${name}`);

/** The folder of a scenario's committed results. */
export const resultsOf = (file: string) => `results/${basename(file, '.yaml')}`;

/** The answer of a file that ships; throws with every issue where it is not sound. */
export function answerOf(file: string): { answer: Answer; issues: readonly Issue[] } {
  const { scenario, issues } = readScenario(file, reader);
  const result = scenario && answer(scenario);
  if (result?.ok) return { answer: result.value, issues: [...issues, ...result.issues] };
  const faults = [...issues, ...(result?.issues ?? [])];
  throw new Error(
    faults.map(({ path, expected, found }) => `${pathText(path)}: expected ${expected}, got ${found}`).join('\n'),
  );
}

const ensembles = new Map<Model, Promise<EnsembleSummary | undefined>>();

/** The ensemble that `chokepoint run` makes of a model, made once; undefined where nothing is uncertain. */
export function ensembleFor(model: Model): Promise<EnsembleSummary | undefined> {
  const made = ensembles.get(model) ?? make(model);
  ensembles.set(model, made);
  return made;
}

async function make(model: Model): Promise<EnsembleSummary | undefined> {
  if (!isUncertain(model)) return undefined;
  const { seed, runs } = model.scenario;
  const ensemble = await ensembleOf(model, { seed, runs, sampling: 'plain' });
  if (!ensemble.ok) throw new Error(JSON.stringify(ensemble.issues));
  return ensemble.value;
}
