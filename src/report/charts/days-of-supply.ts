/** Days of supply: how long the stocks that matter would last at the going rate. */
import { formatDate } from '../../calendar.ts';
import type { Chart } from './chart.ts';
import { licencesUpstream, shadeKey, strictest } from './licence-phases.ts';
import { COLOUR } from './look.ts';
import { type Box, boxLayers, type Layer, type Position } from './marks.ts';
import { page } from './page.ts';
import { headingsOf, points, rowHeight, rowPanel, ticksTo } from './rows.ts';
import type { Scene } from './scene.ts';
import { shortfallOf } from './shortfalls.ts';
import { dateEncoding, type TimeScale, timeScale } from './time-axis.ts';
import { timelineOf } from './timeline.ts';
import { capital, list, longDate, roundNumber, shortDate } from './words.ts';

const LEFT = 52;
const MOST_ROWS = 6;
/** An axis need not reach further than this many times what a stock opens with or is kept at. */
const HEADROOM = 2;
const LONGEST = 730;

interface Stock {
  readonly position: number;
  readonly title: string;
  readonly days: Float64Array;
  /** What it is kept at, in days, by step; NaN where it is kept at nothing. */
  readonly kept: Float64Array;
  readonly opening: number;
  readonly lowest: number;
  readonly lowestAt: number;
  readonly highest: number;
  /** By step: whether a demand that draws on it is short. */
  readonly isShort: readonly boolean[];
  readonly isDrawnOn: boolean;
}

/** The chart, or undefined where no stock is ever needed. */
export function daysOfSupplyChart(scene: Scene): Chart | undefined {
  const stocks = scene.model.scenario.stockpiles
    .map((_, position) => stockAt(scene, position))
    .filter((stock) => stock !== undefined)
    .filter(({ isDrawnOn, lowest, opening }) => isDrawnOn || lowest < opening / 2)
    .toSorted(
      (a, b) => shortSteps(b) - shortSteps(a) || Number(b.isDrawnOn) - Number(a.isDrawnOn) || fall(a) - fall(b),
    );
  if (stocks.length === 0) return undefined;
  const drawn = stocks.slice(0, MOST_ROWS);
  const title = finding(scene, stocks);
  const notes = drawn.map((stock) => note(scene, stock));
  const alt = [title, ...drawn.map((stock, row) => `${capital(stock.title)}: ${notes[row]}`)].join('. ');
  const scale = timeScale(scene, LEFT);
  const timeline = timelineOf(scene, scale, LEFT);
  const headings = headingsOf(drawn.map((stock, row) => ({ title: capital(stock.title), note: notes[row] ?? '' })));
  const height = rowHeight(drawn.length);
  const shading = drawn.map(({ position }) => strictest(scene, licencesUpstream(scene, position)));
  const rows = drawn.map((stock, row) =>
    rowPanel({
      ...{ scale, height, events: timeline.events, gap: headings.gap, labels: headings.labels(LEFT, row) },
      shades: shading[row] ?? [],
      marks: marksOf(scene, stock, scale, height, row === drawn.length - 1),
    }),
  );
  const left = stocks.slice(MOST_ROWS).map((stock) => stock.title);
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap },
    subtitles: [
      scene.model.scenario.title,
      'Days that the stock would last at the going rate; dashed: what it is kept at',
    ],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...rows],
    key: [
      ...timeline.key,
      [
        ...(drawn.some((stock) => shortSteps(stock) > 0)
          ? [{ swatch: COLOUR.short, text: 'along the bottom: its users are short' }]
          : []),
        ...shadeKey(shading),
      ],
      left.length > 0 ? [{ text: `Not drawn: ${list(left)}.` }] : [],
    ],
  });
  return { name: 'days-of-supply', title, alt, spec };
}

