/** What stood idle while the subject was short: how much, and for which of the reasons. */
import { expect, test } from 'vitest';
import { idleOf } from '../../src/findings/idle.ts';
import { IDLE_REASONS, type IdleReason } from '../../src/metrics/idle.ts';
import { metric, run } from '../run.ts';

/**
 * A user of 10 t/day whose first supply gives 2 t/day; of the second it is asked why it stood idle. Its stockpile begins
 * empty, so that the user is short throughout.
 */
function twoSupplies(
  spare: object,
  rest: { stockpile?: object; first?: object } & Record<string, object> = {},
): object {
  const { stockpile = {}, first = {}, stockpiles = {}, flows = {}, ...others } = rest;
  return {
    ...{ version: 2, title: 'Two supplies', start: '2025-01-01', horizon: '40 days', step: '1 day' },
    stockpiles: { store: { initial: '0 t', ...stockpile }, ...stockpiles },
    flows: { first: { to: 'store', capacity: '2 t/day', ...first }, spare: { to: 'store', ...spare }, ...flows },
    demands: { user: { from: 'store', rate: '10 t/day' } },
    ...others,
  };
}

const CASES: Readonly<Record<IdleReason, readonly [scenario: object, flow: string, unused: number]>> = {
  licence: [
    twoSupplies(
      { capacity: '5 t/day', licence: 'export' },
      { licences: { export: { phases: [{ from: '2025-01-01', allow: 0 }] } } },
    ),
    ...(['spare', 200] as const),
  ],
  source: [
    twoSupplies({ capacity: '5 t/day', from: 'mine' }, { stockpiles: { mine: { initial: '0 t' } } }),
    ...(['spare', 200] as const),
  ],
  floor: [
    twoSupplies(
      { capacity: '5 t/day', from: 'mine', priority: 2 },
      { stockpiles: { mine: { initial: '90 t', floors: { 2: '90 t' } } } },
    ),
    ...(['spare', 200] as const),
  ],
  'no-share': [
    twoSupplies({ capacity: '5 t/day', share: 0 }, { stockpile: { switchable: 0 } }),
    ...(['spare', 200] as const),
  ],
  'fixed-share': [
    twoSupplies(
      { capacity: '50 t/day', share: 1 },
      { stockpile: { switchable: 0, adjust: '1e9 days' }, first: { share: 9 } },
    ),
    ...(['spare', 1960] as const),
  ],
  elsewhere: [
    twoSupplies(
      { capacity: '5 t/day', from: 'full' },
      {
        stockpiles: { full: { initial: '9999 t' } },
        flows: { into: { to: 'full', capacity: '7 t/day' } },
      },
    ),
    ...(['into', 80] as const),
  ],
  expected: [
    twoSupplies(
      { capacity: '30 t/day', lead: '20 days' },
      { stockpile: { adjust: '1 day' }, first: { lead: '20 days' } },
    ),
    ...(['spare', Number.NaN] as const),
  ],
  // The need doubles, and a forecast that never learns orders what it was.
  'not-ordered': [
    twoSupplies(
      { capacity: '400 t/day' },
      {
        stockpile: { adjust: '1e9 days', forecast: '1e12 days' },
        demands: { user: { from: 'store', rate: { '2025-01-01': '10 t/day', '2025-01-21': '20 t/day' } } },
      },
    ),
    ...(['spare', Number.NaN] as const),
  ],
};

test.each(IDLE_REASONS.map((reason) => [reason, ...CASES[reason]] as const))(
  'capacity idle for the reason %s is found, and how much it is',
  (reason, scenario, flow, unused) => {
    const answer = run(scenario);
    const found = idleOf(answer, { model: answer.run.model, metrics: answer.metrics }).find((one) => one.flow === flow);
    expect(found?.reason, JSON.stringify(found)).toBe(reason);
    if (!Number.isNaN(unused)) expect(found?.unused).toBeCloseTo(unused, 6);
    expect(found?.reasons.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(found?.unused ?? 0, 9);
  },
);

test('a reserve that has run out is spent: however fast it could be released, nothing of it stood idle', () => {
  const release = { from: 'reserve', capacity: '50 t/day', release: { below: '4 days' } };
  const answer = run(twoSupplies(release, { stockpiles: { reserve: { target: '16 t' } } }));
  const { model } = answer.run;
  expect(metric(answer, 'flows.spare.shipped')).toBeCloseTo(16, 9);
  expect(idleOf(answer, { model, metrics: answer.metrics })).toEqual([]);
});

test('capacity of a chain that does not lead to the subject is no matter, nor what is used to 95 %', () => {
  const answer = run(
    twoSupplies(
      { capacity: '5 t/day' },
      { stockpiles: { other: { initial: '0 t' } }, flows: { apart: { to: 'other', capacity: '9 t/day' } } },
    ),
  );
  expect(idleOf(answer, { model: answer.run.model, metrics: answer.metrics })).toEqual([]);
});

test('nothing is idle while nobody is short', () => {
  const answer = run(twoSupplies({ capacity: '50 t/day' }, { stockpile: { initial: '900 t' } }));
  expect(idleOf(answer, { model: answer.run.model, metrics: answer.metrics })).toEqual([]);
});
