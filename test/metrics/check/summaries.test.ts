/** Summaries held against summaries, by hand: metrics, dates, and what ensembles with the same and with other draws come to. */
import { expect, test } from 'vitest';
import { compareEnsembles, compareSummaries, hasSameDraws } from '../../../src/metrics/check/summaries.ts';
import type { ToleranceTable } from '../../../src/metrics/check/tolerance.ts';
import type { Summary } from '../../../src/metrics/summary.ts';

const tolerances: ToleranceTable = {
  of: (path) => (path.endsWith('shortage') ? { kind: 'absolute', amount: 1 } : { kind: 'relative', share: 0.01 }),
  ensembles: { kind: 'standard errors', many: 3 },
};
const unitOf = (path: string) => (path.endsWith('shortage') ? 't' : path.endsWith('date') ? '' : 'days');

const DATES = { start: '2025-01-06', end: '2025-05-26', step_days: 7, steps: 20, disruption: '2025-01-06' };
const summary = (more: object): Summary => ({ seed: 'a', metrics: {}, ...DATES, ...more }) as unknown as Summary;
const told = (old: object, now: object) => compareSummaries(summary(old), summary(now), tolerances, unitOf);
const ofMetrics = (old: object, now: object) => told({ metrics: old }, { metrics: now });

const SHORTAGE = 'demands.users.shortage';
const ABOUT = { of: 'metric', name: SHORTAGE, entity: 'demands.users', unit: 't' };

test('a metric that moved is told whole; within its tolerance it is not', () => {
  expect(ofMetrics({ [SHORTAGE]: 8 }, { [SHORTAGE]: 10 })).toEqual([
    { ...ABOUT, kind: 'moved', old: 8, now: 10, by: 2, size: 0.2, tolerance: '1 t', excess: 2 },
  ]);
  expect(ofMetrics({ [SHORTAGE]: 8 }, { [SHORTAGE]: 9 })).toEqual([]);
  expect(ofMetrics({ [SHORTAGE]: null }, { [SHORTAGE]: null })).toEqual([]);
});

test('a metric that is new, lost or no number has no size', () => {
  const nothing = { by: null, size: null };
  expect(ofMetrics({}, { [SHORTAGE]: 10 })).toEqual([{ ...ABOUT, kind: 'new', old: null, now: 10, ...nothing }]);
  expect(ofMetrics({ [SHORTAGE]: 8 }, {})).toEqual([{ ...ABOUT, kind: 'lost', old: 8, now: null, ...nothing }]);
  expect(ofMetrics({ [SHORTAGE]: 8 }, { [SHORTAGE]: null })).toEqual([
    { ...ABOUT, kind: 'no number', old: 8, now: null, ...nothing },
  ]);
  expect(ofMetrics({ [SHORTAGE]: 8 }, { [SHORTAGE]: Number.NaN })).toEqual([
    { ...ABOUT, kind: 'no number', old: 8, now: 'not a number', ...nothing },
  ]);
  expect(ofMetrics({ [SHORTAGE]: '2025-01-06' }, { [SHORTAGE]: 8 })).toMatchObject([{ kind: 'no number' }]);
});

test('a date moved by days, whatever share is tolerated; its size is a share of a year', () => {
  const date = 'demands.users.peak_date';
  const [one, ...others] = ofMetrics({ [date]: '2025-01-06' }, { [date]: '2025-01-20' });
  expect(others).toEqual([]);
  expect(one).toMatchObject({ kind: 'moved', old: '2025-01-06', now: '2025-01-20', by: 14, tolerance: '0 days' });
  expect(one?.size).toBeCloseTo(14 / 365.25, 12);
});

test('another unit is told beside what moved, with what an unwritten one means', () => {
  const units = (unit: string | undefined) => ({ metrics: { [SHORTAGE]: 8 }, units: unit && { [SHORTAGE]: unit } });
  const unit = { ...ABOUT, kind: 'unit', by: null, size: null };
  expect(told(units('kg'), units('t'))).toEqual([{ ...unit, old: 'kg', now: 't' }]);
  expect(told(units(undefined), units('kg'))).toEqual([{ ...unit, old: 't, days or none', now: 'kg' }]);
  expect(told(units('kg'), units(undefined))).toEqual([{ ...unit, old: 'kg', now: 't' }]);
  expect(told(units('kg'), units('kg'))).toEqual([]);
  expect(told({ ...units('kg'), metrics: {} }, units('t')).map(({ kind }) => kind)).toEqual(['new']);
});

test('each of the dates of a run is told, by days or by steps', () => {
  const now = { start: '2025-01-13', end: '2025-06-02', step_days: 1, steps: 21, disruption: '2025-02-03' };
  const about = (name: string, unit: string) => ({ kind: 'dates', of: 'dates', name, entity: '', unit, size: null });
  expect(told({}, now)).toEqual([
    { ...about('start', ''), old: '2025-01-06', now: '2025-01-13', by: 7 },
    { ...about('end', ''), old: '2025-05-26', now: '2025-06-02', by: 7 },
    { ...about('step_days', 'days'), old: 7, now: 1, by: -6 },
    { ...about('steps', 'steps'), old: 20, now: 21, by: 1 },
    { ...about('disruption', ''), old: '2025-01-06', now: '2025-02-03', by: 28 },
  ]);
});

