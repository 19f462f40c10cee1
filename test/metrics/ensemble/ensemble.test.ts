/** Ensembles: parts and whole, kept and counted, one worker and many. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EnsembleSummary, ensembleOf, metricsOf } from '../../../src/index.ts';
import { cellsIn, lengthOf } from '../../../src/metrics/ensemble/cells.ts';
import { countedSpread } from '../../../src/metrics/ensemble/counted.ts';
import { type Crew, soloCrew } from '../../../src/metrics/ensemble/crew.ts';
import { count, countedQuantiles, edgesOf } from '../../../src/metrics/ensemble/edges.ts';
import { exactSpread } from '../../../src/metrics/ensemble/exact.ts';
import { eachRows, gatherRows, joinRows } from '../../../src/metrics/ensemble/rows.ts';
import { shapeOf } from '../../../src/metrics/ensemble/spread.ts';
import { PROBABILITIES, performer, type Rows } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import type { Model } from '../../../src/model/network.ts';
import { madeUncertain, plain, replicates } from '../../ensembles.ts';
import { answerOf } from '../../files.ts';
import { FEWER, law, run } from '../../run.ts';

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
function unruly(model: Model, chance: ReturnType<typeof plain>, workers: number): Crew {
  const perform = performer(model, chance);
  const others = Array.from({ length: workers }, () => performer(model, chance));
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

async function summaryOf(model: Model, runs: number, crew?: Crew): Promise<EnsembleSummary> {
  const ensemble = await ensembleOf(model, plain(runs), crew ?? soloCrew(model, plain(runs)));
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

test('counted quantiles are within their rank error of those of all replicates kept', async () => {
  // In parts of several times as many blocks as are counted together, the last block of the last not full.
  const runs = FEWER ? 1605 : 6005;
  const shape = shapeOf(small, metricsIn(small));
  const rows: Rows[] = [];
  const crew = () => soloCrew(small, plain(runs));
  const counted = await countedSpread(
    shape,
    runs,
    crew(),
    () => undefined,
    (some) => void rows.push(some),
  );
  const exact = await exactSpread(
    shape,
    runs,
    crew(),
    () => undefined,
    () => undefined,
  );
  if (!counted.ok || !exact.ok) throw new Error('an ensemble that cannot be');
  expect(rows.reduce((sum, { count: many }) => sum + many, 0)).toBe(runs);
  expect(rows.map(({ first }) => first)).toEqual(rows.map(({ first }) => first).toSorted((a, b) => a - b));
  const { rankError } = counted.value;
  expect(rankError).toBeGreaterThan(0);
  expect(rankError).toBeLessThan(0.02);
  for (let cell = 0; cell < shape.cells; cell++) {
    const [one, other] = [counted.value.sums[cell], exact.value.sums[cell]];
    expect(one === other || Math.abs(one - other) <= 1e-9 * Math.abs(other)).toBe(true);
  }
  const metrics = metricsIn(small);
  for (const [m] of metrics.entries()) {
    const cell = shape.series * shape.steps + m;
    const sorted = Float64Array.from(
      rows.flatMap((some) =>
        Array.from(some.metrics.subarray(m * some.count, (m + 1) * some.count), (value) =>
          Number.isNaN(value) ? Number.POSITIVE_INFINITY : value,
        ),
      ),
    ).sort();
    for (const [n, probability] of PROBABILITIES.entries()) {
      const value = counted.value.quantiles[cell * PROBABILITIES.length + n];
      const at = (rank: number) => sorted[Math.min(runs - 1, Math.max(0, rank))];
      const rank = (runs - 1) * probability;
      expect(value, metrics[m].path).toBeGreaterThanOrEqual(at(Math.floor(rank - rankError * runs)));
      expect(value, metrics[m].path).toBeLessThanOrEqual(at(Math.ceil(rank + rankError * runs)));
    }
  }
});

test('counts between edges are exact where numbers repeat, and bounded where they do not', () => {
  const numbers = fc.array(
    fc.oneof(fc.constantFrom(0, 1, 5, Number.POSITIVE_INFINITY), fc.double({ min: 0, max: 10, noNaN: true })),
    {
      minLength: 40,
      maxLength: 200,
    },
  );
  law(
    fc.tuple(numbers, fc.integer({ min: 16, max: 40 }), fc.boolean()),
    ([all, pilot, never]) => {
      const own = Float64Array.from(all, (value) => (never ? Number.POSITIVE_INFINITY : value));
      const cells = { values: new Float64Array(lengthOf(1, pilot)), cells: 1, size: pilot };
      cells.values.set(own.subarray(0, pilot));
      const { edges, counts: piloted } = edgesOf(cells, 0, 1, PROBABILITIES);
      const counters = new Uint16Array(piloted.counters.length);
      const first = count(edges, 0, own, 0, pilot, counters);
      expect(counters).toEqual(piloted.counters);
      const sums = [first + count(edges, 0, own, pilot, own.length - pilot, counters)];
      expect(Array.from(counters).reduce((sum, one) => sum + one, 0)).toBe(own.length);
      const sum = own.reduce((sofar, one) => sofar + one, 0);
      expect(sums[0] === sum || Math.abs(sums[0] - sum) <= 1e-12 * sum).toBe(true);
      const { quantiles, rankError } = countedQuantiles(edges, 0, counters, own.length, PROBABILITIES);
      const sorted = own.slice().sort();
      const at = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, rank))];
      const wrong = Math.ceil(rankError * own.length);
      return PROBABILITIES.every((probability, n) => {
        const rank = (own.length - 1) * probability;
        return quantiles[n] >= at(Math.floor(rank) - wrong) && quantiles[n] <= at(Math.ceil(rank) + wrong);
      });
    },
    500,
  );
});

test('few replicates take no more room than they have numbers, many that of full tiles', () => {
  expect([1, 10, 64, 65, 1024].map((size) => lengthOf(3, size))).toEqual([3, 30, 192, 384, 3072]);
});

test('a horizon in windows has the very numbers of the whole, each at its place', () => {
  const chance = plain(100);
  const shape = shapeOf(small, metricsIn(small));
  const sampled = (from: number, to: number) => {
    const window = { from, to };
    const many = shape.cellsIn(window);
    const cells = { values: new Float64Array(lengthOf(many, 100)), cells: many, size: 100 };
    const perform = performer(small, chance);
    const parts = [0, 64].map((first) =>
      perform({ kind: 'sample', first, count: Math.min(64, 100 - first), window, cells }),
    );
    const rows = parts.map((part) => (part.ok ? part.value.rows?.metrics.length : 'a fault'));
    const columns: Float64Array[] = [];
    for (const [, own, at] of cellsIn(cells, 0, many)) columns.push(own.slice(at, at + 100));
    return { window, rows, columns };
  };
  const whole = sampled(0, small.steps);
  expect(whole.rows).toEqual([64, 36].map((count) => metricsIn(small).length * count));
  for (const part of [sampled(0, 7), sampled(7, 30), sampled(30, small.steps)]) {
    const isLast = part.window.to === small.steps;
    expect(part.rows).toEqual(isLast ? whole.rows : [undefined, undefined]);
    for (const [place, column] of part.columns.entries()) {
      const cell = shape.cellAt(part.window, place);
      const all = { from: 0, to: small.steps };
      const same = whole.columns.findIndex((_, one) => shape.cellAt(all, one) === cell);
      expect(column).toEqual(whole.columns[same]);
    }
  }
});

test('rows under given values are those of these values without noise, and drawn rows are the ensemble’s', async () => {
  const chance = plain(100);
  const drawn = await gatherRows(soloCrew(small, chance), 100);
  const calm = await gatherRows(soloCrew(quiet, chance), 100);
  if (!drawn.ok || !calm.ok) throw new Error('rows that cannot be');
  const given: Rows[] = [];
  await eachRows(soloCrew(small, chance), 100, drawn.value.values, (rows) => void given.push(rows));
  expect(joinRows(given)).toEqual(calm.value);
  expect(drawn.value.metrics).not.toEqual(calm.value.metrics);
  const all = [...replicates(small, chance)];
  expect(Array.from(drawn.value.values.subarray(0, 100))).toEqual(all.map((one) => one.values[0]));
});

test('a part that fails is told, not swallowed', async () => {
  const chance = plain(300);
  const sound = soloCrew(small, chance);
  let asked = 0;
  const dying: Crew = {
    workers: 2,
    perform: (task) =>
      ++asked === 3 ? Promise.reject(new Error('died at replicates 128 to 191')) : sound.perform(task),
  };
  await expect(ensembleOf(small, chance, dying)).rejects.toThrow('died at replicates 128 to 191');
});
