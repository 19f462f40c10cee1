/**
 * Formulas, read by mathjs and compiled once to plain closures over numbers, with the dimension of the result known
 * before anything runs. Only what is listed here can be written, so a scenario reaches for nothing but arithmetic.
 */
import { type Day, parseDate } from './calendar.ts';
import { quote, suggestion } from './issue.ts';
import {
  AMBIGUOUS_UNITS,
  combine,
  DATE,
  type Dimension,
  describeDimension,
  findUnit,
  PLAIN,
  parseFormula,
  raise,
  sameDimension,
  TIME,
} from './units.ts';

/** What a formula is evaluated in: days since the start, and a value for each name that it may use. */
export interface Environment {
  readonly elapsed: number;
  readonly values: ArrayLike<number>;
}

/** A name that a formula may use: the position of its value and its dimension (undefined: any, a plain 0). */
export interface Variable {
  readonly position: number;
  readonly dimension: Dimension | undefined;
}

/** The names known where a formula stands. */
export interface Vocabulary {
  /** Things counted in pieces, usable as units. */
  readonly things: ReadonlySet<string>;
  /** Assumptions, or metrics with dotted paths, by name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The day from which `elapsed` and `since` count; undefined where time has no place. */
  readonly start: Day | undefined;
  /** Reads a call that is not one of the built-in functions, such as `at(…)` in an expectation. */
  readonly call?: (name: string, args: readonly string[]) => Variable | Refusal | undefined;
}

/** Why a formula is refused: phrases for `expected` and `found`, and a sentence for `remedy`. */
export interface Refusal {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** A compiled formula. `dimension` is undefined for a plain 0, which is 0 of any unit. */
export interface Expression {
  readonly dimension: Dimension | undefined;
  /** Whether its value changes with `elapsed`. */
  readonly timed: boolean;
  /** The names it uses. */
  readonly uses: ReadonlySet<string>;
  /** Its value in tonnes, days, dollars, pieces or plain numbers. */
  at(environment: Environment): number;
}

/** A number that needs no environment. */
export function constant(value: number, dimension: Dimension | undefined = PLAIN): Expression {
  return { dimension, timed: false, uses: new Set(), at: () => value };
}

/** Every function of a formula by name, for messages and for the rule that no assumption may bear such a name. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set([
  ...['min', 'max', 'abs', 'exp', 'log', 'sqrt', 'round'],
  ...['elapsed', 'since', 'step', 'ramp', 'pulse'],
]);

/** base^exponent from exp and log or repeated multiplication: `**` differs by a last digit between engines. */
export function power(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) {
    let product = 1;
    for (let times = 0; times < Math.abs(exponent); times++) product *= base;
    return exponent < 0 ? 1 / product : product;
  }
  return base === 0 ? (exponent > 0 ? 0 : Number.POSITIVE_INFINITY) : Math.exp(exponent * Math.log(base));
}

/** Half away from zero, as mathjs rounds. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(expected: string, found: string, remedy: string) {
    super(expected);
    this.refusal = { expected, found, remedy };
  }
}

/** What this file reads of mathjs's tree. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly op?: string;
  readonly fn?: string | Node;
  readonly args?: readonly Node[];
  readonly implicit?: boolean;
  readonly isPercentage?: boolean;
  readonly content?: Node;
  readonly object?: Node;
  readonly index?: { readonly dimensions: readonly Node[]; readonly dotNotation: boolean };
  toString(): string;
}

/**
 * Compiles a number or a formula in mathjs's syntax.
 * Returns the refusal, not an exception, where it can't be read, uses an unknown name or mixes dimensions.
 */
