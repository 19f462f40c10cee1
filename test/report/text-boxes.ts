/** Where the text of a picture stands, axes and titles included: read from the SVG, measured as the font measures. */
import { textWidth } from '../../src/index.ts';

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Height of capitals and of what hangs below the line, in shares of the font size. */
const ABOVE = 0.73;
const BELOW = 0.2;

/** Calls back with the place of every text and line of a picture. */
function walk(
  svg: string,
  onText: (attributes: string, content: string, x: number, y: number) => void,
  onLine: (attributes: string, x: number, y: number) => void,
): void {
  const places: [x: number, y: number][] = [];
  let [x, y] = [0, 0];
  const tags = /<g\b([^>]*?)(\/?)>|<(\/g)>|<text\b([^>]*)>(.*?)<\/text>|<line\b([^>]*)>/g;
  for (const [, group, isEmpty, closes, text, content, line] of svg.matchAll(tags)) {
    if (closes !== undefined) {
      [x, y] = places.pop() ?? [0, 0];
    } else if (group !== undefined && isEmpty === '') {
      places.push([x, y]);
      const [dx, dy] = translation(group);
      [x, y] = [x + dx, y + dy];
    } else if (text !== undefined && !/opacity="0"/.test(text)) {
      const [dx, dy] = translation(text);
      onText(text, content, x + dx, y + dy);
    } else if (line !== undefined) {
      const [dx, dy] = translation(line);
      onLine(line, x + dx, y + dy);
    }
  }
}

/** A box for every line of text, in pixels of the picture. */
export function textBoxes(svg: string): TextBox[] {
  const boxes: TextBox[] = [];
  walk(
    svg,
    (...text) => boxes.push(...linesOf(...text)),
    () => {},
  );
  return boxes;
}

function dashedRules(svg: string): { x: number; from: number; to: number }[] {
  const rules: { x: number; from: number; to: number }[] = [];
  walk(
    svg,
    () => {},
    (line, x, y) => {
      if (/stroke-dasharray="4,3"/.test(line))
        rules.push({ x, from: y, to: y + Number(/y2="([-\d.]+)"/.exec(line)?.[1]) });
    },
  );
  return rules;
}

function linesOf(attributes: string, content: string, x: number, y: number): TextBox[] {
  const size = Number(/font-size="([\d.]+)px"/.exec(attributes)?.[1]);
  const weight = /font-weight="600"/.test(attributes) ? 600 : 400;
  const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1];
  const spans = [...content.matchAll(/<tspan(?: x="0" dy="([\d.]+)")?(?:\/>|>(.*?)<\/tspan>)/g)];
  const lines =
    spans.length > 0
      ? spans.map(([, dy, text]) => ({ dy: Number(dy ?? 0), text: text ?? '' }))
      : [{ dy: 0, text: content }];
  let baseline = y;
  return lines.flatMap(({ dy, text: escaped }) => {
    baseline += dy;
    const text = escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    if (text === '') return [];
    const width = textWidth(text, size, weight);
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return [{ text, left, right: left + width, top: baseline - ABOVE * size, bottom: baseline + BELOW * size }];
  });
}

function translation(attributes: string): [x: number, y: number] {
  const [, x, y] = /transform="translate\(([-\d.e]+),([-\d.e]+)\)/.exec(attributes) ?? [];
  return [Number(x ?? 0), Number(y ?? 0)];
}

/** Pairs of texts that cover one another. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((one, place) =>
    boxes
      .slice(place + 1)
      .filter(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

/** Texts that the dashed rule of an event goes through. */
export function struck(boxes: readonly TextBox[], svg: string): string[] {
  const rules = dashedRules(svg);
  return boxes
    .filter(({ left, right, top, bottom }) =>
      rules.some(({ x, from, to }) => x > left - 1 && x < right + 1 && from < bottom && to > top),
    )
    .map(({ text }) => text);
}

/** Texts that are cut by the edge of the picture. */
export function cut(boxes: readonly TextBox[], svg: string): string[] {
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return boxes
    .filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > Number(width) || bottom > Number(height))
    .map(({ text }) => text);
}
