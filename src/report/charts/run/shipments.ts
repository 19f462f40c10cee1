/** Shipments and licences: what is ordered and shipped under each licence, who ships beside it, what waits and is held. */
import { greatest } from '../../../chance/extremes.ts';
import type { ShipmentHeadline, ShipmentLine } from '../../text/chart-text.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { type KeyItem, naming } from '../layout/key.ts';
import { COLOUR, FAN } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows, pointTable } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import { fanColumns, fanKey, fanLayer, fanLines, most } from './fan.ts';
import { type Span, shadesOf, stateKey, timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { shipmentFans } from './shipment-fans.ts';
import { shipmentRows } from './shipment-rows.ts';

const MOST_ROWS = 6;

interface Style {
  readonly colour: string;
  /** The colour of the area below the line, if there is one. */
  readonly area?: string;
  readonly dash?: number[];
}

/** In the order in which they are drawn, and told in the key. */
const STYLES: Readonly<Record<ShipmentLine, Style>> = {
  shipped: { colour: COLOUR.blue, area: COLOUR.blueArea },
  delivered: { colour: COLOUR.blue, area: COLOUR.blueArea },
  beside: { colour: COLOUR.faint },
  ordered: { colour: COLOUR.ink, dash: [4, 3] },
  held: { colour: COLOUR.green, area: COLOUR.greenArea },
  waiting: { colour: COLOUR.orange },
};

/** What there is to draw: rows with their phases, and the key of their marks. */
interface Content {
  readonly headline: ShipmentHeadline;
  readonly rows: readonly { readonly row: Row; readonly spans: readonly Span[] }[];
  readonly key: readonly (readonly KeyItem[])[];
}

/** The chart, or undefined where nothing is ever shipped. */
export function shipmentsChart(scene: Scene, format: Format): Chart | undefined {
  const { text } = format;
  const { ensemble } = scene;
  const { headline, rows, key } = ensemble ? ofEnsemble(scene, ensemble, format) : ofRun(scene, format);
  if (rows.length === 0) return undefined;
  const drawn = rows.slice(0, MOST_ROWS);
  const shown = new Set(drawn.map(({ row }) => row.title));
  const undrawn = new Set(rows.slice(MOST_ROWS).map(({ row }) => row.title));
  return panelChart(
    {
      ...{ name: 'shipments', headline: text.shipments.headline(headline), axis: scene },
      rows: drawn.map(({ row }) => row),
      subtitles: [scene.model.scenario.title, ...(ensemble ? [text.common.ensemble(ensemble.runs)] : [])],
      timeline: timelineInput(scene, text),
      key: (page) => [
        ...key,
        stateKey(
          drawn.map(({ spans }) => spans),
          'own',
          text,
        ),
        naming(
          text.common.notDrawn,
          [...undrawn].filter((title) => !shown.has(title)),
          page,
        ),
      ],
    },
    format,
  );
}

function ofRun(scene: Scene, { text }: Format): Content {
  const { rows, headline } = shipmentRows(scene, text);
  const used = new Set(rows.slice(0, MOST_ROWS).flatMap(({ lines }) => lines.map(({ name }) => name)));
  const swatches = (Object.keys(STYLES) as ShipmentLine[]).filter((name) => used.has(name));
  return {
    headline,
    rows: rows.map(({ lines, spans, ...heading }) => {
      const table = pointTable(scene.days, Object.fromEntries(lines.map(({ name, values }) => [name, values])));
      const row: Row = {
        ...{ ...heading, reading: 'number', shades: shadesOf(spans) },
        ticks: ticksTo(greatest(lines.map(({ values }) => greatest(values)))),
        across: { kind: 'dates', days: table.days, stepDays: scene.stepDays },
        lines: lines.map(({ name }) => ({
          ...{ name: text.shipments.lines[name], statistic: 'central', colour: STYLES[name].colour },
          values: table.columns[name],
        })),
        marks: (on) => lines.map(({ name }) => lineLayer(name, table, on)),
      };
      return { row, spans };
    }),
    key: [
      swatches.map((name) => ({
        swatch: STYLES[name].colour,
        text: text.shipments.lines[name],
        ...(STYLES[name].dash && { shape: 'dashes' as const }),
      })),
    ],
  };
}

function ofEnsemble(scene: Scene, ensemble: EnsembleScene, { text }: Format): Content {
  const { rows, headline } = shipmentFans(scene, ensemble, text);
  const isSum = rows.slice(0, MOST_ROWS).some((row) => row.isSum);
  return {
    headline,
    rows: rows.map(({ fan, central, spans, isSum: _, ...heading }) => {
      const table = pointTable(scene.days, fanColumns(fan, central));
      const row: Row = {
        ...{ ...heading, reading: 'number', shades: shadesOf(spans) },
        ticks: ticksTo(Math.max(most(fan.p95), most(central))),
        across: { kind: 'dates', days: table.days, stepDays: scene.stepDays },
        lines: fanLines(table, text, FAN.median),
        marks: (on) => [fanLayer(table, 'step-after', on)],
      };
      return { row, spans };
    }),
    key: [fanKey(ensemble, text), isSum ? [{ text: text.common.remark(text.shipments.sums) }] : []],
  };
}

function lineLayer(name: ShipmentLine, { days, columns }: PointTable, { x, y }: RowCanvas): Layer {
  const { colour, area, dash } = STYLES[name];
  const line = { color: colour, strokeWidth: 1.8 };
  return {
    data: { values: pointRows({ days, columns: { [name]: columns[name] } }) },
    mark: area
      ? { type: 'area', interpolate: 'step-after', color: area, opacity: 1, line }
      : { type: 'line', interpolate: 'step-after', ...line, ...(dash && { strokeDash: dash }) },
    encoding: { x, y: y(name) },
  };
}
