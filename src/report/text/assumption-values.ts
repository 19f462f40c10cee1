/** Assumptions in words: their values and ranges in units that people use. */
import type { AssumptionFinding } from '../../findings/assumptions.ts';
import type { Assumption } from '../../model/network.ts';
import { DAYS_PER_YEAR } from '../../quantity/calendar.ts';
import { sameDimension, TIME, unitOfComputation } from '../../quantity/dimension.ts';
import type { Words } from './en.ts';

/**
 * How values of an assumption read, given in tonnes, days, dollars or pieces: `9 weeks`, `5,000 t/year`,
 * `2 kg/vehicle`, a plain number in percent where it was written so, and a chance as yes or no.
 */
export function valueReader(
  { dimension, distribution, written, figure }: Assumption,
  { quantities: q, run: { assumptions } }: Words,
): (value: number) => string {
  if (distribution.kind === 'chance') return (value) => (value === 1 ? assumptions.yes : assumptions.no);
  if (dimension === undefined || dimension.size === 0) return isInPercent(written, figure?.value) ? q.share : q.number;
  if (sameDimension(dimension, TIME)) return q.exactDuration;
  const perYear = dimension.get('time') === -1 ? DAYS_PER_YEAR : 1;
  const unit = unitOfComputation(dimension).replace(/\/day\b/, perYear === 1 ? '/day' : '/year');
  return (value) => {
    const shown = value * perYear;
    const isLight = /^t\b/.test(unit) && shown !== 0 && Math.abs(shown) < 0.1;
    return isLight ? `${q.number(shown * 1000)} ${q.unit(`kg${unit.slice(1)}`)}` : `${q.number(shown)} ${q.unit(unit)}`;
  };
}

/** Reasons may speak of percents too: only the numbers count. */
function isInPercent(written: unknown, ofFigure: unknown): boolean {
  const { source: _, why: __, title: ___, ...numbers } = written as Record<string, unknown>;
  return JSON.stringify([numbers, ofFigure]).includes('%');
}

/** What else an assumption may be than its central value: its distribution in words. */
export function rangeText(
  { distribution, formula, branches }: AssumptionFinding,
  value: (number: number) => string,
  words: Words,
): string {
  const { range, yes, no } = words.run.assumptions;
  const { percent } = words.quantities;
  switch (distribution.kind) {
    case 'value':
      return formula === undefined ? range.value : range.derived;
    case 'uniform':
      return range.uniform(value(distribution.low), value(distribution.high));
    case 'triangular':
      return range.triangular(value(distribution.low), value(distribution.mode), value(distribution.high));
    case 'normal':
      return range.normal(value(distribution.mean), value(distribution.deviation));
    case 'lognormal': {
      const { median, factor } = distribution;
      return range.lognormal(value(median), value(median / factor), value(median * factor));
    }
    case 'chance':
      return range.chance(branches?.yes ?? yes, percent(distribution.probability), branches?.no ?? no);
    case 'choice': {
      const total = distribution.weights.reduce((sum, weight) => sum + weight, 0);
      return range.choice(
        distribution.values.map((one, n) => range.weighted(value(one), percent(distribution.weights[n] / total))),
      );
    }
  }
}
