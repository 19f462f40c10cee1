/** Models whose assumptions are what a test needs; what they mean for the metric is up to the test. */
import { type Outcome, outcome } from '../../../src/issue.ts';
import type { Executor } from '../../../src/metrics/ensemble/executor.ts';
import { momentsOf } from '../../../src/metrics/ensemble/moments.ts';
import type { Part, Task } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import { type Chance, draws } from '../../../src/model/draws.ts';
import type { Model } from '../../../src/model/network.ts';
import { run } from '../../run.ts';

/** A model of one stockpile, never short, with these assumptions, and `more` of what a file may say. */
export function modelWith(
  assumptions: object,
  { noise = 0, ...more }: { noise?: number; together?: object } = {},
): Model {
  return run({
    ...{ version: 2, title: 'Assumptions', start: '2025-01-01', horizon: '4 weeks', assumptions },
    stockpiles: { ore: { cover: '4 weeks' } },
    flows: { mine: { to: 'ore', cost: '1 USD/t' } },
    demands: { works: { from: 'ore', rate: '70 t/year', noise } },
    ...more,
  }).run.model;
}

/** A crew whose runs have one metric, which follows from the values of the assumptions, by id; every other is null. */
export function crewBy(
  model: Model,
  chance: Chance,
  path: string,
  metric: (of: (id: string) => number) => number,
): Executor {
  const { assumptions } = model.scenario;
  const place = new Map(assumptions.map(({ id }, position) => [id, position]));
  const metrics = metricsIn(model);
  const draw = draws(model, chance);
  const partOf = ({ first, count, given }: Task): Outcome<Part> => {
    const drawn = given ? outcome(given, []) : draw(first, count);
    if (!drawn.ok) return drawn;
    const all = new Float64Array(metrics.length * count).fill(Number.NaN);
    for (let one = 0; one < count; one++) {
      const value = metric((id) => drawn.value[(place.get(id) as number) * count + one]);
      // As a metric column has it: a time that never comes is null there.
      all[metrics.findIndex((each) => each.path === path) * count + one] = Number.isFinite(value) ? value : Number.NaN;
    }
    const rows = { first, count, values: drawn.value, metrics: all };
    return outcome<Part>({ rows, moments: momentsOf(rows), series: undefined, encoded: undefined }, []);
  };
  return { workers: 1, perform: async (task) => partOf(task) };
}
