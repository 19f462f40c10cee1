/** Charts as figures of a report: what pointing at them reads, and their numbers as tables. */
import { parseDate } from '../../calendar.ts';
import type { Chart } from '../charts/chart.ts';
import { formatNumber, formatShare } from '../format.ts';
import type { Words } from '../words/en.ts';
import { type Cell, type Figure, type Table, text } from './document.ts';
import { monthsOf, type Reading, type ReadingColumn, readingsOf, valueOn } from './readings.ts';

/** A figure; charts whose data have no dates bring tables of their own. */
export function figureOf(chart: Chart, words: Words, own: readonly Table[] = []): Figure {
  const readings = readingsOf(chart);
  return {
    ...{ kind: 'figure', chart, readings, variants: [] },
    heading: words.figures[chart.name] ?? chart.name,
    tables: own.length > 0 ? own : readings.map((reading) => byMonth(reading, words)),
  };
}

/** What is drawn in a panel, at the first of each month. */
export function byMonth(reading: Reading, words: Words, nameOf = columnName): Table {
  const show = (value: number | null): Cell => {
    if (value === null) return text(words.none);
    return { text: reading.isShare ? formatShare(value) : formatNumber(value), value };
  };
  return {
    caption: words.table.byMonth(reading.title, ''),
    header: [words.table.date, ...reading.columns.map((column) => nameOf(column, words))],
    rows: monthsOf(reading).map((date) => [
      text(words.date(parseDate(date) as number)),
      ...reading.columns.map((column) => show(valueOn(column, date))),
    ]),
  };
}

/** A field of a chart's data in words: `p50` is the median. */
export function columnName({ field }: ReadingColumn, words: Words): string {
  return words.fields[field] ?? field.replaceAll('_', ' ');
}
