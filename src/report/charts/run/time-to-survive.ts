/**
 * Time to survive over an ensemble, as a survival curve: at each date the share of runs in which the user has not
 * yet been short. Where the curve ends stands a bar, as tall as the share of runs that are never short.
 */
import { formatDate } from '../../../quantity/calendar.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, type Layer, labelLayers } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows, pointTable } from '../layout/point-table.ts';
import type { PanelData } from '../panel-data.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import { licencesUpstream, shadesOf, stateKey, strictest, timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { type Survival, survivalOf } from './survivals.ts';

const MOST_ROWS = 6;
/** Room to the right of plots for the bar of those that survive, and what it says. */
const MARGIN = 112;
const BAR = { from: 12, to: 28, label: 34 } as const;
const LEAST_HEIGHT = 64;
const TICKS = [0, 0.5, 1];

/** The chart, or undefined where no run is ever short after the disruption. */
export function timeToSurviveChart(scene: Scene, ensemble: EnsembleScene, format: Format): Chart | undefined {
  const { text } = format;
  const { survival, common } = text;
  const all = survivalOf(scene, ensemble);
  const [first] = all;
  if (first === undefined) return undefined;
  const drawn = all.slice(0, MOST_ROWS);
  const shading = drawn.map(({ stock }) => strictest(scene, licencesUpstream(scene, stock), text));
  return panelChart(
    {
      ...{ name: 'time-to-survive', headline: survival.headline(first), axis: scene },
      ...{ right: MARGIN, leastHeight: LEAST_HEIGHT, tables: [tableOf(all, text)] },
      rows: drawn.map((one, row) => ({ ...rowOf(scene, one, text), shades: shadesOf(shading[row]) })),
      subtitles: [
        scene.model.scenario.title,
        common.ensemble(ensemble.runs),
        survival.subtitle(scene.model.scenario.disruption),
      ],
      timeline: timelineInput(scene, text),
      key: (page) => [
        [
          { swatch: COLOUR.blueArea, text: survival.notYet },
          ...(drawn.some(({ survived }) => survived > 0) ? [{ swatch: COLOUR.green, text: survival.neverBar }] : []),
          { swatch: COLOUR.ink, shape: 'square', text: survival.centralEnds },
        ],
        stateKey(shading, 'supplies', text),
        naming(
          common.notDrawn,
          all.slice(MOST_ROWS).map((one) => one.title),
          page,
        ),
      ],
    },
    format,
  );
}

function rowOf(scene: Scene, one: Survival, text: ChartText): Row {
  const table = pointTable(scene.days, { share: one.shares });
  return {
    ...{ title: one.title, note: text.survival.note(one), ticks: TICKS, reading: 'share', unit: '' },
    across: { kind: 'dates', days: table.days, stepDays: scene.stepDays },
    lines: [{ name: text.survival.notYet, colour: COLOUR.blue, values: table.columns['share'] }],
    marks: (on) => [...curve(scene, one, table, on), ...survivors(one, on, text)],
  };
}

/** Quantiles of the time of every user. */
function tableOf(all: readonly Survival[], { survival, quantities, common }: ChartText): PanelData {
  const column = (name: string, of: (one: Survival) => number, read: (value: number) => string) => {
    const values = all.map(of);
    return { name, texts: values.map(read), values: values.map((value) => (Number.isFinite(value) ? value : null)) };
  };
  const days = (value: number) => (value === Number.POSITIVE_INFINITY ? common.neverAt : quantities.duration(value));
  return {
    ...{ title: survival.table, unit: '', isShare: false },
    across: { kind: 'rows', head: survival.user, labels: all.map(({ title }) => quantities.capital(title)) },
    lines: [
      column('5 %', ({ p05 }) => p05, days),
      column('25 %', ({ p25 }) => p25, days),
      column(common.fan.median, ({ p50 }) => p50, days),
      column('75 %', ({ p75 }) => p75, days),
      column('95 %', ({ p95 }) => p95, days),
      column(survival.neverShare, ({ survived }) => survived, quantities.share),
    ],
  };
}

/** The curve, and a square where the central run is first short. */
function curve(scene: Scene, one: Survival, table: PointTable, { x, y }: RowCanvas): Layer[] {
  const centralDay = one.central === null ? undefined : scene.model.scenario.disruption + one.central;
  const at = centralDay === undefined ? scene.steps - 1 : scene.days.indexOf(centralDay);
  return [
    {
      data: { values: pointRows(table) },
      mark: {
        ...{ type: 'area', interpolate: 'step-after', color: COLOUR.blueArea, opacity: 1 },
        line: { color: COLOUR.blue, strokeWidth: 2 },
      },
      encoding: { x, y: y('share') },
    },
    {
      data: { values: [{ date: formatDate(centralDay ?? scene.end), share: one.shares[Math.max(0, at)] }] },
      mark: { type: 'square', color: COLOUR.ink, size: 60, opacity: 1, tooltip: null },
      encoding: { x, y: y('share') },
    },
  ];
}

/** A bar as tall as the share that is never short, and that share. */
function survivors(
  { survived }: Survival,
  { scale: { width }, height }: RowCanvas,
  { quantities, survival }: ChartText,
): Layer[] {
  const top = height * (1 - survived);
  const bar: Box = { x: width + BAR.from, x2: width + BAR.to, y: top, y2: height, colour: COLOUR.green };
  const middle = Math.min(Math.max(top, 8), height - 24);
  const labels: Label[] = [
    { x: width + BAR.label, y: middle, text: quantities.percent(survived), weight: 600, colour: COLOUR.ink },
    { x: width + BAR.label, y: middle + 16, text: survival.never, size: SIZE.label },
  ];
  return [...boxLayers(survived > 0 ? [bar] : []), ...labelLayers(labels)];
}
