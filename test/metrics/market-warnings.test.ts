/** The elasticity of a market against that of its users and of what opens, by hand. */
import { expect, test } from 'vitest';
import { faultsOfRun, pathText, readScenario } from '../../src/index.ts';

const file = ({ market = 0.3, users = '0.2', opens = '', rest = '60 t/year' }) => `version: 2
title: A market
start: 2025-01-01
horizon: 1 year
stockpiles:
  shelf: {cover: 4 weeks, source: a test}
flows:
  lane: {to: shelf, source: a test}
  dear: {to: shelf, capacity: 50 t/year, share: 0${opens}, source: a test}
demands:
  cars: {from: shelf, rate: 140 t/year${users === '' ? '' : `, elasticity: ${users}`}, source: a test}
  others: {from: shelf, rate: ${rest}, source: a test}
markets:
  metal: {of: [shelf], elasticity: ${market}, source: a test}
`;

function warnings(text: string): string {
  const { scenario, issues } = readScenario('m.yaml', (path) => (path === 'm.yaml' ? { text } : { missing: 'none' }));
  if (scenario === undefined) throw new Error(JSON.stringify(issues));
  return faultsOfRun(scenario)
    .map(
      ({ severity, path, expected, found, remedy }) =>
        `${severity} ${pathText(path)}: ${expected}, got ${found}. ${remedy}`,
    )
    .join('\n');
}

// Of 200 t/year 140 answer: at twice the price by 140 · (1 − 2^−0.2) = 18.1, so that 0.909 are left, −ln 0.909 / ln 2 = 0.137;
// at four times by 33.9, 0.830 are left, 0.134.
test('users of whom a part answers have the elasticity of them all together', () => {
  expect(warnings(file({ market: 0.28 }))).toMatchInlineSnapshot(
    `"warning markets.metal.elasticity: about 0.13 to 0.14, by which its users and what opens answer together at 2 to 4 times the price, got 0.28. Need stays unmet at a price that calls nobody: lower it, unless others answer who are not in the file."`,
  );
  expect(warnings(file({ market: 0.27 }))).toBe('');
  expect(warnings(file({ market: 0.069 }))).toBe('');
  expect(warnings(file({ market: 0.06 }))).toMatchInlineSnapshot(
    `"warning markets.metal.elasticity: about 0.13 to 0.14, by which its users and what opens answer together at 2 to 4 times the price, got 0.06. The price rises higher than it need, and supply idles: raise it, unless others answer who are not in the file."`,
  );
});

// Fully open at 2, 50 t/year are as much as a quarter of need: −ln 0.75 / ln 2 = 0.415, and 0.2075 at four times the price.
test('capacity that opens counts as the need that it meets', () => {
  const opening = { users: '', opens: ', opens: {from: 1, fully: 2}' };
  expect(warnings(file({ ...opening, market: 0.9 }))).toMatchInlineSnapshot(
    `"warning markets.metal.elasticity: about 0.21 to 0.42, by which its users and what opens answer together at 2 to 4 times the price, got 0.9. Need stays unmet at a price that calls nobody: lower it, unless others answer who are not in the file."`,
  );
  expect(warnings(file({ ...opening, market: 0.8 }))).toBe('');
  expect(warnings(file({ ...opening, market: 0.11 }))).toBe('');
});

test('a market that nobody answers to is no matter of how much', () => {
  expect(warnings(file({ users: '', market: 5 }))).toBe('');
});
