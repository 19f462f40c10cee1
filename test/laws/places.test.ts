/** Where tonnes were lost adds up to what users lack, over generated networks with every feature in them. */
import { expect, test } from 'vitest';
import type { Answer } from '../../src/index.ts';
import { type PlaceOfLoss, placesOfLoss } from '../../src/metrics/why/places.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import type { OracleScenario } from '../oracle/input.ts';
import { law, runIfSound } from '../run.ts';
import { twinOf } from '../undisturbed.ts';

/** What each demand lacks in each step: shortfall, or what it fell behind by. */
function lacked({ run: { model, shortfall, backlog } }: Answer): Float64Array {
  const { demands, isBackordered } = model.network;
  return shortfall.map((short, place) =>
    isBackordered[place % demands] ? Math.max(0, backlog[place] - (backlog[place - demands] ?? 0)) : short,
  );
}

function expectSum(losses: readonly PlaceOfLoss[], answer: Answer): void {
  const { demand } = answer.run;
  for (const [place, all] of lacked(answer).entries()) {
    const sum = losses.reduce((total, { lacked: own }) => total + own[place], 0);
    expect(Math.abs(sum - all), `${sum} of ${all} at ${place}`).toBeLessThanOrEqual(
      1e-9 * Math.max(all, demand[place]),
    );
  }
  for (const { key, lacked: own } of losses) expect(Math.min(...own), key).toBeGreaterThanOrEqual(0);
}

/** A run and its twin, where both are sound. */
function pair(scenario: OracleScenario): [Answer, Answer] | undefined {
  const run = runIfSound(scenario);
  const twin = run && twinOf(run);
  return run && twin && [run, twin];
}

// That pools balance is asserted at each step by the function itself.
test('places are never negative and sum to what is lacked, at each step and of each demand', () => {
  let short = 0;
  law(scenarioArbitrary(), (scenario) => {
    const both = pair(scenario);
    if (both === undefined) return true;
    const [run, twin] = both;
    if (lacked(run).some((value) => value > 0)) short++;
    expectSum(placesOfLoss(run, twin), run);
    return true;
  });
  expect(short).toBeGreaterThan(20);
});

test('so they do where the run is the calmer of the two', () => {
  law(scenarioArbitrary(), (scenario) => {
    const both = pair(scenario);
    if (both === undefined) return true;
    const [run, twin] = both;
    expectSum(placesOfLoss(twin, run), twin);
    return true;
  });
});

test('of a run against itself everything was lacking without the disturbance too', () => {
  law(scenarioArbitrary(), (scenario) => {
    const answer = runIfSound(scenario);
    if (answer === undefined) return true;
    const losses = placesOfLoss(answer, answer);
    expectSum(losses, answer);
    return losses.every(({ place }) => place.term === 'twin');
  });
});
