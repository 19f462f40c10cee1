/**
 * Formulas, read by mathjs and checked once: what computes them is plain data, and the dimension of the result is known
 * before anything runs. Only what is listed here and in functions.ts can be written, so a scenario reaches for
 * nothing but arithmetic.
 */

import { suggestion } from '../issue.ts';
import {
  constant,
  type Expression,
  isPlain,
  productDimension,
  type Refusal,
  Refused,
  shared,
  timeSince,
} from './arithmetic.ts';
import { parseDate } from './calendar.ts';
import { DATE, type Dimension, PLAIN, raise } from './dimension.ts';
import { fixedValueOf } from './evaluate.ts';
import { type Node, parseFormula } from './formula.ts';
import { COMPARISONS, FUNCTION_NAMES, FUNCTIONS } from './functions.ts';
import { compileDotted, compileName, IS, needTime, SINCE, type Vocabulary, variableExpression } from './vocabulary.ts';

export { constant, type Expression, type Refusal } from './arithmetic.ts';
export { FUNCTION_NAMES } from './functions.ts';
export type { StatesOf, Variable, Vocabulary } from './vocabulary.ts';

/**
 * Compiles a number or a formula in mathjs's syntax.
 * Returns the refusal, not an exception, where it can't be read, uses an unknown name or mixes dimensions.
 */
export function compileExpression(source: number | string, vocabulary: Vocabulary): Expression | Refusal {
  try {
    if (typeof source === 'string') return compileNode(treeOf(source, vocabulary), vocabulary);
    if (Number.isFinite(source)) return constant(source);
    return {
      code: 'out-of-range',
      expected: 'a finite number',
      found: String(source),
      remedy: 'Leave the key out where there is no bound.',
    };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function treeOf(source: string, { trees }: Vocabulary): Node {
  const tree = trees?.get(source) ?? parseFormula(source);
  trees?.set(source, tree);
  return tree;
}

/** Whether compileExpression refused. */
export function isRefusal(result: object): result is Refusal {
  return 'remedy' in result;
}

const ARITHMETIC = 'Use + - * / ^, comparisons of two sides, and the functions of formulas.';

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
      throw new Refused('plain arithmetic', node.toString(), ARITHMETIC);
  }
}

function compileConstant(node: Node): Expression {
  if (typeof node.value === 'number' && Number.isFinite(node.value)) return constant(node.value);
  if (typeof node.value === 'string') {
    const day = parseDate(node.value);
    if (day !== undefined) return constant(day, DATE);
    throw new Refused('a number', JSON.stringify(node.value), 'Text in quotes is only for dates such as "2025-10-09".');
  }
  throw new Refused('a finite number', node.toString(), 'Write a number, with its unit where it has one.');
}

/** What an operator or function makes of others; folded to its value where they need neither names nor time. */
function derive(parts: readonly Expression[], dimension: Dimension | undefined, name: string): Expression {
  const uses = new Set(parts.flatMap((part) => [...part.uses]));
  const timed = parts.some((part) => part.timed);
  const steps = parts.flatMap(({ computation }) => computation);
  const computation = [...steps, { kind: 'operation' as const, name, takes: parts.length }];
  const derived: Expression = { dimension, timed, uses, computation };
  if (uses.size === 0 && !timed) return { ...constant(fixedValueOf(derived)), dimension };
  const processes = parts.flatMap((part) => [...(part.processes ?? [])]);
  return processes.length === 0 ? derived : { ...derived, processes: new Set(processes) };
}

/** The comparison at the top of a formula, with its two sides; undefined where there is none. */
export function splitComparison(source: string): { left: string; operator: string; right: string } | undefined {
  try {
    const tree = parseFormula(source);
    if (tree.type !== 'OperatorNode' || !COMPARISONS.has(tree.op ?? '') || tree.args?.length !== 2) return undefined;
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
    if (operator !== '-' && operator !== '+') throw new Refused('plain arithmetic', node.toString(), ARITHMETIC);
    const operand = compileNode(args[0] as Node, vocabulary);
    return operator === '+' ? operand : derive([operand], operand.dimension, 'negative');
  }
  const [leftNode, rightNode] = args as [Node, Node];
  if (operator === '+' || operator === '-') refuseBarePercent(operator, leftNode, rightNode);
  if (node.implicit) refuseUnclearProduct(node, leftNode, rightNode);
  const left = compileNode(leftNode, vocabulary);
  const right = compileNode(rightNode, vocabulary);
  const both = (dimension: Dimension | undefined) => derive([left, right], dimension, operator);
  switch (operator) {
    case '+':
    case '-':
      return both(shared([left, right], node.toString()));
    case '*':
      return both(productDimension(left, right, 1));
    case '/':
      return both(productDimension(left, right, -1));
    case '^':
      return compilePower(node, left, right);
    default: {
      if (!COMPARISONS.has(operator)) {
        const percent = 'Write a percent that something follows in brackets: (5%) * x.';
        throw new Refused('plain arithmetic', node.toString(), operator === '%' ? percent : ARITHMETIC);
      }
      shared([left, right], node.toString());
      return both(PLAIN);
    }
  }
}

