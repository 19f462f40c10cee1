/** Causes by places: rows sum to what causes add, columns to what places lost. */
import { expect, test } from 'vitest';
import { explain } from '../../../src/index.ts';
import { changesOf } from '../../../src/metrics/why/changes.ts';
import { totalOf } from '../../../src/metrics/why/payoffs.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import { law, runIfSound } from '../../run.ts';

test('rows sum to what each cause adds, and columns to what is lacked because of each place, in each step', () => {
  let crossed = 0;
  const tried = law(
    scenarioArbitrary({ maxSteps: 20, maxStockpiles: 2 }),
    (scenario) => {
      const answer = runIfSound(scenario);
      if (answer === undefined) return;
      const { model } = answer.run;
      if (changesOf(model.scenario).all.length > 12) return;
      const question = { merge: 'date', without: 'open', pairs: 50, seed: 'why' } as const;
      const explained = explain(model, question, 'crossed');
      if (!explained.ok) return;
      const { why, places = [] } = explained.value;
      const { lacked, base, shares } = why;
      const scale = Math.max(1, totalOf(lacked), ...shares.map(({ value }) => totalOf(value.map(Math.abs))));
      const near = (sum: number, value: number, what: string) =>
        expect(Math.abs(sum - value), what).toBeLessThanOrEqual(1e-8 * scale);
      for (let at = 0; at < lacked.length; at++) {
        const over = (of: (place: (typeof places)[number]) => number) =>
          places.reduce((total, place) => total + of(place), 0);
        near(
          over((place) => place.lacked[at]),
          lacked[at],
          'all',
        );
        near(
          over((place) => place.base[at]),
          base[at],
          'base',
        );
        for (const [n, { cause, value }] of shares.entries()) {
          near(
            over((place) => place.shares[n][at]),
            value[at],
            cause.id,
          );
        }
        for (const place of places) {
          near(
            place.shares.reduce((total, values) => total + values[at], place.base[at]),
            place.lacked[at],
            place.key,
          );
        }
      }
      if (places.length > 0) crossed++;
    },
    200,
  );
  expect(crossed).toBeGreaterThan(0.1 * tried);
});