export function compileExpression(source: number | string, vocabulary: Vocabulary): Expression | Refusal {
  if (typeof source === 'number') {
    return Number.isFinite(source)
      ? constant(source, source === 0 ? undefined : PLAIN)
      : { expected: 'a finite number', found: String(source), remedy: 'Leave the key out where there is no bound.' };
  }
  let tree: Node;
  try {
    tree = parseFormula(source) as unknown as Node;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      expected: 'a number, a quantity with its unit or a formula',
      found: quote(source),
      remedy: `It can't be read: ${reason}.`,
    };
  }
  try {
    return compileNode(tree, vocabulary);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Whether compileExpression refused. */
export function isRefusal(result: object): result is Refusal {
  return 'remedy' in result;
}

function compileNode(node: Node, vocabulary: Vocabulary): Expression {
  switch (node.type) {
    case 'ConstantNode':
      return compileConstant(node);
    case 'ParenthesisNode':
      return compileNode(node.content as Node, vocabulary);
    case 'SymbolNode':
      return compileName(node.name as string, vocabulary);
    case 'AccessorNode':
      return compileDotted(node, vocabulary);
    case 'OperatorNode':
      return compileOperator(node, vocabulary);
    case 'FunctionNode':
      return compileCall(node, vocabulary);
    default:
      throw new Refused('plain arithmetic', node.toString(), 'Use + - * / ^, comparisons and the listed functions.');
  }
}

function compileConstant(node: Node): Expression {
  if (typeof node.value === 'number' && Number.isFinite(node.value)) {
    return constant(node.value, node.value === 0 ? undefined : PLAIN);
  }
  if (typeof node.value === 'string') {
    const day = parseDate(node.value);
    if (day !== undefined) return constant(day, DATE);
    throw new Refused('a number', JSON.stringify(node.value), 'Text in quotes is only for dates such as "2025-10-09".');
  }
  throw new Refused('a finite number', node.toString() || 'nothing', 'Write a number, with its unit where it has one.');
}

function compileName(name: string, vocabulary: Vocabulary): Expression {
  const variable = vocabulary.variables.get(name);
  if (variable !== undefined) return variableExpression(name, variable);
  if (name === 'elapsed') {
    needTime(name, vocabulary);
    return { dimension: TIME, timed: true, uses: new Set(), at: (environment) => environment.elapsed };
  }
  const unit = findUnit(name, vocabulary.things);
  if (unit !== undefined) return constant(unit.scale, unit.dimension);
  const ambiguous = AMBIGUOUS_UNITS.get(name);
  if (ambiguous !== undefined) throw new Refused('a unit with one meaning', name, ambiguous);
  const known = [...vocabulary.variables.keys(), ...vocabulary.things, ...FUNCTION_NAMES];
  throw new Refused(
    'a unit, an assumption or a metric that exists',
    name,
    suggestion(
      name,
      [...known, 't', 'kg', 'days', 'weeks', 'months', 'years', 'USD', 'MUSD'],
      `Nothing here is called ${name}; name it under assumptions, or under units if it counts things.`,
    ),
  );
}

function variableExpression(name: string, { position, dimension }: Variable): Expression {
  return {
    dimension,
    timed: false,
    uses: new Set([name]),
    at: (environment) => environment.values[position] as number,
  };
}

function compileDotted(node: Node, vocabulary: Vocabulary): Expression {
  const name = dottedName(node);
  const variable = name === undefined ? undefined : vocabulary.variables.get(name);
  if (name !== undefined && variable !== undefined) return variableExpression(name, variable);
  const dotted = [...vocabulary.variables.keys()].filter((known) => known.includes('.'));
  throw dotted.length === 0
    ? new Refused('plain arithmetic', node.toString(), 'A formula reaches for nothing inside something else.')
    : new Refused(
        'a metric that exists',
        node.toString(),
        suggestion(node.toString(), dotted, 'See summary.json for the paths there are.'),
      );
}

function dottedName(node: Node): string | undefined {
  if (node.type === 'SymbolNode') return node.name;
  const key = node.index?.dimensions[0];
  if (node.type !== 'AccessorNode' || !node.index?.dotNotation || typeof key?.value !== 'string') return undefined;
  const before = dottedName(node.object as Node);
  return before === undefined ? undefined : `${before}.${key.value}`;
}

type Operation = (left: number, right: number) => number;

const COMPARISONS: Readonly<Record<string, Operation>> = {
  '<': (left, right) => (left < right ? 1 : 0),
  '<=': (left, right) => (left <= right ? 1 : 0),
  '>': (left, right) => (left > right ? 1 : 0),
  '>=': (left, right) => (left >= right ? 1 : 0),
  '==': (left, right) => (left === right ? 1 : 0),
  '!=': (left, right) => (left !== right ? 1 : 0),
};

/** The comparison at the top of a formula, with its two sides; undefined where there is none. */
export function splitComparison(source: string): { left: string; operator: string; right: string } | undefined {
  try {
    const tree = parseFormula(source) as unknown as Node;
    if (tree.type !== 'OperatorNode' || COMPARISONS[tree.op ?? ''] === undefined || tree.args?.length !== 2)
      return undefined;
    const [left, right] = tree.args as [Node, Node];
    return { left: left.toString(), operator: tree.op as string, right: right.toString() };
  } catch {
    return undefined;
  }
}

function compileOperator(node: Node, vocabulary: Vocabulary): Expression {
  const operator = node.op as string;
  const args = node.args as readonly Node[];
  if (args.length === 1) {
    if (operator !== '-' && operator !== '+') {
      throw new Refused('plain arithmetic', node.toString(), 'Use + - * / ^ and comparisons.');
    }
    const operand = compileNode(args[0] as Node, vocabulary);
    return operator === '+' ? operand : derive([operand], operand.dimension, ([value]) => -(value as number));
  }
  const [leftNode, rightNode] = args as [Node, Node];
  if (operator === '+' || operator === '-') refuseBarePercent(leftNode, rightNode);
  if (node.implicit && isBareFraction(leftNode)) {
    throw new Refused('a decimal number before a unit', node.toString(), 'Write 0.5 year, not 1/2 year.');
  }
  const left = compileNode(leftNode, vocabulary);
  const right = compileNode(rightNode, vocabulary);
  const both = (dimension: Dimension | undefined, operation: Operation) =>
    derive([left, right], dimension, ([first, second]) => operation(first as number, second as number));
  switch (operator) {
    case '+':
      return both(commonDimension(node, [left, right]), (first, second) => first + second);
    case '-':
      return both(commonDimension(node, [left, right]), (first, second) => first - second);
    case '*':
      return both(productDimension(left, right, 1), (first, second) => first * second);
    case '/':
      return both(productDimension(left, right, -1), (first, second) => first / second);
    case '^':
      return compilePower(node, left, right);
    default: {
      const comparison = COMPARISONS[operator];
      if (comparison === undefined) {
        const remedy = operator === '%' ? 'A percent stands last: 5%, (5%) * x.' : 'Use + - * / ^ and comparisons.';
        throw new Refused('plain arithmetic', node.toString(), remedy);
      }
      commonDimension(node, [left, right]);
      return both(PLAIN, comparison);
    }
  }
}

/** mathjs reads 2 + 5% as 2.1: nobody can see which was meant. */
function refuseBarePercent(left: Node, right: Node): void {
  const rewritten = right.type === 'OperatorNode' && right.args?.length === 2 && right.args[0] === left;
  let first: Node = right;
  while (first.type === 'OperatorNode' && !first.isPercentage && first.args?.[0] !== undefined) first = first.args[0];
  if (rewritten || first.isPercentage || (right.type === 'OperatorNode' && right.op === '%')) {
    throw new Refused('a percent in brackets after + or −', right.toString(), 'Write 2 + (5%), which is 2.05.');
  }
}

function isBareFraction(node: Node): boolean {
  return node.type === 'OperatorNode' && node.op === '/' && !node.isPercentage;
}

function compilePower(node: Node, base: Expression, exponent: Expression): Expression {
  if (!isPlain(exponent)) {
    throw new Refused('a plain exponent', node.toString(), 'Divide the exponent by its unit.');
  }
  if (isPlain(base)) return derive([base, exponent], PLAIN, ([x, y]) => power(x as number, y as number));
  if (exponent.uses.size > 0 || exponent.timed) {
    throw new Refused('a fixed exponent of a quantity with a unit', node.toString(), 'Write the exponent as a number.');
  }
  const fixed = exponent.at({ elapsed: 0, values: [] });
  return derive([base], raise(base.dimension ?? PLAIN, fixed), ([value]) => power(value as number, fixed));
}

function compileCall(node: Node, vocabulary: Vocabulary): Expression {
  const name = (node.fn as Node).name ?? (node.fn as Node).toString();
  const argNodes = node.args as readonly Node[];
  const custom = vocabulary.call?.(name, argNodes.map(String));
  if (custom !== undefined) {
    if (isRefusal(custom)) throw new Refused(custom.expected, custom.found, custom.remedy);
    return variableExpression(node.toString(), custom);
  }
  if (name === 'since') return compileSince(node, vocabulary);
  const args = argNodes.map((arg) => compileNode(arg, vocabulary));
  const needs = (least: number, most = least) => {
    if (args.length < least || args.length > most) {
      const count = least === most ? `${least}` : `${least} to ${most}`;
      throw new Refused(
        `${name} with ${count} argument${most === 1 ? '' : 's'}`,
        node.toString(),
        `Give ${name} what it needs.`,
      );
    }
  };
  const numeric = (operation: (...values: number[]) => number, dimension: Dimension | undefined) =>
    derive(args, dimension, (values) => operation(...values));
  switch (name) {
    case 'min':
    case 'max':
      needs(1, Number.POSITIVE_INFINITY);
      return numeric(name === 'min' ? Math.min : Math.max, commonDimension(node, args));
    case 'abs':
      needs(1);
      return numeric(Math.abs, args[0]?.dimension);
    case 'sqrt':
      needs(1);
      return numeric(Math.sqrt, args[0]?.dimension && raise(args[0].dimension, 0.5));
    case 'exp':
      needs(1);
      needPlain(node, args);
      return numeric(Math.exp, PLAIN);
    case 'log':
      needs(1, 2);
      needPlain(node, args);
      return numeric((x, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)), PLAIN);
    case 'round':
      needs(1, 2);
      needPlain(node, args);
      return numeric((x, digits = 0) => roundHalfAway(x * power(10, digits)) / power(10, digits), PLAIN);
    case 'step':
      needs(1);
      needDurations(node, args);
      return numeric((x) => (x < 0 ? 0 : 1), PLAIN);
    case 'ramp':
      needs(2);
      needDurations(node, args);
      return numeric(ramp, PLAIN);
    case 'pulse':
      needs(2);
      needDurations(node, args);
      return numeric((x, d) => (x >= 0 && x < (d as number) ? 1 : 0), PLAIN);
    default:
      throw new Refused(
        'a function that formulas know',
        name,
        suggestion(name, FUNCTION_NAMES, `There are ${[...FUNCTION_NAMES].join(', ')}.`),
      );
  }
}

