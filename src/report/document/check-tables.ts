/** What `check` found of a scenario, as tables: expectations that fail, metrics and series that moved, other differences. */

import { pathText } from '../../issue.ts';
import type { Mover } from '../../metrics/check/columns.ts';
import type { Difference } from '../../metrics/check/difference.ts';
import { stepsOfBoth } from '../charts/check/moved.ts';
import { astrayOf, isNotMet } from '../check/astray.ts';
import type { Checked } from '../check/checked.ts';
import { tellDifference } from '../check/difference-lines.ts';
import { EN } from '../text/en.ts';
import { EN_CHECK } from '../text/en-check.ts';
import { formatNumber } from '../text/format.ts';
import { sidesOf } from '../text/verdicts.ts';
import { type Block, type Cell, type Table, text } from './document.ts';

const { table: WORDS, kinds: KINDS, more: moreWords } = EN_CHECK;

/** So many rows are shown of each kind of difference. */
const MOST_ROWS = 20;
/** So many steps are listed beside a chart. */
const MOST_STEPS = 12;

/** A table by itself, or none where there is nothing in it. */
function tableOf(caption: string, header: readonly string[], rows: readonly (readonly Cell[])[]): Block[] {
  return rows.length === 0 ? [] : [{ kind: 'table', caption, header, rows }];
}

/** Faults of the input, each with its place and what to do. */
export function faultBlocks({ issues }: Checked): Block[] {
  return tableOf(
    WORDS.faults,
    [WORDS.place, WORDS.field, WORDS.expected, WORDS.found, WORDS.remedy],
    issues
      .filter(({ severity }) => severity === 'error')
      .map(({ place, path, expected, found, remedy }) =>
        [placeText(place), pathText(path), expected, found, remedy].map(text),
      ),
  );
}

/** Expectations that fail, with both sides and how far off, and those that nothing could judge. */
export function failureBlocks({ verdicts, unjudged }: Checked): Block[] {
  const failing = verdicts.flatMap((verdict) => {
    const astray = astrayOf(verdict);
    if (astray === undefined) return [];
    const { left, right, off } = sidesOf(astray.judged);
    const { that, because, reason, place } = verdict;
    const why = [because, isNotMet(verdict) ? undefined : astray.what, reason].filter((one) => one !== undefined);
    return [[that, left, right, off || EN.none, why.join('. ') || EN.none, placeText(place)].map(text)];
  });
  const open = unjudged.map(({ path, place }) =>
    [pathText(path), WORDS.notJudged, EN.none, EN.none, EN.none, placeText(place)].map(text),
  );
  return tableOf(
    WORDS.expectations,
    [WORDS.expectation, WORDS.left, WORDS.right, WORDS.off, WORDS.because, WORDS.place],
    [...failing, ...open],
  );
}

function placeText(place: { readonly file: string; readonly line: number } | undefined): string {
  return place ? `${place.file}:${place.line}` : EN.none;
}

/** What differs from a baseline, by kind; within each in the order of the differences. */
export function differenceBlocks(differences: readonly Difference[]): Block[] {
  const isMoved = ({ kind }: Difference) => kind === 'moved' || kind === 'no number';
  const ofSeries = ({ of }: Difference) => of === 'series';
  const metrics = differences.filter((one) => isMoved(one) && !ofSeries(one));
  const series = differences.filter((one) => isMoved(one) && ofSeries(one));
  const others = differences.filter((one) => !isMoved(one));
  const { old, now, difference, tolerance, since, most } = WORDS;
  return [
    ...shown(metrics, 'metric', WORDS.metrics, [WORDS.metric, old, now, difference, tolerance], moved),
    ...shown(
      ...([series, 'series' as const, WORDS.series] as const),
      [WORDS.oneSeries, old, now, difference, since, most],
      (one) => [...moved(one).slice(0, -1), ...[text(one.since ?? EN.none), text(one.largest ?? EN.none)]],
    ),
    ...shown(others, 'difference', WORDS.others, [WORDS.what, WORDS.kind, old, now], (one) => {
      const { was, is } = one.kind === 'unit' ? { was: String(one.old), is: String(one.now) } : tellDifference(one);
      return [one.name, KINDS[one.kind as keyof typeof KINDS], was, is].map(text);
    }),
  ];
}

function shown(
  differences: readonly Difference[],
  what: 'metric' | 'series' | 'difference',
  caption: string,
  header: readonly string[],
  row: (difference: Difference) => readonly Cell[],
): Block[] {
  const rest = differences.length - MOST_ROWS;
  return [
    ...tableOf(caption, header, differences.slice(0, MOST_ROWS).map(row)),
    ...(rest > 0 ? [{ kind: 'prose' as const, text: moreWords(rest, what) }] : []),
  ];
}

/** What, from what to what, by how much and under which tolerance. */
function moved(difference: Difference): Cell[] {
  const { name, old, now, by, tolerance } = difference;
  const told = tellDifference(difference);
  return [
    text(name),
    ...[cell(told.was, old), cell(told.is, now), cell(told.by || EN.none, by), text(tolerance ?? WORDS.any)],
  ];
}

function cell(words: string, value: number | string | null): Cell {
  return typeof value === 'number' ? { text: words, value } : text(words);
}

/** The steps in which a series differs most, by date; the first beyond its tolerance is among them. */
export function moverTable(mover: Mover): Table {
  const { since, steps = 0 } = mover.difference;
  const distance = ({ old, now }: { old: number; now: number }) =>
    Number.isFinite(now - old) ? Math.abs(now - old) : Number.POSITIVE_INFINITY;
  const differing = stepsOfBoth(mover).filter(({ old, now }) => !Object.is(old, now));
  const first = differing.filter(({ date }) => date === since);
  const largest = differing
    .filter(({ date }) => date !== since)
    .toSorted((one, other) => (distance(one) === distance(other) ? 0 : distance(other) > distance(one) ? 1 : -1))
    .slice(0, Math.min(MOST_STEPS, steps) - first.length);
  const rows = [...first, ...largest].toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return {
    caption: WORDS.where(rows.length, steps),
    header: [WORDS.date, WORDS.old, WORDS.now, WORDS.difference],
    rows: rows.map(({ date, old, now }) => [text(date), ...[old, now].map(valueCell), valueCell(now - old)]),
  };
}

function valueCell(value: number): Cell {
  return Number.isFinite(value) ? { text: formatNumber(value), value } : text(EN.none);
}
