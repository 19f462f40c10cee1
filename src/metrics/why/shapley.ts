/**
 * Who is owed what, as weights on coalitions: a Shapley value is linear in what coalitions come to, and so is everything
 * else here. Sources: Shapley (1953); Owen (1977) for players within a player; Castro, Gómez and Tejada (2009) for samples.
 */
import { stream } from '../../chance/random.ts';
import type { Coalition } from './coalitions.ts';

/** What a coalition counts, towards each of some results. */
export interface Weighted {
  readonly coalition: Coalition;
  readonly weights: readonly { readonly result: number; readonly weight: number }[];
}

/** Weights gathered by coalition: each is run once, however many results it counts towards. */
export class Weights {
  readonly #found = new Map<string, { coalition: Coalition; weights: Map<number, number> }>();

  /** What a coalition counts towards: more is added to by `add`. */
  of(coalition: Coalition): (result: number, weight: number) => void {
    const key = coalition.join('');
    const { weights } = this.#found.get(key) ?? { weights: new Map<number, number>() };
    this.#found.set(key, { coalition: coalition.slice(), weights });
    return (result, weight) => void weights.set(result, (weights.get(result) ?? 0) + weight);
  }

  add(coalition: Coalition, result: number, weight: number): void {
    this.of(coalition)(result, weight);
  }

  clear(): void {
    this.#found.clear();
  }

  all(): Weighted[] {
    return [...this.#found.values()].map(({ coalition, weights }) => ({
      coalition,
      weights: Array.from(weights, ([result, weight]) => ({ result, weight })).filter(({ weight }) => weight !== 0),
    }));
  }
}

/** The share of orders of n players in which exactly these s come before one other: s!(n − s − 1)!/n!. */
function shareOfOrders(s: number, n: number): number {
  let share = 1 / n;
  for (let i = 1; i <= s; i++) share *= i / (n - i);
  return share;
}

/** Every set of so many, at most 30, as bits. */
function* subsets(n: number): Generator<number> {
  for (let set = 0; set < 1 << n; set++) yield set;
}

const sizeOf = (set: number) => {
  let size = 0;
  for (let rest = set; rest > 0; rest >>>= 1) size += rest & 1;
  return size;
};

function put(within: Coalition, players: readonly number[], set: number): Coalition {
  const coalition = within.slice();
  for (const [n, player] of players.entries()) coalition[player] = (set >>> n) & 1;
  return coalition;
}

/** The Shapley values of a game of some players, the others as `within` has them; player n's is result `results[n]`. */
export function addShapley(
  to: Weights,
  within: Coalition,
  players: readonly number[],
  results: readonly number[],
): void {
  const n = players.length;
  for (const set of subsets(n)) {
    const size = sizeOf(set);
    const add = to.of(put(within, players, set));
    const [isIn, isOut] = [size === 0 ? 0 : shareOfOrders(size - 1, n), size === n ? 0 : -shareOfOrders(size, n)];
    for (let i = 0; i < n; i++) add(results[i], (set >>> i) & 1 ? isIn : isOut);
  }
}

/**
 * The same from so many orders and their reverses, each player's value being the mean of what it adds where its turn comes:
 * they add up in each order. Drawn from the seed under `name`.
 */
export function addSampledShapley(
  to: Weights,
  within: Coalition,
  players: readonly number[],
  results: readonly number[],
  { pairs, seed, name }: { readonly pairs: number; readonly seed: string; readonly name: readonly (string | number)[] },
): void {
  for (let pair = 0; pair < pairs; pair++) {
    const uniform = stream(seed, 'why', ...name, pair);
    const order = players.map((_, n) => n);
    for (let n = order.length - 1; n > 0; n--) {
      const other = Math.floor(uniform() * (n + 1));
      [order[n], order[other]] = [order[other], order[n]];
    }
    for (const one of [order, order.toReversed()]) {
      const coalition = put(within, players, 0);
      const weight = 1 / (2 * pairs);
      for (const n of one) {
        to.add(coalition, results[n], -weight);
        coalition[players[n]] = 1;
        to.add(coalition, results[n], weight);
      }
    }
  }
}

/**
 * The Owen values of the parts of one player: what it is owed among `others`, shared among its parts as if they came one
 * by one when its turn comes. They add up to its Shapley value.
 */
export function addOwen(
  to: Weights,
  within: Coalition,
  others: readonly number[],
  parts: readonly number[],
  results: readonly number[],
): void {
  const [n, f] = [others.length + 1, parts.length];
  for (const set of subsets(others.length)) {
    const around = put(within, others, set);
    const share = shareOfOrders(sizeOf(set), n);
    for (const own of subsets(f)) {
      const size = sizeOf(own);
      const coalition = put(around, parts, own);
      for (let i = 0; i < f; i++) {
        const isIn = (own >>> i) & 1;
        to.add(coalition, results[i], share * (isIn ? shareOfOrders(size - 1, f) : -shareOfOrders(size, f)));
      }
    }
  }
}
