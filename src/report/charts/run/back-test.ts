/** The back-test: what the model ships month by month against what was observed. */
import { greatest } from '../../../chance/extremes.ts';
import type { Comparison } from '../../../metrics/observe.ts';
import { type Day, formatDate, parseDate } from '../../../quantity/calendar.ts';
import type { FitText } from '../../text/chart-text.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { COLOUR } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { ticksTo } from '../layout/rows.ts';
import { timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 6;

/** The chart, or undefined where nothing was observed. */
export function backTestChart(scene: Scene, comparisons: readonly Comparison[], format: Format): Chart | undefined {
  const { text } = format;
  const { backTest } = text;
  const [worst] = comparisons.toSorted((a, b) => b.fit.mean_absolute_error - a.fit.mean_absolute_error);
  if (worst === undefined) return undefined;
  const drawn = comparisons.slice(0, MOST_ROWS);
  return panelChart(
    {
      ...{ name: 'back-test', headline: backTest.headline(fitOf(worst), comparisons.length), axis: scene },
      rows: drawn.map((one) => rowOf(one, text)),
      subtitles: [scene.model.scenario.title, backTest.subtitle],
      timeline: timelineInput(scene, text),
      key: () => [
        [
          { swatch: COLOUR.blue, text: backTest.model(scene.ensemble !== undefined) },
          { swatch: COLOUR.ink, text: backTest.observed },
        ],
        drawn.flatMap(({ observation: { title, missing, outside } }) => [
          ...(missing.length > 0 ? [{ text: backTest.missing(title, missing) }] : []),
          ...(outside.length > 0 ? [{ text: backTest.outside(title, outside) }] : []),
        ]),
      ],
    },
    format,
  );
}

const firstOf = (month: string): Day => parseDate(`${month}-01`) ?? 0;

function fitOf({ observation, fit, months, reference, trough, observedTrough }: Comparison): FitText {
  const least = months.find(({ month }) => month === trough);
  return {
    ...{ title: observation.title, error: fit.mean_absolute_error, bias: fit.bias },
    ...{ trough: firstOf(trough), observedTrough: firstOf(observedTrough) },
    least: least && { modelled: least.modelled / reference, observed: least.observed / reference },
  };
}

function rowOf(one: Comparison, { backTest }: ChartText): Row {
  const { months, observation } = one;
  const values = (of: 'modelled' | 'observed') => months.map((month) => significant(month[of]));
  return {
    ...{ title: observation.title, note: backTest.note(fitOf(one)), reading: 'number', unit: 't' },
    ticks: ticksTo(greatest(months.flatMap(({ modelled, observed }) => [modelled, observed]))),
    across: { kind: 'months', days: months.map(({ month }) => firstOf(month)) },
    lines: [
      { name: backTest.modelled, statistic: 'central', colour: COLOUR.blue, values: values('modelled') },
      { name: backTest.observedShort, colour: COLOUR.ink, values: values('observed') },
    ],
    marks: (on) => marksOf(one, on),
  };
}

/** Each month at its middle. */
function marksOf({ months, observation }: Comparison, { x, y }: RowCanvas): Layer[] {
  const middle = (place: number) => formatDate((observation.months[place].from + observation.months[place].to) / 2);
  const values = (of: 'modelled' | 'observed') =>
    months.map((one, place) => ({ date: middle(place), [of]: significant(one[of]) }));
  return [
    {
      data: { values: values('modelled') },
      mark: {
        ...{ type: 'line', color: COLOUR.blue, strokeWidth: 2, tooltip: null },
        point: { color: COLOUR.blue, size: 30 },
      },
      encoding: { x, y: y('modelled') },
    },
    {
      data: { values: values('observed') },
      mark: { type: 'point', color: COLOUR.ink, filled: true, size: 60, opacity: 0.9, tooltip: null },
      encoding: { x, y: y('observed') },
    },
  ];
}
