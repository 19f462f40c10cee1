/** How the numbers of a study read: amounts in the unit of a demand, differences with their interval. */
import type { Compared, VariantResult } from '../../metrics/study/result.ts';
import { roundNumber } from '../text/quantities.ts';

/** `+1,240`, `−3.2`, `0`: a number with its sign. */
export function signed(value: number): string {
  const sign = value < 0 ? '−' : value > 0 ? '+' : '';
  return `${sign}${roundNumber(Math.abs(value))}`;
}

/** One comparison of a variant; undefined where it has none. */
export function comparedOf(variant: VariantResult, name: Compared['name'], demand?: string): Compared | undefined {
  return variant.compared.find((one) => one.name === name && one.demand === demand);
}
