/** A fault in any part of an ensemble is what the whole comes to: nothing is made of the rest. */
import { describe, expect, test } from 'vitest';
import { type Issue, outcome } from '../../../src/issue.ts';
import { countedSpread } from '../../../src/metrics/ensemble/counted.ts';
import { type Crew, soloCrew } from '../../../src/metrics/ensemble/crew.ts';
import { exactSpread } from '../../../src/metrics/ensemble/exact.ts';
import { shapeOf } from '../../../src/metrics/ensemble/spread.ts';
import type { Task } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import { madeUncertain, plain } from '../../ensembles.ts';
import { run } from '../../run.ts';

const { model } = run(
  madeUncertain({
    ...{ version: 2, title: 'a shelf', start: '2025-01-06', horizon: '10 weeks' },
    stockpiles: { shelf: { cover: '2 weeks' } },
    flows: { lane: { to: 'shelf', licence: 'export' } },
    licences: { export: { phases: [{ from: '2025-02-03', allow: 'coin' }] } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
  }),
).run;

const FAULT: Issue = {
  ...{ severity: 'error', code: 'out-of-range', path: ['flows', 'lane', 'capacity'] },
  ...{ expected: '0 or more', found: '-1', remedy: 'Bound it.' },
};

/** A crew of which every part of a kind has a fault. */
function faulty(kind: Task['kind'], runs: number): Crew {
  const { workers, perform } = soloCrew(model, plain(runs));
  return {
    workers,
    perform: (task) => (task.kind === kind ? Promise.resolve(outcome<never>(undefined, [FAULT])) : perform(task)),
  };
}

describe.each([
  ['counted', countedSpread, 'sample', 1200],
  ['counted', countedSpread, 'pilot', 1200],
  ['counted', countedSpread, 'edges', 1200],
  ['counted', countedSpread, 'count', 1200],
  ['exact', exactSpread, 'sample', 100],
  ['exact', exactSpread, 'quantiles', 100],
] as const)('%s', (_, spread, kind, runs) => {
  test(`a fault in a part of kind ${kind} is told`, async () => {
    const shape = shapeOf(model, metricsIn(model));
    const nothing = () => undefined;
    const found = await spread(shape, runs, faulty(kind, runs), nothing, nothing);
    expect(found).toEqual({ ok: false, issues: [FAULT] });
  });
});
