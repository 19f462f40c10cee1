/**
 * The undisturbed start (model.md, The start): flows solve, for all stockpiles at once,
 * F_j = Σ D_k(0) + Σ a[f,j]·x⁰_f with x⁰_f = σ_f·F_to(f); then they are capped, and inventories set.
 */

import { distinct, type Issue } from '../issue.ts';
import { type Environment, evaluate } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import { activeChange } from './active-change.ts';
import { laneOf } from './lane.ts';
import type { Layout } from './layout.ts';
import type { Constants, Model, Start } from './network.ts';
import { openPart } from './opening.ts';
import type { Paths } from './processes.ts';

/** A loop whose gain is within this of 1 gives back as much as it takes. */
const LEAST_PIVOT = 1e-12;
/** A loop is solved by a square of so many numbers a side: the work grows with the cube of its stockpiles. */
const MOST_IN_LOOP = 5000;

/** Shares σ_f of the ordinary inflows among those of their stockpile, from a row of scheduled values. */
export function sharesOf({ network }: Model, row: Float64Array, { share }: Layout): Float64Array {
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
  layout: Layout,
): { need: Float64Array; issues: Issue[] } {
  const { network, scenario } = model;
  const need = new Float64Array(network.stockpiles);
  const issues: Issue[] = [];
  for (let k = 0; k < network.demands; k++) {
    const j = network.drawsFrom[k];
    need[j] += row[layout.demand + k];
  }
  const { groups, takers, inputOwner, to } = network;
  const place = new Int32Array(network.stockpiles).fill(-1);
  const largest = groups.start.reduce((most, end, g) => Math.max(most, end - (groups.start[g - 1] ?? 0)), 0);
  if (largest > MOST_IN_LOOP) return { need, issues: [tooLarge(largest)] };
  const matrix = new Float64Array(largest * largest);
  const right = new Float64Array(largest);
  for (let g = 0; g + 1 < groups.start.length; g++) {
    const first = groups.start[g];
    const size = groups.start[g + 1] - first;
    matrix.fill(0, 0, size * size);
    for (let own = 0; own < size; own++) {
      const j = groups.items[first + own];
      place[j] = own;
      matrix[own * size + own] = 1;
      right[own] = need[j];
    }
    for (let own = 0; own < size; own++) {
      const j = groups.items[first + own];
      for (let i = takers.start[j]; i < takers.start[j + 1]; i++) {
        // What is taken from j per unit that the taker's stockpile needs: a[f,j]·σ_f.
        const input = takers.items[i];
        const f = inputOwner[input];
        const rate = row[layout.inputPerUnit + input] * sigma[f];
        if (!(rate > 0)) continue;
        const column = place[to[f]];
        if (column < 0) right[own] += rate * need[to[f]];
        else matrix[own * size + column] -= rate;
      }
    }
    const isSolved = solveLosingLoop(matrix, right, size);
    if (!isSolved) issues.push(noLoss(groups.items.subarray(first, first + size), scenario));
    for (let own = 0; own < size; own++) {
      const j = groups.items[first + own];
      place[j] = -1;
      need[j] = isSolved ? right[own] : 0;
    }
  }
  return { need, issues };
}

function tooLarge(size: number): Issue {
  return {
    severity: 'error',
    code: 'too-large',
    path: ['flows'],
    expected: `at most ${MOST_IN_LOOP} stockpiles that all supply one another`,
    found: String(size),
    remedy: 'Join stockpiles that are alike, or take out the flows that close the loop.',
  };
}

function noLoss(members: Int32Array, { stockpiles }: Model['scenario']): Issue {
  const names = Array.from(members, (j) => stockpiles[j].id);
  return {
    severity: 'error',
    code: 'cycle',
    path: ['stockpiles', names[0]],
    expected: 'a loop that gives back less than it takes',
    found: `${names.join(' → ')} → ${names[0]}, which gives back as much or more`,
    remedy: 'Lower a share or a recipe in the loop, so that some of the need is met from outside.',
  };
}

/**
 * Solves (I − M)·x = b for M ≥ 0 by elimination without pivoting and tells whether it could; b becomes x, and I − M lies
 * row by row of `size` in `matrix`. It is a nonsingular M-matrix, that is the loop loses something on its way, exactly if
 * every pivot is positive (Berman and Plemmons 1994, theorem 6.2.3).
 */
