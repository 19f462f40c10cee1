/** Bands: quantiles and means of series, step by step, over the first replicates of an ensemble, of which all is kept. */
import { quantileFinder } from '../../chance/quantiles.ts';
import type { Band } from '../ensemble-types.ts';
import type { SeriesName } from '../series.ts';
import { PROBABILITIES } from './tasks.ts';

/** Takes the series of one part after another, and makes bands of them. */
export interface BandMaker {
  add(series: Float64Array): void;
  /** Once all are there, does so many of the cells, a cell being a series at a step: in turn with other work. */
  reduce(cells: number): void;
  /** The bands, in the order of the series. */
  result(): Band[];
}

/** Makes bands of so many series over the first `replicates`. */
export function bandMaker(series: readonly SeriesName[], steps: number, replicates: number): BandMaker {
  const cells = series.length * steps;
  const parts: Float64Array[] = [];
  const own = new Float64Array(replicates);
  const find = quantileFinder(replicates, PROBABILITIES);
  const columns = Array.from({ length: 1 + PROBABILITIES.length }, () => new Float64Array(cells));
  let [kept, reduced] = [0, 0];
  /** Cells lie step by step, as the parts have them. */
  const reduce = (cell: number) => {
    let [filled, sum] = [0, 0];
    for (const part of parts) {
      const count = part.length / cells;
      for (let place = cell * count; place < (cell + 1) * count; place++) {
        const value = part[place];
        // What some replicate has no value of counts as more than any.
        own[filled] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
        sum += own[filled++];
      }
    }
    const found = find(own, 0);
    const told = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
    const place = (cell % series.length) * steps + Math.floor(cell / series.length);
    columns[0][place] = told(sum / replicates);
    for (let p = 0; p < found.length; p++) columns[1 + p][place] = told(found[p]);
  };
  const reduceSome = (many: number) => {
    if (kept < replicates || reduced === cells) return;
    const end = Math.min(cells, reduced + many);
    while (reduced < end) reduce(reduced++);
    if (reduced === cells) parts.length = 0;
  };
  return {
    add(some) {
      parts.push(some);
      kept += some.length / cells;
    },
    reduce: reduceSome,
    result() {
      reduceSome(cells);
      return series.map(({ kind, id, variable, unit }, n) => {
        const [mean, p05, p25, p50, p75, p95] = columns.map((all) => all.subarray(n * steps, (n + 1) * steps));
        return { kind, id, variable, unit, mean, p05, p25, p50, p75, p95 };
      });
    },
  };
}
