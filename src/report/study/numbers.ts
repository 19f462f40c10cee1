/** How the numbers of a study read: amounts in the unit of a demand, differences with their interval. */
import type { Compared, StudyDemand, StudyResult, VariantResult } from '../../metrics/study/result.ts';
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

/** Demands that are ever short in any variant, the one with the largest shortage in any first. */
export function shortDemands({ demands, variants }: StudyResult): StudyDemand[] {
  const most = ({ id }: StudyDemand) =>
    Math.max(...variants.map((variant) => comparedOf(variant, 'shortage', id)?.variant.mean ?? 0));
  const sizes = new Map(demands.map((demand) => [demand.id, most(demand)]));
  const size = ({ id }: StudyDemand) => sizes.get(id) ?? 0;
  return demands.filter(({ isEverShort }) => isEverShort).toSorted((left, right) => size(right) - size(left));
}
