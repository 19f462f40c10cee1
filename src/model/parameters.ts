/** The numbers of one run: the model's expressions evaluated under given values of the assumptions. */
import { wholeSteps } from '../calendar.ts';
import { central, mapDistribution } from '../distribution.ts';
import type { Expression } from '../expression.ts';
import { type Issue, type Outcome, outcome, type Path } from '../issue.ts';
import { tableOf } from './compile.ts';
import type { Model, Parameters, Table } from './network.ts';
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

/** The parameters of a run under `values` of the assumptions, by position; every fault of theirs at once. */
export function parametersOf(model: Model, values: ArrayLike<number>): Outcome<Parameters> {
  const { scenario, network, stepDays } = model;
  const { stockpiles, flows, demands } = scenario;
  const issues: Issue[] = [];
  const read = (expression: Expression, path: Path, most = Number.POSITIVE_INFINITY): number => {
    const value = expression.at({ elapsed: 0, values });
    if (!(value >= 0 && value <= most && Number.isFinite(value))) issues.push(outOfRange(path, value, most));
    return value;
  };
  const taken = Float64Array.from(
    flows.flatMap(({ id, from }) =>
      from.map(({ stockpile, perUnit }) => {
        const path = ['flows', id, 'from', stockpile];
        const amount = read(perUnit, path);
        if (amount === 0) issues.push(outOfRange(path, amount, Number.POSITIVE_INFINITY, 'a number above 0'));
        return amount;
      }),
    ),
  );
  const given = Float64Array.from(
    flows.flatMap(({ id, byproducts }) =>
      byproducts.map(({ stockpile, perUnit }) => read(perUnit, ['flows', id, 'byproducts', stockpile])),
    ),
  );
  for (const { id, initial } of stockpiles) if (initial) read(initial.value, ['stockpiles', id, 'initial']);
  const { schedule, undisturbed, issues: faults } = tabulate(model, values);
  issues.push(...faults);
  if (issues.length > 0) return outcome<Parameters>(undefined, issues);
  const {
    initialCover,
    issues: startFaults,
    ...start
  } = undisturbedStart(model, undisturbed, schedule.layout, taken, values);
  issues.push(...startFaults);
  fillCover(model, schedule, initialCover);
  const cost = Float64Array.from(flows, (flow) => read(flow.cost, ['flows', flow.id, 'cost']));
  const atLeastOneStep = (days: number) => Math.max(1, days / stepDays);
  const parameters: Parameters = {
    schedule,
    sharesAreConstant: !schedule.changing.some(
      (slot) => slot >= schedule.layout.share && slot < schedule.layout.share + network.flows,
    ),
    taken,
    given,
    lead: Int32Array.from(flows, ({ id, lead }) =>
      lead === undefined ? 1 : wholeSteps(read(lead, ['flows', id, 'lead']), stepDays),
    ),
    cost,
    releaseBelow: Float64Array.from(flows, ({ id, releaseBelow }) =>
      releaseBelow === undefined ? Number.NaN : read(releaseBelow, ['flows', id, 'release', 'below']) / stepDays,
    ),
    adjust: Float64Array.from(stockpiles, ({ id, adjust }) =>
      atLeastOneStep(read(adjust, ['stockpiles', id, 'adjust'])),
    ),
    forecast: Float64Array.from(stockpiles, ({ id, forecast }) =>
      atLeastOneStep(read(forecast, ['stockpiles', id, 'forecast'])),
    ),
    switchable: Float64Array.from(stockpiles, ({ id, switchable }) =>
      read(switchable, ['stockpiles', id, 'switchable'], 1),
    ),
    noise: Float64Array.from(demands, ({ id, noise }) => read(noise, ['demands', id, 'noise'])),
    conserve: Float64Array.from(demands, ({ id, conserve }) =>
      conserve === undefined ? 0 : read(conserve, ['demands', id, 'conserve']) / stepDays,
    ),
    switchOrder: byCost(network.inflows, cost),
    releaseOrder: byCost(releasesInto(model), cost),
    ...start,
  };
  return outcome(parameters, issues);
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
  { network, scenario }: Model,
  { layout, first, changing, values }: Parameters['schedule'],
  initialCover: Float64Array,
): void {
  for (let j = 0; j < network.stockpiles; j++) {
    if (scenario.stockpiles[j]?.target !== undefined) continue;
    const slot = layout.cover + j;
    if (Number.isNaN(first[slot])) first[slot] = initialCover[j];
    const column = changing.indexOf(slot);
    if (column < 0) continue;
    for (let place = column; place < values.length; place += changing.length) {
      if (Number.isNaN(values[place])) values[place] = initialCover[j];
    }
  }
}

function releasesInto({ network }: Model): Table {
  return tableOf(
    Array.from({ length: network.stockpiles }, (_, j) =>
      Array.from(network.isRelease.keys()).filter((f) => network.isRelease[f] === 1 && network.to[f] === j),
    ),
  );
}

/** Each list by ascending cost; ties stay by id. */
function byCost({ start, items }: Table, cost: Float64Array): Table {
  const sorted = Int32Array.from(items);
  for (let owner = 0; owner + 1 < start.length; owner++) {
    const list = Array.from(sorted.subarray(start[owner], start[owner + 1]));
    sorted.set(
      list.sort((left, right) => cost[left] - cost[right] || left - right),
      start[owner],
    );
  }
  return { start, items: sorted };
}
