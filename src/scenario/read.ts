/**
 * From a file to what it means: every number compiled, every reference resolved, every fault collected.
 * The order of work: files, shape, frame (dates and grid), assumptions, entities, events, warnings.
 */
import type { Issue, Path } from '../issue.ts';
import { isUnitName } from '../units.ts';
import { readAssumptions } from './assumptions.ts';
import { Desk } from './desk.ts';
import { digestOf } from './digest.ts';
import { readEntities } from './entities.ts';
import { applyEvents } from './events.ts';
import { openFiles, type Reader, type Setting } from './extend.ts';
import { Ledgers } from './figures.ts';
import { readFrame } from './frame.ts';
import { migrate } from './migrate.ts';
import { checkNetwork } from './network-checks.ts';
import { checkReferences } from './references.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioFile } from './schema.ts';
import { checkShape } from './shape.ts';

/** What reading a file brought: the scenario if nothing is wrong, every issue, and the way to place further ones. */
export interface Reading {
  readonly scenario: Scenario | undefined;
  readonly issues: readonly Issue[];
  /** An issue with the place of its path in the files filled in. */
  locate(issue: Issue): Issue;
}

/**
 * Reads the scenario at `path` with `read` giving the text of each file, and `settings` put over what it says.
 * Returns every issue at once, each with its place; the scenario only if none is an error.
 */
export function readScenario(path: string, read: Reader, settings: readonly Setting[] = []): Reading {
  const { merged, issues: opening } = openFiles(path, read, settings);
  if (merged === undefined) return { scenario: undefined, issues: opening, locate: (issue) => issue };
  const used: Record<string, string> = {};
  const noting: Reader = (file) => {
    const answer = read(file);
    if ('text' in answer) used[file] = answer.text;
    return answer;
  };
  const { file, issues: shape } = checkShape(migrate(merged.data));
  const { scenario, issues } = file
    ? readMeaning(file, merged.data, noting, merged.fileOf)
    : { scenario: undefined, issues: [] };
  const all = [...opening, ...shape, ...issues].map((issue) => merged.locate(issue));
  const digest = digestOf(merged.data, used);
  const isSound = !all.some(({ severity }) => severity === 'error');
  return { scenario: scenario && isSound ? { ...scenario, digest } : undefined, issues: all, locate: merged.locate };
}

function readMeaning(file: ScenarioFile, raw: unknown, read: Reader, fileOf: (path: Path) => string) {
  const things = new Set(file.units ?? []);
  const framing = new Desk({ things, variables: new Map(), start: undefined });
  for (const [position, thing] of (file.units ?? []).entries()) {
    if (isUnitName(thing, new Set())) {
      framing.fault(
        'name-taken',
        ['units', position],
        'a name that no unit bears',
        thing,
        'Take it out, or rename the thing.',
      );
    }
  }
  const frame = readFrame(framing, file);
  const { assumptions, evaluationOrder, variables, values } = readAssumptions(
    framing,
    file.assumptions ?? {},
    new Ledgers(read),
    fileOf,
  );
  const desk = new Desk({ things, variables, start: frame.start }, values);
  const around = { read, fileOf, start: frame.start, end: frame.start + frame.steps * frame.stepDays };
  checkReferences(desk, file, raw);
  const entities = applyEvents(desk, file, readEntities(desk, file, around), around);
  if (framing.issues.length === 0) checkNetwork(desk, entities);
  const scenario: Omit<Scenario, 'digest'> = {
    title: file.title,
    about: file.about,
    ...frame,
    seed: String(file.seed ?? 'chokepoint'),
    runs: file.runs ?? 1000,
    things,
    assumptions,
    evaluationOrder,
    ...entities,
    events: (file.events ?? []).map(({ date, title }, position) => ({
      date: desk.date(['events', position, 'date'], date),
      title,
    })),
    expectations: (file.expect ?? []).map(({ that, because }) => ({ that, because })),
  };
  return { scenario, issues: [...framing.issues, ...desk.issues] };
}
