/** One variant of a study as it was written, and the faults that its scenario has, told at its place in the study. */

import { type Issue, type Path, type Place, parsePath, pathText } from '../../issue.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { beside, type Setting } from '../files/extend.ts';
import type { Scenario } from '../scenario.ts';
import type { Chooser, StudyFile } from '../schema/study-schema.ts';
import { entityWords } from './study-grid.ts';

/** A path of the study and its place. */
interface Written {
  readonly path: Path;
  readonly place: Place;
}

/** What a study says of one scenario, and where. */
export interface Slot {
  /** Undefined of a value of a grid's axis, which is no variant by itself. */
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly about: string | undefined;
  /** Whose choice it is, where the study says so. */
  readonly by: Chooser | undefined;
  readonly file: string;
  readonly settings: readonly Setting[];
  /** Where the variant as a whole stands. */
  readonly whole: Written;
  /** Where a setting stands: its path, or what is within its value. */
  at(setting: string, isPath: boolean, within: Path): Written;
}

type Variant = NonNullable<StudyFile['variants']>[string];

/** A variant of the study's file. */
export function slotOf(
  id: string,
  variant: Variant,
  study: { readonly file: string; readonly base: string; at(path: Path, isKey?: boolean): Place },
): Slot {
  const own = ['variants', id];
  const placed = (path: Path, isKey: boolean): Written => ({ path, place: study.at(path, isKey) });
  return {
    id,
    title: variant.title ?? entityWords(id),
    about: variant.about,
    by: variant.by,
    file: variant.extends === undefined ? study.base : beside(study.file, variant.extends),
    settings: Object.entries(variant.set ?? {}).map(([path, value]) => ({ path, value })),
    whole: variant.extends === undefined ? placed(own, true) : placed([...own, 'extends'], false),
    at: (setting, isPath, within) => placed([...own, 'set', setting, ...(isPath ? [] : within)], isPath),
  };
}

const SET = '--set ';

/** An issue of a variant's scenario, at its place in the study. */
export function toldInStudy(issue: Issue, { id, file, whole, at }: Slot): Issue {
  const { place, path } = issue;
  // Of files named on the command line there is no study to tell it in.
  if (whole.path.length === 0) return issue;
  if (place?.file.startsWith(SET)) {
    const setting = place.file.slice(SET.length);
    const parts = parsePath(setting);
    const isPath = path.length <= parts.length && issue.code === 'unknown-reference' && issue.expected.includes('path');
    return { ...issue, ...at(setting, isPath, path.slice(parts.length)) };
  }
  const isMissing = issue.code === 'missing-file' && place?.file === file && path.length === 0;
  const who = id === undefined ? 'with this value' : `in variant ${id}`;
  const where = place === undefined ? '' : ` at ${place.file}:${place.line}:${place.column}`;
  return {
    ...{ ...issue, ...whole },
    expected: path.length === 0 ? issue.expected : `${issue.expected} as ${pathText(path)}`,
    found: isMissing ? issue.found : `${issue.found}${where}, ${who}`,
  };
}

/** The ways in which a variant's scenario can't be compared with the base, or not on the same draws. */
export function comparabilityFaults(slot: Slot, own: Scenario, base: Scenario): Issue[] {
  const keys = (...names: string[]) => slot.settings.find(({ path }) => names.includes(String(parsePath(path)[0])));
  const refuse = (names: string[], expected: string, found: string, remedy: string): Issue => {
    const setting = keys(...names);
    const where = setting === undefined ? slot.whole : slot.at(setting.path, false, []);
    return { severity: 'error', code: 'conflict', ...where, expected, found, remedy };
  };
  const calendar = ({ start, steps, stepDays }: Scenario) =>
    `${formatDate(start)} to ${formatDate(start + steps * stepDays)} in steps of ${stepDays} day${stepDays === 1 ? '' : 's'}`;
  const from = ({ disruption }: Scenario) => formatDate(disruption);
  const faults: Issue[] = [];
  if (calendar(own) !== calendar(base)) {
    const remedy = 'Other times are not comparable: leave start, end, horizon and step to the base.';
    faults.push(refuse(['start', 'end', 'horizon', 'step'], calendar(base), calendar(own), remedy));
  } else if (own.disruption !== base.disruption) {
    const remedy = 'Times to survive count from it and would not be comparable: leave it to the base.';
    faults.push(refuse(['disruption'], `the base's disruption, ${from(base)}`, from(own), remedy));
  }
  if (own.seed !== base.seed) {
    const remedy = 'Variants share the draws of the base: write `seed` once, for the whole study.';
    faults.push(refuse(['seed'], `the seed of the base, ${base.seed}`, own.seed, remedy));
  }
  if (own.runs !== base.runs) {
    const remedy = 'Variants have the replicates of the base: write `runs` once, for the whole study.';
    faults.push(refuse(['runs'], `as many runs as the base, ${base.runs}`, String(own.runs), remedy));
  }
  return faults;
}
