/** How charts look: Inter, and the Okabe-Ito colours, which colour-blind readers can tell apart. */
import type { TopLevelSpec } from 'vega-lite';

/** Pixels above and below the content at scale 1; PNGs are drawn at scale 2. */
export const PAGE = { top: 18, bottom: 16 } as const;

/** To the right of every plot, so that the last label of an axis is not cut. */
export const RIGHT = 24;

export const SIZE = { subtitle: 13, heading: 13.5, text: 12.5, label: 12 } as const;

export const LINE = { subtitle: 18, text: 18 } as const;

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
  page: '#ffffff',
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

export const FAN: FanColours = { outer: '#b4d5ea', inner: '#6fb0d8', median: '#004d7a' };

/**
 * Shortages by the percent of runs in which so much is short at least: dark is certain, light is in doubt. Lightness falls by
 * even steps, from well below that of the shading of licences, so that print and every eye keep them apart.
 */
export const CERTAINTY = [
  { quantile: 'p95', percent: 5, colour: '#ecb27c' },
  { quantile: 'p75', percent: 25, colour: '#de8c48' },
  { quantile: 'p50', percent: 50, colour: '#c66a22' },
  { quantile: 'p25', percent: 75, colour: '#9c4a0c' },
  { quantile: 'p05', percent: 95, colour: '#6b2c00' },
] as const;

/** What holds back a delivery, beside a letter of its own. */
export const HOLDS = { licence: '#D55E00', capacity: '#0072B2', material: '#9c4f86', enough: '#b4bac2' } as const;

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
    fontWeight: 600,
    color: COLOUR.ink,
    subtitleFontSize: SIZE.subtitle,
    subtitleColor: COLOUR.text,
    subtitleLineHeight: LINE.subtitle,
    subtitlePadding: 8,
    offset: 12,
  },
};
