/** Days of supply: how long the stocks that matter would last at the going rate. */

import { greatest } from '../../../chance/extremes.ts';
import { formatDate } from '../../../quantity/calendar.ts';
import { capital } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, FANS } from '../layout/look.ts';
import { type Box, boxLayers, type Layer } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, points, rowHeight, rowPanel, ticksTo, valueAxis } from '../layout/rows.ts';
import { axisHeight, dateEncoding, type TimeScale, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import { ensembleRemark } from './ensemble-scene.ts';
import { fanKey, fanLayer } from './fan.ts';
import { licencesUpstream, stateKey, strictest } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { left, type Stock, stockAt, stockFinding, stockNote, TOO_LONG } from './stocks.ts';

const LEFT = 52;
const MOST_ROWS = 6;
/** An axis need not reach further than this many times what a stock opens with or is kept at. */
const HEADROOM = 2;
/** A stock that keeps this share of what it opens with is named and not drawn. */
const STEADY = 0.8;

/** The chart, or undefined where no stock is ever needed. */
export function daysOfSupplyChart(scene: Scene): Chart | undefined {
  const stocks = scene.model.scenario.stockpiles
    .map((_, position) => stockAt(scene, position))
    .filter((stock) => stock !== undefined)
    .filter(({ isDrawnOn, least, leastOpening }) => isDrawnOn || least < leastOpening / 2)
    .toSorted((a, b) => b.severity - a.severity || Number(b.isDrawnOn) - Number(a.isDrawnOn) || left(a) - left(b));
  if (stocks.length === 0) return undefined;
  const changing = stocks.filter((stock) => left(stock) < STEADY);
  const drawn = (changing.length > 0 ? changing : stocks).slice(0, MOST_ROWS);
  const title = stockFinding(scene, stocks);
  const notes = drawn.map((stock) => stockNote(scene, stock, scaleEnd(stock)));
  const alt = [title, ...drawn.map((stock, row) => `${capital(stock.title)}: ${notes[row]}`)].join('. ');
  const scale = timeScale(scene, LEFT);
  const licences = drawn.map(({ position }) => licencesUpstream(scene, position));
  const timeline = timelineOf(scene, scale, LEFT, licences.flat());
  const headings = headingsOf(drawn.map((stock, row) => ({ title: stock.title, note: notes[row] })));
  const height = rowHeight(drawn.length);
  const shading = licences.map((upstream) => strictest(scene, upstream));
  const rows = drawn.map((stock, row) =>
    rowPanel({
      ...{ scale, height, events: timeline.events, gap: headings.gap, labels: headings.labels(LEFT, row) },
      shades: shading[row],
      marks: marksOf(scene, stock, scale, height, row === drawn.length - 1),
    }),
  );
  const undrawn = stocks.filter((stock) => !drawn.includes(stock));
  const named = (isSteady: boolean) =>
    undrawn.filter((stock) => left(stock) >= STEADY === isSteady).map((stock) => stock.title);
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [
      scene.model.scenario.title,
      ...(scene.ensemble ? [ensembleRemark(scene.ensemble)] : []),
      `Days that the stock would last at the going rate; ${scene.ensemble ? 'dotted' : 'dashed'}: what it is kept at`,
    ],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...rows],
    key: [
      ...timeline.key,
      scene.ensemble ? fanKey(scene.ensemble, FANS.blue) : [],
      [
        ...(drawn.some(({ isShort }) => isShort.includes(true))
          ? [{ swatch: COLOUR.short, text: shortText(scene) }]
          : []),
        ...stateKey(shading, 'nearest licence on its supplies'),
      ],
      naming('Not drawn', named(false)),
      naming('Little changed', named(true)),
    ],
  });
  return { name: 'days-of-supply', title, alt, spec };
}

const shortText = ({ ensemble }: Scene) =>
  `along the bottom: its users are short${ensemble ? ' in the central run' : ''}`;

/** Where the axis ends. */
function scaleEnd(stock: Stock): number {
  const kept = greatest(stock.kept.filter(Number.isFinite), 0);
  const usual = HEADROOM * Math.max(stock.opening, kept, 7);
  return ticksTo(Math.min(stock.highest, usual, TOO_LONG), Math.min(1.02 * kept, TOO_LONG)).at(-1) ?? 1;
}

function marksOf(scene: Scene, stock: Stock, scale: TimeScale, height: number, isLast: boolean): Layer[] {
  const x = dateEncoding(scale, scene.model.stepDays, isLast);
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const axis = (field: string) => valueAxis(field, ticksTo(scaleEnd(stock)));
  const y = axis('days');
  const spells = stock.isShort.flatMap((short, t): Box[] => {
    if (!short || stock.isShort[t - 1] === true) return [];
    const ends = stock.isShort.indexOf(false, t);
    const [x, x2] = [t, ends < 0 ? scene.steps : ends].map((step) => scale.x(scene.dayOf(step)));
    return [{ x, x2, y: height - 5, y2: height, colour: COLOUR.short }];
  });
  const look = { dates, colours: FANS.blue, interpolate: 'linear', x, y: axis } as const;
  return [
    stock.fan
      ? fanLayer(stock.fan, stock.days, look)
      : {
          data: { values: points(dates, { days: stock.days }) },
          mark: {
            type: 'area',
            color: COLOUR.blueArea,
            opacity: 1,
            clip: true,
            line: { color: COLOUR.blue, strokeWidth: 2, clip: true },
          },
          encoding: { x, y },
        },
    {
      data: { values: points(dates, { kept: stock.kept }) },
      mark: {
        type: 'line',
        color: COLOUR.text,
        strokeWidth: 1.2,
        strokeDash: [2, 3],
        interpolate: 'step-after',
        clip: true,
      },
      encoding: { x, y: axis('kept') },
    },
    ...boxLayers(spells),
  ];
}
