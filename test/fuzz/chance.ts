/** The luck of one case, from its seed and number alone. */
import seedrandom from 'seedrandom';

export interface Chance {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** True with this probability. */
  is(probability: number): boolean;
  /** One of them; there is at least one. */
  oneOf<T>(all: readonly T[]): T;
  /** One of them, each as often as its weight says. */
  weighed<T extends { readonly weight: number }>(all: readonly T[]): T;
}

export function chanceOf(...names: readonly (string | number)[]): Chance {
  const next = seedrandom(names.join(' '));
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    is: (probability) => next() < probability,
    oneOf: (all) => all[below(all.length)],
    weighed(all) {
      let left = next() * all.reduce((sum, { weight }) => sum + weight, 0);
      for (const one of all) {
        left -= one.weight;
        if (left < 0) return one;
      }
      return all[all.length - 1];
    },
  };
}
