/** Small multiples: panels one below the other on the same dates, each with a heading, shading and the rules of events. */

import { formatNumber } from '../../text/format.ts';
import { capital, significant } from '../../text/quantities.ts';
import { type Span, STATE_COLOURS } from '../run/licence-phases.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from './look.ts';
import {
  boxLayers,
  type Label,
  type Layer,
  labelLayers,
  lineLabels,
  type Panel,
  type Position,
  ruleLayers,
} from './marks.ts';
import { textWidth, truncate, wrap } from './text-width.ts';
import type { TimeScale } from './time-axis.ts';

/** A heading: what the panel is about, and what it comes to. */
export interface Heading {
  readonly title: string;
  /** What must follow the title even if that is cut, such as a unit. */
  readonly ending?: string;
  readonly note: string;
}

const LINE = 18;
const ABOVE = 16;
const BELOW = 7;
const NOTE_LINES = 2;
const APART = 28;

/** Headings that take the same room in every panel: on one line if all fit, else the note below the title. */
export function headingsOf(headings: readonly Heading[]): {
  gap: number;
  labels: (left: number, row: number) => Label[];
} {
  const titles = headings.map(({ title, ending = '' }) => {
    const room = CONTENT_WIDTH - textWidth(ending, SIZE.heading, 600);
    return truncate(capital(title), room, SIZE.heading, 600) + ending;
  });
  const style = { weight: 600, size: SIZE.heading, colour: COLOUR.ink } as const;
  const fits = headings.every(
    ({ note }, n) => textWidth(titles[n], SIZE.heading, 600) + APART + textWidth(note, SIZE.text) <= CONTENT_WIDTH,
  );
  const notes = headings.map(({ note }) => (fits ? [note] : wrap(note, CONTENT_WIDTH, SIZE.text, 400, NOTE_LINES)));
  const lines = fits ? 1 : 1 + Math.max(0, ...notes.map(({ length }) => length));
  const line = (n: number) => -BELOW - LINE * (lines - n - 0.5);
  return {
    gap: ABOVE + LINE * lines + BELOW,
    labels: (left, row) => [
      { ...style, x: -left, y: line(0), text: titles[row] },
      ...lineLabels(headings[row].note, notes[row], CONTENT_WIDTH, (n) =>
        fits ? { x: CONTENT_WIDTH - left, y: line(0), align: 'right' } : { x: -left, y: line(n + 1) },
      ),
    ],
  };
}

/** A panel: shading behind, rules of events and labels in front of what it shows. */
export function rowPanel(row: {
  readonly scale: Pick<TimeScale, 'x' | 'width'>;
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
  return Math.max(48, Math.min(180, Math.round(400 / rows)));
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
      const value = significant(columns[name][Math.min(t, last)]);
      return Number.isFinite(value) ? value : null;
    });
  const rows = dates.map((_, t) => row(t));
  const same = (a: number, b: number) => names.every((_, n) => rows[a][n] === rows[b][n]);
  return dates.flatMap((date, t) =>
    t > 0 && t < dates.length - 1 && same(t, t - 1) && same(t, t + 1)
      ? []
      : [Object.fromEntries([['date', date], ...names.map((name, n) => [name, rows[t][n]])])],
  );
}

/** About three round values from 0 to at least `most`, the last being where the axis ends. */
export function ticksTo(most: number, least = 0): number[] {
  const top = Math.max(most, least) || 1;
  const magnitude = Number(`1e${(top / 3).toExponential().split('e')[1]}`);
  const step = [1, 2, 2.5, 5, 10].map((n) => n * magnitude).find((one) => top / one <= 3 + 1e-9) ?? top;
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, n) => significant(n * step));
}

/** The margin to the left of plots in which the labels of these ticks have room. */
export function marginFor(ticks: readonly number[]): number {
  return Math.max(52, Math.ceil(Math.max(...ticks.map((tick) => textWidth(formatNumber(tick), SIZE.label)))) + 14);
}

/**
 * The y encoding of amounts or days, or of shares as percents. What lies beyond the axis is drawn on its end, for nothing may
 * be drawn outside of a picture, and keeps its value for who points at it.
 */
export function valueAxis(field: string, ticks: readonly number[], isShare = false): Position {
  const labelExpr = isShare ? "format(datum.value * 100, '~g') + ' %'" : "format(datum.value, ',~f')";
  return {
    field,
    type: 'quantitative',
    scale: { domain: [0, ticks[ticks.length - 1]], nice: false, clamp: true },
    axis: { values: [...ticks], labelExpr, domain: false, ticks: false, title: null },
  };
}
