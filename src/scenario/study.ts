/**
 * A study: a base scenario and the variants that it is compared with, every one of them read and checked. Faults are
 * told at their places in the study; those of the base at its own.
 */
import { type Issue, type IssueCode, type Path, type Place, pathText, quote } from '../issue.ts';
import { digestOfData } from './digest.ts';
import { beside, type Reader, type Setting } from './extend.ts';
import { migrate } from './migrate.ts';
import { parseYaml, type SourceFile } from './parse.ts';
import { isMap } from './plain-data.ts';
import { type Reading, readScenario } from './read.ts';
import type { Scenario } from './scenario.ts';
import { checkShape } from './shape.ts';
import { axesOf, cellsOf, type GridAxis } from './study-grid.ts';
import { MOST_CELLS, type StudyFile, studySchema } from './study-schema.ts';
import { comparabilityFaults, type Slot, slotOf, toldInStudy } from './study-variant.ts';
import { type LeftOut, rivalWorlds, type World } from './worlds.ts';

/** A scenario of a study: a file with settings put over it. */
export interface StudyVariant {
  readonly id: string;
  readonly title: string;
  readonly about: string | undefined;
  readonly file: string;
  readonly settings: readonly Setting[];
  /** Of a combination of the grid, which value of each axis it has. */
  readonly cell: readonly number[] | undefined;
}

/** A checked study. */
export interface Study {
  readonly title: string;
  readonly about: string | undefined;
  /** Replicates and seed, the same for all variants. */
  readonly runs: number;
  readonly seed: string;
  /** The base first, then the variants as written, then the cells of the grid, the last axis fastest. */
  readonly variants: readonly StudyVariant[];
  readonly axes: readonly GridAxis[];
  /** Where rivals are worlds: as written first, then each rival of a figure in its place. */
  readonly worlds: readonly World[];
  readonly leftOut: readonly LeftOut[];
  /** SHA-256 of the study with all scenarios as resolved, but for the cells of its grid. */
  readonly digest: string;
  /** The scenario of a variant in a world (as written where none is given); a fault names the variant. */
  open(variant: StudyVariant, world?: World): { readonly scenario?: Scenario; readonly issues: readonly Issue[] };
}

/** A study if nothing is wrong, and every issue. */
export interface StudyReading {
  readonly study: Study | undefined;
  readonly issues: readonly Issue[];
}

/** What a study is put together from. */
interface Draft {
  readonly title: string;
  readonly about: string | undefined;
  readonly base: { readonly file: string; readonly reading: Reading };
  readonly slots: readonly Slot[];
  readonly axes: readonly GridAxis[];
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly hasWorlds: boolean;
  /** Where the grid stands. */
  readonly grid: Slot['whole'];
  /** What the digest covers beside the scenarios. */
  readonly written: unknown;
}

