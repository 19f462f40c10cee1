/** A run held against what was observed. Weekly steps from a Monday, 6 January. */
import { describe, expect, test } from 'vitest';
import { metric, run } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);

/** Users of 1 t a day, from 24 February on of 2 t, and others of 3; observed is what a file says. */
const observed = (observation: object, csv: string) =>
  run(
    {
      ...{ version: 2, title: 'observations', start: week(0), horizon: '18 weeks' },
      stockpiles: { shelf: { initial: '5000 t' } },
      demands: {
        users: { from: 'shelf', rate: { [week(0)]: '1 t/day', [week(7)]: '2 t/day' } },
        others: { from: 'shelf', rate: '3 t/day' },
      },
      observations: {
        trade: { series: 'demands.users.served', data: 'trade.csv', unit: 't', column: 'use', ...observation },
      },
    },
    { 'trade.csv': csv },
  );
const CSV = 'month,use\n2025-02,30\n2025-03,66\n2025-04,60\n';

describe('a run is compared by month', () => {
  test('the amount of a step is spread evenly over its days', () => {
    // February: 23 days of 1 t, and 5 of the week from the 24th of 2 t. March and April: 31 and 30 days of 2 t.
    const [{ months }] = observed({}, CSV).comparisons;
    expect(months.map(({ month, modelled, observed: seen }) => [month, Number(modelled.toFixed(9)), seen])).toEqual([
      ['2025-02', 33, 30],
      ['2025-03', 62, 66],
      ['2025-04', 60, 60],
    ]);
  });

  test('several series are added up', () => {
    const [{ months }] = observed({ series: ['demands.users.served', 'demands.others.demand'] }, CSV).comparisons;
    expect(months[0].modelled).toBeCloseTo(33 + 3 * 28, 9);
  });

  test('in the unit of the observation', () => {
    const [{ months }] = observed({ unit: 'kg' }, CSV).comparisons;
    expect(months[0].observed).toBeCloseTo(0.03, 12);
  });
});

describe('the fit', () => {
  test('is measured against the mean of what was observed, or the reference that is given', () => {
    // Errors are 3, −4 and 0 t: 7/3 on average, of 52 or of 70 t.
    const error = (observation: object) =>
      metric(observed(observation, CSV), 'observations.trade.mean_absolute_error') as number;
    expect(error({})).toBeCloseTo(7 / 3 / 52, 9);
    expect(error({ reference: '70 t' })).toBeCloseTo(7 / 3 / 70, 9);
  });

  test('dates the trough of both', () => {
    const answer = observed({}, 'month,use\n2025-02,30\n2025-03,66\n2025-04,20\n');
    expect(metric(answer, 'observations.trade.trough')).toBe('2025-02-01');
    expect(metric(answer, 'observations.trade.observed_trough')).toBe('2025-04-01');
  });

  test('is told in shares, its troughs in dates', () => {
    const own = observed({}, CSV).metrics.filter(({ path }) => path.startsWith('observations.'));
    expect(own.map(({ path, measure, unit }) => [path.split('.')[2], measure, unit])).toEqual([
      ...['mean_absolute_percentage_error', 'mean_absolute_error', 'bias', 'correlation'].map((one) => [
        one,
        'share',
        '',
      ]),
      ...['theil', 'theil_bias', 'theil_variance', 'theil_covariance'].map((one) => [one, 'share', '']),
      ...['trough', 'observed_trough'].map((one) => [one, 'date', '']),
    ]);
  });

  test('can be expected to be good', () => {
    const { verdicts } = run(
      {
        ...{ version: 2, title: 'observations', start: week(0), horizon: '16 weeks' },
        stockpiles: { shelf: { initial: '5000 t' } },
        demands: { users: { from: 'shelf', rate: '1 t/day' } },
        observations: { trade: { series: 'demands.users.served', data: 'trade.csv', unit: 't', column: 'use' } },
        expect: [{ that: 'observations.trade.mean_absolute_error < 1%' }, { that: 'observations.trade.bias < 0' }],
      },
      { 'trade.csv': 'month,use\n2025-02,28\n2025-03,31\n' },
    );
    expect(verdicts.map(({ met }) => met)).toEqual([true, false]);
  });
});
