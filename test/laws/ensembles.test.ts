/** What must hold of every run holds in every replicate of an ensemble (model.md, What must always hold). */
import { expect, test } from 'vitest';
import type { Run } from '../../src/index.ts';
import { simulate } from '../../src/index.ts';
import { metricColumns } from '../../src/metrics/measures.ts';
import { noiseOf } from '../../src/model/noise.ts';
import { madeUncertain, plain, type Replicate, replicates } from '../ensembles.ts';
import { imbalances } from '../imbalances.ts';
import { scenarioArbitrary, simpleReserveArbitrary, undisturbedArbitrary } from '../oracle/generate.ts';
import { law, run } from '../run.ts';

const REPLICATES = 5;

/** Replicates of a scenario, or undefined where the program rightly refuses what the generator made. */
function ensemble(scenario: object, runs = REPLICATES): Replicate[] | undefined {
  try {
    return [...replicates(run(scenario).run.model, plain(runs))];
  } catch (error) {
    if (error instanceof Error && /sum to more than 0/.test(error.message)) return undefined;
    throw error;
  }
}

test('nothing appears and nothing vanishes in any replicate', () => {
  law(
    scenarioArbitrary(),
    (scenario) =>
      ensemble(madeUncertain(scenario))?.every((one) =>
        imbalances(one.run, one.parameters).every(
          ({ imbalance, throughput }) => Math.abs(imbalance) <= 1e-9 * throughput,
        ),
      ) ?? true,
    100,
  );
});

test('nothing is ever negative, nor not a number, in any replicate', () => {
  const RECORDED: (keyof Run)[] = [
    ...(['onHand', 'forecast', 'ordered', 'wanted', 'shipped', 'received', 'inTransit', 'pending', 'held'] as const),
    ...(['applied', 'granted', 'lapsed', 'licensed', 'demand', 'served', 'shortfall', 'backlog'] as const),
    ...(['waiting', 'quotaLeft', 'priceIndex', 'forgone'] as const),
  ];
  law(
    scenarioArbitrary(),
    (scenario) =>
      ensemble(madeUncertain(scenario))?.every((one) =>
        RECORDED.every((name) => (one.run[name] as Float64Array).every((value) => value >= 0)),
      ) ?? true,
    100,
  );
});

test('there is no shortage without cause in any replicate, however uncertain its delays', () => {
  law(
    undisturbedArbitrary(),
    (scenario) =>
      ensemble(madeUncertain(scenario, 0))?.every(({ run: { onHand, shortfall, model }, parameters }) => {
        const { stockpiles } = model.network;
        const { initialOnHand, initialForecast } = parameters;
        return (
          shortfall.every((value) => value === 0) &&
          onHand.every((value, place) => {
            const j = place % stockpiles;
            return Math.abs(value - initialOnHand[j]) <= 1e-9 * Math.max(initialOnHand[j], initialForecast[j]);
          })
        );
      }) ?? true,
    100,
  );
});

test('more of a simple reserve gives less shortage in every replicate, on the same luck', () => {
  const total = ({ run: { shortfall } }: Replicate) => shortfall.reduce((sum, value) => sum + value, 0);
  law(
    simpleReserveArbitrary(),
    ({ scenario, more }) => {
      const noisy = (one: object) => {
        const { demands, ...rest } = one as { demands?: Record<string, object> };
        const jumping = Object.entries(demands ?? {}).map(([id, demand]) => [id, { ...demand, noise: 0.5 }]);
        return { ...rest, demands: Object.fromEntries(jumping) };
      };
      const [poor, rich] = [ensemble(noisy(scenario)), ensemble(noisy(more))];
      if (poor === undefined || rich === undefined) return true;
      return poor.every((one, r) => {
        const needed = one.run.demand.reduce((sum, value) => sum + value, 0);
        return total(rich[r]) <= total(one) + 1e-9 * needed;
      });
    },
    100,
  );
});

test('a replicate is a run of its own under the same draws, to the last bit, wherever in the ensemble it stands', () => {
  law(
    scenarioArbitrary(),
    (scenario) => {
      const chance = plain(40);
      const made = ensemble(madeUncertain(scenario), 20);
      if (made === undefined) return true;
      const [{ run: first }] = made;
      const { model } = first;
      for (const [r, { run: one, parameters }] of made.entries()) {
        if (r % 7 !== 3) continue;
        const alone = simulate(model, parameters, noiseOf(model, parameters.variation, 1, chance.seed, r));
        expect(one).toEqual(alone);
        const [elsewhere] = [...replicates(model, chance, r, 1)];
        expect(metricColumns(elsewhere.run)).toEqual(metricColumns(alone));
      }
      return true;
    },
    60,
  );
});

test('the same seed gives the same replicates, another seed others', () => {
  const noisy = madeUncertain({
    ...{ version: 2, title: 'one', start: '2025-01-06', horizon: '20 weeks' },
    stockpiles: { shelf: { cover: '2 weeks' } },
    flows: { lane: { to: 'shelf' } },
    demands: { users: { from: 'shelf', rate: '7 t/week' } },
  });
  const { model } = run(noisy).run;
  const demands = (seed: string) => [...replicates(model, plain(3, seed))].map((one) => one.run.demand);
  expect(demands('a')).toEqual(demands('a'));
  expect(demands('a')).not.toEqual(demands('b'));
  expect(demands('a')[0]).not.toEqual(demands('a')[1]);
});
