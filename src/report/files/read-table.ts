/** Long tables read back, as long-table.ts writes them: from CSV or from Parquet to columns. */
import type { AsyncBuffer } from 'hyparquet';
import { quote } from '../../issue.ts';
import type { Column } from '../../metrics/check/columns.ts';
import type { SeriesKind } from '../../metrics/series.ts';
import { formatDate } from '../../quantity/calendar.ts';

/** Why a file is no such table: what should stand in a line (of Parquet: 1), and what does. */
export interface TableFault {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
}

interface Growing {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  readonly unit: string;
  readonly dates: string[];
  readonly values: number[];
}

const NAMES = ['date', 'kind', 'id', 'variable', 'value', 'unit'] as const;

/** Puts rows together to columns, one for each series. */
function gatherer() {
  const growing = new Map<string, Growing>();
  return {
    /** The series that a row belongs to; a unit that changes within one makes another of it, which is a difference. */
    seriesOf(kind: string, id: string, variable: string, unit: string): Growing {
      const key = `${kind},${id},${variable},${unit}`;
      let one = growing.get(key);
      if (one === undefined) {
        one = { kind: kind as SeriesKind, id, variable, unit, dates: [], values: [] };
        growing.set(key, one);
      }
      return one;
    },
    columns: (): Column[] => [...growing.values()],
  };
}

/** Columns of a CSV of these names. */
export function columnsOfCsv(text: string): { columns: Column[] } | TableFault {
  const header = NAMES.join(',');
  const lines = text.split('\n');
  if (lines[0] !== header) return { line: 1, expected: `the header ${header}`, found: quote(lines[0]) };
  const isWhole = lines.pop() === '';
  if (!isWhole) return { line: lines.length + 1, expected: 'the end of a line', found: 'the end of the file' };
  const gathered = gatherer();
  for (let n = 1; n < lines.length; n++) {
    const parts = (lines[n] as string).split(',');
    if (parts.length !== NAMES.length) {
      return { line: n + 1, expected: `${NAMES.length} cells`, found: quote(lines[n]) };
    }
    const [date, kind, id, variable, value, unit] = parts as [string, string, string, string, string, string];
    const one = gathered.seriesOf(kind, id, variable, unit);
    one.dates.push(date);
    one.values.push(readNumber(value));
  }
  return { columns: gathered.columns() };
}

/** NaN where there is none; Infinity in place of what is no number, which equals nothing. */
function readNumber(text: string): number {
  if (text === '') return Number.NaN;
  const value = Number(text);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** The same of Parquet, a group of rows after another. */
export async function columnsOfParquet(bytes: Uint8Array): Promise<{ columns: Column[] } | TableFault> {
  const expected = `a Parquet file of the columns ${NAMES.join(', ')}`;
  const gathered = gatherer();
  try {
    const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
    const file: AsyncBuffer = {
      byteLength: bytes.length,
      slice: (from, to) => Uint8Array.from(bytes.subarray(from, to)).buffer,
    };
    const metadata = await parquetMetadataAsync(file);
    const there = parquetSchema(metadata).children.map(({ element }) => element.name);
    if (there.join() !== NAMES.join()) return { line: 1, expected, found: `the columns ${quote(there.join(', '))}` };
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rows = Number(num_rows);
      const group = new Map<string, unknown[]>(NAMES.map((name) => [name, new Array<unknown>(rows)]));
      await parquetRead({
        ...{ file, metadata, rowStart, rowEnd: rowStart + rows },
        parsers: { dateFromDays: (day: number) => formatDate(day) },
        onChunk: ({ columnName, columnData, rowStart: from }) => {
          const column = group.get(columnName) as unknown[];
          for (let row = 0; row < columnData.length; row++) column[from - rowStart + row] = columnData[row];
        },
      });
      addRows(gathered, group, rows);
      rowStart += rows;
    }
  } catch (error) {
    return { line: 1, expected, found: quote(error instanceof Error ? error.message : String(error)) };
  }
  return { columns: gathered.columns() };
}

function addRows(
  { seriesOf }: ReturnType<typeof gatherer>,
  group: ReadonlyMap<string, readonly unknown[]>,
  rows: number,
): void {
  const column = (name: string) => group.get(name) as readonly unknown[];
  const labels = ['kind', 'id', 'variable', 'unit'].map(column);
  const [dates, values] = [column('date'), column('value')];
  let one: Growing | undefined;
  for (let row = 0; row < rows; row++) {
    // Rows of a series follow one another.
    if (one === undefined || labels.some((label) => label[row] !== label[row - 1])) {
      const [kind, id, variable, unit] = labels.map((label) => String(label[row])) as [string, string, string, string];
      one = seriesOf(kind, id, variable, unit);
    }
    one.dates.push(String(dates[row]));
    one.values.push((values[row] as number | null) ?? Number.NaN);
  }
}
