/** Capacity utilisation: how much of what each flow could deliver it delivers, as a heat map over time. */
import { formatDate } from '../../calendar.ts';
import { formatDuration } from '../format.ts';
import type { Chart } from './chart.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from './look.ts';
import { type Box, boxLayers, type Label, type Layer, labelLayers, type Panel, ruleLayers, tenth } from './marks.ts';
import { page } from './page.ts';
import type { Scene } from './scene.ts';
import { textWidth, truncate } from './text-width.ts';
import { dateEncoding, type TimeScale, timeScale } from './time-axis.ts';
import { timelineOf } from './timeline.ts';
import { capital, list, percent, significant } from './words.ts';

const MOST_ROWS = 30;
const ROW = 20;
const MOST_LABEL = 270;
const GAP = 14;
/** From this share on a capacity counts as fully used. */
const FULL = 0.995;
/** Light to dark, also for colour-blind readers and in grey (ColorBrewer YlGnBu). */
const COLOURS = ['#ffffd9', '#c7e9b4', '#7fcdbb', '#41b6c4', '#1d91c0', '#225ea8', '#0c2c84'];

interface Row {
  readonly title: string;
  /** By step; NaN where there is no bound or none of it is there. */
  readonly used: Float64Array;
  readonly peak: number;
  /** Days fully used. */
  readonly full: number;
}

/** The chart, or undefined where no flow has a capacity. */
export function utilisationChart(scene: Scene): Chart | undefined {
  const all = scene.model.scenario.flows
    .map((_, position) => rowOf(scene, position))
    .filter((row) => row.peak >= 0)
    .toSorted((a, b) => b.full - a.full || b.peak - a.peak || (a.title < b.title ? -1 : 1));
  if (all.length === 0) return undefined;
  const rows = all.slice(0, MOST_ROWS);
  const title = finding(all);
  const alt = [
    title,
    ...rows.filter(({ full }) => full > 0).map((row) => `${row.title}: full for ${formatDuration(row.full)}`),
  ].join('. ');
  const labels = rows.map((row) => truncate(row.title, MOST_LABEL, SIZE.label));
  const left = Math.ceil(Math.max(60, ...labels.map((label) => textWidth(label, SIZE.label)))) + 12;
  const scale = timeScale(scene, left);
  const timeline = timelineOf(scene, scale, left);
  const height = rows.length * ROW;
  const spec = page({
    ...{ title, alt, left, plotWidth: scale.width, gap: GAP },
    subtitles: [scene.model.scenario.title, 'Share of capacity in use; white: no bound, or no capacity yet'],
    panels: [
      ...(timeline.panel ? [timeline.panel] : []),
      legend(scale.width),
      {
        width: scale.width,
        height,
        layer: [
          axis(scene, scale),
          cells(scene, rows, scale),
          ...ruleLayers(timeline.events.map((x) => ({ x, y: 0, y2: height }))),
          ...labelLayers(
            labels.map((text, n): Label => ({ x: -8, y: (n + 0.5) * ROW, text, align: 'right', size: SIZE.label })),
          ),
        ],
      },
    ],
    key: [
      ...timeline.key,
      all.length > MOST_ROWS
        ? [{ text: `Not drawn, less used: ${list(all.slice(MOST_ROWS).map((row) => row.title))}.` }]
        : [],
    ],
  });
  return { name: 'utilisation', title, alt, spec };
}

function rowOf(scene: Scene, position: number): Row {
  const { id, title } = scene.model.scenario.flows[position];
  const used = scene.values('flow', id, 'started').map((started, t) => {
    const capacity = scene.scheduled.at('capacity', position, t);
    return capacity > 0 && capacity < Number.POSITIVE_INFINITY ? started / capacity : Number.NaN;
  });
  const known = used.filter((share) => !Number.isNaN(share));
  return {
    title: capital(title),
    used,
    peak: known.length === 0 ? -1 : Math.max(...known),
    full: known.filter((share) => share >= FULL).length * scene.model.stepDays,
  };
}

function finding(all: readonly Row[]): string {
  const full = all.filter((row) => row.full > 0);
  const busiest = all[0] as Row;
  if (full.length === 0)
    return `No capacity would be used up; the busiest, ${busiest.title}, reaches ${percent(busiest.peak)}`;
  const longest = `${busiest.title} would be full for ${formatDuration(busiest.full)}`;
  const others = full.length - 1;
  return others === 0
    ? `${longest}, the only capacity used up`
    : `${longest}; ${others} other ${others === 1 ? 'capacity is' : 'capacities are'} used up too`;
}

/** The axis of dates, on points that are not seen: the cells stand in pixels. */
function axis(scene: Scene, scale: TimeScale): Layer {
  return {
    data: { values: [scene.start, scene.end].map((day) => ({ date: formatDate(day) })) },
    mark: { type: 'point', opacity: 0, tooltip: null },
    encoding: { x: dateEncoding(scale, scene.model.stepDays, true) },
  };
}

/** Stretches of like use, so that the file holds what changes and not every step. */
function cells(scene: Scene, rows: readonly Row[], scale: TimeScale): Layer {
  const values: Record<string, string | number>[] = [];
  for (const [row, { title, used }] of rows.entries()) {
    let from = 0;
    for (let t = 1; t <= used.length; t++) {
      const share = significant(Math.min(1, used[from]), 2);
      if (t < used.length && Object.is(significant(Math.min(1, used[t]), 2), share)) continue;
      // Half a pixel over the next stretch, which is drawn over it: else the seam shows.
      const x = tenth(scale.x(scene.dayOf(from)));
      const x2 = tenth(Math.min(scale.width, scale.x(scene.dayOf(t)) + 0.5));
      const [y, y2] = [row * ROW + 1, (row + 1) * ROW - 1];
      if (!Number.isNaN(share)) values.push({ flow: title, share, x, x2, y, y2, colour: colourOf(share) });
      from = t;
    }
  }
  const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null }) as const;
  return {
    data: { values },
    mark: { type: 'rect', tooltip: null },
    encoding: {
      ...{ x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  };
}

/** The colour of a share, between its two neighbours in `COLOURS`. */
function colourOf(share: number): string {
  const place = Math.max(0, share) * (COLOURS.length - 1);
  const below = Math.min(COLOURS.length - 2, Math.floor(place));
  const channel = (colour: string, n: number) => Number.parseInt(colour.slice(1 + 2 * n, 3 + 2 * n), 16);
  const mixed = [0, 1, 2].map((n) => {
    const [from, to] = [channel(COLOURS[below], n), channel(COLOURS[below + 1], n)];
    return Math.round(from + (to - from) * (place - below));
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** A strip of the colours with their shares. */
function legend(width: number): Panel {
  const box = 22;
  const text = 'not used';
  const begin = textWidth(text, SIZE.label) + 8;
  const boxes = COLOURS.map(
    (colour, n): Box => ({ x: begin + n * box, x2: begin + (n + 1) * box, y: 2, y2: 16, colour }),
  );
  const labels: Label[] = [
    { x: 0, y: 9, text, size: SIZE.label },
    { x: begin + COLOURS.length * box + 8, y: 9, text: 'all of it used', size: SIZE.label, colour: COLOUR.text },
  ];
  return { width: Math.min(width, CONTENT_WIDTH), height: 18, layer: [...boxLayers(boxes), ...labelLayers(labels)] };
}
