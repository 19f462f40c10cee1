/** How the numbers of a study read: amounts in the unit of a demand, differences with their interval. */
import type { Paired } from '../../metrics/study/paired.ts';
import type { Compared, StudyDemand, StudyResult, Told, VariantResult } from '../../metrics/study/result.ts';
import { roundNumber } from '../charts/words.ts';
import { formatCount, formatDuration, formatShare } from '../format.ts';

const MINUS = '−';

/** `+1,240 t`, `−3.2 points`, `0`: a difference with its sign, by what it is a difference of. */
export function formatDifference(
  value: number,
  { measure, unit }: Pick<Compared, 'measure' | 'unit'>,
  scale = 1,
): string {
  if (value === 0) return 'no change';
  const sign = value < 0 ? MINUS : '+';
  const size = Math.abs(value);
  if (measure === 'share') return `${sign}${roundNumber(size * 100)} points`;
  if (measure === 'duration') return `${sign}${formatDuration(size)}`;
  return `${sign}${roundNumber(size / scale)}${unit === '' ? '' : ` ${unit}`}`;
}

/** `1,240 t (95 % interval 980 to 1,500)`, of a size; without an interval where there is one replicate. */
export function withInterval({ difference, low, high }: Paired, unit: string, sign: 1 | -1): string {
  const size = `${roundNumber(sign * difference)} ${unit}`.trim();
  if (low === null || high === null) return size;
  const [least, most] = sign === 1 ? [low, high] : [-high, -low];
  const number = (value: number) => `${value < 0 ? MINUS : ''}${roundNumber(Math.abs(value))}`;
  return `${size} (95 % interval ${number(least)} to ${number(most)})`;
}

/** A quantity of one variant as a table shows it; never where a time is null in the middle replicate. */
export function formatTold(
  told: Told,
  { measure, unit, name }: Pick<Compared, 'measure' | 'unit' | 'name'>,
  scale = 1,
): string {
  const value = told.mean ?? told.p50;
  if (value === null) return name === 'time_to_recover' ? 'not yet' : 'never';
  if (measure === 'share') return formatShare(value);
  if (measure === 'duration') return formatDuration(value);
  if (measure === 'things') return formatCount(value, unit);
  return `${roundNumber(value / scale)} ${unit}`.trim();
}

/** One comparison of a variant; undefined where it has none. */
export function comparedOf(variant: VariantResult, name: Compared['name'], demand?: string): Compared | undefined {
  return variant.compared.find((one) => one.name === name && one.demand === demand);
}

/** The mean shortage of all demands of mass together, in t. */
export function totalShortage(variant: VariantResult): number {
  return comparedOf(variant, 'total_shortage')?.variant.mean ?? 0;
}

/** Demands that are ever short in any variant, the one with the largest shortage in any first. */
export function shortDemands({ demands, variants }: StudyResult): StudyDemand[] {
  const most = ({ id }: StudyDemand) =>
    Math.max(...variants.map((variant) => comparedOf(variant, 'shortage', id)?.variant.mean ?? 0));
  const sizes = new Map(demands.map((demand) => [demand.id, most(demand)]));
  const size = ({ id }: StudyDemand) => sizes.get(id) ?? 0;
  return demands.filter(({ isEverShort }) => isEverShort).toSorted((left, right) => size(right) - size(left));
}