/** x/d held within 0 and 1; with d = 0 the step at x = 0. */
export function ramp(x: number, d: number | undefined): number {
  if (d === undefined || d <= 0) return x < 0 ? 0 : 1;
  return Math.min(1, Math.max(0, x / d));
}

function compileSince(node: Node, vocabulary: Vocabulary): Expression {
  const start = needTime('since', vocabulary);
  const text = node.args?.length === 1 ? node.args[0]?.value : undefined;
  const day = typeof text === 'string' ? parseDate(text) : undefined;
  if (day === undefined) {
    throw new Refused(
      'a date in quotes, as in since("2025-10-09")',
      node.toString(),
      'Write the date as year-month-day.',
    );
  }
  return { dimension: TIME, timed: true, uses: new Set(), at: (environment) => environment.elapsed - (day - start) };
}

function needTime(name: string, vocabulary: Vocabulary): Day {
  if (vocabulary.start === undefined) {
    throw new Refused(
      'a number that holds at all times',
      name,
      'Time is for schedules: capacity, share, allow, limit, review, approve, valid, rate, uses, cover and target.',
    );
  }
  return vocabulary.start;
}

function isPlain(expression: Expression): boolean {
  return expression.dimension === undefined || expression.dimension.size === 0;
}

function needPlain(node: Node, args: readonly Expression[]): void {
  for (const arg of args) {
    if (!isPlain(arg)) {
      throw new Refused(
        'a plain number',
        describeDimension(arg.dimension ?? PLAIN),
        `Divide by a unit within ${node.toString()}.`,
      );
    }
  }
}

