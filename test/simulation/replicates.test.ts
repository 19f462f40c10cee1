/** Replicates of a model: as many as are asked for, each by its number. */
import { expect, test } from 'vitest';
import { madeUncertain, plain, replicates } from '../ensembles.ts';
import { run } from '../run.ts';

const { model } = run(
  madeUncertain({
    ...{ version: 2, title: 'replicates', start: '2025-01-06', horizon: '5 weeks' },
    stockpiles: { shelf: { cover: '2 weeks' } },
    flows: { lane: { to: 'shelf' } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
  }),
).run;

test.each([
  [0, 1],
  [0, 16],
  [3, 20],
  [16, 32],
  [7, 41],
])('from %d on so many as %d, each the same as among others', (first, count) => {
  const told = (one: ReturnType<typeof replicates>) => Array.from(one, ({ run, values }) => [run.demand, values]);
  const all = told(replicates(model, plain(48)));
  expect(new Set(all.map(([, values]) => values.join())).size).toBe(48);
  expect(told(replicates(model, plain(48), first, count))).toEqual(all.slice(first, first + count));
});
