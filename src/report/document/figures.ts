/** Charts as figures of a report: what pointing at them reads, and their numbers as tables. */
import type { Chart } from '../charts/chart.ts';
import type { Words } from '../text/en.ts';
import { formatNumber, formatShare } from '../text/format.ts';
import { type Block, type Cell, type Figure, type Table, text } from './document.ts';
import { type PanelData, placeAt, readingsOf, tabulatedDates } from './readings.ts';

/** A figure; charts that do not show values over time bring tables of their own. */
export function figureOf(
  chart: Chart,
  words: Words,
  own: readonly Table[] = [],
  variants: Figure['variants'] = [],
): Figure {
  const readings = readingsOf(chart);
  const titles = variants.map(({ title }) => title);
  return {
    ...{ kind: 'figure', chart, readings, variants },
    heading: words.figures[chart.name] ?? chart.name,
    tables: own.length > 0 ? own : readings.map((reading) => byMonth(reading, words, titles)),
  };
}

/** Which charts a report lacks because they could not be drawn. */
export function undrawnBlocks(names: readonly Chart['name'][] = [], words: Words): Block[] {
  if (names.length === 0) return [];
  return [{ kind: 'prose', text: words.undrawn(names.map((name) => words.figures[name] ?? name)) }];
}

/** What is drawn in a panel, at the first of each month; `titles` are those of variants, by position. */
export function byMonth(reading: PanelData, words: Words, titles: readonly string[] = []): Table {
  const columns = reading.lines.flatMap((lines) =>
    Object.entries(lines.fields).map(([field, values]) => ({ field, values, lines })),
  );
  const show = (value: number | null | undefined): Cell => {
    if (value === null || value === undefined) return text(words.none);
    return { text: reading.isShare ? formatShare(value) : formatNumber(value), value };
  };
  const name = (field: string) => words.fields[field] ?? field.replaceAll('_', ' ');
  return {
    caption: reading.isDated ? words.table.byMonth(reading.title) : words.table.byTime(reading.title),
    header: [
      reading.isDated ? words.table.date : words.table.time,
      ...columns.map(({ field, lines: { variant } }) =>
        variant === undefined ? name(field) : words.table.ofVariant(titles[variant] ?? '', name(field)),
      ),
    ],
    rows: tabulatedDates(reading).map((stop) => [
      text(reading.isDated ? words.date(stop) : formatNumber(stop)),
      ...columns.map(({ values, lines }) => show(values[placeAt(lines, stop)])),
    ]),
  };
}
