/**
 * Tables over time, tidy, a row for each date of each series (outputs.md): as CSV, or as Parquet where CSV would be
 * longer than what editors and spreadsheets open. Either is made part by part, and never held whole.
 */

import type { SeriesName } from '../../metrics/series.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { parquetWriter } from './parquet.ts';

/** A table of so many numbers of each series at each date. */
export interface LongTable {
  /** What its file is called, without the ending. */
  readonly name: 'series' | 'bands';
  readonly dates: readonly string[];
  readonly series: readonly SeriesName[];
  /** The columns of numbers, by name: each the values of a series by step; NaN where there is none. */
  readonly numbers: readonly { readonly name: string; valuesOf(series: number): Float64Array }[];
  /** A number as CSV has it; at most `widest` characters. */
  textOf(value: number): string;
  readonly widest: number;
}

/** A table whose CSV may have more characters than this is written as Parquet. */
const LONGEST_CSV = 50_000_000;
/** Characters that are handed over at once. */
const PART = 1 << 20;
/** Rows that are encoded together, in whole series. */
const ROW_GROUP = 1 << 17;

/** The file that a table is written to. It follows from names and dates alone, so that every run of a model has the same. */
export function fileOf(table: LongTable): string {
  return `${table.name}.${mostCharacters(table) > LONGEST_CSV ? 'parquet' : 'csv'}`;
}

function mostCharacters({ dates, series, numbers, widest }: LongTable): number {
  const line = ({ kind, id, variable, unit }: SeriesName) =>
    '2025-01-01,,,,\n'.length + kind.length + id.length + variable.length + unit.length + numbers.length * (widest + 1);
  return dates.length * series.reduce((sum, one) => sum + line(one), 0);
}

/** The table as CSV, in parts that follow one another: by date, then in the order of the series. */
export function* csvParts({ dates, series, numbers, textOf }: LongTable): Generator<string> {
  let part = `date,kind,id,variable,${numbers.map(({ name }) => name).join(',')},unit\n`;
  const rows = series.map(({ kind, id, variable, unit }, n) => ({
    names: `${kind},${id},${variable}`,
    ending: `${unit}\n`,
    cells: numbers.map(({ valuesOf }) => ({ values: valuesOf(n), text: '' })),
  }));
  for (const [t, date] of dates.entries()) {
    for (const { names, ending, cells } of rows) {
      part += `${date},${names},`;
      for (const cell of cells) {
        const { values } = cell;
        // Many values stay as they are: their text need not be made anew.
        if (t === 0 || !Object.is(values[t], values[t - 1])) cell.text = `${textOf(values[t])},`;
        part += cell.text;
      }
      part += ending;
      if (part.length < PART) continue;
      yield part;
      part = '';
    }
  }
  yield part;
}

/** The whole table as CSV. */
export function csvText(table: LongTable): string {
  return [...csvParts(table)].join('');
}

/**
 * Gives the bytes of the table as Parquet to `sink`: the columns of the CSV, a date as such and numbers as they are, in
 * the order of the series and then by date, so that a series is read together and takes little room.
 */
export function tableParquet({ dates, series, numbers }: LongTable, sink: (bytes: Uint8Array) => void): void {
  const text = (name: string) => ({ name, type: 'text' as const });
  const columns = [
    { name: 'date', type: 'date' as const, isRequired: true },
    ...['kind', 'id', 'variable'].map(text),
    ...numbers.map(({ name }) => ({ name, type: 'number' as const })),
    text('unit'),
  ];
  const writer = parquetWriter('rows', columns, sink);
  const days = Int32Array.from(dates, (date) => parseDate(date) as number);
  const together = Math.max(1, Math.floor(ROW_GROUP / Math.max(1, dates.length)));
  for (let first = 0; first < series.length; first += together) {
    const some = series.slice(first, first + together);
    const count = some.length * dates.length;
    const repeated = (textOf: (one: SeriesName) => string) => {
      const all = new Array<string>(count);
      for (const [n, one] of some.entries()) all.fill(textOf(one), n * dates.length, (n + 1) * dates.length);
      return all;
    };
    const date = new Int32Array(count);
    for (let n = 0; n < some.length; n++) date.set(days, n * dates.length);
    const values = numbers.map(({ valuesOf }) => {
      const all = new Float64Array(count);
      for (let n = 0; n < some.length; n++) all.set(valuesOf(first + n), n * dates.length);
      return all;
    });
    const names = [repeated(({ kind }) => kind), repeated(({ id }) => id), repeated(({ variable }) => variable)];
    writer.add(count, [date, ...names, ...values, repeated(({ unit }) => unit)]);
  }
  writer.finish();
}
