/** Series held against series, by hand: everything that is told of a difference. */
import { expect, test } from 'vitest';
import { type Column, compareColumns, daysBetween } from '../../../src/metrics/check/columns.ts';
import type { Tolerance, ToleranceTable } from '../../../src/metrics/check/tolerance.ts';

const DATES = ['2025-01-06', '2025-01-13', '2025-01-20', '2025-01-27'];
const column = (values: readonly number[], more: Partial<Column> = {}): Column => ({
  ...{ kind: 'flow', id: 'lane', variable: 'shipped', unit: 't/step', dates: DATES },
  ...{ values: Float64Array.from(values), ...more },
});
const table = (tolerance: Tolerance): ToleranceTable => ({
  of: (path) => (path === 'flows.lane.shipped' ? tolerance : { kind: 'absolute', amount: Number.POSITIVE_INFINITY }),
  ensembles: { kind: 'standard errors', many: 3 },
});
const exact = table({ kind: 'absolute', amount: 0 });
const held = (old: Column[], now: Column[], tolerances = exact, digits = 10) =>
  compareColumns(old, now, tolerances, digits);

const ABOUT = { of: 'series', name: 'flows.lane.shipped', entity: 'flows.lane', unit: 't/step' };

test('what moved is told whole: at the step where most, since the first, as a share of the largest of all steps', () => {
  const [old, now] = [column([8, 4, 2, 0]), column([8, 5, -2, 0])];
  const { differences, movers } = held([old], [now], table({ kind: 'absolute', amount: 0.5 }));
  expect(differences).toEqual([
    {
      ...{ ...ABOUT, kind: 'moved', old: 2, now: -2, by: -4, size: 0.5, tolerance: '0.5 t/step', excess: 8 },
      ...{ since: '2025-01-13', steps: 2, largest: '2025-01-20' },
    },
  ]);
  expect(movers).toEqual([{ difference: differences[0], old, now }]);
});

test('of equal differences the first is the largest; a magnitude is the larger of before and now', () => {
  const [{ largest, size }] = held([column([1, 1, 1, 1])], [column([2, 2, 2, 4])]).differences as [never];
  expect([largest, size]).toEqual(['2025-01-27', 0.75]);
  const [equal] = held([column([1, 1, 1, 1])], [column([1, 2, 2, 1])]).differences;
  expect(equal).toMatchObject({ largest: '2025-01-13', since: '2025-01-13', steps: 2, size: 0.5 });
});

test('a number that is missing outweighs one that moved, and has no size', () => {
  const { differences } = held([column([1, 1, 1, 1])], [column([9, Number.NaN, 9, Number.POSITIVE_INFINITY])]);
  expect(differences).toEqual([
    {
      ...{ ...ABOUT, kind: 'no number', old: 1, now: null, by: null, size: null },
      ...{ since: '2025-01-06', steps: 4, largest: '2025-01-13' },
    },
  ]);
  const infinite = held([column([1, Number.NEGATIVE_INFINITY, 1, 1])], [column([1, 1, 1, 1])]).differences;
  expect(infinite).toMatchObject([{ kind: 'no number', old: 'not a number', now: 1, largest: '2025-01-13' }]);
  const both = held([column([1, Number.POSITIVE_INFINITY, 1, 1])], [column([1, Number.POSITIVE_INFINITY, 1, 1])]);
  expect(both.differences).toMatchObject([{ kind: 'no number' }]);
  expect(held([column([1, Number.NaN, 1, 1])], [column([1, Number.NaN, 1, 1])]).differences).toEqual([]);
});

test('numbers of today are rounded as those of the baseline were written', () => {
  const [old, now] = [column([0.123457, 0, 0, 0]), column([0.1234567, 0, 0, 0])];
  expect(held([old], [now], exact, 6).differences).toEqual([]);
  expect(held([old], [now], exact, 7).differences).toHaveLength(1);
});

test('series that are new or lost are told, those of today first', () => {
  const other = column([1, 1, 1, 1], { id: 'other' });
  const { differences, movers } = held([other], [column([1, 1, 1, 1])]);
  const nothing = { old: null, now: null, by: null, size: null, unit: 't/step', of: 'series' };
  expect(differences).toEqual([
    { ...nothing, kind: 'new', name: 'flows.lane.shipped', entity: 'flows.lane' },
    { ...nothing, kind: 'lost', name: 'flows.other.shipped', entity: 'flows.other' },
  ]);
  expect(movers).toEqual([]);
});

test('another unit is told, and values are compared all the same', () => {
  const { differences } = held([column([1, 1, 1, 1], { unit: 'kg' })], [column([1, 1, 1, 2])]);
  expect(differences.map(({ kind, old, now }) => [kind, old, now])).toEqual([
    ['unit', 'kg', 't/step'],
    ['moved', 1, 2],
  ]);
});

test('other dates are told with the first that differs, and values compared at the dates that both have', () => {
  const later = column([5, 4, 3, 2], { dates: ['2025-01-13', '2025-01-20', '2025-01-27', '2025-02-03'] });
  const { differences } = held([column([9, 5, 4, 1])], [later]);
  expect(differences).toMatchObject([
    { kind: 'dates', old: '2025-01-06', now: '2025-01-13', since: '2025-01-13', steps: 4 },
    { kind: 'moved', old: 1, now: 3, by: 2, since: '2025-01-27', steps: 1, largest: '2025-01-27', size: 0.4 },
  ]);
  const shorter = column([9, 5], { dates: DATES.slice(0, 2) });
  expect(held([column([9, 5, 4, 1])], [shorter]).differences).toMatchObject([
    { kind: 'dates', old: '2025-01-20', now: null, since: '2025-01-20', steps: 2 },
  ]);
  expect(held([shorter], [column([9, 5, 4, 1])]).differences).toMatchObject([
    { kind: 'dates', old: null, now: '2025-01-20', since: '2025-01-20', steps: 2 },
  ]);
});

test('days between dates; none where one is no date', () => {
  expect(daysBetween('2025-01-06', '2025-02-03')).toBe(28);
  expect([daysBetween('soon', '2025-02-03'), daysBetween('2025-02-03', 'soon')]).toEqual([null, null]);
});
