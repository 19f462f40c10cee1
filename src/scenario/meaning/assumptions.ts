/**
 * Assumptions: named numbers, sure or uncertain, that may use one another. They are read in an order in which each
 * follows those it uses; a cycle is an error that names its members.
 */

import { central, type Distribution, distributionFault, mapDistribution } from '../../chance/distribution.ts';
import { type Path, quote } from '../../issue.ts';
import { type Dimension, describeDimension, nameDimension, PLAIN, sameDimension } from '../../quantity/dimension.ts';
import {
  compileExpression,
  constant,
  type Expression,
  FUNCTION_NAMES,
  isRefusal,
  type Variable,
} from '../../quantity/expression.ts';
import { isUnitName } from '../../quantity/units.ts';
import { expectation } from '../schema/quantity-schema.ts';
import type { AssumptionFile } from '../schema/schema.ts';
import type { Assumption, Figure } from '../values.ts';
import { type Parameter, parametersOf, writtenDistribution } from './distributions.ts';
import { evaluationOrder } from './evaluation-order.ts';
import { FieldReader } from './field-reader.ts';
import type { Ledgers } from './figures.ts';
import { inWords } from './humanise-id.ts';

/** The assumptions by id, the order to evaluate them in, and what formulas may now use. */
export interface ReadAssumptions {
  readonly assumptions: readonly Assumption[];
  readonly evaluationOrder: readonly number[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** Central values by position; NaN where there is none, which has been told. */
  readonly values: Float64Array;
}

/** Reads all assumptions; faults go to the desk. `fileOf` says in which file a path was written. */
export function readAssumptions(
  desk: FieldReader,
  file: Readonly<Record<string, AssumptionFile>>,
  ledgers: Ledgers,
  fileOf: (path: Path) => string,
): ReadAssumptions {
  const ids = Object.keys(file).sort();
  const positions = new Map(ids.map((id, position) => [id, position]));
  const figures = new Map<string, Figure>();
  const written = new Map<string, Distribution<Parameter>>();
  for (const id of ids) {
    const path = ['assumptions', id];
    checkName(desk, path, id);
    const entry = file[id] as AssumptionFile;
    if (typeof entry === 'object' && entry.figure !== undefined) {
      const at = [...path, 'figure'];
      const figure = ledgers.find(desk, at, entry.figure, fileOf(at));
      if (figure !== undefined) figures.set(id, figure);
    }
    const distribution = writtenDistribution(desk, path, entry, figures.get(id));
    checkBranches(desk, path, entry);
    if (distribution !== undefined) written.set(id, distribution);
  }
  const values = new Float64Array(ids.length).fill(Number.NaN);
  const variables = new Map<string, Variable>(ids.map((id, position) => [id, { position, dimension: undefined }]));
  const reading = new FieldReader(
    { ...desk.vocabulary, nameless: undefined, variables, start: undefined },
    values,
    desk.faults,
    { money: desk.money },
  );
  const { order, cycles } = evaluationOrder(ids, (id) => usedBy(written.get(id), reading));
  for (const cycle of cycles) {
    const path = ['assumptions', cycle[0] as string];
    const remedy = 'Give one of them a value of its own.';
    desk.fault('cycle', path, 'assumptions that do not use themselves', roundText(cycle), remedy);
  }
  const byPosition: Assumption[] = [];
  for (const id of order) {
    const position = positions.get(id) as number;
    const path = ['assumptions', id];
    const one = written.get(id);
    const { distribution, dimension } = one === undefined ? {} : compileDistribution(reading, path, one);
    if (one !== undefined && distribution !== undefined) {
      values[position] = centralValue(reading, path, one, distribution);
    }
    variables.set(id, { position, dimension });
    const entry = file[id] as AssumptionFile;
    const between = typeof entry === 'object' ? readBetween(desk, path, entry.between, dimension) : undefined;
    const own = assumption(id, entry, figures.get(id), distribution, dimension);
    byPosition[position] = { ...own, ...(between && { between }) };
  }
  return {
    assumptions: byPosition,
    evaluationOrder: order.map((id) => positions.get(id) as number),
    variables,
    values,
  };
}

/** The range beside an assumption: two numbers of its kind, the lower first. Faults go to the desk. */
function readBetween(
  desk: FieldReader,
  path: Path,
  written: readonly [number | string, number | string] | undefined,
  dimension: Dimension | undefined,
): Assumption['between'] {
  if (written === undefined) return undefined;
  const nameless = 'A range stands by itself: write numbers with their units.';
  const reader = new FieldReader({ ...desk.vocabulary, nameless }, [], desk.faults, { money: desk.money });
  const [low, high] = written.map((one, end) => {
    const quantity = { dimensions: dimension === undefined ? [] : [dimension], least: Number.NEGATIVE_INFINITY };
    return reader.valueOf(reader.number([...path, 'between', end], one, { ...quantity, words: expectation('any') }));
  });
  if (low >= high) {
    const found = written.map(quote).join(' to ');
    desk.fault('out-of-range', [...path, 'between'], 'a lower end below the upper', found, 'Widen the range.');
  }
  return low < high ? { low, high } : undefined;
}

/** Only a chance has two branches that bear names. */
function checkBranches(desk: FieldReader, path: Path, entry: AssumptionFile): void {
  if (typeof entry !== 'object' || entry.chance !== undefined || desk.faults.isBroken(path)) return;
  const [key] = (['if', 'else'] as const).filter((one) => entry[one] !== undefined);
  if (key === undefined) return;
  const remedy = `Give its probability as chance: 40%, or take ${key} out.`;
  desk.fault('conflict', [...path, key], 'a chance, whose branches have names', `${key} without chance`, remedy);
}

function assumption(
  id: string,
  entry: AssumptionFile,
  figure: Figure | undefined,
  distribution: Distribution<Expression> | undefined,
  dimension: Dimension | undefined,
): Assumption {
  const { title, source, why, if: yes, else: no } = typeof entry === 'object' ? entry : {};
  return {
    id,
    title: title ?? inWords(id),
    branches: yes === undefined && no === undefined ? undefined : { yes, no },
    dimension,
    distribution: distribution ?? { kind: 'value', value: constant(Number.NaN) },
    written: typeof entry === 'object' ? entry : { value: entry },
    ...(figure && { figure }),
    ...(source !== undefined && { source }),
    ...(why !== undefined && { why }),
  };
}

function roundText(cycle: readonly string[]): string {
  const shown = cycle.length > 8 ? [...cycle.slice(0, 6), '…', ...cycle.slice(-1)] : cycle;
  return shown.join(' → ');
}

function checkName(desk: FieldReader, path: Path, id: string): void {
  const isFunction = FUNCTION_NAMES.has(id);
  if (!isFunction && !isUnitName(id, desk.vocabulary.things)) return;
  const found = `${id}, a ${isFunction ? 'function' : 'unit'}`;
  desk.fault('name-taken', path, 'a name that no unit or function bears', found, `Rename it, such as ${id}_value.`);
}

/** The names that the formulas of an assumption use; none where they can't be read, which is told later. */
function usedBy(distribution: Distribution<Parameter> | undefined, { vocabulary }: FieldReader): string[] {
  if (distribution === undefined) return [];
  return parametersOf(distribution).flatMap(({ written }) => {
    const expression = compileExpression(written, vocabulary);
    return isRefusal(expression) ? [] : [...expression.uses].sort();
  });
}

function compileDistribution(
  desk: FieldReader,
  path: Path,
  written: Distribution<Parameter>,
): { distribution?: Distribution<Expression>; dimension?: Dimension | undefined } {
  let common: Dimension | undefined;
  const distribution = mapDistribution(written, ({ written: one, path: at, plain }): Expression => {
    const words = expectation(!plain ? 'any' : written.kind === 'chance' ? 'probability' : 'weight');
    const expression = desk.number(at, one, {
      ...{ dimensions: plain ? [PLAIN] : [], least: Number.NEGATIVE_INFINITY, words },
    });
    const { dimension } = expression;
    if (plain || dimension === undefined) return expression;
    if (common !== undefined && !sameDimension(common, dimension)) {
      const remedy = `That is ${nameDimension(dimension)}; give all numbers of one assumption the same kind of unit.`;
      desk.fault('wrong-dimension', at, describeDimension(common), quote(one), remedy);
    }
    common ??= dimension;
    return expression;
  });
  const dimension = written.kind === 'chance' ? PLAIN : common;
  return desk.faults.isBroken(path) ? { dimension } : { distribution, dimension };
}

/** The central value, once the numbers fit together. */
function centralValue(
  desk: FieldReader,
  path: Path,
  written: Distribution<Parameter>,
  distribution: Distribution<Expression>,
): number {
  const numbers = mapDistribution(distribution, (parameter) => desk.valueOf(parameter));
  if (parametersOf(numbers).some(Number.isNaN)) return Number.NaN;
  const fault = distributionFault(numbers);
  if (fault === undefined) return central(numbers);
  const [first] = parametersOf(written) as [Parameter];
  const isFormula = parametersOf(distribution).some(({ uses }) => uses.size > 0);
  const values = isFormula ? `, which is ${listed(numbers)}` : '';
  const found = `${listed(mapDistribution(written, (parameter) => quote(parameter.written)))}${values}`;
  const remedy = 'Mend the numbers of this assumption.';
  desk.fault('out-of-range', first.path.slice(0, path.length + 1), fault, found, remedy);
  return Number.NaN;
}

function listed(distribution: Distribution<string | number>): string {
  if (distribution.kind !== 'choice') return parametersOf(distribution).join(', ');
  return distribution.values.map((value, row) => `[${value}, ${distribution.weights[row]}]`).join(', ');
}
