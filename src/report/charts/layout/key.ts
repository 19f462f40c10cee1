/** What stands below a chart: explanations of marks, lists of numbered events and lettered phases, and remarks. */

import type { Format } from './format.ts';
import { COLOUR, LINE, SIZE } from './look.ts';
import { type Box, boxLayers, type Label, labelLayers, type Panel } from './marks.ts';
import { textWidth, wrap } from './text-width.ts';

/** A line of the key: a remark, or an item with a mark (a number, a letter, or a swatch) before it. */
export interface KeyItem {
  readonly mark?: string;
  readonly swatch?: string;
  /** Draws the swatch as a line or a small square instead of a patch. */
  readonly shape?: 'line' | 'dashes' | 'square';
  readonly text: string;
}

const MARK_WIDTH = 22;
const COLUMN_GAP = 24;
const MOST_LINES = 3;

/** A remark that names things, as many of them as there is room for: `Never short: a, b and 7 more.` */
export function naming(remark: string, names: readonly string[], format: Format): KeyItem[] {
  if (names.length === 0) return [];
  const { text, width } = format;
  const fits = (whole: string) => wrap(whole, width, SIZE.text).length <= MOST_LINES;
  const whole = (some: string) => text.common.named(remark, some);
  return [{ text: fittingList(names, MOST_LINES * width, whole, fits, text.quantities.list) }];
}

/** The text that lists as many of the names as fit, at least one; so many that they alone are wider are not tried. */
export function fittingList(
  names: readonly string[],
  width: number,
  textOf: (names: string) => string,
  fits: (text: string) => boolean,
  list: (names: readonly string[], most?: number) => string,
): string {
  let taken = 0;
  const wider = names.findIndex((name) => {
    taken += textWidth(`${name}, `, SIZE.text);
    return taken > width;
  });
  let most = wider < 0 ? names.length : wider + 1;
  while (most > 1 && !fits(textOf(list(names, most)))) most--;
  return textOf(list(names, most));
}

/** A panel of the groups of items, one group below the other; the first starts `below` pixels down, or up. */
export function keyPanel(
  groups: readonly (readonly KeyItem[])[],
  left: number,
  below: number,
  plotWidth: number,
  { width }: Format,
): Panel {
  const labels: Label[] = [];
  const boxes: Box[] = [];
  let y = below;
  for (const group of groups.filter(({ length }) => length > 0)) {
    const isLegend = group.every(({ swatch }) => swatch !== undefined);
    y = (isLegend ? inLine : inColumns)(group, y, { left, width }, labels, boxes) + 6;
  }
  return {
    width: plotWidth,
    height: Math.max(1, y),
    layer: [...spacer(left, Math.max(plotWidth, width - left)), ...boxLayers(boxes), ...labelLayers(labels)],
  };
}

/** Pixels that stand left of the plot, and that the content is wide. */
interface Room {
  readonly left: number;
  readonly width: number;
}

/** Swatches one after the other, in as many lines as it takes. */
function inLine(
  group: readonly KeyItem[],
  top: number,
  { left, width: room }: Room,
  labels: Label[],
  boxes: Box[],
): number {
  let [x, y] = [0, top];
  for (const item of group) {
    const width = MARK_WIDTH + textWidth(item.text, SIZE.text);
    if (x > 0 && x + width > room) [x, y] = [0, y + LINE.text];
    const bottom = addItem(item, x - left, y, room, labels, boxes);
    if (bottom > y + LINE.text) [x, y] = [room, bottom - LINE.text];
    else x += width + COLUMN_GAP;
  }
  return y + LINE.text;
}

/** In two columns where the items are short enough. */
function inColumns(
  group: readonly KeyItem[],
  top: number,
  { left, width: room }: Room,
  labels: Label[],
  boxes: Box[],
): number {
  const columns = columnsFor(group, room);
  const width = (room - COLUMN_GAP * (columns - 1)) / columns;
  const perColumn = Math.ceil(group.length / columns);
  let bottom = top;
  for (let column = 0; column < columns; column++) {
    let y = top;
    for (const item of group.slice(column * perColumn, (column + 1) * perColumn))
      y = addItem(item, column * (width + COLUMN_GAP) - left, y, width, labels, boxes);
    bottom = Math.max(bottom, y);
  }
  return bottom;
}

/** An unseen rule as wide as the page's content, so that every picture is equally wide. */
function spacer(left: number, right: number): Panel['layer'] {
  return boxLayers([{ x: -left, x2: right, y: 0, y2: 0.1, colour: COLOUR.page }]);
}

function columnsFor(group: readonly KeyItem[], room: number): 1 | 2 {
  const widest = Math.max(...group.map(({ text }) => textWidth(text, SIZE.text)));
  return group.length > 1 && widest + MARK_WIDTH <= (room - COLUMN_GAP) / 2 ? 2 : 1;
}

function addItem(item: KeyItem, x: number, y: number, width: number, labels: Label[], boxes: Box[]): number {
  const indent = item.mark !== undefined || item.swatch !== undefined ? MARK_WIDTH : 0;
  const lines = wrap(item.text, width - indent, SIZE.text, 400, MOST_LINES);
  const middle = y + LINE.text / 2;
  if (item.mark !== undefined) labels.push({ x, y: middle, text: item.mark, weight: 600, colour: COLOUR.ink });
  if (item.swatch !== undefined) boxes.push(...swatchBoxes(item.swatch, item.shape, x, middle));
  const at = (n: number) => ({ x: x + indent, y: middle + n * LINE.text });
  labels.push(...lines.map((text, n) => ({ ...at(n), text })));
  return y + lines.length * LINE.text;
}

/** From left to right and the half height, in pixels, of the patches that a swatch is made of. */
const SHAPES = {
  patch: { parts: [[0, 14]], half: 6 },
  line: { parts: [[0, 14]], half: 1 },
  dashes: {
    parts: [
      [0, 4],
      [6, 10],
      [12, 16],
    ],
    half: 0.75,
  },
  square: { parts: [[3, 11]], half: 4 },
} as const;

function swatchBoxes(colour: string, shape: KeyItem['shape'], x: number, middle: number): Box[] {
  const { parts, half } = SHAPES[shape ?? 'patch'];
  return parts.map(([from, to]) => ({ x: x + from, x2: x + to, y: middle - half, y2: middle + half, colour }));
}
