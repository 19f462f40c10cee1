/** A target such as demands.us_defence.fill_rate >= 99%, held against the replicates of a run. */

import { quantiles } from '../../chance/quantiles.ts';
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import type { Expectation, Model } from '../../model/network.ts';
import { evaluate, fixedValueOf } from '../../quantity/evaluate.ts';
import { type Expression, splitComparison } from '../../quantity/expression.ts';
import type { Rows } from '../ensemble/tasks.ts';
import { compileExpectations } from '../expect.ts';
import { type MetricColumn, metricsIn } from '../measures.ts';

/** A target that can be more or less met. */
export interface Target {
  readonly that: string;
  /** Metrics by position, which formulas use. */
  readonly metrics: readonly Omit<MetricColumn, 'values'>[];
  readonly left: Expression;
  readonly right: Expression;
  /** Whether more of the left side is better. */
  readonly isLeast: boolean;
  readonly isStrict: boolean;
  /** The measure and unit of the left side where it is one metric. */
  readonly metric: Omit<MetricColumn, 'values'> | undefined;
}

/** Reads a target; whatever is wrong with it is an issue at the path `until`. */
export function readTarget(model: Model, that: string): Outcome<Target> {
  const refuse = (expected: string, found: string, remedy: string): Outcome<Target> => {
    const issue: Issue = { severity: 'error', code: 'bad-expression', path: ['until'], expected, found, remedy };
    return outcome<Target>(undefined, [issue]);
  };
  const metrics = metricsIn(model);
  const expectation: Expectation = {
    ...{ that, because: undefined, stated: 'held', reason: undefined, reasonThat: undefined },
  };
  const { expectations, asked, issues } = compileExpectations(
    { ...model, scenario: { ...model.scenario, expectations: [expectation] } },
    metrics,
  );
  const [compiled] = expectations;
  if (compiled === undefined)
    return outcome<Target>(
      undefined,
      issues.map((issue) => ({ ...issue, path: ['until'] })),
    );
  if (asked.length > 0) {
    const remedy = 'Write the metric itself; --in says in what share of the replicates it must reach the target.';
    return refuse('a metric of a single run', that, remedy);
  }
  const { operator, left: written } = splitComparison(that) as { operator: string; left: string };
  if (operator === '==' || operator === '!=') {
    return refuse('a target that can be passed, by <, <=, > or >=', that, 'Write at least or at most, not exactly.');
  }
  const { left, right } = compiled;
  if (left.uses.size === 0 || right.uses.size > 0) {
    return refuse('a metric on the left and a quantity on the right', that, 'Write it as demands.x.fill_rate >= 99%.');
  }
  const metric = metrics.find(({ path }) => path === written.replaceAll(' ', ''));
  const isLeast = operator.startsWith('>');
  const isStrict = operator.length === 1;
  return outcome<Target>({ that, metrics, left, right, isLeast, isStrict, metric }, []);
}

/** Reads what is to be made best: a metric, or a formula of metrics, that has a mean; faults at its option. */
export function readObjective(model: Model, that: string, option: 'minimise' | 'maximise'): Outcome<Target> {
  const at = (issues: readonly Issue[]) => issues.map((issue) => ({ ...issue, path: [option] }));
  const written = that.trim();
  if (splitComparison(written) !== undefined) {
    const remedy = 'Name a metric such as demands.x.shortage, or give the target to --until.';
    const expected = 'a metric, not a target';
    return outcome<Target>(undefined, [
      { severity: 'error', code: 'bad-expression', path: [option], expected, found: that, remedy },
    ]);
  }
  // Whatever it is measured in, it can be held against 0.
  const target = readTarget(model, `${written} >= 0`);
  if (!target.ok) return { ...target, issues: at(target.issues) };
  if (target.value.metric?.measure === 'date') {
    const remedy = 'Take a duration, such as time_to_survive.';
    return outcome<Target>(undefined, [
      {
        severity: 'error',
        code: 'bad-expression',
        path: [option],
        expected: 'a metric with a mean',
        found: that,
        remedy,
      },
    ]);
  }
  return outcome<Target>({ ...target.value, that: written }, []);
}

/** What a value of the varied number comes to. */
export interface Probe {
  readonly value: number;
  /** The share of replicates that reach the target, and whether they are enough. */
  readonly share: number;
  readonly isMet: boolean;
  /** By how much the last replicate that is needed reaches the target (below 0: misses it); may be infinite. */
  readonly margin: number;
  /** The left side: 5 %, half, 95 % of replicates, and its mean where all have one. Never is Infinity. */
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
}

/** The left side of a target by replicate; NaN where it has no value. */
export function reachedIn({ metrics, left }: Target, rows: Rows): Float64Array {
  const values = new Float64Array(metrics.length);
  const reached = new Float64Array(rows.count);
  for (let r = 0; r < rows.count; r++) {
    for (const [m, { measure }] of metrics.entries()) {
      const own = rows.metrics[m * rows.count + r];
      const isTime = measure === 'duration' || measure === 'date';
      values[m] = Number.isNaN(own) && isTime ? Number.POSITIVE_INFINITY : own;
    }
    reached[r] = evaluate(left, { elapsed: 0, values });
  }
  return reached;
}

/** Holds a target against replicates; it is met where at least the share `needed` of them reach it. */
export function probeOf(
  target: Target,
  value: number,
  rows: Rows,
  needed: number,
  reached = reachedIn(target, rows),
): Probe {
  const { right, isLeast, isStrict } = target;
  const bound = fixedValueOf(right);
  const margins = reached.map((one) => {
    const over = isLeast ? one - bound : bound - one;
    return Number.isNaN(over) ? Number.NEGATIVE_INFINITY : over;
  });
  const isReached = (margin: number) => (isStrict ? margin > 0 : margin >= 0);
  const share = margins.reduce((count, margin) => count + (isReached(margin) ? 1 : 0), 0) / rows.count;
  const enough = Math.max(1, Math.ceil(needed * rows.count - 1e-9));
  const margin = margins.toSorted()[rows.count - enough];
  const known = reached.map((one) => (Number.isNaN(one) ? Number.POSITIVE_INFINITY : one));
  const [p05, p50, p95] = quantiles(known, 0, known.length, [0.05, 0.5, 0.95]);
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
  return { value, share, isMet: isReached(margin), margin, p05, p50, p95, mean };
}
