/** Convergence: how far the mean shortage over the first runs is from that over all, and how certain either is. */
import type { ChartText } from '../../text/en-charts.ts';
import { significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, FAN } from '../layout/look.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas, type SharedAxis } from '../layout/panel-chart.ts';
import type { PanelData } from '../panel-data.ts';
import { type ConvergenceRow, convergenceRows } from './convergence-rows.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 4;
const AXIS = 30;
/** A mean that is known better than this is not drawn. */
const CERTAIN = 0.001;
/** The scale shows whole what the last runs down to this part of all are worth: twice the error of the end, by 1/√n. */
const SHOWN = 1 / 4;

/** The chart, or undefined where nobody is short in any run, or in all runs alike. */
export function convergenceChart(scene: Scene, ensemble: EnsembleScene, format: Format): Chart | undefined {
  const { text } = format;
  const { certainty, common, quantities } = text;
  const all = convergenceRows(scene, ensemble, quantities.amount);
  const uncertain = all.filter(({ halfWidth }) => halfWidth > CERTAIN);
  const [first] = uncertain;
  if (first === undefined) return undefined;
  const drawn = uncertain.slice(0, MOST_ROWS);
  const ticks = deviationTicks(drawn, ensemble.runs);
  return panelChart(
    {
      ...{ name: 'convergence', headline: certainty.headline(first.title, first.halfWidth, ensemble.runs) },
      rows: drawn.map((row) => rowOf(row, ticks, text)),
      axis: (width) => runsAxis(drawn[0].points, width, text),
      subtitles: [scene.model.scenario.title, certainty.subtitle(ensemble.runs)],
      tables: [tableOf(all, text)],
      key: (page) => [
        [
          { swatch: FAN.outer, text: certainty.interval },
          { swatch: FAN.median, shape: 'line', text: certainty.running },
        ],
        [
          ...(ensemble.sampling === 'plain' ? [] : [{ text: common.remark(certainty.even(ensemble.sampling)) }]),
          ...naming(common.notDrawn, namesOf(uncertain.slice(MOST_ROWS)), page),
          ...naming(certainty.known, namesOf(all.filter((row) => !uncertain.includes(row))), page),
        ],
      ],
    },
    format,
  );
}

const namesOf = (rows: readonly ConvergenceRow[]) => rows.map(({ title }) => title);

function rowOf(row: ConvergenceRow, ticks: readonly number[], { certainty, common }: ChartText): Row {
  const { points, title, mean, halfText } = row;
  return {
    ...{ title, note: certainty.note(mean, halfText), ticks, reading: 'deviation', unit: '' },
    across: { kind: 'times', times: points.map(({ n }) => n), unit: certainty.runs.trim(), isLog: true },
    lines: [
      {
        ...{ name: certainty.running, statistic: 'mean', colour: FAN.median },
        values: points.map((point) => point.mean),
      },
      { name: `${common.fan.mean} − 1.96 σ`, values: points.map(({ low }) => low) },
      { name: `${common.fan.mean} + 1.96 σ`, values: points.map(({ high }) => high) },
    ],
    marks: (on) => marksOf(row, on),
  };
}

/** Means and standard errors of every user. */
function tableOf(rows: readonly ConvergenceRow[], { certainty, quantities }: ChartText): PanelData {
  return {
    ...{ title: certainty.table, unit: '', isShare: false },
    across: { kind: 'rows', head: certainty.user, labels: namesOf(rows) },
    lines: [
      {
        name: certainty.runs.trim(),
        values: rows.map(({ values }) => values.runs),
        texts: rows.map(({ values }) => quantities.number(values.runs)),
      },
      {
        ...{ name: certainty.mean, statistic: 'mean', values: rows.map(({ values }) => values.mean) },
        texts: rows.map(({ mean }) => mean),
      },
      {
        ...{ name: certainty.standardError, values: rows.map(({ values }) => values.standardError) },
        texts: rows.map(({ standardError }) => standardError),
      },
    ],
  };
}

/** Five round deviations about 0, far enough apart for the later runs of every row. */
function deviationTicks(rows: readonly ConvergenceRow[], runs: number): number[] {
  const widest = Math.max(
    ...rows.flatMap(({ points }) =>
      points.filter(({ n }) => n >= SHOWN * runs).flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]),
    ),
  );
  const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];
  const step = steps.find((one) => 2 * one >= widest) ?? 1;
  return [-2, -1, 0, 1, 2].map((n) => significant(n * step));
}

function marksOf({ points }: ConvergenceRow, { x, y }: RowCanvas): Layer[] {
  return [
    {
      data: { values: points.map(({ n, mean, low, high }) => ({ runs: n, mean, low, high })) },
      layer: [
        {
          mark: { type: 'area', color: FAN.outer, opacity: 1 },
          encoding: { x, y: y('low'), y2: { field: 'high' } },
        },
        {
          data: { values: [{ none: 0 }] },
          mark: { type: 'rule', color: COLOUR.faint, strokeWidth: 1 },
          encoding: { y: y('none') },
        },
        { mark: { type: 'line', color: FAN.median, strokeWidth: 2 }, encoding: { x, y: y('mean') } },
      ],
    },
  ];
}

/** Numbers of runs, each ten times the last as far from it: the ribbon then narrows evenly, by 1/√n. */
function runsAxis(points: ConvergenceRow['points'], width: number, { certainty }: ChartText): SharedAxis {
  const [first, last] = [points[0].n, points[points.length - 1].n];
  // Of a narrow axis only the powers of ten and their halves.
  const digits = width < 400 && last / first > 30 ? [1] : [1, 2, 5];
  const values = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    .flatMap((power) => digits.map((digit) => digit * power))
    .filter((value) => value >= first && value <= last);
  const labelExpr = `format(datum.value, ',d') + (datum.value === ${values.at(-1) ?? last} ? '${certainty.runs}' : '')`;
  const position = (isShown: boolean): Position => ({
    field: 'runs',
    type: 'quantitative',
    scale: { type: 'log', domain: [first, last], nice: false },
    axis: isShown
      ? { values, grid: true, labelExpr, tickSize: 5, title: null }
      : { values, grid: true, labels: false, ticks: false, title: null },
  });
  // Nothing stands on it in pixels.
  return { height: AXIS, position, x: () => 0 };
}
