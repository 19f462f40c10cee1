/** The order in which assumptions are evaluated, each after those that it uses. */

/**
 * Names such that each follows those it uses, as far as that can be; `cycles` lists the rounds that can't, each
 * beginning and ending with the same name. Ties are in the order of `names`.
 */
export function evaluationOrder(
  names: readonly string[],
  usesOf: (name: string) => Iterable<string>,
): { order: string[]; cycles: string[][] } {
  const known = new Set(names);
  const order: string[] = [];
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const name of names) {
    // The way from `name` to where the search is, each with those that it uses and that are still to be looked at.
    const trail: { name: string; left: string[] }[] = [];
    const open = new Set<string>();
    const enter = (next: string) => {
      if (done.has(next) || !known.has(next)) return;
      if (open.has(next)) {
        const round = trail.slice(trail.findIndex((one) => one.name === next)).map((one) => one.name);
        cycles.push([...round, next]);
      } else {
        trail.push({ name: next, left: [...usesOf(next)].reverse() });
        open.add(next);
      }
    };
    enter(name);
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const next = top.left.pop();
      if (next !== undefined) enter(next);
      else {
        trail.pop();
        open.delete(top.name);
        done.add(top.name);
        order.push(top.name);
      }
    }
  }
  return { order, cycles };
}
