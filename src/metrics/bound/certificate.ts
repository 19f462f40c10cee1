/**
 * Whether a point solves a linear programme, checked from the programme alone, so that a solver need not be trusted: by
 * weak duality no point costs less than the dual value of any multipliers, whoever found them.
 */
import type { LinearProgramme, Solution } from './linear-programme.ts';

/** By how much a solution misses, in the unit of the programme; see isProven. */
export interface Certificate {
  /** The cost of the point. */
  readonly primal: number;
  /** What no point can cost less than, given duals that are feasible. */
  readonly dual: number;
  /** The most by which a row or a bound is missed; see infeasibilityOf. */
  readonly primalInfeasibility: number;
  /** The most by which a multiplier has a sign that no finite bound answers for. */
  readonly dualInfeasibility: number;
  /** |primal − dual| / max(1, |primal|). */
  readonly gap: number;
}

/** The greatest residual, and the greatest gap, with which a solution counts as proven. */
const TOLERANCE = 1e-6;

/** Whether the point is feasible and optimal within 1e-6. */
export function isProven({ primalInfeasibility, dualInfeasibility, gap }: Certificate): boolean {
  return primalInfeasibility <= TOLERANCE && dualInfeasibility <= TOLERANCE && gap <= TOLERANCE;
}

/** The most by which a point misses a row or a bound of a programme, as a share of the row's largest term if that is above 1. */
export function infeasibilityOf(programme: LinearProgramme, point: Float64Array): number {
  const { columns, rows, lower, upper, rowLower, rowUpper, starts, indices, values } = programme;
  const activity = new Float64Array(rows);
  const largest = new Float64Array(rows).fill(1);
  let most = 0;
  const miss = (value: number, low: number, high: number, size: number) => {
    most = Math.max(most, (low - value) / size, (value - high) / size);
  };
  for (let c = 0; c < columns; c++) {
    miss(point[c], lower[c], upper[c], Math.max(1, Math.abs(point[c])));
    for (let entry = starts[c]; entry < starts[c + 1]; entry++) {
      const term = values[entry] * point[c];
      activity[indices[entry]] += term;
      largest[indices[entry]] = Math.max(largest[indices[entry]], Math.abs(term));
    }
  }
  for (let r = 0; r < rows; r++) miss(activity[r], rowLower[r], rowUpper[r], largest[r]);
  return most;
}

/** cost − Aᵀ·y: the reduced cost of each column. */
export function reducedCosts(programme: LinearProgramme, rowDuals: Float64Array): Float64Array {
  const { columns, cost, starts, indices, values } = programme;
  const reduced = cost.slice();
  for (let c = 0; c < columns; c++) {
    for (let entry = starts[c]; entry < starts[c + 1]; entry++) {
      reduced[c] -= values[entry] * rowDuals[indices[entry]];
    }
  }
  return reduced;
}

/** Holds a solution against its programme. */
export function certify(programme: LinearProgramme, { values, rowDuals }: Solution): Certificate {
  const { columns, rows, cost, lower, upper, rowLower, rowUpper } = programme;
  const reduced = reducedCosts(programme, rowDuals);
  let primal = 0;
  for (let c = 0; c < columns; c++) primal += cost[c] * values[c];
  let [dual, dualInfeasibility] = [0, 0];
  const price = (multiplier: number, low: number, high: number) => {
    const bound = multiplier > 0 ? low : high;
    if (Number.isFinite(bound)) dual += multiplier * bound;
    else dualInfeasibility = Math.max(dualInfeasibility, Math.abs(multiplier));
  };
  for (let r = 0; r < rows; r++) price(rowDuals[r], rowLower[r], rowUpper[r]);
  for (let c = 0; c < columns; c++) price(reduced[c], lower[c], upper[c]);
  return {
    ...{ primal, dual, dualInfeasibility, primalInfeasibility: infeasibilityOf(programme, values) },
    gap: Math.abs(primal - dual) / Math.max(1, Math.abs(primal)),
  };
}
