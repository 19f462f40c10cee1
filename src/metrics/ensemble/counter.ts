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
import { type Likeness, type Strays, walkOf } from './likeness.ts';
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

/** The compiled form of `count`, with addresses in place of arrays, for an even number of values. */
interface Compiled {
  readonly memory: Memory;
  count(
    values: number,
    many: number,
    edges: number,
    below: number,
    reach: number,
    scale: number,
    counters: number,
  ): number;
}

/** Memory of a module ends here. */
const MOST_BYTES = 4_294_901_760;

/**
 * Begins to count the rows of blocks of a model between edges. Each counting takes the memory of the one before. Without a module
 * the counts are the same.
 */
export function counterOf(
  model: Model,
  shape: Shape,
  module: string | null = COUNT,
): (likeness: Likeness, edges: Edges) => Counting {
  const lanes = lanesFor(model.network);
  const cost = new Float64Array(model.network.flows * lanes);
  // Series that may have no value go through here, and metrics lie elsewhere altogether.
  const scratch = lanes * Math.max(...shape.variables.map(({ entities, isNullable }) => (isNullable ? entities : 0)));
  let compiled: Compiled | undefined;
  return (likeness, edges) => {
    const record = rowLength(model.network, lanes);
    const lengths = [8 * record, 8 * scratch, edges.edges.byteLength, 4 * edges.edges.length, edges.below.length];
    const [recordAt, scratchAt, edgesAt, countersAt, belowAt, end] = [0, ...lengths].map((_, n) =>
      placeAfter(lengths.slice(0, n)),
    );
    if (module && end < MOST_BYTES) compiled ??= instanceOf(module) as unknown as Compiled | undefined;
    const buffer = compiled ? grown(compiled.memory, end) : new ArrayBuffer(end);
    new Float64Array(buffer, edgesAt).set(edges.edges);
    new Uint8Array(buffer, belowAt).set(edges.below);
    const counters = new Uint16Array(buffer, countersAt, 2 * edges.edges.length).fill(0);
    const sums = new Float64Array(edges.scales.length);
    const { starts, reach, scales } = edges;
    const countRow = (row: number, values: Float64Array, from: number, many: number) => {
      if (compiled && values.buffer === buffer && many % 2 === 0) {
        sums[row] += compiled.count(
          values.byteOffset + 8 * from,
          many,
          edgesAt + 8 * starts[row],
          belowAt + BINS * row,
          reach[row],
          scales[row],
          countersAt + 4 * starts[row],
        );
      } else sums[row] += count(edges, row, values, from, many, counters);
    };
    const walk = walkOf(shape, likeness, new Float64Array(buffer, scratchAt, scratch));
    return {
      record: emptyRun(model, { lanes, cost }, 1, new Float64Array(buffer, recordAt, record)),
      add(run, t, first) {
        const { many, rows, values, from } = walk.step(run, t, first);
        for (let n = 0; n < many; n++) countRow(rows[n], values[n], from[n], run.lanes);
      },
      addMetrics(metrics) {
        let metric = likeness.rowOf[shape.steps * shape.series];
        for (const { values } of metrics) countRow(metric++, withoutNull(values), 0, values.length);
      },
      counts: () => ({ counters: counters.slice(), sums }),
      strays: walk.strays,
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
