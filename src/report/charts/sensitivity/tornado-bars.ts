/** The bars of a tornado: on which line and side each stands, and where the values of the metric are on the page. */
import type { Swing } from '../../../metrics/sensitivity/tornado.ts';
import type { MetricWords } from '../../sensitivity/metric-words.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { significant } from '../../text/quantities.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import { boxLayers, type Label, type Layer, pixels, tenth } from '../layout/marks.ts';
import { textWidth } from '../layout/text-width.ts';
import { ticksWithin } from './assumption-rows.ts';

/** One value of an assumption that was tried; `text` stands at the outer end of its bar. */
export interface Bar {
  readonly text: string;
  readonly metric: number;
  /** Whether the value lies above the central one. */
  readonly isAbove: boolean;
  readonly side: 'left' | 'right';
}

/** A bar on the page: where it ends, and the middle of its line. */
export interface PlacedBar extends Bar {
  readonly assumption: string;
  readonly end: number;
  readonly y: number;
}

const HEIGHT = 14;

/** Between a bar and its text. */
const TEXT_GAP = 6;

/** Room for `never` beyond all that comes; and at both ends for the labels of the axis. */
const BEYOND = 60;
const LEAST_ROOM = 36;
const ROUNDS = 6;

/**
 * The bars of one assumption, in lines of at most one bar to each side of the central run: where all its values move
 * the metric the same way, there is a line for each. The central value has no bar.
 */
export function linesOf({ tried, central }: Swing, centre: number, text: (value: number) => string): Bar[][] {
  const lines: Bar[][] = [];
  const moved = tried.filter(({ value }) => value !== central);
  const isFree = (line: readonly Bar[], side: Bar['side']) => line.every((bar) => bar.side !== side);
  for (const { value, metric } of [...moved].sort(
    (one, other) => Number(one.metric === centre) - Number(other.metric === centre),
  )) {
    const sides = (metric < centre ? ['left'] : metric > centre ? ['right'] : ['left', 'right']) as Bar['side'][];
    const place = sides.flatMap((side) =>
      lines.filter((line) => isFree(line, side)).map((line) => ({ line, side })),
    )[0];
    const bar = { text: text(value), metric, isAbove: value > central, side: place?.side ?? sides[0] };
    if (place === undefined) lines.push([bar]);
    else place.line.push(bar);
  }
  return lines;
}

/** An axis in pixels; `unit` is what its ticks count, empty for dates. */
export interface BarAxis {
  readonly x: (metric: number) => number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly unit: string;
}

/**
 * The axis on which all bars and their texts have room; what never comes stands at its right end. It begins at 0, so
 * that the reader sees how much of the whole an assumption moves; only dates have no 0.
 */
export function barAxis(
  bars: readonly Bar[],
  centre: number,
  words: MetricWords,
  width: number,
  { quantities, metrics: names }: ChartText,
): BarAxis {
  const metrics = [centre, ...bars.map(({ metric }) => metric)];
  const finite = metrics.filter(Number.isFinite);
  const most = Math.max(...finite);
  const { unit, scale, isDate } = words.axis(most);
  const least = isDate ? Math.min(...finite) : Math.min(0, ...finite);
  const range = most - least || 1;
  const textRoom = (bar: Bar) => textWidth(bar.text, SIZE.text) + 2 * TEXT_GAP;
  const onSide = (side: Bar['side']) => bars.filter((bar) => bar.side === side);
  const never = width - Math.max(LEAST_ROOM, ...onSide('right').map(textRoom));
  const to = finite.length < metrics.length ? never - BEYOND : never;
  let from = LEAST_ROOM;
  // Texts to the left of bars need room before the axis only where the bars nearly reach its beginning.
  for (let round = 0; round < ROUNDS; round++) {
    const ends = onSide('left').map((bar) => textRoom(bar) - (from + ((bar.metric - least) * (to - from)) / range));
    from = Math.min(to / 2, from + Math.max(0, ...ends));
  }
  const perUnit = (to - from) / range;
  const x = (metric: number) => (metric === Number.POSITIVE_INFINITY ? never : from + (metric - least) * perUnit);
  const text = (value: number, decimals: number) =>
    isDate ? quantities.shortDate(Math.round(value)) : fixed(value, decimals);
  const one = { value: least / scale, text: isDate ? quantities.shortDate(least) : quantities.number(least / scale) };
  const ticks = least === most ? [one] : ticksWithin(least / scale, most / scale, to - from, text);
  return {
    ...{ x, unit },
    ticks: [
      ...ticks.map((tick) => ({ x: x(tick.value * scale), text: tick.text })),
      ...(finite.length < metrics.length ? [{ x: never, text: names.never }] : []),
    ],
  };
}

/** `1,234.50`: thousands apart, and so many decimals. */
function fixed(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** The bars, from the central run at `from` to their ends; behind their texts the grid is left out. */
export function barLayers(bars: readonly PlacedBar[], from: number): Layer[] {
  return [
    ...boxLayers(
      barLabels(bars).map(({ x, y, text, align }) => {
        const width = (align === 'right' ? -1 : 1) * (textWidth(text, SIZE.text) + 3);
        return { x: Math.min(x, x + width), x2: Math.max(x, x + width), y: y - 8, y2: y + 8, colour: COLOUR.page };
      }),
    ),
    {
      data: {
        values: bars.map(({ assumption, text, metric, isAbove, end, y }) => ({
          ...{ assumption, at: text, metric: Number.isFinite(metric) ? significant(metric) : null },
          ...{ x: tenth(Math.min(from, end)), x2: tenth(Math.max(from, end)) },
          ...{ y: tenth(y - HEIGHT / 2), y2: tenth(y + HEIGHT / 2), colour: isAbove ? COLOUR.orange : COLOUR.blue },
        })),
      },
      mark: { type: 'rect', tooltip: null },
      encoding: {
        ...{ x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
        color: { field: 'colour', type: 'nominal', scale: null },
      },
    },
  ];
}

/** The values of the assumptions, at the outer ends of their bars. */
export function barLabels(bars: readonly PlacedBar[]): Label[] {
  return bars.map(({ text, side, end, y }) =>
    side === 'left' ? { x: end - TEXT_GAP, y, text, align: 'right' } : { x: end + TEXT_GAP, y, text },
  );
}
