/**
 * A study: a base scenario and the variants that it is compared with, every one of them read and checked. Faults are
 * told at their places in the study; those of the base at its own.
 */
import { type Issue, type IssueCode, isWithin, type Path, type Place, quote } from '../../issue.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { beside, type Reader } from '../files/extend.ts';
import { byId } from '../meaning/by-id.ts';
import { mixedIn, namedCause } from '../meaning/causes.ts';
import { translationsIn } from '../meaning/translations.ts';
import { readScenario } from '../read.ts';
import type { NamedCause } from '../scenario.ts';
import { checkShape } from '../schema/shape.ts';
import { MOST_CELLS, type StudyFile, studySchema } from '../schema/study-schema.ts';
import { assemble, type Draft, type StudyReading } from './study-assemble.ts';
import { axesOf, valuesOf } from './study-grid.ts';
import { BASE, openBase, openStudy } from './study-open.ts';
import { type Slot, slotOf } from './study-variant.ts';

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
  if (written.variants?.[BASE]) {
    fault(['variants', BASE], 'name-taken', 'another id', BASE, 'The base is there already: rename the variant.');
  }
  const base = openBase(beside(file, written.base), read, at(['base']));
  const grid = isBroken('grid') ? {} : (written.grid ?? {});
  const cells = Object.values(grid).reduce((product, axis) => product * valuesOf(axis).length, 1);
  if (cells > MOST_CELLS) {
    const found = `${Object.values(grid)
      .map((axis) => valuesOf(axis).length)
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
    axes: axesOf(grid, base.reading.scenario, written.for),
    ...{ for: written.for, translations: translationsIn(studySchema, source.data) },
    seed: written.seed === undefined ? undefined : String(written.seed),
    hasWorlds: written.worlds === 'rivals',
    grid: { path: ['grid'], place: at(['grid'], true) },
    causes: isBroken('causes') ? [] : causesOf(written, slots, fault),
    locate: (issue) => ({ ...issue, place: issue.place ?? at(issue.path) }),
    written,
  };
  return assemble(draft, read, issues);
}

/** The study that several scenario files are, the first being the base. */
export function studyOfFiles(files: readonly string[], read: Reader): StudyReading {
  const [first = '', ...others] = files;
  const names = files.map((file) => (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/, ''));
  const base = { id: names[0], file: first, reading: readScenario(first, read) };
  const issues: Issue[] = [];
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
      by: undefined,
      file,
      settings: [],
      whole: own,
      at: () => own,
    };
  });
  const title = base.reading.scenario?.title ?? first;
  const grid = { path: [], place: { file: first, line: 1, column: 1 } };
  const rest = {
    ...{ about: undefined, axes: [], runs: undefined, seed: undefined, hasWorlds: false, grid, written: names },
    ...{ for: undefined, translations: {}, causes: [], locate: (issue: Issue) => issue },
  };
  return assemble({ ...rest, title, base, slots }, read, issues);
}

/** The causes that a study names; one that belongs to nothing that a variant sets is a fault. */
function causesOf(
  { causes, grid }: StudyFile,
  slots: readonly Slot[],
  fault: (path: Path, code: IssueCode, expected: string, found: string, remedy: string) => void,
): NamedCause[] {
  const paths = [...slots.flatMap(({ settings }) => settings.map(({ path }) => path)), ...Object.keys(grid ?? {})];
  // Of another file it is not known here how it differs.
  const isOpen = new Set(slots.map(({ file }) => file)).size > 1;
  return byId(causes).map(([id, cause]) => {
    const at = ['causes', id];
    const mixed = mixedIn(cause);
    if (mixed !== undefined) fault(at, 'conflict', mixed.expected, mixed.found, mixed.remedy);
    const { from } = cause;
    const day = from === undefined ? undefined : parseDate(from);
    if (from !== undefined && day === undefined) {
      const remedy = 'Write year-month-day, a day that exists.';
      fault([...at, 'from'], 'bad-date', 'a date such as 2025-04-04', quote(from), remedy);
    }
    const own = namedCause(id, cause, day);
    const owners = ownersOf(own);
    const isNothing = owners.some((path) => !paths.some((one) => isWithin(one, path)));
    if (!isOpen && mixed === undefined && isNothing) {
      const remedy = `Variants set ${[...new Set(paths)].slice(0, 8).join(', ')}.`;
      fault(at, 'unknown-reference', 'a cause that something that variants set belongs to', owners.join(', '), remedy);
    }
    return own;
  });
}

/** Below what lie the paths that belong to a cause. */
function ownersOf({ settings, licence, flow }: NamedCause): string[] {
  const named = [licence && `licences.${licence}`, flow && `flows.${flow}`].filter((path) => path !== undefined);
  return [...settings.map(({ path }) => path), ...named];
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
  return Object.entries(grid).flatMap(([path, axis]) =>
    valuesOf(axis).map((value, position): Slot => {
      const place = ['grid', path, ...(Array.isArray(axis) ? [] : ['values']), position];
      const written = { path: place, place: at(place) };
      return {
        by: undefined,
        id: undefined,
        title: undefined,
        about: undefined,
        file,
        settings: [{ path, value }],
        whole: written,
        at: (_, isPath) => (isPath ? { path: ['grid', path], place: at(['grid', path], true) } : written),
      };
    }),
  );
}
