/** Rows of a chart, one an assumption, with its name at the left and a value axis at the foot. All of it in pixels. */

import { significant } from '../../text/quantities.ts';
import type { Format } from '../layout/format.ts';
import { COLOUR, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, type Layer, labelLayers, type Panel, pixels, tenth } from '../layout/marks.ts';
import { textWidth, wrap } from '../layout/text-width.ts';

/** Room for names: what is longer takes more lines, and beyond these is cut. */
const MOST_NAME = 230;
const MOST_LINES = 4;
const LINE = 16;
const NAME_GAP = 16;

/** Above the first row, for what stands at the head of the axis; below the last, for its labels. */
export const HEAD = 24;
export const FOOT = 34;

/** Where rows and values stand. */
export interface RowScale {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** The upper edge of each row and its height, without what its name needs beyond that. */
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  /** The name of each row, in lines. */
  readonly names: readonly (readonly string[])[];
}

/** Lays out rows of given heights; `reserved` pixels at the right stay free of the plot. */
export function rowScale(
  names: readonly string[],
  heights: readonly number[],
  { width }: Format,
  reserved = 0,
): RowScale {
  const widest = Math.max(...names.map((name) => textWidth(name, SIZE.text, 600)));
  const left = Math.ceil(Math.min(MOST_NAME, 0.36 * width, widest) + NAME_GAP);
  const lines = names.map((name) => wrap(name, left - NAME_GAP, SIZE.text, 600, MOST_LINES));
  const tops: number[] = [];
  let top = HEAD;
  for (const [row, height] of heights.entries()) {
    const beyond = Math.max(0, LINE * lines[row].length + 4 - height);
    tops.push(top + beyond / 2);
    top += height + beyond;
  }
  return { left, width: width - left - RIGHT - reserved, height: top, tops, heights, names: lines };
}

/** The panel: grid behind, names at the left, ticks with their labels below, and the marks. */
export function rowsPanel(
  { left, width, height, tops, heights, names }: RowScale,
  ticks: readonly { readonly x: number; readonly text: string }[],
  marks: readonly Layer[],
  labels: readonly Label[],
): Panel {
  return {
    width,
    height,
    layer: [
      lineLayer(
        ticks.map(({ x }) => ({ x, x2: x, y: HEAD, y2: height })),
        COLOUR.grid,
      ),
      ...marks,
      ...labelLayers([
        ...names.flatMap((lines, row) =>
          lines.map((text, n): Label => {
            const y = tops[row] + heights[row] / 2 + (n - (lines.length - 1) / 2) * LINE;
            return { x: -left, y, text, weight: 600, colour: COLOUR.ink };
          }),
        ),
        ...ticks.map(({ x, text }): Label => ({ x, y: height + 14, text, align: 'center', size: SIZE.label })),
        ...labels,
      ]),
    ],
  };
}

/** Straight lines, with any fields beside their pixels for those who read the data. */
export function lineLayer(
  lines: readonly { readonly x: number; readonly x2: number; readonly y: number; readonly y2: number }[],
  colour: string,
  width = 1,
): Layer {
  return {
    data: {
      values: lines.map((line) => ({
        ...line,
        x: tenth(line.x),
        x2: tenth(line.x2),
        y: tenth(line.y),
        y2: tenth(line.y2),
      })),
    },
    mark: { type: 'rule', color: colour, strokeWidth: width, tooltip: null },
    encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
  };
}

/** Dots, with any fields beside their pixels. */
export function dotLayer(dots: readonly { readonly x: number; readonly y: number }[], colour: string): Layer {
  return {
    data: { values: dots.map((dot) => ({ ...dot, x: tenth(dot.x), y: tenth(dot.y) })) },
    mark: { type: 'point', filled: true, opacity: 1, size: 70, color: colour, tooltip: null },
    encoding: { x: pixels('x'), y: pixels('y') },
  };
}

/** A value of an axis with its label. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Round values within a range, seven at most, whose labels have room on `width` pixels; `text` is given the decimals. */
export function ticksWithin(
  least: number,
  most: number,
  width: number,
  text: (value: number, decimals: number) => string,
): Tick[] {
  const range = most - least;
  const exponent = Number((range / 6).toExponential().split('e')[1]);
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50, 100]) {
    const step = factor * Number(`1e${exponent}`);
    const decimals = Math.max(0, (factor === 2.5 ? 1 : 0) - exponent);
    const first = Math.ceil(least / step - 1e-9);
    const count = Math.floor(most / step + 1e-9) - first + 1;
    const ticks = Array.from({ length: count }, (_, n): Tick => {
      const value = significant((first + n) * step, 12);
      return { value, text: text(value, decimals) };
    });
    const room = (step / range) * width - 12;
    if (ticks.every((tick) => textWidth(tick.text, SIZE.label) <= room) && count <= 7) return ticks;
  }
  return [];
}
