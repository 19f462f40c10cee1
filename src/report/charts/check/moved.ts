/** A series that moved: as committed and now, one over the other, and their difference where it would not be seen. */

import { greatest, least } from '../../../chance/extremes.ts';
import type { Mover } from '../../../metrics/check/columns.ts';
import { type Day, formatDate, parseDate } from '../../../quantity/calendar.ts';
import { tellDifference } from '../../check/difference-lines.ts';
import { EN_CHECK } from '../../text/en-check.ts';
import { longDate, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { COLOUR } from '../layout/look.ts';
import { type Layer, type Position, ruleLayers } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, marginFor, points, rowHeight, rowPanel, ticksTo } from '../layout/rows.ts';
import { axisHeight, dateEncoding, timeScale } from '../layout/time-axis.ts';

const { chart: WORDS } = EN_CHECK;

/** A difference of a smaller share of the axis is hard to see between two lines. */
const SEEN = 0.04;

/** What one step of a series was and is, at a date that both have. */
export interface MovedStep {
  readonly date: string;
  readonly old: number;
  readonly now: number;
}

/** The steps that both have, in the order of today's. */
export function stepsOfBoth({ old, now }: Mover): MovedStep[] {
  const places = new Map(old.dates.map((date, place) => [date, place]));
  return now.dates.flatMap((date, t) => {
    const place = places.get(date);
    return place === undefined ? [] : [{ date, old: old.values[place], now: now.values[t] }];
  });
}

/** A finding in a sentence: what it is instead of what, when, and since when. */
export function moverFinding({ difference }: Mover): string {
  const { name, largest = '', since = '' } = difference;
  const { was, is } = tellDifference(difference);
  return WORDS.finding(name, was, is, dateWords(largest), dateWords(since));
}

/** The chart, numbered on its page; undefined where the dates of the baseline are none. `scenario` is its title. */
export function movedChart(mover: Mover, scenario: string, number: number): Chart | undefined {
  const { old, now, difference } = mover;
  const [before, today] = [old.dates, now.dates].map((dates) => daysOf(dates));
  if (before === undefined || today === undefined) return undefined;
  const stepDays = stepOf(today) ?? stepOf(before) ?? 7;
  const span = {
    start: Math.min(before[0], today[0]),
    end: Math.max(before[before.length - 1], today[today.length - 1]) + stepDays,
  };
  const both = stepsOfBoth(mover);
  const differences = both.map((step) => step.now - step.old);
  const levels = ticksAround([...Array.from(old.values), ...Array.from(now.values)]);
  const changes = ticksAround(differences);
  const largest = greatest(differences.filter(Number.isFinite).map(Math.abs), 0);
  const isHidden = difference.by !== null && largest > 0 && largest < SEEN * (levels[levels.length - 1] - levels[0]);
  const left = Math.max(...[levels, ...(isHidden ? [changes] : [])].map(marginFor));
  const scale = timeScale(span, left);
  const { since = '', steps = 0 } = difference;
  const note = WORDS.steps(steps, both.length);
  const headings = headingsOf([
    { title: WORDS.overlay, ending: ` (${now.unit})`, note },
    ...(isHidden ? [{ title: WORDS.difference, ending: ` (${now.unit})`, note: '' }] : []),
  ]);
  const look = (ticks: readonly number[], isLast: boolean): Look => ({
    ...{ ticks, x: dateEncoding(scale, stepDays, isLast) },
  });
  const withEnd = (dates: readonly string[], days: readonly Day[]) => [
    ...dates,
    formatDate(days[days.length - 1] + stepDays),
  ];
  const sinceDay = parseDate(since);
  const first = sinceDay === undefined ? [] : [scale.x(sinceDay)];
  const height = rowHeight(isHidden ? 3 : 2);
  const panel = (row: number, marks: readonly Layer[]) =>
    rowPanel({
      ...{ scale, height, shades: [], gap: headings.gap },
      marks: [...marks, ...(row === 0 ? ruleLayers(first.map((x) => ({ x, y: 0, y2: height }))) : [])],
      events: row === 0 ? [] : first,
      labels: headings.labels(left, row),
    });
  const title = moverFinding(mover);
  const alt = `${title}. ${note}`;
  const spec = page({
    ...{ title, alt, left, plotWidth: scale.width, gap: headings.gap, axis: axisHeight(scale, stepDays) },
    subtitles: [scenario],
    panels: [
      panel(0, [
        line({ now: now.values }, withEnd(now.dates, today), NOW, look(levels, !isHidden)),
        line({ as_committed: old.values }, withEnd(old.dates, before), COMMITTED, look(levels, !isHidden)),
      ]),
      ...(isHidden
        ? [panel(1, [line({ difference: differences }, withEnd(...datedBoth(both)), DIFFERENCE, look(changes, true))])]
        : []),
    ],
    key: [
      [
        { swatch: COLOUR.blue, shape: 'line', text: WORDS.now },
        { swatch: COLOUR.short, shape: 'dashes', text: WORDS.before },
        { swatch: COLOUR.event, shape: 'dashes', text: WORDS.since(dateWords(since)) },
      ],
    ],
  });
  return { name: `moved-${number}`, title, alt, spec };
}

