/** What a comparison came to: the first side, and beside it the second where no reader could take it from the comparison. */
import { expect, test } from 'vitest';
import type { Judged } from '../../src/metrics/expect.ts';
import { wordsOf } from '../../src/report/text/languages.ts';
import { cameText } from '../../src/report/text/verdicts.ts';

const TONNES = new Map([['mass', 1]]) as unknown as Judged['dimension'];
const NUMBER = new Map() as Judged['dimension'];

test.each<[that: string, left: number, right: number, dimension: Judged['dimension'], text: string]>([
  ['flows.a.shipped < 5% * flows.b.shipped', 753, 852, TONNES, '753 t, against 852 t'],
  ['3000 t > flows.a.shipped / 2', 3000, 45_597, TONNES, '3,000 t, against 45,597 t'],
  ['demands.a.shortage > 250 t', 217, 250, TONNES, '217 t'],
  ['demands.a.fill_rate < 95%', 0.815, 0.95, NUMBER, '81.5 %'],
  ['demands.a.fill_rate == 1', 0.815, 1, NUMBER, '0.815'],
  ['flows.a.shipped / flows.b.shipped >= 89.5%', 0.9, 0.895, NUMBER, '90 %'],
])('of %s', (that, left, right, dimension, text) => {
  const said = cameText({ that, left, right, dimension, met: true }, wordsOf('en'));
  expect(said.replaceAll('\u00a0', ' ')).toBe(text);
});
