/** Which series have bands, over how many of the replicates, and that these are exact. */
import { describe, expect, test } from 'vitest';
import { bandedSeries, bandsCsv, checkSeriesAsked, ensembleOf, inlineExecutor } from '../../../src/index.ts';
import { bandMaker } from '../../../src/metrics/ensemble/bands.ts';
import { packed } from '../../../src/metrics/ensemble/cells.ts';
import { bandRuns, quantileRuns, tasksOf } from '../../../src/metrics/ensemble/plan.ts';
import { seriesPath } from '../../../src/metrics/series.ts';
import type { Model } from '../../../src/model/network.ts';
import { madeUncertain, plain, replicates } from '../../ensembles.ts';
import { run } from '../../run.ts';

const CHAIN = {
  ...{ version: 1, title: 'a chain', start: '2025-01-06', horizon: '20 weeks' },
  stockpiles: { store: { cover: '3 weeks' }, shelf: { cover: '2 weeks' } },
  flows: {
    mine: { to: 'store', capacity: '16 t/week' },
    lane: { from: 'store', to: 'shelf', licence: 'export' },
    other: { to: 'shelf', capacity: '2 t/week' },
  },
  licences: { export: { phases: [{ from: '2025-03-03', allow: 'coin' }] } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
};
const chain = run(madeUncertain(CHAIN)).run.model;

const written = (model: Model, asked: Parameters<typeof bandedSeries>[1] = []) =>
  bandedSeries(model, asked).flatMap((one) => (one.isWritten ? [seriesPath(one)] : []));

const USUAL = [
  'stockpiles.shelf.on_hand',
  'stockpiles.shelf.days_of_supply',
  'flows.lane.shipped',
  'flows.other.shipped',
  'flows.lane.pending',
  'flows.lane.held',
  'demands.users.shortfall',
];

describe('bands are of', () => {
  test('shortfalls, the stocks that demands draw on, and what is sent into these and under licences', () => {
    expect(written(chain)).toEqual(USUAL);
  });

  test('what is drawn as well, which no file has', () => {
    const drawn = bandedSeries(chain).filter(({ isWritten }) => !isWritten);
    expect(drawn.map(seriesPath)).toEqual(['stockpiles.store.days_of_supply', 'demands.users.share_short']);
  });

  test('what is asked for as well, in the order of series.csv, or all', () => {
    expect(written(chain, ['flows.mine.in_transit'])).toEqual(USUAL.toSpliced(4, 0, 'flows.mine.in_transit'));
    // 2 stockpiles have 3 variables, 3 flows 5, of which one has 2 more for its licence, and the demand has 4.
    expect(written(chain, 'all')).toHaveLength(27);
  });

  test('what expectations and observations name', () => {
    const named = run(
      madeUncertain({ ...CHAIN, expect: [{ that: 'at(stockpiles.store.forecast, "2025-02-03") >= 0 t' }] }),
    ).run.model;
    expect(written(named)).toEqual(USUAL.toSpliced(2, 0, 'stockpiles.store.forecast'));
  });

  test('no other names: each that is none is told with the nearest', () => {
    expect(checkSeriesAsked(chain, ['flows.mine.shipped', 'flows.main.in_transit']).issues).toMatchInlineSnapshot(`
      [
        {
          "code": "unknown-reference",
          "expected": "a series of series.csv",
          "found": "flows.main.in_transit",
          "path": [
            "flows",
            "main",
            "in_transit",
          ],
          "remedy": "Did you mean flows.mine.in_transit?",
          "severity": "error",
        },
      ]
    `);
    expect(checkSeriesAsked(chain, 'all').ok).toBe(true);
  });

  test.each([
    // Runs, series, steps: no more than there are, than 2,048, than fit into 64 million numbers, but 64 at least.
    [1000, 130, 108, 1000],
    [10_000, 130, 108, 2048],
    [10_000, 404, 108, 1466],
    [10_000, 20_000, 520, 64],
    [50, 20_000, 520, 50],
  ])('so many of the first replicates: of %i, with %i series of %i steps, %i', (runs, series, steps, expected) => {
    expect(bandRuns(runs, series, steps)).toBe(expected);
  });

  test.each([
    [50, 389, 50],
    [100_000, 389, 100_000],
    [1_000_000, 389, 100_000],
    [100_000, 11_000, 5818],
    [100_000, 1_000_000, 2048],
  ])('and quantiles: of %i replicates with %i metrics, %i', (runs, metrics, expected) => {
    expect(quantileRuns(runs, metrics)).toBe(expected);
  });
});

describe('an ensemble is cut into parts', () => {
  const wanted = { runs: 10_000, steps: 108, columns: 438, kept: 3000, whole: 3000, metrics: [5, 7], encoded: 10_000 };

  test('that cover every replicate once, series first, whatever is wanted', () => {
    for (const [runs, replicates_, series] of [
      [1, 1, 4],
      [1000, 1000, 130],
      [10_000, 2048, 130],
      [10_000, 1466, 404],
      [100_000, 64, 3],
      [999, 999, 0],
    ] as const) {
      const places = Array.from({ length: series }, (_, place) => place);
      const tasks = tasksOf({ ...wanted, runs, series: { places, replicates: replicates_ } });
      let next = 0;
      let banded = 0;
      for (const { first, count, series: own, metrics } of tasks) {
        expect([first, first % 64]).toEqual([next, 0]);
        // Rows are whole as far as that is wanted, and of the others there are few metrics.
        expect(metrics).toEqual(first < Math.max(3000, replicates_) ? undefined : [5, 7]);
        next += count;
        if (own === undefined) continue;
        expect(own.count).toBeLessThanOrEqual(count);
        expect(first).toBe(banded);
        banded += own.count;
      }
      expect([next, banded]).toEqual([runs, series > 0 ? replicates_ : 0]);
    }
  });

  test('none of which takes more than so much memory, however many replicates there are', () => {
    const places = Array.from({ length: 404 }, (_, place) => place);
    const tasks = tasksOf({ ...wanted, runs: 1_000_000, series: { places, replicates: 1466 } });
    for (const { count, series } of tasks) {
      expect(count * 438 + (series ? series.count * 404 * 108 : 0)).toBeLessThanOrEqual(8e6);
    }
    expect(tasks.length).toBeLessThan(200);
  });
});

test('bands are exactly those of the first replicates; means and odds are of all', async () => {
  // So many series and steps that fewer replicates fit than there are, not in full blocks.
  const runs = 2200;
  const found = await ensembleOf(chain, plain(runs), inlineExecutor(chain, plain(runs)), {
    banded: bandedSeries(chain, ['demands.users.served']),
  });
  if (!found.ok) throw new Error('an ensemble that cannot be');
  const { bands, sharesShort, bandRuns: first, quantileRuns: sorted, metrics } = found.value;
  expect([first, sorted]).toEqual([2048, 2200]);
  const all = [...replicates(chain, plain(runs))];
  const quantile = (values: readonly number[], share: number) => {
    const ascending = Float64Array.from(values).sort();
    const [at, part] = [Math.floor((values.length - 1) * share), ((values.length - 1) * share) % 1];
    return part === 0
      ? ascending[at]
      : (ascending[at] as number) + part * ((ascending[at + 1] as number) - (ascending[at] as number));
  };
  const served = bands.find(({ variable }) => variable === 'served');
  const [shares] = sharesShort;
  for (let t = 0; t < chain.steps; t++) {
    const own = all.slice(0, first).map((one) => one.run.served[t] as number);
    expect([served?.p05[t], served?.p50[t], served?.p95[t]]).toEqual(
      [0.05, 0.5, 0.95].map((share) => quantile(own, share)),
    );
    expect(served?.mean[t]).toBe(own.reduce((sum, value) => sum + value, 0) / first);
    const short = all.slice(0, first).map((one) => (one.run.shortfall[t] as number) / (one.run.demand[t] as number));
    expect(shares?.p95[t]).toBe(quantile(short, 0.95));
  }
  const total = all.map((one) => one.run.shortfall.reduce((sum, value) => sum + value, 0));
  const shortage = metrics.find(({ path }) => path === 'demands.users.shortage');
  expect(shortage?.mean).toBeCloseTo(total.reduce((sum, value) => sum + value, 0) / runs, 9);
  expect(shortage?.p75).toBeCloseTo(quantile(total, 0.75) as number, 9);
  expect(bandsCsv(['2025-01-06'], bands)).not.toContain('share_short');
});

test('what is asked for changes no other number', async () => {
  const summaryOf = async (asked: Parameters<typeof bandedSeries>[1]) => {
    const found = await ensembleOf(chain, plain(3000), undefined, { banded: bandedSeries(chain, asked) });
    if (!found.ok) throw new Error('an ensemble that cannot be');
    return found.value;
  };
  const [usual, all] = [await summaryOf([]), await summaryOf('all')];
  expect(all.metrics).toEqual(usual.metrics);
  const names = new Set(usual.bands.map(seriesPath));
  expect(all.bands.filter((band) => names.has(seriesPath(band)))).toEqual(usual.bands);
});

test('bands are the same of one part or of several, reduced at once or bit by bit; none where a number is missing', () => {
  const series = ['on_hand', 'days_of_supply'].map((variable) => ({
    ...{ kind: 'stockpile' as const, id: 'shelf', variable, unit: 't' },
  }));
  const steps = 3;
  // Of the second series no number at the last step in replicate 4.
  const value = (n: number, t: number, r: number) =>
    n === 1 && t === 2 && r === 4 ? Number.NaN : 100 * n + 10 * t + r * r;
  const part = (first: number, count: number) =>
    packed(
      Float64Array.from({ length: series.length * steps * count }, (_, place) => {
        const cell = Math.floor(place / count);
        return value(cell % 2, Math.floor(cell / 2), first + (place % count));
      }),
      series.length * steps,
      count,
    );
  const bandsOf = (sizes: readonly number[], cells: number) => {
    const maker = bandMaker(series, steps, 7);
    let first = 0;
    for (const size of sizes) {
      maker.add(part(first, size));
      // Nothing is reduced before all are there.
      maker.reduce(cells);
      first += size;
    }
    maker.reduce(cells);
    return maker.result();
  };
  const whole = bandsOf([7], 0);
  const never = Number.NaN;
  const rounded = (values: Float64Array) => Array.from(values, (one) => Number(one.toPrecision(12)));
  expect(whole.map(({ variable, mean, p50, p95 }) => [variable, rounded(mean), rounded(p50), rounded(p95)])).toEqual([
    ['on_hand', [13, 23, 33], [9, 19, 29], [32.7, 42.7, 52.7]],
    ['days_of_supply', [113, 123, never], [109, 119, 129], [132.7, 142.7, never]],
  ]);
  for (const sizes of [
    [4, 3],
    [1, 1, 5],
  ])
    for (const cells of [1, 4, 100]) expect(bandsOf(sizes, cells)).toEqual(whole);
});

test('of a series that is asked for again, some replicates have the bands that they have by themselves', () => {
  const series = ['on_hand', 'days_of_supply', 'forecast'].map((variable) => ({
    ...{ kind: 'stockpile' as const, id: 'shelf', variable, unit: 't' },
  }));
  const [steps, replicates, asked] = [3, 7, 1];
  const partOf = (members: readonly number[]) =>
    packed(
      Float64Array.from({ length: series.length * steps * members.length }, (_, place) => {
        const cell = Math.floor(place / members.length);
        return 1000 * (cell % 3) + 10 * Math.floor(cell / 3) + members[place % members.length] ** 2;
      }),
      series.length * steps,
      members.length,
    );
  const maker = bandMaker(series, steps, replicates, [asked]);
  for (const members of [
    [0, 1, 2, 3],
    [4, 5, 6],
  ])
    maker.add(partOf(members));
  maker.reduce(series.length * steps);
  for (const members of [[0, 4, 6], [2], [5, 6]]) {
    const alone = bandMaker(series, steps, members.length);
    alone.add(partOf(members));
    expect(maker.among(asked, Uint32Array.from(members))).toEqual(alone.result()[asked]);
  }
});