/** Reads the study at `file`; every fault of it, of its base and of its variants at once. */
export function readStudy(file: string, read: Reader): StudyReading {
  const opened = openStudy(file, read);
  if (opened.source === undefined) return { study: undefined, issues: opened.issues };
  const { source } = opened;
  const { file: written, issues: shape } = checkShape(studySchema, source.data);
  const at = (path: Path, isKey = false) => source.locate(path, isKey).place;
  const issues = [...opened.issues, ...shape.map((issue) => ({ ...issue, place: placeOf(issue, at) }))];
  const isBroken = (...path: Path) =>
    shape.some((issue) => path.every((part, depth) => issue.path[depth] === undefined || issue.path[depth] === part));
  if (written === undefined || isBroken('base')) return { study: undefined, issues };
  const fault = (path: Path, code: IssueCode, expected: string, found: string, remedy: string, isKey = true) =>
    issues.push({ severity: 'error', code, path, expected, found, remedy, place: at(path, isKey) });
  if (written.variants === undefined && written.grid === undefined) {
    fault([], 'missing-key', 'variants, or a grid', 'neither', 'Say what is to be compared with the base.');
  }
  if (written.variants?.['base']) {
    fault(['variants', 'base'], 'name-taken', 'another id', 'base', 'The base is there already: rename the variant.');
  }
  const base = openBase(beside(file, written.base), read, at(['base']));
  const grid = isBroken('grid') ? {} : (written.grid ?? {});
  const cells = Object.values(grid).reduce((product, values) => product * values.length, 1);
  if (cells > MOST_CELLS) {
    const found = `${Object.values(grid)
      .map(({ length }) => length)
      .join(' × ')} = ${cells}`;
    fault(['grid'], 'out-of-range', `a grid of at most ${MOST_CELLS} cells`, found, 'Take values out.');
  }
  const slots = [
    ...Object.entries(written.variants ?? {}).flatMap(([id, variant]) =>
      isBroken('variants', id) ? [] : [slotOf(id, variant, { file, base: base.file, at })],
    ),
    ...(cells > MOST_CELLS ? [] : gridSlots(grid, base.file, at)),
  ];
  const draft: Draft = {
    ...{ title: written.title, about: written.about, base, slots, runs: written.runs },
    axes: axesOf(grid, base.reading.scenario),
    seed: written.seed === undefined ? undefined : String(written.seed),
    hasWorlds: written.worlds === 'rivals',
    grid: { path: ['grid'], place: at(['grid'], true) },
    written,
  };
  return assemble(draft, read, issues);
}

/** The study that several scenario files are, the first being the base. */
export function studyOfFiles(files: readonly string[], read: Reader): StudyReading {
  const [first = '', ...others] = files;
  const base = { file: first, reading: readScenario(first, read) };
  const issues: Issue[] = [];
  const names = files.map((file) => (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/, ''));
  const slots = others.map((file, position): Slot => {
    const earlier = names.indexOf(names[position + 1]);
    const place = { file, line: 1, column: 1 };
    if (earlier <= position) {
      const isSame = files[earlier] === file;
      issues.push({
        ...{ severity: 'error', code: 'conflict', path: [], place },
        expected: isSame ? 'each file once' : 'files of different names',
        found: isSame ? `${file} twice` : `${files[earlier]} and ${file}`,
        remedy: isSame ? 'Take one out.' : 'Rename one, or write a study that names them as variants.',
      });
    }
    const own = { path: [], place };
    return {
      id: names[position + 1],
      title: undefined,
      about: undefined,
      file,
      settings: [],
      whole: own,
      at: () => own,
    };
  });
  const title = base.reading.scenario?.title ?? first;
  const grid = { path: [], place: { file: first, line: 1, column: 1 } };
  const rest = { about: undefined, axes: [], runs: undefined, seed: undefined, hasWorlds: false, grid, written: names };
  return assemble({ ...rest, title, base, slots }, read, issues);
}

/** The text of a study as data; a scenario in its place is said to be one. */
function openStudy(file: string, read: Reader): { source?: SourceFile; issues: readonly Issue[] } {
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
      : 'Start with version: 1, title, base and variants.';
    const found = isScenario ? 'a scenario' : quote(data);
    return { issues: [...issues, { ...wrong, expected: 'a study', found, remedy }] };
  }
  const { issue } = migrate(source);
  return issue === undefined ? { source, issues } : { issues: [...issues, issue] };
}

function missing(path: Path, found: string, place: Place): Issue {
  const remedy = 'Check the path.';
  return { severity: 'error', code: 'missing-file', path, expected: 'a file that can be read', found, remedy, place };
}

/** The base; that it is not there is told where the study names it. */
function openBase(file: string, read: Reader, named: Place): Draft['base'] {
  const answer = read(file);
  if ('text' in answer) return { file, reading: readScenario(file, read) };
  const remedy = 'Check the path; it is relative to the study.';
  const issues = [{ ...missing(['base'], `${file}: ${answer.missing}`, named), remedy }];
  return { file, reading: { scenario: undefined, issues, locate: (issue) => issue } };
}

function placeOf({ code, path }: Issue, at: (path: Path, isKey?: boolean) => Place): Place {
  return code === 'missing-key' ? at(path.slice(0, -1), true) : at(path, code === 'unknown-key');
}

