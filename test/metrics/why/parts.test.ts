/** Causes that reach nobody in common are played apart: the same values from far fewer runs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain } from '../../../src/index.ts';
import { CENTRAL } from '../../../src/metrics/why/coalitions.ts';
import { partsOfCauses } from '../../../src/metrics/why/parts.ts';
import { resultsOf, totalOf } from '../../../src/metrics/why/payoffs.ts';
import { gameOf, weightsOf, whyOf } from '../../../src/metrics/why/why.ts';
import { law, run } from '../../run.ts';

const START = '2025-01-01';
const QUESTION = { merge: 'change', without: 'open', pairs: 10, seed: 'parts' } as const;

/** Ore and gas by lanes of their own, each closed twice; a price for both makes one of them. */
const world = (markets: object) => ({
  ...{ version: 2, title: 'Two chains', start: START, horizon: '20 weeks', ...markets },
  stockpiles: { ore: { cover: '2 weeks' }, gas: { cover: '2 weeks' } },
  flows: Object.fromEntries(
    ['ore', 'gas'].flatMap((id) =>
      [1, 2].map((n) => [`${id}_${n}`, { to: id, lead: '1 week', licence: `${id}_${n}` }]),
    ),
  ),
  licences: Object.fromEntries(
    ['ore', 'gas'].flatMap((id) => [1, 2].map((n) => [`${id}_${n}`, { phases: [{ from: START, allow: 0 }] }])),
  ),
  demands: { works: { from: 'ore', rate: '10 t/week' }, bulbs: { from: 'gas', rate: '3 t/week' } },
});

test('of two chains that nothing joins each has its own game; a licence, or a price, of both joins them', () => {
  const parts = (data: object) => {
    const { model } = run(data).run;
    const game = gameOf(model, QUESTION, CENTRAL);
    if (!game.ok) throw new Error('no game');
    return partsOfCauses(model, game.value.causes).map((part) =>
      part.map((n) => game.value.causes[n]?.id.slice(9, 14)),
    );
  };
  expect(parts(world({}))).toEqual([
    ['gas_1', 'gas_2'],
    ['ore_1', 'ore_2'],
  ]);
  const both = world({});
  expect(parts({ ...both, flows: { ...both.flows, gas_2: { to: 'gas', lead: '1 week', licence: 'ore_1' } } })).toEqual([
    ['gas_1', 'ore_1', 'ore_2'],
    ['gas_2'],
  ]);
  const market = { markets: { all: { of: ['ore', 'gas'], elasticity: 0.5 } } };
  expect(parts(world(market))).toHaveLength(1);
});

test('what is played apart comes to what is played together', () => {
  const phase = fc.record({ week: fc.nat(12), allow: fc.constantFrom(0, 0.2, 0.6) });
  law(
    fc.tuple(fc.array(phase, { minLength: 4, maxLength: 4 }), fc.constantFrom('open' as const, 'before' as const)),
    ([phases, without]) => {
      const base = world({});
      const licences = Object.keys(base.licences).map((id, n) => {
        const { week, allow } = phases[n] as (typeof phases)[number];
        const from = new Date(Date.UTC(2025, 0, 1 + 7 * week)).toISOString().slice(0, 10);
        return [id, { phases: [{ from, allow }] }];
      });
      const { model } = run({ ...base, licences: Object.fromEntries(licences) }).run;
      const question = { ...QUESTION, without };
      const game = gameOf(model, question, CENTRAL);
      if (!game.ok) throw new Error('no game');
      const why = whyOf(model, question, game.value);
      if (!why.ok) throw new Error('no values');
      const { causes, coalitions } = game.value;
      const roles = causes.map((cause) => why.value.shares.find((one) => one.cause === cause)?.role ?? 'harm');
      const together = weightsOf({ causes, parts: [[...causes.keys()]] }, roles, question);
      const values = resultsOf(model, coalitions, together.all(), causes.length + 1);
      if (!values.ok) throw new Error('no values together');
      for (const { cause, value } of why.value.shares) {
        const other = values.value.lacked[causes.indexOf(cause)];
        const at = value.findIndex((one, place) => !(Math.abs(one - (other?.[place] ?? Number.NaN)) <= 1e-9));
        if (at >= 0) throw new Error(`${cause.id}: ${value[at]} apart, ${other?.[at]} together`);
      }
    },
    30,
  );
});

test('eleven closings of eleven chains take two runs each and one more, not two thousand', () => {
  const ids = Array.from({ length: 11 }, (_, n) => `c${n}`);
  const each = (make: (id: string) => object) => Object.fromEntries(ids.map((id) => [id, make(id)]));
  const found = explain(
    run({
      ...{ version: 2, title: 'Many chains', start: START, horizon: '20 weeks' },
      stockpiles: each(() => ({ cover: '2 weeks' })),
      flows: each((id) => ({ to: id, lead: '1 week', licence: id })),
      licences: each(() => ({ phases: [{ from: START, allow: 0 }] })),
      demands: each((id) => ({ from: id, rate: '1 t/week' })),
    }).run.model,
    QUESTION,
    'none',
  );
  if (!found.ok) throw new Error('no answer');
  const { shares } = found.value.why;
  const causes = shares.map(({ cause }) => cause);
  const roles = causes.map(() => 'harm' as const);
  const parts = partsOfCauses(found.value.why.model, causes);
  expect(weightsOf({ causes, parts }, roles, QUESTION).all()).toHaveLength(12);
  for (const { value, alone } of shares) expect(totalOf(value)).toBeCloseTo(totalOf(alone), 9);
});
