// The oracle against what can be worked out by hand; its generator.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioArbitrary } from './generate.ts';
import { type OracleRun, type OracleScenario, oracle } from './oracle.ts';

const start = { start: '2025-01-06', horizon: '12 weeks' };

function values(numbers: number[] | undefined, digits = 9): number[] {
  return (numbers ?? []).map((x) => Number(x.toFixed(digits)) + 0);
}

describe('worked by hand', () => {
  it('a stock that nothing refills lasts as long as it has steps of demand', () => {
    const run = oracle({
      ...start,
      stockpiles: { magnets: { initial: '55 t' } },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    expect(values(run.stockpiles.magnets?.onHand)).toEqual([45, 35, 25, 15, 5, 0, 0, 0, 0, 0, 0, 0]);
    expect(values(run.demands.cars?.shortfall)).toEqual([0, 0, 0, 0, 0, 5, 10, 10, 10, 10, 10, 10]);
    expect(run.metrics).toEqual({
      'demands.cars.fill_rate': 1 - 65 / 120,
      'demands.cars.shortage': 65,
      'demands.cars.want': 65 / 120,
      'demands.cars.peak_shortage': 1,
      'demands.cars.peak_date': '2025-02-17',
      'demands.cars.time_to_survive': 35,
      'demands.cars.time_to_recover': null,
      'demands.cars.spells': 1,
      'demands.cars.longest_spell': 49,
      'demands.cars.minimum_days_of_supply': 0,
      'stockpiles.magnets.closing': 0,
      'stockpiles.magnets.minimum': 0,
      'stockpiles.magnets.unit_cost': 0,
      'total.supply_cost': 0,
      'total.holding_cost': 0,
      'total.capital_cost': 0,
      'total.stock_cost': 0,
      'total.loss': 0,
      'total.cost_and_loss': 0,
    });
  });

  it('with one step of adjustment the whole gap to the order-up-to level is ordered at once', () => {
    const run = oracle({
      ...start,
      stockpiles: { magnets: { initial: '20 t', adjust: '1 week', forecast: '1 week' } },
      flows: { mine: { to: 'magnets', lead: '2 weeks', cost: 3 } },
      demands: {
        cars: { from: 'magnets', rate: { '2025-01-06': '10 t/week', '2025-01-27': '20 t/week' }, unmet: 'backordered' },
      },
    });
    expect(values(run.stockpiles.magnets?.forecast)).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 20, 20]);
    // Step 4: S = 20·(2 + 2) = 80, IP = 20 + 10, so O = 20 + 50; after that the position is 80 for ever.
    expect(values(run.flows.mine?.ordered)).toEqual([10, 10, 10, 10, 70, 20, 20, 20, 20, 20, 20, 20]);
    expect(values(run.demands.cars?.backlog)).toEqual([0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0]);
    expect(values(run.stockpiles.magnets?.onHand)).toEqual([20, 20, 20, 10, 0, 0, 40, 40, 40, 40, 40, 40]);
    expect(run.metrics['flows.mine.shipped']).toBeCloseTo(250, 9);
    expect(run.metrics['total.supply_cost']).toBeCloseTo(750, 9);
    expect(run.metrics['demands.cars.time_to_recover']).toBe(7);
  });

  it('the first shipment under a new licence arrives after review and lead time', () => {
    const run = oracle({
      ...start,
      stockpiles: { magnets: { initial: '100 t' } },
      flows: { lane: { to: 'magnets', lead: '2 weeks', licence: 'export' } },
      licences: { export: { phases: [{ from: '2025-01-06', review: '3 weeks' }] } },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    const arrived = values(run.flows.lane?.received);
    expect(arrived.slice(0, 5)).toEqual([10, 10, 0, 0, 0]);
    // O(0) = 10 + (10·10 + 10·(2 + 3) − (110 + 10))/8 = 13.75 is applied for, granted in step 3 and there in step 5.
    expect(arrived[5]).toBe(13.75);
  });

  it('a plant runs as fast as its scarcest input lets it, and takes no more of the others', () => {
    const run = oracle({
      ...start,
      stockpiles: { magnets: { initial: '50 t' }, iron: { initial: '200 t' }, dysprosium: { initial: '6 t' } },
      flows: { plant: { from: { iron: 2, dysprosium: '50%' }, to: 'magnets' } },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    expect(values(run.flows.plant?.shipped).slice(0, 3)).toEqual([10, 2, 0]);
    expect(values(run.stockpiles.iron?.onHand).slice(0, 3)).toEqual([180, 176, 176]);
    expect(values(run.stockpiles.dysprosium?.onHand).slice(0, 3)).toEqual([1, 0, 0]);
  });

  it('what a loop gives back is needed once more: F = D / (1 − α)', () => {
    const loop = (mine: number): OracleScenario => ({
      ...start,
      stockpiles: { oxide: { initial: '4 weeks' }, magnets: { initial: '4 weeks' } },
      flows: {
        plant: { from: 'oxide', to: 'magnets', lead: '3 weeks' },
        recycling: { from: 'magnets', to: 'oxide', share: 1 },
        mine: { to: 'oxide', share: mine },
      },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    const run = oracle(loop(3));
    expect(run.opening.forecast.magnets).toBeCloseTo(10 / 0.75, 12);
    expect(values(run.flows.recycling?.shipped, 6)).toEqual(Array.from({ length: 12 }, () => 3.333333));
    expect(() => oracle(loop(0))).toThrow('gives back as much as it takes');
  });

  it('a reserve ships what is missing to the trigger, until it is dry', () => {
    const run = oracle({
      ...start,
      stockpiles: { magnets: { initial: '15 t' }, reserve: { initial: '50 t' } },
      flows: { release: { from: 'reserve', to: 'magnets', release: { below: '2 weeks' } } },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    expect(values(run.flows.release?.ordered).slice(0, 6)).toEqual([5, 10, 10, 10, 10, 10]);
    expect(values(run.flows.release?.shipped).slice(0, 8)).toEqual([5, 10, 10, 10, 10, 5, 0, 0]);
    expect(values(run.demands.cars?.shortfall).slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 5, 10]);
  });

  it('a buyer turns from a supplier whose shelf is empty to one who is open', () => {
    const run = oracle({
      ...start,
      stockpiles: {
        magnets: { initial: '60 t', switchable: 1, adjust: '1 week' },
        shelf: { initial: '5 t', cover: '0 weeks' },
      },
      flows: { near: { from: 'shelf', to: 'magnets' }, far: { to: 'magnets' } },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    const order = run.stockpiles.magnets?.order[2] as number;
    // In step 1 the shelf is empty: trust in it is nil, and in step 2 all that is ordered is asked of the other.
    expect(values(run.flows.near?.shipped).slice(0, 2)).toEqual([5, 0]);
    expect(run.flows.near?.trust[1]).toBe(0);
    expect(run.flows.near?.ordered[2]).toBeCloseTo(order / 2, 12);
    expect(run.flows.far?.ordered[2]).toBeCloseTo(order, 12);
  });

  it('buyers under a constant approval end with the share of need that the model states', () => {
    const cover = 6;
    const lead = 5;
    const review = 9;
    const adjust = 8;
    const approve = 0.25;
    const run = oracle({
      start: '2025-01-06',
      horizon: '1200 weeks',
      stockpiles: { magnets: { initial: `${cover} weeks`, cover: `${cover} weeks`, adjust: `${adjust} weeks` } },
      flows: { lane: { to: 'magnets', lead: `${lead} weeks`, licence: 'export' } },
      licences: { export: { phases: [{ from: '2025-01-06', review: `${review} weeks`, approve }] } },
      demands: { cars: { from: 'magnets', rate: '10 t/week' } },
    });
    const share = (run.flows.lane?.shipped.at(-1) as number) / 10;
    expect(share).toBeCloseTo((adjust + cover + lead + review) / (adjust / approve + lead + review), 2);
  });

  it('an event holds until the next value of the schedule, and wins on the same date', () => {
    const run = oracle({
      ...start,
      horizon: '6 weeks',
      stockpiles: { magnets: { initial: '500 t' } },
      demands: {
        cars: {
          from: 'magnets',
          rate: { '2025-01-06': '10 t/week', '2025-01-20': '20 t/week', '2025-02-03': '30 t/week' },
        },
      },
      events: [
        { date: '2025-01-20', set: { 'demands.cars.rate': '1 t/week' } },
        { date: '2025-01-20', set: { 'demands.cars.rate': '2 t/week' } },
        { date: '2025-01-11', set: { 'demands.cars.rate': '3 t/week' } },
        { date: '2025-01-28', set: { 'demands.cars.rate': '4 t/week' } },
      ],
    });
    expect(values(run.demands.cars?.demand)).toEqual([10, 3, 2, 2, 30, 30]);
  });
});

describe('the generator', () => {
  it('makes networks that are alive and often in trouble', () => {
    const runs = fc
      .sample(scenarioArbitrary(), { numRuns: 600, seed: 1 })
      .map((scenario) => ({ scenario, run: oracle(scenario) }));
    const flows = ({ run }: { run: OracleRun }) => Object.values(run.flows);
    const share = (holds: (of: (typeof runs)[number]) => boolean) => runs.filter(holds).length / runs.length;
    expect(share((of) => flows(of).some((f) => (f.shipped.at(-1) as number) > 0))).toBeGreaterThan(0.7);
    expect(share(({ run }) => Object.values(run.demands).some((k) => k.shortfall.some((x) => x > 0)))).toBeGreaterThan(
      0.6,
    );
    expect(share((of) => flows(of).some((f) => f.used.some((x) => x > 0)))).toBeGreaterThan(0.5);
    expect(share((of) => flows(of).some((f) => f.lapsed.some((x) => x > 1e-6)))).toBeGreaterThan(0.15);
    expect(share((of) => flows(of).some((f) => f.trust.some((v, t) => v < (f.wanted[t] as number))))).toBeGreaterThan(
      0.5,
    );
    const released = ({ scenario, run }: (typeof runs)[number]) =>
      Object.entries(scenario.flows ?? {}).some(
        ([id, f]) => f.release !== undefined && run.flows[id]?.shipped.some((x) => x > 0),
      );
    expect(share(released)).toBeGreaterThan(0.35);
    expect(share(({ run }) => flows({ run }).some((f) => f.waiting.some((w) => w > 0)))).toBeGreaterThan(0.2);
    const prices = (of: (typeof runs)[number]) => Object.values(of.run.markets).flatMap((m) => m.priceIndex);
    expect(share((of) => prices(of).some((price) => price > 1.1))).toBeGreaterThan(0.25);
    expect(share(({ run }) => Object.values(run.demands).some((k) => k.forgone.some((x) => x > 0)))).toBeGreaterThan(
      0.1,
    );
    expect(share((of) => flows(of).some((f) => new Set(f.opened).size > 3))).toBeGreaterThan(0.1);
    expect(share((of) => flows(of).some((f) => new Set(f.lead).size > 1))).toBeGreaterThan(0.4);
    const usedUp = ({ scenario, run }: (typeof runs)[number]) =>
      Object.entries(scenario.licences ?? {}).some(
        ([id, { phases }]) =>
          phases.some((phase) => phase.per !== undefined) && run.licences[id]?.quotaLeft.some((left) => left === 0),
      );
    expect(share(usedUp)).toBeGreaterThan(0.05);
    for (const [feature, often] of [
      ['"floors"', 0.4],
      ['is(', 0.4],
      ['"scale"', 0.4],
      ['"measure"', 0.1],
      ['"carry"', 0.1],
    ] as const)
      expect(share(({ scenario }) => JSON.stringify(scenario).includes(feature))).toBeGreaterThan(often);
  });
});
