/** A second, independent reading of the model must come to the same numbers, on networks with every feature in them. */
import { expect, test } from 'vitest';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { type OracleRun, type OracleScenario, oracle } from '../oracle/oracle.ts';
import { groupOf, ORACLE_NAMES } from '../readings.ts';
import { law, run, runIfSound } from '../run.ts';

/** Metrics of the second edition, which are compared once they are made. */
const AWAITED = /\.(want|forgone|served_late|waiting|unit_cost|loss|forgone_value)$|^total\.|^markets\./;

/** Every difference beyond 1e-9 of the size of the series, or of a thousandth of the largest need in the network. */
function differences(scenario: OracleScenario): string[] {
  const mine = runIfSound(scenario);
  if (mine === undefined) return [];
  const other: OracleRun = oracle(scenario);
  const largestNeed = Math.max(...mine.run.forecast);
  const found: string[] = [];
  for (const { kind, id, variable, values } of mine.series) {
    const recorded = groupOf(other, kind)[id] as Record<string, (number | null)[]>;
    const theirs = recorded[ORACLE_NAMES[variable] ?? variable] as (number | null)[];
    expect(theirs).toHaveLength(values.length);
    const scale = Math.max(1e-3 * largestNeed, ...theirs.map((value) => Math.abs(value ?? 0)));
    for (const [t, value] of values.entries()) {
      // A need below a millionth of the largest is known to less than ten digits, and so is the quotient by it.
      if (variable === 'days_of_supply' && (other.stockpiles[id]?.forecast[t] as number) < 1e-6 * largestNeed) continue;
      const expected = theirs[t] ?? Number.NaN;
      const agree = Number.isNaN(expected) ? Number.isNaN(value) : Math.abs(value - expected) <= 1e-9 * scale;
      if (!agree) found.push(`${kind} ${id} ${variable} at step ${t}: ${value}, the oracle ${expected}`);
    }
  }
  for (const { path, value } of mine.metrics) {
    if (AWAITED.test(path)) continue;
    const expected = other.metrics[path] as number | string | null;
    const agree =
      typeof value === 'number' && typeof expected === 'number'
        ? Math.abs(value - expected) <= 1e-9 * Math.max(largestNeed, Math.abs(expected))
        : value === expected;
    if (!agree) found.push(`${path}: ${value}, the oracle ${expected}`);
  }
  const missing = Object.keys(other.metrics).filter(
    (path) => !AWAITED.test(path) && !mine.metrics.some((one) => one.path === path),
  );
  return [...found, ...missing.map((path) => `${path}: missing`)];
}

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
