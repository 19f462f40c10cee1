/** Numbers as people read them. */
import { expect, test } from 'vitest';
import { formatDuration, formatNumber, formatShare } from '../../src/report/text/format.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [0.12345, '0.123'],
  [12.345, '12.3'],
  [999.4, '999'],
  [1000.4, '1,000'],
  [1_234_567.8, '1,234,568'],
  [-1_234_567.8, '-1,234,568'],
  [-12.345, '-12.3'],
  [1e-7, '1e-7'],
  [0.000_012_345, '0.0000123'],
  [Number.POSITIVE_INFINITY, 'never'],
  [Number.NaN, 'none'],
])(
  'a number has three significant digits below a thousand, is whole above, and grouped by commas: %d is %s',
  (value, text) => {
    expect(formatNumber(value)).toBe(text);
  },
);

test.each([
  [0.8423, '84.2 %'],
  [0.5, '50 %'],
  [1, '100 %'],
  [0, '0 %'],
  [0.9999, '> 99.9 %'],
  [0.9994, '99.9 %'],
  [0.0001, '< 0.1 %'],
  [0.0006, '0.1 %'],
  [1.5, '150 %'],
  [-0.25, '−25 %'],
])('a share is in percent with one decimal, and neither all nor nothing unless it is: %d is %s', (value, text) => {
  expect(formatShare(value)).toBe(text);
});

test.each([
  [0, '0 days'],
  [1, '1 day'],
  [13, '13 days'],
  [14, '2 weeks'],
  [77, '11 weeks'],
  [80, '11.4 weeks'],
  [730, '104.3 weeks'],
  [731, '2 years'],
  [3652.5, '10 years'],
])('a duration is in days below two weeks, in weeks up to two years, then in years: %d days are %s', (days, text) => {
  expect(formatDuration(days)).toBe(text);
});
