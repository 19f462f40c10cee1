/** What stands below a chart: explanations of marks, lists of numbered events and lettered phases, and remarks. */
import { COLOUR, CONTENT_WIDTH, LINE, SIZE } from './look.ts';
import { type Box, boxLayers, type Label, labelLayers, type Panel } from './marks.ts';
import { textWidth, wrap } from './text-width.ts';

/** A line of the key: a remark, or an item with a mark (a number, a letter, or a swatch) before it. */
export interface KeyItem {
  readonly mark?: string;
  readonly swatch?: string;
  readonly text: string;
}

const MARK_WIDTH = 22;
const COLUMN_GAP = 24;
const MOST_LINES = 3;

/** A panel of the items, laid out in two columns where they are short enough; starts `below` pixels down. */
export function keyPanel(
  groups: readonly (readonly KeyItem[])[],
  left: number,
  below: number,
  plotWidth: number,
): Panel {
  const labels: Label[] = [];
  const boxes: Box[] = [];
  let y = below;
  for (const group of groups.filter(({ length }) => length > 0)) {
    const columns = columnsFor(group);
    const columnWidth = (CONTENT_WIDTH - COLUMN_GAP * (columns - 1)) / columns;
    const perColumn = Math.ceil(group.length / columns);
    let deepest = y;
    for (let column = 0; column < columns; column++) {
      let at = y;
      for (const item of group.slice(column * perColumn, (column + 1) * perColumn)) {
        const x = column * (columnWidth + COLUMN_GAP) - left;
        at = addItem(item, x, at, columnWidth, labels, boxes);
      }
      deepest = Math.max(deepest, at);
    }
    y = deepest + 6;
  }
  return {
    width: plotWidth,
    height: Math.max(1, y),
    layer: [...spacer(left, plotWidth), ...boxLayers(boxes), ...labelLayers(labels)],
  };
}

/** An unseen rule as wide as the page's content, so that every picture is equally wide. */
function spacer(left: number, plotWidth: number): Panel['layer'] {
  return boxLayers([{ x: -left, x2: Math.max(plotWidth, CONTENT_WIDTH - left), y: 0, y2: 0.1, colour: '#ffffff' }]);
}

function columnsFor(group: readonly KeyItem[]): 1 | 2 {
  const widest = Math.max(...group.map(({ text }) => textWidth(text, SIZE.text)));
  return group.length > 1 && widest + MARK_WIDTH <= (CONTENT_WIDTH - COLUMN_GAP) / 2 ? 2 : 1;
}

function addItem(item: KeyItem, x: number, y: number, width: number, labels: Label[], boxes: Box[]): number {
  const indent = item.mark !== undefined || item.swatch !== undefined ? MARK_WIDTH : 0;
  const lines = wrap(item.text, width - indent, SIZE.text, 400, MOST_LINES);
  const middle = y + LINE.text / 2;
  if (item.mark !== undefined) labels.push({ x, y: middle, text: item.mark, weight: 600, colour: COLOUR.ink });
  if (item.swatch !== undefined) boxes.push({ x, x2: x + 14, y: middle - 6, y2: middle + 6, colour: item.swatch });
  for (const [n, text] of lines.entries()) labels.push({ x: x + indent, y: middle + n * LINE.text, text });
  return y + lines.length * LINE.text;
}
