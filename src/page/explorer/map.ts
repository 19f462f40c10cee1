/** Where the boxes and lines of the network stand; labels keep their size, boxes take what room there is. */
import type { Book } from '../../explore/book.ts';
import { upstreamOf } from './look.ts';

/** Measures of boxes and of the room between them, in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly gapX: number;
  readonly gapY: number;
  readonly top: number;
  readonly left: number;
  readonly lanes: number;
}

/** Boxes narrower than this would hold no word, and wider ones only air. */
const [NARROWEST, WIDEST] = [92, 150];

/** The boxes of so many columns across a width. */
function boxOf(across: number, columns: number): Box {
  const left = 22;
  const gapX = 46;
  const width = Math.max(NARROWEST, Math.min(WIDEST, Math.floor((across - left - 6 + gapX) / columns) - gapX));
  return { width, height: 52, gapX, gapY: 12, top: 40, left, lanes: 5 };
}

export interface Placed {
  readonly j: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

/** Columns by the longest way from a source, goods that go in a circle side by side; rows by place. */
export function layout(
  whole: Book,
  kept: ReadonlySet<number>,
  across: number,
): { readonly box: Box; readonly placed: ReadonlyMap<number, Placed> } {
  const flows = whole.flows.filter(({ from, to }) => kept.has(to) && from.every((j) => kept.has(j)));
  const reach = new Map([...kept].map((j) => [j, upstreamOf({ ...whole, flows }, [j])]));
  const isRound = (a: number, b: number) => a !== b && reach.get(a)?.has(b) && reach.get(b)?.has(a);
  const column = new Map([...kept].map((j) => [j, 0]));
  for (let n = 0; n < kept.size; n++) {
    for (const { from, to } of flows) {
      for (const j of from)
        if (j !== to && !isRound(j, to)) column.set(to, Math.max(column.get(to) ?? 0, (column.get(j) ?? 0) + 1));
    }
    for (const a of kept)
      for (const b of kept) if (isRound(a, b)) column.set(a, Math.max(column.get(a) ?? 0, column.get(b) ?? 0));
  }
  const placesByWeight = [...new Set([...kept].map((j) => whole.stockpiles[j].place))].toSorted();
  const rows = new Map<number, number[]>();
  for (const j of [...kept].toSorted(
    (a, b) =>
      placesByWeight.indexOf(whole.stockpiles[a].place) - placesByWeight.indexOf(whole.stockpiles[b].place) || a - b,
  ))
    rows.set(column.get(j) ?? 0, [...(rows.get(column.get(j) ?? 0) ?? []), j]);
  const tallest = Math.max(...[...rows.values()].map((all) => all.length));
  const box = boxOf(across, Math.max(...rows.keys()) + 1);
  const height = tallest * (box.height + box.gapY);
  const placed = new Map(
    [...rows].flatMap(([at, all]) =>
      all.map((j, n): [number, Placed] => [
        j,
        {
          j,
          column: at,
          x: box.left + at * (box.width + box.gapX),
          y: box.top + ((n + 0.5) * height) / all.length - box.height / 2,
        },
      ]),
    ),
  );
  return { box, placed };
}

/** A line into one box, from another or from the left, and where its mark stands. */
export interface Way {
  readonly path: string;
  readonly mark: readonly [number, number];
}

/**
 * The ways of flows, by their places, each input of one by itself. What passes a column by goes above or below all boxes, so
 * that it does not seem to end in them; what comes into a box comes in beside each other.
 */
export function waysOf(
  flows: readonly { readonly f: number; readonly from: readonly number[]; readonly to: number }[],
  placed: ReadonlyMap<number, Placed>,
  lowest: number,
  box: Box,
): ReadonlyMap<number, readonly Way[]> {
  const entering = new Map<number, number>();
  const count = (to: number) =>
    flows.filter((flow) => flow.to === to).reduce((sum, { from }) => sum + Math.max(1, from.length), 0);
  const lanes = { above: 0, below: 0 };
  const heightOf = (j: number | undefined) => (j === undefined ? 0 : (placed.get(j)?.y ?? 0));
  const sorted = flows.toSorted((a, b) => heightOf(a.from[0]) - heightOf(b.from[0]));
  return new Map(
    sorted.map(({ f, from, to }) => {
      const end = placed.get(to) as Placed;
      const ways = (from.length === 0 ? [undefined] : from).map((j): Way => {
        const n = entering.get(to) ?? 0;
        entering.set(to, n + 1);
        const many = count(to);
        const [x2, y2] = [end.x, end.y + box.height / 2 + (n - (many - 1) / 2) * Math.min(10, (box.height - 8) / many)];
        const mark = [x2 - 13 - (n % 2) * 19, y2] as const;
        const source = j === undefined ? undefined : placed.get(j);
        if (source === undefined) return { path: `M${x2 - 22} ${y2}H${x2}`, mark };
        const [x1, y1] = [source.x + box.width, source.y + box.height / 2];
        if (source.column >= end.column) {
          const out = Math.min(source.x, x2) - 20;
          return { path: `M${source.x} ${y1}C${out} ${y1} ${out} ${y2} ${x2} ${y2}`, mark };
        }
        if (end.column - source.column === 1) {
          const bend = (x2 - x1) / 2;
          return { path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, mark };
        }
        const isAbove = y1 <= lowest / 2;
        const lane = isAbove
          ? box.top - 8 - 7 * (lanes.above++ % box.lanes)
          : lowest + 8 + 7 * (lanes.below++ % box.lanes);
        const turn = box.gapX / 2;
        const out = `C${x1 + turn} ${y1} ${x1 + turn * 0.2} ${lane} ${x1 + turn * 1.6} ${lane}`;
        return {
          path: `M${x1} ${y1}${out}H${x2 - turn * 1.6}C${x2 - turn * 0.2} ${lane} ${x2 - turn} ${y2} ${x2} ${y2}`,
          mark,
        };
      });
      return [f, ways] as const;
    }),
  );
}

const MOST_LINES = 3;

/** Widths in the font of labels: of Latin letters about half of Chinese ones. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '⺀' ? 13 : 7), 0);

/** A name on at most so many lines of a box. */
export function linesOf(text: string, { width }: Box): string[] {
  const most = width - 14;
  if (widthOf(text) <= most) return [text];
  const parts = /[⺀-鿿]/.test(text) ? [...text] : text.split(/(?<= )/);
  const lines = [''];
  for (const part of parts) {
    const last = lines[lines.length - 1];
    if (last !== '' && widthOf(last + part) > most) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  if (lines.length <= MOST_LINES) return lines;
  let last = lines.slice(MOST_LINES - 1).join('');
  while (widthOf(`${last}…`) > most) last = last.slice(0, -1);
  return [...lines.slice(0, MOST_LINES - 1), `${last.trimEnd()}…`];
}
