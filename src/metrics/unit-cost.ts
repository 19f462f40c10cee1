/**
 * What a unit of each stockpile cost: c_j = Σ_f received_f·(c̄_f + Σ_i ā[f,i]·c_i) / Σ_f received_f over the flows into j, c̄
 * and ā being means weighted by x_f (nothing shipped: those of step 0). By-products cost nothing. What nothing came into, or
 * nothing from outside, costs its `price`, or 0. The costs of a chain add up, and a loop is one linear system.
 */
import { connectedGroups } from '../model/groups.ts';
import type { Model, Table } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import { type Metering, placeOf } from './column.ts';
import { hasCost } from './cost.ts';

/** By stockpile and lane, undiscounted; NaN where costs that go round in a circle have no solution. */
export function unitCostMetrics(model: Model, lanes: number): Metering<Float64Array> | undefined {
  const { network, scenario, plan } = model;
  const { flows, stockpiles, inputs, inputOwner, deliveries } = network;
  if (!scenario.flows.some(hasCost) && !scenario.stockpiles.some(({ price }) => price !== undefined)) return undefined;
  const { layout } = plan;
  const received = new Float64Array(flows * lanes);
  const shipped = new Float64Array(flows * lanes);
  const paid = new Float64Array(flows * lanes);
  const taken = new Float64Array(inputs.items.length * lanes);
  const changing = [...plan.changing.entries()].flatMap(([column, slot]) => {
    const input = slot - layout.inputPerUnit;
    return input >= 0 && input < inputs.items.length ? [{ column, input }] : [];
  });
  const groups = connectedGroups(sourcesOf(model));
  let first: Run['parameters'] | undefined;
  return {
    begin() {
      for (const sum of [received, shipped, paid, taken]) sum.fill(0);
      first = undefined;
    },
    add(run, t) {
      first = run.parameters;
      const { changing: slots, values } = first.schedule;
      const row = placeOf(run, flows, t);
      for (let column = 0; column < flows * lanes; column++) {
        received[column] += run.received[row + column];
        shipped[column] += run.shipped[row + column];
        paid[column] += run.cost[row + column] * run.shipped[row + column];
      }
      for (const { column, input } of changing) {
        const from = (t * slots.length + column) * lanes;
        const flow = row + inputOwner[input] * lanes;
        for (let lane = 0; lane < lanes; lane++) {
          taken[input * lanes + lane] += values[from + lane] * run.shipped[flow + lane];
        }
      }
    },
    result() {
      const costs = new Float64Array(stockpiles * lanes);
      if (first === undefined) return costs;
      const { schedule, money } = first;
      const isDated = new Set(changing.map(({ input }) => input));
      for (let lane = 0; lane < lanes; lane++) {
        const at = (row: Float64Array, entity: number) => row[entity * lanes + lane];
        const costOf = (f: number) => {
          const all = at(shipped, f);
          return all > 0 ? at(paid, f) / all : at(schedule.first, layout.cost + f);
        };
        const perUnit = (input: number) => {
          const all = at(shipped, inputOwner[input]);
          return isDated.has(input) && all > 0
            ? at(taken, input) / all
            : at(schedule.first, layout.inputPerUnit + input);
        };
        const isReceived = (f: number) => at(received, f) > 0;
        const isFed = fedFromOutside(network, isReceived);
        const own = new Float64Array(stockpiles);
        for (const group of groups) {
          const places = new Map(group.map((j, place) => [j, place]));
          const matrix = group.map((_, i) => Float64Array.from(group, (_other, k) => (i === k ? 1 : 0)));
          const right = Float64Array.from(group, (j, place) => {
            if (!isFed[j]) return at(money.price, j);
            const into = owned(deliveries, j).filter(isReceived);
            const all = into.reduce((sum, f) => sum + at(received, f), 0);
            let known = 0;
            for (const f of into) {
              const part = at(received, f) / all;
              known += part * costOf(f);
              for (let n = inputs.start[f]; n < inputs.start[f + 1]; n++) {
                const i = inputs.items[n];
                const column = places.get(i);
                if (column === undefined) known += part * perUnit(n) * own[i];
                else matrix[place][column] -= part * perUnit(n);
              }
            }
            return known;
          });
          solve(matrix, right);
          for (const [place, j] of group.entries()) own[j] = right[place];
        }
        for (let j = 0; j < stockpiles; j++) costs[j * lanes + lane] = own[j];
      }
      return costs;
    },
  };
}

/** Of each stockpile, those that flows into it take from. */
function sourcesOf({ network: { stockpiles, deliveries, inputs } }: Model): number[][] {
  return Array.from({ length: stockpiles }, (_, j) =>
    owned(deliveries, j).flatMap((f) => Array.from(inputs.items.subarray(inputs.start[f], inputs.start[f + 1]))),
  );
}

function owned({ start, items }: Table, owner: number): number[] {
  return Array.from(items.subarray(start[owner], start[owner + 1]));
}

/**
 * By stockpile, whether what came into it came, in the end, from outside of the network or from a stockpile that nothing
 * came into, which has a price of its own.
 */
function fedFromOutside(
  { stockpiles, deliveries, inputs }: Model['network'],
  isReceived: (f: number) => boolean,
): boolean[] {
  const into = Array.from({ length: stockpiles }, (_, j) => owned(deliveries, j).filter(isReceived));
  const isFed = into.map(() => false);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const [j, all] of into.entries()) {
      if (isFed[j]) continue;
      isFed[j] = all.some((f) => {
        const from = inputs.items.subarray(inputs.start[f], inputs.start[f + 1]);
        return from.length === 0 || from.some((i) => isFed[i] || into[i].length === 0);
      });
      isNew ||= isFed[j];
    }
  }
  return isFed;
}

/** Solves matrix·x = right by elimination with the largest pivot of each column; right becomes x, NaN where there is none. */
function solve(matrix: Float64Array[], right: Float64Array): void {
  const size = right.length;
  for (let p = 0; p < size; p++) {
    let largest = p;
    for (let i = p + 1; i < size; i++) if (Math.abs(matrix[i][p]) > Math.abs(matrix[largest][p])) largest = i;
    [matrix[p], matrix[largest]] = [matrix[largest], matrix[p]];
    [right[p], right[largest]] = [right[largest], right[p]];
    if (matrix[p][p] === 0) {
      right.fill(Number.NaN);
      return;
    }
    for (let i = p + 1; i < size; i++) {
      const factor = matrix[i][p] / matrix[p][p];
      if (factor === 0) continue;
      for (let c = p; c < size; c++) matrix[i][c] -= factor * matrix[p][c];
      right[i] -= factor * right[p];
    }
  }
  for (let p = size - 1; p >= 0; p--) {
    let sum = right[p];
    for (let c = p + 1; c < size; c++) sum -= matrix[p][c] * right[c];
    right[p] = sum / matrix[p][p];
  }
}
