import { describe, expect, test } from 'vitest';
import { centralValues, compile } from '../../src/index.ts';
import { TIME } from '../../src/quantity/dimension.ts';
import { DISTRIBUTIONS } from '../../src/scenario/schema/assumption-schema.ts';
import type { AssumptionFile } from '../../src/scenario/schema/schema.ts';
import { scenarioOf, spoilt, told } from './reading.ts';

const GROWTH = '  growth: {value: 8%, why: a round number}\n';

/** The sound scenario with these assumptions. */
const assuming = (lines: readonly string[]) =>
  spoilt([GROWTH, `${GROWTH}${lines.map((line) => `  ${line}\n`).join('')}`]);

/** Central values by name. */
function centralOf(...lines: string[]): Record<string, number> {
  const scenario = scenarioOf(assuming(lines));
  const values = centralValues(compile(scenario));
  return Object.fromEntries(scenario.assumptions.map(({ id }, position) => [id, values[position] as number]));
}

describe('the central value of an assumption', () => {
  /** Of each shape: one as written, and its central value in tonnes, days or plain numbers. */
  const SHAPES: Readonly<Record<(typeof DISTRIBUTIONS)[number], readonly [written: string, value: number]>> = {
    value: ['{value: 6 weeks}', 42],
    uniform: ['{uniform: [8 years, 10 years]}', 9 * 365.25],
    triangular: ['{triangular: [6 weeks, 9 weeks, 17 weeks]}', 63],
    normal: ['{normal: [500 t, 20 t]}', 500],
    lognormal: ['{lognormal: [200 kg, 1.5]}', 0.2],
    chance: ['{chance: 60%}', 1],
    choice: ['{choice: [[10 t, 20%], [20 t, 50%], [30 t, 30%]]}', 20],
  };

  test.each(Object.entries(SHAPES))('written as %s', (_, [written, value]) => {
    expect(centralOf(`x: ${written}`)['x']).toBeCloseTo(value, 12);
  });

  test.each([
    ['x: 8%', 0.08],
    ['x: 3', 3],
    ['x: 0', 0],
    ['x: "2 * 3 t"', 6],
    ['x: {chance: 49%}', 0],
  ])('written plainly: %s', (written, value) => {
    expect(centralOf(written)['x']).toBeCloseTo(value, 12);
  });
});

test('assumptions use assumptions, in whatever order they stand', () => {
  const values = centralOf(
    'a1: 2 * b1',
    'b1: c1 + 1 week',
    'c1: {uniform: [review_time, 2 * review_time]}',
    'z0: 3 z1',
    'z1: 1 t',
  );
  expect(values).toMatchObject({ review_time: 63, c1: 94.5, b1: 101.5, a1: 203, z0: 3, z1: 1 });
});

test('an assumption has the dimension of its numbers, a chance none, a plain 0 any', () => {
  const { assumptions } = scenarioOf(assuming(['x: {uniform: [0, 5 weeks]}', 'y: {chance: 60%}', 'z: 0']));
  const dimension = (id: string) => assumptions.find((one) => one.id === id)?.dimension;
  expect([dimension('x'), dimension('y'), dimension('z')]).toEqual([TIME, new Map(), undefined]);
  const capacity = spoilt(
    [GROWTH, `${GROWTH}  zero: {value: 0, why: none}\n`],
    ['capacity: 5000 t/year', 'capacity: zero'],
  );
  expect(told(capacity)).toBe('sound');
});

test('what is written is kept for reports', () => {
  const { assumptions } = scenarioOf(spoilt());
  expect(assumptions.map(({ id, written, source, why }) => ({ id, written, source, why }))).toEqual([
    { id: 'growth', written: { value: '8%', why: 'a round number' }, source: undefined, why: 'a round number' },
    {
      id: 'review_time',
      written: { triangular: ['6 weeks', '9 weeks', '17 weeks'], source: 'a rule' },
      source: 'a rule',
      why: undefined,
    },
  ]);
});

