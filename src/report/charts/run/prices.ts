/** Where prices go, and what they make users go without. */
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { COLOUR, FAN } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows, pointTable } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';
import { type Fan, fanColumns, fanKey, fanLayer, fanLines, fanOf, most } from './fan.ts';
import { timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { perTime } from './shipment-rows.ts';

const MOST_ROWS = 8;
/** A price that comes as near as this to its ceiling is held back by it: it goes there by degrees. */
const NEARLY = 0.99;

/** What a row is made of. */
interface Drawn {
  readonly values: Float64Array;
  readonly fan: Fan | undefined;
  readonly colour: string;
  readonly area: string;
}

/** The chart; undefined where no price moves in any run, unless the scenario asks for one. */
export function pricesChart(scene: Scene, format: Format): Chart | undefined {
  const { markets: all, priced } = scene.model.scenario;
  const markets = all.filter(({ id }) => priced.includes(id) || moves(scene, id));
  if (markets.length === 0) return undefined;
  const { text } = format;
  const { prices, common } = text;
  const peaks = markets.map(({ id, title }) => {
    const peak = highestOf(scene, id);
    const ceiling = scene.scheduled.parameters.ceiling[all.findIndex((one) => one.id === id)];
    return { title, ...peak, isCeiling: peak.highest >= NEARLY * ceiling };
  });
  const [first] = peaks.toSorted((a, b) => b.highest - a.highest);
  const rows = [
    ...markets.map(({ id, title }, m) => priceRow(scene, id, prices.index(title), prices.note(peaks[m]), format)),
    ...forgoneRows(scene, format),
  ];
  return panelChart(
    {
      ...{ name: 'prices', headline: prices.headline(first), axis: scene, rows: rows.slice(0, MOST_ROWS) },
      subtitles: [
        scene.model.scenario.title,
        ...(scene.ensemble ? [common.ensemble(scene.ensemble.runs)] : []),
        prices.subtitle,
      ],
      timeline: timelineInput(scene, text),
      key: () => [scene.ensemble ? fanKey(scene.ensemble, text) : []],
    },
    format,
  );
}

/** Whether the price ever leaves 1: a mean of highest indices is 1 only where all are. */
function moves(scene: Scene, id: string): boolean {
  const mean = scene.ensemble?.statistics(`markets.${id}.highest`).mean;
  return (mean ?? most(scene.values('market', id, 'price_index'))) > 1 + 1e-9;
}

/** The highest price index: of the central run with its day, or the median of all runs. */
function highestOf(scene: Scene, id: string): { highest: number; day: number | undefined } {
  const median = scene.ensemble?.statistics(`markets.${id}.highest`).p50;
  if (median !== undefined) return { highest: median, day: undefined };
  const values = scene.values('market', id, 'price_index');
  const highest = most(values);
  return { highest, day: scene.dayOf(values.findIndex((value) => value >= highest - 1e-9)) };
}

function priceRow(scene: Scene, id: string, title: string, note: string, { text }: Format): Row {
  const fan = scene.ensemble && fanOf([scene.ensemble.band('market', id, 'price_index')], (value) => value);
  const values = scene.values('market', id, 'price_index');
  return {
    ...rowOf(scene, { values, fan, colour: COLOUR.blue, area: COLOUR.blueArea }, text.prices.name, text),
    ...{ title, note, unit: '' },
  };
}

/** A row for each user that goes without something for its price, as long as there is room. */
function forgoneRows(scene: Scene, { text }: Format): Row[] {
  const { prices, common, quantities } = text;
  const { demands, stockpiles } = scene.model.scenario;
  const { factor, per } = perTime(scene);
  return scene.users.flatMap(({ id, title }) => {
    const demand = demands.find((one) => one.id === id);
    const stockpile = stockpiles.find((one) => one.id === demand?.from);
    if (demand?.elasticity === undefined || stockpile === undefined) return [];
    const { unit } = stockpile;
    const statistics = scene.ensemble?.statistics(`demands.${id}.forgone`);
    const total = statistics ? (statistics.mean ?? 0) : (scene.metric(`demands.${id}.forgone`) as number);
    if (!(total > 0)) return [];
    const scaled = (value: number) => (value * factor) / unit.scale;
    const rate = common.rateUnit(unit.name, per);
    const fan = scene.ensemble && fanOf([scene.ensemble.band('demand', id, 'forgone')], scaled);
    const values = scene.values('demand', id, 'forgone').map(scaled);
    return [
      {
        ...rowOf(scene, { values, fan, colour: COLOUR.orange, area: '#f7dfa8' }, prices.forgone, text),
        ...{ title: prices.forgoneBy(title), ending: common.unitEnding(rate), unit: rate },
        note: prices.forgoneNote(quantities.amount(total, unit), statistics !== undefined),
      },
    ];
  });
}

function rowOf(scene: Scene, drawn: Drawn, name: string, text: Format['text']) {
  const { values, fan, colour } = drawn;
  const table = pointTable(scene.days, fan ? fanColumns(fan, values) : { central: values });
  return {
    ...{ ticks: ticksTo(Math.max(most(fan?.p95 ?? values), most(values))), reading: 'number' as const },
    across: { kind: 'dates' as const, days: table.days, stepDays: scene.stepDays },
    lines: fan
      ? fanLines(table, text, FAN.median)
      : [{ name, statistic: 'central' as const, colour, values: table.columns['central'] }],
    marks: (on: RowCanvas) => [fan ? fanLayer(table, 'step-after', on) : areaLayer(table, drawn, on)],
  };
}

function areaLayer(table: PointTable, { colour, area }: Drawn, { x, y }: RowCanvas): Layer {
  return {
    data: { values: pointRows(table) },
    mark: {
      ...{ type: 'area', interpolate: 'step-after', color: area, opacity: 1 },
      line: { color: colour, strokeWidth: 2, interpolate: 'step-after' },
    },
    encoding: { x, y: y('central') },
  };
}
