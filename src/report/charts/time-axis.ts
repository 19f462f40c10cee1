/** The axis of dates: ticks on the first of months or years, few enough that their labels stand apart. */
import { type Day, formatDate, parseDate } from '../../calendar.ts';
import { CONTENT_WIDTH, RIGHT } from './look.ts';
import type { Position } from './marks.ts';
import type { Scene } from './scene.ts';

/** Where days stand: pixels from the left edge of the plot. */
export interface TimeScale {
  readonly start: Day;
  readonly end: Day;
  readonly width: number;
  x(day: Day): number;
}

/** The scale of a plot with a margin of `left` pixels for labels, or of a given width. */
export function timeScale({ start, end }: Scene, left: number, width = CONTENT_WIDTH - left - RIGHT): TimeScale {
  return { start, end, width, x: (day) => ((day - start) / (end - start)) * width };
}

/** Room that a label such as `Sep` or `2025` needs. */
const PIXELS_A_TICK = 42;
const MONTHS_BETWEEN = [1, 2, 3, 6, 12, 24, 60, 120];

/** The days that get a tick: in a run of a few weeks its own steps, else months or years. */
export function tickDays({ start, end, width }: TimeScale, stepDays: number): Day[] {
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

/** The label of a tick as a Vega expression: the year under the first tick and under each first of its year. */
function labelExpression(days: readonly Day[]): string {
  const isFine = days.length > 1 && (days[1] as number) - (days[0] as number) < 27;
  if (days.length > 1 && (days[1] as number) - (days[0] as number) > 360) return "utcFormat(datum.value, '%Y')";
  const below = "datum.index === 0 || utcmonth(datum.value) === 0 ? utcFormat(datum.value, '%Y') : ''";
  const above = isFine || days.length === 1 ? "utcFormat(datum.value, '%-d %b')" : "utcFormat(datum.value, '%b')";
  const year = isFine || days.length === 1 ? "datum.index === 0 ? utcFormat(datum.value, '%Y') : ''" : below;
  return `[${above}, ${year}]`;
}

/** The x encoding of dates; only the lowest panel shows the axis, the others its grid. */
export function dateEncoding(scale: TimeScale, stepDays: number, shown: boolean): Position {
  const days = tickDays(scale, stepDays);
  const values = days.map((day) => formatDate(day));
  const axis = shown
    ? { values, grid: true, labelExpr: labelExpression(days), labelLineHeight: 15, tickSize: 5, labelFlush: false }
    : { values, grid: true, labels: false, ticks: false, domain: true };
  return {
    field: 'date',
    type: 'temporal',
    scale: { type: 'utc', domain: [formatDate(scale.start), formatDate(scale.end)], nice: false },
    axis: { ...axis, title: null },
  };
}
