/** Shipments and licences: what is ordered and shipped under each licence, who ships beside it, what waits and is held. */

import { greatest } from '../../../chance/extremes.ts';
import { formatDate } from '../../../quantity/calendar.ts';
import { capital } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { type KeyItem, naming } from '../layout/key.ts';
import { COLOUR, FANS } from '../layout/look.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import {
  type Heading,
  headingsOf,
  marginFor,
  points,
  rowHeight,
  rowPanel,
  ticksTo,
  valueAxis,
} from '../layout/rows.ts';
import { axisHeight, dateEncoding, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import { type EnsembleScene, ensembleRemark } from './ensemble-scene.ts';
import { fanKey, fanLayer, most } from './fan.ts';
import { type Span, stateKey } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { shipmentFans } from './shipment-fans.ts';
import { type Line, type LineName, shipmentRows } from './shipment-rows.ts';

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

/** A panel, and how it is drawn. */
interface Row extends Heading {
  readonly licence?: number;
  readonly spans: readonly Span[];
  /** The largest value on its axis. */
  readonly most: number;
  readonly marks: (dates: readonly string[], x: Position, ticks: readonly number[]) => Layer[];
}

interface Told {
  readonly finding: string;
  readonly rows: readonly Row[];
  readonly subtitles: readonly string[];
  /** What the marks of the rows that are drawn are. */
  readonly key: readonly (readonly KeyItem[])[];
}

/** The chart, or undefined where nothing is ever shipped. */
export function shipmentsChart(scene: Scene): Chart | undefined {
  const { finding: title, rows, subtitles, key } = scene.ensemble ? ofEnsemble(scene, scene.ensemble) : ofRun(scene);
  if (rows.length === 0) return undefined;
  const drawn = rows.slice(0, MOST_ROWS);
  const alt = [title, ...drawn.map((row) => `${capital(row.title)}${row.ending}: ${row.note}`)].join('. ');
  const ticks = drawn.map((row) => ticksTo(row.most));
  const left = marginFor(ticks.flat());
  const scale = timeScale(scene, left);
  const timeline = timelineOf(
    scene,
    scale,
    left,
    rows.flatMap(({ licence }) => licence ?? []),
  );
  const headings = headingsOf(drawn);
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const panels = drawn.map((row, n) =>
    rowPanel({
      ...{ scale, height: rowHeight(drawn.length), events: timeline.events, gap: headings.gap, shades: row.spans },
      marks: row.marks(dates, dateEncoding(scale, scene.model.stepDays, n === drawn.length - 1), ticks[n]),
      labels: headings.labels(left, n),
    }),
  );
  const undrawn = [...new Set(rows.slice(MOST_ROWS).map((row) => capital(row.title)))];
  const spec = page({
    ...{ title, alt, left, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [scene.model.scenario.title, ...subtitles],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...panels],
    key: [
      ...timeline.key,
      ...key,
      stateKey(
        drawn.map(({ spans }) => spans),
        'licence',
      ),
      naming('Not drawn', undrawn),
    ],
  });
  return { name: 'shipments', title, alt, spec };
}

function ofRun(scene: Scene): Told {
  const { rows, finding } = shipmentRows(scene);
  const used = new Set(rows.slice(0, MOST_ROWS).flatMap(({ lines }) => lines.map(({ name }) => name)));
  const swatches = (Object.keys(STYLES) as LineName[]).filter((name) => used.has(name));
  return {
    finding,
    rows: rows.map((row) => ({
      ...row,
      most: greatest(row.lines.map(({ values }) => greatest(values))),
      marks: (dates, x, ticks) => row.lines.map((line) => lineLayer(line, dates, x, valueAxis(line.name, ticks))),
    })),
    subtitles: [],
    key: [swatches.map((name) => ({ swatch: STYLES[name].colour, text: STYLES[name].text }))],
  };
}

function ofEnsemble(scene: Scene, ensemble: EnsembleScene): Told {
  const { rows, finding } = shipmentFans(scene, ensemble);
  const sums = 'Flows under one licence: their percentiles are added up, as if all were high or low together.';
  return {
    finding,
    rows: rows.map((row) => ({
      ...row,
      most: Math.max(most(row.fan.p95), most(row.central)),
      marks: (dates, x, ticks) => {
        const y = (field: string) => valueAxis(field, ticks);
        return [fanLayer(row.fan, row.central, { dates, colours: FANS.blue, interpolate: 'step-after', x, y })];
      },
    })),
    subtitles: [ensembleRemark(ensemble)],
    key: [fanKey(ensemble, FANS.blue), rows.slice(0, MOST_ROWS).some(({ isSum }) => isSum) ? [{ text: sums }] : []],
  };
}

function lineLayer({ name, values }: Line, dates: readonly string[], x: Position, y: Position): Layer {
  const { colour, area, dash } = STYLES[name];
  const line = { color: colour, strokeWidth: 1.8 };
  return {
    data: { values: points(dates, { [name]: values }) },
    mark: area
      ? { type: 'area', interpolate: 'step-after', color: area, opacity: 1, line }
      : { type: 'line', interpolate: 'step-after', ...line, ...(dash && { strokeDash: dash }) },
    encoding: { x, y },
  };
}
