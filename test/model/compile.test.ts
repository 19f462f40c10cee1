/** From names to positions. */
import { expect, test } from 'vitest';
import { seriesCsv } from '../../src/index.ts';
import { tableOf } from '../../src/model/compile.ts';
import { run } from '../run.ts';

const frame = { version: 2, title: 'positions', start: '2025-01-06', horizon: '30 weeks' };
const stockpiles = {
  oxide: { initial: '3 weeks' },
  metal: { initial: '2 weeks' },
  reserve: { target: '30 t' },
  scrap: { cover: '1 week' },
};
const flows = {
  smelter: { from: { oxide: 1.3 }, to: 'metal', share: 3, byproducts: { scrap: 0.1 }, priority: 2 },
  recycling: { from: 'scrap', to: 'metal', share: 1, licence: 'recycle' },
  mine: { to: 'oxide', capacity: '11 t/week', licence: 'mining' },
  filling: { from: 'oxide', to: 'reserve' },
  relief: { from: 'reserve', to: 'metal', release: { below: '1 week' } },
};
const licences = {
  recycle: { phases: [{ from: '2025-03-03', allow: 0.5 }] },
  mining: { phases: [{ from: '2025-02-03', limit: '7 t/week' }] },
};
const demands = {
  makers: { from: 'metal', rate: '7 t/week' },
  others: { from: 'metal', rate: '3 t/week', priority: 2, unmet: 'backordered' },
  tests: { from: 'oxide', rate: '1 t/week' },
};
const reversed = <T>(entities: Record<string, T>) => Object.fromEntries(Object.entries(entities).toReversed());

test('entities are taken in the order of their ids', () => {
  const { model } = run({ ...frame, stockpiles, flows, licences, demands }).run;
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  expect(ids(model.scenario.stockpiles)).toEqual(['metal', 'oxide', 'reserve', 'scrap']);
  expect(ids(model.scenario.flows)).toEqual(['filling', 'mine', 'recycling', 'relief', 'smelter']);
  expect(ids(model.scenario.licences)).toEqual(['mining', 'recycle']);
  expect(ids(model.scenario.demands)).toEqual(['makers', 'others', 'tests']);
});

test('the order of entities in the file changes nothing at all', () => {
  const text = ({ dates, series, metrics }: ReturnType<typeof run>) =>
    seriesCsv(dates, series) + JSON.stringify(metrics);
  const one = run({ ...frame, stockpiles, flows, licences, demands });
  const other = run({
    ...frame,
    stockpiles: reversed(stockpiles),
    flows: reversed(flows),
    licences: reversed(licences),
    demands: reversed(demands),
  });
  expect(text(other)).toBe(text(one));
});

test('the model knows who delivers where, under which licence, and who claims what in which tier', () => {
  const { network } = run({ ...frame, stockpiles, flows, licences, demands }).run.model;
  const list = ({ start, items }: { start: Int32Array; items: Int32Array }) =>
    Array.from({ length: start.length - 1 }, (_, owner) => Array.from(items.subarray(start[owner], start[owner + 1])));
  // Stockpiles: metal 0, oxide 1, reserve 2, scrap 3. Flows: filling 0, mine 1, recycling 2, relief 3, smelter 4.
  expect(Array.from(network.to)).toEqual([2, 1, 0, 0, 0]);
  expect(list(network.inputs)).toEqual([[1], [], [3], [2], [1]]);
  expect(list(network.byproducts)).toEqual([[], [], [], [], [3]]);
  expect(Array.from(network.licenceOf)).toEqual([-1, 0, 1, -1, -1]);
  expect(list(network.inflows)).toEqual([[2, 4], [1], [0], []]);
  expect(list(network.deliveries)).toEqual([[2, 3, 4], [1], [0], []]);
  expect(list(network.gatedBy)).toEqual([[1], [2]]);
  expect(list(network.demandsOn)).toEqual([[0, 1], [2], [], []]);
  // On oxide: filling (input 0) and tests in the first tier, the smelter (input 3) in the second.
  expect(list(network.claims)).toEqual([[-1, -2], [0, -3, 3], [2], [1]]);
  expect(list(network.tiers)).toEqual([[1, 2], [4, 5], [6], [7]]);
});

test('a table keeps lists of integers flat', () => {
  const { start, items } = tableOf([[3, 1], [], [2]]);
  expect(Array.from(start)).toEqual([0, 2, 2, 3]);
  expect(Array.from(items)).toEqual([3, 1, 2]);
});
