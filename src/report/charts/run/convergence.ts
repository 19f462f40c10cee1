/** Convergence: how far the mean shortage over the first runs is from that over all, and how certain either is. */
import { formatNumber } from '../../text/format.ts';
import { capital, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, CONTENT_WIDTH, FANS, RIGHT } from '../layout/look.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, rowHeight, rowPanel } from '../layout/rows.ts';
import { type ConvergenceRow, convergenceFinding, convergenceRows } from './convergence-rows.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import type { Scene } from './scene.ts';

const LEFT = 62;
const MOST_ROWS = 4;
const AXIS = 30;
/** A mean that is known better than this is not drawn. */
const CERTAIN = 0.001;
/** The scale shows whole what the last runs down to this part of all are worth: twice the error of the end, by 1/√n. */
const SHOWN = 1 / 4;

/** The chart, or undefined where nobody is short in any run, or in all runs alike. */
export function convergenceChart(scene: Scene, ensemble: EnsembleScene): Chart | undefined {
  const rows = convergenceRows(scene, ensemble);
  const all = rows.filter(({ halfWidth }) => halfWidth > CERTAIN);
  if (all.length === 0) return undefined;
  const drawn = all.slice(0, MOST_ROWS);
  const title = convergenceFinding(ensemble, all[0]);
  const alt = [title, ...drawn.map((row) => `${capital(row.title)}: ${row.note}`)].join('. ');
  const scale = { width: CONTENT_WIDTH - LEFT - RIGHT, x: (n: number) => n };
  const headings = headingsOf(drawn);
  const ticks = deviationTicks(drawn, ensemble.runs);
  const panels = drawn.map((row, n) =>
    rowPanel({
      ...{ scale, height: rowHeight(drawn.length), gap: headings.gap, shades: [], events: [] },
      marks: marksOf(row, ticks, n === drawn.length - 1),
      labels: headings.labels(LEFT, n),
    }),
  );
  const isEven = ensemble.sampling !== 'plain';
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap, panels, axis: AXIS },
    subtitles: [
      scene.model.scenario.title,
      `Mean shortage over the first so many runs, as a deviation from that over all ${formatNumber(ensemble.runs)}`,
    ],
    key: [
      [
        { swatch: FANS.blue.outer, text: '±1.96 standard errors: holds the true mean in 95 of 100 ensembles' },
        { swatch: FANS.blue.median, shape: 'line', text: 'running mean' },
      ],
      [
        ...(isEven
          ? [{ text: `The draws are spread evenly (${ensemble.sampling}): the mean is, as a rule, more certain.` }]
          : []),
        ...naming('Not drawn', namesOf(all.slice(MOST_ROWS))),
        ...naming('Known to ±0.1 % or better', namesOf(rows.filter((row) => !all.includes(row)))),
      ],
    ],
  });
  return { name: 'convergence', title, alt, spec };
}

const namesOf = (rows: readonly ConvergenceRow[]) => rows.map(({ title }) => title);

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

function marksOf({ points }: ConvergenceRow, ticks: readonly number[], isLast: boolean): Layer[] {
  const x = runsEncoding(points[0].n, points[points.length - 1].n, isLast);
  const y = (field: string): Position => ({
    field,
    type: 'quantitative',
    // Of few runs, deviations are wider than what matters.
    scale: { domain: [ticks[0], ticks[ticks.length - 1]], nice: false, clamp: true },
    axis: {
      values: [...ticks],
      labelExpr: "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + format(abs(datum.value) * 100, '~g') + ' %'",
      domain: false,
      ticks: false,
      title: null,
    },
  });
  return [
    {
      data: { values: points.map(({ n, mean, low, high }) => ({ runs: n, mean, low, high })) },
      layer: [
        {
          mark: { type: 'area', clip: true, color: FANS.blue.outer, opacity: 1 },
          encoding: { x, y: y('low'), y2: { field: 'high' } },
        },
        {
          data: { values: [{ none: 0 }] },
          mark: { type: 'rule', color: COLOUR.faint, strokeWidth: 1 },
          encoding: { y: y('none') },
        },
        { mark: { type: 'line', clip: true, color: FANS.blue.median, strokeWidth: 2 }, encoding: { x, y: y('mean') } },
      ],
    },
  ];
}

/** Numbers of runs, each ten times the last as far from it: the ribbon then narrows evenly, by 1/√n. */
function runsEncoding(first: number, last: number, isShown: boolean): Position {
  const values = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    .flatMap((power) => [1, 2, 5].map((digit) => digit * power))
    .filter((value) => value >= first && value <= last);
  const labelExpr = `format(datum.value, ',d') + (datum.value === ${values.at(-1) ?? last} ? ' runs' : '')`;
  return {
    field: 'runs',
    type: 'quantitative',
    scale: { type: 'log', domain: [first, last], nice: false },
    axis: isShown
      ? { values, grid: true, labelExpr, tickSize: 5, title: null }
      : { values, grid: true, labels: false, ticks: false, title: null },
  };
}
