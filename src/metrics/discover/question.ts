/** What is asked of the rows of an ensemble: which of them are cases of interest, and among which rows. */
import { type Issue, type Outcome, outcome, suggestion } from '../../issue.ts';
import { uncertainAssumptions } from '../../model/draws.ts';
import type { Assumption, Model } from '../../model/network.ts';
import { fixedValueOf } from '../../quantity/evaluate.ts';
import { compileExpression, isRefusal } from '../../quantity/expression.ts';
import type { Rows } from '../ensemble/tasks.ts';
import { type Metric, metricsIn } from '../measures.ts';
import { metricReader } from '../sensitivity/evaluate.ts';
import { NOTHING_UNCERTAIN } from '../sensitivity/sensitivity.ts';
import { metricAsked } from '../sensitivity/target-metric.ts';
import { readTarget } from '../study/target.ts';
import { type Cases, isWithin } from './box.ts';

/** A question as it is written. */
export interface CaseWords {
  readonly metric: string;
  /** A quantity that the metric is above, or below. */
  readonly bound: string;
  readonly isAbove: boolean;
  /** Such as `renewed=0`. */
  readonly given: readonly string[];
}

/** A question of a model. Times that never come are above every bound. */
export interface CaseQuestion {
  readonly metric: Omit<Metric, 'value'>;
  readonly bound: number;
  readonly isAbove: boolean;
  /** Rows are those alone in which these assumptions have these values. */
  readonly given: readonly { readonly assumption: string; readonly value: number }[];
}

/** Reads a question; faults stand at the paths `metric`, `bound` and `given`. */
export function readCaseQuestion(model: Model, { metric, bound, isAbove, given }: CaseWords): Outcome<CaseQuestion> {
  if (uncertainAssumptions(model).length === 0) return outcome<CaseQuestion>(undefined, [NOTHING_UNCERTAIN]);
  const issues: Issue[] = [];
  const at = (path: string, some: readonly Issue[]) =>
    issues.push(...some.map((issue) => ({ ...issue, path: [path] })));
  const named = metricAsked(
    metricsIn(model).map((one) => ({ ...one, value: null })),
    metric,
  );
  if (!named.ok) at('metric', named.issues);
  const target = named.ok ? readTarget(model, `${metric} ${isAbove ? '>' : '<'} (${bound})`) : undefined;
  if (target?.ok === false) at('bound', target.issues);
  const conditions = given.map((words) => readGiven(model, words));
  for (const condition of conditions) if ('severity' in condition) at('given', [condition]);
  if (!named.ok || !target?.ok || issues.length > 0) return outcome<CaseQuestion>(undefined, issues);
  const { value: _, ...asked } = named.value;
  return outcome<CaseQuestion>(
    {
      ...{ metric: asked, bound: fixedValueOf(target.value.right), isAbove },
      given: conditions as Exclude<(typeof conditions)[number], Issue>[],
    },
    [],
  );
}

function readGiven(model: Model, words: string): { assumption: string; value: number } | Issue {
  const [, name = '', text = ''] = /^([^=]*)=(.*)$/.exec(words) ?? [];
  const assumption = name.trim();
  const uncertain = uncertainAssumptions(model);
  const found = uncertain.find(({ id }) => id === assumption);
  const fault = (expected: string, remedy: string, what = words): Issue => ({
    ...{ severity: 'error', code: 'unknown-reference', path: ['given'], expected, found: what, remedy },
  });
  const discrete = uncertain.filter(isCategory).map(({ id }) => id);
  const otherwise = discrete.length > 0 ? `Those are ${discrete.join(', ')}.` : 'This scenario has none.';
  if (found === undefined) {
    const remedy = assumption === '' ? otherwise : suggestion(assumption, discrete, otherwise);
    return fault('name=value of an assumption that is a chance or a choice', remedy);
  }
  if (!isCategory(found)) return fault('an assumption that is a chance or a choice', otherwise, assumption);
  const value = readValue(text);
  if (value === undefined) return fault('a value such as 0, yes or 6 weeks', 'Write one of its values.', text);
  return { assumption, value };
}

function readValue(text: string): number | undefined {
  if (/^\s*(yes|no)\s*$/i.test(text)) return /yes/i.test(text) ? 1 : 0;
  const expression = compileExpression(text, { things: new Set(), variables: new Map(), start: undefined });
  return isRefusal(expression) ? undefined : fixedValueOf(expression);
}

/** Whether an assumption has separate values without an order: a chance or a choice. */
export function isCategory({ distribution }: Assumption): boolean {
  return distribution.kind === 'chance' || distribution.kind === 'choice';
}

/**
 * The rows that are asked about, with those in which the metric is beyond the bound as cases. Issues: no row has the
 * given values; none is a case, or every one.
 */
export function casesOf(model: Model, rows: Rows, question: CaseQuestion): Outcome<Cases> {
  const { assumptions } = model.scenario;
  const { metric, bound, isAbove, given } = question;
  const columnOf = (id: string) => {
    const position = assumptions.findIndex((one) => one.id === id);
    return rows.values.subarray(position * rows.count, (position + 1) * rows.count);
  };
  const conditions = given.map(({ assumption, value }) => ({ values: columnOf(assumption), value }));
  const isGiven = (row: number) =>
    conditions.every(({ values, value }) =>
      isWithin(values[row], {
        kind: 'amount',
        low: value - 1e-9 * Math.abs(value),
        high: value + 1e-9 * Math.abs(value),
      }),
    );
  const kept = Int32Array.from({ length: rows.count }, (_, row) => row).filter(isGiven);
  const of = metricReader(model, metric.path)(rows);
  const isCase = Uint8Array.from(kept, (row) => Number(isAbove ? of[row] > bound : of[row] < bound));
  const cases = isCase.reduce((sum, one) => sum + one, 0);
  const fault = (path: string, expected: string, found: string, remedy: string): Outcome<Cases> =>
    outcome<Cases>(undefined, [
      { ...{ severity: 'error', code: 'out-of-range', path: [path] }, expected, found, remedy },
    ]);
  if (kept.length === 0) {
    return fault(
      'given',
      'values that some replicates have',
      `none of ${rows.count}`,
      'Name values that can be drawn.',
    );
  }
  if (cases === 0 || cases === kept.length) {
    const known = Float64Array.from(kept, (row) => of[row]).filter((value) => Number.isFinite(value));
    const [low, high] = [
      known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    ];
    const range =
      known.length === 0 ? 'it has no value in any' : `it is ${digits(low)} to ${digits(high)} ${metric.unit}`.trim();
    return fault(
      'bound',
      'a value that some replicates pass and others don’t',
      `one that ${cases === 0 ? 'none' : 'each'} of ${kept.length} passes; ${range}`,
      low < high ? 'Choose a value in between.' : 'Ask about a metric that differs between replicates.',
    );
  }
  return outcome(
    {
      inputs: uncertainAssumptions(model)
        .filter(({ id }) => !given.some(({ assumption }) => assumption === id))
        .map((one) => ({
          name: one.id,
          kind: isCategory(one) ? ('category' as const) : ('amount' as const),
          values: Float64Array.from(kept, (row) => columnOf(one.id)[row]),
        })),
      isCase,
    },
    [],
  );
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** In which share of rows the metric is not beyond the bound: how often a policy is good enough. */
export function satisficingShare(model: Model, rows: Rows, { metric, bound, isAbove }: CaseQuestion): number {
  const of = metricReader(model, metric.path)(rows);
  const good = of.filter((value) => !(isAbove ? value > bound : value < bound)).length;
  return good / rows.count;
}
