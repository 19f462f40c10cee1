/** Committed results read back: summary.json and series.csv, as this program writes them. */
import { type Issue, type Outcome, outcome, quote } from '../issue.ts';
import type { Baseline } from '../metrics/check/check.ts';
import type { Column } from '../metrics/check/columns.ts';
import type { SeriesKind } from '../metrics/series.ts';
import type { Summary } from '../metrics/summary.ts';

/** The texts of a folder of results that a check compares. */
export interface ResultTexts {
  readonly 'summary.json': string;
  readonly 'series.csv': string;
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
  const read = readColumns(texts['series.csv']);
  if ('line' in read) refuse('series.csv', read.line, read.expected, read.found);
  const series = 'line' in read ? [] : read.columns;
  return outcome<Baseline>(summary && { summary, series }, issues);
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
  readonly values: number[];
}

type Fault = { readonly line: number; readonly expected: string; readonly found: string };

const HEADER = 'date,kind,id,variable,value,unit';
const CELLS = 6;

/** The columns of a tidy table. */
function readColumns(text: string): { columns: Column[] } | Fault {
  const lines = text.split('\n');
  if (lines[0] !== HEADER) return { line: 1, expected: `the header ${HEADER}`, found: quote(lines[0]) };
  const isWhole = lines.pop() === '';
  if (!isWhole) return { line: lines.length + 1, expected: 'the end of a line', found: 'the end of the file' };
  const growing = new Map<string, Growing>();
  for (let n = 1; n < lines.length; n++) {
    const parts = (lines[n] as string).split(',');
    if (parts.length !== CELLS) return { line: n + 1, expected: `${CELLS} cells`, found: quote(lines[n]) };
    const [date, kind, id, variable, value, unit] = parts as [string, SeriesKind, string, string, string, string];
    // A unit that changes within a series makes another series of it, which is a difference.
    const key = `${kind},${id},${variable},${unit}`;
    let one = growing.get(key);
    if (one === undefined) {
      one = { kind, id, variable, unit, dates: [], values: [] };
      growing.set(key, one);
    }
    one.dates.push(date);
    one.values.push(readNumber(value));
  }
  return { columns: [...growing.values()] };
}

/** NaN where there is none; Infinity in place of what is no number, which equals nothing. */
function readNumber(text: string): number {
  if (text === '') return Number.NaN;
  const value = Number(text);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
