import { expect, test } from 'vitest';
import { type DateLever, type NumberLever, textOfTyped } from '../../src/explore/levers.ts';

const COMMON = {
  path: 'x',
  group: 'assumptions',
  entity: { section: 'assumptions', id: 'x' },
  field: 'value',
} as const;
const lever = (unit: string, times?: string): NumberLever => ({
  ...COMMON,
  ...{ kind: 'number', unit, low: 0, high: 9, step: 1, base: 1, isUncertain: false },
  ...(times === undefined ? {} : { times }),
});

test.each([
  ['1,000 t', '1000 t'],
  ['1,234,567.5 t', '1234567.5 t'],
  ['1000', '1000 t'],
  [' １２００ ', '1200 t'],
  ['750 kg', '750 kg'],
  // Not thousands apart: a file refuses it, and says why.
  ['10,00 t', '10,00 t'],
  ['max(1, 2) * 1 t', 'max(1, 2) * 1 t'],
])('a number of tonnes typed as %j is put over the file as %j', (typed, text) => {
  expect(textOfTyped(lever('t'), typed)).toBe(text);
});

test('a number alone is in the unit of its lever', () => {
  expect(textOfTyped(lever('%'), '40')).toBe('40%');
  expect(textOfTyped(lever('%'), '40 %')).toBe('40%');
  expect(textOfTyped(lever('%'), '0.4')).toBe('0.4');
  expect(textOfTyped(lever('', '500 t/year'), '40')).toBe('40% * (500 t/year)');
  expect(textOfTyped(lever('', '500 t/year'), '40 %')).toBe('40% * (500 t/year)');
  expect(textOfTyped(lever(''), '3')).toBe('3');
  const date: DateLever = { ...COMMON, kind: 'date', base: 0, low: 0, high: 9, step: 1 };
  expect(textOfTyped(date, ' 2025-07-04 ')).toBe('2025-07-04');
});
