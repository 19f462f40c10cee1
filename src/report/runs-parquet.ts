/**
 * runs.parquet: a row a replicate, with the drawn assumptions and every metric. Amounts in tonnes or pieces, durations
 * in days, as in summary.json; null where a metric is null.
 */
import type { Rows } from '../metrics/ensemble/tasks.ts';
import { metricsIn } from '../metrics/measures.ts';
import type { Model } from '../model/network.ts';
import { type ParquetColumn, parquetWriter } from './parquet.ts';

/** Rows that are encoded together: as many as are held in memory. */
const ROW_GROUP = 8192;

/** Takes rows in the order of replicates, and gives the bytes of the file as they come to `sink`. */
export interface RunsWriter {
  add(rows: Rows): void;
  /** Writes what is left and the footer. */
  finish(): void;
}

/** A writer of runs.parquet. */
export function runsParquet(model: Model, sink: (bytes: Uint8Array) => void): RunsWriter {
  const { assumptions } = model.scenario;
  const metrics = metricsIn(model);
  // By the least and greatest replicate a reader finds one; nothing is sorted by another column.
  const columns: ParquetColumn[] = [
    { name: 'replicate', type: 'whole number', isSorted: true },
    ...assumptions.map(({ id }) => ({ name: `assumptions.${id}`, type: 'number' as const })),
    ...metrics.map(({ path, measure }) => ({
      name: path,
      type: measure === 'date' ? ('date' as const) : ('number' as const),
    })),
  ];
  const writer = parquetWriter('runs', columns, sink);
  let held: Rows[] = [];
  const write = () => {
    const [first] = held;
    if (first === undefined) return;
    const count = held.reduce((sum, rows) => sum + rows.count, 0);
    const replicate = Int32Array.from({ length: count }, (_, row) => first.first + row);
    const values = assumptions.map((_, place) => gathered(held, count, 'values', place));
    writer.add(count, [replicate, ...values, ...metrics.map((_, place) => gathered(held, count, 'metrics', place))]);
    held = [];
  };
  return {
    add(rows) {
      held.push(rows);
      if (held.reduce((sum, { count }) => sum + count, 0) >= ROW_GROUP) write();
    },
    finish() {
      write();
      writer.finish();
    },
  };
}

/** A column of some rows. */
function gathered(held: readonly Rows[], count: number, name: 'values' | 'metrics', place: number): Float64Array {
  const all = new Float64Array(count);
  let filled = 0;
  for (const { count: many, [name]: own } of held) {
    all.set(own.subarray(place * many, (place + 1) * many), filled);
    filled += many;
  }
  return all;
}
