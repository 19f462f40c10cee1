/** How the numbers of an ensemble spread: quantiles and sums of cells, and which cell is whose. */
import type { Model } from '../../model/network.ts';
import type { MetricColumn } from '../measures.ts';
import { type Variable, variablesOf } from '../series.ts';
import type { Window } from './cells.ts';

/** Numbers that are kept at once, and those in one part that workers send: 8 bytes each. */
export const MOST_KEPT = 64_000_000;
const MOST_IN_A_CHUNK = 2_000_000;
const LARGEST_CHUNK = 256;
const SMALLEST_CHUNK = 16;

/** The cells of a model: each series with all its steps, one after the other, then metrics. */
export interface Shape {
  readonly variables: readonly Variable[];
  /** How many series, steps and cells there are. */
  readonly series: number;
  readonly steps: number;
  readonly cells: number;
  /** How many cells a window has: it has its steps of each series, and the last of a horizon has the metrics. */
  cellsIn(window: Window): number;
  /** The cell of the whole that stands at a place of a window. */
  cellAt(window: Window, place: number): number;
  /** Replicates that are sampled in one part, from so many cells. Nothing but the cells decides. */
  chunkOf(cells: number): number;
}

/** Five quantiles a cell, the sum of each cell, and by what share of ranks a quantile may be wrong. */
export interface Spread {
  readonly quantiles: Float64Array;
  readonly sums: Float64Array;
  readonly rankError: number;
}

export function shapeOf(model: Model, metrics: readonly Omit<MetricColumn, 'values'>[]): Shape {
  const { steps } = model;
  const variables = variablesOf(model);
  const series = variables.reduce((sum, { members }) => sum + members.length, 0);
  return {
    ...{ variables, series, steps, cells: series * steps + metrics.length },
    cellsIn: ({ from, to }) => series * (to - from) + (to === steps ? metrics.length : 0),
    cellAt: ({ from, to }, place) => {
      const length = to - from;
      if (place >= series * length) return series * steps + place - series * length;
      return Math.floor(place / length) * steps + from + (place % length);
    },
    chunkOf: (cells) => {
      const fitting = SMALLEST_CHUNK * Math.floor(MOST_IN_A_CHUNK / cells / SMALLEST_CHUNK);
      return Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, fitting));
    },
  };
}
