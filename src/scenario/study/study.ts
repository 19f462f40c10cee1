/**
 * A study: a base scenario and the variants that it is compared with, every one of them read and checked. Faults are
 * told at their places in the study; those of the base at its own.
 */
import type { Issue, IssueCode, Path, Place } from '../../issue.ts';
import { beside, type Reader } from '../files/extend.ts';
import { translationsIn } from '../meaning/translations.ts';
import { readScenario } from '../read.ts';
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
    ...{ for: undefined, translations: {} },
  };
  return assemble({ ...rest, title, base, slots }, read, issues);
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
        ...{
          by: undefined,
          id: undefined,
          title: undefined,
          about: undefined,
          file,
          settings: [{ path, value }],
          whole: written,
        },
        at: (_, isPath) => (isPath ? { path: ['grid', path], place: at(['grid', path], true) } : written),
      };
    }),
  );
}
