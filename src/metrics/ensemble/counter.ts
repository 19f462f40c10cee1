/**
 * Blocks of replicates counted between edges. Records lie in the memory of a compiled module (kernel/count.ts) that
 * counts most cells; without it, and for what lies elsewhere, `count` of edges.ts does the same to the last bit.
 */
import type { Model } from '../../model/network.ts';
import { lanesFor } from '../../simulation/kernel/block.ts';
import { emptyRun, type Run, rowLength } from '../../simulation/record.ts';
import { instanceOf, type Memory, PAGE } from '../../webassembly.ts';
import type { MetricColumn } from '../measures.ts';
import { withoutNull } from './cells.ts';
import { COUNT } from './count-module.ts';
import { BINS, type Counts, count, type Edges } from './edges.ts';
import { type Likeness, placesOf, type Strays, straying, walkOf } from './likeness.ts';
import type { Shape } from './spread.ts';

/** Blocks being counted. */
export interface Counting {
  /** The record of a step that blocks are best simulated into. */
  readonly record: Run;
  /** Counts step t of a block from replicate `first` on, wherever its record is; and the metrics of a block. */
  add(run: Run, t: number, first: number): void;
  addMetrics(metrics: readonly MetricColumn[]): void;
  /** What has been counted so far. */
  counts(): Counts;
  /** What was not as it was taken to be, since it was last asked. */
  strays(): Strays;
}

/** The compiled form (kernel/count.ts), with addresses in place of arrays. */
interface Compiled {
  readonly memory: Memory;
  countStep(entries: number, end: number, lanes: number, strayed: number): number;
}

/** Memory of a module ends here. */
const MOST_BYTES = 4_294_901_760;

/** Bytes of an entry, which tells the compiled form of a cell. */
const ENTRY = 32;

/**
 * Begins to count the rows of blocks of a model between edges. Each counting takes the memory of the one before. Without
 * a module the counts are the same.
 */
export function counterOf(
  model: Model,
  shape: Shape,
  module: string | null = COUNT,
): (likeness: Likeness, edges: Edges) => Counting {
  const { variables, series, steps } = shape;
  const lanes = lanesFor(model.network);
  const cost = new Float64Array(model.network.flows * lanes);
  // Series that may have no value are reckoned apart.
  const apart = variables.map(({ entities, isNullable }) => (isNullable ? entities * lanes : 0));
  let compiled: Compiled | undefined;
  return (likeness, edges) => {
    const rows = edges.scales.length;
    const length = rowLength(model.network, lanes);
    const doubles = [length, ...apart, edges.edges.length, rows].map((many) => 8 * many);
    const lengths = [...doubles, 4 * edges.edges.length, edges.below.length + 1, ENTRY * series * steps, 4 * series];
    const begins = [0, ...lengths].map((_, n) => placeAfter(lengths.slice(0, n)));
    const [edgesAt, sumsAt, countersAt, belowAt, entriesAt, strayedAt, end] = begins.slice(1 + apart.length);
    if (module && end < MOST_BYTES) compiled ??= instanceOf(module) as unknown as Compiled | undefined;
    const buffer = compiled ? grown(compiled.memory, end) : new ArrayBuffer(end);
    new Float64Array(buffer, edgesAt).set(edges.edges);
    const below = new Uint8Array(buffer, belowAt, edges.below.length + 1);
    below.set(edges.below);
    // Who has one edge alone has nothing below its bin.
    below[edges.below.length] = 0;
    const counters = new Uint16Array(buffer, countersAt, 2 * edges.edges.length).fill(0);
    const sums = new Float64Array(buffer, sumsAt, rows).fill(0);
    const record = emptyRun(model, { lanes, cost }, 1, new Float64Array(buffer, 0, length));
    const reckoned = apart.map((many, n) => new Float64Array(buffer, begins[1 + n], many));
    const columns = variables.map(({ isNullable, column }, n) => (isNullable ? reckoned[n] : column(record)));
    const [all, words] = [new Float64Array(buffer), new Uint32Array(buffer)];
    const placeEntries = () => {
      const places = placesOf(shape).map(
        ({ variable, position }) => columns[variable].byteOffset + 8 * position * lanes,
      );
      for (let cell = 0; cell < series * steps; cell++) {
        const row = likeness.rowOf[cell];
        const leader = likeness.leaders[row];
        const word = (entriesAt + ENTRY * cell) / 4;
        words[word] = places[cell % series];
        words[word + 1] = leader === cell ? edgesAt + 8 * edges.starts[row] : 0;
        words[word + 2] =
          leader === cell ? belowAt + Math.min(BINS * row, edges.below.length) : places[leader % series];
        words[word + 3] = countersAt + 4 * edges.starts[row];
        words[word + 4] = sumsAt + 8 * row;
        words[word + 5] = edges.reach[row];
        all[word / 2 + 3] = edges.scales[row];
      }
    };
    if (compiled) placeEntries();
    const strays = straying();
    const walk = walkOf(shape, likeness, strays);
    const countRow = (row: number, values: Float64Array, from: number, many: number) => {
      sums[row] += count(edges, row, values, from, many, counters);
    };
    const countHere = ({ countStep }: Compiled, t: number, first: number) => {
      for (const [n, { isNullable, column }] of variables.entries()) {
        if (isNullable) withoutNull(column(record, reckoned[n]), reckoned[n]);
      }
      const begin = entriesAt + ENTRY * series * t;
      const many = countStep(begin, begin + ENTRY * series, lanes, strayedAt);
      for (let n = 0; n < many; n++) {
        const entry = words[strayedAt / 4 + n];
        const [own, other] = [words[entry / 4] / 8, words[entry / 4 + 2] / 8];
        strays.compare((entry - entriesAt) / ENTRY, first, lanes, all, own, all, other);
      }
    };
    return {
      record,
      add(run, t, first) {
        if (compiled && run === record) {
          countHere(compiled, t, first);
          return;
        }
        const { many, rows: leaders, values, from } = walk(run, t, first);
        for (let n = 0; n < many; n++) countRow(leaders[n], values[n], from[n], run.lanes);
      },
      addMetrics(metrics) {
        let metric = likeness.rowOf[steps * series];
        for (const { values } of metrics) countRow(metric++, withoutNull(values), 0, values.length);
      },
      counts: () => ({ counters: counters.slice(), sums: sums.slice() }),
      strays: strays.take,
    };
  };
}

/** Where something begins that comes after others of so many bytes, each at the beginning of a line of the cache. */
function placeAfter(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + 64 * Math.ceil(length / 64), 0);
}

/** Memory of at least so many bytes. */
function grown(memory: Memory, bytes: number): ArrayBuffer {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return memory.buffer;
}
