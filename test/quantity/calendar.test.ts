import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDate, parseDate, stepOf, stepsCovering, wholeSteps } from '../../src/quantity/calendar.ts';
import { law } from '../run.ts';

test.each([
  ['1970-01-01', 0],
  ['1970-01-02', 1],
  ['2025-04-04', 20182],
  ['1969-12-31', -1],
  ['2024-02-29', 19782],
])('%s is day %i', (text, day) => {
  expect(parseDate(text)).toBe(day);
  expect(formatDate(day)).toBe(text);
});

test.each([
  '2025-02-30',
  '2025-13-01',
  '2025-00-10',
  '2023-02-29',
  '2025-4-4',
  '20250404',
  '2025-04-04T00:00',
  ' 2025-04-04',
  '0050-01-01',
  '',
  'soon',
])('%j names no day', (text) => {
  expect(parseDate(text)).toBeUndefined();
});

test('a date is written without the part of a day', () => {
  expect(formatDate(0.99)).toBe('1970-01-01');
});

test('every day from 1900 to 2999 is read as it was written', () => {
  const days = fc.integer({ min: parseDate('1900-01-01') as number, max: parseDate('2999-12-31') as number });
  law(days, (day) => parseDate(formatDate(day)) === day);
});

test.each([
  [365.25, 7, 53],
  [364, 7, 52],
  [14.000000000001, 7, 2],
  [14.1, 7, 3],
  [0.5, 1, 1],
])('a horizon of %f days takes, in steps of %i days, %i of them', (horizon, step, steps) => {
  expect(stepsCovering(horizon, step)).toBe(steps);
});

test.each([
  [35, 7, 5],
  [31.5, 7, 5],
  [31.4, 7, 4],
  [3.5, 7, 1],
  [0, 7, 1],
])('a lead of %f days is, in steps of %i days, rounded half up to %s, at least 1', (days, step, steps) => {
  expect(wholeSteps(days, step)).toBe(steps);
});

test.each([
  [100, 0],
  [101, 1],
  [107, 1],
  [108, 2],
  [90, 0],
])('day %i takes effect, with a start on day 100 and weekly steps, at step %i', (day, step) => {
  expect(stepOf(day, 100, 7)).toBe(step);
});
