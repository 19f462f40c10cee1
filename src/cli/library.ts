/**
 * What `import … from 'chokepoint'` gives in Node: scenarios from files, their runs, and checks, for tests of one's
 * own. The core, which runs in a browser too, is 'chokepoint/core'.
 */
import {
  type Answer,
  answer,
  type Checked,
  type CheckStanding,
  checkLines,
  type Issue,
  pathText,
  readScenario,
  type Scenario,
  type Setting,
  shown,
} from '../index.ts';
import { openProject } from './project.ts';
import { readerFor } from './read-file.ts';
import { checkFile } from './threads/check-file.ts';

export type {
  Answer,
  Checked,
  CheckStanding,
  Difference,
  Drift,
  Issue,
  Metric,
  Scenario,
  Series,
  Summary,
  Verdict,
} from '../index.ts';
export { VERSION } from '../index.ts';

/** A scenario that is not sound: every fault with its place, in `issues` and in the message. */
export class ScenarioError extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    const faults = issues.filter(({ severity }) => severity === 'error');
    super(faults.map(tellIssue).join('\n'));
    this.name = 'ScenarioError';
    this.issues = faults;
  }
}

function tellIssue({ place, path, expected, found, remedy }: Issue): string {
  const where = place ? `${place.file}:${place.line}:${place.column} ` : '';
  return shown(`${where}${pathText(path)}: expected ${expected}, got ${found}. ${remedy}`);
}

/** Where the files may lie that a scenario names. */
export interface ReadSettings {
  /** Also outside its root: the folder of chokepoint.yaml above it, or of its git repository, or its own. */
  readonly allowOutside?: boolean;
}

/**
 * Reads a scenario file, with `settings` put over what it says: `{'assumptions.renewed': 1}`. Throws a ScenarioError
 * where it is not sound.
 */
export function loadScenario(
  file: string,
  settings: Readonly<Record<string, unknown>> = {},
  { allowOutside = false }: ReadSettings = {},
): Scenario {
  const read = readerFor([file], allowOutside);
  const { scenario, issues } = readScenario(file.replaceAll('\\', '/'), read, settingsOf(settings));
  if (scenario === undefined) throw new ScenarioError(issues);
  return scenario;
}

/** The central run of a scenario: metrics by path in `summary.metrics`, series, verdicts. Throws a ScenarioError. */
export function simulate(scenario: Scenario): Answer {
  const result = answer(scenario);
  if (!result.ok) throw new ScenarioError(result.issues);
  return result.value;
}

/** How a check may differ from `chokepoint check FILE`. */
export interface CheckSettings extends ReadSettings {
  /** The folder of the results; `results`. */
  readonly out?: string;
  /** Put over what the file says. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Replicates of the ensemble; 1: the central run alone. */
  readonly runs?: number;
}

/** What a check found; `standing` is `same` where all is as it should be, and `text` tells what is not. */
export type CheckResult = Checked & { readonly standing: CheckStanding; readonly text: string };

/**
 * Holds a scenario file against what it expects and against its committed results, under the tolerances of the file
 * and of chokepoint.yaml. Throws a ScenarioError where an input is not sound.
 */
export async function check(file: string, options: CheckSettings = {}): Promise<CheckResult> {
  const { out = 'results', settings = {}, runs, allowOutside = false } = options;
  const project = openProject();
  if (!project.ok) throw new ScenarioError(project.issues);
  const reading = { named: [file], allowOutside };
  const job = {
    out,
    settings: settingsOf(settings),
    reading,
    runs,
    commit: undefined,
    update: false,
    language: 'en' as const,
  };
  const { checked, project: found } = await checkFile(file, { ...job, tolerance: project.value.tolerance });
  const faults = [...checked.issues, ...found.issues.map(project.value.locate)];
  if (faults.some(({ severity }) => severity === 'error')) throw new ScenarioError(faults);
  const { standing, head, lines } = checkLines(checked);
  return { ...checked, standing, text: [head, ...lines].map(shown).join('\n') };
}

function settingsOf(settings: Readonly<Record<string, unknown>>): Setting[] {
  return Object.entries(settings).map(([path, value]) => ({ path, value }));
}
