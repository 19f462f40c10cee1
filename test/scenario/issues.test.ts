/** Every kind of trouble has an example here, and every issue says where, what was expected, what was found, what to do. */
import { describe, expect, test } from 'vitest';
import type { IssueCode } from '../../src/index.ts';
import { type Files, reading, spoilt } from './reading.ts';

/** Without a warning: every time is kept by the grid, and every assumption used. */
const GRID = [
  ['horizon: 1 year', 'horizon: 53 weeks'],
  ['from: 2025-03-01', 'from: 2025-03-05'],
  ['date: 2025-05-01', 'date: 2025-05-07'],
] as const;
const USE = ['    share: 90%', '    share: 0.9 * (1 + growth)'] as const;

// What only running shows is told by it: test/metrics/expect.test.ts, test/metrics/finite.test.ts.
const EXAMPLES: Readonly<Record<Exclude<IssueCode, 'no-ensemble' | 'not-finite'>, Files>> = {
  'not-yaml': spoilt(['title: Test', 'title: "Test']),
  'too-large': spoilt(['horizon: 1 year', 'horizon: 3000 years\nstep: 1 day']),
  'missing-file': 'extends: nothing.yaml\n',
  'unreadable-data': {
    's.yaml': spoilt(['    capacity: 5000 t/year', '    capacity: {data: d.csv, column: us, unit: t/year}']),
    'd.csv': 'date,us\n2025-01-01,x\n',
  },
  'unknown-key': spoilt(['    cover: 4 weeks', '    covr: 4 weeks']),
  'missing-key': spoilt(['    to: ore\n', '']),
  'wrong-type': spoilt(['    cover: 4 weeks', '    cover: [4 weeks]']),
  'wrong-dimension': spoilt(['    cover: 4 weeks', '    cover: 4 t']),
  'bad-expression': spoilt(['    cover: 4 weeks', '    cover: 4 ton']),
  'bad-date': spoilt(['date: 2025-05-01', 'date: 2025-05-32']),
  'out-of-order': spoilt(['from: 2025-06-01', 'from: 2025-02-01']),
  'outside-horizon': spoilt(['date: 2025-05-01', 'date: 2035-05-01']),
  'out-of-range': spoilt(['    share: 90%', '    share: -90%']),
  'unknown-reference': spoilt(['    to: ore', '    to: oer']),
  cycle: spoilt(['  growth: {value: 8%, why: a round number}\n', '  growth: 2 * growth\n']),
  conflict: spoilt(['horizon: 1 year', 'horizon: 1 year\nend: 2026-01-01']),
  'name-taken': spoilt(['  growth: {value: 8%, why: a round number}\n', '  week: 8%\n']),
  'newer-version': spoilt(['version: 2', 'version: 3']),
  'old-version': spoilt(['version: 2', 'version: 1']),
  unused: spoilt(...GRID),
  'off-grid': spoilt(...GRID, USE).replace('53 weeks', '1 year'),
  unsourced: spoilt(['    cover: 4 weeks\n    assumed: a round number', '    cover: 4 weeks']),
  'unbounded-neighbour': spoilt(['flows:\n', 'flows:\n  second: {to: magnets}\n']),
};

describe.each(Object.entries(EXAMPLES))('an issue %s', (code, files) => {
  const { issues, scenario } = reading(files);
  const found = issues.filter((issue) => issue.code === code);

  test('is told of its example, and once', () => {
    expect(found.length).toBe(1);
  });

  test('says where it is, what was expected and found, and what to do', () => {
    for (const { place, expected, found: got, remedy } of issues) {
      expect(place?.line).toBeGreaterThanOrEqual(1);
      expect(place?.column).toBeGreaterThanOrEqual(1);
      expect([expected, got, remedy].filter((text) => text.trim() === '')).toEqual([]);
      expect(remedy).toMatch(/[.?…}]$/);
    }
  });

  test('leaves a scenario if it is a warning, and none if it is an error', () => {
    expect(scenario !== undefined).toBe(issues.every(({ severity }) => severity === 'warning'));
  });
});

test('a sound file has no issues', () => {
  expect(reading(spoilt(...GRID, USE)).issues).toEqual([]);
});

test('many faults of one file are told at once, in the order of the work, and no scenario is made', () => {
  const text = spoilt(
    ['    cover: 4 weeks', '    covr: 4 weeks'],
    ['    initial: 6 weeks', '    initial: 6 t/year'],
    ['    capacity: 5000 t/year', '    capacity: 5000 ton/year'],
    ['    to: ore', '    to: oer'],
    ['review: review_time', 'review: review_tim'],
    ['horizon: 1 year', 'horizon: -1 year'],
    ['date: 2025-05-01', 'date: 2025-05-32'],
  );
  const { issues, scenario } = reading(text);
  expect(scenario).toBeUndefined();
  expect(issues.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
    'unknown-key stockpiles.ore.covr',
    'out-of-range horizon',
    'unknown-reference flows.mine.to',
    'wrong-dimension stockpiles.magnets.initial',
    'unknown-reference licences.civil.phases.0.review',
    'bad-date events.0.date',
  ]);
});
