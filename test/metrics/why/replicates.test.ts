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

const ensemble = () => explained(CHANCE);

function explained(chance: typeof CHANCE) {
  const found = explain(model, { merge: 'change', without: 'open', pairs: 10, seed: 'luck' }, 'none');
  const all = found.ok ? whyOfReplicates(found.value.why, chance) : found;
  if (!all.ok) throw new Error(JSON.stringify(all.issues));
  return all.value;
}

test('what is lacked in a replicate is what it lacks in an ensemble, noise and all', () => {
  const own = Array.from({ length: CHANCE.runs }, (_, r) => {
    const reference = referenceOfReplicate(model, CHANCE, r);
    if (!reference.ok) throw new Error('no replicate');
    return reference.value.run.shortfall.reduce((sum, value) => sum + value, 0);
  });
  const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
  expect(mean).toBeGreaterThan(10);
  expect(ensemble().lacked.demands[0]?.mean).toBeCloseTo(mean, 9);
});

test('a cause that does nothing is owed nothing in any replicate: luck is the same with it and without', () => {
  const { causes, lacked, base } = ensemble();
  const idle = causes.find(({ cause }) => cause.id === 'licences.spare@2025-01-01')?.demands[0];
  expect([idle?.p05, idle?.mean, idle?.p95].map((value) => Math.abs(value ?? Number.NaN) < 1e-9)).toEqual([
    true,
    true,
    true,
  ]);
  const means = causes.map(({ demands }) => demands[0]?.mean ?? Number.NaN);
  expect(means.reduce((sum, value) => sum + value, base.demands[0]?.mean ?? Number.NaN)).toBeCloseTo(
    lacked.demands[0]?.mean ?? Number.NaN,
    9,
  );
});

test('means in each step add up to the means of all steps, and to what is lacked in that step', () => {
  const { causes, lacked, base } = ensemble();
  for (const [t, mean] of lacked.mean.entries()) {
    expect(causes.reduce((sum, one) => sum + (one.mean[t] ?? Number.NaN), base.mean[t] ?? Number.NaN)).toBeCloseTo(
      mean,
      9,
    );
  }
  expect(lacked.mean.reduce((sum, value) => sum + value, 0)).toBeCloseTo(lacked.demands[0]?.mean ?? Number.NaN, 9);
});

test('a replicate has its numbers whatever others are run beside it', () => {
  const [few, one] = [2, 1].map((runs) => explained({ ...CHANCE, runs }));
  const second = explained({ ...CHANCE, runs: 2 });
  expect(few).toEqual(second);
  // The first of two and their mean make the second; both must be runs of their own.
  const [mean, first] = [few, one].map((all) => all?.lacked.demands[0]?.mean ?? Number.NaN) as [number, number];
  const references = [0, 1].map((r) => {
    const reference = referenceOfReplicate(model, CHANCE, r);
    if (!reference.ok) throw new Error('no replicate');
    return reference.value.run.shortfall.reduce((sum, value) => sum + value, 0);
  });
  expect([first, 2 * mean - first]).toEqual(references.map((value) => expect.closeTo(value, 9)));
});

test('the same call leaves the same numbers, to the bit', () => {
  expect(ensemble()).toEqual(ensemble());
});
