import { expect, test } from 'vitest';
import { scenarioOf, spoilt, told } from './reading.ts';

const SECOND = '  second: {to: magnets, capacity: 5 t/year, assumed: x}\n';
const twoInto = (second: string) => spoilt(['flows:\n', `flows:\n${second}`]);

test('shares into a stockpile that sum to 0 are warned of, with the day from which they do', () => {
  const none = spoilt(['    share: 90%', '    share: 0']);
  expect(told(none)).toMatchInlineSnapshot(`
    "
    s.yaml:30:12 warning out-of-range flows.plant.share
      expected shares into magnets that sum to more than 0, got 0
      magnets then orders nothing. Give one of its flows a share above 0.
    "
  `);
  expect(told(none.replace('flows:\n', `flows:\n${SECOND}`))).toBe('sound');
  expect(scenarioOf(none).title).toBe('Test');
  expect(told(spoilt(['    share: 90%', '    share: "0 * growth"']))).toContain('got 0');
  expect(told(spoilt(['    share: 90%', '    share: {2025-01-01: 1, 2025-06-01: 0}']))).toMatchInlineSnapshot(`
    "
    s.yaml:30:12 warning out-of-range flows.plant.share
      expected shares into magnets that sum to more than 0, got 0 from 2025-06-01 on
      magnets then orders nothing. Give one of its flows a share above 0.
    "
  `);
  expect(told(spoilt(['    share: 90%', '    share: {2024-01-01: 0, 2025-01-01: 1, 2026-06-01: 0}']))).not.toContain(
    'sum to',
  );
  expect(told(spoilt(['    share: 90%', '    share: "max(0, 1 - elapsed / 1 year)"']))).toBe('sound');
});

test('where a flow could not be read, nothing is said of the shares beside it', () => {
  expect(
    told(spoilt(['    share: 90%', '    share: 0'], ['flows:\n', 'flows:\n  lost: {to: magnet, assumed: x}\n'])),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:20:14 error unknown-reference flows.lost.to
      expected a stockpile that exists, got magnet
      Did you mean magnets?
    "
  `);
});

test('flows of one licence deliver the same unit', () => {
  const things = spoilt(
    ['stockpiles:\n', 'stockpiles:\n  cars: {unit: vehicle, cover: 1 week, assumed: x}\n'],
    ['flows:\n', 'flows:\n  second: {to: cars, licence: civil, assumed: x}\n'],
  );
  expect(told(things)).toMatchInlineSnapshot(`
    "
    s.yaml:41:5 error wrong-dimension licences.civil
      expected flows that deliver the same unit, got t and vehicle
      Give each unit a licence of its own.
    "
  `);
});

test('an open neighbour of a licensed flow without a capacity is warned of', () => {
  expect(told(twoInto('  second: {to: magnets, assumed: x}\n'))).toMatchInlineSnapshot(`
    "
    s.yaml:20:11 warning unbounded-neighbour flows.second
      expected a capacity, as plant into the same stockpile is licensed, got none
      Buyers restock from whom they can: when the licence bites they ask this flow for more than its share. Give it the capacity that really bounds it.
    "
  `);
  expect(told(twoInto(SECOND))).toBe('sound');
  expect(told(twoInto('  second: {to: magnets, licence: civil, assumed: x}\n'))).toBe('sound');
  expect(told(twoInto('  second: {to: magnets, from: ore, release: {below: 1 week}, assumed: x}\n'))).toBe('sound');
});
