/** Whether a comparison can come true at all: a share is never above 1, and amounts, times and counts never below 0. */
import { fixedValueOf } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Metric } from './measures.ts';
import type { StatisticCall } from './statistic-calls.ts';

/** What a number can be. */
interface Range {
  readonly least: number;
  readonly most: number;
}

const SHARES: Range = { least: 0, most: 1 };
const UNBOUNDED: Range = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** What the number compared can be, where the comparison of one number with a constant can't come true. */
export function rangeMissed(
  operator: string,
  [left, right]: readonly [Expression, Expression],
  metrics: readonly Omit<Metric, 'value'>[],
  asked: readonly StatisticCall[],
): Range | undefined {
  if (left.uses.size === 0 && right.uses.size > 0)
    return rangeMissed(FLIPPED[operator] ?? operator, [right, left], metrics, asked);
  if (right.uses.size > 0) return undefined;
  const range = rangeOf(left, metrics, asked);
  return isPossible(operator, range, fixedValueOf(right)) ? undefined : range;
}

function isPossible(operator: string, { least, most }: Range, value: number): boolean {
  switch (operator) {
    case '>=':
      return value <= most;
    case '>':
      return value < most;
    case '<=':
      return value >= least;
    case '<':
      return value > least;
    case '==':
      return value >= least && value <= most;
    default:
      return true;
  }
}

/** What an expression can be that is one metric, or one number asked of an ensemble; of any other all numbers. */
function rangeOf(
  { computation }: Expression,
  metrics: readonly Omit<Metric, 'value'>[],
  asked: readonly StatisticCall[],
): Range {
  const [only, more] = computation;
  if (only?.kind !== 'variable' || more !== undefined) return UNBOUNDED;
  const metric = metrics[only.position];
  if (metric === undefined) {
    const one = asked[only.position - metrics.length];
    if (one?.of !== 'ensemble') return UNBOUNDED;
    return one.statistic === 'probability' ? SHARES : rangeOf(one.what, metrics, asked);
  }
  // Errors against what was observed may be of any sign and size.
  if (metric.path.startsWith('observations.') || metric.measure === 'date') return UNBOUNDED;
  return metric.measure === 'share' ? SHARES : { least: 0, most: Number.POSITIVE_INFINITY };
}
