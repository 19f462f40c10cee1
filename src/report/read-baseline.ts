/** Committed results read back: summary.json, series.csv and bands.csv, as this program writes them. */
import { type Issue, type Outcome, outcome, quote } from '../issue.ts';
import type { Baseline } from '../metrics/check/check.ts';
import type { Column } from '../metrics/check/columns.ts';
import type { SeriesKind } from '../metrics/series.ts';
import type { Summary } from '../metrics/summary.ts';

/** The texts of a folder of results; bands.csv is there where there was an ensemble. */
export interface ResultTexts {
  readonly 'summary.json': string;
  readonly 'series.csv': string;
  readonly 'bands.csv'?: string;
}

/** Reads committed results. What is no such file, or is cut off in the middle of a line, is an issue. */
export function readBaseline(folder: string, texts: ResultTexts): Outcome<Baseline> {
  const issues: Issue[] = [];
  const refuse = (file: keyof ResultTexts, line: number, expected: string, found: string) => {
    const place = { file: `${folder}/${file}`, line, column: 1 };
    const remedy = 'Take it from version control, or make it anew with chokepoint check --update --force.';
    issues.push({ severity: 'error', code: 'unreadable-data', path: [], expected, found, remedy, place });
  };
  const summary = readSummary(texts['summary.json']);
  if (summary === undefined) {
    refuse('summary.json', 1, 'the summary of a run', quote(texts['summary.json'].slice(0, 60)));
  }
  const table = (file: 'series.csv' | 'bands.csv', text: string, statistics: readonly string[]) => {
    const read = readColumns(text, statistics);
    if (!('line' in read)) return read.columns;
    refuse(file, read.line, read.expected, read.found);
    return [];
  };
  const series = table('series.csv', texts['series.csv'], ['value']);
  const text = texts['bands.csv'];
  const bands = text === undefined ? undefined : table('bands.csv', text, ['mean', 'p05', 'p25', 'p50', 'p75', 'p95']);
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

interface Growing {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  readonly unit: string;
  readonly dates: string[];
  readonly values: number[][];
}

type Fault = { readonly line: number; readonly expected: string; readonly found: string };

/** Columns of a tidy table `date,kind,id,variable,…numbers…,unit`, one for each of `statistics`. */
function readColumns(text: string, statistics: readonly string[]): { columns: Column[] } | Fault {
  const header = `date,kind,id,variable,${statistics.join(',')},unit`;
  const lines = text.split('\n');
  if (lines[0] !== header) return { line: 1, expected: `the header ${header}`, found: quote(lines[0]) };
  const isWhole = lines.pop() === '';
  if (!isWhole) return { line: lines.length + 1, expected: 'the end of a line', found: 'the end of the file' };
  const growing = new Map<string, Growing>();
  const cells = 5 + statistics.length;
  for (let n = 1; n < lines.length; n++) {
    const parts = (lines[n] as string).split(',');
    if (parts.length !== cells) return { line: n + 1, expected: `${cells} cells`, found: quote(lines[n]) };
    const [date, kind, id, variable] = parts as [string, SeriesKind, string, string];
    const unit = parts[cells - 1] as string;
    // A unit that changes within a series makes another series of it, which is a difference.
    const key = `${kind},${id},${variable},${unit}`;
    let one = growing.get(key);
    if (one === undefined) {
      one = { kind, id, variable, unit, dates: [], values: statistics.map(() => []) };
      growing.set(key, one);
    }
    one.dates.push(date);
    for (let s = 0; s < statistics.length; s++) (one.values[s] as number[]).push(readNumber(parts[4 + s] as string));
  }
  const columns = [...growing.values()].flatMap(({ values, ...one }) =>
    values.map((own, s) => ({
      ...one,
      ...(statistics.length > 1 && { statistic: statistics[s] as string }),
      values: own,
    })),
  );
  return { columns };
}

/** NaN where there is none; Infinity in place of what is no number, which equals nothing. */
function readNumber(text: string): number {
  if (text === '') return Number.NaN;
  const value = Number(text);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
