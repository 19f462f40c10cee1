/**
 * Which cells are alike. Most cells of most models are the same number in every replicate (before what is uncertain
 * begins, and upstream of it), or the same as another cell of their step (what is shipped is mostly what was wanted).
 * What the first replicates show is taken to hold, so that only the cells that differ, the rows, are kept and counted;
 * and every later number of another cell that is not what it was taken to be is told as a stray. So nothing is lost.
 */
import { LANES } from '../../simulation/kernel/block.ts';
import type { Run } from '../../simulation/record.ts';
import { type Cells, withoutNull } from './cells.ts';
import { type Shape, sharedMemory } from './spread.ts';

/** Cells of the whole horizon as one window: first those of series step by step, then those of metrics. */
export interface Likeness {
  /** By cell: the row that has its numbers, or −1: it is `constants[cell]` in every replicate. */
  readonly rowOf: Int32Array;
  readonly constants: Float64Array;
  /** By row: the cell that it is kept and counted of, the first of its step that has these numbers. */
  readonly leaders: Int32Array;
}

/** Numbers that are not what they were taken to be: one a place. `instead` is what they were taken to be. */
export interface Strays {
  readonly cells: Int32Array;
  readonly replicates: Int32Array;
  readonly values: Float64Array;
  readonly instead: Float64Array;
}

/** What is alike in some replicates, of which all cells are kept. Every metric is a row. */
export function likenessOf({ variables, series, steps, cells: all }: Shape, { values, size }: Cells): Likeness {
  const rowOf = new Int32Array(sharedMemory(4 * all)).fill(-1);
  const constants = new Float64Array(sharedMemory(8 * all));
  const leaders: number[] = [];
  // What may be +∞ leads nobody: what is added to its sum could not be taken away.
  const mayLead = variables.flatMap(({ members, isNullable }) => members.map(() => !isNullable));
  for (let t = 0; t < steps; t++) {
    // Leaders of the step by their first number.
    const known = new Map<number, number[]>();
    for (let n = 0; n < series; n++) {
      const cell = t * series + n;
      const from = cell * size;
      const first = values[from];
      constants[cell] = first;
      if (isConstant(values, from, size)) continue;
      const others = known.get(first) ?? [];
      const leader = others.find((other) => areSame(values, from, other * size, size));
      rowOf[cell] = leader === undefined ? leaders.push(cell) - 1 : rowOf[leader];
      if (leader === undefined && mayLead[n]) known.set(first, [...others, cell]);
    }
  }
  for (let cell = series * steps; cell < all; cell++) rowOf[cell] = leaders.push(cell) - 1;
  return { rowOf, constants, leaders: Int32Array.from(leaders) };
}

function isConstant(values: Float64Array, from: number, size: number): boolean {
  for (let n = 1; n < size; n++) if (values[from + n] !== values[from]) return false;
  return true;
}

function areSame(values: Float64Array, one: number, other: number, size: number): boolean {
  for (let n = 0; n < size; n++) if (values[one + n] !== values[other + n]) return false;
  return true;
}

/** So many leaders of a step, until the next: the lanes of that of `rows[n]` are in `values[n]`, from `from[n]` on. */
export interface Leaders {
  many: number;
  readonly rows: Int32Array;
  readonly values: Float64Array[];
  readonly from: Int32Array;
}

/** Strays as they are found. */
export interface Straying {
  /** Compares the lanes of a cell, the first of which is replicate `first`, with those that they were taken to be. */
  compare(
    cell: number,
    first: number,
    lanes: number,
    values: Float64Array,
    from: number,
    others: Float64Array,
    own: number,
  ): void;
  /** Those found since they were last taken. */
  take(): Strays;
}

/** None, to begin with. */
export function straying(): Straying {
  const none = () => ({
    cells: [] as number[],
    replicates: [] as number[],
    values: [] as number[],
    instead: [] as number[],
  });
  let found = none();
  return {
    compare(cell, first, lanes, values, from, others, own) {
      for (let lane = 0; lane < lanes; lane++) {
        if (values[from + lane] === others[own + lane]) continue;
        found.cells.push(cell);
        found.replicates.push(first + lane);
        found.values.push(values[from + lane]);
        found.instead.push(others[own + lane]);
      }
    },
    take() {
      const { cells, replicates, values, instead } = found;
      found = none();
      return {
        ...{ cells: Int32Array.from(cells), replicates: Int32Array.from(replicates) },
        ...{ values: Float64Array.from(values), instead: Float64Array.from(instead) },
      };
    },
  };
}

/** Which of a step's series is of which variable and, within its columns, which entity. */
export function placesOf({ variables }: Shape): { readonly variable: number; readonly position: number }[] {
  return variables.flatMap(({ members }, variable) => members.map(({ position }) => ({ variable, position })));
}

/** Begins to go through steps of blocks: tells of each its leaders, and gives the others to `strays`. */
export function walkOf(
  shape: Shape,
  { rowOf, constants, leaders }: Likeness,
  strays: Straying,
): (run: Run, t: number, first: number) => Leaders {
  const { variables, series } = shape;
  const columns: Float64Array[] = variables.map(() => new Float64Array(0));
  const places = placesOf(shape);
  const variableOf = Int32Array.from(places, ({ variable }) => variable);
  const positionOf = Int32Array.from(places, ({ position }) => position);
  const leading: Leaders = { many: 0, rows: new Int32Array(series), values: [], from: new Int32Array(series) };
  const constant = new Float64Array(LANES);
  return (run, t, first) => {
    const { lanes } = run;
    const begin = t * series;
    leading.many = 0;
    for (let n = 0; n < series; n++) {
      const variable = variableOf[n];
      if (n === 0 || variable !== variableOf[n - 1]) {
        const { isNullable, column } = variables[variable];
        columns[variable] = isNullable ? withoutNull(column(run)) : column(run);
      }
      const values = columns[variable];
      const from = positionOf[n] * lanes;
      const row = rowOf[begin + n];
      if (row < 0) {
        constant.fill(constants[begin + n]);
        strays.compare(begin + n, first, lanes, values, from, constant, 0);
      } else if (leaders[row] === begin + n) {
        leading.rows[leading.many] = row;
        leading.values[leading.many] = values;
        leading.from[leading.many++] = from;
      } else {
        const leader = leaders[row] - begin;
        const others = columns[variableOf[leader]];
        strays.compare(begin + n, first, lanes, values, from, others, positionOf[leader] * lanes);
      }
    }
    return leading;
  };
}
