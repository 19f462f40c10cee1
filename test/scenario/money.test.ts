import { expect, test } from 'vitest';
import type { Flow } from '../../src/scenario/supply-network.ts';
import { PRICED, scenarioOf, spoilt, spoiltPrices, toldOfEach, valueAt } from './reading.ts';

test('prices and costs are per tonne, holding a share a day, standby a year for a unit a year', () => {
  const { stockpiles, flows, demands, discount } = scenarioOf(PRICED);
  const [magnets] = stockpiles;
  expect(valueAt(magnets?.price)).toBeCloseTo(60_000, 9);
  expect(valueAt(magnets?.holding)).toBeCloseTo(0.1 / 365.25, 15);
  const [cn, , plant] = flows as [Flow, Flow, Flow];
  expect(valueAt(cn.standby)).toBeCloseTo(3000, 9);
  expect(plant.projects.map(({ costs }) => valueAt(costs))).toEqual([1.2e9]);
  expect(demands.map(({ worth }) => valueAt(worth))).toEqual([9000, 90_000]);
  expect(valueAt(discount)).toBe(0.03);
});

test.each(['USD', 'EUR', 'CNY', 'JPY'])('a file is in one currency, such as %s, or in none', (currency) => {
  expect(scenarioOf(PRICED.replaceAll('USD', currency)).currency).toBe(currency);
  expect(scenarioOf(spoilt()).currency).toBeUndefined();
});

test('all amounts may be plain', () => {
  const plain = PRICED.replaceAll(/ ?[MB]?USD\/(kg|vehicle)/g, '').replaceAll('1.2 BUSD', '1.2e9');
  const { currency, demands, stockpiles } = scenarioOf(plain);
  expect([currency, valueAt(stockpiles[0]?.price), valueAt(demands[0]?.worth)]).toEqual([undefined, 60, 9000]);
});

test('two currencies, or plain amounts beside money, are refused where the second stands', () => {
  expect(
    toldOfEach([
      ['two', spoiltPrices(['cost: 60 USD/kg', 'cost: 400 CNY/kg'])],
      ['three', spoiltPrices(['cost: 60 USD/kg', 'cost: 400 CNY/kg'], ['1.2 BUSD', '1.2BEUR'])],
      ['in an assumption', spoiltPrices(['period: {value', 'fee: {value: 3 MEUR, why: so}\n  period: {value'])],
      ['plain', spoiltPrices(['cost: 60 USD/kg', 'cost: 1.2'], ['worth: 90 USD/kg', 'worth: 2'])],
      ['a plain 0 is 0 of any', spoiltPrices(['worth: 90 USD/kg', 'worth: 2 EUR/kg'], ['cost: 60 USD/kg', 'cost: 0'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — two
    s.yaml:27:11 error conflict flows.cn_to_us.cost
      expected an amount in USD, as at stockpiles.us_magnets.price, got CNY
      Write all amounts of money in one currency: none is converted into another.
    — three
    s.yaml:27:11 error conflict flows.cn_to_us.cost
      expected an amount in USD, as at stockpiles.us_magnets.price, got CNY
      Write all amounts of money in one currency: none is converted into another.
    s.yaml:35:78 error conflict flows.us_plant.projects[0].costs
      expected an amount in USD, as at stockpiles.us_magnets.price, got EUR
      Write all amounts of money in one currency: none is converted into another.
    — in an assumption
    s.yaml:16:12 error conflict stockpiles.us_magnets.price
      expected an amount in EUR, as at assumptions.fee.value, got USD
      Write all amounts of money in one currency: none is converted into another.
    — plain
    s.yaml:27:11 error conflict flows.cn_to_us.cost
      expected an amount in USD, as at stockpiles.us_magnets.price, got 1.2
      Write it in USD, or all amounts of money as plain numbers.
    s.yaml:59:12 error conflict demands.us_other.worth
      expected an amount in USD, as at stockpiles.us_magnets.price, got 2
      Write it in USD, or all amounts of money as plain numbers.
    — a plain 0 is 0 of any
    s.yaml:59:12 error conflict demands.us_other.worth
      expected an amount in USD, as at stockpiles.us_magnets.price, got EUR
      Write all amounts of money in one currency: none is converted into another.
    "
  `);
});

test('amounts of money are refused that are of something else', () => {
  expect(
    toldOfEach([
      ['holding without price', spoiltPrices(['    price: 60 USD/kg\n', ''])],
      ['holding without time', spoiltPrices(['holding: 10%/year', 'holding: 10%'])],
      ['a price of a piece', spoiltPrices(['price: 60 USD/kg', 'price: 60 USD/vehicle'])],
      ['the worth of a tonne', spoiltPrices(['worth: 9000 USD/vehicle', 'worth: 9000 USD/t'])],
      ['the worth of a thing', spoiltPrices(['worth: 90 USD/kg', 'worth: 9000 USD/vehicle'])],
      ['a cost by the tonne', spoiltPrices(['costs: 1.2 BUSD', 'costs: 1.2 BUSD/t'])],
      ['a discount of three', spoiltPrices(['discount: 3%', 'discount: 3'])],
      ['an unknown currency', spoiltPrices(['cost: 60 USD/kg', 'cost: 60 GBP/kg'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — holding without price
    s.yaml:12:3 error missing-key stockpiles.us_magnets.price
      expected the price that holding is a share of, got nothing
      Add price, such as 60 USD/kg: holding is a share of it.
    — holding without time
    s.yaml:16:14 error wrong-dimension stockpiles.us_magnets.holding
      expected a share a year such as 10%/year, got 10%
      Add the unit.
    — a price of a piece
    s.yaml:15:12 error wrong-dimension stockpiles.us_magnets.price
      expected a plain number, or money per unit such as 850 USD/kg, got 60 USD/vehicle
      That is a quantity in USD/vehicle; write a plain number or a price.
    — the worth of a tonne
    s.yaml:51:12 error wrong-dimension demands.us_auto.worth
      expected money per thing such as 9000 USD/vehicle, or a plain number, got 9000 USD/t
      That is a price; write a plain number or a quantity in USD/vehicle.
    — the worth of a thing
    s.yaml:59:12 error wrong-dimension demands.us_other.worth
      expected money per thing such as 9000 USD/vehicle, or a plain number, got 9000 USD/vehicle
      That is a quantity in USD/vehicle; write a plain number or a price.
    — a cost by the tonne
    s.yaml:35:78 error wrong-dimension flows.us_plant.projects[0].costs
      expected an amount of money such as 300 MUSD, or a plain number, got 1.2 BUSD/t
      That is a price; write a plain number or an amount of money.
    — a discount of three
    s.yaml:6:11 error out-of-range discount
      expected a share from 0 to 1 such as 25%, got 3
      Write at most 1.
    — an unknown currency
    s.yaml:27:11 error unknown-reference flows.cn_to_us.cost
      expected a unit or a name that exists, got GBP
      Nothing here is called GBP; name it under assumptions, or under units if it counts things.
    "
  `);
});
