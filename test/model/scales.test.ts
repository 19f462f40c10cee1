/** Scales and dated numbers of flows, as rows of a run's schedule. Weekly steps from a Monday, the 6th of January 2025. */
import { describe, expect, test } from 'vitest';
import { centralValues, compile, parametersOf, pathText, readScenario, type Scenario } from '../../src/index.ts';
import type { Layout } from '../../src/model/layout.ts';
import { run, series } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const network = (events: object[], flow: object = {}, rest: object = {}) => ({
  ...{ version: 2, title: 'scales', start: week(0), horizon: '5 weeks' },
  stockpiles: { ore: { initial: '1000 t' }, shelf: { cover: '2 weeks' } },
  flows: { lane: { from: { ore: 2 }, to: 'shelf', ...flow } },
  demands: { users: { from: 'shelf', rate: '10 t/week' } },
  events,
  ...rest,
});

function modelOf(...args: Parameters<typeof network>) {
  const text = JSON.stringify(network(...args));
  const { scenario, issues } = readScenario('scenario.yaml', () => ({ text }));
  if (scenario === undefined) throw new Error(JSON.stringify(issues));
  return compile(scenario as Scenario);
}

/** The scheduled value of the entity at a position, by step. */
function scheduled(kind: keyof Layout, position: number, ...args: Parameters<typeof network>): number[] {
  const model = modelOf(...args);
  const parameters = parametersOf(model, centralValues(model));
  if (!parameters.ok) throw new Error(JSON.stringify(parameters.issues));
  const { layout, first, changing, values } = parameters.value.schedule;
  const column = changing.indexOf(layout[kind] + position);
  return Array.from({ length: model.steps }, (_, t) => {
    const value = column < 0 ? first[layout[kind] + position] : values[t * changing.length + column];
    return Number(value.toFixed(9));
  });
}

/** The faults of the numbers. */
function told(...args: Parameters<typeof network>): string[] {
  const model = modelOf(...args);
  return parametersOf(model, centralValues(model)).issues.map(
    ({ path, expected, found }) => `${pathText(path)}: expected ${expected}, got ${found}`,
  );
}

const scale = (from: number, until: number | undefined, scales: object) => ({
  ...{ date: week(from), ...(until !== undefined && { until: week(until) }), scale: scales },
});

describe('a scale', () => {
  test('multiplies from its date on and before its end, and with others', () => {
    const events = [scale(1, undefined, { 'demands.users.rate': '50%' }), scale(2, 4, { 'demands.users.rate': 0.4 })];
    expect(scheduled('demand', 0, events)).toEqual([10, 5, 2, 2, 5]);
  });

  test('comes before rounding: 1.5 times 3 weeks is 4.5, rounded half up 5', () => {
    const events = [scale(1, 3, { 'flows.lane.lead': 1.5 })];
    expect(scheduled('lead', 0, events, { lead: '3 weeks' })).toEqual([3, 5, 5, 3, 3]);
  });

  test('multiplies the defaults of shares, leads and covers', () => {
    expect(scheduled('share', 0, [scale(2, 3, { 'flows.lane.share': '30%' })])).toEqual([1, 1, 0.3, 1, 1]);
    expect(scheduled('lead', 0, [scale(2, 3, { 'flows.lane.lead': 3 })])).toEqual([1, 1, 3, 1, 1]);
    // Nothing says what ore is kept at: 1,000 t at 20 t a week are 50 weeks.
    expect(scheduled('cover', 0, [scale(2, 3, { 'stockpiles.ore.cover': '10%' })])).toEqual([50, 50, 5, 50, 50]);
  });

  test('of a capacity leaves projects as they are', () => {
    const projects = [{ adds: '7 t/week', decided: week(0), takes: '2 weeks' }];
    const events = [scale(1, undefined, { 'flows.lane.capacity': '50%' })];
    expect(scheduled('capacity', 0, events, { capacity: '10 t/week', projects })).toEqual([10, 5, 12, 12, 12]);
  });

  test('of what has no number then, or that goes out of bounds, is told with the date', () => {
    const licences = { export: { phases: [{ from: week(1), limit: '5 t/week', approve: 0.8 }, { from: week(3) }] } };
    const licensed = { licence: 'export' };
    expect(told([scale(2, undefined, { 'licences.export.limit': '50%' })], licensed, { licences })).toEqual([
      `events[0].scale."licences.export.limit": expected a number to scale, got none on ${week(3)}`,
    ]);
    expect(told([scale(2, undefined, { 'licences.export.approve': 1.5 })], licensed, { licences })).toEqual([
      expect.stringMatching(/^events\[0\].scale."licences.export.approve": expected a number from 0 to 1, got 1.2/),
    ]);
    expect(told([scale(2, undefined, { 'flows.lane.from.ore': 0 })])).toEqual([
      `events[0].scale."flows.lane.from.ore": expected a number above 0, got 0 on ${week(2)}`,
    ]);
  });
});

test('what is blocked is asked of the cheapest at the costs of the step', () => {
  // A closed lane's 10 t a week go to the cheaper of two that have no share: a until its cost doubles at week 2, then b.
  const answer = run({
    ...{ version: 2, title: 'costs', start: week(0), horizon: '4 weeks' },
    stockpiles: { shelf: { target: '0 t', initial: '10 t', adjust: '1 week', forecast: '1e12 weeks' } },
    flows: {
      a: { to: 'shelf', share: 0, cost: { [week(0)]: 2, [week(2)]: 4 } },
      b: { to: 'shelf', share: 0, cost: 3 },
      closed: { to: 'shelf', capacity: '0 t/week' },
    },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
  });
  const lanes = ['a', 'b'].map((id) => Array.from(series(answer, id, 'shipped'), (x) => (x > 0 ? 1 : 0)));
  expect(lanes).toEqual([
    [1, 1, 0, 0],
    [0, 0, 1, 1],
  ]);
});
