/** The skeleton of most charts: rows of panels on one axis below a timeline, with headings, a key, and all of it as data. */
import type { Chart } from '../chart.ts';
import type { Across, PanelData, PanelLine } from '../panel-data.ts';
import { type Format, narrow } from './format.ts';
import type { KeyItem } from './key.ts';
import { RIGHT } from './look.ts';
import type { Layer, Position } from './marks.ts';
import { page } from './page.ts';
import {
  type Heading,
  headingsOf,
  marginFor,
  type Reading,
  rowHeight,
  rowPanel,
  type Shade,
  valueAxis,
} from './rows.ts';
import { axisHeight, dateEncoding, type TimeScale, type TimeSpan, timeScale } from './time-axis.ts';
import { type Timeline, type TimelineInput, timelineOf } from './timeline.ts';

/** Where the marks of a row stand. */
export interface RowCanvas {
  readonly x: Position;
  readonly y: (field: string) => Position;
  readonly scale: { readonly x: (value: number) => number; readonly width: number };
  readonly height: number;
}

/** One panel. */
export interface Row extends Heading {
  readonly ticks: readonly number[];
  readonly reading: Reading;
  /** Of the values, for tables and for who points at them. */
  readonly unit: string;
  readonly across: Across;
  readonly lines: readonly PanelLine[];
  readonly shades?: readonly Shade[];
  readonly marks: (on: RowCanvas) => readonly Layer[];
}

/** An axis that all panels share, over a number of pixels. */
export interface SharedAxis {
  readonly x: (value: number) => number;
  /** Pixels below the lowest panel. */
  readonly height: number;
  readonly position: (isShown: boolean) => Position;
}

export interface PanelChart {
  readonly name: Chart['name'];
  readonly headline: string;
  readonly subtitles: readonly string[];
  readonly rows: readonly Row[];
  /** An axis of dates, or one of numbers. */
  readonly axis: TimeSpan | ((width: number) => SharedAxis);
  readonly timeline?: TimelineInput;
  /** Values of the axis at which a rule crosses every panel, where no timeline says so. */
  readonly rules?: readonly number[];
  /** Room to the right of plots. */
  readonly right?: number;
  readonly leastHeight?: number;
  /** Below the timeline's own. */
  readonly key: (format: Format) => readonly (readonly KeyItem[])[];
  /** Numbers that stand in tables alone. */
  readonly tables?: readonly PanelData[];
  /** Whether the tables stand in place of the rows' own. */
  readonly more?: readonly string[];
}

/** The chart for a page, and for a narrow one. */
export function panelChart(chart: PanelChart, format: Format): Chart {
  const { name, headline, rows, tables = [], more = [] } = chart;
  const { text } = format;
  const notes = rows.filter(({ note }) => note !== '');
  const alt = text.common.alt(
    headline,
    notes.map(({ title, ending = '', note }) => ({ of: `${title}${ending}`, note })),
    more,
  );
  return {
    ...{ name, title: headline, alt },
    spec: specOf(chart, alt, format),
    narrow: specOf(chart, alt, narrow(text)),
    panels: [
      ...rows.map(
        ({ title, unit, reading, across, lines }, row): PanelData => ({
          ...{
            plot: plotName(row),
            title: text.quantities.capital(title),
            unit,
            isShare: reading !== 'number',
            across,
            lines,
          },
        }),
      ),
      ...tables,
    ],
  };
}

const plotName = (row: number) => `plot_${row}`;

function specOf(chart: PanelChart, alt: string, format: Format): Chart['spec'] {
  const { headline: title, subtitles, rows, key, right = RIGHT, leastHeight = 0 } = chart;
  const { text, width } = format;
  const left = Math.max(52, ...rows.map(({ ticks, reading }) => marginFor(ticks, reading, text)));
  const plotWidth = width - left - right;
  const axis = axisOf(chart.axis, plotWidth, text);
  const timeline: Timeline =
    axis.days && chart.timeline
      ? timelineOf(chart.timeline, axis.days, left, format)
      : { panel: undefined, events: (chart.rules ?? []).map(axis.x), key: [] };
  const headings = headingsOf(rows, format);
  const height = Math.max(leastHeight, rowHeight(rows.length));
  const scale = { x: axis.x, width: plotWidth };
  const panels = rows.map((row, n) =>
    rowPanel({
      ...{ plot: plotName(n), scale, height, shades: row.shades ?? [], events: timeline.events, gap: headings.gap },
      marks: row.marks({
        ...{ scale, height, x: axis.position(n === rows.length - 1) },
        y: (field) => valueAxis(field, row.ticks, row.reading),
      }),
      labels: headings.labels(left, n),
    }),
  );
  const head = timeline.panel && rows.length > 0 ? [timeline.panel] : [];
  return page(
    {
      ...{ title, alt, subtitles, left, plotWidth, gap: headings.gap, axis: axis.height },
      panels: [...head, ...panels],
      key: [...(rows.length > 0 ? timeline.key : []), ...key(format)],
    },
    format,
  );
}

function axisOf(axis: PanelChart['axis'], width: number, text: Format['text']): SharedAxis & { days?: TimeScale } {
  if (typeof axis === 'function') return axis(width);
  const days = timeScale(axis, width);
  return { days, x: days.x, height: axisHeight(days), position: (isShown) => dateEncoding(days, isShown, text) };
}
