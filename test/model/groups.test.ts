/** Loops in a network. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectedGroups } from '../../src/model/groups.ts';
import { law } from '../run.ts';

test('a chain is groups of one, each after those that it points to', () => {
  expect(connectedGroups([[1], [2], []])).toEqual([[2], [1], [0]]);
});

test('a loop is one group, in ascending order', () => {
  expect(connectedGroups([[2], [0], [1]])).toEqual([[0, 1, 2]]);
});

test('two loops that share a node are one', () => {
  expect(connectedGroups([[1, 2], [0], [0], [0]])).toEqual([[0, 1, 2], [3]]);
});

test('a chain of a hundred thousand does not exhaust the stack', () => {
  const size = 100_000;
  const groups = connectedGroups(Array.from({ length: size }, (_, node) => (node + 1 < size ? [node + 1] : [])));
  expect(groups).toHaveLength(size);
  expect(groups[0]).toEqual([size - 1]);
});

test('nodes are in a group exactly if they reach one another, and groups follow those that they point to', () => {
  const graphs = fc
    .integer({ min: 1, max: 8 })
    .chain((size) => fc.array(fc.uniqueArray(fc.nat(size - 1)), { minLength: size, maxLength: size }));
  law(graphs, (next) => {
    const reach = next.map((_, from) => {
      const seen = new Set<number>();
      const visit = (node: number) => {
        if (seen.has(node)) return;
        seen.add(node);
        for (const target of next[node]) visit(target);
      };
      visit(from);
      return seen;
    });
    const groups = connectedGroups(next);
    const groupOf = new Map(groups.flatMap((members, group) => members.map((node) => [node, group] as const)));
    expect(groups.flat().sort((left, right) => left - right)).toEqual([...next.keys()]);
    for (const [from, targets] of next.entries()) {
      for (const to of next.keys()) {
        const mutual = reach[from].has(to) && reach[to].has(from);
        expect(groupOf.get(from) === groupOf.get(to)).toBe(mutual);
      }
      for (const to of targets) expect(groupOf.get(to)).toBeLessThanOrEqual(groupOf.get(from) as number);
    }
    return true;
  });
});
