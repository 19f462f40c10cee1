/**
 * The desk at which each number of a scenario is read: compiled, its dimension checked, every fault collected with
 * its path. A number that can't be read becomes a harmless stand-in, so that one fault does not hide the next.
 */

import { type IssueCode, type Path, quote } from '../../issue.ts';
import { type Day, formatDate, parseDate } from '../../quantity/calendar.ts';
import {
  DATE,
  type Dimension,
  describeDimension,
  nameDimension,
  sameDimension,
  unitOfComputation,
} from '../../quantity/dimension.ts';
import { evaluate } from '../../quantity/evaluate.ts';
import { compileExpression, constant, type Expression, isRefusal, type Vocabulary } from '../../quantity/expression.ts';
import type { QuantityFile } from '../schema/schema.ts';
import { Faults } from './faults.ts';
import { Money } from './money.ts';

/** What a number must be: one of these dimensions (any, where none are listed) and within these bounds. */
export interface Wanted {
  readonly dimensions: readonly Dimension[];
  /** In words, with an example; made from the dimensions where absent. */
  readonly words?: string;
  readonly least?: number;
  /** LARGEST where absent. */
  readonly most?: number;
  /** The bound as people write it, and what to do instead; `most` where absent. */
  readonly bound?: string;
}

/** No number that is meant is larger, and sums and products of such stay finite. */
export const LARGEST = 1e30;

/** What a number must be, in words. */
export function wordsOf({ words, dimensions }: Wanted): string {
  return words ?? (dimensions.map(describeDimension).join(' or ') || 'a number');
}

/** What readers of one file have in common. */
interface Shared {
  readonly money?: Money;
  /** Assumptions that differ between replicates. */
  readonly uncertain?: ReadonlySet<string>;
}

/** Collects issues and reads values; see the file's heading. */
export class FieldReader {
  readonly faults: Faults;
  /** The names that numbers read here use. */
  readonly used = new Set<string>();
  /** The processes that numbers read here ask. */
  readonly asked = new Set<string>();
  readonly vocabulary: Vocabulary;
  readonly money: Money;
  private readonly uncertain: ReadonlySet<string>;
  private readonly timeless: Vocabulary;
  /** Central values by position, for checks of bounds. */
  private readonly values: ArrayLike<number>;
  /** Texts that mean the same wherever they stand, such as `2 weeks`, which large files write again and again. */
  private readonly fixed = new Map<string, Expression>();

  constructor(
    vocabulary: Vocabulary,
    values: ArrayLike<number> = [],
    faults = new Faults(),
    { money = new Money(), uncertain = new Set() }: Shared = {},
  ) {
    this.vocabulary = vocabulary;
    this.timeless = { ...vocabulary, start: undefined };
    this.values = values;
    this.faults = faults;
    this.money = money;
    this.uncertain = uncertain;
  }

  fault(code: IssueCode, path: Path, expected: string, found: string, remedy: string): void {
    this.faults.add({ severity: 'error', code, path, expected, found, remedy });
  }

  warn(code: IssueCode, path: Path, expected: string, found: string, remedy: string): void {
    this.faults.add({ severity: 'warning', code, path, expected, found, remedy });
  }

  /** A number that holds at all times; its bounds are checked at the central values. */
  number(path: Path, written: QuantityFile, wanted: Wanted): Expression {
    const expression = this.compile(path, written, wanted, this.timeless);
    if (expression !== undefined) this.bounds(path, written, expression, wanted);
    return expression ?? constant(Number.NaN);
  }

  /** A number that may use `elapsed` and `since`; undefined where it can't be read. Constants are checked for bounds. */
  timed(path: Path, written: QuantityFile, wanted: Wanted): Expression | undefined {
    const expression = this.compile(path, written, wanted, this.vocabulary);
    if (expression !== undefined && !expression.timed) this.bounds(path, written, expression, wanted);
    return expression;
  }

  /** A number that is the same in every replicate; NaN where it is not, which is told, or can't be read. */
  certain(path: Path, written: QuantityFile, wanted: Wanted): number {
    const expression = this.number(path, written, wanted);
    const uncertain = [...expression.uses].filter((name) => this.uncertain.has(name));
    if (uncertain.length === 0) return this.valueOf(expression);
    const found = `${quote(written)}, which uses ${uncertain.join(' and ')}`;
    const remedy = `${uncertain.join(' and ')} ${uncertain.length === 1 ? 'is' : 'are'} uncertain: write the number itself.`;
    this.fault('conflict', path, `${wordsOf(wanted)} that is the same in every replicate`, found, remedy);
    return Number.NaN;
  }

