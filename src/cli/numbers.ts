/** The numbers of a run in its folder: summary.json, series and bands, long tables part by part. */
import {
  type Answer,
  bandsTable,
  csvParts,
  type EnsembleSummary,
  fileOf,
  type LongTable,
  seriesTable,
  summaryJson,
  tableParquet,
} from '../index.ts';
import type { RowsWritten } from './ensemble.ts';
import type { Folder } from './files.ts';

/** The tables that a run leaves. */
export function tablesOf({ dates, series }: Answer, ensemble: EnsembleSummary | undefined): LongTable[] {
  return [seriesTable(dates, series), ...(ensemble ? [bandsTable(dates, ensemble.bands)] : [])];
}

/** The files of numbers that a run leaves, in the order in which they are told; an ensemble's rows are written as it runs. */
export function numberFiles(
  answer: Answer,
  ensemble: EnsembleSummary | undefined,
  rows: RowsWritten = 'parquet',
): string[] {
  const written = ensemble && rows === 'parquet' ? ['runs.parquet'] : [];
  return ['summary.json', ...tablesOf(answer, ensemble).map(fileOf), ...written];
}

/** Writes the summary and the tables. */
export function writeNumbers({
  answer,
  ensemble,
  folder,
}: {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary | undefined;
  readonly folder: Folder;
}): void {
  folder.write('summary.json', summaryJson(answer.summary));
  for (const table of tablesOf(answer, ensemble)) {
    const file = fileOf(table);
    if (file.endsWith('.parquet')) tableParquet(table, (bytes) => folder.append(file, bytes));
    else for (const part of csvParts(table)) folder.append(file, part);
  }
}
