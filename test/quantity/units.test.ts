import { describe, expect, test } from 'vitest';
import {
  combine,
  counted,
  DATE,
  type Dimension,
  describeDimension,
  MASS,
  MONEY,
  nameDimension,
  PLAIN,
  raise,
  sameDimension,
  TIME,
  unitOfComputation,
} from '../../src/quantity/dimension.ts';
import { findUnit, isMeasured, isUnitName } from '../../src/quantity/units.ts';

const THINGS = new Set(['vehicle', 'glass']);

describe('a unit is read as tonnes, days, dollars or pieces', () => {
  test.each<[string, number, Dimension]>([
    ['t', 1, MASS],
    ['kt', 1e3, MASS],
    ['Mt', 1e6, MASS],
    ['kg', 1e-3, MASS],
    ['g', 1e-6, MASS],
    ['lb', 0.45359237e-3, MASS],
    ['tonnes', 1, MASS],
    ['day', 1, TIME],
    ['days', 1, TIME],
    ['week', 7, TIME],
    ['weeks', 7, TIME],
    ['month', 30.4375, TIME],
    ['months', 30.4375, TIME],
    ['year', 365.25, TIME],
    ['years', 365.25, TIME],
    ['hours', 1 / 24, TIME],
    ['kilometers', 1e3, new Map([['length', 1]])],
    ['degF', 5 / 9, new Map([['temperature', 1]])],
    ['kWh', 3.6e3 * 86_400 * 86_400, combine(combine(MASS, TIME, -2), new Map([['length', 2]]))],
    ['USD', 1, MONEY],
    ['MUSD', 1e6, MONEY],
    ['BUSD', 1e9, MONEY],
    ['vehicle', 1, counted('vehicle')],
    ['vehicles', 1, counted('vehicle')],
    ['glass', 1, counted('glass')],
  ])('%s', (name, scale, dimension) => {
    const unit = findUnit(name, THINGS);
    expect(unit?.scale).toBeCloseTo(scale, 15);
    expect(unit?.dimension).toEqual(dimension);
  });
});

test.each(['ton', 'tons', 'mt', 'MT', 'T', 'kT', 'KT'])(
  '%s is no unit, as it may mean several, but is taken',
  (name) => {
    expect(findUnit(name, THINGS)).toBeUndefined();
    expect(isUnitName(name, THINGS)).toBe(true);
  },
);

test.each(['cover', 'GBP', 'weks', '', '__proto__', 'constructor', 'toString', 'aircraft'])(
  '%j names no unit',
  (name) => {
    expect(findUnit(name, THINGS)).toBeUndefined();
    expect(isUnitName(name, THINGS)).toBe(false);
  },
);

test('what units measure is no name for a thing', () => {
  expect(['mass', 'time', 'money', 'date', 'length', 'vehicle'].map(isMeasured)).toEqual([
    ...[true, true, true, true, true],
    false,
  ]);
});

const rate = combine(MASS, TIME, -1);

test.each<[Dimension, string, string, string]>([
  [PLAIN, 'a plain number such as 0.25 or 25%', 'a plain number', ''],
  [MASS, 'an amount such as 500 t', 'an amount', 't'],
  [TIME, 'a duration such as 6 weeks', 'a duration', 'day'],
  [MONEY, 'an amount of money such as 300 MUSD', 'an amount of money', 'USD'],
  [DATE, 'a date such as "2025-04-04"', 'a date', 'date'],
  [rate, 'a rate such as 5000 t/year', 'a rate', 't/day'],
  [combine(MONEY, MASS, -1), 'a price such as 850 USD/kg', 'a price', 'USD/t'],
  [counted('vehicle'), 'a number of things such as 100 vehicle', 'a number of things', 'vehicle'],
  [
    combine(counted('vehicle'), TIME, -1),
    'a rate in vehicle/year, such as 10 vehicle/year',
    'a rate in vehicle/year',
    'vehicle/day',
  ],
  [
    combine(MASS, counted('vehicle'), -1),
    'a quantity in t/vehicle, such as 10 t/vehicle',
    'a quantity in t/vehicle',
    't/vehicle',
  ],
  [counted('constructor'), 'a number of things such as 100 constructor', 'a number of things', 'constructor'],
  [raise(TIME, -1), 'a rate in 1/year, such as 10/year', 'a rate in 1/year', '1/day'],
  [raise(MASS, 2), 'a quantity in t^2, such as 10 t^2', 'a quantity in t^2', 't^2'],
])('%j is %s', (dimension, words, name, unit) => {
  expect(describeDimension(dimension)).toBe(words);
  expect(nameDimension(dimension)).toBe(name);
  expect(unitOfComputation(dimension)).toBe(unit);
});

test('dimensions multiply, divide and cancel', () => {
  expect(sameDimension(combine(rate, TIME), MASS)).toBe(true);
  expect(sameDimension(combine(MASS, MASS, -1), PLAIN)).toBe(true);
  expect(sameDimension(raise(raise(MASS, 2), 0.5), MASS)).toBe(true);
  expect(sameDimension(raise(MASS, 0), PLAIN)).toBe(true);
  expect(sameDimension(MASS, TIME)).toBe(false);
  expect(sameDimension(MASS, rate)).toBe(false);
});
