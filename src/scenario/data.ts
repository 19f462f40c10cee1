/** Columns of CSV files: a `date` column and numbers, each row holding until the next. */
import { csvParseRows } from 'd3-dsv';
import { parseDate } from '../calendar.ts';
import { compileExpression, constant, isRefusal } from '../expression.ts';
import type { Path } from '../issue.ts';
import { quote, suggestion } from '../issue.ts';
import { describeDimension, PLAIN, sameDimension } from '../units.ts';
import type { Desk, Wanted } from './desk.ts';
import { beside } from './extend.ts';
import type { Change } from './scenario.ts';
import type { Surroundings } from './schedules.ts';

/** Reads `column` of the file `data`; every unparsable cell is an issue with its line and column. */
export function readColumn(
  desk: Desk,
  path: Path,
  written: { readonly data: string; readonly column: string; readonly unit: string },
  wanted: Wanted,
  { read, fileOf }: Surroundings,
): Omit<Change, 'by'>[] {
  const file = beside(fileOf(path), written.data);
  const answer = read(file);
  if ('missing' in answer) {
    desk.fault(
      'missing-file',
      [...path, 'data'],
      'a CSV file that can be read',
      `${file}: ${answer.missing}`,
      'Check the path; it is relative to the scenario file.',
    );
    return [];
  }
  const unit = compileExpression(written.unit, { ...desk.vocabulary, start: undefined, variables: new Map() });
  if (isRefusal(unit)) {
    desk.fault('bad-expression', [...path, 'unit'], unit.expected, unit.found, unit.remedy);
    return [];
  }
  if (!wanted.dimensions.some((one) => sameDimension(one, unit.dimension ?? PLAIN))) {
    const expected = wanted.words ?? wanted.dimensions.map(describeDimension).join(' or ');
    desk.fault('wrong-dimension', [...path, 'unit'], expected, written.unit, 'Give the unit of the column.');
    return [];
  }
  const scale = unit.at({ elapsed: 0, values: [] });
  const [header = [], ...rows] = csvParseRows(answer.text.replace(/^\uFEFF/, ''));
  const dateColumn = header.indexOf('date');
  const valueColumn = header.indexOf(written.column);
  if (dateColumn < 0) {
    desk.fault(
      'unreadable-data',
      [...path, 'data'],
      'a column called date',
      `${file} with ${header.join(', ')}`,
      'Name the column of dates `date` in the first line.',
    );
    return [];
  }
  if (valueColumn < 0) {
    desk.fault(
      'unknown-reference',
      [...path, 'column'],
      `a column of ${file}`,
      written.column,
      suggestion(written.column, header, `There are ${header.join(', ')}.`),
    );
    return [];
  }
  const changes: Omit<Change, 'by'>[] = [];
  const cellFault = (row: number, column: number, expected: string) =>
    desk.issues.push({
      ...{ severity: 'error', code: 'unreadable-data', path, expected, found: quote(rows[row]?.[column]) },
      remedy: 'Mend the cell.',
      place: { file, line: row + 2, column: column + 1 },
    });
  const seen = new Set<number>();
  for (const [row, cells] of rows.entries()) {
    if (cells.length === 1 && cells[0] === '') continue;
    const day = parseDate(cells[dateColumn] ?? '');
    const text = (cells[valueColumn] ?? '').trim();
    const value = text === '' ? Number.NaN : Number(text);
    if (day === undefined) cellFault(row, dateColumn, 'a date such as 2025-04-04');
    else if (seen.has(day)) cellFault(row, dateColumn, 'each date once');
    if (!Number.isFinite(value) || value < (wanted.least ?? 0)) cellFault(row, valueColumn, 'a number of at least 0');
    if (day === undefined || seen.has(day) || !Number.isFinite(value)) continue;
    seen.add(day);
    changes.push({ from: day, value: constant(value * scale, unit.dimension), path });
  }
  return changes;
}
