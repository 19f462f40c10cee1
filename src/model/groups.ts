/** Strongly connected groups of a graph (Tarjan 1972), so that the undisturbed start is solved loop by loop. */

/**
 * Groups of nodes that reach one another, `next[i]` being the nodes that node i points to.
 * A group comes after every group that it points to; members are in ascending order.
 */
export function connectedGroups(next: readonly (readonly number[])[]): number[][] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const groups: number[][] = [];
  for (const root of next.keys()) {
    if (index.has(root)) continue;
    // A stack of our own: a chain of thousands of stockpiles must not exhaust the engine's.
    const work: { node: number; edge: number }[] = [{ node: root, edge: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1) as { node: number; edge: number };
      const { node } = frame;
      if (frame.edge === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node) as number);
        stack.push(node);
        onStack.add(node);
      }
      const target = next[node]?.[frame.edge];
      if (target !== undefined) {
        frame.edge++;
        if (!index.has(target)) work.push({ node: target, edge: 0 });
        else if (onStack.has(target)) low.set(node, Math.min(low.get(node) as number, index.get(target) as number));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) as number, low.get(node) as number));
      if (low.get(node) !== index.get(node)) continue;
      const group: number[] = [];
      for (let member = -1; member !== node; ) {
        member = stack.pop() as number;
        onStack.delete(member);
        group.push(member);
      }
      groups.push(group.sort((left, right) => left - right));
    }
  }
  return groups;
}

/** How many nodes there are before each by the longest way, `before[i]` being those before node i; a loop counts as one. */
export function longestWays(before: readonly (readonly number[])[]): Float64Array {
  const ways = new Float64Array(before.length);
  // A group comes after all that is before it, so that their ways are known.
  for (const group of connectedGroups(before)) {
    const members = new Set(group);
    const outside = group.flatMap((node) => before[node].filter((one) => !members.has(one)));
    const longest = outside.reduce((most, one) => Math.max(most, ways[one] + 1), 0);
    for (const node of group) ways[node] = longest;
  }
  return ways;
}
