/** What must hold of every run (model.md, What must always hold), over generated networks with every feature in them. */
import { expect, test } from 'vitest';
import type { Answer } from '../../src/index.ts';
import { seriesCsv } from '../../src/index.ts';
import { imbalances } from '../imbalances.ts';
import { scenarioArbitrary, simpleReserveArbitrary, undisturbedArbitrary } from '../oracle/generate.ts';
import type { OracleScenario } from '../oracle/input.ts';
import { law, metric, parametersOfAnswer, run, runIfSound, series } from '../run.ts';

/** Below this numbers have fewer digits, down to one. */
const SMALLEST = 2 ** -1022;

/** What has no value while nothing is used, or nothing limited. */
const MAY_LACK = new Set(['days_of_supply', 'quota_left']);

test('nothing appears and nothing vanishes: opening + in − out = closing, to 1e-9 of throughput', () => {
  law(scenarioArbitrary(), (scenario) => {
    const answer = runIfSound(scenario);
    if (answer === undefined) return true;
    return imbalances(answer.run, parametersOfAnswer(answer)).every(
      ({ imbalance, throughput }) => Math.abs(imbalance) <= Math.max(1e-9 * throughput, SMALLEST),
    );
  });
});

test('nothing is ever negative, nor not a number, and no price below that of before', () => {
  law(scenarioArbitrary(), (scenario) => {
    const answer = runIfSound(scenario);
    if (answer === undefined) return true;
    return answer.series.every(({ variable, values }) => {
      const least = variable === 'price_index' ? 1 : 0;
      return values.every((value) => value >= least || (MAY_LACK.has(variable) && Number.isNaN(value)));
    });
  });
});

test('there is no shortage without cause, and where nothing disturbs nothing moves', () => {
  law(undisturbedArbitrary(), (scenario) => {
    const answer = runIfSound(scenario);
    if (answer === undefined) return true;
    const { initialOnHand, initialForecast } = parametersOfAnswer(answer);
    const { run } = answer;
    const { stockpiles } = run.model.network;
    const calm = run.onHand.every((value, place) => {
      const j = place % stockpiles;
      return Math.abs(value - initialOnHand[j]) <= 1e-9 * Math.max(initialOnHand[j], initialForecast[j]);
    });
    const steady = run.priceIndex.every((price) => price <= 1 + 1e-9);
    return calm && steady && run.shortfall.every((value) => value === 0);
  });
});

/** The same scenario with the entities of each section in the opposite order. */
function reversed(scenario: OracleScenario): OracleScenario {
  const turn = <T extends object>(map: T | undefined) =>
    map && (Object.fromEntries(Object.entries(map).reverse()) as T);
  const { flows, licences, demands, stockpiles, ...rest } = scenario;
  return {
    ...rest,
    ...(demands && { demands: turn(demands) as typeof demands }),
    ...(licences && { licences: turn(licences) as typeof licences }),
    ...(flows && { flows: turn(flows) as typeof flows }),
    stockpiles: turn(stockpiles) as typeof stockpiles,
  };
}

test('the order of entities in the file changes nothing, to the last byte', () => {
  law(scenarioArbitrary(), (scenario) => {
    const [one, other] = [runIfSound(scenario), runIfSound(reversed(scenario))];
    if (one === undefined || other === undefined) return one === other;
    expect(JSON.stringify(other.summary)).toBe(JSON.stringify(one.summary));
    return seriesCsv(one.dates, one.series) === seriesCsv(other.dates, other.series);
  });
});

test('the same file gives the same bytes', () => {
  law(scenarioArbitrary(), (scenario) => {
    const [one, other] = [runIfSound(scenario), runIfSound(scenario)];
    if (one === undefined || other === undefined) return one === other;
    return (
      JSON.stringify(one.summary) === JSON.stringify(other.summary) &&
      seriesCsv(one.dates, one.series) === seriesCsv(other.dates, other.series)
    );
  });
});

test('more of a simple reserve never gives more shortage to those who draw on it, taken together', () => {
  // Over the whole run: what is measured may be a part of it, into which a shortage is put off.
  const total = ({ run: { shortfall } }: Answer) => shortfall.reduce((sum, value) => sum + value, 0);
  law(simpleReserveArbitrary(), ({ scenario, more }) => {
    const [poor, rich] = [runIfSound(scenario), runIfSound(more)];
    if (poor === undefined || rich === undefined) return true;
    const needed = poor.run.demand.reduce((sum, value) => sum + value, 0);
    return total(rich) <= total(poor) + 1e-9 * needed;
  });
});

test('with a backlog the law does not hold: more in stock can give a little more shortage in all', () => {
  const shortage = (initial: string) => {
    const answer = run({
      ...{ version: 2, title: 'backlog', start: '2025-01-06', horizon: '140 days' },
      stockpiles: { shelf: { initial } },
      flows: { mine: { to: 'shelf', lead: '1.4 days', capacity: '2.5 t/week' } },
      demands: {
        late: { from: 'shelf', rate: '0 t/week', unmet: 'backordered' },
        lost: { from: 'shelf', rate: { '2025-01-06': '0 t/week', '2025-01-13': '1.7 t/week' } },
      },
      events: [{ date: '2025-01-06', set: { 'demands.late.rate': '0.5 t/week' } }],
    });
    return ['late', 'lost'].reduce((sum, id) => sum + (metric(answer, `demands.${id}.shortage`) as number), 0);
  };
  expect(shortage('0 t')).toBeCloseTo(19.7392, 4);
  expect(shortage('0.1 t')).toBeCloseTo(19.7426, 4);
});

test('every series has one value a step, and every date is a step later than the one before', () => {
  law(scenarioArbitrary(), (scenario) => {
    const answer = runIfSound(scenario);
    if (answer === undefined) return true;
    const id = answer.run.model.scenario.stockpiles[0]?.id as string;
    expect(series(answer, id, 'on_hand')).toHaveLength(answer.dates.length);
    return (
      new Set(answer.dates).size === answer.run.steps &&
      answer.dates.every((date, t) => t === 0 || date > (answer.dates[t - 1] as string))
    );
  });
});