test('a cycle is told with its members, and nothing that follows from it', () => {
  const lines = ['c1: c2 + 1', 'c2: "c3 * 2"', 'c3: c1', 'own: own', 'after: 2 * c1'];
  expect(told(assuming(lines).replace('share: 90%', 'share: after'))).toMatchInlineSnapshot(`
    "
    s.yaml:8:7 error cycle assumptions.c1
      expected assumptions that do not use themselves, got c1 → c2 → c3 → c1
      Give one of them a value of its own.
    s.yaml:11:8 error cycle assumptions.own
      expected assumptions that do not use themselves, got own → own
      Give one of them a value of its own.
    "
  `);
});

test('a long chain of assumptions is read, and a long round is a cycle', () => {
  const chain = Array.from({ length: 5000 }, (_, i) => `x${i}: x${i + 1} + 1`);
  expect(centralOf(...chain, 'x5000: 1')['x0']).toBe(5001);
  expect(told(assuming([...chain, 'x5000: x0']))).toMatchInlineSnapshot(`
    "
    s.yaml:8:7 error cycle assumptions.x0
      expected assumptions that do not use themselves, got x0 → x1 → x2 → x3 → x4 → x5 → … → x0
      Give one of them a value of its own.
    "
  `);
});

test('numbers that do not fit together are told, and where', () => {
  const lines = [
    ...['p1: {chance: 150%}', 'p2: {chance: -0.1}', 'p3: {chance: 5 t}', 'l1: {lognormal: [5 t, 0.5]}'],
    ...['l2: {lognormal: [0, 2]}', 'l3: {lognormal: [5 t, 2 t]}', 'u1: {uniform: [5, 3]}', 'n1: {normal: [1, -1]}'],
    ...['t1: {triangular: [1, 5, 3]}', 'c1: {choice: [[1, 1], [2, 1]]}', 'c2: {choice: [[1, -1], [2, 2]]}'],
    ...['c3: {choice: [[1, 0]]}', 'f1: {uniform: [growth, growth / 2]}', 'log: 5'],
  ];
  expect(told(assuming(lines))).toMatchInlineSnapshot(`
    "
    s.yaml:21:8 error name-taken assumptions.log
      expected a name that no unit or function bears, got log, a function
      Rename it, such as log_value.
    s.yaml:17:16 error out-of-range assumptions.c1.choice
      expected one likeliest value, for the central run to take, got [1, 1], [2, 1]
      Mend the numbers of this assumption.
    s.yaml:18:16 error out-of-range assumptions.c2.choice
      expected weights of at least 0, one of them above 0, got [1, -1], [2, 2]
      Mend the numbers of this assumption.
    s.yaml:19:16 error out-of-range assumptions.c3.choice
      expected weights of at least 0, one of them above 0, got [1, 0]
      Mend the numbers of this assumption.
    s.yaml:20:17 error out-of-range assumptions.f1.uniform
      expected uniform [a, b] with a ≤ b, got growth, growth / 2, which is 0.08, 0.04
      Mend the numbers of this assumption.
    s.yaml:11:19 error out-of-range assumptions.l1.lognormal
      expected lognormal [median, factor] with a median above 0 and a factor of at least 1, got 5 t, 0.5
      Mend the numbers of this assumption.
    s.yaml:12:19 error out-of-range assumptions.l2.lognormal
      expected lognormal [median, factor] with a median above 0 and a factor of at least 1, got 0, 2
      Mend the numbers of this assumption.
    s.yaml:13:25 error wrong-dimension assumptions.l3.lognormal[1]
      expected a plain number of at least 0 such as 90%, got 2 t
      That is an amount; write a plain number.
    s.yaml:15:16 error out-of-range assumptions.n1.normal
      expected normal [mean, standard deviation] with a standard deviation of at least 0, got 1, -1
      Mend the numbers of this assumption.
    s.yaml:8:16 error out-of-range assumptions.p1.chance
      expected a probability from 0 to 1, got 150%
      Mend the numbers of this assumption.
    s.yaml:9:16 error out-of-range assumptions.p2.chance
      expected a probability from 0 to 1, got -0.1
      Mend the numbers of this assumption.
    s.yaml:10:16 error wrong-dimension assumptions.p3.chance
      expected a probability from 0 to 1 such as 60%, got 5 t
      That is an amount; write a plain number.
    s.yaml:16:20 error out-of-range assumptions.t1.triangular
      expected triangular [a, mode, b] with a ≤ mode ≤ b, got 1, 5, 3
      Mend the numbers of this assumption.
    s.yaml:14:17 error out-of-range assumptions.u1.uniform
      expected uniform [a, b] with a ≤ b, got 5, 3
      Mend the numbers of this assumption.
    "
  `);
});

