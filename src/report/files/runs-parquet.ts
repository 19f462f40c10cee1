/**
 * runs.parquet: a row a replicate, with the drawn assumptions and every metric, for DuckDB, pandas and Arrow. Amounts
 * in tonnes or pieces, durations in days, as in summary.json; null where a metric is null. Whoever ran some replicates
 * encodes their rows as a row group; the file is these groups one after the other, and what says where they are.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Encode, Encoded, Rows } from '../../metrics/ensemble/tasks.ts';
import { isAlways, metricsIn } from '../../metrics/measures.ts';
import { unitOf } from '../../metrics/summary.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { VERSION } from '../../version.ts';
import { filled, flushing } from './parquet.ts';

type RowGroup = ParquetWriter['row_groups'][number];

/** Takes groups in the order of replicates, and gives the bytes of the file as they come to `sink`. */
export interface RunsWriter {
  add(group: Encoded): void;
  /**
   * Puts into `into` a column, drawn assumptions first, of as many of the first replicates, which were added; a null is +∞.
   * `bytesAt` gives the bytes of some places of the file, one after the other.
   */
  read(column: number, into: Float64Array, bytesAt: (places: readonly Stretch[]) => Uint8Array): Promise<void>;
  /** Writes the footer. */
  finish(): void;
}

/** So many bytes of a file, from where they begin. */
export interface Stretch {
  readonly at: number;
  readonly bytes: number;
}

/** The bytes that a file of this format begins with, before its first group. */
const MAGIC = 4;

/** Numbers that tell of a column of a group: its bytes as they are and as they would be unpacked, and those of its dictionary, or 0. */
const NUMBERS = 3;
/** And before them of a group: its first replicate, and how many there are. */
const ABOUT = 2;

/** Makes row groups of rows of a model. They are told of by the first replicate, how many there are, and each column's numbers. */
export function rowGroupsOf(model: Model): Encode {
  const columns = columnsOf(model);
  const bytes = new ByteWriter();
  return (rows) => {
    bytes.index = 0;
    bytes.offset = 0;
    const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), statistics: false });
    const replicate = Int32Array.from({ length: rows.count }, (_, row) => rows.first + row);
    const data = columns.map(({ name }, place) => {
      const all = columnAt(rows, place);
      return { name, data: all, offsetIndex: false, ...(isVaried(all) && { encoding: 'PLAIN' as const }) };
    });
    const numbered = { name: NUMBERED, data: replicate, offsetIndex: false, encoding: 'PLAIN' as const };
    // A column of a group is one page: parts are small.
    writer.write({ columnData: [numbered, ...data], rowGroupSize: rows.count, pageSize: 0 });
    const sizes = writer.row_groups[0].columns.flatMap(({ meta_data: about }) =>
      about === undefined
        ? []
        : [
            ...[about.total_compressed_size, about.total_uncompressed_size],
            about.dictionary_page_offset === undefined ? 0 : about.data_page_offset - about.dictionary_page_offset,
          ],
    );
    return {
      bytes: bytes.getBytes().slice(MAGIC),
      about: Float64Array.of(rows.first, rows.count, ...sizes.map(Number)),
    };
  };
}

/**
 * A writer of runs.parquet, of groups that `rowGroupsOf` this model made of this chance. Its metadata are the version of the
 * program, the digest of the scenario, the seed, the sampling, and the units of columns as JSON, '' being a plain number.
 */
export function runsParquet(model: Model, { seed, sampling }: Chance, sink: (bytes: Uint8Array) => void): RunsWriter {
  const bytes = flushing(sink);
  const columns = columnsOf(model);
  const schema = schemaOf(columns);
  const units = JSON.stringify(Object.fromEntries(columns.map(({ name, unit }) => [name, unit])));
  const { digest } = model.scenario;
  const kvMetadata = Object.entries({ version: VERSION, digest, seed, sampling, units });
  const writer = new ParquetWriter({
    ...{ writer: bytes, createdBy: `chokepoint ${VERSION}`, schema },
    kvMetadata: kvMetadata.map(([key, value]) => ({ key, value })),
  });
  const groups: Group[] = [];
  const known = new Map<Group, ReturnType<typeof chunksOf>>();
  const chunksIn = (group: Group) => {
    const chunks = known.get(group) ?? chunksOf(group);
    known.set(group, chunks);
    return chunks;
  };
  bytes.flush();
  return {
    add(group) {
      // A copy: what was sent to us lies in one piece of memory, and a view would keep all of it.
      groups.push({ about: group.about.slice(), offset: bytes.offset });
      sink(group.bytes);
      bytes.offset += group.bytes.length;
    },
    async read(column, into, bytesAt) {
      const some = groups.filter(({ about: [first] }) => first < into.length);
      // The numbers of replicates come first.
      const chunks = some.map((group) => chunksIn(group)[1 + column]);
      await readColumn(schema[2 + column], some, chunks, bytesAt(chunks), into);
    },
    finish() {
      for (const group of groups) {
        writer.row_groups.push(groupOf(group, schema.slice(1), chunksOf(group)));
        writer.num_rows += BigInt(group.about[1]);
      }
      void writer.finish();
    },
  };
}

