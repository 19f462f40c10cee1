import { expect, test } from 'vitest';
import type { Licence } from '../../src/scenario/supply-network.ts';
import { PRICED, scenarioOf, spoiltPrices, toldOf, toldOfEach, valueAt } from './reading.ts';

const quotas = (text: string) => {
  const [{ phases }] = scenarioOf(text).licences as [Licence];
  return phases.map(({ per, carry }) => [per, valueAt(carry)]);
};
const PHASE = '{from: 2025-06-06, limit: 2600 t/year, per: period, carry: 20%, assumed: a rule}';

test('a quota has a period in days, which may be a certain assumption, and what is carried', () => {
  expect(quotas(PRICED)).toEqual([[182.625, 0.2]]);
  expect(quotas(spoiltPrices(['per: period, carry: 20%', 'per: 1 year']))).toEqual([[365.25, undefined]]);
  expect(quotas(spoiltPrices(['per: period, carry: 20%', 'review: 6 weeks'])).concat()).toEqual([
    [undefined, undefined],
  ]);
});

test('a quota is refused without what it belongs to, or that the grid can not keep', () => {
  const phase = (written: string) => spoiltPrices([PHASE, `{from: 2025-06-06, ${written}, assumed: a rule}`]);
  expect(
    toldOfEach([
      ['without limit', phase('per: period')],
      ['carried from nothing', phase('limit: 2600 t/year, carry: 20%')],
      ['shorter than a step', phase('limit: 2600 t/year, per: 3 days')],
      ['of uncertain length', phase('limit: 2600 t/year, per: "1 year * leaving"')],
      ['carried above all', phase('limit: 2600 t/year, per: period, carry: 120%')],
      ['a plain number', phase('limit: 2600 t/year, per: 6')],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — without limit
    s.yaml:45:9 error missing-key licences.export.phases[0].limit
      expected the limit that is renewed, got nothing
      Add limit, such as 2600 t/year: it times \`per\` is the quota.
    — carried from nothing
    s.yaml:45:9 error missing-key licences.export.phases[0].per
      expected the period from which it is carried, got nothing
      Add per, such as 6 months: it says how long a quota holds.
    — shorter than a step
    s.yaml:45:53 error out-of-range licences.export.phases[0].per
      expected a period of at least a step, 7 days, got 3 days
      Lengthen it or shorten the step; without \`per\` a limit is renewed each step.
    — of uncertain length
    s.yaml:45:53 error conflict licences.export.phases[0].per
      expected a duration such as 6 weeks that is the same in every replicate, got 1 year * leaving, which uses leaving
      leaving is uncertain: write the number itself.
    — carried above all
    s.yaml:45:68 error out-of-range licences.export.phases[0].carry
      expected a share from 0 to 1 such as 25%, got 120%
      Write at most 1.
    — a plain number
    s.yaml:45:53 error wrong-dimension licences.export.phases[0].per
      expected a duration such as 6 weeks, got 6
      Add the unit.
    "
  `);
});

test('a quota that runs when the run begins is told, but not one whose period begins with it', () => {
  const begun = (from: string) => toldOf('out-of-range', spoiltPrices([PHASE, PHASE.replace('2025-06-06', from)]));
  expect([begun('2025-01-01'), begun('2024-01-01')]).toEqual(['nothing', 'nothing']);
  expect(begun('2024-10-01')).toMatchInlineSnapshot(`
    "
    s.yaml:45:53 warning out-of-range licences.export.phases[0].per
      expected a quota that begins with the run, 2025-01-01, or after it, got one whose period began on 2024-10-01, run with the whole of it left
      Start the run with that period, or begin with a phase of what is left of the quota.
    "
  `);
});
