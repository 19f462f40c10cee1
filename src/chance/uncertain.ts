/** Which named numbers differ between replicates. */
import type { Expression } from '../quantity/expression.ts';
import { type Distribution, mapDistribution } from './distribution.ts';

/** A named number, as far as chance is concerned. */
interface Named {
  readonly id: string;
  readonly distribution: Distribution<Expression>;
}

/** Those with a distribution, and those that use them; `order` is such that each position follows those it uses. */
export function uncertainAmong(named: readonly Named[], order: readonly number[]): ReadonlySet<string> {
  const uncertain = new Set<string>();
  for (const position of order) {
    const { id, distribution } = named[position];
    let isUncertain = distribution.kind !== 'value';
    mapDistribution(distribution, ({ uses }) => {
      isUncertain ||= [...uses].some((name) => uncertain.has(name));
    });
    if (isUncertain) uncertain.add(id);
  }
  return uncertain;
}
