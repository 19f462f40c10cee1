/** How charts look: one page width, Inter, and the Okabe-Ito colours, which colour-blind readers can tell apart. */
import type { TopLevelSpec } from 'vega-lite';

/** Pixels of the picture at scale 1; PNGs are drawn at scale 2. */
export const PAGE = { width: 800, side: 20, top: 18, bottom: 16 } as const;

/** What a page leaves for its content. */
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.side;

/** To the right of every plot, so that the last label of an axis is not cut. */
export const RIGHT = 18;

export const SIZE = { title: 20, subtitle: 13, heading: 13.5, text: 12.5, label: 12 } as const;

export const LINE = { title: 25, subtitle: 18, text: 18 } as const;

export const COLOUR = {
  ink: '#1a1a1a',
  text: '#4d4d4d',
  faint: '#8c8c8c',
  grid: '#e4e4e4',
  event: '#333333',
  short: '#D55E00',
  blue: '#0072B2',
  green: '#009E73',
  orange: '#E69F00',
  none: '#efefef',
  /** Areas below lines, opaque so that the shading behind them does not change their colour. */
  blueArea: '#c3deef',
  greenArea: '#bfe5da',
} as const;

/** What a fan is drawn in: 5 to 95 %, 25 to 75 %, and the median. Opaque, and apart from the shading of licences. */
export interface FanColours {
  readonly outer: string;
  readonly inner: string;
  readonly median: string;
}

export const FANS = {
  short: { outer: '#f3b48c', inner: '#e2843f', median: '#8a3b00' },
  blue: { outer: '#b4d5ea', inner: '#6fb0d8', median: '#004d7a' },
} as const satisfies Readonly<Record<string, FanColours>>;

export const FONT = 'Inter, Helvetica, Arial, sans-serif';

export const CONFIG: NonNullable<TopLevelSpec['config']> = {
  font: FONT,
  // The picture as a whole has its alt text; a description of every mark would bury it.
  aria: false,
  view: { stroke: null },
  axis: {
    labelFontSize: SIZE.label,
    labelColor: COLOUR.text,
    labelOverlap: false,
    labelPadding: 6,
    gridColor: COLOUR.grid,
    domainColor: COLOUR.faint,
    tickColor: COLOUR.faint,
    title: null,
  },
  title: {
    anchor: 'start',
    fontSize: SIZE.title,
    fontWeight: 600,
    lineHeight: LINE.title,
    color: COLOUR.ink,
    subtitleFontSize: SIZE.subtitle,
    subtitleColor: COLOUR.text,
    subtitleLineHeight: LINE.subtitle,
    subtitlePadding: 8,
    offset: 12,
  },
};
