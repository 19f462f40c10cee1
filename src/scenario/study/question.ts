/** How much is enough? A file, a number in it to be varied, and the range to look in: read and checked. */

import { type Issue, type IssueCode, pathText } from '../../issue.ts';
import { sameDimension } from '../../quantity/dimension.ts';
import { fixedValueOf } from '../../quantity/evaluate.ts';
import { compileExpression, isRefusal } from '../../quantity/expression.ts';
import type { Reader, Setting } from '../files/extend.ts';
import { type Reading, scenarioReader } from '../read.ts';
import type { Scenario } from '../scenario.ts';
import { axesOf } from './study-grid.ts';
import { variedAt } from './vary.ts';

/** A question as it is asked: the path to vary, and optionally where to look for its value. */
export interface Asked {
  readonly vary: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Put over what the file says, whatever is varied. */
  readonly settings?: readonly Setting[];
}

/** A question that can be searched for. */
export interface Question {
  readonly vary: string;
  /** What is varied, as people would name it. */
  readonly title: string;
  /** The unit that every value has; empty of plain numbers. */
  readonly unit: string;
  /** What a value of 1 is in tonnes, days, pieces or plain numbers, and what that measures. */
  readonly unitSize: number;
  readonly measures: 'duration' | 'rate' | 'amount' | 'number';
  /** Whether values are shares from 0 to 1. */
  readonly isShare: boolean;
  readonly from: number;
  /** Undefined: a bound is to be found, from `scale` up. */
  readonly to: number | undefined;
  readonly scale: number;
  /** The scenario as the file says it. */
  readonly scenario: Scenario;
  /** The scenario with a value put in. */
  open(value: number): { readonly scenario?: Scenario; readonly issues: readonly Issue[] };
}

/** How a file is read again, over `settings`: with other values, and with a number in it to be varied. */
export function claimReader(file: string, settings: readonly Setting[], read: Reader) {
  const reading = scenarioReader(file, read);
  return {
    open: (own: readonly Setting[]): Reading => reading([...settings, ...own]),
    problem: (vary: string) => readQuestion(file, { vary, settings }, read),
  };
}

/** A number with a unit, a percent, or a plain number. */
const QUANTITY = /^\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%|[a-zA-Z][a-zA-Z/]*)?\s*$/;

/**
 * Reads a question; every fault at once, those of the range at the option that they stand in. The scenario is there
 * where the file itself is sound, so that what else was asked of it can be read, too.
 */
export function readQuestion(
  file: string,
  { vary, from, to, settings = [] }: Asked,
  read: Reader,
): { readonly question?: Question; readonly scenario?: Scenario; readonly issues: readonly Issue[] } {
  const reading = scenarioReader(file, read);
  const base = reading(settings);
  const { scenario } = base;
  if (scenario === undefined) return { issues: base.issues };
  const [{ title }] = axesOf({ [vary]: [] }, scenario);
  const upper = readEnd('--to', to);
  const ends = { from: inUnitOf(readEnd('--from', from), upper, scenario), to: upper };
  const issues = [ends.from, ends.to].filter((end): end is Issue => end !== undefined && 'severity' in end);
  const given = [ends.to, ends.from].find((end) => end !== undefined && 'unit' in end && end.unit !== '') as
    | End
    | undefined;
  const varied = variedAt(scenario, vary, title);
  const isPath = !('severity' in varied);
  const unit = given === undefined || given.unit === '%' ? (isPath ? varied.unit : '') : given.unit;
  const open = (value: number) => {
    const { scenario: one, issues: own } = reading([...settings, settingOf(value)]);
    return { ...(one && { scenario: one }), issues: own.map(atOption) };
  };
  const settingOf = (value: number) => ({ path: vary, value: unit === '' ? value : `${value} ${unit}` });
  if (!isPath && given === undefined) issues.push(atOption({ ...varied, place: optionOf(`--set ${vary}`) }));
  const inOtherUnit = otherUnit(ends.from, ends.to);
  if (inOtherUnit !== undefined) {
    issues.push(
      fault(
        '--from',
        'wrong-dimension',
        `the unit of --to, ${inOtherUnit}`,
        `${from}`,
        'Write both in units of one kind.',
      ),
    );
  }
  const low = numberOf(ends.from) ?? 0;
  const most = isPath ? varied.most : undefined;
  const high = numberOf(ends.to) ?? most;
  if (inOtherUnit === undefined && high !== undefined && low >= high) {
    const written = (end: string | undefined, value: number) => end ?? String(value);
    const expected = `more than the lower end, ${written(from, low)}`;
    issues.push(fault('--to', 'out-of-range', expected, written(to, high), 'Widen the range.'));
  }
  if (issues.length > 0) return { scenario, issues: [...base.issues, ...issues] };
  const tried = open(high ?? low + (isPath ? varied.scale : 1));
  const wrong = tried.issues.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return { scenario, issues: [...base.issues, ...wrong] };
  const question: Question = {
    ...{ vary, title, unit, ...measureOf(unit, scenario), isShare: most === 1, from: low, to: high },
    ...{ scale: isPath ? varied.scale : 1, scenario, open },
  };
  return { question, scenario, issues: base.issues };
}

