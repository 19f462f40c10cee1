/** The state at the start of a run. */
import { expect, test } from 'vitest';
import type { Parameters } from '../../src/index.ts';
import { initialState, lotsAtOnce, mostSteps } from '../../src/simulation/state.ts';
import { parametersOfAnswer, run } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);

const answer = run({
  ...{ version: 2, title: 'state', start: week(0), horizon: '10 weeks' },
  stockpiles: { shelf: { initial: '4 weeks' }, reserve: { initial: '30 t' } },
  flows: {
    lane: { to: 'shelf', lead: '3 weeks', licence: 'export', share: 3 },
    other: { to: 'shelf', lead: '2 weeks', capacity: '1 t/week' },
    relief: { from: 'reserve', to: 'shelf', release: { below: '9 weeks' } },
  },
  licences: {
    export: {
      phases: [
        { from: week(0), review: '4 weeks', valid: '3 weeks' },
        { from: week(5), review: '2 weeks', valid: '6 weeks' },
      ],
    },
  },
  demands: { users: { from: 'shelf', rate: '10 t/week', unmet: 'backordered' } },
});
const state = initialState(answer.run.model, parametersOfAnswer(answer));
const list = (array: ArrayLike<number>) => Array.from(array, (value) => Number(value.toFixed(9)));

test('what is under way arrives evenly over the lead of each flow', () => {
  expect(list(state.pipeline)).toEqual([7.5, 7.5, 7.5, 1, 1, 0]);
});

test('the stockpiles hold what they start with, and the forecast is the undisturbed need', () => {
  expect(list(state.onHand)).toEqual([30, 40]);
  expect(list(state.forecast)).toEqual([0, 10]);
});

test('there are no applications, no grants, none unused, and nothing is owed', () => {
  expect(new Set(state.applications)).toEqual(new Set([0]));
  expect(list(state.lotCount)).toEqual([0, 0, 0]);
  expect(list(state.held)).toEqual([0, 0, 0]);
  expect(list(state.pending)).toEqual([0, 0, 0]);
  expect(list(state.unused)).toEqual([0, 0, 0]);
  expect(list(state.backlog)).toEqual([0]);
});

test('every source is trusted with anything', () => {
  expect(Array.from(state.trustedSupply)).toEqual(Array(3).fill(Number.POSITIVE_INFINITY));
});

test('there is room for every application and every lot that there can be at once', () => {
  expect(state.applicationSpan).toBeGreaterThanOrEqual(5);
  expect(state.lotSpan).toBeGreaterThanOrEqual(7);
});

test('room for lots is made by lane: the longest validity, and one for each turn to “for ever”', () => {
  const ever = Number.POSITIVE_INFINITY;
  // Slots: a capacity, the validity of two licences, another capacity; all but the second licence change. By lane.
  const first = [900, 900, /**/ 4, ever, /**/ 5, 8, /**/ 900, 900];
  const rows = [
    [900, 900, /**/ 4, ever, /**/ 900, 900],
    [ever, ever, /**/ 6, ever, /**/ ever, ever],
    [900, 900, /**/ ever, 2, /**/ 900, 900],
    [ever, ever, /**/ 3, 2, /**/ ever, ever],
    [900, 900, /**/ ever, ever, /**/ 900, 900],
  ];
  const schedule = { layout: { valid: 1 }, first, changing: Int32Array.of(0, 1, 3), values: rows.flat() };
  const parameters = { lanes: 2, schedule } as unknown as Parameters;
  expect([...mostSteps(parameters, 1, 2)]).toEqual([6, 8]);
  expect([...lotsAtOnce(parameters, 2)]).toEqual([6 + 2 + 2, 8 + 1 + 2]);
  expect([...lotsAtOnce(parameters, 0)]).toEqual([1, 1]);
});
