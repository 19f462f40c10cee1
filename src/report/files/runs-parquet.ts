/**
 * runs.parquet: a row a replicate, with the drawn assumptions and every metric, for DuckDB, pandas and Arrow. Amounts
 * in tonnes or pieces, durations in days, as in summary.json; null where a metric is null. Whoever ran some replicates
 * encodes their rows as a row group; the file is these groups one after the other, and what says where they are.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Encode, Encoded, Rows } from '../../metrics/ensemble/tasks.ts';
import { isAlways, metricsIn } from '../../metrics/measures.ts';
import type { Model } from '../../model/network.ts';
import { VERSION } from '../../version.ts';
import { filled, flushing } from './parquet.ts';

type RowGroup = ParquetWriter['row_groups'][number];

/** Takes groups in the order of replicates, and gives the bytes of the file as they come to `sink`. */
export interface RunsWriter {
  add(group: Encoded): void;
  /** Writes the footer. */
  finish(): void;
}

/** The bytes that a file of this format begins with, before its first group. */
const MAGIC = 4;

/** Makes row groups of rows of a model. */
export function rowGroupsOf(model: Model): Encode {
  const columns = columnsOf(model);
  return (rows) => {
    const bytes = new ByteWriter();
    const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), statistics: false });
    const replicate = Int32Array.from({ length: rows.count }, (_, row) => rows.first + row);
    // By the least and greatest of it a reader finds a replicate; nothing is sorted by another column.
    const numbered = { name: 'replicate', data: replicate, statistics: true, offsetIndex: false };
    const data = columns.map(({ name }, place) => {
      const all = columnAt(rows, place);
      return { name, data: all, offsetIndex: false, ...(isVaried(all) && { encoding: 'PLAIN' as const }) };
    });
    // A column of a group is one page: parts are small.
    writer.write({ columnData: [numbered, ...data], rowGroupSize: rows.count, pageSize: 0 });
    return { bytes: bytes.getBytes().slice(MAGIC), about: writer.row_groups[0] };
  };
}

/** A writer of runs.parquet, of groups that `rowGroupsOf` this model made. */
export function runsParquet(model: Model, sink: (bytes: Uint8Array) => void): RunsWriter {
  const bytes = flushing(sink);
  const writer = new ParquetWriter({
    writer: bytes,
    createdBy: `chokepoint ${VERSION}`,
    schema: schemaOf(columnsOf(model)),
  });
  return {
    add(group) {
      const about = group.about as RowGroup;
      writer.row_groups.push(movedBy(about, bytes.offset - MAGIC));
      writer.num_rows += about.num_rows;
      bytes.appendBytes(group.bytes);
      bytes.flush();
    },
    finish: () => void writer.finish(),
  };
}

/** A group that begins so many bytes later. */
function movedBy(group: RowGroup, bytes: number): RowGroup {
  const by = BigInt(bytes);
  const moved = (offset: bigint | undefined) => (offset === undefined ? {} : { dictionary_page_offset: offset + by });
  return {
    ...group,
    columns: group.columns.map(({ meta_data: about, file_offset: offset, ...column }) => ({
      ...column,
      file_offset: offset + by,
      ...(about && {
        meta_data: {
          ...about,
          data_page_offset: about.data_page_offset + by,
          ...moved(about.dictionary_page_offset),
        },
      }),
    })),
  };
}

/** A column of the file, beside the number of the replicate. */
interface Column {
  readonly name: string;
  readonly isDate: boolean;
  /** Whether it is never null. */
  readonly isRequired: boolean;
}

function columnsOf(model: Model): Column[] {
  return [
    ...model.scenario.assumptions.map(({ id }) => ({ name: `assumptions.${id}`, isDate: false, isRequired: true })),
    ...metricsIn(model).map(({ path, measure }) => {
      return { name: path, isDate: measure === 'date', isRequired: isAlways(measure) };
    }),
  ];
}

function schemaOf(columns: readonly Column[]): ParquetWriter['schema'] {
  return [
    { name: 'runs', num_children: columns.length + 1 },
    { name: 'replicate', type: 'INT32', repetition_type: 'REQUIRED' },
    ...columns.map(({ name, isDate, isRequired }) => ({
      ...{ name, repetition_type: isRequired ? ('REQUIRED' as const) : ('OPTIONAL' as const) },
      ...(isDate ? { type: 'INT32' as const, converted_type: 'DATE' as const } : { type: 'DOUBLE' as const }),
    })),
  ];
}

/** A column of some rows; null where there is no number. */
function columnAt({ count, values, metrics }: Rows, place: number): Float64Array | (number | null)[] {
  const isValue = place * count < values.length;
  const from = isValue ? place * count : place * count - values.length;
  return filled((isValue ? values : metrics).subarray(from, from + count));
}

/** Numbers that are looked at to tell whether a column repeats itself. */
const LOOKED_AT = 16;

/** Whether hardly any number of a column comes twice, so that a dictionary of them is not worth looking for. */
function isVaried(column: ArrayLike<number | null>): boolean {
  const some = new Set<number | null>();
  for (let n = 0; n < LOOKED_AT; n++) some.add(column[Math.floor((n * column.length) / LOOKED_AT)]);
  return column.length > LOOKED_AT && some.size === LOOKED_AT;
}