function stockAt(scene: Scene, position: number): Stock | undefined {
  const { scenario, network, stepDays } = scene.model;
  const { id, title, target } = scenario.stockpiles[position] as (typeof scenario.stockpiles)[number];
  const days = scene.values('stockpile', id, 'days_of_supply');
  const known = days.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return undefined;
  const forecast = scene.values('stockpile', id, 'forecast');
  const users = scenario.demands.map((_, k) => k).filter((k) => network.drawsFrom[k] === position);
  const shortfalls = users.map((k) => shortfallOf(scene, k));
  const lowest = Math.min(...known);
  return {
    ...{ position, title, days, lowest, lowestAt: days.indexOf(lowest) },
    opening: known[0] as number,
    highest: Math.max(...known),
    kept: days.map((_, t) =>
      target === undefined
        ? scene.scheduled.at('cover', position, t) * stepDays
        : (scene.scheduled.at('target', position, t) / (forecast[t] as number)) * stepDays,
    ),
    isShort: Array.from(days, (_, t) => shortfalls.some(({ shares }) => (shares[t] as number) > 1e-6)),
    isDrawnOn: users.length > 0,
  };
}

const shortSteps = ({ isShort }: Stock) => isShort.filter(Boolean).length;
const fall = ({ lowest, opening }: Stock) => (opening > 0 ? lowest / opening : 1);

function finding(scene: Scene, stocks: readonly Stock[]): string {
  const worst = stocks.toSorted((a, b) => shortSteps(b) - shortSteps(a) || fall(a) - fall(b))[0] as Stock;
  if (fall(worst) >= 0.5) return 'No stock would fall below half of the days of supply that it opens with';
  const opens = daysText(worst.opening);
  const day = longDate(scene.dayOf(worst.lowestAt));
  return worst.lowest < 0.5
    ? `${capital(worst.title)}: ${opens} of supply would be used up by ${day}`
    : `${capital(worst.title)}: ${opens} of supply would fall to ${daysText(worst.lowest)} by ${day}`;
}

function daysText(days: number): string {
  if (days > LONGEST) return 'over 2 years';
  const rounded = days >= 10 ? Math.round(days) : Number(days.toPrecision(2));
  return `${roundNumber(rounded)} ${rounded === 1 ? 'day' : 'days'}`;
}

function note(scene: Scene, stock: Stock): string {
  const parts = [
    `opens at ${daysText(stock.opening)}`,
    `lowest ${daysText(stock.lowest)} on ${shortDate(scene.dayOf(stock.lowestAt))}`,
    ...(stock.highest > top(stock) ? ['beyond the scale at its highest'] : []),
  ];
  return parts.join('; ');
}

/** Where the axis ends. */
function top(stock: Stock): number {
  const kept = Math.max(0, ...stock.kept.filter(Number.isFinite));
  const usual = HEADROOM * Math.max(stock.opening, kept, 7);
  return ticksTo(Math.min(stock.highest, usual, LONGEST), Math.min(1.02 * kept, LONGEST)).at(-1) as number;
}

function marksOf(scene: Scene, stock: Stock, scale: TimeScale, height: number, isLast: boolean): Layer[] {
  const x = dateEncoding(scale, scene.model.stepDays, isLast);
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const ticks = ticksTo(top(stock));
  const y: Position = {
    field: 'days',
    type: 'quantitative',
    scale: { domain: [0, top(stock)], nice: false },
    axis: { values: [...ticks], labelExpr: "format(datum.value, ',~f')", domain: false, ticks: false, title: null },
  };
  const spells = stock.isShort.flatMap((short, t): Box[] => {
    if (!short || stock.isShort[t - 1] === true) return [];
    const ends = stock.isShort.indexOf(false, t);
    const [x, x2] = [t, ends < 0 ? scene.steps : ends].map((step) => scale.x(scene.dayOf(step))) as [number, number];
    return [{ x, x2, y: height - 5, y2: height, colour: COLOUR.short }];
  });
  return [
    {
      data: { values: points(dates, { days: stock.days }) },
      mark: {
        type: 'area',
        color: COLOUR.sky,
        opacity: 0.35,
        clip: true,
        line: { color: COLOUR.blue, strokeWidth: 2, clip: true },
      },
      encoding: { x, y },
    },
    {
      data: { values: points(dates, { days: stock.kept }) },
      mark: {
        type: 'line',
        color: COLOUR.text,
        strokeWidth: 1.2,
        strokeDash: [2, 3],
        interpolate: 'step-after',
        clip: true,
      },
      encoding: { x, y },
    },
    ...boxLayers(spells),
  ];
}
