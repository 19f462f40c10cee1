/** A target held against replicates, on numbers that can be followed by hand. */
import { expect, test } from 'vitest';
import { metricsIn } from '../../../src/metrics/measures.ts';
import { probeOf, readTarget, type Target } from '../../../src/metrics/study/target.ts';
import { run } from '../../run.ts';

const { model } = run({
  ...{ version: 2, title: 'target', start: '2025-01-06', horizon: '3 weeks' },
  stockpiles: { shelf: { initial: '9 t' } },
  flows: { lane: { to: 'shelf', licence: 'export' } },
  licences: { export: { phases: [{ from: '2025-01-06' }] } },
  demands: { users: { from: 'shelf', rate: '1 t/week' } },
}).run;

function targetOf(that: string): Target {
  const target = readTarget(model, that);
  if (!target.ok) throw new Error(target.issues[0]?.expected);
  return target.value;
}

/** What a target comes to where one metric has these values in four replicates, and all others none. */
function probe(that: string, path: string, values: readonly number[], needed: number) {
  const metrics = metricsIn(model).flatMap((one) => (one.path === path ? values : values.map(() => Number.NaN)));
  const rows = { first: 0, count: 4, metrics: Float64Array.from(metrics), values: new Float64Array() };
  return probeOf(targetOf(that), 5, rows, needed);
}

test('a time that never comes reaches any, and the last replicate that is needed tells by how much', () => {
  const path = 'demands.users.time_to_survive';
  const values = [7, Number.NaN, 28, 21];
  // Sorted 7, 21, 28, never; 14 days too few, just enough, 7 days and any number more.
  const told = { value: 5, p05: expect.closeTo(9.1, 9), p50: 24.5, p95: Infinity, mean: Infinity };
  expect(probe(`${path} >= 3 weeks`, path, values, 0.75)).toEqual({ ...told, share: 0.75, isMet: true, margin: 0 });
  expect(probe(`${path} > 3 weeks`, path, values, 0.75)).toEqual({ ...told, share: 0.5, isMet: false, margin: 0 });
  expect(probe(`${path} >= 3 weeks`, path, values, 1)).toMatchObject({ share: 0.75, isMet: false, margin: -14 });
});

test('where less is better, what falls short of the bound is the margin', () => {
  const path = 'demands.users.fill_rate';
  const found = probe(`${path} <= 50%`, path, [0.2, 0.6, 0.4, 0.5], 0.5);
  expect(found).toMatchObject({ share: 0.75, isMet: true, margin: expect.closeTo(0.1, 12) });
  expect([found.p50, found.mean]).toEqual([expect.closeTo(0.45, 12), expect.closeTo(0.425, 12)]);
});

test('a share that there is none of reaches nothing', () => {
  const path = 'licences.export.granted';
  const found = probe(`${path} >= 50%`, path, [Number.NaN, 1, 1, Number.NaN], 0.75);
  expect(found).toMatchObject({ share: 0.5, isMet: false, margin: -Infinity });
});

test('of one metric, its measure and unit are known', () => {
  expect(targetOf(' demands.users.shortage <= 5 t').metric).toMatchObject({ measure: 'amount', unit: 't' });
  expect(targetOf('2 * demands.users.shortage <= 5 t').metric).toBeUndefined();
});

test.each([
  ['demands.users.shortage == 5 t', 'a target that can be passed'],
  ['demands.users.shortage != 5 t', 'a target that can be passed'],
  ['demands.users.fill_rate >= 99', 'a target from 0 to 1, for it is a share'],
  ['demands.users.shortage < 0 t', 'a target of at least 0'],
  ['5 t >= demands.users.shortage', 'a metric on the left'],
  ['demands.users.shortage <= demands.users.shortage', 'a metric on the left'],
  ['1 <= 2', 'a metric on the left'],
  ['mean(demands.users.shortage) <= 5 t', 'a metric of a single run'],
])('%s is refused', (that, expected) => {
  const { ok, issues } = readTarget(model, that);
  expect(ok).toBe(false);
  expect(issues[0]).toMatchObject({ severity: 'error', path: ['until'] });
  expect(issues[0]?.expected).toContain(expected);
});
