/** What tests share: a scenario given as data or text, read and run without a file. */
import fc from 'fast-check';
import { type Answer, answer, centralValues, parametersOf, pathText, readScenario, type Series } from '../src/index.ts';
import type { OracleScenario } from './oracle/input.ts';

/** The answer of a scenario given as YAML text or as data; throws with every issue where it is not sound. */
export function run(scenario: OracleScenario | object | string, files: Readonly<Record<string, string>> = {}): Answer {
  const text = typeof scenario === 'string' ? scenario : JSON.stringify(scenario);
  const all: Readonly<Record<string, string>> = { 'scenario.yaml': text, ...files };
  const { scenario: read, issues } = readScenario('scenario.yaml', (path) => {
    const found = all[path];
    return found === undefined ? { missing: 'there is no such file' } : { text: found };
  });
  const result = read === undefined ? undefined : answer(read);
  const faults = [...issues, ...(result?.issues ?? [])].filter(({ severity }) => severity === 'error');
  if (result?.ok) return result.value;
  throw new Error(
    faults.map(({ path, expected, found }) => `${pathText(path)}: expected ${expected}, got ${found}`).join('\n'),
  );
}

/** The answer, or undefined where the generator made what the program rightly refuses. */
export function runIfSound(scenario: OracleScenario): Answer | undefined {
  try {
    return run(scenario);
  } catch (error) {
    // Of things that use nothing any more, what is still owed is without number.
    if (error instanceof Error && /sum to more than 0|\.loss = Infinity/.test(error.message)) return undefined;
    throw error;
  }
}

/** The parameters of an answer's central run. */
export function parametersOfAnswer({ run: { model } }: Answer) {
  const parameters = parametersOf(model, centralValues(model));
  if (!parameters.ok) throw new Error('an answer without parameters');
  return parameters.value;
}

/** One series of an answer. */
export function series({ series: all }: Answer, id: string, variable: string): Float64Array {
  const found = all.find((one: Series) => one.id === id && one.variable === variable);
  if (found === undefined) throw new Error(`no series ${variable} of ${id}`);
  return found.values;
}

/** One metric of an answer. */
export function metric({ metrics }: Answer, path: string): number | string | null {
  const found = metrics.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no metric ${path}`);
  return found.value;
}

/** How often a law is tried, as a share of what it says itself: `npm test` tries each less often than `npm run laws`. */
const FACTOR = Number(process.env['CHOKEPOINT_LAW_FACTOR'] ?? 0.25);

/** Whether mutants of the model are tried, hundreds of times: what takes long is left out. */
export const FEWER = FACTOR < 0.1;

/**
 * Checks a law on so many generated cases; CHOKEPOINT_SEED (a number, or `random`) and CHOKEPOINT_LAW_FACTOR
 * make other and more of them. The seed is printed, so that a failure can be repeated; it is looked for in its smallest
 * case, except where fewer cases than all are asked for. Returns how many were tried.
 */
export function law<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean | undefined, runs = 300): number {
  const chosen = process.env['CHOKEPOINT_SEED'] ?? '20250404';
  const seed = chosen === 'random' ? Date.now() % 1_000_000_007 : Number(chosen);
  const numRuns = Math.ceil(runs * FACTOR);
  console.info(`seed ${seed}, ${numRuns} cases`);
  fc.assert(fc.property(arbitrary, holds), { numRuns, seed, maxSkipsPerRun: 100, endOnFailure: FEWER });
  return numRuns;
}
