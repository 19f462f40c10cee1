/**
 * From a file to what it means: every number compiled, every reference resolved, every fault collected.
 * The order of work: files, shape, frame (dates and grid), assumptions, entities, events, warnings.
 */

import { uncertainAmong } from '../chance/uncertain.ts';
import type { Issue } from '../issue.ts';
import { parseDate } from '../quantity/calendar.ts';
import { constant, FUNCTION_NAMES, type Vocabulary } from '../quantity/expression.ts';
import { isMeasured, isUnitName } from '../quantity/units.ts';
import { digestOf } from './files/digest.ts';
import { type OpenFiles, openFiles, type Reader, type Setting } from './files/extend.ts';
import { rememberingParser } from './files/parse.ts';
import { type Inlined, type Resolved, resolve } from './files/resolve.ts';
import { readAssumptions } from './meaning/assumptions.ts';
import { readCauses } from './meaning/causes.ts';
import { readExpectations } from './meaning/claims.ts';
import { type Entities, readEntities } from './meaning/entities.ts';
import { applyEvents } from './meaning/events.ts';
import { SHARE } from './meaning/expected-quantities.ts';
import { readExplore } from './meaning/explore.ts';
import { Faults } from './meaning/faults.ts';
import { FieldReader } from './meaning/field-reader.ts';
import { type KnownLedgers, Ledgers } from './meaning/figures.ts';
import { readFocus } from './meaning/focus.ts';
import { readFrame } from './meaning/frame.ts';
import { readMarkets } from './meaning/market.ts';
import { readMeasure } from './meaning/measure.ts';
import { checkNetwork } from './meaning/network-checks.ts';
import { readObservations } from './meaning/observations.ts';
import { readProcesses, statesOf } from './meaning/process.ts';
import { checkProvenance } from './meaning/provenance.ts';
import { readRankCorrelations } from './meaning/rank-correlations.ts';
import type { Surroundings } from './meaning/read-context.ts';
import { checkReferences } from './meaning/references.ts';
import { readScales } from './meaning/scales.ts';
import { translationsIn } from './meaning/translations.ts';
import { type Beneath, checkUnused } from './meaning/unused.ts';
import type { Scenario } from './scenario.ts';
import { isMap, mapOf } from './schema/plain-data.ts';
import { type ScenarioFile, scenarioSchema } from './schema/schema.ts';
import { checkShape } from './schema/shape.ts';

/** What reading a file brought: the scenario if nothing is wrong, every issue, and the way to place further ones. */
export interface Reading {
  readonly scenario: Scenario | undefined;
  readonly issues: readonly Issue[];
  /** What it takes to read it again without its files; undefined where something is wrong. */
  readonly resolved: Resolved | undefined;
  /** An issue with the place of its path in the files filled in. */
  locate(issue: Issue): Issue;
}

/**
 * Reads the scenario at `path` with `read` giving the text of each file, and `settings` put over what it says.
 * Returns every issue at once, each with its place; the scenario only if none is an error.
 */
export function readScenario(path: string, read: Reader, settings: readonly Setting[] = []): Reading {
  return scenarioReader(path, read)(settings);
}

/** Reads one scenario with these settings put over what its files say. */
export type ScenarioReader = (settings: readonly Setting[]) => Reading;

/**
 * `readScenario` for many settings, as a study, a search or a slider needs: files are read and parsed once, formulas are
 * parsed once each, and a reading costs what the settings may have changed. Of a file that changes later nothing is seen.
 */
export function scenarioReader(path: string, read: Reader, memory = readingMemory()): ScenarioReader {
  const once = readingOnce(read);
  const open = openFiles(path, once, memory.parse);
  const known: Known = { ...memory, ledgers: new Map() };
  return (settings) => readMerged(open(settings), once, { ...known, path, settings });
}

/** What readers of one file and another text of it have in common: files as parsed, and formulas. */
export type ReadingMemory = Pick<Known, 'trees' | 'parse'>;

export function readingMemory(): ReadingMemory {
  return { trees: new Map(), parse: rememberingParser() };
}

/** Reads each file once, however often it is asked for. */
function readingOnce(read: Reader): Reader {
  const answers = new Map<string, ReturnType<Reader>>();
  return (file, as) => {
    const key = JSON.stringify([file, as]);
    const answer = answers.get(key) ?? read(file, as);
    answers.set(key, answer);
    return answer;
  };
}

/** What readings of one scenario have in common. */
interface Known {
  readonly ledgers: KnownLedgers;
  readonly trees: NonNullable<Vocabulary['trees']>;
  readonly parse: ReturnType<typeof rememberingParser>;
}

/** What is read: the file, and the settings put over it. */
interface Asked extends Known {
  readonly path: string;
  readonly settings: readonly Setting[];
}

