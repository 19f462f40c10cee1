/** An assumption in words: its name, and its values in units that people use. */
import type { Model } from '../../model/network.ts';
import { DAYS_PER_YEAR } from '../../quantity/calendar.ts';
import { sameDimension, TIME, unitOfComputation } from '../../quantity/dimension.ts';
import type { ChartText } from '../text/chart-text.ts';
import { EN_CHARTS } from '../text/en-charts.ts';

/** `review_time` → `review time`. */
export function assumptionName(id: string): string {
  return id.replaceAll('_', ' ');
}

/**
 * How values of the assumption called `id` read, given in tonnes, days, dollars or pieces: `9 weeks`, `5,000 t/year`, `2 kg/vehicle`,
 * a plain number in percent where it was written so, and a chance as yes or no.
 */
export function valueWords(
  { scenario }: Model,
  id: string,
  { quantities, metrics }: ChartText = EN_CHARTS,
): (value: number) => string {
  const assumption = scenario.assumptions.find((one) => one.id === id);
  if (assumption === undefined) throw new Error(`no assumption ${id}`);
  const { dimension, distribution, written, figure } = assumption;
  if (distribution.kind === 'chance') return (value) => (value === 1 ? metrics.yes : metrics.no);
  if (dimension === undefined || dimension.size === 0) {
    return isInPercent(written, figure?.value) ? quantities.share : quantities.number;
  }
  if (sameDimension(dimension, TIME)) return quantities.exactDuration;
  const perYear = dimension.get('time') === -1 ? DAYS_PER_YEAR : 1;
  const unit = unitOfComputation(dimension).replace(/\/day\b/, perYear === 1 ? '/day' : '/year');
  return (value) => {
    const shown = value * perYear;
    const isLight = /^t\b/.test(unit) && shown !== 0 && Math.abs(shown) < 0.1;
    return isLight
      ? `${quantities.number(shown * 1000)} ${quantities.unit(`kg${unit.slice(1)}`)}`
      : `${quantities.number(shown)} ${quantities.unit(unit)}`;
  };
}

/** Reasons may speak of percents too: only the numbers count. */
function isInPercent(written: unknown, ofFigure: unknown): boolean {
  const { source: _, why: __, ...numbers } = written as Record<string, unknown>;
  return JSON.stringify([numbers, ofFigure]).includes('%');
}
