/** Shipments and licences: what is ordered and shipped under each licence, who ships beside it, what waits and is held. */
import { formatDate } from '../../calendar.ts';
import type { Chart } from './chart.ts';
import { naming } from './key.ts';
import { stateKey } from './licence-phases.ts';
import { COLOUR } from './look.ts';
import type { Layer } from './marks.ts';
import { page } from './page.ts';
import { headingsOf, marginFor, points, rowHeight, rowPanel, ticksTo, valueAxis } from './rows.ts';
import type { Scene } from './scene.ts';
import { type Line, type LineName, type ShipmentRow, shipmentRows } from './shipment-rows.ts';
import { axisHeight, dateEncoding, type TimeScale, timeScale } from './time-axis.ts';
import { timelineOf } from './timeline.ts';
import { capital } from './words.ts';

const MOST_ROWS = 6;

interface Style {
  readonly colour: string;
  readonly text: string;
  /** The colour of the area below the line, if there is one. */
  readonly area?: string;
  readonly dash?: number[];
}

/** In the order in which they are drawn, and told in the key. */
const STYLES: Readonly<Record<LineName, Style>> = {
  shipped: { colour: COLOUR.blue, text: 'shipped under the licence', area: COLOUR.blueArea },
  delivered: { colour: COLOUR.blue, text: 'shipped', area: COLOUR.blueArea },
  beside: { colour: COLOUR.faint, text: 'shipped to the same users from elsewhere' },
  ordered: { colour: COLOUR.ink, text: 'ordered under the licence (dashed)', dash: [4, 3] },
  held: { colour: COLOUR.green, text: 'licensed, not yet shipped', area: COLOUR.greenArea },
  waiting: { colour: COLOUR.orange, text: 'applied for, waiting for a decision' },
};

/** The chart, or undefined where nothing is ever shipped. */
export function shipmentsChart(scene: Scene): Chart | undefined {
  const { rows, finding: title } = shipmentRows(scene);
  if (rows.length === 0) return undefined;
  const drawn = rows.slice(0, MOST_ROWS);
  const alt = [title, ...drawn.map((row) => `${capital(row.title)}${row.ending}: ${row.note}`)].join('. ');
  const ticks = drawn.map(({ lines }) => ticksTo(Math.max(...lines.flatMap(({ values }) => [...values]))));
  const left = marginFor(ticks.flat());
  const scale = timeScale(scene, left);
  const timeline = timelineOf(
    scene,
    scale,
    left,
    rows.flatMap(({ licence }) => licence ?? []),
  );
  const headings = headingsOf(drawn);
  const panels = drawn.map((row, n) =>
    rowPanel({
      ...{ scale, height: rowHeight(drawn.length), events: timeline.events, gap: headings.gap, shades: row.spans },
      marks: marksOf(scene, row, ticks[n], scale, n === drawn.length - 1),
      labels: headings.labels(left, n),
    }),
  );
  const used = new Set(drawn.flatMap(({ lines }) => lines.map(({ name }) => name)));
  const swatches = (Object.keys(STYLES) as LineName[]).filter((name) => used.has(name));
  const undrawn = [...new Set(rows.slice(MOST_ROWS).map((row) => capital(row.title)))];
  const spec = page({
    ...{ title, alt, left, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [scene.model.scenario.title],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...panels],
    key: [
      ...timeline.key,
      swatches.map((name) => ({ swatch: STYLES[name].colour, text: STYLES[name].text })),
      stateKey(
        drawn.map(({ spans }) => spans),
        'licence',
      ),
      naming('Not drawn', undrawn),
    ],
  });
  return { name: 'shipments', title, alt, spec };
}

function marksOf(
  scene: Scene,
  { lines }: ShipmentRow,
  ticks: readonly number[],
  scale: TimeScale,
  isLast: boolean,
): Layer[] {
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const encoding = { x: dateEncoding(scale, scene.model.stepDays, isLast), y: valueAxis('amount', ticks) };
  return lines.map(({ name, values }: Line): Layer => {
    const { colour, area, dash } = STYLES[name];
    const line = { color: colour, strokeWidth: 1.8 };
    return {
      data: { values: points(dates, { amount: values }) },
      mark: area
        ? { type: 'area', interpolate: 'step-after', color: area, opacity: 1, line }
        : { type: 'line', interpolate: 'step-after', ...line, ...(dash && { strokeDash: dash }) },
      encoding,
    };
  });
}
