/** A series that moved: as committed and now, one over the other, and their difference where it would not be seen. */
import { greatest, least } from '../../../chance/extremes.ts';
import type { Mover } from '../../../metrics/check/columns.ts';
import { type Day, parseDate } from '../../../quantity/calendar.ts';
import { tellDifference } from '../../check/difference-lines.ts';
import type { Words } from '../../text/en.ts';
import { chartTextOf, type Language, wordsOf } from '../../text/languages.ts';
import { significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { wide } from '../layout/format.ts';
import { COLOUR } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row } from '../layout/panel-chart.ts';
import { pointRows, pointTable, stepStarts } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';

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
export function moverFinding({ difference }: Mover, words: Words): string {
  const { name, largest = '', since = '' } = difference;
  const { was, is } = tellDifference(difference, words);
  const { moved } = chartTextOf(words.language);
  return moved.headline(name, was, is, parseDate(largest) ?? largest, parseDate(since) ?? since);
}

/** The chart, numbered on its page; undefined where the dates of the baseline are none. `scenario` is its title. */
export function movedChart(mover: Mover, scenario: string, number: number, language: Language): Chart | undefined {
  const text = chartTextOf(language);
  const { old, now, difference } = mover;
  const { moved, common } = text;
  const [before, today] = [old.dates, now.dates].map((dates) => daysOf(dates));
  if (before === undefined || today === undefined) return undefined;
  const stepDays = stepOf(today) ?? stepOf(before) ?? 7;
  const start = Math.min(before[0], today[0]);
  const end = Math.max(before[before.length - 1], today[today.length - 1]) + stepDays;
  const both = stepsOfBoth(mover);
  const differences = both.map((step) => step.now - step.old);
  const levels = ticksAround([...Array.from(old.values), ...Array.from(now.values)]);
  const largest = greatest(differences.filter(Number.isFinite).map(Math.abs), 0);
  const isHidden = difference.by !== null && largest > 0 && largest < SEEN * (levels[levels.length - 1] - levels[0]);
  const { since = '', steps = 0 } = difference;
  const sinceDay = parseDate(since);
  const unit = text.quantities.unit(now.unit);
  const ending = common.unitEnding(unit);
  const strokes = { now: NOW, before: COMMITTED, difference: DIFFERENCE };
  const rowOf = (columns: readonly Column[], ticks: readonly number[], title: string, note: string): Row => {
    const days = stepStarts(start, Math.round((end - start) / stepDays), stepDays);
    const table = pointTable(days, Object.fromEntries(columns.map((one) => [one.name, onto(days, one)])));
    return {
      ...{ title, ending, note, ticks, reading: 'number', unit },
      across: { kind: 'dates', days: table.days, stepDays },
      lines: columns.map(({ name }) => ({
        ...{ name: moved[name], colour: strokes[name].color, values: table.columns[name] },
      })),
      marks: ({ x, y }) =>
        columns.map((one): Layer => {
          const own = pointTable(endOf(one, stepDays), { [one.name]: one.values });
          return {
            data: { values: wholeSteps(pointRows(own), one.name) },
            mark: { type: 'line', interpolate: 'step-after', tooltip: null, ...strokes[one.name] },
            encoding: { x, y: y(one.name) },
          };
        }),
    };
  };
  const bothDays = daysOf(both.map(({ date }) => date)) ?? [];
  return panelChart(
    {
      ...{ name: `moved-${number}`, headline: moverFinding(mover, wordsOf(language)), subtitles: [scenario] },
      axis: { start, end, stepDays },
      rules: sinceDay === undefined ? [] : [sinceDay],
      rows: [
        rowOf(
          [
            { name: 'now', days: today, values: now.values },
            { name: 'before', days: before, values: old.values },
          ],
          levels,
          moved.overlay,
          moved.steps(steps, both.length),
        ),
        ...(isHidden
          ? [
              rowOf(
                [{ name: 'difference', days: bothDays, values: Float64Array.from(differences) }],
                ticksAround(differences),
                moved.difference,
                '',
              ),
            ]
          : []),
      ],
      key: () => [
        [
          { swatch: COLOUR.blue, shape: 'line', text: moved.now },
          { swatch: COLOUR.short, shape: 'dashes', text: moved.before },
          { swatch: COLOUR.event, shape: 'dashes', text: moved.since(sinceDay ?? since) },
        ],
      ],
    },
    wide(text),
  );
}

const NOW = { color: COLOUR.blue, strokeWidth: 2.4 };
const COMMITTED = { color: COLOUR.short, strokeWidth: 1.8, strokeDash: [6, 4] };
const DIFFERENCE = { color: COLOUR.ink, strokeWidth: 1.6 };

/** A series on its own days. */
interface Column {
  readonly name: 'now' | 'before' | 'difference';
  readonly days: readonly Day[];
  readonly values: ArrayLike<number>;
}

/** The values on other days; NaN where the series has none. */
function onto(days: readonly Day[], { days: own, values }: Column): Float64Array {
  const places = new Map(own.map((day, place) => [day, place]));
  return Float64Array.from(days, (day) => values[places.get(day) ?? -1] ?? Number.NaN);
}

/** The days of a series, and the end of its last step. */
function endOf({ days }: Column, stepDays: number): Day[] {
  return [...days, days[days.length - 1] + stepDays];
}

/** Points, and before one without a value the end of the step whose value was the last. */
function wholeSteps(rows: ReturnType<typeof pointRows>, field: string): ReturnType<typeof pointRows> {
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
