/** Parts of work under way at once: never more than asked for, and in their order whatever takes how long. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTurn } from '../../src/metrics/map-ordered.ts';

test('results come in order, and no more parts are under way than asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(4), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (waits, ahead) => {
      let [underWay, most] = [0, 0];
      const start = async (place: number) => {
        most = Math.max(most, ++underWay);
        for (let turn = 0; turn < waits[place]; turn++) await Promise.resolve();
        underWay--;
        return place * 10;
      };
      const taken: (readonly [number, number])[] = [];
      for await (const one of inTurn([...waits.keys()], ahead, start)) taken.push(one);
      expect(taken).toEqual(waits.map((_, place) => [place, place * 10]));
      expect(most).toBeLessThanOrEqual(ahead);
    }),
  );
});

test('a part that fails does so when its turn comes', async () => {
  const taken: number[] = [];
  const start = (place: number) => (place === 2 ? Promise.reject(new Error('the third')) : Promise.resolve(place));
  const all = async () => {
    for await (const [, result] of inTurn([0, 1, 2, 3], 4, start)) taken.push(result);
  };
  await expect(all()).rejects.toThrow('the third');
  expect(taken).toEqual([0, 1]);
});
