/**
 * Assumptions: named numbers, sure or uncertain, that may use one another. They are read in an order in which each
 * follows those it uses; a cycle is an error that names its members.
 */
import { parseDate } from '../calendar.ts';
import { central, type Distribution, distributionFault, mapDistribution } from '../distribution.ts';
import {
  compileExpression,
  constant,
  type Expression,
  FUNCTION_NAMES,
  isRefusal,
  type Variable,
  type Vocabulary,
} from '../expression.ts';
import { type Path, quote } from '../issue.ts';
import { type Dimension, describeDimension, isUnitName, PLAIN, sameDimension } from '../units.ts';
import { Desk } from './desk.ts';
import type { Ledgers } from './figures.ts';
import type { Assumption, Figure } from './scenario.ts';
import { type AssumptionFile, DISTRIBUTIONS, expectation, type QuantityFile } from './schema.ts';

/** The assumptions by id, the order to evaluate them in, and what formulas may now use. */
export interface ReadAssumptions {
  readonly assumptions: readonly Assumption[];
  readonly evaluationOrder: readonly number[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** Central values by position. */
  readonly values: Float64Array;
}

type Written = { readonly distribution: Distribution<QuantityFile>; readonly paths: Distribution<Path> };

/** Reads all assumptions; faults go to the desk. `fileOf` says in which file a path was written. */
export function readAssumptions(
  desk: Desk,
  file: Readonly<Record<string, AssumptionFile>>,
  ledgers: Ledgers,
  fileOf: (path: Path) => string,
): ReadAssumptions {
  const ids = Object.keys(file).sort();
  const figures = new Map<string, Figure>();
  const written = new Map<string, Written>();
  for (const id of ids) {
    const path = ['assumptions', id];
    checkName(desk, path, id);
    const entry = file[id] as AssumptionFile;
    if (typeof entry === 'object' && entry.figure !== undefined) {
      const figure = ledgers.find(desk, [...path, 'figure'], entry.figure, fileOf([...path, 'figure']));
      if (figure !== undefined) figures.set(id, figure);
    }
    const distribution = writtenDistribution(desk, path, entry, figures.get(id));
    if (distribution !== undefined) written.set(id, distribution);
  }
  const order = evaluationOrder(desk, ids, written);
  const values = new Float64Array(ids.length).fill(Number.NaN);
  const variables = new Map<string, Variable>(ids.map((id, position) => [id, { position, dimension: undefined }]));
  const byPosition: Assumption[] = [];
  for (const id of order) {
    const position = ids.indexOf(id);
    const reading = new Desk({ ...desk.vocabulary, variables, start: undefined }, values);
    const { distribution, dimension } = compileDistribution(reading, written.get(id));
    desk.issues.push(...reading.issues);
    if (reading.issues.length === 0 && distribution !== undefined) {
      values[position] = checkedCentral(desk, id, distribution, values);
    }
    variables.set(id, { position, dimension });
    const entry = file[id] as AssumptionFile;
    const figure = figures.get(id);
    byPosition[position] = {
      id,
      dimension,
      distribution: distribution ?? { kind: 'value', value: constant(Number.NaN) },
      written: typeof entry === 'object' ? entry : { value: entry },
      ...(figure && { figure }),
      ...(typeof entry === 'object' && entry.source !== undefined && { source: entry.source }),
      ...(typeof entry === 'object' && entry.why !== undefined && { why: entry.why }),
    };
  }
  return { assumptions: byPosition, evaluationOrder: order.map((id) => ids.indexOf(id)), variables, values };
}

function checkName(desk: Desk, path: Path, id: string): void {
  const taken = isUnitName(id, desk.vocabulary.things) ? 'a unit' : FUNCTION_NAMES.has(id) ? 'a function' : undefined;
  if (taken)
    desk.fault(
      'name-taken',
      path,
      'a name that no unit or function bears',
      `${id}, ${taken}`,
      `Rename it, such as ${id}_value.`,
    );
}

/** The one shape that was written, or the figure's value; every fault goes to the desk. */
function writtenDistribution(
  desk: Desk,
  path: Path,
  entry: AssumptionFile,
  figure: Figure | undefined,
): Written | undefined {
  if (typeof entry !== 'object') return sure(entry, path);
  const shapes = DISTRIBUTIONS.filter((name) => entry[name] !== undefined);
  if (shapes.length > 1) {
    desk.fault('conflict', path, `one of ${DISTRIBUTIONS.join(', ')}`, shapes.join(' and '), 'Keep one.');
    return undefined;
  }
  const shape = shapes[0];
  if (shape === undefined) {
    if (entry.figure === undefined) {
      desk.fault('missing-key', path, `one of ${DISTRIBUTIONS.join(', ')}, figure`, 'none of them', 'Give the value.');
    }
    return figure && figureDistribution(desk, [...path, 'figure'], figure);
  }
  const at = [...path, shape];
  const list = (length: number) => Array.from({ length }, (_, position) => [...at, position]) as Path[];
  switch (shape) {
    case 'value':
      return sure(entry.value as QuantityFile, at);
    case 'uniform': {
      const [low, high] = entry.uniform as [QuantityFile, QuantityFile];
      const [lowAt, highAt] = list(2) as [Path, Path];
      return { distribution: { kind: 'uniform', low, high }, paths: { kind: 'uniform', low: lowAt, high: highAt } };
    }
    case 'triangular': {
      const [low, mode, high] = entry.triangular as [QuantityFile, QuantityFile, QuantityFile];
      const [lowAt, modeAt, highAt] = list(3) as [Path, Path, Path];
      return {
        distribution: { kind: 'triangular', low, mode, high },
        paths: { kind: 'triangular', low: lowAt, mode: modeAt, high: highAt },
      };
    }
    case 'normal': {
      const [mean, deviation] = entry.normal as [QuantityFile, QuantityFile];
      const [meanAt, deviationAt] = list(2) as [Path, Path];
      return {
        distribution: { kind: 'normal', mean, deviation },
        paths: { kind: 'normal', mean: meanAt, deviation: deviationAt },
      };
    }
    case 'lognormal': {
      const [median, factor] = entry.lognormal as [QuantityFile, QuantityFile];
      const [medianAt, factorAt] = list(2) as [Path, Path];
      return {
        distribution: { kind: 'lognormal', median, factor },
        paths: { kind: 'lognormal', median: medianAt, factor: factorAt },
      };
    }
    case 'chance':
      return {
        distribution: { kind: 'chance', probability: entry.chance as QuantityFile },
        paths: { kind: 'chance', probability: at },
      };
    case 'choice': {
      const rows = entry.choice as readonly (readonly [QuantityFile, QuantityFile])[];
      return {
        distribution: {
          kind: 'choice',
          values: rows.map(([value]) => value),
          weights: rows.map(([, weight]) => weight),
        },
        paths: {
          kind: 'choice',
          values: rows.map((_, row) => [...at, row, 0]),
          weights: rows.map((_, row) => [...at, row, 1]),
        },
      };
    }
    default: {
      const never: never = shape;
      throw new Error(`unknown distribution ${String(never)}`);
    }
  }
}

function sure(value: QuantityFile, path: Path): Written {
  return { distribution: { kind: 'value', value }, paths: { kind: 'value', value: path } };
}

/** A figure's number or range; an inequality or a text has no value. */
function figureDistribution(desk: Desk, path: Path, { id, value }: Figure): Written | undefined {
  const timeless: Vocabulary = { things: desk.vocabulary.things, variables: new Map(), start: undefined };
  const readable = (one: QuantityFile) =>
    !(typeof one === 'string' && parseDate(one) !== undefined) && !isRefusal(compileExpression(one, timeless));
  if (typeof value !== 'object') {
    if (readable(value)) return sure(value, path);
  } else if (value.length === 2 && value.every(readable)) {
    const [low, high] = value as [QuantityFile, QuantityFile];
    return { distribution: { kind: 'uniform', low, high }, paths: { kind: 'uniform', low: path, high: path } };
  }
  desk.fault(
    'wrong-type',
    path,
    'a figure with a number or a range',
    `${id}: ${typeof value === 'object' ? value.join(' to ') : value}`,
    'Give a value beside the figure; its source stays.',
  );
  return undefined;
}

function compileDistribution(reading: Desk, written: Written | undefined) {
  if (written === undefined) return { distribution: undefined, dimension: undefined };
  const paths = parametersOf(written.paths);
  let next = 0;
  let dimension: Dimension | undefined;
  const distribution = mapDistribution(written.distribution, (parameter): Expression => {
    const path = paths[next++] as Path;
    const isPlain = isPlainPosition(written.distribution, next - 1);
    const expression = reading.number(path, parameter, {
      dimensions: isPlain ? [PLAIN] : [],
      least: Number.NEGATIVE_INFINITY,
      words: isPlain ? expectation('weight') : expectation('any'),
    });
    if (!isPlain && expression.dimension !== undefined) {
      if (dimension !== undefined && !sameDimension(dimension, expression.dimension)) {
        reading.fault(
          'wrong-dimension',
          path,
          describeDimension(dimension),
          quote(parameter),
          'Give all numbers of one assumption the same kind of unit.',
        );
      }
      dimension = expression.dimension;
    }
    return expression;
  });
  return { distribution, dimension: written.distribution.kind === 'chance' ? PLAIN : dimension };
}

function parametersOf<T>(distribution: Distribution<T>): T[] {
  const parameters: T[] = [];
  mapDistribution(distribution, (parameter) => parameters.push(parameter));
  return parameters;
}

/** Whether the parameter never carries the unit of the assumption: factors, probabilities, weights. */
function isPlainPosition(distribution: Distribution<QuantityFile>, position: number): boolean {
  switch (distribution.kind) {
    case 'lognormal':
      return position === 1;
    case 'choice':
      return position >= distribution.values.length;
    default:
      return distribution.kind === 'chance';
  }
}

function checkedCentral(desk: Desk, id: string, distribution: Distribution<Expression>, values: Float64Array): number {
  const numbers = mapDistribution(distribution, (parameter) => parameter.at({ elapsed: 0, values }));
  if (parametersOf(numbers).some(Number.isNaN)) return Number.NaN;
  const fault = distributionFault(numbers);
  if (fault === undefined) return central(numbers);
  const found = parametersOf(numbers).join(', ');
  desk.fault('out-of-range', ['assumptions', id], fault, found, 'Mend the numbers of this assumption.');
  return Number.NaN;
}

/** Ids such that each follows those it uses; members of a cycle are reported and come last. */
function evaluationOrder(desk: Desk, ids: readonly string[], written: ReadonlyMap<string, Written>): string[] {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string, trail: readonly string[]): void => {
    if (state.get(id) === 'done') return;
    if (state.get(id) === 'open') {
      const round = [...trail.slice(trail.indexOf(id)), id].join(' → ');
      desk.fault(
        'cycle',
        ['assumptions', id],
        'assumptions that do not use themselves',
        round,
        'Give one of them a value of its own.',
      );
      return;
    }
    state.set(id, 'open');
    for (const parameter of parametersOf(written.get(id)?.distribution ?? { kind: 'value', value: 0 })) {
      if (typeof parameter !== 'string') continue;
      for (const word of parameter.match(/[A-Za-z_]\w*/g) ?? []) if (ids.includes(word)) visit(word, [...trail, id]);
    }
    state.set(id, 'done');
    order.push(id);
  };
  for (const id of ids) visit(id, []);
  return order;
}
