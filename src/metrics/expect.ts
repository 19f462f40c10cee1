/** Expectations: comparisons of what a run or an ensemble comes to, which a scenario says must hold. */

import type { Issue, IssueCode, Path } from '../issue.ts';
import { isUncertain } from '../model/draws.ts';
import type { Expectation, Figure, Model } from '../model/network.ts';
import {
  counted,
  DATE,
  type Dimension,
  MASS,
  MONEY,
  PLAIN,
  sameDimension,
  TIME,
  unitOfComputation,
} from '../quantity/dimension.ts';
import { evaluate } from '../quantity/evaluate.ts';
import {
  compileExpression,
  type Expression,
  isRefusal,
  splitComparison,
  type Variable,
  type Vocabulary,
} from '../quantity/expression.ts';
import { type Metric, metricNumber } from './measures.ts';
import { rangeMissed } from './possible.ts';
import { type Series, seriesPath } from './series.ts';
import { callsOver, type StatisticCall } from './statistic-calls.ts';

/** A comparison held against a run. Both sides in tonnes, days, dollars, pieces or plain numbers. */
export interface Judged {
  readonly that: string;
  readonly met: boolean;
  /** What the two sides came to; Infinity for a time that is null, NaN for another null. */
  readonly left: number;
  readonly right: number;
  readonly dimension: Dimension | undefined;
  /** Of amounts of money; undefined where a scenario has none. */
  readonly currency?: string | undefined;
}

/** An expectation held against a run. */
export interface Verdict extends Judged, Pick<Expectation, 'because' | 'stated' | 'reason'> {
  /** Its place in the list of the scenario. */
  readonly position: number;
  /** What must be true for its reason to be the reason, where the file says it. */
  readonly ground: Judged | undefined;
  /** The document's claim that it tests. */
  readonly figure: Figure | undefined;
}

/** A comparison as formulas: both sides, and whether it is met (1) or not (0). */
interface Comparison {
  readonly that: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly whole: Expression;
  /** What it asks beyond metrics. */
  readonly asks: readonly StatisticCall[];
}

/** An expectation as formulas. */
export interface CompiledExpectation extends Expectation, Comparison {
  readonly position: number;
  readonly ground: Comparison | undefined;
}

/** Expectations over values by position: those of metrics, then those asked for. */
export interface CompiledExpectations {
  readonly expectations: readonly CompiledExpectation[];
  readonly asked: readonly StatisticCall[];
  readonly issues: readonly Issue[];
}

/** What the expectations of a scenario come to. */
export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** A warning for each that only an ensemble could decide, where there is none. */
  readonly unjudged: readonly Issue[];
  /** Those that can't be read. */
  readonly issues: readonly Issue[];
}

/**
 * Holds every expectation of a scenario against its central run and, where there is one, its ensemble: `ensemble` has
 * the numbers asked of it, by how they are asked.
 */
export function judge(
  model: Model,
  metrics: readonly Metric[],
  series: readonly Series[],
  ensemble?: Readonly<Record<string, number>>,
): Judgement {
  const { expectations, asked, issues } = compileExpectations(model, metrics);
  if (expectations.length === 0) return { verdicts: [], unjudged: [], issues };
  const byPath = new Map(series.map((one) => [seriesPath(one), one.values]));
  const numberAsked = (one: StatisticCall) =>
    one.of === 'series' ? (byPath.get(one.path)?.[one.step] as number) : (ensemble?.[one.text] ?? Number.NaN);
  const values = Float64Array.from([...metrics.map(metricNumber), ...asked.map(numberAsked)]);
  const environment = { elapsed: 0, values };
  const verdicts: Verdict[] = [];
  const unjudged: Issue[] = [];
  const judged = ({ that, left, right, whole }: Comparison): Judged => ({
    that,
    met: evaluate(whole, environment) === 1,
    left: evaluate(left, environment),
    right: evaluate(right, environment),
    dimension: left.dimension ?? right.dimension,
    currency: model.scenario.currency,
  });
  for (const one of expectations) {
    const { position, because, stated, reason, ground, claim } = one;
    if (ensemble === undefined && [one, ground].some((each) => each?.asks.some(({ of }) => of === 'ensemble'))) {
      unjudged.push(withoutEnsemble(model, position));
      continue;
    }
    const told = { position, because, stated, reason, figure: claim?.figure };
    verdicts.push({ ...judged(one), ...told, ground: ground && judged(ground) });
  }
  return { verdicts, unjudged, issues };
}

