/** A series in one line of text. */
import { expect, test } from 'vitest';
import { sparkline } from '../../src/report/sparkline.ts';

test('each value is a block as high as it, in eighths', () => {
  expect(sparkline([0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1])).toBe(' ▁▂▃▄▅▆▇█');
});

test('anything above 0 is visible, and nothing is above the whole', () => {
  expect(sparkline([0.001, 0.126, 1.5])).toBe('▁▂█');
});

test('rounding errors are not', () => {
  expect(sparkline([1e-11, 0.25 + 1e-11])).toBe(' ▂');
});

test('a long series is shown as the largest of each stretch', () => {
  expect(sparkline([0, 0.5, 0, 0, 1, 0.25], 3)).toBe('▄ █');
  expect(sparkline([1, 0, 0, 0, 0, 0.5, 0.25], 3)).toBe('█ ▄');
});

test('a short one is as long as it is, and forty is the most where nothing is said', () => {
  expect(sparkline([1, 0], 40)).toBe('█ ');
  expect(sparkline(Array(100).fill(1))).toBe('█'.repeat(40));
  expect(sparkline([])).toBe('');
});
