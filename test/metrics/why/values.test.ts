/** Shapley and Owen values by themselves: games whose answers are known, and samples held against what is exact. */
import { expect, test } from 'vitest';
import { addOwen, addSampledShapley, addShapley, Weights } from '../../../src/metrics/why/shapley.ts';

/** What the weights make of a game. */
function valuesOf(weights: Weights, game: (coalition: Uint8Array) => number, results: number): number[] {
  const values = new Array<number>(results).fill(0);
  for (const { coalition, weights: own } of weights.all()) {
    const worth = game(coalition);
    for (const { result, weight } of own) values[result] = (values[result] as number) + weight * worth;
  }
  return values;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function exact(game: (coalition: Uint8Array) => number, n: number): number[] {
  const weights = new Weights();
  addShapley(weights, new Uint8Array(n), range(n), range(n));
  return valuesOf(weights, game, n);
}

/** The airport game (Littlechild and Owen 1973): a runway as long as the largest aircraft needs. */
const NEEDS = [1, 2, 3, 5];
const airport = (coalition: Uint8Array) => Math.max(0, ...NEEDS.filter((_, i) => coalition[i] === 1));

/** Eight players with some luck: what they come to is no sum of theirs. */
const eight = (coalition: Uint8Array) => {
  const own = range(8).filter((i) => coalition[i] === 1);
  return sum(own.map((i) => i * i)) + own.length * own.length + (own.includes(2) && own.includes(5) ? 40 : 0);
};

test('of a runway each stretch is paid by those who need it, in equal parts', () => {
  const [a, b, c, d] = exact(airport, 4);
  expect(a).toBeCloseTo(1 / 4, 12);
  expect(b).toBeCloseTo(1 / 4 + 1 / 3, 12);
  expect(c).toBeCloseTo(1 / 4 + 1 / 3 + 1 / 2, 12);
  expect(d).toBeCloseTo(1 / 4 + 1 / 3 + 1 / 2 + 2, 12);
});

test('a player who adds nothing is owed nothing, and what is owed adds up', () => {
  const idle = (coalition: Uint8Array) => eight(Uint8Array.from(coalition, (one, i) => (i === 3 ? 0 : one)));
  const values = exact(idle, 8);
  expect(values[3]).toBeCloseTo(0, 12);
  expect(sum(values)).toBeCloseTo(idle(new Uint8Array(8).fill(1)), 9);
});

test('the parts of a player share what it is owed, whatever they are to others', () => {
  // Player 3 of the airport in two parts: each makes the runway 2 longer, both together 5.
  const parted = (coalition: Uint8Array) => {
    const own = [...coalition.slice(0, 3)];
    const halves = (coalition[3] as number) + (coalition[4] as number);
    return Math.max(airport(Uint8Array.from([...own, 0])), halves === 2 ? 5 : 2 * halves);
  };
  const weights = new Weights();
  addOwen(weights, new Uint8Array(5), [0, 1, 2], [3, 4], [0, 1]);
  const [one, other] = valuesOf(weights, parted, 2) as [number, number];
  expect(one).toBeCloseTo(other, 12);
  expect(one + other).toBeCloseTo(exact(airport, 4)[3] as number, 12);
});

test('sampled orders add up in each sample, and come near what is exact', () => {
  const whole = exact(eight, 8);
  const samples = range(40).map((replicate) => {
    const weights = new Weights();
    addSampledShapley(weights, new Uint8Array(8), range(8), range(8), {
      ...{ pairs: 1, seed: 'why', name: ['replicate', replicate] },
    });
    return valuesOf(weights, eight, 8);
  });
  for (const values of samples) expect(sum(values)).toBeCloseTo(eight(new Uint8Array(8).fill(1)), 9);
  for (const i of range(8)) {
    const own = samples.map((values) => values[i] as number);
    const mean = sum(own) / own.length;
    const error = Math.sqrt(sum(own.map((value) => (value - mean) ** 2)) / (own.length - 1) / own.length);
    expect(Math.abs(mean - (whole[i] as number))).toBeLessThanOrEqual(4 * error + 1e-9);
  }
});