/** The size of a unit in tonnes, days and pieces, and what it measures. */
export function measureOf(unit: string, { things }: Scenario): Pick<Question, 'unitSize' | 'measures'> {
  const one = compileExpression(`1 ${unit}`.trim(), { things, variables: new Map(), start: undefined });
  if (isRefusal(one) || one.dimension === undefined) return { unitSize: 1, measures: 'number' };
  const exponents = [...one.dimension].filter(([base]) => base !== 'time').map(([, exponent]) => exponent);
  const time = one.dimension.get('time') ?? 0;
  const isAmount = exponents.length === 1 && exponents[0] === 1;
  const measures =
    exponents.length === 0 && time === 1 ? 'duration' : !isAmount ? 'number' : time === 0 ? 'amount' : 'rate';
  return { unitSize: fixedValueOf(one), measures };
}

/** How close an answer is to be: a share of itself, or so much of its unit; of shares, points. */
export function readCloseness(
  text: string,
  { unit, isShare, scenario }: Pick<Question, 'unit' | 'isShare' | 'scenario'>,
): { readonly kind: 'absolute' | 'relative'; readonly amount: number } | Issue {
  const end = inUnitOf(readEnd('--tolerance', text), { value: 0, unit }, scenario);
  const expected = isShare ? 'a share such as 1%' : `a share such as 1%, or a quantity in ${unit || 'plain numbers'}`;
  if (end === undefined || 'severity' in end || !(end.value > 0)) {
    return fault('--tolerance', 'bad-expression', expected, text, 'Write how close the answer is to be.');
  }
  if (end.unit === '%' && !isShare) return { kind: 'relative', amount: end.value };
  if (end.unit === unit || (isShare && end.unit === '%')) return { kind: 'absolute', amount: end.value };
  return fault('--tolerance', 'wrong-dimension', expected, text, 'Write it in the unit of the values that are tried.');
}

interface End {
  readonly value: number;
  readonly unit: string;
}

function readEnd(option: string, text: string | undefined): End | Issue | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = ''] = QUANTITY.exec(text) ?? [];
  if (number !== undefined) return { value: unit === '%' ? Number(number) / 100 : Number(number), unit };
  const expression = compileExpression(text, { things: new Set(), variables: new Map(), start: undefined });
  const remedy = isRefusal(expression) ? expression.remedy : 'Write one number with its unit.';
  return fault(option, 'bad-expression', 'a quantity such as 5000 t', text, remedy);
}

/** A quantity in the unit of another, where both have one and measure the same; else as it is. */
function inUnitOf(
  end: End | Issue | undefined,
  other: End | Issue | undefined,
  { things }: Scenario,
): End | Issue | undefined {
  if (end === undefined || other === undefined || 'severity' in end || 'severity' in other) return end;
  const [own, wanted] = [end, other].map(({ unit }) =>
    compileExpression(`1 ${unit}`.trim(), { things, variables: new Map(), start: undefined }),
  );
  if (isRefusal(own) || isRefusal(wanted) || end.unit === '' || end.unit === '%') return end;
  if (own.dimension === undefined || wanted.dimension === undefined) return end;
  if (!sameDimension(own.dimension, wanted.dimension)) return end;
  return { value: (end.value * fixedValueOf(own)) / fixedValueOf(wanted), unit: other.unit };
}

/** The unit of the upper end, where both have one and they differ. */
function otherUnit(from: End | Issue | undefined, to: End | Issue | undefined): string | undefined {
  const units = [from, to].map((end) => (end !== undefined && 'unit' in end ? end.unit : ''));
  return units[0] !== units[1] && !units.includes('') ? units[1] : undefined;
}

function numberOf(end: End | Issue | undefined): number | undefined {
  return end === undefined || 'severity' in end ? undefined : end.value;
}

function fault(option: string, code: IssueCode, expected: string, found: string, remedy: string): Issue {
  return { severity: 'error', code, path: [], expected, found, remedy, place: optionOf(option) };
}

function optionOf(option: string) {
  return { file: option, line: 1, column: 1 };
}

/** A fault of the value that was put in, at the option that names its path. */
function atOption(issue: Issue): Issue {
  const { place, path } = issue;
  if (place?.file.startsWith('--set ')) {
    return { ...issue, place: optionOf(place.file.replace('--set', '--vary')) };
  }
  return { ...issue, found: `${issue.found}, with ${pathText(path)} as varied` };
}
