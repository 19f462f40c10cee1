/** Expectations: comparisons of metrics that a scenario says must hold. */
import {
  compileExpression,
  type Expression,
  isRefusal,
  splitComparison,
  type Variable,
  type Vocabulary,
} from '../expression.ts';
import type { Issue } from '../issue.ts';
import type { Expectation, Scenario } from '../model/network.ts';
import { counted, DATE, type Dimension, describeDimension, MASS, MONEY, PLAIN, sameDimension, TIME } from '../units.ts';
import { type Metric, metricNumber } from './measures.ts';

/** An expectation held against a run. Both sides in tonnes, days, dollars, pieces or plain numbers. */
export interface Verdict {
  readonly that: string;
  readonly because: string | undefined;
  readonly met: boolean;
  /** Whether it is a claim that the model contradicts, which then must not be met, and why it does. */
  readonly isContradicted: boolean;
  readonly reason: string | undefined;
  /** What the two sides came to; Infinity for a time that is null, NaN for another null. */
  readonly left: number;
  readonly right: number;
  readonly dimension: Dimension | undefined;
}

/** An expectation as formulas over metrics by position: both sides, and whether it is met (1) or not (0). */
export interface CompiledExpectation extends Expectation {
  readonly left: Expression;
  readonly right: Expression;
  readonly whole: Expression;
}

/** Holds every expectation of a scenario against the metrics of its run; one that can't be read is an issue. */
export function judge(scenario: Scenario, metrics: readonly Metric[]): { verdicts: Verdict[]; issues: Issue[] } {
  const environment = { elapsed: 0, values: Float64Array.from(metrics, metricNumber) };
  const { expectations, issues } = compileExpectations(scenario, metrics);
  const verdicts = expectations.map(
    ({ that, because, isContradicted, reason, left, right, whole }): Verdict => ({
      ...{ that, because, isContradicted, reason },
      met: whole.at(environment) === 1,
      left: left.at(environment),
      right: right.at(environment),
      dimension: left.dimension ?? right.dimension,
    }),
  );
  return { verdicts, issues };
}

/** The expectations of a scenario that can be read, over these metrics; others are issues. */
export function compileExpectations(
  { expectations }: Scenario,
  metrics: readonly Omit<Metric, 'value'>[],
): { expectations: CompiledExpectation[]; issues: Issue[] } {
  const variables = new Map<string, Variable>(
    metrics.map((metric, position) => [metric.path, { position, dimension: dimensionOf(metric) }]),
  );
  const things = new Set(metrics.flatMap(({ unit, measure }) => (isThing(unit, measure) ? [unit] : [])));
  const vocabulary: Vocabulary = { things, variables, start: undefined };
  const compiled: CompiledExpectation[] = [];
  const issues: Issue[] = [];
  for (const [position, expectation] of expectations.entries()) {
    const { that } = expectation;
    const refuse = (expected: string, found: string, remedy: string) =>
      issues.push({
        severity: 'error',
        code: 'bad-expression',
        path: ['expect', position, 'that'],
        expected,
        found,
        remedy,
      });
    const sides = splitComparison(that);
    if (sides === undefined) {
      refuse(
        'a comparison such as demands.x.time_to_survive >= 6 weeks',
        that,
        'Compare a metric with a quantity by < <= > >= == or !=.',
      );
      continue;
    }
    const [left, right, whole] = [sides.left, sides.right, that].map((text) => compileExpression(text, vocabulary));
    const refusal = [left, right, whole].find((side) => side !== undefined && isRefusal(side));
    if (refusal !== undefined && isRefusal(refusal)) {
      refuse(refusal.expected, refusal.found, refusal.remedy);
      continue;
    }
    if (!left || !right || !whole || isRefusal(left) || isRefusal(right) || isRefusal(whole)) continue;
    compiled.push({ ...expectation, left, right, whole });
  }
  return { expectations: compiled, issues };
}

function isThing(unit: string, measure: Metric['measure']): boolean {
  return (measure === 'amount' || measure === 'things') && unit !== 't' && unit !== '';
}

function dimensionOf({ measure, unit }: Omit<Metric, 'value'>): Dimension {
  switch (measure) {
    case 'share':
    case 'count':
      return PLAIN;
    case 'duration':
      return TIME;
    case 'date':
      return DATE;
    case 'money':
      return unit === '' ? PLAIN : MONEY;
    case 'money per amount':
      return unit === ''
        ? PLAIN
        : new Map([...MONEY, ...(unit.endsWith('/t') ? [['mass', -1] as const] : [[unit.slice(4), -1] as const])]);
    case 'amount':
    case 'things':
      return unit === 't' ? MASS : unit === '' ? PLAIN : counted(unit);
  }
}

/** The unit of a verdict's sides as text: `t`, `days`, or empty. */
export function verdictUnit({ dimension }: Verdict): string {
  if (dimension === undefined || dimension.size === 0) return '';
  if (sameDimension(dimension, TIME)) return 'days';
  if (sameDimension(dimension, MASS)) return 't';
  return dimension.size === 1 ? ([...dimension.keys()][0] as string) : describeDimension(dimension);
}
