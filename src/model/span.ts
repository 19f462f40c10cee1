/** The span in which an assumption is said to lie. */
import { endsOf, mapDistribution } from '../chance/distribution.ts';
import { evaluate } from '../quantity/evaluate.ts';
import type { Assumption, Model } from './network.ts';
import { centralValues } from './parameters.ts';

/** In its unit of computation: what `between` says, else the ends of its distribution; undefined where neither is there. */
export function spanOf(
  model: Model,
  { between, distribution }: Assumption,
): { readonly low: number; readonly high: number } | undefined {
  const values = centralValues(model);
  return between ?? endsOf(mapDistribution(distribution, (one) => evaluate(one, { elapsed: 0, values })));
}
