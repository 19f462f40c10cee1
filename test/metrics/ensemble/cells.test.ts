import { expect, test } from 'vitest';
import { packed, someOf, startsOf } from '../../../src/metrics/ensemble/cells.ts';

const never = Number.NaN;
const COUNT = 3;
const CELLS = [
  [1, 2, 3],
  [0, 0, 0],
  [never, never, never],
  [never, 4, never],
  // They are equal, and not the same to the bit.
  [0, -0, 0],
  [5, 5, 5],
];

/** The numbers of each cell, one for all where one stands for all. */
function read(cells: ReturnType<typeof packed>): number[][] {
  const starts = startsOf(cells);
  return Array.from(cells.varies, (_, cell) => [...cells.values.subarray(starts[cell], starts[cell + 1])]);
}

test('a cell in which all replicates agree to the bit is one number, any other keeps them all', () => {
  const cells = packed(Float64Array.from(CELLS.flat()), CELLS.length, COUNT);
  expect(read(cells)).toEqual([[1, 2, 3], [0], [never], [never, 4, never], [0, -0, 0], [5]]);
  expect(cells.values).toHaveLength(12);
});

test('memory that is longer than the cells is read as far as they go', () => {
  const longer = Float64Array.from([...CELLS.flat(), 7, 8, 9]);
  expect(read(packed(longer, CELLS.length, COUNT))).toEqual(read(packed(longer.slice(0, 18), CELLS.length, COUNT)));
});

test('cells of a single replicate are one number each', () => {
  expect(read(packed(Float64Array.of(1, -0, never), 3, 1))).toEqual([[1], [-0], [never]]);
});

test('some of the cells come in the order in which they are asked for', () => {
  const cells = packed(Float64Array.from(CELLS.flat()), CELLS.length, COUNT);
  expect(read(someOf(cells, startsOf(cells), [3, 1, 0]))).toEqual([[never, 4, never], [0], [1, 2, 3]]);
});
