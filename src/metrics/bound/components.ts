/** Parts of a network between which nothing flows: each is bounded by itself, and their tonnes are never added. */
import type { Model } from '../../model/network.ts';

/** What is connected; positions, ascending. */
export interface Component {
  readonly stockpiles: readonly number[];
  readonly flows: readonly number[];
  readonly demands: readonly number[];
}

/** The components of a model, by their first stockpile. Flows under one licence share its limit, and so go together. */
export function componentsOf({ network }: Model): Component[] {
  const { stockpiles, flows, to, inputs, byproducts, licenceOf, drawsFrom } = network;
  const parent = Int32Array.from({ length: stockpiles }, (_, j) => j);
  const rootOf = (j: number): number => {
    let root = j;
    while (parent[root] !== root) root = parent[root];
    for (let at = j; parent[at] !== root; ) [parent[at], at] = [root, parent[at]];
    return root;
  };
  const join = (one: number, other: number) => {
    const [a, b] = [rootOf(one), rootOf(other)];
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  const firstOf = new Map<number, number>();
  for (let f = 0; f < flows; f++) {
    for (const { start, items } of [inputs, byproducts]) {
      for (let i = start[f]; i < start[f + 1]; i++) join(to[f], items[i]);
    }
    if (licenceOf[f] < 0) continue;
    const first = firstOf.get(licenceOf[f]) ?? to[f];
    firstOf.set(licenceOf[f], first);
    join(first, to[f]);
  }
  const all = new Map<number, { stockpiles: number[]; flows: number[]; demands: number[] }>();
  for (let j = 0; j < stockpiles; j++) {
    const root = rootOf(j);
    const own = all.get(root) ?? { stockpiles: [], flows: [], demands: [] };
    own.stockpiles.push(j);
    all.set(root, own);
  }
  for (let f = 0; f < flows; f++) all.get(rootOf(to[f]))?.flows.push(f);
  for (const [k, j] of drawsFrom.entries()) all.get(rootOf(j))?.demands.push(k);
  return [...all.values()];
}
