/**
 * How the replicates of an ensemble spread over what could be: by plain chance, one in each of so many strata (Latin
 * hypercube), or evenly in all dimensions together (scrambled Sobol points).
 */
import { stream, type Uniforms, uniformsOf } from './random.ts';
import { sobol } from './sobol.ts';

/** The ways of sampling. */
export const SAMPLINGS = ['plain', 'latin-hypercube', 'sobol'] as const;
export type Sampling = (typeof SAMPLINGS)[number];

/**
 * The uniforms of each name, by its position, over so many `runs` in all. What each keeps of the promise that a draw
 * depends on seed, name and replicate alone:
 * - plain keeps all of it;
 * - latin-hypercube: it depends on `runs` as well, each of `runs` strata being met once, but not on other names;
 * - sobol: it depends on the position of the name as well, which is its dimension, but not on `runs`; the first 2ᵐ
 *   replicates are even, others less so.
 * More names than `SOBOL_DIMENSIONS` are an Error with sobol, as is a replicate past the last with latin-hypercube.
 */
export function samplesOf(sampling: Sampling, seed: string, names: readonly string[], runs: number): Uniforms[] {
  switch (sampling) {
    case 'plain':
      return names.map((name) => uniformsOf(seed, name));
    case 'latin-hypercube':
      return names.map((name) => latinHypercube(seed, name, runs));
    case 'sobol':
      return names.map((name, position) => sobol(position, { seed, name }));
  }
}

/** u_r = (π(r) + v_r)/N, π a permutation of 0 … N − 1 from the stream (seed, name, N), v the plain draw. */
function latinHypercube(seed: string, name: string, runs: number): Uniforms {
  const strata = shuffled(runs, stream(seed, name, 'latin-hypercube', runs));
  const plain = uniformsOf(seed, name);
  return (first, count, into = new Float64Array(count)) => {
    if (first + count > runs) throw new Error(`no replicate ${first + count - 1} among ${runs}`);
    plain(first, count, into);
    for (let one = 0; one < count; one++) into[one] = (strata[first + one] + into[one]) / runs;
    return into;
  };
}

/** 0 … count − 1 in an order of chance: Fisher & Yates's shuffle, as Durstenfeld wrote it (CACM 7 (1964), 420). */
function shuffled(count: number, uniform: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    [order[last], order[chosen]] = [order[chosen], order[last]];
  }
  return order;
}
