/** The numbers of runs: the model's expressions evaluated under given values of the assumptions. */
import { central, mapDistribution } from '../chance/distribution.ts';
import { type Outcome, outcome } from '../issue.ts';
import { evaluate, SideBySide } from '../quantity/evaluate.ts';
import { fieldsOf, type Numbers, numbersOf } from './fields.ts';
import type { Table as Lists, Model, Parameters, Tabulated } from './network.ts';
import type { InForce } from './plan.ts';
import { centralPaths, type Paths } from './processes.ts';
import { steadyState } from './steady-state.ts';
import { emptyTable, scaleOf, tabulate } from './tabulate.ts';

/**
 * Central values of the assumptions by position (model.md, Chance); of some their values may be `set` instead, by
 * position, and what follows from them follows.
 */
export function centralValues({ scenario }: Pick<Model, 'scenario'>, set?: ReadonlyMap<number, number>): Float64Array {
  const values = new Float64Array(scenario.assumptions.length);
  for (const position of scenario.evaluationOrder) {
    const { distribution } = scenario.assumptions[position] as (typeof scenario.assumptions)[number];
    values[position] =
      set?.get(position) ??
      central(mapDistribution(distribution, (parameter) => evaluate(parameter, { elapsed: 0, values })));
  }
  return values;
}

/**
 * The parameters of runs side by side, `values[position · lanes + lane]` being those of the assumptions, and `paths`
 * those of the processes (those of the central run where none are given); every fault of theirs at once.
 */
export function parametersOf(model: Model, values: ArrayLike<number>, lanes = 1, paths?: Paths): Outcome<Parameters> {
  return parametersFinder(model, lanes)(values, paths);
}

/**
 * Finds parameters again and again, for so many lanes, under values that differ in uncertain assumptions alone, and any
 * paths of processes: what does not use these is evaluated once. What is found stands until something else is asked for.
 */
export function parametersFinder(
  model: Model,
  lanes: number,
): (values: ArrayLike<number>, paths?: Paths) => Outcome<Parameters> {
  const { network } = model;
  const fields = fieldsOf(model);
  const block = new SideBySide(lanes);
  const usual = centralPaths(model, lanes);
  const table = emptyTable(model, lanes);
  let known: Numbers | undefined;
  return (values, paths = usual) => {
    const numbers = numbersOf(model, fields, block.under(values), known);
    const faults = [...numbers.issues, ...tabulate(model, block, paths, table, known !== undefined)];
    if (faults.length > 0) return outcome<Parameters>(undefined, faults);
    const { constants, money } = numbers.found;
    const start = steadyState(model, table.undisturbed, constants, values, lanes, paths);
    if (start.issues.length > 0) return outcome<Parameters>(undefined, start.issues);
    known ??= numbers.found;
    const { schedule } = table;
    const { initialCover, initialOnHand, initialForecast, initialFlow, initialLead } = start;
    fillCovers(model, schedule, initialCover, block, paths);
    const { layout, first } = schedule;
    const isConstant = (from: number) => !schedule.changing.some((slot) => slot >= from && slot < from + network.flows);
    const cost = first.subarray(layout.cost * lanes, (layout.cost + network.flows) * lanes);
    // Of one make, always: engines compile code for that.
    const parameters: Parameters = {
      ...constants,
      ...{ lanes, schedule, money, initialOnHand, initialForecast, initialFlow, initialLead },
      sharesAreConstant: isConstant(layout.share),
      costsAreConstant: isConstant(layout.cost),
      switchOrder: byCost(network.inflows, cost, lanes),
      releaseOrder: byCost(network.releasesInto, cost, lanes),
    };
    return outcome(parameters, []);
  };
}

/** Fills in `cover` where it is not given: I_j(0)/F_j(0), times what scales it. */
function fillCovers(
  { network, scenario, plan, steps, stepDays }: Model,
  { layout, first, changing, values: rows }: Tabulated,
  initialCover: Float64Array,
  block: SideBySide,
  paths: Paths,
): void {
  const { lanes } = block;
  const fill = (j: number, inForce: readonly InForce[], t: number, into: Float64Array) => {
    if (!Number.isNaN(into[0])) return;
    const scales = inForce.flatMap((one) => one.scales);
    const factors = scales.length === 0 ? undefined : scaleOf(scales, block.at(t * stepDays, paths.at(t)));
    for (let lane = 0; lane < lanes; lane++) {
      into[lane] = initialCover[j * lanes + lane] * (factors?.[lane] ?? 1);
    }
  };
  for (let j = 0; j < network.stockpiles; j++) {
    if (scenario.stockpiles[j].target !== undefined) continue;
    const slot = layout.cover + j;
    fill(j, plan.first[slot], 0, first.subarray(slot * lanes, (slot + 1) * lanes));
    const column = changing.indexOf(slot);
    if (column < 0) continue;
    for (let t = 0; t < steps; t++) {
      const from = (t * changing.length + column) * lanes;
      fill(j, plan.inForce[column][t], t, rows.subarray(from, from + lanes));
    }
  }
}

/** Each list by ascending cost, lane by lane; ties stay by id. */
export function byCost({ start, items }: Lists, cost: Float64Array, lanes: number): Lists {
  const sorted = new Int32Array(items.length * lanes);
  for (let owner = 0; owner + 1 < start.length; owner++) {
    // By insertion: lists are short and by id, and there is one for each lane.
    for (let lane = 0; lane < lanes; lane++) {
      for (let n = start[owner]; n < start[owner + 1]; n++) {
        const own = cost[items[n] * lanes + lane];
        let place = n;
        for (; place > start[owner]; place--) {
          const before = sorted[(place - 1) * lanes + lane];
          if (cost[before * lanes + lane] <= own) break;
          sorted[place * lanes + lane] = before;
        }
        sorted[place * lanes + lane] = items[n];
      }
    }
  }
  return { start, items: sorted };
}
