/** Numbers stay on a line with what they count, in pages and in Markdown. */
import { expect, test } from 'vitest';
import { unbroken } from '../../src/report/render/escape.ts';

test.each([
  ['short of 3,474 t for 80 weeks', 'short of 3,474_t for 80_weeks'],
  ['8.69 million vehicles, 84 %', '8.69_million_vehicles, 84_%'],
  ['from 20 June 2025, 3 4', 'from 20_June 2025, 3 4'],
  ['少 970 万辆，持续 9 个月', '少 970_万|辆，持续 9_个|月'],
  ['缺 12 万 t', '缺 12_万_t'],
])('%s', (text, kept) => {
  expect(unbroken(text).replaceAll('\u00a0', '_').replaceAll('\u2060', '|')).toBe(kept);
});
