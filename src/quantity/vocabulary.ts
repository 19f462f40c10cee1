/** The names of formulas: what each may mean where a formula stands, and what to do about one that means nothing. */

import { presentNames } from '../former-names.ts';
import { suggestion } from '../issue.ts';
import { constant, type Expression, type Refusal, Refused, timeSince } from './arithmetic.ts';
import type { Day } from './calendar.ts';
import type { Dimension } from './dimension.ts';
import type { Node } from './formula.ts';
import { FUNCTION_NAMES, FUNCTIONS } from './functions.ts';
import { AMBIGUOUS_UNITS, findUnit } from './units.ts';

/** A name that a formula may use: the position of its value and its dimension (undefined: any, a plain 0). */
export interface Variable {
  readonly position: number;
  readonly dimension: Dimension | undefined;
}

/** A process that a formula may ask: its position, and its states in order. */
export interface StatesOf {
  readonly position: number;
  readonly states: readonly string[];
}

/** The names known where a formula stands. */
export interface Vocabulary {
  /** Things counted in pieces, usable as units. */
  readonly things: ReadonlySet<string>;
  /** Assumptions, or metrics with dotted paths, by name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The day from which `elapsed` and `since` count; undefined where time has no place. */
  readonly start: Day | undefined;
  /** Processes whose state may be asked, by name. */
  readonly processes?: ReadonlyMap<string, StatesOf>;
  /** Reads a call that is not one of the built-in functions, such as `at(…)` in an expectation. */
  readonly call?: (name: string, args: readonly string[]) => Variable | Refusal | undefined;
  /** What to do about a name that is not known, where no assumption can be used. */
  readonly nameless?: string | undefined;
  /** Trees of formulas that were read before, by their text, where many readings share them. */
  readonly trees?: Map<string, Node>;
}

/** How the time since a date is written. */
export const SINCE = 'since("2025-10-09")';

/** How the state of a process is asked. */
export const IS = 'is(cn_export, shut)';

/** A name as an expression: an assumption or metric, the time gone by, or a unit. */
export function compileName(name: string, vocabulary: Vocabulary): Expression {
  const variable = vocabulary.variables.get(name);
  if (variable !== undefined) return variableExpression(name, variable);
  if (name === 'elapsed') {
    needTime(name, vocabulary);
    return timeSince(0);
  }
  if (name === 'pi') return constant(Math.PI);
  const usage = name === 'since' ? SINCE : name === 'is' ? IS : FUNCTIONS.get(name)?.usage;
  if (usage !== undefined) throw new Refused(`${name} with its arguments`, name, `Write ${usage}.`);
  const unit = findUnit(name, vocabulary.things);
  if (unit !== undefined) return constant(unit.scale, unit.dimension);
  const ambiguous = AMBIGUOUS_UNITS.get(name);
  if (ambiguous !== undefined) throw new Refused('a unit with one meaning', name, ambiguous);
  const known = [...vocabulary.variables.keys(), ...vocabulary.things, ...FUNCTION_NAMES];
  const units = ['t', 'kt', 'kg', 'day', 'days', 'week', 'weeks', 'month', 'months', 'year', 'years', 'USD', 'MUSD'];
  throw new Refused(
    'a unit or a name that exists',
    name,
    suggestion(
      name,
      [...known, ...units],
      vocabulary.nameless ??
        `Nothing here is called ${name}; name it under assumptions, or under units if it counts things.`,
    ),
    'unknown-reference',
  );
}

/** The value of a variable, known by `name`. */
export function variableExpression(name: string, { position, dimension }: Variable): Expression {
  return { dimension, timed: false, uses: new Set([name]), computation: [{ kind: 'variable', position }] };
}

/** A metric by its dotted path; a formula reaches for nothing else inside something. */
export function compileDotted(node: Node, vocabulary: Vocabulary): Expression {
  const name = dottedName(node);
  const variable = name === undefined ? undefined : vocabulary.variables.get(name);
  if (name !== undefined && variable !== undefined) return variableExpression(name, variable);
  const dotted = [...vocabulary.variables.keys()].filter((known) => known.includes('.'));
  if (dotted.length === 0) {
    throw new Refused('plain arithmetic', node.toString(), 'A formula reaches for nothing inside something else.');
  }
  const remedy = suggestion(presentNames(node.toString()), dotted, 'See summary.json for the paths there are.');
  throw new Refused('a metric that exists', node.toString(), remedy, 'unknown-reference');
}

function dottedName(node: Node): string | undefined {
  if (node.type === 'SymbolNode') return node.name;
  const key = node.index?.dimensions[0];
  if (node.type !== 'AccessorNode' || !node.index?.dotNotation || typeof key?.value !== 'string') return undefined;
  const before = dottedName(node.object as Node);
  return before === undefined ? undefined : `${before}.${key.value}`;
}

/** The start, where time has a place; refuses `name` where it has none. */
export function needTime(name: string, vocabulary: Vocabulary): Day {
  if (vocabulary.start === undefined) {
    const schedules =
      'capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors';
    throw new Refused('a number that holds at all times', name, `Time is for schedules: ${schedules}.`);
  }
  return vocabulary.start;
}