function needDurations(node: Node, args: readonly Expression[]): void {
  for (const arg of args) {
    if (arg.dimension !== undefined && !sameDimension(arg.dimension, TIME)) {
      throw new Refused(
        'durations',
        describeDimension(arg.dimension),
        `In ${node.toString()} give a duration, such as since("2025-10-09").`,
      );
    }
  }
}

/** The one dimension of things added or compared; a plain 0 fits any. */
function commonDimension(node: Node, parts: readonly Expression[]): Dimension | undefined {
  let common: Dimension | undefined;
  for (const { dimension } of parts) {
    if (dimension === undefined) continue;
    if (common !== undefined && !sameDimension(common, dimension)) {
      throw new Refused(
        'two quantities of one kind',
        `${describeDimension(common)}, and ${describeDimension(dimension)}`,
        `They can't be added or compared in ${node.toString()}; give both the same unit.`,
      );
    }
    common = dimension;
  }
  return common;
}

function productDimension(left: Expression, right: Expression, exponent: 1 | -1): Dimension | undefined {
  if (left.dimension === undefined) return undefined;
  if (right.dimension === undefined) return exponent === 1 ? undefined : left.dimension;
  return combine(left.dimension, right.dimension, exponent);
}

/** An expression computed from others; folded to its value where they need no environment. */
function derive(
  parts: readonly Expression[],
  dimension: Dimension | undefined,
  compute: (values: readonly number[]) => number,
): Expression {
  const uses = new Set(parts.flatMap((part) => [...part.uses]));
  const timed = parts.some((part) => part.timed);
  const at = (environment: Environment) => compute(parts.map((part) => part.at(environment)));
  if (uses.size > 0 || timed) return { dimension, timed, uses, at };
  return constant(at({ elapsed: 0, values: [] }), dimension);
}
