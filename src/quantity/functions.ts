/** The operators and functions of formulas: what each takes and gives, and how it is computed. There are no others. */
import { type Expression, ofDurations, plain, power, shared } from './arithmetic.ts';
import { type Dimension, raise } from './dimension.ts';
import { exp, log } from './exp-log.ts';
import { cos, sin } from './trigonometry.ts';

/** A function of numbers. `usage` is an example, for messages. */
export interface FormulaFunction {
  readonly usage: string;
  readonly least: number;
  readonly most: number;
  /** The dimension of the result; refuses arguments that don't fit. */
  dimension(args: readonly Expression[], written: string): Dimension | undefined;
  compute(...values: number[]): number;
}

/** Half away from zero, as mathjs rounds. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

/** x/d held within 0 and 1; with d = 0 the step at x = 0. */
export function ramp(x: number, d: number): number {
  return d > 0 ? Math.min(1, Math.max(0, x / d)) : x < 0 ? 0 : 1;
}

/** The functions by name. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map<string, FormulaFunction>([
  ['min', { usage: 'min(2 t, 3 t)', least: 1, most: Number.POSITIVE_INFINITY, dimension: shared, compute: Math.min }],
  ['max', { usage: 'max(0, 2 t)', least: 1, most: Number.POSITIVE_INFINITY, dimension: shared, compute: Math.max }],
  ['abs', { usage: 'abs(-2 t)', least: 1, most: 1, dimension: shared, compute: Math.abs }],
  ['exp', { usage: 'exp(0.5)', least: 1, most: 1, dimension: plain, compute: exp }],
  [
    'log',
    {
      ...{ usage: 'log(2), or log(8, 2) to base 2', least: 1, most: 2, dimension: plain },
      compute: (x, base) => (base === undefined ? log(x) : log(x) / log(base)),
    },
  ],
  ['sqrt', { usage: 'sqrt(2)', least: 1, most: 1, dimension: root, compute: Math.sqrt }],
  [
    'round',
    {
      ...{ usage: 'round(2.5), or round(2.345, 2)', least: 1, most: 2, dimension: plain },
      compute: (x, digits = 0) => roundHalfAway(x * power(10, digits)) / power(10, digits),
    },
  ],
  ['sin', { usage: 'sin(2 * pi * elapsed / (1 year))', least: 1, most: 1, dimension: plain, compute: sin }],
  ['cos', { usage: 'cos(2 * pi * elapsed / (1 year))', least: 1, most: 1, dimension: plain, compute: cos }],
  [
    'step',
    {
      ...{ usage: 'step(since("2025-10-09"))', least: 1, most: 1, dimension: ofDurations },
      compute: (x) => (x < 0 ? 0 : 1),
    },
  ],
  ['ramp', { usage: 'ramp(since("2025-10-09"), 6 weeks)', least: 2, most: 2, dimension: ofDurations, compute: ramp }],
  [
    'pulse',
    {
      ...{ usage: 'pulse(since("2025-10-09"), 6 weeks)', least: 2, most: 2, dimension: ofDurations },
      compute: (x, d) => (x >= 0 && x < d ? 1 : 0),
    },
  ],
]);

function root(args: readonly Expression[], written: string): Dimension | undefined {
  const dimension = shared(args, written);
  return dimension && raise(dimension, 0.5);
}

/** Every name that a function, a word of time or a number bears, so that no assumption may. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set([...FUNCTIONS.keys(), 'elapsed', 'since', 'is', 'pi']);

type Operation = (...values: number[]) => number;

/** Comparisons by their sign: 1 where true. */
export const COMPARISONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['<', (left, right) => (left < right ? 1 : 0)],
  ['<=', (left, right) => (left <= right ? 1 : 0)],
  ['>', (left, right) => (left > right ? 1 : 0)],
  ['>=', (left, right) => (left >= right ? 1 : 0)],
  ['==', (left, right) => (left === right ? 1 : 0)],
  ['!=', (left, right) => (left !== right ? 1 : 0)],
]);

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['negative', (value) => -value],
  ['+', (left, right) => left + right],
  ['-', (left, right) => left - right],
  ['*', (left, right) => left * right],
  ['/', (left, right) => left / right],
  ['^', power],
  ...COMPARISONS,
  ...[...FUNCTIONS].map(([name, { compute }]) => [name, compute] as const),
]);

/** How an operator or function is computed, by its name in a `Computation`. */
export function operationOf(name: string): Operation {
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw new Error(`no operation is called ${name}`);
  return operation;
}
