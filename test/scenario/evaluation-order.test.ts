import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationOrder } from '../../src/scenario/meaning/evaluation-order.ts';
import { law } from '../run.ts';

const order = (uses: Readonly<Record<string, readonly string[]>>) =>
  evaluationOrder(Object.keys(uses).sort(), (name) => uses[name] ?? []);

test('each comes after those it uses; others in the order of their names', () => {
  expect(order({ a: ['c'], b: [], c: ['d', 'b'], d: [] })).toEqual({ order: ['d', 'b', 'c', 'a'], cycles: [] });
});

test('names that are not there do not matter', () => {
  expect(order({ a: ['x', 'y'], b: ['a'] })).toEqual({ order: ['a', 'b'], cycles: [] });
});

test('a cycle is given from one member round to itself', () => {
  expect(order({ a: ['b'], b: ['c'], c: ['a'], d: ['d'] }).cycles).toEqual([
    ['a', 'b', 'c', 'a'],
    ['d', 'd'],
  ]);
});

test('every name has its place, after those it uses unless there is a cycle', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const graph = fc.record(Object.fromEntries(names.map((name) => [name, fc.subarray(names)])));
  law(graph, (uses) => {
    const { order: found, cycles } = order(uses as Record<string, string[]>);
    const place = new Map(found.map((name, position) => [name, position]));
    const inOrder = names.every((name) =>
      (uses[name] as string[]).every((used) => (place.get(used) as number) < (place.get(name) as number)),
    );
    return found.length === names.length && new Set(found).size === names.length && inOrder === (cycles.length === 0);
  });
});