function readMerged({ merged, issues: opening }: ReturnType<OpenFiles>, read: Reader, asked: Asked): Reading {
  if (merged === undefined) return { ...NOTHING, issues: opening, locate: (issue) => issue };
  const { data, base, whole, fileOf, locate } = merged;
  const faults = new Faults();
  for (const issue of opening) faults.add(issue);
  const { file, issues: shape, silent } = checkShape(scenarioSchema, data);
  // Where a file could not be read, what seems to be missing may stand there.
  for (const issue of shape) if (whole || issue.code !== 'missing-key') faults.add(issue);
  for (const one of [...shape.map((issue) => issue.path), ...silent]) faults.silence(one);
  const inlined: Inlined[] = [];
  const ledgers = new Ledgers(read, asked.ledgers, asked.parse);
  const scenario =
    file && whole
      ? readMeaning(file, data, faults, {
          ledgers,
          trees: asked.trees,
          read,
          fileOf,
          inline: (path, written, insteadOf) => inlined.push({ path, written, insteadOf }),
          ...{ base, settings: asked.settings, isOwn: (...entry) => fileOf(entry) === asked.path },
        })
      : undefined;
  const issues = faults.issues.map(locate);
  if (scenario === undefined || issues.some(({ severity }) => severity === 'error')) {
    return { ...NOTHING, issues, locate };
  }
  const resolved = resolve(withoutExplore(data), inlined, ledgers.taken);
  const digest = digestOf(resolved.scenario, scenario.assumptions);
  return { scenario: { ...scenario, digest }, resolved, issues, locate };
}

/** What is offered to whoever explores a scenario is no part of what is computed. */
function withoutExplore(data: unknown): unknown {
  return isMap(data) ? mapOf(Object.entries(data).filter(([key]) => key !== 'explore')) : data;
}

const NOTHING = { scenario: undefined, resolved: undefined };

interface Sources extends Beneath, Pick<Surroundings, 'read' | 'fileOf' | 'inline'> {
  readonly ledgers: Ledgers;
  readonly trees: Known['trees'];
}

const NAMELESS = 'The grid stands before the assumptions: write a duration such as 2 years.';

function readMeaning(
  file: ScenarioFile,
  raw: unknown,
  faults: Faults,
  { ledgers, trees, read, fileOf, inline, ...beneath }: Sources,
): Omit<Scenario, 'digest'> {
  const things = readThings(faults, file.units ?? []);
  const framing = new FieldReader(
    { things, variables: new Map(), start: undefined, nameless: NAMELESS, trees },
    [],
    faults,
  );
  const frame = readFrame(framing, file);
  const { assumptions, evaluationOrder, variables, values } = readAssumptions(
    framing,
    file.assumptions ?? {},
    ledgers,
    fileOf,
  );
  const desk = new FieldReader(
    { things, variables, start: frame.start, trees, processes: statesOf(file.processes) },
    values,
    faults,
    { money: framing.money, uncertain: uncertainAmong(assumptions, evaluationOrder) },
  );
  const { start, steps, stepDays } = frame;
  const around = { read, fileOf, inline, start, end: start + steps * stepDays, stepDays };
  const together = readRankCorrelations(desk, file, assumptions);
  checkReferences(desk, file, raw);
  const entities = applyEvents(desk, file, readEntities(desk, file, around), around);
  const scales = readScales(desk, file, entities, around);
  const markets = readMarkets(desk, file.markets, entities);
  const processes = readProcesses(desk, file.processes, around);
  const discount = file.discount === undefined ? constant(0) : desk.number(['discount'], file.discount, SHARE);
  checkNetwork(desk, file, entities, around);
  const observations = readObservations(desk, file.observations ?? {}, idsOf(entities), around);
  // What can't be read may be what uses it.
  if (!faults.issues.some(({ severity }) => severity === 'error'))
    checkUnused(desk, assumptions, { ...entities, markets, processes }, beneath);
  checkProvenance(desk, file);
  const expectations = readExpectations(desk, file.expect, { data: raw, ledgers, fileOf });
  return {
    title: file.title,
    about: file.about,
    ...frame,
    seed: String(file.seed ?? 'chokepoint'),
    runs: file.runs ?? 1000,
    things,
    assumptions,
    evaluationOrder,
    together,
    ...entities,
    markets,
    processes,
    scales,
    ...readFocus(desk, file),
    measure: readMeasure(desk, file.measure, around),
    ...{ discount, currency: desk.money.check(faults) },
    events: (file.events ?? []).flatMap(({ date, title }, position) =>
      title === undefined ? [] : [{ date: parseDate(date) ?? 0, title, position }],
    ),
    expectations,
    observations,
    explore: readExplore(desk, file, raw),
    causes: readCauses(desk, file.causes, raw),
    tolerance: file.tolerance ?? {},
    translations: translationsIn(scenarioSchema, raw),
  };
}

function idsOf({ flows, demands }: Entities): { flows: string[]; demands: string[] } {
  return { flows: flows.map(({ id }) => id), demands: demands.map(({ id }) => id) };
}

/** Things are units: none may bear the name of another, of a function, or of what units measure. */
function readThings(faults: Faults, things: readonly string[]): ReadonlySet<string> {
  const isTaken = (thing: string) => isUnitName(thing, new Set()) || FUNCTION_NAMES.has(thing) || isMeasured(thing);
  for (const [position, thing] of things.entries()) {
    if (!isTaken(thing)) continue;
    const remedy = 'Take it out if the unit is meant, or rename the thing.';
    const expected = 'a name that no unit or function bears';
    faults.add({ severity: 'error', code: 'name-taken', path: ['units', position], expected, found: thing, remedy });
  }
  return new Set(things.filter((thing) => !isTaken(thing)));
}
