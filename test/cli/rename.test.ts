import { expect, test } from 'vitest';
import { retrying } from '../../src/cli/rename.ts';

const held = () => Object.assign(new Error('held'), { code: 'EBUSY' });

test('what is held for a moment is tried again, what is at fault otherwise is not', () => {
  let tries = 0;
  retrying(
    () => {
      if (++tries < 3) throw held();
    },
    ['EBUSY'],
    [1, 1, 1],
  );
  expect(tries).toBe(3);
  expect(() =>
    retrying(
      () => {
        tries++;
        throw held();
      },
      ['EPERM'],
      [1, 1],
    ),
  ).toThrow('held');
  expect(tries).toBe(4);
});

test('what is held for good is told in the end', () => {
  let tries = 0;
  const work = () => {
    tries++;
    throw held();
  };
  expect(() => retrying(work, ['EBUSY'], [1, 1])).toThrow('held');
  expect(tries).toBe(3);
});