test('numbers of different kinds in one assumption are told', () => {
  const lines = [
    'u2: {uniform: [5 t, 3 weeks]}',
    'mix: 3 t + 5 weeks',
    'c4: {choice: [[5 t, 1], [6 weeks, 2]]}',
    'n2: {normal: [5 t, 10%]}',
  ];
  expect(told(assuming(lines))).toMatchInlineSnapshot(`
    "
    s.yaml:10:28 error wrong-dimension assumptions.c4.choice[1][0]
      expected an amount such as 500 t, got 6 weeks
      That is a duration; give all numbers of one assumption the same kind of unit.
    s.yaml:9:8 error wrong-dimension assumptions.mix
      expected quantities of one kind in 3 t + 5 weeks, got an amount and a duration
      Give both the same kind of unit: only like can be added to like, or compared with it.
    s.yaml:11:22 error wrong-dimension assumptions.n2.normal[1]
      expected an amount such as 500 t, got 10%
      That is a plain number; give all numbers of one assumption the same kind of unit.
    s.yaml:8:23 error wrong-dimension assumptions.u2.uniform[1]
      expected an amount such as 500 t, got 3 weeks
      That is a duration; give all numbers of one assumption the same kind of unit.
    "
  `);
});

test('an assumption has one value', () => {
  const lines = [
    'two: {value: 3, uniform: [1, 2]}',
    'none: {source: x}',
    'empty: {}',
    'nothing:',
    'date: 2025-04-04',
    'quoted: "\'2025-04-04\'"',
  ];
  expect(told(assuming(lines))).toMatchInlineSnapshot(`
    "
    s.yaml:11:3 error missing-key assumptions.nothing
      expected a value of nothing, got nothing
      Write one, or take the key out.
    s.yaml:10:10 error missing-key assumptions.empty
      expected one of value, uniform, triangular, normal, lognormal, chance, choice, figure, got none of them
      Give the value, or the figure that it comes from.
    s.yaml:9:9 error missing-key assumptions.none
      expected one of value, uniform, triangular, normal, lognormal, chance, choice, figure, got none of them
      Give the value, or the figure that it comes from.
    s.yaml:8:8 error conflict assumptions.two
      expected one of value, uniform, triangular, normal, lognormal, chance, choice, got value and uniform
      Keep one.
    s.yaml:12:9 error bad-expression assumptions.date
      expected a number, a quantity with its unit or a formula, got 2025-04-04
      A date is not a number; in a formula write since("2025-04-04").
    s.yaml:13:11 error wrong-dimension assumptions.quoted
      expected a number, a quantity with its unit or a formula in quotes, got '2025-04-04'
      That is a date; write a number.
    "
  `);
});

