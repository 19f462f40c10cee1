/** Flow order: what supplies comes before what is supplied. */
import { expect, test } from 'vitest';
import { flowOrder } from '../../../src/metrics/check/flow-order.ts';
import { run } from '../../run.ts';
import { CHAIN } from './baselines.ts';

test('mines come before plants, plants before lanes, a licence before its lane, and demands last', () => {
  expect(flowOrder(run(CHAIN).run.model)).toEqual([
    ...['flows.mine', 'licences.export', 'stockpiles.ore', 'flows.plant', 'stockpiles.magnets'],
    ...['flows.lane', 'stockpiles.shelf', 'demands.users'],
  ]);
});

test('what supplies each other is side by side, and a by-product comes after its mine', () => {
  const model = run({
    ...{ version: 2, title: 'recycling', start: '2025-01-06', horizon: '4 weeks' },
    stockpiles: { ore: {}, magnets: { cover: '1 week' }, scrap: { initial: '10 t' }, slag: {} },
    flows: {
      mine: { to: 'ore', capacity: '10 t/week', byproducts: { slag: 0.1 } },
      plant: { from: { ore: 1, scrap: 0.1 }, to: 'magnets' },
      recycling: { from: { magnets: 1 }, to: 'scrap', capacity: '1 t/week' },
    },
    demands: { users: { from: 'magnets', rate: '2 t/week' } },
  }).run.model;
  expect(flowOrder(model)).toEqual([
    ...['flows.mine', 'stockpiles.ore', 'stockpiles.slag'],
    ...['flows.plant', 'flows.recycling', 'stockpiles.magnets', 'stockpiles.scrap'],
    'demands.users',
  ]);
});
