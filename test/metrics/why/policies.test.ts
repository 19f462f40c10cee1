/** From one policy to another: what differs, by itself or as one, makes all of the difference. */
import { expect, test } from 'vitest';
import { compile, explainScenarios, scenarioReader, type WhyFound } from '../../../src/index.ts';
import { CENTRAL } from '../../../src/metrics/why/coalitions.ts';
import { totalOf } from '../../../src/metrics/why/payoffs.ts';
import { simulate } from '../../../src/simulation/simulate.ts';

const START = '2025-01-01';
const lane = (licence: string) => ({ to: 'ore', lead: '2 weeks', licence });
const lanes = Array.from({ length: 13 }, (_, n) => `lane_${n}`);

/** Thirteen lanes under licences of their own, of which `closed` are closed from the tenth week on; users lack the rest. */
const world = (closed: readonly string[], more: object = {}) => ({
  ...{ version: 2, title: `${closed.length} closed`, start: START, horizon: '40 weeks' },
  assumptions: { cover: { title: 'cover', value: '2 weeks', why: 'a test' } },
  stockpiles: { ore: { cover: 'cover' } },
  flows: Object.fromEntries(lanes.map((id) => [id, lane(id)])),
  licences: Object.fromEntries(
    lanes.map((id) => [id, { phases: [{ from: '2025-03-12', allow: closed.includes(id) ? '30%' : '100%' }] }]),
  ),
  demands: { works: { from: 'ore', rate: '130 t/week' } },
  ...more,
});

function readerOf(data: unknown) {
  const reader = scenarioReader('a.yaml', () => ({ text: JSON.stringify(data) }));
  return (settings: Parameters<typeof reader>[0]) => {
    const { scenario, issues } = reader(settings);
    return scenario ? { ok: true as const, value: scenario, issues: [] } : { ok: false as const, issues };
  };
}

function written(data: { readonly title: string }) {
  const { scenario, resolved } = scenarioReader('a.yaml', () => ({ text: JSON.stringify(data) }))([]);
  if (scenario === undefined || resolved === undefined) throw new Error('no scenario');
  return { title: data.title, scenario, inputs: resolved };
}

function between(one: { readonly title: string }, other: { readonly title: string }): WhyFound {
  const found = explainScenarios(readerOf, [written(one), written(other)], { pairs: 5, seed: '' });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

function lackedIn(data: { readonly title: string }): number {
  const model = compile(written(data).scenario);
  const parameters = CENTRAL.parametersOf(model);
  if (!parameters.ok) throw new Error('no parameters');
  return totalOf(simulate(model, parameters.value).shortfall);
}

test('without one difference things are as in the scenario that was written without it', () => {
  const { why } = between(
    world([]),
    world(lanes.slice(0, 3), { assumptions: { cover: { value: '3 weeks', why: 'more' } } }),
  );
  expect(why.shares.map(({ cause }) => cause.id)).toEqual([
    ...['assumptions.cover', 'licences.lane_0.phases', 'licences.lane_1.phases', 'licences.lane_2.phases'],
  ]);
  const more = { assumptions: { cover: { value: '3 weeks', why: 'more' } } };
  expect(totalOf(why.base)).toBeCloseTo(lackedIn(world([])), 9);
  expect(totalOf(why.lacked)).toBeCloseTo(lackedIn(world(lanes.slice(0, 3), more)), 9);
  const [cover, first] = why.shares.map(({ alone }) => totalOf(why.lacked) - totalOf(alone));
  expect(cover).toBeCloseTo(lackedIn(world(lanes.slice(0, 3))), 9);
  expect(first).toBeCloseTo(lackedIn(world(lanes.slice(1, 3), more)), 9);
  const sum = why.shares.reduce((total, { value }) => total + totalOf(value), totalOf(why.base));
  expect(sum).toBeCloseTo(totalOf(why.lacked), 9);
});

test('more differences than can be weighed each are taken together by section, and still make all of it', () => {
  const { why } = between(world([]), world(lanes));
  expect(why.merge).toBe('section');
  expect(why.shares.map(({ cause }) => cause.id)).toEqual(['licences']);
  expect(totalOf(why.shares[0]?.value ?? new Float64Array(0))).toBeCloseTo(totalOf(why.lacked), 9);
});

test('what an entity is called, or where a number comes from, is no difference', () => {
  const { why } = between(
    world([]),
    world([], { stockpiles: { ore: { title: 'Ore', cover: 'cover', source: 'a test' } } }),
  );
  expect(why.shares).toEqual([]);
});
