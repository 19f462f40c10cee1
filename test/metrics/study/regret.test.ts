/** Worlds, regret and dominance, on shortages of one replicate that can be followed by hand. */
import { expect, test } from 'vitest';
import { dominatedBy } from '../../../src/metrics/study/dominance.ts';
import { pairing } from '../../../src/metrics/study/paired.ts';
import { regretsOf, standingsOf } from '../../../src/metrics/study/regret.ts';
import { sample } from '../../study.ts';

const NAMES = ['none', 'stock', 'source'];
/** What two demands are short of under each variant; the third demand exists under the first alone. */
const world = (id: string, shortages: readonly (readonly [number, number])[]) => ({
  ...{ id, title: id, instead: undefined },
  samples: shortages.map(([cars, grids], v) =>
    sample({
      ...{ 'demands.cars.shortage': [cars], 'demands.grids.shortage': [grids] },
      ...(v === 0 && { 'demands.toys.shortage': [100] }),
      'total.shortage': [cars + grids],
    }),
  ),
});
const asWritten = world('as_written', [
  [5, 5],
  [1, 2],
  [0, 4],
]);
const rival = world('rival', [
  [9, 1],
  [8, 2],
  [3, 3],
]);
const tied = world('tied', [
  [3, 3],
  [2, 2],
  [1, 3],
]);
const alike = world('alike', [
  [1, 1],
  [1, 1],
  [1, 1],
]);
const standings = (...worlds: (typeof rival)[]) => standingsOf(worlds, NAMES, pairing(1));

test('a standing tells the shortage and what it is more than the least, in all and by each demand that all have', () => {
  expect(standings(asWritten)[0].standings).toEqual([
    {
      ...{ variant: 'none', shortage: 10, regret: 7 },
      demands: [
        { demand: 'cars', shortage: 5, regret: 5 },
        { demand: 'grids', shortage: 5, regret: 3 },
      ],
    },
    {
      ...{ variant: 'stock', shortage: 3, regret: 0 },
      demands: [
        { demand: 'cars', shortage: 1, regret: 1 },
        { demand: 'grids', shortage: 2, regret: 0 },
      ],
    },
    {
      ...{ variant: 'source', shortage: 4, regret: 1 },
      demands: [
        { demand: 'cars', shortage: 0, regret: 0 },
        { demand: 'grids', shortage: 4, regret: 2 },
      ],
    },
  ]);
});

test('variants are ranked by shortage, equals together; who leads alone is told with the difference to the next', () => {
  const told = standings(asWritten, rival, tied, alike);
  expect(told.map(({ ranking }) => ranking)).toEqual([
    [['stock'], ['source'], ['none']],
    [['source'], ['none', 'stock']],
    [['stock', 'source'], ['none']],
    [['none', 'stock', 'source']],
  ]);
  expect(told.map(({ keepsRanking }) => keepsRanking)).toEqual([true, false, false, false]);
  expect(told.map(({ lead }) => lead && [lead.first, lead.second, lead.by.difference])).toEqual([
    ['stock', 'source', 1],
    ['source', 'none', 4],
    undefined,
    undefined,
  ]);
});

test('the greatest regret is told with the first world in which it falls, in all and by demand', () => {
  const told = regretsOf(standings(asWritten, rival));
  expect(told).toEqual([
    {
      ...{ variant: 'none', greatest: 7, world: 'as_written' },
      demands: [
        { demand: 'cars', greatest: 6, world: 'rival' },
        { demand: 'grids', greatest: 3, world: 'as_written' },
      ],
    },
    {
      ...{ variant: 'stock', greatest: 4, world: 'rival' },
      demands: [
        { demand: 'cars', greatest: 5, world: 'rival' },
        { demand: 'grids', greatest: 1, world: 'rival' },
      ],
    },
    {
      ...{ variant: 'source', greatest: 1, world: 'as_written' },
      demands: [
        { demand: 'cars', greatest: 0, world: 'as_written' },
        { demand: 'grids', greatest: 2, world: 'as_written' },
      ],
    },
  ]);
});

test('a demand that some world lacks has no greatest regret', () => {
  const [one, other] = standings(asWritten, rival);
  const without = other.standings.map((standing) => ({ ...standing, demands: standing.demands.slice(0, 1) }));
  const [first] = regretsOf([one, { ...other, standings: without }]);
  expect(first.demands).toEqual([{ demand: 'cars', greatest: 6, world: 'rival' }]);
});

test('dominance looks at the shortages that all have and at cost; a billionth is no difference', () => {
  const one = (cars: number, grids: number, cost: number, more: object = {}) =>
    sample({
      ...{ 'demands.cars.shortage': [cars], 'demands.grids.shortage': [grids], ...more },
      ...{ 'total.shortage': [cars + grids], 'total.costs': [cost] },
    });
  expect(
    dominatedBy([
      one(1e6, 5, 100, { 'demands.toys.shortage': [9] }),
      one(1e6 + 1e-4, 5, 90),
      one(1e6 - 1e-4, 5, 100),
      one(1e6, 4, 101),
    ]),
  ).toEqual([[1], [], [1], []]);
  expect(dominatedBy([])).toEqual([]);
});