const NOW = { color: COLOUR.blue, strokeWidth: 2.4 };
const COMMITTED = { color: COLOUR.short, strokeWidth: 1.8, strokeDash: [6, 4] };
const DIFFERENCE = { color: COLOUR.ink, strokeWidth: 1.6 };

interface Look {
  readonly ticks: readonly number[];
  readonly x: Position;
}

/** A line over dates, of which there is one more than values: the end of the last step. */
function line(
  column: Readonly<Record<string, ArrayLike<number>>>,
  dates: readonly string[],
  stroke: object,
  { ticks, x }: Look,
): Layer {
  const [field = ''] = Object.keys(column);
  const most = Math.max(...ticks.map(Math.abs));
  return {
    data: { values: wholeSteps(points(dates, column), field) },
    mark: { type: 'line', interpolate: 'step-after', tooltip: null, ...stroke },
    encoding: {
      x,
      y: {
        ...{ field, type: 'quantitative' },
        scale: { domain: [ticks[0], ticks[ticks.length - 1]], nice: false },
        axis: {
          ...{ values: [...ticks], domain: false, ticks: false, title: null },
          labelExpr: `format(datum.value, '${most < 0.001 ? '~g' : ',~f'}')`,
        },
      },
    },
  };
}

/** Points, and before one without a value the end of the step whose value was the last. */
function wholeSteps(rows: ReturnType<typeof points>, field: string): ReturnType<typeof points> {
  return rows.flatMap((row, n) => {
    const last = rows[n - 1]?.[field] ?? null;
    return row[field] === null && last !== null ? [{ ...row, [field]: last }, row] : [row];
  });
}

/** A value this much of a step beyond a tick is on it. */
const SLACK = 1e-9;

/** Round values around the numbers among these, 0 within. */
function ticksAround(values: readonly number[]): number[] {
  const numbers = values.filter(Number.isFinite);
  const [low, high] = [least(numbers, 0), greatest(numbers, 0)];
  const [, step = 1] = ticksTo(Math.max(high, -low));
  const [first, last] = [Math.floor(low / step + SLACK), Math.ceil(high / step - SLACK)];
  const count = Math.max(1, last - first);
  return Array.from({ length: count + 1 }, (_, n) => significant((first + n) * step));
}

/** Dates as days; undefined where one is none, or there is none. */
function daysOf(dates: readonly string[]): Day[] | undefined {
  const days = dates.map(parseDate);
  return days.length > 0 && days.every((day) => day !== undefined) ? (days as Day[]) : undefined;
}

function stepOf([first, second]: readonly Day[]): number | undefined {
  return first !== undefined && second !== undefined && second > first ? second - first : undefined;
}

function datedBoth(both: readonly MovedStep[]): [string[], Day[]] {
  const dates = both.map(({ date }) => date);
  return [dates, daysOf(dates) ?? []];
}

/** `9 May 2025`; what is no date as it is. */
function dateWords(date: string): string {
  const day = parseDate(date);
  return day === undefined ? date : longDate(day);
}
