import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stream, uniformsOf } from '../../src/chance/random.ts';
import { law } from '../run.ts';

const LARGEST = 1 - 1 / 0x200000000;

test('a stream is what it was: the first numbers of a name never change', () => {
  const next = stream('chokepoint', 'assumptions.growth');
  expect([next(), next(), next()]).toEqual([0.5225712858373299, 0.1920592034002766, 0.44828558701556176]);
});

test('the draws of a name are what they were, the millionth as well', () => {
  const growth = uniformsOf('chokepoint', 'assumptions.growth');
  expect([...growth(0, 3)]).toEqual([0.2831284940475598, 0.9270087183685973, 0.1512441326631233]);
  expect([...growth(1_000_000, 2)]).toEqual([0.18995564070064574, 0.7668690452119336]);
});

test('a replicate draws the same in whatever block it is drawn', () => {
  law(
    fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 1500 }), fc.nat(2000)),
    ([first, count, elsewhere]) => {
      const once = uniformsOf('seed', 'name')(first, count);
      const used = uniformsOf('seed', 'name');
      used(elsewhere, 70);
      return once.every((u, one) => u === used(first + one, 1)[0]);
    },
    20,
  );
});

test('a block fills what it is given, and says so', () => {
  const into = new Float64Array(3);
  expect(uniformsOf('seed', 'name')(5, 3, into)).toBe(into);
  expect(into).toEqual(uniformsOf('seed', 'name')(5, 3));
});

test('every uniform lies strictly between 0 and 1, in the middle of a cell', () => {
  const next = stream('seed', 'ends');
  const drawn = Array.from({ length: 100_000 }, next);
  expect(Math.min(...drawn)).toBeGreaterThan(0);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(LARGEST);
  expect(drawn.every((u) => (u * 0x100000000) % 1 === 0.5)).toBe(true);
});

describe('streams are kept apart', () => {
  test.each([
    ['names that join to the same text', ['s', 'a', 'b'], ['s', 'ab']],
    ['names with what could separate them', ['s', 'a","b'], ['s', 'a', 'b']],
    ['a name and a seed', ['s', 'a'], ['a', 's']],
    ['a name and that name with a replicate', ['s', 'a'], ['s', 'a', 0]],
  ] as const)('%s', (_, [seed, ...names], [otherSeed, ...otherNames]) => {
    expect(stream(seed, ...names)()).not.toBe(stream(otherSeed, ...otherNames)());
  });
});

test('the first draws of ten thousand neighbouring streams are as even as chance, and unrelated', () => {
  const streams = 10_000;
  const firsts = Array.from({ length: streams }, (_, replicate) => stream('s', 'noise', 'cars', replicate)());
  const cells = new Array<number>(20).fill(0);
  for (const u of firsts) cells[Math.floor(u * 20)] += 1;
  const surprise = cells.reduce(
    (sum, count) => sum + (count - streams / 20) * ((count - streams / 20) / (streams / 20)),
    0,
  );
  // χ² of 19 degrees of freedom: 43.8 is passed once in a thousand.
  expect(surprise).toBeLessThan(43.8);
  const lagged = firsts.slice(1).reduce((sum, u, one) => sum + 12 * (u - 0.5) * (firsts[one] - 0.5), 0);
  expect(Math.abs(lagged / Math.sqrt(streams))).toBeLessThan(4);
});
