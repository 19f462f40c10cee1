/** Committed results read back: the summary, the series and the bands, as this program writes them. */
import { type Issue, type Outcome, outcome, quote } from '../issue.ts';
import type { Baseline } from '../metrics/check/check.ts';
import type { Column } from '../metrics/check/columns.ts';
import type { Summary } from '../metrics/summary.ts';
import { columnsOfCsv, columnsOfParquet, type TableFault } from './read-table.ts';

/** The texts of a folder of results; bands.csv is there where there was an ensemble. */
export interface ResultTexts {
  readonly 'summary.json': string;
  readonly 'series.csv': string;
  readonly 'bands.csv'?: string;
}

/** What the tables of a folder of results hold that are written as Parquet, or what is wrong with them. */
export type ResultColumns = Readonly<Partial<Record<'series.parquet' | 'bands.parquet', Read>>>;

type Read = { columns: Column[] } | TableFault;

const STATISTICS = { series: ['value'], bands: ['mean', 'p05', 'p25', 'p50', 'p75', 'p95'] } as const;

/** Reads the bytes of a table that is written as Parquet. */
export function readParquetTable(name: keyof ResultColumns, bytes: Uint8Array): Promise<Read> {
  return columnsOfParquet(bytes, STATISTICS[name === 'series.parquet' ? 'series' : 'bands']);
}

/** Reads committed results. What is no such file, or is cut off in the middle of a line, is an issue. */
export function readBaseline(
  folder: string,
  texts: Pick<ResultTexts, 'summary.json'> & Partial<ResultTexts>,
  columns: ResultColumns = {},
): Outcome<Baseline> {
  const issues: Issue[] = [];
  const refuse = (file: keyof ResultTexts | keyof ResultColumns, line: number, expected: string, found: string) => {
    const place = { file: `${folder}/${file}`, line, column: 1 };
    const remedy = 'Take it from version control, or make it anew with chokepoint check --update --force.';
    issues.push({ severity: 'error', code: 'unreadable-data', path: [], expected, found, remedy, place });
  };
  const summary = readSummary(texts['summary.json']);
  if (summary === undefined) {
    refuse('summary.json', 1, 'the summary of a run', quote(texts['summary.json'].slice(0, 60)));
  }
  const table = (name: 'series' | 'bands') => {
    const [parquet, text] = [columns[`${name}.parquet`], texts[`${name}.csv`]];
    const read = parquet ?? (text === undefined ? undefined : columnsOfCsv(text, STATISTICS[name]));
    if (read === undefined || !('line' in read)) return read?.columns;
    refuse(`${name}.${parquet ? 'parquet' : 'csv'}`, read.line, read.expected, read.found);
    return [];
  };
  const [series = [], bands] = [table('series'), table('bands')];
  return outcome<Baseline>(summary && { summary, series, bands }, issues);
}

function readSummary(text: string): Summary | undefined {
  try {
    const data = JSON.parse(text) as Partial<Summary> | null;
    const isSummary = typeof data?.metrics === 'object' && data.metrics !== null && typeof data.start === 'string';
    return isSummary ? (data as Summary) : undefined;
  } catch {
    return undefined;
  }
}
