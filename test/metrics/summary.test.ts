/** summary.json: every metric, and what it takes to repeat and to doubt the run. */
import { describe, expect, test } from 'vitest';
import { type MetricStatistics, VERSION } from '../../src/index.ts';
import { unitOf, withEnsemble } from '../../src/metrics/summary.ts';
import { run } from '../run.ts';

const scenario = {
  ...{ version: 2, title: 'A question', start: '2025-01-06', horizon: '15 days', disruption: '2025-01-13', seed: 7 },
  units: ['vehicle'],
  assumptions: {
    cover: { value: '2 weeks', source: 'a survey' },
    growth: { uniform: ['2%', '4%'], why: 'nobody says' },
    price: '3 USD/kg',
    use: '2 kg/vehicle',
    stock: '5 kt',
    budget: '2 MUSD',
    odd: '3 t^2',
  },
  stockpiles: { shelf: { initial: 'cover' } },
  flows: { lane: { to: 'shelf', cost: 'price', capacity: { '2025-01-06': '100 t/week', '2025-01-07': 0 } } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
  expect: [
    { that: 'demands.users.fill_rate == 1', because: 'it must' },
    { that: 'demands.users.time_to_recover >= 1 year' },
  ],
};
const { summary, metrics } = run(scenario);

test('says of which scenario, by which program, from when to when', () => {
  expect(summary).toMatchObject({
    ...{ title: 'A question', program: `chokepoint ${VERSION}`, seed: '7' },
    ...{ start: '2025-01-06', end: '2025-01-27', step_days: 7, steps: 3, disruption: '2025-01-13' },
  });
});

test('the digest tells scenarios apart, by what they say', () => {
  expect(summary.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(run(scenario).summary.digest).toBe(summary.digest);
  expect(run({ ...scenario, horizon: '16 days' }).summary.digest).not.toBe(summary.digest);
});

test('holds every metric by its path, durations in days, dates as ISO, null as said', () => {
  expect(summary.metrics).toEqual(Object.fromEntries(metrics.map(({ path, value }) => [path, value])));
  expect(summary.metrics).toMatchObject({ 'demands.users.time_to_survive': null, 'demands.users.peak_date': null });
});

test('holds verdicts with both sides, null where a time has no end', () => {
  expect(summary.expectations).toEqual([
    { that: 'demands.users.fill_rate == 1', because: 'it must', met: true, left: 1, right: 1 },
    { that: 'demands.users.time_to_recover >= 1 year', met: false, left: 0, right: 365.25 },
  ]);
  const never = run({ ...scenario, expect: [{ that: 'demands.users.time_to_survive >= 1 year' }] }).summary;
  expect(never.expectations).toEqual([
    { that: 'demands.users.time_to_survive >= 1 year', met: true, left: null, right: 365.25 },
  ]);
});

test('names units where some are neither t nor days', () => {
  expect(summary.units).toEqual({
    'stockpiles.shelf.unit_cost': 'USD/t',
    'total.cost_and_loss': 'USD',
    'total.supply_cost': 'USD',
  });
  expect(run({ ...scenario, flows: {} }).summary).not.toHaveProperty('units');
});

test('tells an ensemble: quantiles null where a number never comes, dates as ISO and without a mean', () => {
  const never = Number.POSITIVE_INFINITY;
  const statistics = (one: Partial<MetricStatistics>): MetricStatistics => ({
    ...{ path: 'a', measure: 'amount', unit: 't', mean: 5, standardError: 0.5, nullShare: 0 },
    ...{ p05: 1, p25: 2, p50: 3, p75: 4, p95: 5, ...one },
  });
  const short = { path: 'time', measure: 'duration', unit: 'days', mean: null, standardError: null } as const;
  const day = { path: 'date', measure: 'date', mean: null, standardError: null } as const;
  const told = withEnsemble(summary, {
    ...{ runs: 50, seed: 'b', sampling: 'sobol', bands: [], survival: [], convergence: [], asked: {}, branchings: [] },
    ...{ quantileRuns: 50, bandRuns: 40, sharesShort: [], drawn: [] },
    metrics: [
      statistics({}),
      statistics({ ...short, p75: never, p95: never, nullShare: 0.3 }),
      statistics({ ...day, p05: 0, p25: 1, p50: 2, p75: 3, p95: never, nullShare: 0.1 }),
    ],
    expectations: [{ that: 'a < 1 t', probability: 0.2, standardError: 0.06 }],
    everShort: [{ demand: 'users', probability: 0.7 }],
  });
  expect(told).toEqual({
    ...{ ...summary, seed: 'b' },
    ensemble: {
      ...{ runs: 50, sampling: 'sobol', quantile_runs: 50, band_runs: 40 },
      metrics: {
        a: { mean: 5, standard_error: 0.5, p05: 1, p25: 2, p50: 3, p75: 4, p95: 5 },
        time: { mean: null, standard_error: null, p05: 1, p25: 2, p50: 3, p75: null, p95: null, null_share: 0.3 },
        date: {
          ...{ p05: '1970-01-01', p25: '1970-01-02', p50: '1970-01-03', p75: '1970-01-04', p95: null },
          null_share: 0.1,
        },
      },
      ever_short: { users: 0.7 },
      expectations: [{ that: 'a < 1 t', probability: 0.2, standard_error: 0.06 }],
    },
  });
});

test.each<[[string, number][], string]>([
  [[], ''],
  [[['mass', 1]], 't'],
  [[['time', 1]], 'days'],
  [[['money', 1]], 'USD'],
  [
    [
      ['mass', 1],
      ['time', -1],
    ],
    't/day',
  ],
  [
    [
      ['mass', 1],
      ['time', 1],
    ],
    't·day',
  ],
  [[['vehicle', -2]], '1/vehicle^2'],
])('a dimension has a unit of computation: %s', (dimension, unit) => {
  expect(unitOf(new Map(dimension))).toBe(unit);
  expect(unitOf(undefined)).toBe('');
});

describe('assumptions', () => {
  test('are told by their central values in the units of computation, as written, with source and reason', () => {
    expect(summary.assumptions).toMatchInlineSnapshot(`
      {
        "budget": {
          "unit": "USD",
          "value": 2000000,
          "written": {
            "value": "2 MUSD",
          },
        },
        "cover": {
          "source": "a survey",
          "unit": "days",
          "value": 14,
          "written": {
            "source": "a survey",
            "value": "2 weeks",
          },
        },
        "growth": {
          "unit": "",
          "value": 0.03,
          "why": "nobody says",
          "written": {
            "uniform": [
              "2%",
              "4%",
            ],
            "why": "nobody says",
          },
        },
        "odd": {
          "unit": "t^2",
          "value": 3,
          "written": {
            "value": "3 t^2",
          },
        },
        "price": {
          "unit": "USD/t",
          "value": 3000,
          "written": {
            "value": "3 USD/kg",
          },
        },
        "stock": {
          "unit": "t",
          "value": 5000,
          "written": {
            "value": "5 kt",
          },
        },
        "use": {
          "unit": "t/vehicle",
          "value": 0.002,
          "written": {
            "value": "2 kg/vehicle",
          },
        },
      }
    `);
  });

  test('that rest on a figure quote its claim and name its rivals', () => {
    const ledger = `
- {id: shelf_cover, value: 3 weeks, what: stocks at car makers, document: A report, line: 12, as_of: 2025-01-01, role: input}
`;
    const { assumptions } = run(
      { ...scenario, assumptions: { ...scenario.assumptions, cover: { figure: 'shelf_cover' } } },
      { 'figures.yaml': ledger },
    ).summary;
    expect(assumptions['cover']).toEqual({
      ...{ value: 21, unit: 'days', written: { figure: 'shelf_cover' } },
      figure: { id: 'shelf_cover', value: '3 weeks', what: 'stocks at car makers', document: 'A report', line: 12 },
    });
  });
});
