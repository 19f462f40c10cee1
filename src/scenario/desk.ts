/**
 * The desk at which each number of a scenario is read: compiled, its dimension checked, every fault collected with
 * its path. A number that can't be read becomes a harmless stand-in, so that one fault does not hide the next.
 */
import { type Day, formatDate, parseDate } from '../calendar.ts';
import { compileExpression, constant, type Expression, isRefusal, type Vocabulary } from '../expression.ts';
import { type Issue, type IssueCode, type Path, quote } from '../issue.ts';
import { type Dimension, describeDimension, sameDimension } from '../units.ts';
import type { QuantityFile } from './schema.ts';

/** What a number must be: one of these dimensions (any, where none are listed) and within these bounds. */
export interface Wanted {
  readonly dimensions: readonly Dimension[];
  /** In words, with an example; made from the dimensions where absent. */
  readonly words?: string;
  readonly least?: number;
  readonly most?: number;
}

/** Collects issues and reads values; see the file's heading. */
export class Desk {
  readonly issues: Issue[] = [];
  readonly vocabulary: Vocabulary;
  /** Central values by position, for checks of bounds. */
  values: ArrayLike<number>;

  constructor(vocabulary: Vocabulary, values: ArrayLike<number> = []) {
    this.vocabulary = vocabulary;
    this.values = values;
  }

  fault(code: IssueCode, path: Path, expected: string, found: string, remedy: string): void {
    this.issues.push({ severity: 'error', code, path, expected, found, remedy });
  }

  warn(code: IssueCode, path: Path, expected: string, found: string, remedy: string): void {
    this.issues.push({ severity: 'warning', code, path, expected, found, remedy });
  }

  /** A number that holds at all times; its bounds are checked at the central values. */
  number(path: Path, written: QuantityFile, wanted: Wanted): Expression {
    const timeless = { ...this.vocabulary, start: undefined };
    const expression = this.compile(path, written, wanted, timeless);
    if (expression === undefined) return constant(Number.NaN);
    this.bounds(path, written, expression.at({ elapsed: 0, values: this.values }), wanted);
    return expression;
  }

  /** A number that may use `elapsed` and `since`; undefined where it can't be read. Constants are checked for bounds. */
  timed(path: Path, written: QuantityFile, wanted: Wanted): Expression | undefined {
    const expression = this.compile(path, written, wanted, this.vocabulary);
    if (expression !== undefined && !expression.timed) {
      this.bounds(path, written, expression.at({ elapsed: 0, values: this.values }), wanted);
    }
    return expression;
  }

  private compile(path: Path, written: QuantityFile, wanted: Wanted, vocabulary: Vocabulary): Expression | undefined {
    const result = compileExpression(written, vocabulary);
    if (isRefusal(result)) {
      this.fault('bad-expression', path, result.expected, result.found, result.remedy);
      return undefined;
    }
    const { dimension } = result;
    if (
      dimension !== undefined &&
      wanted.dimensions.length > 0 &&
      !wanted.dimensions.some((one) => sameDimension(one, dimension))
    ) {
      const expected = wanted.words ?? wanted.dimensions.map(describeDimension).join(' or ');
      const remedy =
        dimension.size === 0
          ? 'Add the unit.'
          : `That is ${describeDimension(dimension).replace(/ such as .*$/, '')}; write one that fits here.`;
      this.fault('wrong-dimension', path, expected, quote(written), remedy);
      return undefined;
    }
    return result;
  }

  private bounds(
    path: Path,
    written: QuantityFile,
    value: number,
    { least = 0, most = Number.POSITIVE_INFINITY }: Wanted,
  ): void {
    if (value >= least && value <= most && Number.isFinite(value)) return;
    const expected =
      most === Number.POSITIVE_INFINITY ? `a finite number of at least ${least}` : `a number from ${least} to ${most}`;
    const found =
      typeof written === 'number' || Number.isNaN(value) ? quote(written) : `${quote(written)}, which is ${value}`;
    this.fault('out-of-range', path, expected, found, 'Write a number within these bounds.');
  }

  /** A date; the stand-in is day 0. */
  date(path: Path, written: string): Day {
    const day = parseDate(written);
    if (day !== undefined) return day;
    this.fault(
      'bad-date',
      path,
      'a date such as 2025-04-04',
      quote(written),
      'Write year-month-day, a day that exists.',
    );
    return 0;
  }

  /** Warns of a date at which nothing can happen any more. */
  withinHorizon(path: Path, day: Day, end: Day): void {
    if (day >= end) {
      this.warn(
        'outside-horizon',
        path,
        `a date before the end, ${formatDate(end)}`,
        formatDate(day),
        'It changes nothing; lengthen the horizon or take it out.',
      );
    }
  }
}