const ensemble = (more: object = {}) => ({ runs: 100, sampling: 'plain', metrics: {}, ever_short: {}, ...more });

test('draws are the same where seed, number and sampling are', () => {
  const same = (old: object, now: object) => hasSameDraws(summary(old), summary(now));
  const one = { ensemble: ensemble() };
  expect(same(one, one)).toBe(true);
  expect(same(one, { ...one, seed: 'b' })).toBe(false);
  expect(same(one, { ensemble: ensemble({ runs: 101 }) })).toBe(false);
  expect(same(one, { ensemble: ensemble({ sampling: 'sobol' }) })).toBe(false);
});

const ofEnsembles = (old: object, now: object, more: object = {}) =>
  compareEnsembles(
    summary({ ensemble: ensemble(old) }),
    summary({ ensemble: ensemble(now), ...more }),
    tolerances,
    unitOf,
  );
const one = (statistics: object) => ({ metrics: { [SHORTAGE]: statistics } });

test('with the same draws every statistic is compared, also the share of replicates without a number', () => {
  expect(compareEnsembles(summary({}), summary({ ensemble: ensemble() }), tolerances, unitOf)).toEqual([]);
  expect(compareEnsembles(summary({ ensemble: ensemble() }), summary({}), tolerances, unitOf)).toEqual([]);
  const found = ofEnsembles(one({ mean: 8, p95: 20 }), one({ mean: 10, p95: 20.5, null_share: 2 }));
  expect(found.map(({ name, unit, of, by }) => [name, unit, of, by])).toEqual([
    [`null_share(${SHORTAGE})`, '', 'ensemble', 2],
    [`mean(${SHORTAGE})`, 't', 'ensemble', 2],
  ]);
  expect(found[0]?.entity).toBe('demands.users');
});

test('with the same draws the odds of being short are compared under their tolerance', () => {
  const short = (share: number | undefined) => ({ ever_short: share === undefined ? {} : { users: share } });
  const about = { of: 'ensemble', name: 'ever_short(demands.users)', entity: 'demands.users', unit: '' };
  expect(ofEnsembles(short(0.5), short(0.502))).toEqual([]);
  expect(ofEnsembles(short(0.5), short(0.6))).toMatchObject([{ ...about, kind: 'moved', old: 0.5, now: 0.6 }]);
  expect(ofEnsembles(short(undefined), short(0.6))).toMatchObject([{ ...about, kind: 'new' }]);
  expect(ofEnsembles(short(0.5), short(undefined), { seed: 'b' })).toMatchObject([{ ...about, kind: 'lost' }]);
});

test('with other draws means are compared by three standard errors of their difference, or their own tolerance', () => {
  const mean = (value: number, error: number) => one({ mean: value, standard_error: error, p95: value });
  // √(3² + 4²) = 5, three of which are 15.
  expect(ofEnsembles(mean(100, 3), mean(115, 4), { seed: 'b' })).toEqual([]);
  const found = ofEnsembles(mean(100, 3), mean(130, 4), { seed: 'b' });
  expect(found).toMatchObject([
    { name: `mean(${SHORTAGE})`, old: 100, now: 130, by: 30, excess: 2, tolerance: '3 standard errors' },
  ]);
  expect(ofEnsembles(mean(100, 0), mean(101, 0), { seed: 'b' })).toEqual([]);
  expect(ofEnsembles(mean(100, 0), mean(102, 0), { seed: 'b' })).toMatchObject([{ tolerance: '1 t', excess: 2 }]);
  expect(ofEnsembles(one({ mean: null }), one({ mean: 5, standard_error: 1 }), { seed: 'b' })).toEqual([]);
});

test('with other draws shares are compared by the errors that so many replicates have', () => {
  const short = (share: number, runs = 100) => ({ runs, ever_short: { users: share } });
  // √(0.25/100 + 0.25/100) = 0.0707, three of which are 0.212.
  expect(ofEnsembles(short(0.5), short(0.7), { seed: 'b' })).toEqual([]);
  expect(ofEnsembles(short(0.5), short(0.72), { seed: 'b' })).toMatchObject([{ by: expect.closeTo(0.22, 9) }]);
  // With 10,000 replicates a hundredth of the variance: √(0.25/10⁴ + 0.25/10⁴) = 0.00707.
  expect(ofEnsembles(short(0.5, 10_000), short(0.53, 10_000), { seed: 'b' })).toHaveLength(1);
  const nulls = (share: number) => one({ mean: null, null_share: share });
  expect(ofEnsembles(nulls(0), nulls(0.3), { seed: 'b' })).toMatchObject([
    { name: `null_share(${SHORTAGE})`, unit: '' },
  ]);
  expect(ofEnsembles(nulls(0.1), nulls(0.12), { seed: 'b' })).toEqual([]);
});
