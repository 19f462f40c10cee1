/**
 * Time to survive over an ensemble, as a survival curve: at each date the share of runs in which the demand has not
 * yet been short. Where the curve ends stands a bar, as tall as the share of runs that are never short.
 */
import { formatDate } from '../../../quantity/calendar.ts';
import { capital, longDate, percent } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, type Layer, labelLayers, type Position } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, points, rowHeight, rowPanel, valueAxis } from '../layout/rows.ts';
import { axisHeight, dateEncoding, type TimeScale, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import { type EnsembleScene, ensembleRemark } from './ensemble-scene.ts';
import { licencesUpstream, stateKey, strictest } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { type Survival, survivalFinding, survivalNote, survivalOf } from './survivals.ts';

const LEFT = 52;
const MOST_ROWS = 6;
/** Room to the right of plots for the bar of those that survive, and what it says. */
const MARGIN = 112;
const BAR = { from: 12, to: 28, label: 34 } as const;
const TICKS = [0, 0.5, 1];

/** The chart, or undefined where no run is ever short after the disruption. */
export function timeToSurviveChart(scene: Scene, ensemble: EnsembleScene): Chart | undefined {
  const all = survivalOf(scene, ensemble);
  if (all.length === 0) return undefined;
  const drawn = all.slice(0, MOST_ROWS);
  const title = survivalFinding(all[0]);
  const notes = drawn.map(survivalNote);
  const alt = [title, ...drawn.map((one, row) => `${capital(one.title)}: ${notes[row]}`)].join('. ');
  const scale = timeScale(scene, LEFT, CONTENT_WIDTH - LEFT - MARGIN);
  const licences = drawn.map(({ position }) => licencesUpstream(scene, scene.model.network.drawsFrom[position]));
  const shading = licences.map((upstream) => strictest(scene, upstream));
  const timeline = timelineOf(scene, scale, LEFT, licences.flat());
  const headings = headingsOf(drawn.map((one, row) => ({ title: one.title, note: notes[row] })));
  const height = Math.max(64, rowHeight(drawn.length));
  const rows = drawn.map((one, row) =>
    rowPanel({
      ...{ scale, height, gap: headings.gap, events: timeline.events, shades: shading[row] },
      marks: [
        ...curve(scene, one, scale, dateEncoding(scale, scene.model.stepDays, row === drawn.length - 1)),
        ...survivors(one, scale.width, height),
      ],
      labels: headings.labels(LEFT, row),
    }),
  );
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [
      scene.model.scenario.title,
      ensembleRemark(ensemble),
      `Share of runs not yet short by each date; times count from ${longDate(scene.model.scenario.disruption)}`,
    ],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...rows],
    key: [
      ...timeline.key,
      [
        { swatch: COLOUR.blueArea, text: 'runs not yet short' },
        ...(drawn.some(({ survived }) => survived > 0)
          ? [{ swatch: COLOUR.green, text: 'bar at the end: runs never short' }]
          : []),
        { swatch: COLOUR.ink, shape: 'square', text: 'where the central run is first short, or ends' },
      ],
      stateKey(shading, 'nearest licence on its supplies'),
      naming(
        'Not drawn',
        all.slice(MOST_ROWS).map((one) => one.title),
      ),
    ],
  });
  return { name: 'time-to-survive', title, alt, spec };
}

/** The curve, and a square where the central run is first short. */
function curve(scene: Scene, one: Survival, scale: TimeScale, x: Position): Layer[] {
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const y = valueAxis('share', TICKS, true);
  const centralDay = one.central === null ? undefined : scene.model.scenario.disruption + one.central;
  const at = centralDay === undefined ? scene.steps - 1 : dates.indexOf(formatDate(centralDay));
  return [
    {
      data: { values: points(dates, { share: one.shares }) },
      mark: {
        type: 'area',
        interpolate: 'step-after',
        color: COLOUR.blueArea,
        opacity: 1,
        line: { color: COLOUR.blue, strokeWidth: 2 },
      },
      encoding: { x, y },
    },
    {
      data: { values: [{ date: formatDate(centralDay ?? scale.end), share: one.shares[Math.max(0, at)] }] },
      mark: { type: 'square', color: COLOUR.ink, size: 60, opacity: 1, tooltip: null },
      encoding: { x, y },
    },
  ];
}

/** A bar as tall as the share that is never short, and that share. */
function survivors({ survived }: Survival, width: number, height: number): Layer[] {
  const top = height * (1 - survived);
  const bar: Box = { x: width + BAR.from, x2: width + BAR.to, y: top, y2: height, colour: COLOUR.green };
  const middle = Math.min(Math.max(top, 8), height - 24);
  const labels: Label[] = [
    { x: width + BAR.label, y: middle, text: percent(survived), weight: 600, colour: COLOUR.ink },
    { x: width + BAR.label, y: middle + 16, text: 'never short', size: SIZE.label },
  ];
  return [...boxLayers(survived > 0 ? [bar] : []), ...labelLayers(labels)];
}
