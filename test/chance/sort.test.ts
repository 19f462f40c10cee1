/** Numbers sorted by bins and then by insertion: the same as any other way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sorterOf } from '../../src/chance/sort.ts';
import { law } from '../run.ts';

test('what is sorted is what engines sort, evenly spread or not', () => {
  const even = fc.double({ min: 0, max: 100, noNaN: true });
  const uneven = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 1, 1e-9, 7, 1e12, Number.POSITIVE_INFINITY) },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  );
  law(
    fc.oneof(
      fc.array(even, { minLength: 1, maxLength: 300 }),
      fc.array(uneven, { minLength: 1, maxLength: 300 }),
      // Nearly all in one bin.
      fc.array(even, { minLength: 100, maxLength: 200 }).map((all) => [...all, 1e6]),
    ),
    (numbers) => {
      const values = Float64Array.from(numbers, (value) => value + 0);
      const expected = values.slice().sort();
      sorterOf(values.length)(values);
      return values.every((value, n) => value === expected[n]);
    },
    600,
  );
});

test('a sorter sorts again and again, and only its own numbers', () => {
  const sort = sorterOf(3);
  const all = Float64Array.of(9, 3, 1, 2, 0);
  sort(all.subarray(1, 4));
  expect([...all]).toEqual([9, 1, 2, 3, 0]);
  sort(all.subarray(0, 3));
  expect([...all]).toEqual([1, 2, 9, 3, 0]);
});
