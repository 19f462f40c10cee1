/** The numbers of one run: the model's expressions evaluated under given values of the assumptions. */
import { wholeSteps } from '../calendar.ts';
import { central, mapDistribution } from '../distribution.ts';
import type { Expression } from '../expression.ts';
import { type Issue, type Outcome, outcome, type Path } from '../issue.ts';
import type { Model, Parameters, Table } from './network.ts';
import { lanesOf } from './plan.ts';
import { tabulate } from './tabulate.ts';
import { undisturbedStart } from './undisturbed.ts';

/** Central values of the assumptions by position (model.md, Chance). */
export function centralValues({ scenario }: Model): Float64Array {
  const values = new Float64Array(scenario.assumptions.length);
  for (const position of scenario.evaluationOrder) {
    const { distribution } = scenario.assumptions[position] as (typeof scenario.assumptions)[number];
    values[position] = central(mapDistribution(distribution, (parameter) => parameter.at({ elapsed: 0, values })));
  }
  return values;
}

/**
 * The parameters of runs side by side, `values[position · lanes + lane]` being those of the assumptions; every fault
 * of theirs at once.
 */
export function parametersOf(model: Model, values: ArrayLike<number>, lanes = 1): Outcome<Parameters> {
  const { scenario, network, stepDays } = model;
  const { stockpiles, flows, demands } = scenario;
  const issues: Issue[] = [];
  const block = { elapsed: 0, lanes, values };
  const read = (expression: Expression, path: Path, most = Number.POSITIVE_INFINITY): Float64Array => {
    const column = lanesOf(expression, block);
    const wrong = column.find((value) => !(value >= 0 && value <= most && Number.isFinite(value)));
    if (wrong !== undefined) issues.push(outOfRange(path, wrong, most));
    return column;
  };
  /** One number of each entity, lane by lane; where the file gives none, `otherwise`. */
  const each = <T extends { readonly id: string }>(
    entities: readonly T[],
    expressionOf: (entity: T) => Expression | undefined,
    pathOf: (id: string) => Path,
    otherwise: number,
    convert = (value: number) => value,
    most = Number.POSITIVE_INFINITY,
  ): Float64Array => {
    const all = new Float64Array(entities.length * lanes).fill(otherwise);
    for (const [position, entity] of entities.entries()) {
      const expression = expressionOf(entity);
      if (expression !== undefined) all.set(read(expression, pathOf(entity.id), most).map(convert), position * lanes);
    }
    return all;
  };
  const recipe = (key: 'from' | 'byproducts', isTaken: boolean) =>
    joined(
      flows.flatMap(({ id, [key]: recipes }) =>
        recipes.map(({ stockpile, perUnit }) => {
          const path = ['flows', id, key, stockpile];
          const column = read(perUnit, path);
          if (isTaken && column.includes(0)) {
            issues.push(outOfRange(path, 0, Number.POSITIVE_INFINITY, 'a number above 0'));
          }
          return column;
        }),
      ),
      lanes,
    );
  const taken = recipe('from', true);
  const given = recipe('byproducts', false);
  for (const { id, initial } of stockpiles) if (initial) read(initial.value, ['stockpiles', id, 'initial']);
  const { schedule, undisturbed, issues: faults } = tabulate(model, values, lanes);
  issues.push(...faults);
  if (issues.length > 0) return outcome<Parameters>(undefined, issues);
  const { initialCover, issues: startFaults, ...start } = undisturbedStart(model, undisturbed, taken, values, lanes);
  issues.push(...startFaults);
  fillCover(model, schedule, initialCover, lanes);
  const inSteps = (days: number) => days / stepDays;
  const atLeastOneStep = (days: number) => Math.max(1, inSteps(days));
  const stockpile = (key: 'adjust' | 'forecast' | 'switchable', convert?: (value: number) => number, most?: number) =>
    each(
      stockpiles,
      ({ [key]: value }) => value,
      (id) => ['stockpiles', id, key],
      0,
      convert,
      most,
    );
  const cost = each(
    flows,
    (flow) => flow.cost,
    (id) => ['flows', id, 'cost'],
    0,
  );
  const parameters: Parameters = {
    ...{ lanes, schedule, taken, given, cost },
    sharesAreConstant: !schedule.changing.some(
      (slot) => slot >= schedule.layout.share && slot < schedule.layout.share + network.flows,
    ),
    lead: Int32Array.from(
      each(
        flows,
        ({ lead }) => lead,
        (id) => ['flows', id, 'lead'],
        1,
        (days) => wholeSteps(days, stepDays),
      ),
    ),
    releaseBelow: each(
      flows,
      ({ releaseBelow }) => releaseBelow,
      (id) => ['flows', id, 'release', 'below'],
      Number.NaN,
      inSteps,
    ),
    adjust: stockpile('adjust', atLeastOneStep),
    forecast: stockpile('forecast', atLeastOneStep),
    switchable: stockpile('switchable', undefined, 1),
    noise: each(
      demands,
      ({ noise }) => noise,
      (id) => ['demands', id, 'noise'],
      0,
    ),
    conserve: each(
      demands,
      ({ conserve }) => conserve,
      (id) => ['demands', id, 'conserve'],
      0,
      inSteps,
    ),
    switchOrder: byCost(network.inflows, cost, lanes),
    releaseOrder: byCost(network.releasesInto, cost, lanes),
    ...start,
  };
  return outcome(parameters, issues);
}

