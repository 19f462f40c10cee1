/** Quantiles of an ensemble of more replicates than are kept: a pilot gives edges, between which all are counted. */
import { type Outcome, outcome } from '../../issue.ts';
import { LANES } from '../../simulation/kernel/block.ts';
import { type Crew, inOrder } from './crew.ts';
import { type Counts, countedQuantiles, counterFor, type Edges } from './edges.ts';
import type { Likeness, Strays } from './likeness.ts';
import { pilotOf } from './pilot.ts';
import type { Shape, Spread } from './spread.ts';
import { PROBABILITIES, partsOf, type Rows } from './tasks.ts';

/** In about how many parts replicates are counted, each of full blocks, and of no more replicates than so many. */
const PARTS = 12;
const MOST_IN_A_PART = 1024;

/** Every quantile of `runs` replicates, within the rank error that is told. Arguments as for exactSpread. */
export async function countedSpread(
  shape: Shape,
  runs: number,
  crew: Crew,
  done: (steps: number) => void,
  note: (rows: Rows) => void | Promise<void>,
): Promise<Outcome<Spread>> {
  const hear = async ({ count }: { readonly count: number }, rows: Rows) => {
    await note(rows);
    done(shape.steps * count);
  };
  const piloted = await pilotOf(shape, runs, crew, hear);
  if (!piloted.ok) return piloted;
  const { size: pilot, likeness, edges, counts } = piloted.value;
  const { counters, sums } = counts;
  const apart = strayedCells(edges, likeness);
  const size = Math.min(MOST_IN_A_PART, LANES * Math.ceil((runs - pilot) / PARTS / LANES));
  const parts = partsOf(pilot, runs - pilot, size).map((part) => ({
    kind: 'count' as const,
    ...part,
    likeness,
    edges,
  }));
  const counted = await inOrder(crew, parts, async (part, { counts: own, strays, rows }) => {
    for (let n = 0; n < counters.length; n++) counters[n] += own.counters[n];
    for (let row = 0; row < sums.length; row++) sums[row] += own.sums[row];
    apart.add(strays);
    await hear(part, rows);
  });
  if (!counted.ok) return counted;
  const quantilesOf = (row: number, own: ArrayLike<number>) => countedQuantiles(edges, row, own, runs, PROBABILITIES);
  const ofRows = Array.from(sums, (_, row) => quantilesOf(row, countersOf(edges, counts, row)));
  const spread = {
    quantiles: new Float64Array(shape.cells * PROBABILITIES.length),
    sums: new Float64Array(shape.cells),
  };
  const whole = { from: 0, to: shape.steps };
  let rankError = 0;
  for (let place = 0; place < shape.cells; place++) {
    const row = likeness.rowOf[place];
    const own = apart.at(place);
    const found = own
      ? quantilesOf(
          row,
          own.counters.map((n, one) => n + countersOf(edges, counts, row)[one]),
        )
      : ofRows[row];
    const cell = shape.cellAt(whole, place);
    spread.quantiles.set(found.quantiles, cell * PROBABILITIES.length);
    spread.sums[cell] = sums[row] + (own?.sum ?? 0);
    rankError = Math.max(rankError, found.rankError);
  }
  return outcome<Spread>({ ...spread, rankError }, []);
}

/** The counters of a row. */
function countersOf({ starts }: Edges, { counters }: Counts, row: number): Counts['counters'] {
  return counters.subarray(2 * starts[row], 2 * starts[row + 1]);
}

/** Cells with strays: what they count more or less than their row, and by how much their sum differs from its. */
function strayedCells(edges: Edges, { rowOf }: Likeness) {
  const cells = new Map<number, { readonly counters: Int32Array; sum: number }>();
  return {
    add(strays: Strays): void {
      for (const [n, cell] of strays.cells.entries()) {
        const row = rowOf[cell];
        const own = cells.get(cell) ?? {
          counters: new Int32Array(2 * (edges.starts[row + 1] - edges.starts[row])),
          sum: 0,
        };
        cells.set(cell, own);
        own.counters[counterFor(edges, row, strays.values[n])]++;
        own.counters[counterFor(edges, row, strays.instead[n])]--;
        own.sum += strays.values[n] - strays.instead[n];
      }
    },
    at: (cell: number) => cells.get(cell),
  };
}
