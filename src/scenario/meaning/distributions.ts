/** The distribution that an assumption was written with: one of its shapes, a plain value, or the value of a figure. */
import { type Distribution, mapDistribution } from '../../chance/distribution.ts';
import type { Path } from '../../issue.ts';
import { compileExpression, isRefusal, type Vocabulary } from '../../quantity/expression.ts';
import { DISTRIBUTIONS } from '../schema/assumption-schema.ts';
import type { AssumptionFile, QuantityFile } from '../schema/schema.ts';
import type { Figure } from '../values.ts';
import type { FieldReader } from './field-reader.ts';

/** A number of a distribution as written, with its path; `plain` where it never has the unit of the others. */
export interface Parameter {
  readonly written: QuantityFile;
  readonly path: Path;
  readonly plain: boolean;
}

/** What was written for one assumption; undefined, with a fault at the desk, where that can't be known. */
export function writtenDistribution(
  desk: FieldReader,
  path: Path,
  entry: AssumptionFile,
  figure: Figure | undefined,
): Distribution<Parameter> | undefined {
  if (typeof entry !== 'object') return { kind: 'value', value: parameter(entry, path) };
  const [shape, second] = DISTRIBUTIONS.filter((name) => entry[name] !== undefined);
  if (second !== undefined) {
    desk.fault('conflict', path, `one of ${DISTRIBUTIONS.join(', ')}`, `${shape} and ${second}`, 'Keep one.');
    return undefined;
  }
  if (shape !== undefined) return shaped(entry, shape, [...path, shape]);
  if (entry.figure === undefined) {
    const remedy = 'Give the value, or the figure that it comes from.';
    desk.fault('missing-key', path, `one of ${DISTRIBUTIONS.join(', ')}, figure`, 'none of them', remedy);
  }
  return figure && figureDistribution(desk, [...path, 'figure'], figure);
}

/** Every parameter of a distribution, in the order in which it is written. */
export function parametersOf<T>(distribution: Distribution<T>): T[] {
  const parameters: T[] = [];
  mapDistribution(distribution, (one) => parameters.push(one));
  return parameters;
}

function parameter(written: QuantityFile, path: Path, plain = false): Parameter {
  return { written, path, plain };
}

type Entry = Exclude<AssumptionFile, QuantityFile>;
type Shapes = { readonly [Shape in keyof Entry]-?: Exclude<Entry[Shape], undefined> };

function shaped(entry: Entry, shape: (typeof DISTRIBUTIONS)[number], at: Path): Distribution<Parameter> {
  const { value, uniform, triangular, normal, lognormal, chance, choice } = entry as Shapes;
  const item = (list: readonly QuantityFile[], position: number, plain = false) =>
    parameter(list[position] as QuantityFile, [...at, position], plain);
  switch (shape) {
    case 'value':
      return { kind: 'value', value: parameter(value, at) };
    case 'uniform':
      return { kind: 'uniform', low: item(uniform, 0), high: item(uniform, 1) };
    case 'triangular':
      return { kind: 'triangular', low: item(triangular, 0), mode: item(triangular, 1), high: item(triangular, 2) };
    case 'normal':
      return { kind: 'normal', mean: item(normal, 0), deviation: item(normal, 1) };
    case 'lognormal':
      return { kind: 'lognormal', median: item(lognormal, 0), factor: item(lognormal, 1, true) };
    case 'chance':
      return { kind: 'chance', probability: parameter(chance, at, true) };
    case 'choice':
      return {
        kind: 'choice',
        values: choice.map(([one], row) => parameter(one, [...at, row, 0])),
        weights: choice.map(([, weight], row) => parameter(weight, [...at, row, 1], true)),
      };
    default: {
      const never: never = shape;
      throw new Error(`unknown distribution ${String(never)}`);
    }
  }
}

/** A figure's number or range; an inequality, a text or a date has no value. */
function figureDistribution(desk: FieldReader, path: Path, { id, value }: Figure): Distribution<Parameter> | undefined {
  const timeless: Vocabulary = { things: desk.vocabulary.things, variables: new Map(), start: undefined };
  const isNumber = (one: QuantityFile) => !isRefusal(compileExpression(one, timeless));
  if (typeof value !== 'object') {
    if (isNumber(value)) return { kind: 'value', value: parameter(value, path) };
  } else if (value.length === 2 && value.every(isNumber)) {
    const [low, high] = value as [QuantityFile, QuantityFile];
    return { kind: 'uniform', low: parameter(low, path), high: parameter(high, path) };
  }
  const found = `${id}: ${typeof value === 'object' ? value.join(' to ') : value}`;
  const remedy = 'Give a value beside the figure; its source stays.';
  desk.fault('wrong-type', path, 'a figure with a number or a range', found, remedy);
  return undefined;
}
