/** Parquet files, written a group of rows after another, for DuckDB, pandas and Arrow. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { VERSION } from '../../version.ts';

/** A column: dates as days since 1970-01-01; texts, of which many are the same; numbers, null where they are NaN. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'whole number' | 'date' | 'text' | 'number';
  /** Of a date: whether there always is one. Texts and whole numbers are always there, numbers need not be. */
  readonly isRequired?: boolean;
  /** Whether the least and greatest of each group stand in the file, by which a reader finds rows. */
  readonly isSorted?: boolean;
}

/** The values of a column in some rows. */
export type ParquetValues = Int32Array | Float64Array | string[];

/** Takes groups of rows. */
export interface ParquetSink {
  /** Adds rows that are encoded together: as many as are held in memory. */
  add(count: number, columns: readonly ParquetValues[]): void;
  /** Writes the footer. */
  finish(): void;
}

const TYPES = {
  'whole number': { type: 'INT32', repetition_type: 'REQUIRED' },
  date: { type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  number: { type: 'DOUBLE', repetition_type: 'OPTIONAL' },
} as const;

/** A writer of a file whose rows are called `name`; gives its bytes as they come to `sink`. */
export function parquetWriter(
  name: string,
  columns: readonly ParquetColumn[],
  sink: (bytes: Uint8Array) => void,
): ParquetSink {
  const writer = new ParquetWriter({
    writer: flushing(sink),
    createdBy: `chokepoint ${VERSION}`,
    statistics: false,
    schema: [
      { name, num_children: columns.length },
      ...columns.map(({ name, type, isRequired }) => ({
        ...{ name, ...TYPES[type] },
        ...(isRequired && { repetition_type: 'REQUIRED' as const }),
      })),
    ],
  });
  return {
    add(count, all) {
      const columnData = columns.map(({ name, type, isSorted }, place) => ({
        ...{ name, data: columnOf(all[place]) },
        ...(isSorted && { statistics: true }),
        ...(type === 'text' && { encoding: 'RLE_DICTIONARY' as const }),
      }));
      writer.write({ columnData, rowGroupSize: count });
    },
    finish() {
      writer.finish();
    },
  };
}

const columnOf = (all: ParquetValues) => (all instanceof Float64Array ? filled(all) : all);

/** Numbers with null in place of NaN. */
export function filled(all: Float64Array): Float64Array | (number | null)[] {
  // Loops, since there are millions of numbers.
  for (let row = 0; row < all.length; row++) if (Number.isNaN(all[row])) return nullable(all);
  return all;
}

function nullable(all: Float64Array): (number | null)[] {
  const values: (number | null)[] = [];
  for (let row = 0; row < all.length; row++) values.push(Number.isNaN(all[row]) ? null : (all[row] as number));
  return values;
}

/** Bytes that are handed to `sink` as they come. */
export function flushing(sink: (bytes: Uint8Array) => void) {
  const bytes = new ByteWriter();
  const flush = () => {
    sink(bytes.getBytes().slice());
    bytes.index = 0;
  };
  return Object.assign(bytes, { flush, finish: flush });
}
