/** The numbers of runs: the model's expressions evaluated under given values of the assumptions. */
import { central, mapDistribution } from '../chance/distribution.ts';
import { type Outcome, outcome } from '../issue.ts';
import { evaluate } from '../quantity/evaluate.ts';
import { fieldsOf, type Numbers, numbersOf } from './fields.ts';
import type { Table as Lists, Model, Parameters, Tabulated } from './network.ts';
import { steadyState } from './steady-state.ts';
import { type Table, tabulate } from './tabulate.ts';

/**
 * Central values of the assumptions by position (model.md, Chance); of one its value may be `set` instead, and what
 * follows from it follows.
 */
export function centralValues(
  { scenario }: Model,
  set?: { readonly position: number; readonly value: number },
): Float64Array {
  const values = new Float64Array(scenario.assumptions.length);
  for (const position of scenario.evaluationOrder) {
    const { distribution } = scenario.assumptions[position] as (typeof scenario.assumptions)[number];
    values[position] =
      position === set?.position
        ? set.value
        : central(mapDistribution(distribution, (parameter) => evaluate(parameter, { elapsed: 0, values })));
  }
  return values;
}

/**
 * The parameters of runs side by side, `values[position · lanes + lane]` being those of the assumptions; every fault
 * of theirs at once.
 */
export function parametersOf(model: Model, values: ArrayLike<number>, lanes = 1): Outcome<Parameters> {
  return parametersFinder(model, lanes)(values);
}

/** What has been found under some values of the uncertain assumptions. */
interface Known extends Table {
  readonly numbers: Numbers;
}

/**
 * Finds parameters again and again, for so many lanes, under values that differ in uncertain assumptions alone: what
 * does not use these is evaluated once.
 */
export function parametersFinder(model: Model, lanes: number): (values: ArrayLike<number>) => Outcome<Parameters> {
  const { network } = model;
  const fields = fieldsOf(model);
  let known: Known | undefined;
  return (values) => {
    const numbers = numbersOf(model, fields, { elapsed: 0, lanes, values }, known?.numbers);
    const table = tabulate(model, values, lanes, known);
    const faults = [...numbers.issues, ...table.issues];
    if (faults.length > 0) return outcome<Parameters>(undefined, faults);
    const { taken, given, lead, cost, releaseBelow, adjust, forecast, switchable, noise, conserve } = numbers.found;
    const start = steadyState(model, table.undisturbed, taken, values, lanes);
    if (start.issues.length > 0) return outcome<Parameters>(undefined, start.issues);
    known ??= { numbers: numbers.found, ...table, schedule: copyOf(table.schedule) };
    const { schedule } = table;
    fillCovers(model, schedule, start.initialCover, lanes);
    const { initialOnHand, initialForecast, initialFlow } = start;
    // Written out: objects of one make are what engines compile code for.
    const parameters: Parameters = {
      lanes,
      schedule,
      inputPerUnit: taken,
      byproductPerUnit: given,
      lead: Int32Array.from(lead),
      cost,
      releaseBelow,
      adjust,
      forecast,
      switchable,
      noise,
      conserve,
      initialOnHand,
      initialForecast,
      initialFlow,
      sharesAreConstant: !schedule.changing.some(
        (slot) => slot >= schedule.layout.share && slot < schedule.layout.share + network.flows,
      ),
      switchOrder: byCost(network.inflows, cost, lanes),
      releaseOrder: byCost(network.releasesInto, cost, lanes),
    };
    return outcome(parameters, []);
  };
}

function copyOf({ layout, changing, first, values }: Tabulated): Tabulated {
  return { layout, changing, first: first.slice(), values: values.slice() };
}

/** Fills in `cover` where it is not given: I_j(0)/F_j(0). */
function fillCovers(
  { network, scenario, plan }: Model,
  { layout, first, changing, values }: Tabulated,
  initialCover: Float64Array,
  lanes: number,
): void {
  const fill = (j: number, rows: Float64Array, from: number, apart: number) => {
    if (scenario.stockpiles[j]?.target !== undefined) return;
    for (let place = from; place < rows.length; place += apart) {
      for (let lane = 0; lane < lanes; lane++) {
        if (Number.isNaN(rows[place + lane])) rows[place + lane] = initialCover[j * lanes + lane];
      }
    }
  };
  for (let j = 0; j < network.stockpiles; j++) fill(j, first, (layout.cover + j) * lanes, plan.slots.length * lanes);
  for (const [column, slot] of changing.entries()) {
    const j = slot - layout.cover;
    if (j >= 0 && j < network.stockpiles) fill(j, values, column * lanes, changing.length * lanes);
  }
}

/** Each list by ascending cost, lane by lane; ties stay by id. */
function byCost({ start, items }: Lists, cost: Float64Array, lanes: number): Lists {
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
