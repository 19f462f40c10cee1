/** What is told of an ensemble replicate by replicate, against the formulas written out. */
import { expect, test } from 'vitest';
import { ensembleOf } from '../../../src/index.ts';
import { inlineExecutor } from '../../../src/metrics/ensemble/executor.ts';
import { momentsOf } from '../../../src/metrics/ensemble/moments.ts';
import { standardError, type Tally, tallyOf } from '../../../src/metrics/ensemble/tally.ts';
import { columnOf } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import { madeUncertain, plain } from '../../ensembles.ts';
import { run } from '../../run.ts';

const SHORTAGE = 'demands.users.shortage';
const SURVIVES = 'demands.users.time_to_survive';

const { model } = run(
  madeUncertain({
    ...{ version: 2, title: 'a shelf', start: '2025-01-06', horizon: '20 weeks' },
    stockpiles: { shelf: { cover: '2 weeks' } },
    flows: { lane: { to: 'shelf', licence: 'export' } },
    licences: { export: { phases: [{ from: '2025-03-03', allow: 'coin' }] } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
    expect: [
      { that: `${SHORTAGE} <= 2 t` },
      { that: `${SURVIVES} >= 3 weeks` },
      { that: `mean(${SHORTAGE}) >= 0 t` },
      { that: `probability(${SHORTAGE} > 2 t) <= 1` },
      { that: 'at(flows.lane.shipped, "2025-01-06") >= 0 t' },
    ],
  }),
).run;
const metrics = metricsIn(model);
const place = (path: string) => metrics.findIndex((one) => one.path === path);

/** Adds `count` replicates from `first` on, whose metrics are these, others being 0. */
function add(to: Tally, values: Readonly<Record<string, readonly number[]>>, first: number, count: number): void {
  const all = new Float64Array(metrics.length * count);
  for (const [path, own] of Object.entries(values)) {
    for (let r = 0; r < count; r++) all[place(path) * count + r] = own[first + r] as number;
  }
  addAll(to, all, count);
}

function addAll(to: Tally, all: Float64Array, count: number): void {
  const rows = { first: 0, count, values: new Float64Array(0), metrics: all };
  to.add(
    count,
    to.uses.map((metric) => columnOf(rows, metric)),
    momentsOf(rows),
  );
}

const SHORT = [1, 4, 2, 7, 0, 3];
const DAYS = [14, 21, Number.NaN, 14, Number.NaN, 28];
const RUNS = SHORT.length;
const values = { [SHORTAGE]: SHORT, [SURVIVES]: DAYS, 'demands.users.spells': [1, 2, 1, 1, 0, 1] };
const tally = tallyOf(model, metrics, RUNS, RUNS);
add(tally, values, 0, 4);
add(tally, values, 4, 2);
const told = tally.result();

const meanOf = (own: readonly number[]) => own.reduce((sum, one) => sum + one, 0) / own.length;
const squaresOf = (own: readonly number[]) => own.reduce((sum, one) => sum + (one - meanOf(own)) ** 2, 0);

test('means and squares are those of the numbers there are; what is null is counted', () => {
  const { mean, squares, nulls } = told.moments;
  expect(mean[place(SHORTAGE)]).toBeCloseTo(meanOf(SHORT), 12);
  expect(squares[place(SHORTAGE)]).toBeCloseTo(squaresOf(SHORT), 12);
  expect(nulls[place(SHORTAGE)]).toBe(0);
  expect(mean[place(SURVIVES)]).toBeCloseTo((14 + 21 + 14 + 28) / 4, 12);
  expect(squares[place(SURVIVES)]).toBeCloseTo(squaresOf([14, 21, 14, 28]), 12);
  expect(nulls[place(SURVIVES)]).toBe(2);
});

test('days until users run short are counted, and those who never do', () => {
  expect(told.survival).toEqual([{ demand: 'users', days: [14, 21, 28], counts: [2, 1, 1], survived: 2 }]);
  expect(told.everShort).toEqual([{ demand: 'users', probability: 5 / 6 }]);
});

test('an expectation of single runs has its odds with their standard error; never is longer than any time', () => {
  const [short, long, ...others] = told.expectations;
  expect(others).toEqual([]);
  // Of 1, 4, 2, 7, 0, 3 three are at most 2.
  expect(short?.that).toBe(`${SHORTAGE} <= 2 t`);
  expect(short?.probability).toBe(0.5);
  expect(short?.standardError).toBeCloseTo(Math.sqrt((0.5 * 0.5) / 6), 12);
  // 21, 28 and the two that never come.
  expect(long?.probability).toBeCloseTo(4 / 6, 12);
});

test('what is asked of the whole ensemble is answered by its name', () => {
  expect(told.asked).toEqual({
    [`mean(${SHORTAGE})`]: meanOf(SHORT),
    [`probability(${SHORTAGE} > 2 t)`]: 0.5,
  });
});

test('convergence has the mean and its error after so many replicates, up to all of them', () => {
  const [{ demand, unit, runs, mean, standardError: errors }] = told.convergence as [(typeof told.convergence)[number]];
  expect([demand, unit, runs]).toEqual(['users', 't', [2, 3, 4, 5, 6]]);
  for (const [n, many] of runs.entries()) {
    const own = SHORT.slice(0, many);
    expect(mean[n]).toBeCloseTo(meanOf(own), 12);
    expect(errors[n]).toBeCloseTo(Math.sqrt(squaresOf(own) / (many - 1) / many), 12);
  }
  const one = tallyOf(model, metrics, 1, 1);
  add(one, values, 0, 1);
  expect(one.result().convergence).toMatchObject([{ runs: [1], mean: [1], standardError: [0] }]);
  const [many] = tallyOf(model, metrics, 100_000, 100).result().convergence;
  expect(many?.runs).toEqual([]);
});

test('curves of many replicates have about sixty points, ever further apart', () => {
  const runs = 5000;
  const long = tallyOf(model, metrics, runs, runs);
  addAll(long, new Float64Array(metrics.length * runs), runs);
  const [{ runs: points }] = long.result().convergence as [(typeof told.convergence)[number]];
  expect(points[0]).toBe(2);
  expect(points.at(-1)).toBe(runs);
  expect(points.length).toBeGreaterThan(40);
  expect(points.length).toBeLessThanOrEqual(60);
  const gaps = points.slice(1).map((point, n) => point - (points[n] as number));
  expect(gaps.at(-1)).toBeGreaterThan(100 * (gaps[0] as number));
});

test('the standard error of one replicate is 0', () => {
  expect([standardError(4, 1), standardError(4, 2), standardError(12, 4)]).toEqual([0, Math.sqrt(2), 1]);
});

test('progress goes from 0 to 1 and never back', async () => {
  const shares: number[] = [];
  await ensembleOf(model, plain(5000), inlineExecutor(model, plain(5000)), { progress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares.at(-1)).toBeCloseTo(1, 12);
});

test('rows come in the order of replicates, each once', async () => {
  const runs = 5000;
  let rows = 0;
  const found = await ensembleOf(model, plain(runs), inlineExecutor(model, plain(runs)), {
    rows: ({ first, count }) => {
      expect(first).toBe(rows);
      rows += count;
    },
  });
  expect([found.ok, rows]).toEqual([true, runs]);
});

test('a quantile that is asked for is of the first replicates where there are more than are kept', () => {
  const asking = run({
    ...{ version: 1, title: 'asking', start: '2025-01-06', horizon: '4 weeks' },
    stockpiles: { shelf: { cover: '2 weeks' } },
    flows: { lane: { to: 'shelf' } },
    demands: { users: { from: 'shelf', rate: '10 t/week', noise: 0.1 } },
    expect: [{ that: `quantile(${SHORTAGE}, 1) >= 0 t` }, { that: `mean(${SHORTAGE}) >= 0 t` }],
  }).run.model;
  const few = tallyOf(asking, metricsIn(asking), RUNS, 4);
  const own = metricsIn(asking);
  const all = new Float64Array(own.length * RUNS);
  for (const [r, short] of SHORT.entries()) all[own.findIndex(({ path }) => path === SHORTAGE) * RUNS + r] = 10 - short;
  addAll(few, all, RUNS);
  // Of 9, 6, 8, 3 and then 10, 7.
  expect(few.result().asked).toEqual({ [`quantile(${SHORTAGE}, 1)`]: 9, [`mean(${SHORTAGE})`]: 43 / 6 });
});
