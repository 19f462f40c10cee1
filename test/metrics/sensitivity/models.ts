/** Models whose assumptions are what a test needs; what they mean for the metric is up to the test. */
import type { Evaluate } from '../../../src/index.ts';
import type { Model } from '../../../src/model/network.ts';
import { run } from '../../run.ts';

/** A model of one stockpile, never short, with these assumptions. */
export function modelWith(assumptions: object): Model {
  return run({
    ...{ version: 1, title: 'Assumptions', start: '2025-01-01', horizon: '4 weeks', assumptions },
    stockpiles: { ore: { cover: '4 weeks' } },
    flows: { mine: { to: 'ore' } },
    demands: { works: { from: 'ore', rate: '70 t/year' } },
  }).run.model;
}

/** An evaluation that takes its metric from the values of the assumptions, by id. */
export function evaluateBy({ scenario }: Model, metric: (of: (id: string) => number) => number): Evaluate {
  const place = new Map(scenario.assumptions.map(({ id }, position) => [id, position]));
  return (values, runs) => ({
    ok: true,
    issues: [],
    value: Float64Array.from({ length: runs }, (_, one) =>
      metric((id) => values[(place.get(id) as number) * runs + one]),
    ),
  });
}
