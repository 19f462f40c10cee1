/**
 * runs.parquet: a row a replicate, with the drawn assumptions and every metric, for DuckDB, pandas and Arrow. Amounts
 * in tonnes or pieces, durations in days, as in summary.json; null where a metric is null.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Rows } from '../metrics/ensemble/tasks.ts';
import { metricsIn } from '../metrics/measures.ts';
import type { Model } from '../model/network.ts';
import { VERSION } from '../version.ts';

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
  const columns = [
    ...assumptions.map(({ id }) => ({ name: `assumptions.${id}`, isDate: false })),
    ...metrics.map(({ path, measure }) => ({ name: path, isDate: measure === 'date' })),
  ];
  const bytes = new ByteWriter();
  const flush = () => {
    sink(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const writer = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    createdBy: `chokepoint ${VERSION}`,
    statistics: false,
    schema: [
      { name: 'runs', num_children: columns.length + 1 },
      { name: 'replicate', type: 'INT32', repetition_type: 'REQUIRED' },
      ...columns.map(({ name, isDate }) => ({
        ...{ name, repetition_type: 'OPTIONAL' as const },
        ...(isDate ? { type: 'INT32' as const, converted_type: 'DATE' as const } : { type: 'DOUBLE' as const }),
      })),
    ],
  });
  let held: Rows[] = [];
  const write = () => {
    const [first] = held;
    if (first === undefined) return;
    const count = held.reduce((sum, rows) => sum + rows.count, 0);
    const data = columns.map(({ name }, place) => ({
      name,
      data:
        place < assumptions.length
          ? gathered(held, count, 'values', place)
          : gathered(held, count, 'metrics', place - assumptions.length),
    }));
    const replicate = Int32Array.from({ length: count }, (_, row) => first.first + row);
    // By the least and greatest of it a reader finds a replicate; nothing is sorted by another column.
    const numbered = { name: 'replicate', data: replicate, statistics: true };
    writer.write({ columnData: [numbered, ...data], rowGroupSize: count });
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

/** A column of some rows; null where there is no number. */
function gathered(
  held: readonly Rows[],
  count: number,
  name: 'values' | 'metrics',
  place: number,
): Float64Array | (number | null)[] {
  const all = new Float64Array(count);
  let filled = 0;
  for (const { count: many, [name]: own } of held) {
    all.set(own.subarray(place * many, (place + 1) * many), filled);
    filled += many;
  }
  // Loops, since there are millions of numbers.
  for (let row = 0; row < count; row++) if (Number.isNaN(all[row])) return nullable(all);
  return all;
}

function nullable(all: Float64Array): (number | null)[] {
  const values: (number | null)[] = [];
  for (let row = 0; row < all.length; row++) values.push(Number.isNaN(all[row]) ? null : (all[row] as number));
  return values;
}
