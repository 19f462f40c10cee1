/** A fault in any part of an ensemble is what the whole comes to: nothing is made of the rest. */
import { expect, test } from 'vitest';
import { ensembleOf } from '../../../src/index.ts';
import { type Issue, outcome } from '../../../src/issue.ts';
import { type Executor, inlineExecutor } from '../../../src/metrics/ensemble/executor.ts';
import type { Task } from '../../../src/metrics/ensemble/tasks.ts';
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

/** A crew that finds a fault in some parts. */
function faulty(runs: number, isFaulty: (task: Task) => boolean): Executor {
  const { workers, perform } = inlineExecutor(model, plain(runs));
  return { workers, perform: async (task) => (isFaulty(task) ? outcome<never>(undefined, [FAULT]) : perform(task)) };
}

test.each([
  ['the first', ({ first }: Task) => first === 0],
  ['one with series', ({ series }: Task) => series !== undefined],
  ['one of rows alone', ({ series }: Task) => series === undefined],
  ['the last', ({ first, count }: Task) => first + count === 5000],
])('a fault in a part is told: %s', async (_, isFaulty) => {
  const heard: number[] = [];
  const rows = ({ first }: { readonly first: number }) => void heard.push(first);
  const found = await ensembleOf(model, plain(5000), faulty(5000, isFaulty), { rows });
  expect(found).toEqual({ ok: false, issues: [FAULT] });
  expect(heard.every((first) => first < 5000)).toBe(true);
});
