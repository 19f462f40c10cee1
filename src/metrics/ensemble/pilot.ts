/**
 * The first replicates of an ensemble of more than are kept: what is alike in them, and edges out of their numbers, between
 * which all others are counted.
 */
import { type Outcome, outcome } from '../../issue.ts';
import { LANES } from '../../simulation/kernel/block.ts';
import { type Cells, copyCell, fillCell, fillRow, lengthOf } from './cells.ts';
import { type Crew, inOrder } from './crew.ts';
import { type Counts, type Edges, edgesOfConstants } from './edges.ts';
import { CELLS } from './exact.ts';
import { type Likeness, likenessOf, type Strays } from './likeness.ts';
import { MOST_KEPT, type Shape, sharedMemory } from './spread.ts';
import { partsOf, type Rows } from './tasks.ts';

/** Replicates of the pilot; fewer where a model has so many cells that they would not be kept. */
const PILOT = 1024;

/** How many replicates the pilot has: with those in which likeness is seen no more than would be kept. */
function sizeFor({ cells }: Shape): number {
  return Math.min(PILOT, Math.max(2 * LANES, Math.floor(MOST_KEPT / cells) - LANES));
}

/** A pilot: of how many replicates, what is alike, the edges of every row, and what these count of the pilot itself. */
export interface Pilot {
  readonly size: number;
  readonly likeness: Likeness;
  readonly edges: Edges;
  readonly counts: Counts;
}

/** The pilot of so many replicates; `hear` gets its rows in their order. */
export async function pilotOf(
  shape: Shape,
  runs: number,
  crew: Crew,
  hear: (part: { readonly count: number }, rows: Rows) => Promise<void>,
): Promise<Outcome<Pilot>> {
  const size = Math.min(runs, sizeFor(shape));
  const window = { from: 0, to: shape.steps };
  const seen = Math.min(size, LANES);
  const tile = cellsFor(shape.cells, seen);
  // In halves, so that threads have something to do.
  const begun = partsOf(0, seen, LANES / 2).map((part) => ({ kind: 'sample' as const, ...part, window, cells: tile }));
  const begin = await inOrder(crew, begun, (part, { rows }) => hear(part, rows as Rows));
  if (!begin.ok) return begin;
  const first = likenessOf(shape, tile);
  const cells = cellsFor(first.leaders.length, size);
  for (const [row, cell] of first.leaders.entries()) fillRow(cells, row, 0, tile.values, cell * seen, seen);
  const strays: Strays[] = [];
  const rest = partsOf(seen, size - seen, LANES).map((part) => ({
    kind: 'pilot' as const,
    ...part,
    likeness: first,
    cells,
  }));
  const sampled = await inOrder(crew, rest, (part, { strays: own, rows }) => {
    strays.push(own);
    return hear(part, rows);
  });
  if (!sampled.ok) return sampled;
  const { likeness, apart, constants } = refined(first, cells, strays);
  const parts: { edges: Edges; counts: Counts }[] = [];
  const tasks = [cells, apart].flatMap((some) =>
    partsOf(0, some.cells, CELLS).map((part) => ({ kind: 'edges' as const, ...part, cells: some })),
  );
  const made = await inOrder(crew, tasks, (_, found) => void parts.push(found));
  if (!made.ok) return made;
  parts.push(edgesOfConstants(constants, size));
  const counts = {
    counters: concatenated(
      Uint32Array,
      parts.map((part) => part.counts.counters),
    ),
    sums: concatenated(
      Float64Array,
      parts.map((part) => part.counts.sums),
    ),
  };
  return outcome<Pilot>({ size, likeness, edges: joined(parts.map(({ edges }) => edges)), counts }, []);
}

/** Room for so many cells in so many replicates. */
function cellsFor(cells: number, size: number): Cells {
  return { values: new Float64Array(sharedMemory(8 * lengthOf(cells, size))), cells, size };
}

/**
 * What is alike in all replicates of a pilot: cells that strayed get rows of their own, kept in `apart`, and so do
 * constants, at the end: each is counted by itself from then on.
 */
function refined(
  { rowOf, constants, leaders }: Likeness,
  rows: Cells,
  strays: readonly Strays[],
): { likeness: Likeness; apart: Cells; constants: Float64Array } {
  const placeOf = new Map<number, number>();
  for (const { cells } of strays) {
    for (const cell of cells) if (!placeOf.has(cell)) placeOf.set(cell, placeOf.size);
  }
  const apart = cellsFor(placeOf.size, rows.size);
  for (const [cell, place] of placeOf) {
    if (rowOf[cell] < 0) fillCell(apart, place, constants[cell]);
    else copyCell(rows, rowOf[cell], apart, place);
  }
  for (const { cells, replicates, values } of strays) {
    for (const [n, cell] of cells.entries()) {
      fillRow(apart, placeOf.get(cell) as number, replicates[n], values, n, 1);
    }
  }
  const rest = Array.from(rowOf.keys()).filter((cell) => rowOf[cell] < 0 && !placeOf.has(cell));
  const all = Int32Array.from([...leaders, ...placeOf.keys(), ...rest]);
  const refinedRows = concatenated(Int32Array, [rowOf]);
  for (const [row, cell] of all.entries()) refinedRows[cell] = row;
  return {
    likeness: { rowOf: refinedRows, leaders: concatenated(Int32Array, [all]), constants: new Float64Array(0) },
    apart,
    constants: Float64Array.from(rest, (cell) => constants[cell]),
  };
}

/** The edges of parts, one after the other. */
function joined(parts: readonly Edges[]): Edges {
  const starts = new Int32Array(sharedMemory(4 * parts.reduce((sum, part) => sum + part.starts.length - 1, 1)));
  let [cell, filled] = [0, 0];
  for (const part of parts) {
    for (let n = 1; n < part.starts.length; n++) starts[cell + n] = filled + part.starts[n];
    cell += part.starts.length - 1;
    filled += part.edges.length;
  }
  const doubles = (name: 'edges' | 'scales') =>
    concatenated(
      Float64Array,
      parts.map((part) => part[name]),
    );
  const bytes = (name: 'below' | 'reach') =>
    concatenated(
      Uint8Array,
      parts.map((part) => part[name]),
    );
  return { starts, edges: doubles('edges'), below: bytes('below'), scales: doubles('scales'), reach: bytes('reach') };
}

/** Arrays one after the other, in memory that threads share. */
function concatenated<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(
  type: { readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer | ArrayBuffer): T },
  parts: readonly ArrayLike<number>[],
): T {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new type(sharedMemory(type.BYTES_PER_ELEMENT * length));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}
