/** Where tonnes were lost adds up to what users lack, over generated networks with every feature in them. */
import { expect, test } from 'vitest';
import { type Answer, centralValues, parametersOf } from '../../src/index.ts';
import { type PlaceOfLoss, placesOfLoss, tracersOf } from '../../src/metrics/why/places.ts';
import { steppedBlock } from '../../src/simulation/kernel/block.ts';
import { createKernel } from '../../src/simulation/kernel/kernel.ts';
import { emptyRun } from '../../src/simulation/record.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import type { OracleScenario } from '../oracle/input.ts';
import { isShippedAlike, renamed } from '../renamed.ts';
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

test('nothing is lost before the two runs first differ', () => {
  law(scenarioArbitrary(), (scenario) => {
    const both = pair(scenario);
    if (both === undefined) return true;
    const [{ run }, { run: twin }] = both;
    const { flows, stockpiles, demands } = run.model.network;
    const differs = (name: 'shipped' | 'onHand' | 'served', t: number, count: number) =>
      run[name].subarray(t * count, (t + 1) * count).some((own, i) => own !== twin[name][t * count + i]);
    let first = 0;
    while (
      first < run.steps &&
      !(differs('shipped', first, flows) || differs('onHand', first, stockpiles) || differs('served', first, demands))
    )
      first++;
    return placesOfLoss({ run }, { run: twin }).every(
      ({ place, lacked: own }) =>
        place.term === 'twin' || own.subarray(0, first * demands).every((value) => value === 0),
    );
  });
});

test('with other names, in another order, tonnes are lost at the same places', () => {
  let compared = 0;
  law(scenarioArbitrary(), (scenario) => {
    const { scenario: other, former } = renamed(scenario);
    const [one, two] = [pair(scenario), pair(other)];
    if (one === undefined || two === undefined) return true;
    // Whom a blocked order or a reserve turns to first is, at equal costs, a matter of ids.
    const isAlike = one.every((answer, n) => isShippedAlike(answer, two[n] as Answer, former));
    if (!isAlike) return true;
    const sums = ([run, twin]: [Answer, Answer], nameOf: (text: string) => string) => {
      const all = placesOfLoss(run, twin).map(({ key, lacked: own }) => [nameOf(key), own.reduce((a, b) => a + b, 0)]);
      return new Map(all as [string, number][]);
    };
    const [ours, theirs] = [sums(one, (key) => key), sums(two, former)];
    const needed = one[0].run.demand.reduce((sum, value) => sum + value, 0);
    for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
      const [mine, renamedTo] = [ours.get(key) ?? 0, theirs.get(key) ?? 0];
      expect(Math.abs(mine - renamedTo), `${key}: ${mine}, ${renamedTo}`).toBeLessThanOrEqual(1e-6 * needed);
    }
    compared++;
    return true;
  });
  expect(compared).toBeGreaterThan(20);
});

test('followed step by step through a block of runs, each lane has the places of its run alone, to the bit', () => {
  const kernel = createKernel();
  law(
    scenarioArbitrary(),
    (scenario) => {
      const both = pair(scenario);
      if (both === undefined) return true;
      const [{ run }, { run: twin }] = both;
      const { model } = run;
      const lanes = 3;
      const values = centralValues(model);
      const wide = parametersOf(model, values.length === 0 ? values : beside(values, lanes), lanes);
      if (!wide.ok) return true;
      const block = steppedBlock(kernel, model, wide.value, undefined, () => emptyRun(model, wide.value, 1));
      const begin = tracersOf(model);
      const tracers = Array.from({ length: lanes }, (_, lane) => begin({ run: block.run, lane }, { run: twin }));
      for (const t of block.steps) for (const tracer of tracers) tracer.advance(t);
      const alone = placesOfLoss({ run }, { run: twin });
      for (const tracer of tracers) expect(tracer.losses()).toEqual(alone);
      return true;
    },
    100,
  );
});

/** The same values in each lane. */
function beside(values: Float64Array, lanes: number): Float64Array {
  return Float64Array.from({ length: values.length * lanes }, (_, place) => values[Math.floor(place / lanes)]);
}
