/** Small multiples: panels one below the other on the same dates, each with a heading, shading and the rules of events. */
import { type Span, STATE_COLOURS } from './licence-phases.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from './look.ts';
import { boxLayers, type Label, type Layer, labelLayers, type Panel, ruleLayers } from './marks.ts';
import { textWidth, truncate, wrap } from './text-width.ts';
import type { TimeScale } from './time-axis.ts';
import { significant } from './words.ts';

/** A heading: what the panel is about, and what it comes to. */
export interface Heading {
  readonly title: string;
  readonly note: string;
}

const LINE = 18;
const ABOVE = 16;
const BELOW = 7;
const NOTE_LINES = 2;

/** Headings that take the same room in every panel: on one line if all fit, else the note below the title. */
export function headingsOf(headings: readonly Heading[]): {
  gap: number;
  labels: (left: number, row: number) => Label[];
} {
  const width = ({ title, note }: Heading) => textWidth(title, SIZE.heading, 600) + 28 + textWidth(note, SIZE.text);
  const title = { weight: 600, size: SIZE.heading, colour: COLOUR.ink } as const;
  if (headings.every((heading) => width(heading) <= CONTENT_WIDTH)) {
    const y = -BELOW - LINE / 2;
    return {
      gap: ABOVE + LINE + BELOW,
      labels: (left, row) => [
        { ...title, x: -left, y, text: headings[row]?.title ?? '' },
        { x: CONTENT_WIDTH - left, y, align: 'right', text: headings[row]?.note ?? '' },
      ],
    };
  }
  const notes = headings.map(({ note }) => wrap(note, CONTENT_WIDTH, SIZE.text, 400, NOTE_LINES));
  const lines = Math.max(...notes.map(({ length }) => length));
  const top = -BELOW - LINE * (lines + 0.5);
  return {
    gap: ABOVE + LINE * (lines + 1) + BELOW,
    labels: (left, row) => [
      { ...title, x: -left, y: top, text: truncate(headings[row]?.title ?? '', CONTENT_WIDTH, SIZE.heading, 600) },
      ...(notes[row] ?? []).map((text, n) => ({ x: -left, y: top + LINE * (n + 1), text })),
    ],
  };
}

/** A panel: shading behind, rules of events and labels in front of what it shows. */
export function rowPanel(row: {
  readonly scale: TimeScale;
  readonly height: number;
  readonly shades: readonly Span[];
  readonly events: readonly number[];
  /** Room above for the heading, which rules cross where no text stands in their way. */
  readonly gap: number;
  readonly marks: readonly Layer[];
  readonly labels: readonly Label[];
}): Panel {
  const { scale, height, shades, events, gap, marks, labels } = row;
  const boxes = shades
    .filter(({ state }) => state !== 'open')
    .map(({ from, to, state }) => ({
      x: scale.x(from),
      x2: scale.x(to),
      y: 0,
      y2: height,
      colour: STATE_COLOURS[state].shade,
    }));
  const rules = events.map((x) => ({ x, y: labels.some((label) => crosses(label, x)) ? 0 : -gap, y2: height }));
  return {
    width: scale.width,
    height,
    layer: [...boxLayers(boxes), ...marks, ...ruleLayers(rules), ...labelLayers(labels)],
  };
}

/** Whether an upright line at x would strike a label, or come near it. */
function crosses({ x: at, align = 'left', text, size = SIZE.text, weight }: Label, x: number): boolean {
  const width = textWidth(text, size, weight);
  const left = align === 'left' ? at : align === 'right' ? at - width : at - width / 2;
  return x > left - 6 && x < left + width + 6;
}

/** A height for each of so many panels that lets the page be seen whole. */
export function rowHeight(rows: number): number {
  return Math.max(58, Math.min(190, Math.round(420 / rows)));
}

/**
 * Values as points: the date a step begins and up to two values. A point like both its neighbours is left out, and
 * the last is repeated at the end of the last step. NaN becomes null.
 */
export function points(
  dates: readonly string[],
  columns: Readonly<Record<string, ArrayLike<number>>>,
): Record<string, string | number | null>[] {
  const names = Object.keys(columns);
  const last = dates.length - 2;
  const row = (t: number) =>
    names.map((name) => {
      const value = significant(columns[name]?.[Math.min(t, last)] ?? Number.NaN);
      return Number.isFinite(value) ? value : null;
    });
  const rows = dates.map((_, t) => row(t));
  const same = (a: number, b: number) => names.every((_, n) => rows[a]?.[n] === rows[b]?.[n]);
  return dates.flatMap((date, t) =>
    t > 0 && t < dates.length - 1 && same(t, t - 1) && same(t, t + 1)
      ? []
      : [Object.fromEntries([['date', date], ...names.map((name, n) => [name, rows[t]?.[n] ?? null])])],
  );
}

/** About three round values from 0 to at least `most`, the last being where the axis ends. */
export function ticksTo(most: number, least = 0): number[] {
  const top = Math.max(most, least) || 1;
  const magnitude = Number(`1e${(top / 3).toExponential().split('e')[1]}`);
  const step = [1, 2, 2.5, 5, 10].map((n) => n * magnitude).find((one) => top / one <= 3) ?? top;
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, n) => significant(n * step));
}
