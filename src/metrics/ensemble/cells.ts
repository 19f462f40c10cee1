/**
 * The numbers of which an ensemble has quantiles: each series at each step, then each metric. A cell holds its number
 * in every replicate: that in replicate r of `size` is at `cell · size + r`. What is not there counts as +∞.
 */
import type { Run } from '../../simulation/record.ts';
import type { MetricColumn } from '../measures.ts';
import type { Variable } from '../series.ts';

/** Steps from … to − 1 of all series; the last window of a horizon has the metrics as well. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Copies a block's numbers into cells of `size` replicates, beginning at replicate `at` of them. */
export function fillSeries(
  run: Run,
  variables: readonly Variable[],
  { from, to }: Window,
  cells: Float64Array,
  size: number,
  at: number,
): void {
  const { lanes } = run;
  let first = at;
  for (const { entities, members, column } of variables) {
    const all = column(run);
    for (const { position } of members) {
      for (let t = from; t < to; t++) {
        const place = (t * entities + position) * lanes;
        for (let lane = 0; lane < lanes; lane++) {
          const value = all[place + lane];
          cells[first + lane] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
        }
        first += size;
      }
    }
  }
}

/** The same of metrics, whose cells begin at `from`. */
export function fillMetrics(
  columns: readonly MetricColumn[],
  cells: Float64Array,
  from: number,
  size: number,
  at: number,
): void {
  for (const [metric, { values }] of columns.entries()) {
    for (const [lane, value] of values.entries()) {
      cells[(from + metric) * size + at + lane] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    }
  }
}
