/**
 * Named streams of chance, each a function of its name alone: nothing else in the core draws a random number.
 * A uniform is the middle of one of 2³² equal cells of (0, 1), so that no inverse distribution function meets an end.
 */
import seedrandom from 'seedrandom';

/** How many replicates share a substream: opening one costs as much as some two hundred draws. */
const SUBSTREAM = 1024;

/** From the edge of one of 2³² cells of (0, 1) to its middle. */
export const HALF_A_CELL = 1 / 0x200000000;

/**
 * The stream of uniforms called `names` under `seed`: each call gives the next, strictly between 0 and 1, a multiple of
 * 2⁻³². Names are kept apart: ('a', 'b') is not ('a.b'). Generator: Alea (Baagøe 2010).
 */
export function stream(seed: string, ...names: readonly (string | number)[]): () => number {
  const next = seedrandom.alea(JSON.stringify([seed, ...names.map(String)]));
  return () => next() + HALF_A_CELL;
}

/** Fills `into`, of length `count`, with the uniforms of replicates first … first + count − 1, and returns it. */
export type Uniforms = (first: number, count: number, into?: Float64Array) => Float64Array;

/**
 * One uniform a replicate of what is called `name`, each a function of seed, name and the replicate's number alone:
 * replicate r has place r mod 1024 of the substream (name, ⌊r / 1024⌋). The substream last used is kept, so that
 * blocks taken in their order cost one opening in 1024.
 */
export function uniformsOf(seed: string, name: string): Uniforms {
  const held = new Float64Array(SUBSTREAM);
  let holding = -1;
  return (first, count, into = new Float64Array(count)) => {
    for (let done = 0; done < count; ) {
      const replicate = first + done;
      const substream = Math.floor(replicate / SUBSTREAM);
      const place = replicate - substream * SUBSTREAM;
      if (substream !== holding) {
        const next = stream(seed, name, substream);
        for (let one = 0; one < SUBSTREAM; one++) held[one] = next();
        holding = substream;
      }
      const taken = Math.min(count - done, SUBSTREAM - place);
      into.set(held.subarray(place, place + taken), done);
      done += taken;
    }
    return into;
  };
}
