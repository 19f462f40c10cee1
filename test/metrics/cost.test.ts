/** What deliveries cost. */
import { describe, expect, test } from 'vitest';
import { run } from '../run.ts';

/** Three weeks of 10 t each, three quarters of them through the first lane. */
function costing(one: unknown, other: unknown, unit = 't', idle: object = {}) {
  const answer = run({
    ...{ version: 2, title: 'cost', start: '2025-01-06', horizon: '3 weeks', units: ['engine'] },
    stockpiles: { shelf: { initial: '4 weeks', unit }, idle: { initial: '0' } },
    flows: { one: { to: 'shelf', share: 3, cost: one }, other: { to: 'shelf', cost: other }, ...idle },
    demands: { users: { from: 'shelf', rate: unit === 'engine' ? '10 engine/week' : '10 t/week' } },
  });
  const metricOf = (path: string) => answer.metrics.find((one) => one.path === path)?.value as number;
  const unitOf = (path: string) => answer.metrics.find((one) => one.path === path)?.unit;
  return {
    paths: answer.metrics.map(({ path }) => path),
    total: metricOf('total.supply_cost'),
    unitCost: metricOf('stockpiles.shelf.unit_cost'),
    idle: metricOf('stockpiles.idle.unit_cost'),
    units: [unitOf('total.supply_cost'), unitOf('stockpiles.shelf.unit_cost')],
  };
}

describe('a plain cost', () => {
  test('is relative, per tonne; the total is the sum over what was shipped', () => {
    const { total, unitCost, units } = costing(2, 4);
    expect(total).toBeCloseTo(22.5 * 2 + 7.5 * 4, 9);
    expect(unitCost).toBeCloseTo(2.5, 9);
    expect(units).toEqual(['', '']);
  });

  test('is per tonne whatever unit the stockpile is shown in', () => {
    expect(costing(2, 4, 'kg').total).toBeCloseTo(75, 9);
    expect(costing(2, 4, 'kg').unitCost).toBeCloseTo(2.5, 9);
  });

  test('where nothing is said, there is no metric of money', () => {
    expect(costing(undefined, undefined).paths.filter((path) => /total|unit_cost/.test(path))).toEqual([]);
  });
});

describe('a cost in money', () => {
  test('is in dollars, by the tonne or by the thing', () => {
    const { total, unitCost, units } = costing('2 USD/kg', '4000 USD/t');
    expect(total).toBeCloseTo(75_000, 6);
    expect(unitCost).toBeCloseTo(2500, 9);
    expect(units).toEqual(['USD', 'USD/t']);
    const engines = costing('2 USD/engine', '4 USD/engine', 'engine');
    expect(engines.total).toBeCloseTo(75, 9);
    expect(engines.units).toEqual(['USD', 'USD/engine']);
  });
});

test('what nothing came into costs its price, which is 0 where none is said', () => {
  expect(costing(2, 4).idle).toBe(0);
});

describe('a discount', () => {
  const costly = (discount: string) =>
    run({
      ...{ version: 2, title: 'cost', start: '2025-01-06', horizon: '3 weeks', discount },
      stockpiles: { shelf: { initial: '4 weeks' } },
      flows: { lane: { to: 'shelf', cost: 2 } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    }).metrics.find(({ path }) => path === 'total.supply_cost')?.value as number;

  test('lets the first step count whole, and later ones less', () => {
    const week = (1 / 1.5) ** (7 / 365.25);
    expect(costly('0%')).toBeCloseTo(60, 9);
    expect(costly('50%')).toBeCloseTo(20 * (1 + week + week * week), 9);
  });
});
