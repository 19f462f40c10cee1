/** The grid of a study: its axes, named as people would, and every combination of their values. */

import { uncertainAmong } from '../../chance/uncertain.ts';
import { parsePath, quote } from '../../issue.ts';
import type { Setting } from '../files/extend.ts';
import { inWords } from '../meaning/humanise-id.ts';
import type { Scenario } from '../scenario.ts';
import type { Chooser, StudyFile } from '../schema/study-schema.ts';

/** One axis: a path and the values that it takes. */
export interface GridAxis {
  readonly path: string;
  /** `renewal delay`, `US reserve`: the entity or assumption that the path is about. */
  readonly title: string;
  /** Values as written. */
  readonly values: readonly unknown[];
  readonly labels: readonly string[];
  /** Whose choice it is; undefined where the study does not say. */
  readonly by: Chooser | undefined;
}

type AxisFile = NonNullable<StudyFile['grid']>[string];

/** The values of an axis as written, in either of its forms. */
export function valuesOf(axis: AxisFile): readonly unknown[] {
  return Array.isArray(axis) ? axis : axis.values;
}

/** A combination: which value of each axis, and what that comes to. */
interface Cell {
  readonly id: string;
  readonly title: string;
  readonly settings: readonly Setting[];
  readonly cell: readonly number[];
}

/** Codes of countries that ids begin with: they stay capitals. */
const COUNTRIES: ReadonlySet<string> = new Set(['cn', 'eu', 'in', 'jp', 'kr', 'my', 'tw', 'uk', 'us']);

/** An id in words: `us_reserve` → `US reserve`. */
export function entityWords(id: string): string {
  const [first = '', ...rest] = id.split('_');
  return [COUNTRIES.has(first) && rest.length > 0 ? first.toUpperCase() : first, ...rest].join(' ');
}

/** Fields that an entity is mostly known by: they need not be named beside it. */
const MAIN: ReadonlySet<string> = new Set(['initial', 'target', 'capacity', 'rate']);

/**
 * Whose choice it is to set paths, where nothing says so: nobody's (`world`) where all are uncertain assumptions, else
 * that of the one whose choices a study compares.
 */
export function chooserOf(
  paths: readonly string[],
  scenario: Scenario | undefined,
  chooser: Chooser | undefined,
): Chooser | undefined {
  const uncertain = scenario && uncertainAmong(scenario.assumptions, scenario.evaluationOrder);
  const isUncertain = (path: string) => {
    const [section, id] = parsePath(path);
    return section === 'assumptions' && uncertain?.has(String(id)) === true;
  };
  return paths.length > 0 && paths.every(isUncertain) ? 'world' : chooser;
}

/**
 * The axes of a grid; entities go by their titles, unless an axis has its own. Two axes of one name have their fields
 * named too. `chooser` is the one whose choices are compared.
 */
export function axesOf(
  grid: Readonly<Record<string, AxisFile>>,
  scenario: Scenario | undefined,
  chooser?: Chooser,
): GridAxis[] {
  const axes = Object.entries(grid).map(([path, axis]) => {
    const { title, by } = Array.isArray(axis) ? { title: undefined, by: undefined } : axis;
    return {
      path,
      own: title,
      by: by ?? chooserOf([path], scenario, chooser),
      ...namesOf(path, scenario),
      values: valuesOf(axis),
    };
  });
  return axes.map(({ path, values, own, by, name, short, long }) => ({
    ...{ path, values, by },
    title: own ?? (axes.filter((other) => other.name === name).length > 1 ? long : short),
    labels: values.map((value) => (value === null ? 'none' : quote(value))),
  }));
}

function namesOf(path: string, scenario: Scenario | undefined): { name: string; short: string; long: string } {
  const parts = parsePath(path);
  const [section, id, ...fields] = parts.map(String);
  if (id === undefined) return { name: path, short: entityWords(section ?? path), long: path };
  const entities: Readonly<Record<string, readonly { readonly id: string; readonly title: string }[] | undefined>> = {
    ...{ stockpiles: scenario?.stockpiles, flows: scenario?.flows },
    ...{ licences: scenario?.licences, demands: scenario?.demands },
    ...{ markets: scenario?.markets, processes: scenario?.processes },
    assumptions: scenario?.assumptions.filter((one) => one.title !== one.id.replaceAll('_', ' ')),
  };
  const title = entities[section]?.find((one) => one.id === id)?.title;
  const name = title === undefined || title === id ? entityWords(id) : title;
  const [list, position, ...rest] = fields;
  if (position !== undefined && /^\d+$/.test(position)) {
    const project = scenario?.flows.find((one) => one.id === id)?.projects[Number(position)];
    // Without a title of its own a project goes by the name of its flow.
    const given = list === 'projects' && project?.title !== inWords(id) ? project?.title : undefined;
    const item = given ?? `the ${ordinal(Number(position))} ${list?.replace(/s$/, '')}`;
    const whole = [
      ...(rest.length > 0 ? [`${fieldWords(rest)} of`] : []),
      item,
      given === undefined ? `of ${name}` : '',
    ];
    const text = whole.join(' ').trim();
    return { name: text, short: text, long: given === undefined ? text : `${text} (${name})` };
  }
  const field = fieldWords(fields);
  const long = field === '' ? name : `${name} ${field}`;
  return { name, short: fields.length === 1 && MAIN.has(fields[0]) ? name : long, long };
}

function fieldWords(fields: readonly string[]): string {
  return fields.map((one) => one.replaceAll('_', ' ')).join(' ');
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** The place of an item in a list in words, the first being 0. */
function ordinal(position: number): string {
  return ORDINALS[position] ?? `${position + 1}th`;
}

/** Every combination, the last axis fastest; none of a study without a grid. */
export function cellsOf(axes: readonly GridAxis[]): Cell[] {
  if (axes.length === 0) return [];
  const places = axes.reduce<number[][]>(
    (all, { values }) => all.flatMap((cell) => values.map((_, place) => [...cell, place])),
    [[]],
  );
  return places.map((cell) => ({
    id: `grid_${cell.join('_')}`,
    title: cell.map((place, axis) => `${axes[axis].title} ${axes[axis].labels[place]}`).join(', '),
    settings: cell.map((place, axis) => ({ path: axes[axis].path, value: axes[axis].values[place] })),
    cell,
  }));
}