function solveLosingLoop(matrix: Float64Array, right: Float64Array, size: number): boolean {
  for (let k = 0; k < size; k++) {
    const pivot = matrix[k * size + k];
    if (!(pivot > LEAST_PIVOT)) return false;
    for (let i = k + 1; i < size; i++) {
      const factor = matrix[i * size + k] / pivot;
      if (factor === 0) continue;
      for (let c = k; c < size; c++) matrix[i * size + c] -= factor * matrix[k * size + c];
      right[i] -= factor * right[k];
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    let sum = right[k];
    for (let c = k + 1; c < size; c++) sum -= matrix[k * size + c] * right[c];
    right[k] = sum / matrix[k * size + k];
  }
  return true;
}

/**
 * Inventories, forecasts and flows under way at the start, lane by lane; `undisturbed` is the row of step 0 without
 * events. Processes are in the states that they begin in, prices at 1. Lanes that begin like the one before them are
 * solved once.
 */
export function steadyState(
  model: Model,
  undisturbed: Float64Array,
  { opensFrom, opensFully }: Pick<Constants, 'opensFrom' | 'opensFully'>,
  values: ArrayLike<number>,
  lanes: number,
  { begins }: Paths,
): Start & { initialCover: Float64Array; issues: Issue[] } {
  const { network, plan } = model;
  const { layout } = plan;
  const initialOnHand = new Float64Array(network.stockpiles * lanes);
  const initialForecast = new Float64Array(network.stockpiles * lanes);
  const initialFlow = new Float64Array(network.flows * lanes);
  const initialLead = undisturbed.slice(layout.lead * lanes, (layout.lead + network.flows) * lanes);
  const initialCover = new Float64Array(network.stockpiles * lanes);
  const issues: Issue[] = [];
  const allowed = Array.from({ length: network.flows }, (_, f) => allowedBefore(model, f));
  let flows: UndisturbedFlows | undefined;
  for (let lane = 0; lane < lanes; lane++) {
    const row = laneOf(undisturbed, lane, lanes);
    if (flows === undefined || !isLikeLaneBefore(undisturbed, lane, lanes)) {
      flows = undisturbedFlows(model, row, layout);
      issues.push(...flows.issues);
    }
    const own = { elapsed: 0, values: laneOf(values, lane, lanes), states: laneOf(begins, lane, lanes) };
    const { onHand, cover, issues: faults } = initialInventories(model, row, flows.need, own);
    issues.push(...faults);
    for (let j = 0; j < network.stockpiles; j++) {
      initialOnHand[j * lanes + lane] = onHand[j];
      initialCover[j * lanes + lane] = cover[j];
      initialForecast[j * lanes + lane] = flows.need[j];
    }
    for (let f = 0; f < network.flows; f++) {
      const place = f * lanes + lane;
      const allow = allowed[f];
      const isClosed = allow !== undefined && evaluate(allow, { ...own, elapsed: -1 }) === 0;
      const opened = network.opensIn[f] < 0 ? 1 : openPart(1, opensFrom[place], opensFully[place]);
      initialFlow[place] = isClosed ? 0 : Math.min(flows.flow[f], row[layout.capacity + f] * opened);
    }
  }
  return { initialOnHand, initialForecast, initialFlow, initialLead, initialCover, issues: distinct(issues) };
}

function isLikeLaneBefore(all: Float64Array, lane: number, lanes: number): boolean {
  for (let place = lane; place < all.length; place += lanes) {
    if (all[place] !== all[place - 1] && !(Number.isNaN(all[place]) && Number.isNaN(all[place - 1]))) return false;
  }
  return true;
}

interface UndisturbedFlows {
  /** F_j(0). */
  readonly need: Float64Array;
  /** x⁰_f before capacities. */
  readonly flow: Float64Array;
  readonly issues: readonly Issue[];
}

function undisturbedFlows(model: Model, row: Float64Array, layout: Layout): UndisturbedFlows {
  const sigma = sharesOf(model, row, layout);
  const { need, issues } = undisturbedNeed(model, row, sigma, layout);
  return { need, flow: sigma.map((share, f) => share * need[model.network.to[f]]), issues };
}

/** What the licence phase in force on the day before the start allows of a flow. */
function allowedBefore({ network, scenario, start }: Model, f: number): Expression | undefined {
  const licence = scenario.licences[network.licenceOf[f]];
  return licence && activeChange(licence.allow, start - 1, true).value;
}

/** I_j(0): an amount, a duration of undisturbed use, the target or the cover; and the cover that it amounts to. */
function initialInventories(
  { scenario, stepDays, plan: { layout } }: Model,
  undisturbed: Float64Array,
  need: Float64Array,
  environment: Environment,
): { onHand: Float64Array; cover: Float64Array; issues: Issue[] } {
  const onHand = new Float64Array(need.length);
  const issues: Issue[] = [];
  for (const [j, { id, initial }] of scenario.stockpiles.entries()) {
    const target = undisturbed[layout.target + j];
    const cover = undisturbed[layout.cover + j];
    let steps: number | undefined;
    if (initial !== undefined) {
      const value = evaluate(initial.value, environment);
      if (initial.of === 'duration') steps = value / stepDays;
      else onHand[j] = value;
    } else if (!Number.isNaN(target)) {
      onHand[j] = target;
    } else if (!Number.isNaN(cover)) {
      steps = cover;
    }
    if (steps !== undefined) {
      onHand[j] = steps * need[j];
      // A cover of nothing needed is nothing; only an `initial` that says so can't have been meant.
      if (need[j] === 0 && initial !== undefined) issues.push(nothingUsed(id));
    }
  }
  return { onHand, cover: onHand.map((held, j) => (need[j] === 0 ? 0 : held / need[j])), issues };
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
