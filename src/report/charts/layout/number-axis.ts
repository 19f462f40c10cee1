/** Axes of numbers that are not dates: from below 0 to above it, in amounts, shares or days. */
import { significant } from '../../text/quantities.ts';
import type { Position } from './marks.ts';

/** Round values, about four, that reach from at most `low` to at least `high`. */
export function ticksBetween(low: number, high: number, about = 4): number[] {
  const width = high - low || Math.abs(high) || 1;
  const magnitude = Number(`1e${(width / about).toExponential().split('e')[1]}`);
  const step = [1, 2, 2.5, 5, 10].map((n) => n * magnitude).find((one) => width / one <= about + 1e-9) ?? width;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, n) => significant((first + n) * step) + 0);
}

/** A scale of numbers across `width` pixels. */
export function linearScale(ticks: readonly number[], width: number): (value: number) => number {
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  return (value) => ((value - low) / (high - low)) * width;
}

/** An axis of numbers between its first and last tick; with `text` saying how a tick reads. */
export function numberAxis(
  field: string,
  ticks: readonly number[],
  text: (tick: number) => string,
  shown = true,
): Position {
  const labels = ticks.map((tick) => `datum.value === ${tick} ? '${text(tick).replace('-', '−')}' : `).join('');
  return {
    field,
    type: 'quantitative',
    scale: { domain: [ticks[0], ticks[ticks.length - 1]], nice: false, zero: false },
    axis: {
      ...{ values: [...ticks], title: null, domain: false, ticks: false, grid: true, labelFlush: false },
      ...(shown ? { labelExpr: `${labels}''` } : { labels: false }),
    },
  };
}