  /** The value of an expression at the central values; NaN where it uses what could not be read. */
  valueOf(expression: Expression): number {
    return evaluate(expression, { elapsed: 0, values: this.values });
  }

  private compile(path: Path, written: QuantityFile, wanted: Wanted, vocabulary: Vocabulary): Expression | undefined {
    const known = typeof written === 'string' ? this.fixed.get(written) : undefined;
    const result = known ?? compileExpression(written, vocabulary);
    if (typeof written === 'string') this.money.name(path, written);
    if (isRefusal(result)) {
      // The name may be that of a thing, a process or an assumption that could not be read, which has been told.
      const hidden = [['units'], ['processes']].some((section) => this.faults.isBroken(section));
      if ((hidden || this.faults.isUnreadable(['assumptions'])) && result.code === 'unknown-reference')
        return undefined;
      this.fault(result.code ?? 'bad-expression', path, result.expected, result.found, result.remedy);
      return undefined;
    }
    this.money.number(path, written, result.dimension, wanted.dimensions);
    for (const name of result.uses) this.used.add(name);
    for (const name of result.processes ?? []) this.asked.add(name);
    if (typeof written === 'string' && result.uses.size === 0 && !result.timed) this.fixed.set(written, result);
    const { dimension } = result;
    const isDate = dimension !== undefined && sameDimension(dimension, DATE);
    const fits =
      wanted.dimensions.length === 0 || wanted.dimensions.some((one) => dimension && sameDimension(one, dimension));
    if (dimension === undefined || (fits && !isDate)) return result;
    const kinds = wanted.dimensions.map(nameDimension).join(' or ') || 'a number';
    const remedy = dimension.size === 0 ? 'Add the unit.' : `That is ${nameDimension(dimension)}; write ${kinds}.`;
    this.fault('wrong-dimension', path, wordsOf(wanted), quote(written), remedy);
    return undefined;
  }

  private bounds(path: Path, written: QuantityFile, expression: Expression, wanted: Wanted): void {
    const { least = 0, most = LARGEST, bound = most === LARGEST ? '1e30, in tonnes and days' : `${most}` } = wanted;
    const value = this.valueOf(expression);
    if (value >= least && value <= most && Number.isFinite(value)) return;
    if (Number.isNaN(value) && this.usesUnreadable(expression)) return;
    const unit = unitOfComputation(expression.dimension ?? new Map());
    const isLiteral = typeof written === 'number' || (expression.uses.size === 0 && !/[(*+^]|\w\s+-/.test(written));
    const found = isLiteral && Number.isFinite(value) ? quote(written) : `${quote(written)}, which is ${value} ${unit}`;
    const words = wordsOf(wanted);
    const fits = value < least && !/at least|from 0/.test(words) ? `${words}, at least ${least}` : words;
    const remedy = !Number.isFinite(value)
      ? 'Divide by nothing that can be 0, and take no root or logarithm of what can be below it.'
      : value > most
        ? `Write at most ${bound}.`
        : `Write at least ${least}.`;
    this.fault('out-of-range', path, Number.isFinite(least) ? fits : 'a finite number', found.trim(), remedy);
  }

  private usesUnreadable({ uses }: Expression): boolean {
    return [...uses].some((name) => {
      const variable = this.vocabulary.variables.get(name);
      return variable !== undefined && Number.isNaN(this.values[variable.position]);
    });
  }

  /** A date; the stand-in is NaN, which is neither before nor after any other. */
  date(path: Path, written: string): Day {
    const day = parseDate(written);
    if (day !== undefined) return day;
    const remedy = 'Write year-month-day, a day that exists.';
    this.fault('bad-date', path, 'a date such as 2025-04-04', quote(written), remedy);
    return Number.NaN;
  }

  /** Warns of a date at which nothing can happen any more, and of so many later ones. */
  withinHorizon(path: Path, day: Day, end: Day, later = 0): void {
    if (day >= end) {
      const more = later === 0 ? '' : ` and ${later} later one${later === 1 ? '' : 's'}`;
      const remedy = 'It changes nothing; lengthen the horizon or take it out.';
      this.warn(
        'outside-horizon',
        path,
        `a date before the end, ${formatDate(end)}`,
        `${formatDate(day)}${more}`,
        remedy,
      );
    }
  }
}
