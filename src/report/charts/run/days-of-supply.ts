/** Days of supply: how long the stocks that matter would last at the going rate. */
import { greatest } from '../../../chance/extremes.ts';
import { LONG_SUPPLY } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, FAN } from '../layout/look.ts';
import { type Box, boxLayers, type Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows, pointTable } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';
import type { PanelLine } from '../panel-data.ts';
import { fanColumns, fanKey, fanLayer, fanLines } from './fan.ts';
import { licencesUpstream, shadesOf, stateKey, strictest, timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { left, type Stock, stockAt, stockHeadline, stockNote } from './stocks.ts';

const MOST_ROWS = 6;
/** An axis need not reach further than this many times what a stock opens with or is kept at. */
const HEADROOM = 2;
/** A stock that keeps this share of what it opens with is named and not drawn. */
const STEADY = 0.8;

/** The chart, or undefined where no stock is ever needed. */
export function daysOfSupplyChart(scene: Scene, format: Format): Chart | undefined {
  const { text } = format;
  const stocks = scene.model.scenario.stockpiles
    .map((_, position) => stockAt(scene, position))
    .filter((stock) => stock !== undefined)
    .filter((stock) => stock.rank < Number.POSITIVE_INFINITY || left(stock) < 0.5)
    .toSorted((a, b) => (a.rank === b.rank ? left(a) - left(b) : a.rank - b.rank));
  if (stocks.length === 0) return undefined;
  const changing = stocks.filter((stock) => left(stock) < STEADY);
  const drawn = (changing.length > 0 ? changing : stocks).slice(0, MOST_ROWS);
  const shading = drawn.map(({ position }) => strictest(scene, licencesUpstream(scene, position), text));
  const undrawn = stocks.filter((stock) => !drawn.includes(stock));
  const named = (isSteady: boolean) =>
    undrawn.filter((stock) => left(stock) >= STEADY === isSteady).map((stock) => stock.title);
  const isEnsemble = scene.ensemble !== undefined;
  return panelChart(
    {
      ...{ name: 'days-of-supply', headline: stockHeadline(scene, stocks, text), axis: scene },
      rows: drawn.map((stock, row) => ({ ...rowOf(scene, stock, format), shades: shadesOf(shading[row]) })),
      subtitles: [
        scene.model.scenario.title,
        ...(scene.ensemble ? [text.common.ensemble(scene.ensemble.runs)] : []),
        text.supply.subtitle(isEnsemble),
      ],
      timeline: timelineInput(scene, text),
      key: (page) => [
        scene.ensemble ? fanKey(scene.ensemble, text) : [],
        [
          ...(drawn.some(({ isShort }) => isShort.includes(true))
            ? [{ swatch: COLOUR.short, text: text.supply.shortBelow(isEnsemble) }]
            : []),
          ...stateKey(shading, 'supplies', text),
        ],
        naming(text.common.notDrawn, named(false), page),
        naming(text.supply.littleChanged, named(true), page),
      ],
    },
    format,
  );
}

function rowOf(scene: Scene, stock: Stock, { text }: Format): Row {
  const { fan, days, kept, title } = stock;
  const ticks = ticksTo(scaleEnd(stock));
  const table = pointTable(scene.days, { ...(fan ? fanColumns(fan, days) : { days }), kept });
  const keptLine: PanelLine = { name: text.supply.kept, colour: COLOUR.text, values: table.columns['kept'] };
  return {
    ...{ title, ticks, reading: 'number', unit: text.supply.days },
    note: stockNote(stock, ticks[ticks.length - 1], text),
    across: { kind: 'dates', days: table.days, stepDays: scene.stepDays },
    lines: [
      ...(fan
        ? fanLines(table, text, FAN.median)
        : [
            {
              ...{ name: text.supply.stock, statistic: 'central' as const },
              ...{ colour: COLOUR.blue, values: table.columns['days'] },
            },
          ]),
      keptLine,
    ],
    marks: (on) => [
      fan ? fanLayer(table, 'linear', on) : stockLayer(table, on),
      keptLayer(table, on),
      ...boxLayers(shortSpells(scene, stock, on)),
    ],
  };
}

/** Where the axis ends. */
function scaleEnd({ kept, opens, highest }: Stock): number {
  const most = greatest(kept.filter(Number.isFinite), 0);
  const usual = HEADROOM * Math.max(opens, most, 7);
  return ticksTo(Math.min(highest, usual, LONG_SUPPLY), Math.min(1.02 * most, LONG_SUPPLY)).at(-1) ?? 1;
}

/** Along the bottom: where users are short in the central run. */
function shortSpells({ dayOf, steps }: Scene, { isShort }: Stock, { scale, height }: RowCanvas): Box[] {
  return isShort.flatMap((short, t): Box[] => {
    if (!short || isShort[t - 1] === true) return [];
    const ends = isShort.indexOf(false, t);
    const [x, x2] = [t, ends < 0 ? steps : ends].map((step) => scale.x(dayOf(step)));
    return [{ x, x2, y: height - 5, y2: height, colour: COLOUR.short }];
  });
}

function stockLayer(table: PointTable, { x, y }: RowCanvas): Layer {
  const line = { color: COLOUR.blue, strokeWidth: 2 };
  return {
    data: { values: pointRows(table) },
    mark: { type: 'area', color: COLOUR.blueArea, opacity: 1, line },
    encoding: { x, y: y('days') },
  };
}

function keptLayer(table: PointTable, { x, y }: RowCanvas): Layer {
  const { days, columns } = table;
  return {
    data: { values: pointRows({ days, columns: { kept: columns['kept'] } }) },
    mark: {
      ...{ type: 'line', interpolate: 'step-after', color: COLOUR.text, strokeWidth: 1.2, strokeDash: [2, 3] },
    },
    encoding: { x, y: y('kept') },
  };
}
