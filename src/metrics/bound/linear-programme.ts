/**
 * A linear programme, put together row by row: minimise cost·x subject to rowLower ≤ A·x ≤ rowUpper and
 * lower ≤ x ≤ upper. With each column comes what a known point has in it, so that the point can be held against the rows.
 */

/** The programme, with A by columns: the entries of column c are `starts[c] … starts[c + 1] − 1`. */
export interface LinearProgramme {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  /** The row and the coefficient of each entry; a row occurs once in a column. */
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** What a solver returns: the point, the dual of each row (the change of the cost with its bound), and how it went. */
export interface Solution {
  readonly status: 'optimal' | 'infeasible' | 'failed';
  readonly values: Float64Array;
  readonly rowDuals: Float64Array;
  readonly iterations: number;
}

/** Whoever solves linear programmes: the core knows none. */
export interface Solver {
  readonly name: string;
  solve(programme: LinearProgramme): Solution;
  /** The programme as text in the LP format, which other solvers read. */
  textOf(programme: LinearProgramme): string;
}

/** A coefficient in a column. */
export type Term = readonly [column: number, coefficient: number];

/** A programme on its way. */
export interface Builder {
  /** Adds a column; `known` is what the known point has in it. Returns its number. */
  column(lower: number, upper: number, known: number): number;
  /** Adds a row; terms in one column add up. Returns its number. */
  row(lower: number, upper: number, terms: readonly Term[]): number;
  /** The cost of a column; 0 where none is set. */
  setCost(column: number, cost: number): void;
  readonly columns: number;
  readonly rows: number;
  readonly entries: number;
  build(): LinearProgramme;
  /** What the known point has in each column, and in one. */
  known(): Float64Array;
  knownOf(column: number): number;
}

/** An empty programme. */
export function programmeBuilder(): Builder {
  const [lower, upper, known, cost]: number[][] = [[], [], [], []];
  const [rowLower, rowUpper]: number[][] = [[], []];
  const [ofRow, ofColumn, coefficients]: number[][] = [[], [], []];
  return {
    column(from, to, value) {
      lower.push(from);
      upper.push(to);
      known.push(value);
      cost.push(0);
      return lower.length - 1;
    },
    row(from, to, terms) {
      const row = rowLower.length;
      rowLower.push(from);
      rowUpper.push(to);
      for (const [column, coefficient] of terms) {
        if (coefficient === 0) continue;
        ofRow.push(row);
        ofColumn.push(column);
        coefficients.push(coefficient);
      }
      return row;
    },
    setCost(column, value) {
      cost[column] = value;
    },
    get columns() {
      return lower.length;
    },
    get rows() {
      return rowLower.length;
    },
    get entries() {
      return ofRow.length;
    },
    build: () => ({
      ...{ columns: lower.length, rows: rowLower.length, cost: Float64Array.from(cost) },
      ...{ lower: Float64Array.from(lower), upper: Float64Array.from(upper) },
      ...{ rowLower: Float64Array.from(rowLower), rowUpper: Float64Array.from(rowUpper) },
      ...byColumns(lower.length, ofRow, ofColumn, coefficients),
    }),
    known: () => Float64Array.from(known),
    knownOf: (column) => known[column],
  };
}

/** Entries that come row after row, by columns; those of one row in one column, which follow one another, are added. */
function byColumns(
  columns: number,
  ofRow: readonly number[],
  ofColumn: readonly number[],
  coefficients: readonly number[],
): Pick<LinearProgramme, 'starts' | 'indices' | 'values'> {
  const places = new Int32Array(columns + 1);
  for (const column of ofColumn) places[column + 1]++;
  for (let column = 0; column < columns; column++) places[column + 1] += places[column];
  const next = places.slice();
  const order = new Int32Array(ofRow.length);
  for (const [entry, column] of ofColumn.entries()) order[next[column]++] = entry;
  const starts = new Int32Array(columns + 1);
  const indices = new Int32Array(ofRow.length);
  const values = new Float64Array(ofRow.length);
  let filled = 0;
  for (let column = 0; column < columns; column++) {
    starts[column] = filled;
    for (let place = places[column]; place < places[column + 1]; place++) {
      const entry = order[place];
      if (filled > starts[column] && indices[filled - 1] === ofRow[entry]) values[filled - 1] += coefficients[entry];
      else {
        indices[filled] = ofRow[entry];
        values[filled++] = coefficients[entry];
      }
    }
  }
  starts[columns] = filled;
  return { starts, indices: indices.slice(0, filled), values: values.slice(0, filled) };
}
