/** Ensembles: parts and whole, one worker and many. */
import { expect, test } from 'vitest';
import { type EnsembleSummary, ensembleOf, metricsOf } from '../../../src/index.ts';
import { type Executor, inlineExecutor } from '../../../src/metrics/ensemble/executor.ts';
import { momentsOf } from '../../../src/metrics/ensemble/moments.ts';
import { eachRows, gatherRows, joinRows } from '../../../src/metrics/ensemble/rows.ts';
import { type Rows, taskRunner, wantedOf } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import type { Model } from '../../../src/model/network.ts';
import { madeUncertain, plain, replicates } from '../../ensembles.ts';
import { answerOf } from '../../files.ts';
import { FEWER, run } from '../../run.ts';

const SMALL = {
  ...{ version: 2, title: 'small', start: '2025-01-06', horizon: '40 weeks' },
  stockpiles: { store: { cover: '3 weeks' }, shelf: { cover: '2 weeks' } },
  flows: {
    mine: { to: 'store', capacity: '16 t/week' },
    lane: { from: 'store', to: 'shelf', licence: 'export' },
  },
  licences: {
    export: {
      phases: [
        { from: '2025-03-03', allow: 'coin' },
        { from: '2025-06-02', review: '3 weeks' },
      ],
    },
  },
  demands: { users: { from: 'shelf', rate: '10 t/week' }, others: { from: 'shelf', rate: '5 t/week' } },
  expect: [{ that: 'demands.users.shortage <= 40 t' }, { that: 'demands.users.time_to_survive >= 12 weeks' }],
};
const small = run(madeUncertain(SMALL)).run.model;
const quiet = run(madeUncertain(SMALL, 0)).run.model;

/** A crew that does parts in an order of its own, several at a time. */
function unruly(model: Model, chance: ReturnType<typeof plain>, workers: number): Executor {
  const perform = taskRunner(model, chance);
  const others = Array.from({ length: workers }, () => taskRunner(model, chance));
  let asked = 0;
  return {
    workers,
    perform: async (task) => {
      const turn = asked++;
      for (let n = 0; n < (turn * 7) % 5; n++) await Promise.resolve();
      return (others[turn % workers] ?? perform)(task);
    },
  };
}

async function summaryOf(model: Model, runs: number, crew?: Executor): Promise<EnsembleSummary> {
  const ensemble = await ensembleOf(model, plain(runs), crew ?? inlineExecutor(model, plain(runs)));
  if (!ensemble.ok) throw new Error(JSON.stringify(ensemble.issues));
  return ensemble.value;
}

test('one worker or many, in whatever order they finish: the same numbers to the last bit', async () => {
  for (const model of FEWER ? [small] : [small, answerOf('scenarios/six-month-licence.yaml').answer.run.model]) {
    const runs = model === small ? 333 : 100;
    const alone = await summaryOf(model, runs);
    for (const workers of [2, 4])
      expect(await summaryOf(model, runs, unruly(model, plain(runs), workers))).toEqual(alone);
  }
});

test('bands and statistics are those of the replicates, sorted', async () => {
  // More than a block of them.
  const runs = 110;
  const { bands, metrics, survival, everShort, expectations } = await summaryOf(small, runs);
  const all = [...replicates(small, plain(runs))];
  const told = all.map((one) => metricsOf(one.run));
  const sorted = (values: number[]) => Float64Array.from(values).sort();
  const quantile = (values: Float64Array, p: number) => {
    const [at, part] = [Math.floor((runs - 1) * p), ((runs - 1) * p) % 1];
    return part === 0 ? values[at] : values[at] + part * (values[at + 1] - values[at]);
  };
  const shortfall = bands.find((band) => band.id === 'users' && band.variable === 'shortfall');
  const k = small.scenario.demands.findIndex(({ id }) => id === 'users');
  for (let t = 0; t < small.steps; t++) {
    const values = sorted(all.map((one) => one.run.shortfall[t * 2 + k]));
    expect(shortfall?.p05[t]).toBeCloseTo(quantile(values, 0.05), 12);
    expect(shortfall?.p75[t]).toBeCloseTo(quantile(values, 0.75), 12);
    expect(shortfall?.mean[t]).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / runs, 10);
  }
  const column = (path: string) => told.map((one) => one.find((metric) => metric.path === path)?.value ?? null);
  for (const { path, p50, mean, nullShare } of metrics.filter(({ measure }) => measure !== 'date')) {
    const values = column(path).map((value) => (value === null ? Number.POSITIVE_INFINITY : Number(value)));
    expect(nullShare, path).toBe(values.filter((value) => value === Number.POSITIVE_INFINITY).length / runs);
    const expected = quantile(sorted(values), 0.5);
    if (Number.isFinite(expected)) expect(p50, path).toBeCloseTo(expected, 9);
    else expect(p50, path).toBe(Number.POSITIVE_INFINITY);
    const sum = values.reduce((total, value) => total + value, 0);
    if (nullShare > 0) expect(mean, path).toBeNull();
    else expect(Math.abs((mean as number) - sum / runs), path).toBeLessThanOrEqual(1e-12 * Math.abs(sum) + 1e-12);
  }
  const days = column('demands.users.time_to_survive');
  const own = survival.find(({ demand }) => demand === 'users');
  expect(own?.survived).toBe(days.filter((value) => value === null).length);
  expect(own?.days.map((day, n) => [day, own.counts[n]])).toEqual(
    [...new Set(days)]
      .filter((day): day is number => day !== null)
      .sort((left, right) => left - right)
      .map((day) => [day, days.filter((value) => value === day).length]),
  );
  expect(everShort.find(({ demand }) => demand === 'users')?.probability).toBe(
    column('demands.users.spells').filter((spells) => Number(spells) > 0).length / runs,
  );
  expect(expectations.map(({ probability }) => probability)).toEqual([
    column('demands.users.shortage').filter((short) => Number(short) <= 40).length / runs,
    days.filter((value) => value === null || Number(value) >= 84).length / runs,
  ]);
});

