/** Capacity utilisation: how much of what each flow could deliver it does deliver, as a heat map over time. */

import { capital, duration, percent } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { SIZE } from '../layout/look.ts';
import { type Label, labelLayers, ruleLayers } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth, truncate } from '../layout/text-width.ts';
import { axisHeight, dateAxisLayer, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import { cellLayer, heatKey } from './heat.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 30;
const MOST_LABEL = 270;
const GAP = 12;
/** From this share on a capacity counts as full. */
const FULL = 0.995;

interface Row {
  readonly title: string;
  /** By step; NaN where there is no bound, or no capacity at all. */
  readonly used: Float64Array;
  readonly mean: number;
  /** Days in which it is full. */
  readonly full: number;
  /** How many flows at least come before it, from a mine on. */
  readonly place: number;
}

/** The chart, or undefined where no flow has a capacity. */
export function utilisationChart(scene: Scene): Chart | undefined {
  const places = placesInChain(scene);
  const busiest = scene.model.scenario.flows
    .map((_, position) => rowOf(scene, position, places[position]))
    .filter((row) => row !== undefined)
    .toSorted((a, b) => b.full - a.full || b.mean - a.mean);
  if (busiest.length === 0) return undefined;
  const rows = busiest.slice(0, MOST_ROWS).toSorted((a, b) => a.place - b.place);
  const found = finding(busiest);
  const title = scene.ensemble ? `In the central run ${found.replace(/^No /, 'no ')}` : found;
  const full = busiest.filter((row) => row.full > 0).slice(0, 8);
  const alt = [title, ...full.map((row) => `${row.title}: full for ${duration(row.full)}`)].join('. ');
  const names = rows.map((row) => truncate(row.title, MOST_LABEL, SIZE.label));
  const left = Math.ceil(Math.max(60, ...names.map((name) => textWidth(name, SIZE.label)))) + 10;
  const scale = timeScale(scene, left);
  const timeline = timelineOf(scene, scale, left);
  const height = rows.length <= 15 ? 26 : 20;
  const labels = names.map((text, row): Label => ({ x: -left, y: (row + 0.5) * height, text, size: SIZE.label }));
  const undrawn = busiest.slice(MOST_ROWS).map((row) => row.title);
  const spec = page({
    ...{ title, alt, left, plotWidth: scale.width, gap: GAP },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [scene.model.scenario.title, 'Share of capacity in use, from mines (top) to users (bottom)'],
    panels: [
      ...(timeline.panel ? [timeline.panel] : []),
      {
        width: scale.width,
        height: rows.length * height,
        layer: [
          dateAxisLayer(scale, scene.model.stepDays),
          cellLayer(scene, rows, scale, height),
          ...ruleLayers(timeline.events.map((x) => ({ x, y: -GAP, y2: rows.length * height }))),
          ...labelLayers(labels),
        ],
      },
    ],
    key: [heatKey(rows), ...timeline.key, naming('Not drawn, used less', undrawn)],
  });
  return { name: 'utilisation', title, alt, spec };
}

function rowOf(scene: Scene, position: number, place: number): Row | undefined {
  const { id, title } = scene.model.scenario.flows[position];
  const used = scene.values('flow', id, 'shipped').map((shipped, t) => {
    const capacity = scene.scheduled.at('capacity', position, t);
    return capacity > 0 && capacity < Number.POSITIVE_INFINITY ? Math.min(1, shipped / capacity) : Number.NaN;
  });
  const known = used.filter((share) => !Number.isNaN(share));
  if (known.length === 0) return undefined;
  const mean = known.reduce((sum, share) => sum + share, 0) / known.length;
  const full = known.filter((share) => share >= FULL).length * scene.model.stepDays;
  return { title: capital(title), used, mean, full, place };
}

/** How many flows at least lie between a mine and each flow; those that no mine reaches come last. */
function placesInChain({ model: { network } }: Scene): number[] {
  const { inputs, takers, inputOwner, to } = network;
  const places: number[] = new Array(network.flows).fill(Number.MAX_SAFE_INTEGER);
  const missing = places.map((_, f) => inputs.start[f + 1] - inputs.start[f]);
  const reached = new Set<number>();
  let level = places.flatMap((_, f) => (missing[f] === 0 ? [f] : []));
  for (let place = 0; level.length > 0; place++) {
    for (const f of level) places[f] = place;
    const stockpiles = new Set(level.map((f) => to[f]).filter((j) => !reached.has(j)));
    level = [];
    for (const j of stockpiles) {
      reached.add(j);
      for (let i = takers.start[j]; i < takers.start[j + 1]; i++) {
        const taker = inputOwner[takers.items[i]];
        missing[taker]--;
        if (missing[taker] === 0) level.push(taker);
      }
    }
  }
  return places;
}

function finding(busiest: readonly Row[]): string {
  const [first] = busiest;
  const full = busiest.filter((row) => row.full > 0);
  if (full.length === 0)
    return `No capacity would be full; the busiest, ${first.title}, uses ${percent(first.mean)} on average`;
  const most = `${first.title} would run full for ${duration(first.full)}`;
  const others = full.length - 1;
  if (others === 0) return `${most}; no other capacity would`;
  return `${most}; ${others} other ${others === 1 ? 'capacity' : 'capacities'} would be full at times`;
}
