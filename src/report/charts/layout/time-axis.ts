/** The axis of dates: ticks on the first of months or years, few enough that their labels stand apart. */
import { type Day, formatDate, parseDate } from '../../../quantity/calendar.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { Layer, Position } from './marks.ts';

/** The first day of a chart and the day after its last, and the days between its steps. */
export interface TimeSpan {
  readonly start: Day;
  readonly end: Day;
  readonly stepDays: number;
}

/** Where days stand: pixels from the left edge of the plot. */
export interface TimeScale extends TimeSpan {
  readonly width: number;
  x(day: Day): number;
}

/** The scale of a plot of so many pixels. */
export function timeScale({ start, end, stepDays }: TimeSpan, width: number): TimeScale {
  return { start, end, stepDays, width, x: (day) => ((day - start) / (end - start)) * width };
}

/** Room that a label such as `Sep` or `2025` needs. */
const PIXELS_A_TICK = 42;
const MONTHS_BETWEEN = [1, 2, 3, 6, 12, 24, 60, 120];

/** The days that get a tick: in a run of a few weeks its own steps, else months or years. */
export function tickDays({ start, end, width, stepDays }: TimeScale): Day[] {
  const most = Math.floor(width / PIXELS_A_TICK);
  const first = new Date(start * 86_400_000);
  const months = (end - start) / 30.4;
  if (months < 3) {
    const every = stepDays * Math.max(1, Math.ceil((end - start) / stepDays / Math.min(most, 8)));
    return Array.from({ length: Math.ceil((end - start) / every) }, (_, n) => start + n * every);
  }
  const every = MONTHS_BETWEEN.find((count) => months / count <= most) ?? 120;
  const days: Day[] = [];
  const begin = first.getUTCFullYear() * 12 + (every > 12 ? -((first.getUTCFullYear() * 12) % every) : 0);
  for (let month = begin; ; month += every) {
    const year = Math.floor(month / 12);
    const day = parseDate(`${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`) ?? end;
    if (day >= end) return days;
    if (day >= start) days.push(day);
  }
}

/** Ticks of years only, of months, or of single days. */
function grain(days: readonly Day[]): 'year' | 'month' | 'day' {
  const apart = days.length > 1 ? days[1] - days[0] : 0;
  return apart > 360 ? 'year' : apart > 27 ? 'month' : 'day';
}

/** The label of a tick as a Vega expression: the year stands under the first tick, and under the first of each year. */
function labelExpression(days: readonly Day[], formats: ChartText['common']['axis']): string {
  if (grain(days) === 'year') return `utcFormat(datum.value, '${formats.year}')`;
  const above = grain(days) === 'day' ? formats.day : formats.month;
  const isNewYear = grain(days) === 'day' ? 'false' : 'utcmonth(datum.value) === 0';
  return `[utcFormat(datum.value, '${above}'), datum.index === 0 || ${isNewYear} ? utcFormat(datum.value, '${formats.year}') : '']`;
}

/** Pixels below a plot that the labels of its dates take. */
export function axisHeight(scale: TimeScale): number {
  return grain(tickDays(scale)) === 'year' ? 30 : 44;
}

/** The x encoding of dates; only the lowest panel shows the axis, the others its grid. */
export function dateEncoding(scale: TimeScale, shown: boolean, text: ChartText): Position {
  const days = tickDays(scale);
  const values = days.map((day) => formatDate(day));
  const axis = shown
    ? {
        ...{ values, grid: true, labelLineHeight: 15, tickSize: 5, labelFlush: false },
        labelExpr: labelExpression(days, text.common.axis),
      }
    : { values, grid: true, labels: false, ticks: false, domain: true };
  return {
    field: 'date',
    type: 'temporal',
    scale: { type: 'utc', domain: [formatDate(scale.start), formatDate(scale.end)], nice: false },
    axis: { ...axis, title: null },
  };
}

/** The axis of dates by itself, for panels that stand in pixels: its marks are not seen. */
export function dateAxisLayer(scale: TimeScale, text: ChartText): Layer {
  return {
    data: { values: [{ date: formatDate(scale.start) }] },
    mark: { type: 'point', opacity: 0 },
    encoding: { x: dateEncoding(scale, true, text) },
  };
}
