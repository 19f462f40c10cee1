/** The back-test: what the model ships month by month against what was observed. */

import { greatest } from '../../../chance/extremes.ts';
import type { Comparison } from '../../../metrics/observe.ts';
import { formatDate, parseDate } from '../../../quantity/calendar.ts';
import { capital, longDate, percent, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { COLOUR } from '../layout/look.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, marginFor, rowHeight, rowPanel, ticksTo, valueAxis } from '../layout/rows.ts';
import { axisHeight, dateEncoding, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 6;

/** The chart, or undefined where nothing was observed. */
export function backTestChart(scene: Scene, comparisons: readonly Comparison[]): Chart | undefined {
  const [first] = comparisons;
  if (first === undefined) return undefined;
  const drawn = comparisons.slice(0, MOST_ROWS);
  const title = finding(first);
  const headings = headingsOf(drawn.map((one) => ({ title: one.observation.title, note: note(one) })));
  const ticks = drawn.map(({ months }) => ticksTo(greatest(months.flatMap((one) => [one.modelled, one.observed]))));
  const left = marginFor(ticks.flat());
  const scale = timeScale(scene, left);
  const timeline = timelineOf(scene, scale, left);
  const panels = drawn.map((one, n) =>
    rowPanel({
      ...{ scale, height: rowHeight(drawn.length + 1), gap: headings.gap, events: timeline.events, shades: [] },
      marks: marksOf(one, ticks[n], dateEncoding(scale, scene.model.stepDays, n === drawn.length - 1)),
      labels: headings.labels(left, n),
    }),
  );
  const spec = page({
    ...{ title, left, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    alt: [title, ...drawn.map((one) => `${capital(one.observation.title)}: ${note(one)}`)].join('. '),
    subtitles: [
      scene.model.scenario.title,
      'Tonnes a month; only months that were observed and that the run covers whole',
    ],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...panels],
    key: [
      ...timeline.key,
      [
        { swatch: COLOUR.blue, text: scene.ensemble ? 'the model, central run' : 'the model' },
        { swatch: COLOUR.ink, text: 'observed (dots)' },
      ],
      drawn.flatMap(({ observation: { title: name, missing, outside } }) => [
        ...(missing.length > 0 ? [{ text: `${capital(name)}: no figure for ${missing.join(', ')}.` }] : []),
        ...(outside.length > 0 ? [{ text: `${capital(name)}: outside the run ${outside.join(', ')}.` }] : []),
      ]),
    ],
  });
  return { name: 'back-test', title, alt: [title, ...drawn.map(note)].join('. '), spec };
}

function finding({ observation, fit, trough, observedTrough }: Comparison): string {
  const off = `${capital(observation.title)}: the model is off by ${percent(fit.mean_absolute_error)} of a usual month on average`;
  const low =
    trough === observedTrough
      ? 'the lowest month is right'
      : `lowest in ${monthName(trough)}, not ${monthName(observedTrough)}`;
  return `${off}; ${low}`;
}

function note({ fit, trough, months, reference }: Comparison): string {
  const least = months.find(({ month }) => month === trough);
  const at = least
    ? `; ${monthName(trough)} ${percent(least.modelled / reference)}, observed ${percent(least.observed / reference)}`
    : '';
  return `off by ${percent(fit.mean_absolute_error)} of a usual month, ${percent(Math.abs(fit.bias))} too ${fit.bias < 0 ? 'low' : 'high'} in all${at}`;
}

/** `2025-05` → `May 2025`. */
function monthName(month: string): string {
  return longDate(parseDate(`${month}-01`) ?? 0).replace(/^1 /, '');
}

function marksOf({ months, observation }: Comparison, ticks: readonly number[], x: Position): Layer[] {
  const middle = (place: number) => formatDate((observation.months[place].from + observation.months[place].to) / 2);
  const values = (of: 'modelled' | 'observed') =>
    months.map((one, place) => ({ date: middle(place), [of]: significant(one[of]) }));
  return [
    {
      data: { values: values('modelled') },
      mark: {
        type: 'line',
        color: COLOUR.blue,
        strokeWidth: 2,
        point: { color: COLOUR.blue, size: 30 },
        tooltip: null,
      },
      encoding: { x, y: valueAxis('modelled', ticks) },
    },
    {
      data: { values: values('observed') },
      mark: { type: 'point', color: COLOUR.ink, filled: true, size: 60, opacity: 0.9, tooltip: null },
      encoding: { x, y: valueAxis('observed', ticks) },
    },
  ];
}
