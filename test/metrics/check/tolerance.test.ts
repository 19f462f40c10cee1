/** Tolerances: what can be written, which of several holds, and how two numbers are held against them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathText, tolerancesOf } from '../../../src/index.ts';
import { isWithin, type Tolerance } from '../../../src/metrics/check/tolerance.ts';
import { law, run } from '../../run.ts';
import { CHAIN } from './baselines.ts';

const read = (tolerance: object, project: Record<string, string | number> = {}) => {
  const { run: central, metrics } = run(CHAIN);
  const model = {
    ...central.model,
    scenario: { ...central.model.scenario, tolerance: tolerance as Record<string, string> },
  };
  return tolerancesOf(model, metrics, project);
};
const of = (path: string, tolerance: object, project = {}) => {
  const found = read(tolerance, project);
  expect([...found.issues, ...found.project.issues]).toEqual([]);
  return found.table.of(path);
};
const relative = (share: number): Tolerance => ({ kind: 'relative', share });
const absolute = (amount: number): Tolerance => ({ kind: 'absolute', amount });

describe('a tolerance', () => {
  test('is 1e-9 of the larger magnitude where none is written, and 3 standard errors for ensembles', () => {
    expect(of('demands.users.shortage', {})).toEqual(relative(1e-9));
    expect(read({}).table.ensembles).toEqual({ kind: 'standard errors', many: 3 });
  });

  test.each([
    ['1e-6 relative', relative(1e-6)],
    ['2% relative', relative(0.02)],
    ['0 relative', relative(0)],
    ['0.5 t', absolute(0.5)],
    ['500 kg', absolute(0.5)],
    [0, absolute(0)],
    ['0 t', absolute(0)],
  ])('may be a share, or an amount with its unit: %s', (written, tolerance) => {
    expect(of('demands.users.shortage', { 'demands.users.shortage': written })).toEqual(tolerance);
  });

  test('takes the unit of what it is of', () => {
    expect(of('demands.users.time_to_survive', { 'demands.*.time_to_survive': '1 week' })).toEqual(absolute(7));
    expect(of('demands.users.peak_date', { 'demands.*.peak_date': '3 days' })).toEqual(absolute(3));
    expect(of('demands.users.fill_rate', { 'demands.*.fill_rate': '1%' })).toEqual(absolute(0.01));
    expect(of('demands.users.lost_products', { 'demands.*.lost_products': '5 engine' })).toEqual(absolute(5));
    expect(of('flows.lane.shipped', { 'flows.lane.shipped': '5 t' })).toEqual(absolute(5));
    expect(of('total.supply_cost', { 'total.supply_cost': '1 MUSD' })).toEqual(absolute(1e6));
  });

  test('that is last holds, and a scenario’s comes after its project’s', () => {
    const tolerance = { 'demands.*.*': '1 relative', 'demands.users.shortage': '2 relative', default: '3 relative' };
    expect(of('demands.users.shortage', tolerance)).toEqual(relative(2));
    expect(of('demands.users.spells', tolerance)).toEqual(relative(1));
    expect(of('flows.lane.shipped', tolerance)).toEqual(relative(3));
    expect(of('flows.lane.shipped', { 'flows.*.*': '4 relative' }, tolerance)).toEqual(relative(4));
    expect(of('demands.users.shortage', { 'demands.*.*': '5 relative' }, tolerance)).toEqual(relative(5));
    expect(read({ ensembles: '2 standard errors' }, { ensembles: '1% relative' }).table.ensembles).toEqual({
      ...{ kind: 'standard errors', many: 2 },
    });
  });

  test.each([
    ['demands.users.shortge', '1 t', 'the path of a metric or series', 'Did you mean demands.users.shortage?'],
    ['mood', '1 t', 'the path of a metric or series', 'Write a path'],
    ['defalt', '0', 'the path of a metric or series', 'Did you mean default?'],
    ['demands.users.shortage', '1 day', 'an amount such as 500 t', 'Give the unit of what the path names'],
    ['demands.users.shortage', 1, 'an amount such as 500 t', 'Give the unit of what the path names'],
    ['demands.users.peak_date', '1 t', 'a duration such as 6 weeks', 'Give the unit of what the path names'],
    ['demands.users.*', '1 t', 'a plain number', 'Give the unit of what the path names'],
    ['demands.users.shortage', '-1 t', 'a tolerance of at least 0', 'Write it without the sign'],
    ['demands.users.shortage', '1 ton', 'a unit with one meaning', 'Say which ton'],
    ['demands.users.shortage', 'a little', 'a unit or a name that exists', 'Write a number with its unit.'],
    ['demands.users.shortage', '1 t relative', 'a plain number before relative', 'as in 1e-9 relative'],
    ['demands.users.shortage', '3 standard errors', 'a tolerance such as 1e-9 relative', 'Put it under ensembles'],
    ['default', '1 t', 'a tolerance such as 1e-9 relative', 'name them'],
    ['default', 0.1, 'a tolerance such as 1e-9 relative', 'name them'],
    ['ensembles', '1 t', 'a tolerance such as 3 standard errors', 'name them'],
  ])('that means nothing is an issue: %s: %s', (pattern, written, expected, remedy) => {
    const { issues } = read({ [pattern]: written });
    expect(issues.map(({ severity, path }) => `${severity} ${pathText(path)}`)).toEqual([
      `error tolerance.${pattern.includes('.') ? JSON.stringify(pattern) : pattern}`,
    ]);
    expect(issues[0]?.expected).toContain(expected);
    expect(issues[0]?.remedy).toContain(remedy);
  });

  test('of a project may fit nothing in one of its scenarios', () => {
    const { issues, project } = read({}, { 'demands.others.shortage': '1 t' });
    expect(issues).toEqual([]);
    expect(project.unused).toHaveLength(1);
  });
});

describe('two numbers', () => {
  const numbers = fc.double({ noNaN: true, min: -1e12, max: 1e12 });
  const tolerances = fc.oneof(
    fc.record({ kind: fc.constant('relative' as const), share: fc.double({ noNaN: true, min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('absolute' as const), amount: fc.double({ noNaN: true, min: 0, max: 1e12 }) }),
  );

  test('are held against each other the same both ways, and with both signs turned', () => {
    law(fc.tuple(tolerances, numbers, numbers), ([tolerance, old, now]) => {
      const found = isWithin(tolerance, old, now);
      return found === isWithin(tolerance, now, old) && found === isWithin(tolerance, -old, -now);
    });
  });

  test('that are the same are within any tolerance, and others never within 0', () => {
    law(fc.tuple(tolerances, numbers), ([tolerance, value]) => isWithin(tolerance, value, value));
    law(fc.tuple(numbers, numbers), ([old, now]) =>
      [relative(0), absolute(0)].every((zero) => isWithin(zero, old, now) === (old === now)),
    );
  });

  test('are within a wider tolerance if they are within a narrower one', () => {
    const shares = fc.tuple(fc.double({ noNaN: true, min: 0, max: 2 }), fc.double({ noNaN: true, min: 0, max: 2 }));
    law(fc.tuple(shares, numbers, numbers), ([[one, other], old, now]) => {
      const [narrow, wide] = [Math.min(one, other), Math.max(one, other)];
      return !isWithin(relative(narrow), old, now) || isWithin(relative(wide), old, now);
    });
  });

  test('of which one is no number are within none', () => {
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      expect(isWithin(relative(2), odd, 1)).toBe(false);
      expect(isWithin(absolute(Infinity), 1, odd)).toBe(false);
      expect(isWithin(relative(2), odd, odd)).toBe(false);
    }
  });
});
