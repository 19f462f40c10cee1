/** Rows and columns of coloured cells with their numbers: from light, the least, to dark, the most. */

import type { ChartText } from '../../text/chart-text.ts';
import type { KeyItem } from '../layout/key.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import { boxLayers, type Label, type Layer, labelLayers } from '../layout/marks.ts';
import { textWidth } from '../layout/text-width.ts';

/** Equal steps from the least to the most (ColorBrewer Blues); each with the colour of text on it. */
const STEPS = [
  { colour: '#f2f6fb', text: COLOUR.ink },
  { colour: '#c6dbef', text: COLOUR.ink },
  { colour: '#9ecae1', text: COLOUR.ink },
  { colour: '#6baed6', text: COLOUR.ink },
  { colour: '#2171b5', text: '#ffffff' },
  { colour: '#08306b', text: '#ffffff' },
] as const;

/** A cell; `row` and `column` count from 0. */
export interface HeatCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** What stands in it; the value where nothing is said. */
  readonly text?: string;
  /** Drawn in bold: the best of its row or column. */
  readonly isMarked?: boolean;
}

/** The values that the colours run between; a least of 0 has a colour of its own. */
export interface HeatRange {
  readonly least: number;
  readonly most: number;
}

function stepOf(value: number, { least, most }: HeatRange): (typeof STEPS)[number] {
  const share = most > least ? (value - least) / (most - least) : 0;
  const place = least === 0 ? Math.ceil(share * (STEPS.length - 1) - 1e-9) : Math.floor(share * STEPS.length);
  return STEPS[Math.min(STEPS.length - 1, Math.max(0, place))];
}

/** The cells as layers, each `width` by `height` pixels, with their numbers where they fit. */
export function heatLayers(
  cells: readonly HeatCell[],
  width: number,
  height: number,
  range: HeatRange,
  { quantities: { round } }: ChartText,
): Layer[] {
  const textOf = ({ text, value }: HeatCell) => text ?? round(value);
  const fits = cells.every((cell) => textWidth(textOf(cell), SIZE.label, 600) + 6 <= width) && height >= 16;
  const labels = cells.map(
    (cell): Label => ({
      ...{ x: (cell.column + 0.5) * width, y: (cell.row + 0.5) * height, align: 'center', text: textOf(cell) },
      ...{ size: SIZE.label, weight: cell.isMarked ? 600 : 400, colour: stepOf(cell.value, range).text },
    }),
  );
  const gap = Math.min(1, width / 8, height / 8);
  const boxes = cells.map(({ row, column, value }) => ({
    ...{ x: column * width + gap, x2: (column + 1) * width - gap },
    ...{ y: row * height + gap, y2: (row + 1) * height - gap },
    colour: stepOf(value, range).colour,
  }));
  return [...boxLayers(boxes), ...(fits ? labelLayers(labels) : [])];
}

/** What the colours mean, in `unit`. */
export function heatKey(
  { least, most }: HeatRange,
  unit: string,
  { quantities: { round, range }, study }: ChartText,
): KeyItem[] {
  if (most <= least) return [{ swatch: STEPS[0].colour, text: `${round(least)} ${unit}` }];
  const parts = least === 0 ? STEPS.length - 1 : STEPS.length;
  const edge = (n: number) => round(least + ((most - least) * n) / parts);
  return STEPS.map(({ colour }, n) => {
    const end = n === STEPS.length - 1 ? ` ${unit}` : '';
    if (least === 0) return { swatch: colour, text: n === 0 ? study.none : study.upTo(`${edge(n)}${end}`) };
    return { swatch: colour, text: range(edge(n), `${edge(n + 1)}${end}`) };
  });
}
