/** Causes over replicates: all coalitions of one have its luck. */
import { expect, test } from 'vitest';
import { explain, whyOfReplicates } from '../../../src/index.ts';
import { referenceOfReplicate } from '../../../src/metrics/bound/replicates.ts';
import { run } from '../../run.ts';

const START = '2025-01-01';

/** A lane closed by chance, users whose need is noisy, and a lane that nobody needs, closed too. */
const { model } = run({
  ...{ version: 2, title: 'Luck', start: START, horizon: '30 weeks', seed: 'luck' },
  assumptions: { closes: { chance: '50%', why: 'a test' } },
  stockpiles: { ore: { cover: '4 weeks' } },
  flows: {
    lane: { to: 'ore', lead: '2 weeks', licence: 'export' },
    spare: { to: 'ore', lead: '2 weeks', share: 0, capacity: 0, licence: 'spare' },
  },
  licences: {
    export: { phases: [{ from: START, allow: '1 - 0.6 * closes' }] },
    spare: { phases: [{ from: START, allow: 0 }] },
  },
  demands: { works: { from: 'ore', rate: '10 t/week', noise: '30%' } },
}).run;

const CHANCE = { seed: 'luck', sampling: 'plain' as const, runs: 30 };

const ensemble = () => {
  const found = explain(model, { merge: 'change', without: 'open', pairs: 10, seed: 'luck' }, 'none');
  const all = found.ok ? whyOfReplicates(found.value.why, CHANCE) : found;
  if (!all.ok) throw new Error(JSON.stringify(all.issues));
  return all.value;
};

test('what is lacked in a replicate is what it lacks in an ensemble, noise and all', () => {
  const own = Array.from({ length: CHANCE.runs }, (_, r) => {
    const reference = referenceOfReplicate(model, CHANCE, r);
    if (!reference.ok) throw new Error('no replicate');
    return reference.value.run.shortfall.reduce((sum, value) => sum + value, 0);
  });
  const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
  expect(mean).toBeGreaterThan(10);
  expect(ensemble().lacked[0]?.mean).toBeCloseTo(mean, 9);
});

test('a cause that does nothing is owed nothing in any replicate: luck is the same with it and without', () => {
  const { causes, lacked, base } = ensemble();
  const idle = causes.get('licences.spare@2025-01-01')?.demands[0];
  expect([idle?.p05, idle?.mean, idle?.p95].map((value) => Math.abs(value ?? Number.NaN) < 1e-9)).toEqual([
    true,
    true,
    true,
  ]);
  const means = [...causes.values()].map(({ demands }) => demands[0]?.mean ?? Number.NaN);
  expect(means.reduce((sum, value) => sum + value, base[0]?.mean ?? Number.NaN)).toBeCloseTo(
    lacked[0]?.mean ?? Number.NaN,
    9,
  );
});

test('the same call leaves the same numbers, to the bit', () => {
  expect(ensemble()).toEqual(ensemble());
});