/** Columns of so many lanes, one after the other. */
function joined(columns: readonly Float64Array[], lanes: number): Float64Array {
  const all = new Float64Array(columns.length * lanes);
  for (const [position, column] of columns.entries()) all.set(column, position * lanes);
  return all;
}

function outOfRange(path: Path, value: number, most: number, words?: string): Issue {
  const bounds = most === Number.POSITIVE_INFINITY ? 'a finite number of at least 0' : `a number from 0 to ${most}`;
  const expected = words ?? bounds;
  return {
    severity: 'error',
    code: 'out-of-range',
    path,
    expected,
    found: String(value),
    remedy: 'Mend it, or the assumptions that it uses.',
  };
}

/** `cover` defaults to I_j(0)/F_j(0). */
function fillCover(
  { network, scenario, plan }: Model,
  { layout, first, changing, values }: Parameters['schedule'],
  initialCover: Float64Array,
  lanes: number,
): void {
  const { slots } = plan;
  for (let j = 0; j < network.stockpiles; j++) {
    if (scenario.stockpiles[j]?.target !== undefined) continue;
    const slot = layout.cover + j;
    const fill = (rows: Float64Array, from: number, apart: number) => {
      for (let place = from; place < rows.length; place += apart) {
        for (let lane = 0; lane < lanes; lane++) {
          if (Number.isNaN(rows[place + lane])) rows[place + lane] = initialCover[j * lanes + lane];
        }
      }
    };
    fill(first, slot * lanes, slots.length * lanes);
    const column = changing.indexOf(slot);
    if (column >= 0) fill(values, column * lanes, changing.length * lanes);
  }
}

/** Each list by ascending cost, lane by lane; ties stay by id. */
function byCost({ start, items }: Table, cost: Float64Array, lanes: number): Table {
  const sorted = new Int32Array(items.length * lanes);
  for (let owner = 0; owner + 1 < start.length; owner++) {
    const list = Array.from(items.subarray(start[owner], start[owner + 1]));
    for (let lane = 0; lane < lanes; lane++) {
      list.sort((left, right) => cost[left * lanes + lane] - cost[right * lanes + lane] || left - right);
      for (const [n, f] of list.entries()) sorted[(start[owner] + n) * lanes + lane] = f;
    }
  }
  return { start, items: sorted };
}
