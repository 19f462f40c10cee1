/**
 * What a unit of each stockpile cost: c_j = Σ_f received_f·(c̄_f + Σ_i ā[f,i]·c_i) / Σ_f received_f over the flows into j, c̄
 * and ā being means weighted by x_f (nothing shipped: those of step 0). By-products cost nothing. What nothing came into, or
 * nothing from outside, costs its `price`, or 0. The costs of a chain add up, and a loop is one linear system.
 */
import { connectedGroups } from '../model/groups.ts';
import type { Model, Table } from '../model/network.ts';
import type { FlowSums, Run } from '../simulation/record.ts';
import { type Metering, placeOf, positionsOf } from './column.ts';
import { hasCost } from './cost.ts';

/**
 * By stockpile and lane, undiscounted; NaN where costs that go round in a circle have no solution. `totals` have what flows
 * ship and receive in all steps.
 */
export function unitCostMetrics(
  model: Model,
  lanes: number,
  totals: Metering<FlowSums>,
): Metering<Float64Array> | undefined {
  const { network, scenario, plan } = model;
  const { flows, stockpiles, inputs, inputOwner, deliveries } = network;
  if (!scenario.flows.some(hasCost) && !scenario.stockpiles.some(({ price }) => price !== undefined)) return undefined;
  const { layout } = plan;
  const costly = positionsOf(scenario.flows, hasCost);
  const paid = new Float64Array(flows * lanes);
  const taken = new Float64Array(inputs.items.length * lanes);
  const changing = [...plan.changing.entries()].flatMap(([column, slot]) => {
    const input = slot - layout.inputPerUnit;
    return input >= 0 && input < inputs.items.length ? [{ column, input }] : [];
  });
  const isDated = new Uint8Array(inputs.items.length);
  for (const { input } of changing) isDated[input] = 1;
  const systems = connectedGroups(sourcesOf(model)).map((members) => ({
    members,
    matrix: members.map(() => new Float64Array(members.length)),
    right: new Float64Array(members.length),
  }));
  const flowsInOrder = systems.flatMap(({ members }) => members.flatMap((j) => [...ownedBy(deliveries, j)]));
  /** Of each stockpile, its system, and its place in that. */
  const systemOf = new Int32Array(stockpiles);
  const placeIn = new Int32Array(stockpiles);
  for (const [s, { members }] of systems.entries()) {
    for (const [place, j] of members.entries()) [systemOf[j], placeIn[j]] = [s, place];
  }
  /**
   * Whether nothing came into a stockpile; and whether what came into it came, in the end, from outside of the network or
   * from such a stockpile, which has a price of its own.
   */
  const isEmpty = new Uint8Array(stockpiles);
  const isFed = new Uint8Array(stockpiles);
  const findFed = (received: Float64Array, lane: number) => {
    isEmpty.fill(1);
    isFed.fill(0);
    for (let f = 0; f < flows; f++) if (received[f * lanes + lane] > 0) isEmpty[network.to[f]] = 0;
    const isFromFed = (f: number): boolean => {
      const end = inputs.start[f + 1];
      for (let n = inputs.start[f]; n < end; n++) {
        const i = inputs.items[n];
        if (isFed[i] || isEmpty[i]) return true;
      }
      return end === inputs.start[f];
    };
    // Once, where there is no loop: those that others take from come first.
    for (let isNew = true; isNew; ) {
      isNew = false;
      for (const f of flowsInOrder) {
        if (isFed[network.to[f]] || !(received[f * lanes + lane] > 0) || !isFromFed(f)) continue;
        isFed[network.to[f]] = 1;
        isNew = true;
      }
    }
  };
  let first: Run['parameters'] | undefined;
  return {
    begin() {
      for (const sum of [paid, taken]) sum.fill(0);
      first = undefined;
    },
    add(run, t) {
      first = run.parameters;
      const { cost, shipped } = run;
      const { changing: slots, values } = first.schedule;
      const row = placeOf(run, flows, t);
      for (const f of costly) {
        for (let column = f * lanes; column < (f + 1) * lanes; column++) {
          paid[column] += cost[row + column] * shipped[row + column];
        }
      }
      for (const { column, input } of changing) {
        const from = (t * slots.length + column) * lanes;
        const flow = row + inputOwner[input] * lanes;
        for (let lane = 0; lane < lanes; lane++) {
          taken[input * lanes + lane] += values[from + lane] * shipped[flow + lane];
        }
      }
    },
    result() {
      const costs = new Float64Array(stockpiles * lanes);
      if (first === undefined) return costs;
      const { schedule, money } = first;
      const { received, shipped } = totals.result();
      const costOf = (place: number) =>
        shipped[place] > 0 ? paid[place] / shipped[place] : schedule.first[layout.cost * lanes + place];
      const perUnit = (input: number, lane: number) => {
        const all = shipped[inputOwner[input] * lanes + lane];
        const place = input * lanes + lane;
        return isDated[input] && all > 0 ? taken[place] / all : schedule.first[layout.inputPerUnit * lanes + place];
      };
      /** What is known of the cost of stockpile j; what hangs on costs of its own system goes into `row`. */
      const knownOf = (j: number, lane: number, row: Float64Array): number => {
        let [all, known] = [0, 0];
        for (let d = deliveries.start[j]; d < deliveries.start[j + 1]; d++) {
          const amount = received[deliveries.items[d] * lanes + lane];
          if (amount > 0) all += amount;
        }
        for (let d = deliveries.start[j]; d < deliveries.start[j + 1]; d++) {
          const f = deliveries.items[d];
          const place = f * lanes + lane;
          if (!(received[place] > 0)) continue;
          const part = received[place] / all;
          known += part * costOf(place);
          for (let n = inputs.start[f]; n < inputs.start[f + 1]; n++) {
            const i = inputs.items[n];
            const share = part * perUnit(n, lane);
            if (systemOf[i] === systemOf[j]) row[placeIn[i]] -= share;
            else known += share * costs[i * lanes + lane];
          }
        }
        return known;
      };
      for (let lane = 0; lane < lanes; lane++) {
        findFed(received, lane);
        for (const { members, matrix, right } of systems) {
          for (let place = 0; place < members.length; place++) {
            const [j, row] = [members[place], matrix[place]];
            row.fill(0);
            row[place] = 1;
            right[place] = isFed[j] ? knownOf(j, lane, row) : money.price[j * lanes + lane];
          }
          solve(matrix, right);
          for (let place = 0; place < members.length; place++) costs[members[place] * lanes + lane] = right[place];
        }
      }
      return costs;
    },
  };
}

/** Of each stockpile, those that flows into it take from. */
function sourcesOf({ network: { stockpiles, deliveries, inputs } }: Model): number[][] {
  return Array.from({ length: stockpiles }, (_, j) =>
    [...ownedBy(deliveries, j)].flatMap((f) => [...ownedBy(inputs, f)]),
  );
}

function ownedBy({ start, items }: Table, owner: number): Int32Array {
  return items.subarray(start[owner], start[owner + 1]);
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