/** A group that begins at an offset of the file, as it is told of by whoever encoded it. */
interface Group {
  readonly about: Float64Array;
  readonly offset: number;
}

/** Where the columns of a group are, one after the other; of each also its bytes unpacked, and those of its dictionary. */
function chunksOf({ about, offset }: Group) {
  let at = offset;
  return Array.from({ length: (about.length - ABOUT) / NUMBERS }, (_, n) => {
    const [bytes, unpacked, dictionary] = about.subarray(ABOUT + n * NUMBERS) as unknown as [number, number, number];
    at += bytes;
    return { at: at - bytes, bytes, unpacked, dictionary };
  });
}

/** What the footer says of some columns of a group. */
function groupOf(
  { about: [first, count] }: Group,
  elements: ParquetWriter['schema'],
  chunks: ReturnType<typeof chunksOf>,
): RowGroup {
  const columns = elements.map(({ name, type }, n) => {
    const { at, bytes, unpacked, dictionary } = chunks[n];
    const begin = BigInt(at);
    return {
      file_offset: begin,
      meta_data: {
        ...{ type: type ?? 'DOUBLE', path_in_schema: [name], codec: 'SNAPPY' as const, num_values: BigInt(count) },
        ...{ total_compressed_size: BigInt(bytes), total_uncompressed_size: BigInt(unpacked) },
        encodings: dictionary > 0 ? (['PLAIN', 'RLE_DICTIONARY'] as const).slice() : ['PLAIN' as const],
        data_page_offset: begin + BigInt(dictionary),
        ...(dictionary > 0 && { dictionary_page_offset: begin }),
        // By the least and greatest of it a reader finds a replicate; nothing is sorted by another column.
        ...(name === NUMBERED && { statistics: { min_value: first, max_value: first + count - 1, null_count: 0n } }),
      },
    };
  });
  const sum = (name: 'bytes' | 'unpacked') => BigInt(chunks.reduce((all, chunk) => all + chunk[name], 0));
  return {
    ...{ columns, num_rows: BigInt(count), total_byte_size: sum('unpacked') },
    total_compressed_size: sum('bytes'),
  };
}

/** Puts a column of some groups into `into`, from the first replicate on, a null being +∞. Its bytes in these groups follow one another. */
async function readColumn(
  element: ParquetWriter['schema'][number],
  groups: readonly Group[],
  chunks: ReturnType<typeof chunksOf>,
  bytes: Uint8Array,
  into: Float64Array,
): Promise<void> {
  // As in a file, where nothing stands at 0: by that the reader would miss a dictionary.
  let end = MAGIC;
  const row_groups = groups.map((group, n) => {
    end += chunks[n].bytes;
    return groupOf(group, [element], [{ ...chunks[n], at: end - chunks[n].bytes }]);
  });
  const num_rows = row_groups.reduce((sum, group) => sum + group.num_rows, 0n);
  const schema = [{ name: 'runs', num_children: 1 }, element];
  const { parquetRead } = await import('hyparquet');
  await parquetRead({
    file: {
      byteLength: MAGIC + bytes.length,
      slice: (from, to) => new Uint8Array(bytes.subarray(from - MAGIC, to && to - MAGIC)).buffer,
    },
    metadata: { version: 2, schema, num_rows, row_groups, metadata_length: 0 },
    parsers: { dateFromDays: (day: number) => day },
    onChunk({ columnData, rowStart }) {
      const many = Math.min(columnData.length, into.length - rowStart);
      for (let row = 0; row < many; row++) into[rowStart + row] = columnData[row] ?? Number.POSITIVE_INFINITY;
    },
  });
}

/** The column of the numbers of replicates. */
const NUMBERED = 'replicate';

/** A column of the file, beside the number of the replicate. */
interface Column {
  readonly name: string;
  readonly unit: string;
  readonly isDate: boolean;
  /** Whether it is never null. */
  readonly isRequired: boolean;
}

function columnsOf(model: Model): Column[] {
  return [
    ...model.scenario.assumptions.map(({ id, dimension }) => {
      return { name: `assumptions.${id}`, unit: unitOf(dimension), isDate: false, isRequired: true };
    }),
    ...metricsIn(model).map(({ path, measure, unit }) => {
      return { name: path, unit, isDate: measure === 'date', isRequired: isAlways(measure) };
    }),
  ];
}

function schemaOf(columns: readonly Column[]): ParquetWriter['schema'] {
  return [
    { name: 'runs', num_children: columns.length + 1 },
    { name: NUMBERED, type: 'INT32', repetition_type: 'REQUIRED' },
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
