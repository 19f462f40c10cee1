/** What `check` found of a scenario, as tables: expectations that fail, metrics and series that moved, other differences. */

import { pathText } from '../../issue.ts';
import type { Mover } from '../../metrics/check/columns.ts';
import type { Difference } from '../../metrics/check/difference.ts';
import { stepsOfBoth } from '../charts/check/moved.ts';
import { astrayOf } from '../check/astray.ts';
import type { Checked } from '../check/checked.ts';
import { tellDifference } from '../check/difference-lines.ts';
import { checkWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';
import { formatNumber } from '../text/format.ts';
import { sidesOf } from '../text/verdicts.ts';
import { type Block, type Cell, type Table, text } from './document.ts';

/** So many rows are shown of each kind of difference. */
const MOST_ROWS = 20;
/** So many steps are listed beside a chart. */
const MOST_STEPS = 12;

/** A table by itself, or none where there is nothing in it. */
function tableOf(caption: string, header: readonly string[], rows: readonly (readonly Cell[])[]): Block[] {
  return rows.length === 0 ? [] : [{ kind: 'table', caption, header, rows }];
}

/** Faults of the input, each with its place and what to do. */
export function faultBlocks({ issues }: Checked, words: Words): Block[] {
  const { table } = checkWords(words);
  return tableOf(
    table.faults,
    [table.place, table.field, table.expected, table.found, table.remedy],
    issues
      .filter(({ severity }) => severity === 'error')
      .map(({ place, path, expected, found, remedy }) =>
        [placeText(place, words), pathText(path), expected, found, remedy].map(text),
      ),
  );
}

/** Expectations that fail, with both sides and how far off, and those that nothing could judge. */
export function failureBlocks({ verdicts, unjudged }: Checked, words: Words): Block[] {
  const { table } = checkWords(words);
  const failing = verdicts.flatMap((verdict) => {
    const astray = astrayOf(verdict, words);
    if (astray === undefined) return [];
    const { left, right, off } = sidesOf(astray.judged, words);
    const { that, because, reason, place } = verdict;
    const why = words.quantities.clauses([because, astray.what, reason].filter((one) => one !== undefined));
    return [[that, left, right, off || words.none, why || words.none, placeText(place, words)].map(text)];
  });
  const open = unjudged.map(({ path, place }) =>
    [pathText(path), table.notJudged, words.none, words.none, words.none, placeText(place, words)].map(text),
  );
  return tableOf(
    table.expectations,
    [table.expectation, table.left, table.right, table.off, table.because, table.place],
    [...failing, ...open],
  );
}

function placeText(place: { readonly file: string; readonly line: number } | undefined, words: Words): string {
  return place ? `${place.file}:${place.line}` : words.none;
}

/** What differs from a baseline, by kind; within each in the order of the differences. */
export function differenceBlocks(differences: readonly Difference[], words: Words): Block[] {
  const { table, kinds } = checkWords(words);
  const isMoved = ({ kind }: Difference) => kind === 'moved' || kind === 'no number';
  const ofSeries = ({ of }: Difference) => of === 'series';
  const metrics = differences.filter((one) => isMoved(one) && !ofSeries(one));
  const series = differences.filter((one) => isMoved(one) && ofSeries(one));
  const others = differences.filter((one) => !isMoved(one));
  const { old, now, difference, tolerance, since, most } = table;
  const movedCells = (one: Difference) => moved(one, words);
  const seriesCells = (one: Difference) => [
    ...movedCells(one).slice(0, -1),
    ...[one.since ?? words.none, one.largest ?? words.none].map(text),
  ];
  const otherCells = (one: Difference) => {
    const { was, is } =
      one.kind === 'unit' ? { was: String(one.old), is: String(one.now) } : tellDifference(one, words);
    return [one.name, kinds[one.kind as keyof typeof kinds], was, is].map(text);
  };
  const [ofMetric, ofOne] = [
    [table.metric, old, now, difference, tolerance],
    [table.oneSeries, old, now, difference, since, most],
  ];
  return [
    ...shown(metrics, 'metric', { caption: table.metrics, header: ofMetric, row: movedCells }, words),
    ...shown(series, 'series', { caption: table.series, header: ofOne, row: seriesCells }, words),
    ...shown(
      ...([others, 'difference'] as const),
      { caption: table.others, header: [table.what, table.kind, old, now], row: otherCells },
      words,
    ),
  ];
}

function shown(
  differences: readonly Difference[],
  what: 'metric' | 'series' | 'difference',
  { caption, header, row }: Omit<Table, 'rows'> & { readonly row: (difference: Difference) => readonly Cell[] },
  words: Words,
): Block[] {
  const rest = differences.length - MOST_ROWS;
  return [
    ...tableOf(caption, header, differences.slice(0, MOST_ROWS).map(row)),
    ...(rest > 0 ? [{ kind: 'prose' as const, text: checkWords(words).more(rest, what) }] : []),
  ];
}

/** What, from what to what, by how much and under which tolerance. */
function moved(difference: Difference, words: Words): Cell[] {
  const { name, old, now, by, tolerance } = difference;
  const told = tellDifference(difference, words);
  return [
    text(name),
    ...[
      cell(told.was, old),
      cell(told.is, now),
      cell(told.by || words.none, by),
      text(tolerance ?? checkWords(words).table.any),
    ],
  ];
}

function cell(shown: string, value: number | string | null): Cell {
  return typeof value === 'number' ? { text: shown, value } : text(shown);
}

/** The steps in which a series differs most, by date; the first beyond its tolerance is among them. */
export function moverTable(mover: Mover, words: Words): Table {
  const { table } = checkWords(words);
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
    caption: table.where(rows.length, steps),
    header: [table.date, table.old, table.now, table.difference],
    rows: rows.map(({ date, old, now }) => [
      text(date),
      ...[old, now, now - old].map((value) => valueCell(value, words)),
    ]),
  };
}

function valueCell(value: number, words: Words): Cell {
  return Number.isFinite(value) ? { text: formatNumber(value), value } : text(words.none);
}
