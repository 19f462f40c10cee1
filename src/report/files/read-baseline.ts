/** Committed results read back: the summary and the series, as this program writes them. */
import { type Issue, type Outcome, outcome, quote } from '../../issue.ts';
import type { Baseline } from '../../metrics/check/check.ts';
import type { Column } from '../../metrics/check/columns.ts';
import type { Summary } from '../../metrics/summary.ts';
import { columnsOfCsv, columnsOfParquet, type TableFault } from './read-table.ts';

/** The texts of a folder of results that a check compares; long series are Parquet, which is no text. */
export interface ResultTexts {
  readonly 'summary.json': string;
  readonly 'series.csv'?: string;
}

/** What a table holds, or what is wrong with it. */
export type ReadTable = { readonly columns: Column[] } | TableFault;

/** Reads the bytes of series.parquet. */
export function readSeriesParquet(bytes: Uint8Array): Promise<ReadTable> {
  return columnsOfParquet(bytes);
}

/** Reads committed results. What is no such file, or is cut off in the middle of a line, is an issue. */
export function readBaseline(folder: string, texts: ResultTexts, parquet?: ReadTable): Outcome<Baseline> {
  const issues: Issue[] = [];
  const refuse = (file: string, line: number, expected: string, found: string) => {
    const place = { file: `${folder}/${file}`, line, column: 1 };
    const remedy = 'Take it from version control, or make it anew with chokepoint check --update --force.';
    issues.push({ severity: 'error', code: 'unreadable-data', path: [], expected, found, remedy, place });
  };
  const summary = readSummary(texts['summary.json']);
  if (summary === undefined) {
    refuse('summary.json', 1, 'the summary of a run', quote(texts['summary.json'].slice(0, 60)));
  }
  const read = parquet ?? columnsOfCsv(texts['series.csv'] ?? '');
  if ('line' in read) refuse(parquet ? 'series.parquet' : 'series.csv', read.line, read.expected, read.found);
  return outcome<Baseline>(summary && { summary, series: 'line' in read ? [] : read.columns }, issues);
}

/** The summary in the text of a summary.json; undefined where it is none. */
export function readSummary(text: string): Summary | undefined {
  try {
    const data = JSON.parse(text) as Partial<Summary> | null;
    const isSummary = typeof data?.metrics === 'object' && data.metrics !== null && typeof data.start === 'string';
    return isSummary ? (data as Summary) : undefined;
  } catch {
    return undefined;
  }
}