/** The values of a grid's axes, one at a time: what is checked of a grid before it is run. */
function gridSlots(
  grid: NonNullable<StudyFile['grid']>,
  file: string,
  at: (path: Path, isKey?: boolean) => Place,
): Slot[] {
  return Object.entries(grid).flatMap(([path, values]) =>
    values.map((value, position): Slot => {
      const written = { path: ['grid', path, position], place: at(['grid', path, position]) };
      return {
        ...{ id: undefined, title: undefined, about: undefined, file, settings: [{ path, value }], whole: written },
        at: (_, isPath) => (isPath ? { path: ['grid', path], place: at(['grid', path], true) } : written),
      };
    }),
  );
}

/** Reads every variant, and makes the study if all are sound. */
function assemble(draft: Draft, read: Reader, found: readonly Issue[]): StudyReading {
  const { base, slots, axes } = draft;
  const issues: Issue[] = [...found, ...base.reading.issues];
  const known = new Set(base.reading.issues.map(keyOf));
  const scenarios = new Map<string, Scenario>();
  const opened = (slot: Slot, settings: readonly Setting[]) => {
    const { scenario, issues: own } = readScenario(slot.file, read, settings);
    return { scenario, issues: own.filter((one) => !known.has(keyOf(one))).map((one) => toldInStudy(one, slot)) };
  };
  for (const slot of slots) {
    const { scenario, issues: own } = opened(slot, slot.settings);
    issues.push(...own.filter(({ code }) => code !== 'unsourced'));
    if (scenario && slot.id !== undefined) scenarios.set(slot.id, scenario);
    if (scenario && base.reading.scenario) issues.push(...comparabilityFaults(slot, scenario, base.reading.scenario));
  }
  const { scenario } = base.reading;
  if (scenario === undefined || issues.some(({ severity }) => severity === 'error'))
    return { study: undefined, issues };
  const named = slots.flatMap(({ id, title, about, file, settings }): StudyVariant[] =>
    id === undefined
      ? []
      : [{ id, title: title ?? scenarios.get(id)?.title ?? id, about, file, settings, cell: undefined }],
  );
  const isOfFiles = draft.slots.some(({ title, id }) => id !== undefined && title === undefined);
  const variants: StudyVariant[] = [
    {
      ...{ id: 'base', title: isOfFiles ? scenario.title : 'base case', about: scenario.about, file: base.file },
      ...{ settings: [], cell: undefined },
    },
    ...named,
    ...cellsOf(axes).map((cell) => ({ ...cell, about: undefined, file: base.file })),
  ];
  const { worlds, leftOut } = draft.hasWorlds ? rivalWorlds(base.file, scenario, read) : { worlds: [], leftOut: [] };
  const bySlot = new Map(slots.flatMap((slot) => (slot.id === undefined ? [] : [[slot.id, slot] as const])));
  const study: Study = {
    ...{ title: draft.title, about: draft.about, variants, axes, worlds, leftOut },
    ...{ runs: draft.runs ?? scenario.runs, seed: draft.seed ?? scenario.seed },
    digest: digestOfData([draft.written, scenario.digest, [...scenarios].map(([id, one]) => [id, one.digest]), worlds]),
    open(variant, world) {
      const settings = [...(world?.settings ?? []), ...variant.settings];
      const slot = bySlot.get(variant.id) ?? unplaced(variant, draft.grid);
      const known = world?.settings.length ? undefined : variant.id === 'base' ? scenario : scenarios.get(variant.id);
      if (known !== undefined) return { scenario: known, issues: [] };
      const { scenario: one, issues: own } = opened(slot, settings);
      return { ...(one && { scenario: one }), issues: own };
    },
  };
  return { study, issues };
}

/** A variant that is not written in one place: the base in a world, a combination of the grid. */
function unplaced({ title, file, settings }: StudyVariant, whole: Slot['whole']): Slot {
  return { id: title, title, about: undefined, file, settings, whole, at: () => whole };
}

function keyOf({ code, path, found, place }: Issue): string {
  return [code, pathText(path), found, place?.file, place?.line, place?.column].join('\u0000');
}
