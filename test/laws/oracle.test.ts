/** A second, independent reading of the model must come to the same numbers, on networks with every feature in them. */
import { expect, test } from 'vitest';
import { differences } from '../differences.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { oracle } from '../oracle/oracle.ts';
import { law, run } from '../run.ts';

test('two readings of the model agree on every recorded variable and metric', () => {
  law(
    scenarioArbitrary(),
    (scenario) => {
      expect(differences(scenario).slice(0, 5)).toEqual([]);
      return undefined;
    },
    600,
  );
});

test('a loop that gives back as much as it takes is refused by both readings', () => {
  const loop = {
    version: 2,
    title: 'a loop without loss',
    start: '2025-01-06',
    horizon: '10 weeks',
    stockpiles: { a: { initial: '10 t' }, b: { initial: '10 t' } },
    flows: { ab: { from: 'a', to: 'b' }, ba: { from: 'b', to: 'a' } },
    demands: { k: { from: 'a', rate: '1 t/week' } },
  };
  expect(() => oracle(loop)).toThrow();
  expect(() => run(loop)).toThrow(
    'stockpiles.a: expected a loop that gives back less than it takes, got a → b → a, which gives back as much or more',
  );
});
