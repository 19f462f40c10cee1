/** Shortages by demand: how much of what is needed is not there, when, and what that comes to. */
import { formatDate } from '../../calendar.ts';
import type { Chart } from './chart.ts';
import { type KeyItem, naming } from './key.ts';
import { licencesUpstream, stateKey, strictest } from './licence-phases.ts';
import { COLOUR } from './look.ts';
import type { Layer, Position } from './marks.ts';
import { page } from './page.ts';
import { headingsOf, points, rowHeight, rowPanel, ticksTo, valueAxis } from './rows.ts';
import type { Scene } from './scene.ts';
import { type Shortfall, shortfallOf, summary, when, worstFirst } from './shortfalls.ts';
import { axisHeight, dateEncoding, timeScale } from './time-axis.ts';
import { timelineOf } from './timeline.ts';
import { capital, list, longDate } from './words.ts';

const LEFT = 52;
const MOST_ROWS = 8;

/** The chart, or undefined where nothing is demanded. */
export function shortagesChart(scene: Scene): Chart | undefined {
  const { demands } = scene.model.scenario;
  if (demands.length === 0) return undefined;
  const all = demands.map((_, position) => shortfallOf(scene, position));
  const short = worstFirst(all);
  const drawn = short.slice(0, MOST_ROWS);
  const title = finding(scene, short);
  const alt = [title, ...drawn.map((one) => `${capital(one.title)}: ${summary(one)}`)].join('. ');
  const scale = timeScale(scene, LEFT);
  const licences = drawn.map(({ id }) => licencesOf(scene, id));
  const timeline = timelineOf(scene, scale, LEFT, licences.flat());
  const headings = headingsOf(drawn.map((one) => ({ title: one.title, note: summary(one) })));
  const ticks = ticksTo(Math.max(...drawn.map(({ peak }) => peak)));
  const shading = licences.map((upstream) => strictest(scene, upstream));
  const rows = drawn.map((one, row) =>
    rowPanel({
      scale,
      height: rowHeight(drawn.length),
      shades: shading[row],
      events: timeline.events,
      gap: headings.gap,
      marks: [area(scene, one, ticks, dateEncoding(scale, scene.model.stepDays, row === drawn.length - 1))],
      labels: headings.labels(LEFT, row),
    }),
  );
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [
      scene.model.scenario.title,
      ...(drawn.length > 0 ? ['Unmet demand as a share of what is needed at the time'] : []),
    ],
    panels: drawn.length > 0 && timeline.panel ? [timeline.panel, ...rows] : rows,
    key: [
      ...(drawn.length > 0 ? timeline.key : []),
      stateKey(shading, 'nearest licence on its supplies'),
      remarks(all, short),
    ],
  });
  return { name: 'shortages', title, alt, spec };
}

function finding({ start, end }: Scene, short: readonly Shortfall[]): string {
  const [worst] = short;
  if (worst === undefined) return `Nobody would be short between ${longDate(start)} and ${longDate(end)}`;
  const loss = worst.lostThings === undefined ? '' : `, and lose ${worst.lostThings}`;
  const first = `${capital(worst.title)} would be short ${when(worst)}${loss}`;
  if (short.length === 1) return first;
  return `${first}. Also short: ${short.length <= 3 ? list(short.slice(1).map((one) => one.title)) : `${short.length - 1} others`}`;
}

function licencesOf(scene: Scene, demand: string): number[] {
  const position = scene.model.scenario.demands.findIndex(({ id }) => id === demand);
  return licencesUpstream(scene, scene.model.network.drawsFrom[position]);
}

function area(scene: Scene, { shares }: Shortfall, ticks: readonly number[], x: Position): Layer {
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  return {
    data: { values: points(dates, { short: shares }) },
    mark: { type: 'area', interpolate: 'step-after', color: COLOUR.short },
    encoding: {
      x,
      y: valueAxis('short', ticks, true),
    },
  };
}

function remarks(all: readonly Shortfall[], short: readonly Shortfall[]): KeyItem[] {
  const others = short.slice(MOST_ROWS).map(({ title, total, fate }) => `${title} (${total} ${fate})`);
  const never = all.filter(({ days }) => days === 0).map(({ title }) => title);
  return [
    ...naming('Also short', others),
    ...naming(short.length > 0 ? 'Never short' : 'Every demand is served in full', never),
  ];
}
