/**
 * Sobol points, scrambled: of the first 2ᵐ in a dimension, one lies in each of 2ᵐ equal parts of (0, 1), and the
 * dimensions fill their common space far more evenly than chance would.
 */
import { directionNumbers } from './direction-numbers.ts';
import { HALF_A_CELL, stream, type Uniforms } from './random.ts';

/**
 * One coordinate of the Sobol sequence, in Gray code order from point 0, scrambled under (seed, name): a function of
 * the point's number (below 2³²), the dimension, seed and name alone. Without a seed it is not scrambled: 0, ½, ¾, ¼, …,
 * each half a cell of 2⁻³² up. A dimension past `SOBOL_DIMENSIONS` is an Error.
 * Sobol 1967; Antonov & Saleev 1979; nested uniform scrambling of Owen 1995 by hash (`scramble`).
 */
export function sobol(dimension: number, key?: { readonly seed: string; readonly name: string }): Uniforms {
  const directions = directionNumbers(dimension);
  const hash = key === undefined ? undefined : Math.floor(stream(key.seed, key.name, 'sobol')() * 0x100000000);
  return (first, count, into = new Float64Array(count)) => {
    let point = 0;
    for (let bits = (first ^ (first >>> 1)) >>> 0, k = 0; bits !== 0; bits >>>= 1, k++) {
      if (bits & 1) point ^= directions[k];
    }
    for (let one = 0; one < count; one++) {
      const scrambled = hash === undefined ? point : scramble(point, hash);
      into[one] = (scrambled >>> 0) / 0x100000000 + HALF_A_CELL;
      // The next Gray code differs in the place of the lowest 1 of the next number.
      const next = first + one + 1;
      point ^= directions[31 - Math.clz32(next & -next)];
    }
    return into;
  };
}

/**
 * Nested uniform scrambling of 32 bits: whether a bit is turned depends on the bits above it. Laine & Karras, Stratified
 * sampling for stochastic transparency, Computer Graphics Forum 30 (2011); constants of Burley, Practical hash-based
 * Owen scrambling, Journal of Computer Graphics Techniques 9(4) (2020).
 */
function scramble(bits: number, hash: number): number {
  let x = reversed(bits);
  x = (x + hash) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reversed(x);
}

/** The 32 bits in the other order. */
function reversed(bits: number): number {
  let x = bits;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return (x >>> 16) | (x << 16);
}
