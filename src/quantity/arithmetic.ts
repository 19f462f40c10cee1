/**
 * What formulas are made of: expressions, whose dimension is known before anything runs, and the rules by which
 * dimensions combine. A part that breaks a rule is refused by an exception that does not leave compileExpression.
 */

import { type IssueCode, quote } from '../issue.ts';
import { combine, type Dimension, nameDimension, PLAIN, sameDimension, TIME } from './dimension.ts';
import { realPower } from './exp-log.ts';

/**
 * How a number is computed, as plain data: a scenario can be sent to threads, and to other machines. Steps stand in
 * postfix order, each after those whose results it takes: a list is sent however deep a formula is nested.
 */
export type Computation = readonly Step[];

export type Step =
  | { readonly kind: 'number'; readonly value: number }
  /** The value of the name at a position. */
  | { readonly kind: 'variable'; readonly position: number }
  /** Days since the start, less `after`. */
  | { readonly kind: 'time'; readonly after: number }
  /** 1 while the process at a position is in a state, by position; else 0. */
  | { readonly kind: 'state'; readonly process: number; readonly state: number }
  /** What an operator or function makes of so many results before it. */
  | { readonly kind: 'operation'; readonly name: string; readonly takes: number };

/**
 * A formula whose dimension is known; undefined for a plain 0, which is 0 of any unit. Its values, found by evaluate.ts,
 * are in tonnes, days, dollars, pieces or plain numbers.
 */
export interface Expression {
  readonly dimension: Dimension | undefined;
  /** Whether its value changes over time. */
  readonly timed: boolean;
  /** The names it uses. */
  readonly uses: ReadonlySet<string>;
  /** The processes whose state it asks. */
  readonly processes?: ReadonlySet<string>;
  readonly computation: Computation;
}

/** Why a formula is refused: phrases for `expected` and `found`, and a sentence for `remedy`. */
export interface Refusal {
  readonly code?: IssueCode;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** Carries a refusal up to compileExpression. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(expected: string, found: string, remedy: string, code: IssueCode = 'bad-expression') {
    super(expected);
    this.refusal = { code, expected, found: quote(found), remedy };
  }
}

/** A number that needs no environment; a plain 0 (or no number at all) fits any dimension. */
export function constant(
  value: number,
  dimension: Dimension | undefined = value === 0 || Number.isNaN(value) ? undefined : PLAIN,
): Expression {
  return { dimension, timed: false, uses: new Set(), computation: [{ kind: 'number', value }] };
}

/** The days since the start, less `after`. */
export function timeSince(after: number): Expression {
  return { dimension: TIME, timed: true, uses: new Set(), computation: [{ kind: 'time', after }] };
}

/** Whether an expression has no unit. */
export function isPlain({ dimension }: Expression): boolean {
  return dimension === undefined || dimension.size === 0;
}

/** Refuses parts that have a unit; the result is plain. `written` is what they stand in. */
export function plain(parts: readonly Expression[], written: string): Dimension {
  for (const part of parts) {
    if (!isPlain(part)) {
      const found = nameDimension(part.dimension ?? PLAIN);
      throw new Refused(`plain numbers in ${quote(written)}`, found, 'Divide it by a unit first.', 'wrong-dimension');
    }
  }
  return PLAIN;
}

/** Refuses parts that are no durations; the result is plain. */
export function ofDurations(parts: readonly Expression[], written: string): Dimension {
  for (const { dimension } of parts) {
    if (dimension !== undefined && !sameDimension(dimension, TIME)) {
      const remedy = 'Give durations, such as 6 weeks or since("2025-10-09").';
      throw new Refused(`durations in ${quote(written)}`, nameDimension(dimension), remedy, 'wrong-dimension');
    }
  }
  return PLAIN;
}

/** The one dimension of things added or compared; a plain 0 fits any. */
export function shared(parts: readonly Expression[], written: string): Dimension | undefined {
  let common: Dimension | undefined;
  for (const { dimension } of parts) {
    if (dimension === undefined) continue;
    if (common !== undefined && !sameDimension(common, dimension)) {
      throw new Refused(
        `quantities of one kind in ${quote(written)}`,
        `${nameDimension(common)} and ${nameDimension(dimension)}`,
        `Give both the same kind of unit: only like can be added to like, or compared with it.`,
        'wrong-dimension',
      );
    }
    common = dimension;
  }
  return common;
}

/** The dimension of a product (exponent 1) or a quotient (−1); 0 times a plain number still fits any. */
export function productDimension(left: Expression, right: Expression, exponent: 1 | -1): Dimension | undefined {
  const plainZero = left.dimension === undefined || (exponent === 1 && right.dimension === undefined);
  if (plainZero && isPlain(left) && isPlain(right)) return undefined;
  return combine(left.dimension ?? PLAIN, right.dimension ?? PLAIN, exponent);
}

/** base^exponent by repeated multiplication, or from exp and log: `**` differs by a last digit between engines. */
export function power(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) {
    let product = 1;
    for (let times = 0; times < Math.abs(exponent); times++) product *= base;
    return exponent < 0 ? 1 / product : product;
  }
  return base === 0 ? (exponent > 0 ? 0 : Number.POSITIVE_INFINITY) : realPower(base, exponent);
}
