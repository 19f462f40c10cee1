/** Capacity utilisation: how much of what each flow could deliver it does deliver, as a heat map over time. */
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { RIGHT, SIZE } from '../layout/look.ts';
import { type Label, labelLayers, ruleLayers } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth, truncate } from '../layout/text-width.ts';
import { axisHeight, dateAxisLayer, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import type { PanelData } from '../panel-data.ts';
import { cellLayer, heatKey } from './heat.ts';
import { timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 30;
const MOST_LABEL = 270;
const GAP = 12;
/** From this share on a capacity counts as full. */
const FULL = 0.995;

interface Row {
  /** As the file has it, and as the label of a row. */
  readonly name: string;
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
export function utilisationChart(scene: Scene, format: Format): Chart | undefined {
  const { capacity, common } = format.text;
  const places = placesInChain(scene);
  const all = scene.model.scenario.flows
    .map((_, position) => rowOf(scene, position, places[position], format))
    .filter((row) => row !== undefined);
  const busiest = all.toSorted((a, b) => b.full - a.full || b.mean - a.mean);
  const [first] = busiest;
  if (first === undefined) return undefined;
  const full = busiest.filter((row) => row.full > 0);
  const title = capacity.headline({
    ...{ title: first.name, full: first.full, mean: first.mean, others: full.length - 1 },
    isCentral: scene.ensemble !== undefined,
  });
  const notes = full.slice(0, 8).map((row) => ({ of: row.title, note: capacity.fullFor(row.full) }));
  const alt = common.alt(title, notes);
  const draw = (on: Format) => specOf(scene, busiest, title, alt, on);
  return {
    ...{ name: 'utilisation', title, alt, spec: draw(format), narrow: draw(narrow(format.text)) },
    panels: [tableOf(all, format)],
  };
}

function tableOf(rows: readonly Row[], { text: { capacity } }: Format): PanelData {
  return {
    ...{ title: capacity.subtitle, unit: '', isShare: true },
    across: { kind: 'rows', head: capacity.flow, labels: rows.map(({ title }) => title) },
    lines: [{ name: capacity.used, statistic: 'central', values: rows.map(({ mean }) => mean) }],
  };
}

function specOf(scene: Scene, busiest: readonly Row[], title: string, alt: string, format: Format): Chart['spec'] {
  const { text, width } = format;
  const rows = busiest.slice(0, MOST_ROWS).toSorted((a, b) => a.place - b.place);
  const most = isNarrow(format) ? width * 0.42 : MOST_LABEL;
  const names = rows.map((row) => truncate(row.title, most, SIZE.label));
  const left = Math.ceil(Math.max(60, ...names.map((name) => textWidth(name, SIZE.label)))) + 10;
  const scale = timeScale(scene, width - left - RIGHT);
  const timeline = timelineOf(timelineInput(scene, text), scale, left, format);
  const height = rows.length <= 15 ? 26 : 20;
  const labels = names.map((name, row): Label => ({ x: -left, y: (row + 0.5) * height, text: name, size: SIZE.label }));
  const undrawn = busiest.slice(MOST_ROWS).map(({ name }) => name);
  return page(
    {
      ...{ title, alt, left, plotWidth: scale.width, gap: GAP, axis: axisHeight(scale) },
      subtitles: [scene.model.scenario.title, text.capacity.subtitle],
      panels: [
        ...(timeline.panel ? [timeline.panel] : []),
        {
          width: scale.width,
          height: rows.length * height,
          layer: [
            dateAxisLayer(scale, text),
            cellLayer(scene, rows, scale, height),
            ...ruleLayers(timeline.events.map((x) => ({ x, y: -GAP, y2: rows.length * height }))),
            ...labelLayers(labels),
          ],
        },
      ],
      key: [heatKey(rows, text.capacity), ...timeline.key, naming(text.capacity.notDrawn, undrawn, format)],
    },
    format,
  );
}

function rowOf(scene: Scene, position: number, place: number, { text }: Format): Row | undefined {
  const { id, title } = scene.model.scenario.flows[position];
  const used = scene.values('flow', id, 'shipped').map((shipped, t) => {
    const capacity = scene.scheduled.at('capacity', position, t);
    return capacity > 0 && capacity < Number.POSITIVE_INFINITY ? Math.min(1, shipped / capacity) : Number.NaN;
  });
  const known = used.filter((share) => !Number.isNaN(share));
  if (known.length === 0) return undefined;
  const mean = known.reduce((sum, share) => sum + share, 0) / known.length;
  const full = known.filter((share) => share >= FULL).length * scene.model.stepDays;
  return { name: title, title: text.quantities.capital(title), used, mean, full, place };
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
