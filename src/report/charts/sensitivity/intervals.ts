/** Estimates on a line: a dot, the interval that it lies in with 95 %, and both as text at the right. */
import type { Estimate } from '../../../metrics/sensitivity/estimate.ts';
import { significant } from '../../text/quantities.ts';
import type { Label, Layer } from '../layout/marks.ts';
import { dotLayer, lineLayer } from './assumption-rows.ts';

/** One estimate, and at what height of the panel it stands. */
export interface Mark {
  readonly assumption: string;
  readonly estimate: Estimate;
  readonly y: number;
}

/** Dots with their intervals, cut at the ends of the axis. */
export function intervalLayers(
  marks: readonly Mark[],
  x: (value: number) => number,
  [least, most]: readonly [number, number],
  colour: string,
): Layer[] {
  const within = (value: number) => x(Math.max(least, Math.min(most, value)));
  const data = ({ assumption, estimate: { value, low, high } }: Mark) => ({
    ...{ assumption, value: significant(value), low: significant(low), high: significant(high) },
  });
  return [
    lineLayer(
      marks.map((mark) => ({
        ...data(mark),
        x: within(mark.estimate.low),
        x2: within(mark.estimate.high),
        y: mark.y,
        y2: mark.y,
      })),
      colour,
      2,
    ),
    dotLayer(
      marks.map((mark) => ({ ...data(mark), x: within(mark.estimate.value), y: mark.y })),
      colour,
    ),
  ];
}

/** The numbers at the right of their rows, which end at `x`, below a heading. */
export function estimateLabels(
  marks: readonly Mark[],
  x: number,
  head: string,
  text: (estimate: Estimate) => string,
): Label[] {
  return [
    { x, y: 8, text: head, align: 'right' },
    ...marks.map(({ estimate, y }): Label => ({ x, y, text: text(estimate), align: 'right' })),
  ];
}