test('an assumption does not bear the name of a unit, a thing or a function', () => {
  expect(
    told(assuming(['week: 3', 'min: 4', 'vehicle: 5', 'vehicles: 6', 'ton: 7', 'elapsed: 8'])),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:13:12 error name-taken assumptions.elapsed
      expected a name that no unit or function bears, got elapsed, a function
      Rename it, such as elapsed_value.
    s.yaml:9:8 error name-taken assumptions.min
      expected a name that no unit or function bears, got min, a function
      Rename it, such as min_value.
    s.yaml:12:8 error name-taken assumptions.ton
      expected a name that no unit or function bears, got ton, a unit
      Rename it, such as ton_value.
    s.yaml:10:12 error name-taken assumptions.vehicle
      expected a name that no unit or function bears, got vehicle, a unit
      Rename it, such as vehicle_value.
    s.yaml:11:13 error name-taken assumptions.vehicles
      expected a name that no unit or function bears, got vehicles, a unit
      Rename it, such as vehicles_value.
    s.yaml:8:9 error name-taken assumptions.week
      expected a name that no unit or function bears, got week, a unit
      Rename it, such as week_value.
    "
  `);
});

test('a thing does not bear the name of a unit, a function or what units measure', () => {
  expect(told(spoilt(['units: [vehicle]', 'units: [vehicle, week, mass, step]']))).toMatchInlineSnapshot(`
    "
    s.yaml:5:18 error name-taken units[1]
      expected a name that no unit or function bears, got week
      Take it out if the unit is meant, or rename the thing.
    s.yaml:5:24 error name-taken units[2]
      expected a name that no unit or function bears, got mass
      Take it out if the unit is meant, or rename the thing.
    s.yaml:5:30 error name-taken units[3]
      expected a name that no unit or function bears, got step
      Take it out if the unit is meant, or rename the thing.
    "
  `);
});

test('what uses a faulty assumption is not told as well', () => {
  const text = spoilt(
    ['triangular: [6 weeks, 9 weeks, 17 weeks]', 'triangular: [17 weeks, 9 weeks, 6 weeks]'],
    [GROWTH, '  growth: [8%]\n  other: {value: nonsense, why: x}\n'],
    ['    share: 90%', '    share: growth'],
    ['approve: 25%', 'approve: other * 2'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:7:11 error wrong-type assumptions.growth
      expected a number, or a map with one of value, uniform, triangular, normal, lognormal, chance, choice, figure, got a list of 1
      Write it so; growth is for this: a named number, sure or uncertain, that expressions may use.
    s.yaml:8:18 error unknown-reference assumptions.other.value
      expected a unit or a name that exists, got nonsense
      Nothing here is called nonsense; name it under assumptions, or under units if it counts things.
    s.yaml:9:29 error out-of-range assumptions.review_time.triangular
      expected triangular [a, mode, b] with a ≤ mode ≤ b, got 17 weeks, 9 weeks, 6 weeks
      Mend the numbers of this assumption.
    "
  `);
});

test('assumptions have no time', () => {
  expect(told(assuming(['x: elapsed / 1 year', 'y: step(since("2025-04-04"))']))).toMatchInlineSnapshot(`
    "
    s.yaml:8:6 error bad-expression assumptions.x
      expected a number that holds at all times, got elapsed
      Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
    s.yaml:9:6 error bad-expression assumptions.y
      expected a number that holds at all times, got since
      Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
    "
  `);
});

test('every shape of the schema is one that can be read', () => {
  const all: Record<(typeof DISTRIBUTIONS)[number], true> = {
    ...{ value: true, uniform: true, triangular: true, normal: true, lognormal: true, chance: true, choice: true },
  };
  expect([...DISTRIBUTIONS].sort()).toEqual(Object.keys(all).sort());
  expect(told(assuming(DISTRIBUTIONS.map((shape) => `${shape}_x: {${shape}: 5}`)))).toMatchInlineSnapshot(`
    "
    s.yaml:9:24 error wrong-type assumptions.uniform_x.uniform
      expected a list of 2, got the number 5
      Write it so; uniform is for this: [a, b]: anywhere between, all alike likely.
    s.yaml:10:30 error wrong-type assumptions.triangular_x.triangular
      expected a list of 3, got the number 5
      Write it so; triangular is for this: [a, mode, b].
    s.yaml:11:22 error wrong-type assumptions.normal_x.normal
      expected a list of 2, got the number 5
      Write it so; normal is for this: [mean, standard deviation].
    s.yaml:12:28 error wrong-type assumptions.lognormal_x.lognormal
      expected a list of 2, got the number 5
      Write it so; lognormal is for this: [median, factor]: about 68 % lie within median/factor and median·factor.
    s.yaml:14:22 error wrong-type assumptions.choice_x.choice
      expected a list, got the number 5
      Write it so; choice is for this: [[value, weight], …].
    s.yaml:13:22 error out-of-range assumptions.chance_x.chance
      expected a probability from 0 to 1, got 5
      Mend the numbers of this assumption.
    "
  `);
  const plain: AssumptionFile = 5;
  expect(plain).toBe(5);
});
