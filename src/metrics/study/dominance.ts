/** Which variants nobody should want: another is no worse in anything and better in something. */
import { meanOf } from './compare.ts';
import type { Sample } from './sample.ts';

/** Means that differ by less than this share are equal but for rounding. */
const EQUAL = 1e-9;

/** Whether two means are the same but for rounding. */
export function isEqual(left: number, right: number): boolean {
  return Math.abs(left - right) <= EQUAL * Math.max(Math.abs(left), Math.abs(right));
}

/**
 * For each variant, the places of those that dominate it: mean shortage of every demand that all have, and mean cost and mean
 * loss where all have them, no higher, and one of them lower (Pareto dominance).
 */
export function dominatedBy(samples: readonly Sample[]): number[][] {
  const [first] = samples;
  const paths = [...(first?.columns.values() ?? [])]
    .filter(({ name }) => name === 'shortage' || name === 'cost' || name === 'loss')
    .map(({ path }) => path)
    .filter((path) => samples.every(({ columns }) => columns.has(path)))
    .filter((path) => samples.some(({ columns }) => columns.get(path)?.isGiven !== false));
  const means = samples.map((sample) => paths.map((path) => meanOf(sample, path)));
  return means.map((own) =>
    means.flatMap((other, place) => {
      const isNoWorse = other.every((mean, n) => mean < own[n] || isEqual(mean, own[n]));
      const isBetter = other.some((mean, n) => mean < own[n] && !isEqual(mean, own[n]));
      return isNoWorse && isBetter ? [place] : [];
    }),
  );
}
