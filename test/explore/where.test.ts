/** What holds a flow back at a step, by networks in which one thing alone can. */
import { expect, test } from 'vitest';
import { HOLDS, whereOf } from '../../src/explore/where.ts';
import { compile, readScenario, simulateCentral } from '../../src/index.ts';

const NETWORK = `
version: 2
title: One lane
start: 2025-01-03
horizon: 30 weeks
stockpiles:
  ore: {cover: 4 weeks}
  metal: {cover: 4 weeks}
flows:
  mine: {to: ore, capacity: 1000 t/year, source: a test}
  plant: {from: ore, to: metal, lead: 2 weeks, licence: export, capacity: 600 t/year, source: a test}
licences:
  export: {phases: [{from: 2020-01-01}]}
demands:
  users: {from: metal, rate: 500 t/year, source: a test}
`;

/** What holds the mine and the plant back at each step, once so much of the text is replaced. */
function holds(...replaced: [string, string][]) {
  const text = replaced.reduce((whole, [from, to]) => {
    if (!whole.includes(from)) throw new Error(`no ${from}`);
    return whole.replace(from, to);
  }, NETWORK);
  const { scenario, issues } = readScenario('a.yaml', () => ({ text }));
  if (scenario === undefined) throw new Error(JSON.stringify(issues));
  const run = simulateCentral(compile(scenario));
  if (!run.ok) throw new Error(JSON.stringify(run.issues));
  const where = whereOf(run.value);
  const of = (f: number) => Array.from({ length: run.value.steps }, (_, t) => HOLDS[where.holds[t * 2 + f]]);
  return { where, run: run.value, mine: of(0), plant: of(1) };
}

const LATER = 20;

test('undisturbed nothing is held back, and what is sent is what was sent at the start', () => {
  const { mine, plant, where } = holds();
  expect(new Set([...mine, ...plant])).toEqual(new Set(['enough']));
  for (let t = 0; t < 30; t++) expect(where.sent[t * 2 + 1]).toBeCloseTo(where.sent[1], 9);
});

test('a ban, a limit that is used up and an application that waits are held by the licence', () => {
  const ban = holds(['{from: 2020-01-01}', '{from: 2020-01-01}, {from: 2025-03-07, allow: 0}']);
  expect(ban.plant.slice(0, 9)).toEqual(Array(9).fill('enough'));
  expect(ban.plant[LATER]).toBe('licence');
  const limit = holds(['{from: 2020-01-01}', '{from: 2020-01-01}, {from: 2025-03-07, limit: 100 t/year}']);
  expect(limit.plant[LATER]).toBe('licence');
  const review = holds(['{from: 2020-01-01}', '{from: 2020-01-01}, {from: 2025-03-07, review: 8 weeks}']);
  expect(review.plant[11]).toBe('licence');
  expect(review.where.waiting[11 * 2 + 1]).toBeGreaterThan(0);
});

test('a plant whose capacity is used whole is at full capacity, not short of material', () => {
  const { plant } = holds(['capacity: 600 t/year', 'capacity: {2020-01-01: 600 t/year, 2025-03-07: 300 t/year}']);
  expect(plant[LATER]).toBe('capacity');
});

test('a plant that lacks its ore is short of material, and its mine at full capacity', () => {
  const { mine, plant, where } = holds([
    'capacity: 1000 t/year',
    'capacity: {2020-01-01: 1000 t/year, 2025-02-07: 100 t/year}',
  ]);
  expect([mine[LATER], plant[LATER]]).toEqual(['capacity', 'material']);
  // Days of supply of ore, the second of the stockpiles by id.
  expect(where.days[LATER * 2 + 1]).toBeLessThan(where.days[1]);
});
