/** Whom a scenario is about, in which order its users stand, and with which statistic each is told. */
import { expect, test } from 'vitest';
import type { Results } from '../../src/findings/results.ts';
import { subjectsAmong, subjectsOf, userOrder, usersOf } from '../../src/index.ts';
import { ensembleOf } from '../report/ensembles.ts';
import { run } from '../run.ts';

/** Users that hold nothing and are served by nobody for some of the time: each goes without a share of its need. */
function shortBy(shares: Readonly<Record<string, number>>, rates: Readonly<Record<string, string>> = {}) {
  const ids = Object.keys(shares);
  const each = (make: (id: string) => object) => Object.fromEntries(ids.map((id) => [id, make(id)]));
  return {
    ...{ version: 2, title: 'Users of several materials', start: '2025-01-01', horizon: '100 days', step: '1 day' },
    stockpiles: each(() => ({ initial: '0 t' })),
    flows: each((id) => ({
      to: id,
      capacity: `(${rates[id] ?? '10 t/day'}) * ${1 - (shares[id] as number)}`,
    })),
    demands: each((id) => ({ from: id, rate: rates[id] ?? '10 t/day' })),
  };
}

function resultsOf(scenario: object, focus?: readonly string[]): Results {
  const {
    run: { model },
    metrics,
  } = run(scenario);
  return { model: focus ? { ...model, scenario: { ...model.scenario, ...{ focus } } } : model, metrics };
}

test.each([
  [
    'the one with the greatest share short, whatever its tonnes',
    { a: 0.1, b: 0.5 },
    { a: '900 t/day' },
    undefined,
    'b',
    'b a',
  ],
  ['of equal shares the first by id', { d: 0.5, c: 0.5, a: 0 }, {}, undefined, 'c', 'c d a'],
  ['the one that the file names, though others are shorter', { a: 0, b: 0.5, c: 0.2 }, {}, ['c'], 'c', 'c b a'],
  ['all that the file names, in its order', { a: 0.1, b: 0.5, c: 0.2 }, {}, ['c', 'a'], 'c a', 'c a b'],
  ['the first by id where nobody is short', { b: 0, a: 0 }, {}, undefined, 'a', 'a b'],
] as const)('a scenario is about %s', (_, shares, rates, focus, subjects, order) => {
  const results = resultsOf(shortBy(shares, rates), focus);
  expect(subjectsOf(results).join(' ')).toBe(subjects);
  expect(userOrder(results).join(' ')).toBe(order);
  const users = usersOf(results);
  expect(users.map(({ id }) => id).join(' ')).toBe(order);
  expect(
    subjectsAmong(users)
      .map(({ id }) => id)
      .join(' '),
  ).toBe(subjects);
});

test('without an ensemble all is of the central run', () => {
  const [{ shortage, want, timeToSurvive, peak, odds }] = usersOf(resultsOf(shortBy({ a: 0.25 })));
  expect(shortage).toEqual({ statistic: 'central', value: expect.closeTo(250, 3) });
  expect(want).toEqual({ statistic: 'central', value: expect.closeTo(0.25, 6) });
  expect([peak.statistic, timeToSurvive.statistic, odds]).toEqual(['central', 'central', 1]);
});

test('with one, amounts are means with the interval of the mean, and times are medians', () => {
  const scenario = {
    ...shortBy({ a: 0.25 }),
    assumptions: { part: { uniform: [0, 1] } },
    flows: { a: { to: 'a', capacity: '10 t/day * part' } },
  };
  const answer = run(scenario);
  const results = { model: answer.run.model, metrics: answer.metrics, ensemble: ensembleOf(answer, 200) };
  const [{ shortage, want, timeToSurvive, survives, odds }] = usersOf(results);
  expect(shortage.statistic).toBe('mean');
  expect(shortage.value).toBeCloseTo(500, -1);
  // A uniform share of 1,000 t has the deviation 1000/√12; its mean over 200, within 1.972 standard errors.
  const half = (1.972 * 1000) / Math.sqrt(12 * 200);
  expect((shortage.interval?.high ?? 0) - shortage.value).toBeCloseTo(half, 0);
  expect(Math.abs((shortage.spread?.low ?? 0) - 50)).toBeLessThan(10);
  expect([want.statistic, timeToSurvive.statistic, timeToSurvive.value]).toEqual(['mean', 'median', 0]);
  expect(survives).toBe(0);
  expect(odds).toBeGreaterThan(0.98);
});

test('of one who is rarely short the interval of the mean does not reach below nothing', () => {
  const scenario = {
    ...shortBy({ a: 0 }),
    assumptions: { part: { triangular: [0.8, 3, 3] } },
    flows: { a: { to: 'a', capacity: '10 t/day * part' } },
  };
  const answer = run(scenario);
  const drawn = { model: answer.run.model, metrics: answer.metrics, ensemble: ensembleOf(answer, 400) };
  const [{ shortage, odds }] = usersOf(drawn);
  expect([odds > 0, odds < 0.02]).toEqual([true, true]);
  expect(shortage.interval?.low).toBe(0);
});
