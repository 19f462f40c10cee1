/**
 * The least value of a function of a few numbers by the simplex method of Nelder and Mead (1965, The Computer Journal 7),
 * with the coefficients that they give, within bounds: a point beyond them is put on them. Every number between 0 and 1.
 * The same function gives the same steps, and the same bits, on every machine.
 */

/** The best point, its value, and how often the function was asked. */
export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  readonly evaluations: number;
}

/** Reflection, expansion, contraction and shrinkage. */
const [REFLECT, EXPAND, CONTRACT, SHRINK] = [1, 2, 0.5, 0.5];
/** The sides of the first simplex, and of those that begin again at the best point, where a simplex has gone flat. */
const SIDES = [0.15, 0.1, 0.07, 0.05];
/** A simplex is done whose sides are this short and whose values differ by this part of the least. */
const SHORT = 1e-5;
const ALIKE = 1e-9;
/** Evaluations of one simplex, for each number. */
const MOST = 150;
/** Points that are looked at first, for each number. */
const SCAN = 8;
/** Their coordinates are radical inverses to these bases (Halton, 1960). */
const PRIMES = [2, 3, 5, 7, 11, 13];

/** So many numbers at most: there are points for no more, and a simplex finds nothing among many. */
export const MOST_NUMBERS = PRIMES.length;

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

/**
 * Seeks the least value of `f` over the unit cube: from the best of `start` and a few points spread over it, by simplices
 * one after the other until one no longer helps. A value that is no number counts as larger than any.
 */
export function nelderMead(f: (at: readonly number[]) => number, start: readonly number[]): Minimum {
  if (start.length === 0 || start.length > MOST_NUMBERS)
    throw new Error(`1 to ${MOST_NUMBERS} numbers, got ${start.length}`);
  let evaluations = 0;
  const vertex = (point: readonly number[]): Vertex => {
    const at = point.map((one) => Math.min(1, Math.max(0, one)));
    evaluations++;
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const scanned = Array.from({ length: SCAN * start.length }, (_, n) =>
    start.map((__, i) => inverse(n + 1, PRIMES[i])),
  );
  let best = [start, ...scanned].map(vertex).reduce((least, one) => (one.value < least.value ? one : least));
  for (const side of SIDES) {
    const found = descend(vertex, best, side);
    const gain = best.value - found.value;
    if (found.value < best.value) best = found;
    if (side !== SIDES[0] && !(gain > 1e-4 * Math.abs(best.value))) break;
  }
  return { ...best, evaluations };
}

/** The digits of n to a base, behind the point and backwards: 1, 2, 3 to base 2 are 0.5, 0.25, 0.75. */
function inverse(n: number, base: number): number {
  let [rest, place, sum] = [n, 1 / base, 0];
  for (; rest > 0; rest = Math.floor(rest / base)) {
    sum += (rest % base) * place;
    place /= base;
  }
  return sum;
}

function descend(vertex: (point: readonly number[]) => Vertex, first: Vertex, side: number): Vertex {
  const count = first.at.length;
  // Away from a bound that is near.
  const moved = (i: number) => first.at.map((one, j) => (i !== j ? one : one + side <= 1 ? one + side : one - side));
  let simplex = [first, ...first.at.map((_, i) => vertex(moved(i)))];
  const between = (from: readonly number[], to: readonly number[], share: number) =>
    from.map((one, i) => one + share * (to[i] - one));
  for (let used = count; used < MOST * count; ) {
    simplex = simplex.toSorted((one, other) => compare(one.value, other.value));
    const [best, worst, second] = [simplex[0], simplex[count], simplex[count - 1]] as [Vertex, Vertex, Vertex];
    const width = Math.max(...simplex.flatMap(({ at }) => at.map((one, i) => Math.abs(one - best.at[i]))));
    if (width < SHORT || worst.value - best.value <= ALIKE * Math.abs(best.value)) break;
    const centre = best.at.map((_, i) => simplex.slice(0, count).reduce((sum, { at }) => sum + at[i], 0) / count);
    const reflected = vertex(between(centre, worst.at, -REFLECT));
    used++;
    let next: Vertex | undefined;
    if (reflected.value < best.value) {
      const expanded = vertex(between(centre, worst.at, -EXPAND));
      used++;
      next = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) next = reflected;
    else {
      const towards = reflected.value < worst.value ? reflected : worst;
      const contracted = vertex(between(centre, towards.at, CONTRACT));
      used++;
      if (contracted.value < towards.value) next = contracted;
    }
    if (next !== undefined) simplex[count] = next;
    else {
      simplex = [best, ...simplex.slice(1).map(({ at }) => vertex(between(best.at, at, SHRINK)))];
      used += count;
    }
  }
  return simplex.reduce((least, one) => (one.value < least.value ? one : least));
}

/** Infinity is as large as itself. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