/** mathjs reads 2 + 5% as 2.1: nobody can see which was meant. */
function refuseBarePercent(operator: string, left: Node, right: Node): void {
  const rewritten = right.type === 'OperatorNode' && right.args?.length === 2 && right.args[0] === left;
  let first: Node = right;
  while (first.type === 'OperatorNode' && !first.isPercentage && first.args?.[0] !== undefined) first = first.args[0];
  if (rewritten || first.isPercentage || (right.type === 'OperatorNode' && right.op === '%')) {
    const remedy = 'Write 2 + (5%), which is 2.05, or 2 * (1 + (5%)), which is 2.1.';
    throw new Refused('a percent in brackets after + or −', `a bare percent after ${operator}`, remedy);
  }
}

/** `1/2 year` and `6 weeks 3 days` multiply, which nobody means by them. */
function refuseUnclearProduct(node: Node, left: Node, right: Node): void {
  if (left.type === 'OperatorNode' && left.op === '/' && !left.isPercentage) {
    throw new Refused('a decimal number before a unit', node.toString(), 'Write 0.5 year, not 1/2 year.');
  }
  if (right.type === 'ConstantNode') {
    const remedy = 'Say what stands between them, as in 6 weeks + 3 days; thousands are written without a space.';
    throw new Refused('an operator between two numbers', node.toString(), remedy);
  }
}

function compilePower(node: Node, base: Expression, exponent: Expression): Expression {
  if (!isPlain(exponent)) {
    throw new Refused('a plain exponent', node.toString(), 'Divide the exponent by its unit.', 'wrong-dimension');
  }
  if (isPlain(base)) return derive([base, exponent], PLAIN, '^');
  if (exponent.uses.size > 0 || exponent.timed) {
    throw new Refused('a fixed exponent of a quantity with a unit', node.toString(), 'Write the exponent as a number.');
  }
  return derive([base, exponent], raise(base.dimension ?? PLAIN, fixedValueOf(exponent)), '^');
}

function compileCall(node: Node, vocabulary: Vocabulary): Expression {
  const name = (node.fn as Node).name ?? (node.fn as Node).toString();
  const args = node.args as readonly Node[];
  const custom = vocabulary.call?.(name, args.map(String));
  if (custom !== undefined) {
    if (isRefusal(custom)) throw new Refused(custom.expected, custom.found, custom.remedy, custom.code);
    return variableExpression(node.toString(), custom);
  }
  if (name === 'since') return compileSince(node, vocabulary);
  if (name === 'is') return compileState(node, vocabulary);
  if (name === 'elapsed') throw new Refused('elapsed', node.toString(), 'Write elapsed without brackets.');
  const called = FUNCTIONS.get(name);
  if (called === undefined) {
    const otherwise = `There are ${[...FUNCTION_NAMES].join(', ')}.`;
    throw new Refused('a function of formulas', `${name}(…)`, suggestion(name, FUNCTION_NAMES, otherwise));
  }
  const { least, most, usage } = called;
  if (args.length < least || args.length > most) {
    const number = most === least ? `${least}` : most < 9 ? `${least} or ${most}` : `at least ${least}`;
    const expected = `${name} with ${number} argument${most === 1 || most > 9 ? '' : 's'}`;
    throw new Refused(expected, node.toString(), `Write it as in ${usage}.`);
  }
  const parts = args.map((arg) => compileNode(arg, vocabulary));
  return derive(parts, called.dimension(parts, node.toString()), name);
}

/** 1 while a process is in a state, else 0. */
function compileState(node: Node, vocabulary: Vocabulary): Expression {
  needTime(node.toString(), vocabulary);
  const [process, state] = (node.args ?? []).map(({ type, name }) => (type === 'SymbolNode' ? name : undefined));
  if (node.args?.length !== 2 || process === undefined || state === undefined) {
    throw new Refused('a process and one of its states', node.toString(), `Write it as in ${IS}.`);
  }
  const all: NonNullable<Vocabulary['processes']> = vocabulary.processes ?? new Map();
  const known = all.get(process);
  if (known === undefined) {
    const remedy = suggestion(process, all.keys(), 'Add it under processes.');
    throw new Refused('a process that exists', process, remedy, 'unknown-reference');
  }
  const position = known.states.indexOf(state);
  if (position < 0) {
    const remedy = suggestion(state, known.states, `It has ${known.states.join(', ')}.`);
    throw new Refused(`a state of ${process}`, state, remedy, 'unknown-reference');
  }
  return {
    ...{ dimension: PLAIN, timed: true, uses: new Set(), processes: new Set([process]) },
    computation: [{ kind: 'state', process: known.position, state: position }],
  };
}

function compileSince(node: Node, vocabulary: Vocabulary): Expression {
  const start = needTime('since', vocabulary);
  const text = node.args?.length === 1 ? node.args[0]?.value : undefined;
  const day = typeof text === 'string' ? parseDate(text) : undefined;
  if (day === undefined) {
    const remedy = 'Write a day that exists as year-month-day, in quotes.';
    throw new Refused(`a date in quotes, as in ${SINCE}`, node.toString(), remedy, 'bad-date');
  }
  return timeSince(day - start);
}