test('rows under given values are those of these values without noise, and drawn rows are the ensemble’s', async () => {
  const chance = plain(100);
  const drawn = await gatherRows(inlineExecutor(small, chance), 100);
  const calm = await gatherRows(inlineExecutor(quiet, chance), 100);
  if (!drawn.ok || !calm.ok) throw new Error('rows that cannot be');
  const given: Rows[] = [];
  await eachRows(inlineExecutor(small, chance), 100, drawn.value.values, (rows) => void given.push(rows));
  expect(joinRows(given)).toEqual(calm.value);
  expect(drawn.value.metrics).not.toEqual(calm.value.metrics);
  const all = [...replicates(small, chance)];
  expect(Array.from(drawn.value.values.subarray(0, 100))).toEqual(all.map((one) => one.values[0]));
});

test('a part that fails is told, not swallowed', async () => {
  const chance = plain(5000);
  const sound = inlineExecutor(small, chance);
  let asked = 0;
  const dying: Executor = {
    workers: 2,
    perform: (task) =>
      ++asked === 2 ? Promise.reject(new Error('died at replicates 2048 to 4095')) : sound.perform(task),
  };
  await expect(ensembleOf(small, chance, dying)).rejects.toThrow('died at replicates 2048 to 4095');
});

test('of replicates beyond those that quantiles are of, sums and few metrics say as much as whole rows', async () => {
  const runs = 100_500;
  const columns = metricsIn(small).length;
  let partial = 0;
  // Numbers that follow from replicate and metric, as simulating so many would take a minute.
  const numbered: Executor = {
    workers: 1,
    perform: async (task) => {
      const { first, count } = task;
      const metrics = Float64Array.from({ length: columns * count }, (_, n) => {
        const [metric, replicate] = [Math.floor(n / count), first + (n % count)];
        const value = (replicate * (metric + 7)) % 101;
        return value === 100 ? Number.NaN : value;
      });
      const values = Float64Array.from({ length: small.scenario.assumptions.length * count }, (_, n) => n % 2);
      const rows = { first, count, values, metrics };
      if (task.metrics) partial += count;
      const [series, encoded] = [undefined, undefined];
      return { ok: true, value: { rows: wantedOf(rows, task), moments: momentsOf(rows), series, encoded }, issues: [] };
    },
  };
  const told = (rows?: () => void) =>
    ensembleOf(small, plain(runs), numbered, { banded: [], ...(rows !== undefined && { rows }) });
  const few = await told();
  expect(partial).toBeGreaterThan(400);
  expect(partial).toBeLessThanOrEqual(500);
  const whole = await told(() => undefined);
  expect(few.ok && few.value.metrics).toEqual(whole.ok && whole.value.metrics);
  expect(few).toEqual(whole);
});

test('branches are found among the first 10,000 replicates', async () => {
  const steps = {
    ...SMALL,
    horizon: '20 weeks',
    licences: { export: { phases: [{ from: '2025-02-03', allow: 'coin' }] } },
  };
  const { branchings } = await summaryOf(run(madeUncertain(steps, 0)).run.model, 10_100);
  expect(branchings.length, 'the coin decides').toBeGreaterThan(0);
  for (const { branches } of branchings) {
    expect(branches.reduce((sum, { runs }) => sum + runs, 0)).toBe(10_000);
  }
});
