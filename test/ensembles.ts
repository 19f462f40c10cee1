/** What tests of ensembles share: single runs out of blocks, and scenarios made uncertain. */
import type { Model, Parameters } from '../src/index.ts';
import type { Chance } from '../src/model/draws.ts';
import { laneOf, parametersOfLane } from '../src/model/lane.ts';
import { parametersOf } from '../src/model/parameters.ts';
import { drawnPaths } from '../src/model/processes.ts';
import { emptyRun, type Run } from '../src/simulation/record.ts';
import { replicatesOf } from '../src/simulation/replicates.ts';

/** One replicate of an ensemble as a run of its own. */
export interface Replicate {
  readonly run: Run;
  readonly parameters: Parameters;
  readonly values: Float64Array;
}

/** Replicates of a model one by one; throws where their numbers can't be. */
export function* replicates(model: Model, chance: Chance, first = 0, count = chance.runs): Generator<Replicate> {
  const drawPaths = drawnPaths(model, chance.seed);
  let at = first;
  for (const block of replicatesOf(model, chance).drawn(first, count)) {
    if (!block.ok) throw new Error(JSON.stringify(block.issues));
    const { run: row, values, steps } = block.value;
    const run = emptyRun(model, row.parameters);
    for (const t of steps) copyRow(row, run, t);
    const paths = drawPaths(values, at, run.lanes);
    if (!paths.ok) throw new Error(JSON.stringify(paths.issues));
    const parameters = parametersOf(model, values, run.lanes, paths.value);
    if (!parameters.ok) throw new Error(JSON.stringify(parameters.issues));
    at += run.lanes;
    for (let lane = 0; lane < run.lanes; lane++) {
      yield {
        run: runOfLane(run, lane),
        parameters: parametersOfLane(parameters.value, lane),
        values: laneOf(values, lane, run.lanes),
      };
    }
  }
}

/** Copies the one step that a record holds into its row of another that holds them all. */
function copyRow(from: Run, into: Run, t: number): void {
  for (const [name, values] of Object.entries(from)) {
    if (values instanceof Float64Array) {
      (into[name as keyof Run] as Float64Array).set(values, t * values.length);
    }
  }
}

/** The run in one lane of a block. */
export function runOfLane(block: Run, lane: number): Run {
  const own = Object.entries(block).map(([name, value]) => [
    name,
    value instanceof Float64Array ? laneOf(value, lane, block.lanes) : value,
  ]);
  return { ...(Object.fromEntries(own) as Run), parameters: parametersOfLane(block.parameters, lane), lanes: 1 };
}

/** Plain chance under one seed. */
export function plain(runs: number, seed = 'a seed'): Chance {
  return { seed, sampling: 'plain', runs };
}

/** The scenario with leads, reviews, gaps and forecasts that nobody knows, and demands that jump by `noise`. */
export function madeUncertain(scenario: object, noise = 0.3): object {
  const { stockpiles, flows, licences, demands, ...rest } = scenario as Record<string, Record<string, object>>;
  const each = (entities: Record<string, object> | undefined, more: (one: object) => object) =>
    entities && Object.fromEntries(Object.entries(entities).map(([id, one]) => [id, { ...one, ...more(one) }]));
  return {
    ...rest,
    assumptions: {
      way: { uniform: ['3 days', '40 days'] },
      gap: { lognormal: ['6 weeks', 2] },
      memory: { triangular: ['1 week', '4 weeks', '20 weeks'] },
      turned: {
        choice: [
          [0, 1],
          [0.5, 2],
          [1, 1],
        ],
      },
      coin: { chance: 0.3 },
    },
    stockpiles: each(stockpiles, () => ({ adjust: 'gap', forecast: 'memory', switchable: 'turned' })),
    flows: each(flows, () => ({ lead: 'way * (1 + coin)' })),
    ...(licences && { licences }),
    ...(demands && { demands: each(demands, () => ({ noise })) }),
  };
}
