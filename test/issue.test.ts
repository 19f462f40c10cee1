import { describe, expect, test } from 'vitest';
import { type Issue, nearest, outcome, type Path, pathText, quote, suggestion } from '../src/issue.ts';

test.each<[Path, string]>([
  [[], ''],
  [['start'], 'start'],
  [['flows', 'cn_to_us', 'capacity'], 'flows.cn_to_us.capacity'],
  [['licences', 'civil', 'phases', 2, 'allow'], 'licences.civil.phases[2].allow'],
  [[5, 'id'], '[5].id'],
  [['events', 0, 'set', 'flows.mine.capacity'], 'events[0].set."flows.mine.capacity"'],
])('the path %j is written %s', (path, text) => {
  expect(pathText(path)).toBe(text);
});

describe('the nearest name', () => {
  const names = ['capacity', 'cover', 'ore', 'magnets', 'share', 't', 'kg', 'years'];

  test.each([
    ['capcity', 'capacity'],
    ['Capacity', 'capacity'],
    ['covr', 'cover'],
    ['oer', 'ore'],
    ['magnet', 'magnets'],
    ['us_magnets', 'magnets'],
    ['KG', 'kg'],
    ['yeers', 'years'],
  ])('of %s is %s', (written, meant) => {
    expect(nearest(written, names)).toBe(meant);
  });

  test.each(['x', 'i', 'nonsense', 'pi', '', 'tau'])('of %s is none, as nothing is near', (written) => {
    expect(nearest(written, names)).toBeUndefined();
  });

  test('is the first by alphabet where two are equally near, whatever the order in which they are given', () => {
    expect([nearest('bore', ['core', 'bare', 'more']), nearest('bore', ['more', 'core', 'bare'])]).toEqual([
      'bare',
      'bare',
    ]);
  });

  test('is there no more where there are no names', () => {
    expect(nearest('anything', [])).toBeUndefined();
  });
});

test('a suggestion asks for the nearest name, or says what else there is', () => {
  expect(suggestion('capcity', ['capacity'], 'There are none.')).toBe('Did you mean capacity?');
  expect(suggestion('zzz', ['capacity'], 'There are none.')).toBe('There are none.');
});

test.each<[unknown, string]>([
  [undefined, 'nothing'],
  [null, 'nothing'],
  ['', 'an empty text'],
  ['  ', 'an empty text'],
  ['6 weeks', '6 weeks'],
  ['two\n  lines', 'two lines'],
  ['x'.repeat(100), `${'x'.repeat(57)}…`],
  [5, '5'],
  [true, 'true'],
  [Number.NaN, 'NaN'],
  [[], 'an empty list'],
  [[1, 2], 'a list of 2'],
  [{}, 'an empty map'],
  [{ a: 1, b: 2 }, 'a map with a, b'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'a map with a, b, c, d, …'],
])('%j is quoted as %s', (value, text) => {
  expect(quote(value)).toBe(text);
});

describe('an outcome', () => {
  const issue = (severity: Issue['severity']): Issue => ({
    ...{ severity, code: 'cycle', path: [], expected: 'a', found: 'b', remedy: 'c' },
  });

  test('is a value and its warnings', () => {
    expect(outcome(5, [issue('warning')])).toEqual({ ok: true, value: 5, issues: [issue('warning')] });
  });

  test('is no value as soon as one issue is an error', () => {
    const issues = [issue('warning'), issue('error')];
    expect(outcome(5, issues)).toEqual({ ok: false, issues });
  });

  test('is no value where there is none', () => {
    expect(outcome(undefined, [])).toEqual({ ok: false, issues: [] });
  });
});
