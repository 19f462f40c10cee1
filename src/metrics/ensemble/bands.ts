/** Bands: quantiles and means of series, step by step, over the first replicates of an ensemble, of which all is kept. */
import { quantileFinder } from '../../chance/quantiles.ts';
import type { Band } from '../ensemble-types.ts';
import type { SeriesName } from '../series.ts';
import { type Cells, someOf, startsOf } from './cells.ts';
import { PROBABILITIES } from './tasks.ts';

/** Takes the series of one part after another, and makes bands of them. */
export interface BandMaker {
  add(series: Cells): void;
  /** Once all are there, does so many of the cells, a cell being a series at a step: in turn with other work. */
  reduce(cells: number): void;
  /** The bands, in the order of the series. */
  result(): Band[];
  /** Bands over some replicates, given by their numbers in ascending order, of one of the series that this is asked of. */
  among(series: number, members: Uint32Array): Band;
}

/**
 * Makes bands of so many series over the first `replicates`. Once they are made, numbers are kept of those series alone, by
 * their places, of which some replicates are asked for.
 */
export function bandMaker(
  series: readonly SeriesName[],
  steps: number,
  replicates: number,
  askedAgain: readonly number[] = [],
): BandMaker {
  const cells = series.length * steps;
  const parts: { readonly cells: Cells; readonly starts: Int32Array }[] = [];
  const own = new Float64Array(replicates);
  const all = Uint32Array.from(own.keys());
  const find = quantileFinder(replicates, PROBABILITIES);
  const columns = columnsOf(cells);
  let [kept, reduced] = [0, 0];
  /** The series of which the parts have numbers, step by step. */
  let held = [...series.keys()];
  /** Fills `own` with what the series held at a place had at step t in some replicates, in ascending order. */
  const gather = (t: number, place: number, members: Uint32Array) => {
    let [filled, first] = [0, 0];
    for (const { cells, starts } of parts) {
      const { count, values, varies } = cells;
      const cell = t * held.length + place;
      const [from, stride] = [starts[cell], varies[cell]];
      for (; filled < members.length && members[filled] < first + count; filled++) {
        const value = values[from + stride * (members[filled] - first)];
        // What some replicate has no value of counts as more than any.
        own[filled] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
      }
      first += count;
    }
  };
  const reduce = (cell: number) => {
    const [t, n] = [Math.floor(cell / series.length), cell % series.length];
    gather(t, n, all);
    reduceInto(columns, n * steps + t, own, replicates, find);
  };
  const keepAsked = () => {
    const chosen = Array.from({ length: steps }, (_, t) => askedAgain.map((n) => t * series.length + n)).flat();
    for (const [p, { cells, starts }] of parts.entries()) parts[p] = partOf(someOf(cells, starts, chosen));
    held = [...askedAgain];
  };
  const reduceSome = (many: number) => {
    if (kept < replicates || reduced === cells) return;
    const end = Math.min(cells, reduced + many);
    while (reduced < end) reduce(reduced++);
    if (reduced === cells) keepAsked();
  };
  const bandOf = (n: number, made: readonly Float64Array[], from: number): Band => {
    const { kind, id, variable, unit } = series[n];
    const [mean, p05, p25, p50, p75, p95] = made.map((column) => column.subarray(from, from + steps));
    return { kind, id, variable, unit, mean, p05, p25, p50, p75, p95 };
  };
  return {
    add(some) {
      parts.push(partOf(some));
      kept += some.count;
    },
    reduce: reduceSome,
    result() {
      reduceSome(cells);
      return series.map((_, n) => bandOf(n, columns, n * steps));
    },
    among(n, members) {
      const some = columnsOf(steps);
      const findSome = quantileFinder(members.length, PROBABILITIES);
      for (let t = 0; t < steps; t++) {
        gather(t, held.indexOf(n), members);
        reduceInto(some, t, own, members.length, findSome);
      }
      return bandOf(n, some, 0);
    },
  };
}

const partOf = (cells: Cells) => ({ cells, starts: startsOf(cells) });

/** A column for the mean and each quantile. */
function columnsOf(cells: number): Float64Array[] {
  return Array.from({ length: 1 + PROBABILITIES.length }, () => new Float64Array(cells));
}

/** Mean and quantiles of the first `count` values, which may be put in another order. */
function reduceInto(
  columns: readonly Float64Array[],
  place: number,
  values: Float64Array,
  count: number,
  find: ReturnType<typeof quantileFinder>,
): void {
  let sum = 0;
  for (let n = 0; n < count; n++) sum += values[n];
  const found = find(values, 0);
  const shown = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
  columns[0][place] = shown(sum / count);
  for (let p = 0; p < found.length; p++) columns[1 + p][place] = shown(found[p]);
}
