/** Where one assumption decides: which, with what odds, on whose word, and what follows in each branch. */
import { expect, test } from 'vitest';
import type { Results } from '../../src/findings/results.ts';
import { branchingOf, ensembleOf } from '../../src/index.ts';
import { run } from '../run.ts';

/** A user of 10 t/day over 100 days, whose only supply has the capacity given. */
function fed(capacity: string, assumptions: Readonly<Record<string, object>>): object {
  return {
    ...{ version: 2, title: 'One supply', start: '2025-01-01', horizon: '100 days', step: '1 day', assumptions },
    stockpiles: { store: { initial: '0 t' } },
    flows: { lane: { to: 'store', capacity } },
    demands: { user: { from: 'store', rate: '10 t/day' } },
  };
}

async function resultsOf(scenario: object, runs = 400): Promise<Results> {
  const {
    run: { model },
    metrics,
  } = run(scenario);
  const ensemble = await ensembleOf(model, { seed: 'branches', sampling: 'plain', runs });
  if (!ensemble.ok) throw new Error(JSON.stringify(ensemble.issues));
  return { model, metrics, ensemble: ensemble.value };
}

const GUESS = { chance: '40%', why: 'a guess' };

test('a chance that decides has two branches, each with its odds and its own mean', async () => {
  const words = { if: 'the lane opens', else: 'it stays shut' };
  const results = await resultsOf(fed('10 t/day * open', { open: { ...GUESS, ...words } }));
  const branching = branchingOf(results);
  expect(branching?.assumption).toMatchObject({ id: 'open', support: 'judgement', why: 'a guess' });
  expect(branching?.share).toBe(1);
  const [opens, stays] = branching?.branches ?? [];
  expect([opens?.low, opens?.probability, opens?.title]).toEqual([1, 0.4, words.if]);
  expect([stays?.low, stays?.probability, stays?.title, stays?.isCentral]).toEqual([0, 0.6, words.else, true]);
  expect((opens?.runs ?? 0) + (stays?.runs ?? 0)).toBe(400);
  const shortages = [opens, stays].map((one) => one?.users[0]?.shortage);
  // Goods are a step on their way.
  expect(shortages).toMatchObject([
    { statistic: 'mean', value: 0 },
    { statistic: 'mean', value: 1000 },
  ]);
  const mean = results.ensemble?.metrics.find(({ path }) => path === 'demands.user.shortage')?.mean;
  const whole = (opens?.runs ?? 0) * 0 + (stays?.runs ?? 0) * 1000;
  expect(mean).toBeCloseTo(whole / 400, 9);
});

test.each([
  ['most of the variance is between its values', '10 t/day * min(1, 0.6 * open + 0.4 * luck)', true],
  ['most is within them', '10 t/day * min(1, 0.1 * open + 0.9 * luck)', false],
] as const)('a chance decides exactly if %s', async (_, capacity, decides) => {
  const assumptions = { open: GUESS, luck: { uniform: [0, 1], why: 'any' } };
  const results = await resultsOf(fed(capacity, assumptions));
  expect(branchingOf(results)?.assumption.id === 'open').toBe(decides);
});

test('the odds move when the chance does, and the branches stay what they are', async () => {
  const assumptions = (chance: string) => ({ open: { chance, why: 'a guess' }, luck: { uniform: [0, 1], why: 'any' } });
  const of = async (chance: string) =>
    branchingOf(await resultsOf(fed('10 t/day * (0.8 * open + 0.2 * luck)', assumptions(chance)), 1000))?.branches.map(
      ({ probability, users: [user] }) => [probability, Math.round((user?.shortage.value ?? 0) / 50) * 50],
    );
  expect(await of('40%')).toEqual([
    [0.4, 100],
    [0.6, 900],
  ]);
  expect(await of('51%')).toEqual([
    [0.51, 100],
    [0.49, 900],
  ]);
});

test('a choice has a branch for each value, in the order of the file, and fans of their own', async () => {
  const choice = {
    choice: [
      ['8 t/day', 3],
      ['2 t/day', 1],
    ],
    source: 'a report',
  };
  const branching = branchingOf(await resultsOf(fed('part', { part: choice })));
  expect(branching?.assumption.support).toBe('source');
  const perDay = branching?.branches.map(({ low: value, probability, users: [user], bands }) => {
    const band = bands.find(({ id, variable }) => id === 'user' && variable === 'share_short');
    return [value, probability, user?.shortage.value, band?.p05[50], band?.p95[50]].map(
      (number) => Math.round((number ?? Number.NaN) * 100) / 100,
    );
  });
  expect(perDay).toEqual([
    [8, 0.75, 200, 0.2, 0.2],
    [2, 0.25, 800, 0.8, 0.8],
  ]);
});

test.each([
  ['most of the variance is between its thirds', '10 t/day * (0.8 * luck + 0.2 * weather)', 400, 'luck'],
  ['most is within them', '10 t/day * (0.5 * luck + 0.5 * weather)', 400, undefined],
  ['there are ten runs in each', '10 t/day * luck', 30, 'luck'],
  ['there are too few runs', '10 t/day * luck', 29, undefined],
  ['its thirds differ by a tenth', '1 t/day + 2 t/day * luck', 400, 'luck'],
  ['they differ by less', '1 t/day + luck * 1 t/day', 400, undefined],
  ['nobody is short', '20 t/day + luck * 0 t/day', 400, undefined],
] as const)('a number decides exactly if %s', async (_, capacity, runs, decides) => {
  const assumptions = { luck: { uniform: [0, 1], why: 'any' }, weather: { uniform: [0, 1], why: 'any' } };
  const scenario = { ...fed(capacity, assumptions), stockpiles: { store: { initial: '20 t' } } };
  expect(branchingOf(await resultsOf(scenario, runs))?.assumption.id).toBe(decides);
});

test('of a number that decides the thirds of its draws are branches, each with its own mean', async () => {
  const branching = branchingOf(
    await resultsOf(fed('10 t/day * luck', { luck: { uniform: [0, 1], why: 'any' } }), 600),
  );
  expect(branching?.isNumber).toBe(true);
  // The ends of thirds of a uniform draw, and the shortage of 1,000 t less what their middles bring.
  const rounded = branching?.branches.map(({ low, high, runs, probability, users: [user] }) => [
    ...[low, high].map((end) => Math.round(end * 10) / 10),
    ...[runs, Math.round(probability * 3), Math.round((user?.shortage.value ?? 0) / 50) * 50],
  ]);
  expect(rounded).toEqual([
    [Number.NEGATIVE_INFINITY, 0.3, 200, 1, 850],
    [0.3, 0.7, 200, 1, 500],
    [0.7, Number.POSITIVE_INFINITY, 200, 1, 150],
  ]);
  expect(branching?.branches.map(({ isCentral }) => isCentral)).toEqual([false, true, false]);
});

test('without an ensemble there are no branches', async () => {
  const {
    run: { model },
    metrics,
  } = run(fed('10 t/day * open', { open: GUESS }));
  expect(branchingOf({ model, metrics })).toBeUndefined();
});