function withoutEnsemble(model: Model, position: number): Issue {
  const remedy = isUncertain(model)
    ? 'Run it with --runs 1000, or with as many as the scenario says.'
    : 'Make an assumption uncertain, or compare the metric of the central run.';
  const expected = 'an ensemble of runs to judge it by';
  const path = ['expect', position, 'that'];
  return { severity: 'warning', code: 'no-ensemble', path, expected, found: 'the central run alone', remedy };
}

/** The expectations of a scenario that can be read, over these metrics; others are issues. */
export function compileExpectations(model: Model, metrics: readonly Omit<Metric, 'value'>[]): CompiledExpectations {
  const { expectations } = model.scenario;
  if (expectations.length === 0) return { expectations: [], asked: [], issues: [] };
  const variables = new Map<string, Variable>(
    metrics.map((metric, position) => [metric.path, { position, dimension: dimensionOf(metric) }]),
  );
  const things = new Set(metrics.flatMap(({ unit, measure }) => (isThing(unit, measure) ? [unit] : [])));
  const asked: StatisticCall[] = [];
  const plain: Vocabulary = { things, variables, start: undefined };
  const vocabulary: Vocabulary = { ...plain, call: callsOver(model, plain, asked) };
  const compiled: CompiledExpectation[] = [];
  const issues: Issue[] = [];
  const read = (that: string, path: Path): Comparison | undefined => {
    const refuse = (expected: string, found: string, remedy: string, code: IssueCode = 'bad-expression') => {
      issues.push({ severity: 'error', code, path, expected, found, remedy });
      return undefined;
    };
    const sides = splitComparison(that);
    if (sides === undefined) {
      return refuse(
        'a comparison such as demands.x.time_to_survive >= 6 weeks',
        that,
        'Compare a metric with a quantity by < <= > >= == or !=.',
      );
    }
    const read = [sides.left, sides.right, that].map((text) => compileExpression(text, vocabulary));
    const refusal = read.find(isRefusal);
    if (refusal !== undefined) return refuse(refusal.expected, refusal.found, refusal.remedy);
    const [left, right, whole] = read as [Expression, Expression, Expression];
    const missed = rangeMissed(sides.operator, [left, right], metrics, asked);
    if (missed !== undefined) {
      const isShare = missed.most === 1;
      const remedy = isShare ? 'Write a share from 0 to 1, such as 99%.' : 'Compare it with what it can be.';
      return refuse(
        isShare ? 'a target from 0 to 1, for it is a share' : 'a target of at least 0',
        that,
        remedy,
        'out-of-range',
      );
    }
    return { that, left, right, whole, asks: asked.filter(({ text }) => whole.uses.has(text)) };
  };
  for (const [position, expectation] of expectations.entries()) {
    const { that, reasonThat } = expectation;
    const own = read(that, ['expect', position, 'that']);
    const ground = reasonThat === undefined ? undefined : read(reasonThat, ['expect', position, 'reason', 'that']);
    if (own !== undefined) compiled.push({ ...expectation, ...own, position, ground });
  }
  return { expectations: compiled, asked, issues };
}

function isThing(unit: string, measure: Metric['measure']): boolean {
  return (measure === 'amount' || measure === 'things') && unit !== 't' && unit !== '';
}

/** The dimension of a metric. */
export function dimensionOf({ measure, unit }: Omit<Metric, 'value'>): Dimension {
  switch (measure) {
    case 'share':
    case 'count':
    case 'index':
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

/** The unit of a verdict's sides as text: `t`, `days`, `USD/t`, or empty. */
export function verdictUnit({ dimension, currency }: Pick<Judged, 'dimension' | 'currency'>): string {
  if (dimension === undefined || dimension.size === 0) return '';
  if (sameDimension(dimension, TIME)) return 'days';
  return unitOfComputation(dimension, currency);
}
