/**
 * The undisturbed start (model.md, The start): flows solve, for all stockpiles at once,
 * F_j = Σ D_k(0) + Σ a[f,j]·x⁰_f with x⁰_f = σ_f·F_to(f); then they are capped, and inventories set.
 */
import type { Issue } from '../issue.ts';
import { inForce } from './in-force.ts';
import type { Model, Parameters, Tabulated } from './network.ts';

/** A loop whose gain is within this of 1 gives back as much as it takes. */
const LEAST_PIVOT = 1e-12;

/** Shares σ_f of the ordinary inflows among those of their stockpile, from a row of scheduled values. */
export function sharesOf({ network }: Model, row: Float64Array, { share }: Tabulated['layout']): Float64Array {
  const sigma = new Float64Array(network.flows);
  const { start, items } = network.inflows;
  for (let j = 0; j < network.stockpiles; j++) {
    let total = 0;
    for (let i = start[j]; i < start[j + 1]; i++) total += row[share + items[i]];
    if (total === 0) continue;
    for (let i = start[j]; i < start[j + 1]; i++) {
      const f = items[i];
      sigma[f] = row[share + f] / total;
    }
  }
  return sigma;
}

/** F_j(0): what is regularly needed from each stockpile per step, undisturbed. A loop without loss is an issue. */
export function undisturbedNeed(
  model: Model,
  row: Float64Array,
  sigma: Float64Array,
  taken: Float64Array,
  layout: Tabulated['layout'],
): { need: Float64Array; issues: Issue[] } {
  const { network, scenario } = model;
  const need = new Float64Array(network.stockpiles);
  const issues: Issue[] = [];
  for (let k = 0; k < network.demands; k++) {
    const j = network.drawsFrom[k];
    need[j] += row[layout.demand + k];
  }
  // Who takes from j, and at what rate per unit that the taker's stockpile needs: a[f,j]·σ_f.
  const takers: { into: number; rate: number }[][] = Array.from({ length: network.stockpiles }, () => []);
  for (let input = 0; input < network.inputs.items.length; input++) {
    const f = network.inputOwner[input];
    const rate = taken[input] * sigma[f];
    if (rate > 0) takers[network.inputs.items[input]]?.push({ into: network.to[f], rate });
  }
  const { start, items } = network.groups;
  for (let g = 0; g + 1 < start.length; g++) {
    const members = Array.from(items.subarray(start[g], start[g + 1]));
    const place = new Map(members.map((j, position) => [j, position]));
    const matrix = members.map((_, row) => Float64Array.from(members, (_unused, column) => (row === column ? 1 : 0)));
    const right = Float64Array.from(members, (j) => need[j]);
    for (const [position, j] of members.entries()) {
      for (const { into, rate } of takers[j] as { into: number; rate: number }[]) {
        const column = place.get(into);
        const line = matrix[position] as Float64Array;
        if (column === undefined) right[position] = right[position] + rate * need[into];
        else line[column] = line[column] - rate;
      }
    }
    const solution = solveLosingLoop(matrix, right);
    if (solution === undefined) {
      const names = members.map((j) => scenario.stockpiles[j]?.id as string);
      issues.push({
        severity: 'error',
        code: 'cycle',
        path: ['stockpiles', names[0] as string],
        expected: 'a loop that gives back less than it takes',
        found: `${names.join(' → ')} → ${names[0]}, which gives back as much or more`,
        remedy: 'Lower a share or a recipe in the loop, so that some of the need is met from outside.',
      });
    }
    for (const [position, j] of members.entries()) need[j] = solution?.[position] ?? 0;
  }
  return { need, issues };
}

/**
 * Solves (I − M)·x = b for M ≥ 0 by elimination without pivoting: I − M is a nonsingular M-matrix, that is the loop
 * loses something on its way, exactly if every pivot is positive (Berman and Plemmons 1994, theorem 6.2.3).
 */
function solveLosingLoop(matrix: Float64Array[], right: Float64Array): Float64Array | undefined {
  const size = right.length;
  for (let k = 0; k < size; k++) {
    const pivotRow = matrix[k] as Float64Array;
    const pivot = pivotRow[k];
    if (!(pivot > LEAST_PIVOT)) return undefined;
    for (let i = k + 1; i < size; i++) {
      const line = matrix[i] as Float64Array;
      const factor = line[k] / pivot;
      if (factor === 0) continue;
      for (let c = k; c < size; c++) line[c] = line[c] - factor * pivotRow[c];
      right[i] -= factor * right[k];
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    const line = matrix[k] as Float64Array;
    let sum = right[k];
    for (let c = k + 1; c < size; c++) sum -= line[c] * right[c];
    right[k] = sum / line[k];
  }
  return right;
}

type Start = Pick<Parameters, 'initialOnHand' | 'initialForecast' | 'initialFlow'>;

/** Inventories, forecasts and flows under way at the start; `undisturbed` is the row of step 0 without events. */
export function undisturbedStart(
  model: Model,
  undisturbed: Float64Array,
  layout: Tabulated['layout'],
  taken: Float64Array,
  values: ArrayLike<number>,
): Start & { initialCover: Float64Array; issues: Issue[] } {
  const { network, scenario, stepDays, start } = model;
  const sigma = sharesOf(model, undisturbed, layout);
  const { need, issues } = undisturbedNeed(model, undisturbed, sigma, taken, layout);
  const initialFlow = new Float64Array(network.flows);
  for (let f = 0; f < network.flows; f++) {
    const l = network.licenceOf[f];
    const licence = scenario.licences[l];
    const dayBefore = { elapsed: -1, values };
    const closed = licence !== undefined && inForce(licence.allow, start - 1, true).value?.at(dayBefore) === 0;
    const flow = sigma[f] * need[network.to[f]];
    initialFlow[f] = closed ? 0 : Math.min(flow, undisturbed[layout.capacity + f]);
  }
  const initialOnHand = new Float64Array(network.stockpiles);
  const initialCover = new Float64Array(network.stockpiles);
  for (const [j, { id, initial }] of scenario.stockpiles.entries()) {
    const forecast = need[j];
    const target = undisturbed[layout.target + j];
    const cover = undisturbed[layout.cover + j];
    let steps: number | undefined;
    if (initial !== undefined) {
      const value = initial.value.at({ elapsed: 0, values });
      if (initial.of === 'duration') steps = value / stepDays;
      else initialOnHand[j] = value;
    } else if (!Number.isNaN(target)) {
      initialOnHand[j] = target;
    } else if (!Number.isNaN(cover)) {
      steps = cover;
    }
    if (steps !== undefined) {
      initialOnHand[j] = steps * forecast;
      // A cover of nothing needed is nothing; only an `initial` that says so can't have been meant.
      if (forecast === 0 && initial !== undefined) issues.push(nothingUsed(id));
    }
    initialCover[j] = forecast === 0 ? 0 : initialOnHand[j] / forecast;
  }
  return { initialOnHand, initialForecast: need, initialFlow, initialCover, issues };
}

function nothingUsed(id: string): Issue {
  return {
    severity: 'error',
    code: 'out-of-range',
    path: ['stockpiles', id, 'initial'],
    expected: 'an amount such as 500 t, as nothing is drawn from it undisturbed',
    found: 'a duration of no use',
    remedy: 'Give initial as an amount.',
  };
}
