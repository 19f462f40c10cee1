/** Small multiples: panels one below the other on the same axis, each with a heading, shading and the rules of events. */
import type { ChartText } from '../../text/en-charts.ts';
import { significant } from '../../text/quantities.ts';
import type { Format } from './format.ts';
import { COLOUR, SIZE } from './look.ts';
import {
  boxLayers,
  type Label,
  type Layer,
  labelLayers,
  type Panel,
  type Position,
  plotLayer,
  ruleLayers,
} from './marks.ts';
import { textWidth, truncate, wrap } from './text-width.ts';

/** A heading: what the panel is about, and what it comes to. */
export interface Heading {
  readonly title: string;
  /** What must follow the title even if that is cut, such as a unit. */
  readonly ending?: string;
  readonly note: string;
}

/** A stretch of the axis that is shaded, and the colour. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

const LINE = 18;
const ABOVE = 16;
const BELOW = 7;
const APART = 28;

/** Headings that take the same room in every panel: on one line if all fit, else the note below the title. */
export function headingsOf(
  headings: readonly Heading[],
  { width, text }: Format,
): {
  gap: number;
  labels: (left: number, row: number) => Label[];
} {
  const noteLines = width < 600 ? 4 : 2;
  const titles = headings.map(({ title, ending = '' }) => {
    const room = width - textWidth(ending, SIZE.heading, 600);
    return truncate(text.quantities.capital(title), room, SIZE.heading, 600) + ending;
  });
  const style = { weight: 600, size: SIZE.heading, colour: COLOUR.ink } as const;
  const fits = headings.every(
    ({ note }, n) => textWidth(titles[n], SIZE.heading, 600) + APART + textWidth(note, SIZE.text) <= width,
  );
  const notes = headings.map(({ note }) => (fits ? [note] : wrap(note, width, SIZE.text, 400, noteLines)));
  const lines = fits ? 1 : 1 + Math.max(0, ...notes.map(({ length }) => length));
  const line = (n: number) => -BELOW - LINE * (lines - n - 0.5);
  return {
    gap: ABOVE + LINE * lines + BELOW,
    labels: (left, row) => [
      { ...style, x: -left, y: line(0), text: titles[row] },
      ...notes[row].map(
        (note, n): Label =>
          fits ? { x: width - left, y: line(0), align: 'right', text: note } : { x: -left, y: line(n + 1), text: note },
      ),
    ],
  };
}

/** A panel: shading behind, rules of events and labels in front of what it shows. */
export function rowPanel(row: {
  /** The name of the plot, by which a page finds it. */
  readonly plot: string;
  readonly scale: { readonly x: (value: number) => number; readonly width: number };
  readonly height: number;
  readonly shades: readonly Shade[];
  readonly events: readonly number[];
  /** Room above for the heading, which rules cross where no text stands in their way. */
  readonly gap: number;
  readonly marks: readonly Layer[];
  readonly labels: readonly Label[];
}): Panel {
  const { plot, scale, height, shades, events, gap, marks, labels } = row;
  const boxes = shades.map(({ from, to, colour }) => ({
    ...{ x: scale.x(from), x2: scale.x(to), y: 0, y2: height, colour },
  }));
  const rules = events.map((x) => ({ x, y: labels.some((label) => crosses(label, x)) ? 0 : -gap, y2: height }));
  return {
    width: scale.width,
    height,
    layer: [
      plotLayer(plot, scale.width, height),
      ...boxLayers(boxes),
      ...marks,
      ...ruleLayers(rules),
      ...labelLayers(labels),
    ],
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

/** About three round values from 0 to at least `most`, the last being where the axis ends. */
export function ticksTo(most: number, least = 0): number[] {
  const top = Math.max(most, least) || 1;
  const magnitude = Number(`1e${(top / 3).toExponential().split('e')[1]}`);
  const step = [1, 2, 2.5, 5, 10].map((n) => n * magnitude).find((one) => top / one <= 3 + 1e-9) ?? top;
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, n) => significant(n * step));
}

/** How the values of an axis read: as numbers, as percents, or as percents with their sign. */
export type Reading = 'number' | 'share' | 'deviation';

/** The margin to the left of plots in which the labels of these ticks have room. */
export function marginFor(ticks: readonly number[], reading: Reading, text: ChartText): number {
  if (reading !== 'number') return reading === 'share' ? 52 : 62;
  return Math.max(
    52,
    Math.ceil(Math.max(...ticks.map((tick) => textWidth(text.quantities.number(tick), SIZE.label)))) + 14,
  );
}

const LABELS: Readonly<Record<Reading, string>> = {
  number: "replace(format(datum.value, ',~f'), '-', '−')",
  share: "format(datum.value * 100, '~g') + ' %'",
  deviation: "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + format(abs(datum.value) * 100, '~g') + ' %'",
};

/**
 * The y encoding of values between the first and the last tick. What lies beyond is drawn on the end of the axis, for
 * nothing may be drawn outside of a picture.
 */
export function valueAxis(field: string, ticks: readonly number[], reading: Reading = 'number'): Position {
  const most = Math.max(...ticks.map(Math.abs));
  const labelExpr =
    reading === 'number' && most < 0.001 ? "replace(format(datum.value, '~g'), '-', '−')" : LABELS[reading];
  return {
    field,
    type: 'quantitative',
    scale: { domain: [ticks[0], ticks[ticks.length - 1]], nice: false, clamp: true },
    axis: { values: [...ticks], labelExpr, domain: false, ticks: false, title: null },
  };
}
