/** How the numbers of an ensemble spread: quantiles and sums of cells, and which cell is whose. */
import type { Model } from '../../model/network.ts';
import type { MetricColumn } from '../measures.ts';
import { bandedVariables, type Variable } from '../series.ts';
import { shareShort } from '../shares-short.ts';
import type { Window } from './cells.ts';

/** Numbers that are kept at once: 8 bytes each. */
export const MOST_KEPT = 64_000_000;

/**
 * The cells of a model. As a whole each series has all its steps, one series after the other, then come metrics; in a
 * window each step has all series.
 */
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
}

/** Five quantiles a cell, the sum of each cell, and by what share of ranks a quantile may be wrong. */
export interface Spread {
  readonly quantiles: Float64Array;
  readonly sums: Float64Array;
  readonly rankError: number;
}

export function shapeOf(model: Model, metrics: readonly Omit<MetricColumn, 'values'>[]): Shape {
  const { steps } = model;
  const variables = [...bandedVariables(model), shareShort(model)];
  const series = variables.reduce((sum, { members }) => sum + members.length, 0);
  const cells = series * steps + metrics.length;
  return {
    ...{ variables, series, steps, cells },
    cellsIn: ({ from, to }) => series * (to - from) + (to === steps ? metrics.length : 0),
    cellAt: ({ from, to }, place) => {
      const metric = place - series * (to - from);
      if (metric >= 0) return series * steps + metric;
      return (place % series) * steps + from + Math.floor(place / series);
    },
  };
}

/** So many bytes that threads can write to and read together, where the platform has such memory. */
export function sharedMemory(bytes: number): SharedArrayBuffer | ArrayBuffer {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}
