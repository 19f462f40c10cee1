/** The grid of a study: its axes, named as people would, and every combination of their values. */
import { quote } from '../../issue.ts';
import type { Setting } from '../files/extend.ts';
import { parsePath } from '../files/settings.ts';
import type { Scenario } from '../scenario.ts';

/** One axis: a path and the values that it takes. */
export interface GridAxis {
  readonly path: string;
  /** `renewal delay`, `US reserve`: the entity or assumption that the path is about. */
  readonly title: string;
  /** Values as written. */
  readonly values: readonly unknown[];
  readonly labels: readonly string[];
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

/** The axes of a grid; entities go by their titles. Two axes of one name have their fields named too. */
export function axesOf(grid: Readonly<Record<string, readonly unknown[]>>, scenario: Scenario | undefined): GridAxis[] {
  const axes = Object.entries(grid).map(([path, values]) => ({ path, values, ...namesOf(path, scenario) }));
  return axes.map(({ path, values, name, short, long }) => ({
    ...{ path, values },
    title: axes.filter((other) => other.name === name).length > 1 ? long : short,
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
  const field = fields.map((one) => one.replaceAll('_', ' ')).join(' ');
  const long = field === '' ? name : `${name} ${field}`;
  return { name, short: fields.length === 1 && MAIN.has(fields[0]) ? name : long, long };
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
