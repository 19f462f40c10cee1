import { expect, test } from 'vitest';
import { type Files, settings, spoilt, toldOf } from './reading.ts';

const GROWING = spoilt(['    share: 90%', '    share: 0.9 * (1 + growth)']);

test('an assumption that nothing uses is warned of, with the nearest name that is used', () => {
  expect(toldOf('unused', GROWING)).toBe('nothing');
  const misspelt = GROWING.replace(
    'assumptions:\n',
    'assumptions:\n  reveiw_time: {value: 3 weeks, why: x}\n  other: {value: 1, why: x}\n',
  );
  expect(toldOf('unused', misspelt)).toMatchInlineSnapshot(`
    "
    s.yaml:8:10 warning unused assumptions.other
      expected something that uses it, got nothing
      Use it, or take it out.
    s.yaml:7:16 warning unused assumptions.reveiw_time
      expected something that uses it, got nothing
      Did you mean review_time?
    "
  `);
});

test('one that another assumption uses is used', () => {
  const chained = GROWING.replace('assumptions:\n', 'assumptions:\n  basis: {value: 4%, why: x}\n').replace(
    '{value: 8%, why: a round number}',
    '2 * basis',
  );
  expect(toldOf('unused', chained)).toBe('nothing');
});

test('a licence that no flow names is warned of', () => {
  const spare = GROWING.replace('licences:\n', 'licences:\n  civl: {phases: [{from: 2025-03-05}]}\n');
  expect(toldOf('unused', spare)).toMatchInlineSnapshot(`
    "
    s.yaml:38:9 warning unused licences.civl
      expected something that uses it, got nothing
      Did you mean civil?
    "
  `);
});

test('nothing is said of what a setting has put out of use, nor of what stands in a file that is extended', () => {
  expect(toldOf('unused', GROWING, settings({ 'flows.plant.share': 1, 'flows.plant.licence': null }))).toBe('nothing');
  const files: Files = { 's.yaml': 'extends: base.yaml\nflows: {plant: {share: 1}}\n', 'base.yaml': GROWING };
  expect(toldOf('unused', files)).toBe('nothing');
});

test('nothing is said of a file with faults: what can not be read may be what uses it', () => {
  expect(toldOf('unused', GROWING.replace('0.9 * (1 + growth)', '0.9 * (1 + growth'))).toBe('nothing');
});
