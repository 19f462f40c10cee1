/** Known answers of markets: price paths, demand that answers, capacity that opens; by both readings. Weekly steps from a Monday. */
import { describe, expect, test } from 'vitest';
import type { OracleScenario } from '../oracle/oracle.ts';
import { READINGS } from '../readings.ts';

const start = { version: 2, start: '2025-01-06' };
const dateOf = (week: number) => new Date(Date.UTC(2025, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);

/** 200 t on hand and 10 t arriving, 10 t a week needed, and no supply any more from the first week on. */
const cut = (demand: object = {}, market: object = {}): OracleScenario => ({
  ...start,
  horizon: '40 weeks',
  stockpiles: { shelf: { initial: '200 t', forecast: '1e12 weeks' } },
  flows: { lane: { to: 'shelf', lead: '1 week', capacity: '20 t/week' } },
  demands: { users: { from: 'shelf', rate: '10 t/week', ...demand } },
  markets: { market: { of: ['shelf'], elasticity: 1, outlook: '26 weeks', adjust: '4 weeks', ...market } },
  events: [{ date: '2025-01-06', set: { 'flows.lane.capacity': 0 } }],
});

describe.each(READINGS)('a market after a total cut, by %s', (_, read) => {
  // At the start of week t there are 210 − 10·t tonnes for 26 weeks of need, 260 t. With an elasticity of 1 the price at
  // which need would equal that is 26/(21 − t), at most the ceiling of 10, and a quarter of the gap is closed a week.
  test('the price is that at which need over the outlook equals what there is, taken in by a quarter a week', () => {
    const price = read(cut()).series('market', 'price_index');
    let expected = 1;
    for (let t = 0; t < 40; t++) {
      const sustained = t < 21 ? Math.min(10, 26 / (21 - t)) : 10;
      expected += (sustained - expected) / 4;
      expect(price[t]).toBeCloseTo(expected, 9);
    }
    // By hand: 1 + (26/21 − 1)/4, then a quarter of the way to 26/20.
    expect(price[0]).toBeCloseTo(1.0595238095, 9);
    expect(price[1]).toBeCloseTo(1.1196428571, 9);
  });

  // (V/G)^(−1/elasticity): half the elasticity, the square of the price.
  test('half the elasticity gives the square of the price', () => {
    const price = read(cut({}, { elasticity: 0.5, adjust: '1 week', ceiling: 1000 })).series('market', 'price_index');
    for (let t = 0; t < 21; t++) expect((price[t] as number) / (26 / (21 - t)) ** 2).toBeCloseTo(1, 9);
    expect(price[21]).toBeCloseTo(1000, 9);
  });

  test('nobody bids while stocks and expected supply cover the outlook', () => {
    const answer = read({ ...cut(), stockpiles: { shelf: { initial: '250 t', forecast: '1e12 weeks' } } });
    const price = answer.series('market', 'price_index');
    expect(price[0]).toBe(1);
    expect(price[1]).toBeGreaterThan(1);
    expect(Math.max(...read({ ...cut(), events: [] }).series('market', 'price_index'))).toBe(1);
  });
});

describe.each(READINGS)('demand that answers to the price, by %s', (_, read) => {
  test('with an elasticity of 0 is demand that does not answer', () => {
    const [rigid, none] = [read(cut({ elasticity: 0 })), read(cut())];
    for (const variable of ['demand', 'served', 'shortfall', 'backlog'])
      expect(rigid.series('users', variable)).toEqual(none.series('users', variable));
    expect(rigid.series('users', 'forgone')).toEqual(Array(40).fill(0));
  });

  // 1.06^−1000 is nothing: from the first week on all that is not essential is forgone, and 210 t at 6 t a week last 35.
  test('with a large one falls at once to what is essential', () => {
    const answer = read(cut({ elasticity: 1000, least: '60%', answers: '1 week' }));
    for (const demand of answer.series('users', 'demand')) expect(demand).toBeCloseTo(6, 9);
    for (const forgone of answer.series('users', 'forgone')) expect(forgone).toBeCloseTo(4, 9);
    expect(answer.metric('demands.users.time_to_survive')).toBe(35 * 7);
  });

  // ρ closes a quarter of its gap to the price each week, D = 10·ρ^−0.5; F° stays at what the price of before would want.
  test('follows the price as it is taken in', () => {
    const answer = read(cut({ elasticity: 0.5, answers: '4 weeks' }));
    const price = answer.series('market', 'price_index');
    let taken = 1;
    for (const [t, demand] of answer.series('users', 'demand').entries()) {
      taken += ((price[t] as number) - taken) / 4;
      expect(demand).toBeCloseTo(10 * taken ** -0.5, 9);
    }
  });
});

describe.each(READINGS)('a plant that opens at its price, by %s', (_, read) => {
  const plant = (): OracleScenario => {
    const scenario = cut();
    return {
      ...scenario,
      horizon: '150 weeks',
      flows: {
        ...scenario.flows,
        plant: {
          ...{ to: 'shelf', lead: '1 week', capacity: '4 t/week', share: 0 },
          opens: { from: 1.2, fully: 1.6, within: '1 week' },
        },
      },
      events: [
        { date: dateOf(10), set: { 'flows.lane.capacity': 0 } },
        { date: dateOf(40), set: { 'flows.lane.capacity': '60 t/week' } },
      ],
    };
  };

  // The lane is all of supply until it is cut; then the whole order is offered to the plant, which takes what is open:
  // 4·(π − 1.2)/0.4 of the price of the week before, between 0 and 4 t.
  test('ships what its price has opened, and shuts again', () => {
    const answer = read(plant());
    const price = answer.series('market', 'price_index');
    const shipped = answer.series('plant', 'shipped');
    const open = price.map((one) => 4 * Math.min(1, Math.max(0, (one - 1.2) / 0.4)));
    expect(shipped.slice(0, 11)).toEqual(Array(11).fill(0));
    for (let t = 11; t < 40; t++) expect(shipped[t]).toBeCloseTo(open[t - 1] as number, 9);
    expect(Math.max(...shipped)).toBeCloseTo(4, 9);
    expect(price.at(-1)).toBeLessThan(1.2);
    expect(shipped.at(-1)).toBe(0);
  });
});
