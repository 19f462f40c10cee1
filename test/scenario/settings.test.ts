import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, pathText } from '../../src/index.ts';
import { parsePath } from '../../src/issue.ts';
import { law } from '../run.ts';
import { SOUND, scenarioOf, settings, told, valueAt } from './reading.ts';

const set = (values: Readonly<Record<string, unknown>>) => scenarioOf(SOUND, settings(values));
const toldOf = (values: Readonly<Record<string, unknown>>) => told(SOUND, settings(values));

test('a setting puts a value over what the file says', () => {
  const scenario = set({
    'assumptions.growth': 0.2,
    'flows.mine.capacity': '3652.5 t/year',
    'licences.civil.phases[1].allow': 0,
    'licences.civil.phases.0.approve': '5%',
    'flows.plant.from': { ore: 3 },
    'stockpiles.ore.place': 'here',
    title: 'Set',
  });
  const [civil] = scenario.licences;
  const [, mine, plant] = scenario.flows;
  expect(scenario.title).toBe('Set');
  expect(scenario.assumptions[0]?.written).toEqual({ value: 0.2 });
  expect(valueAt(mine?.capacity[0]?.value)).toBeCloseTo(10, 12);
  expect(civil?.allow.map(({ value }) => valueAt(value))).toEqual([undefined, undefined, 0]);
  expect(valueAt(civil?.approve[1]?.value)).toBe(0.05);
  expect(plant?.from.map(({ perUnit }) => valueAt(perUnit[0].value))).toEqual([3]);
});

test('of two on one path the later holds', () => {
  expect(
    scenarioOf(SOUND, [
      { path: 'title', value: 'one' },
      { path: 'title', value: 'two' },
    ]).title,
  ).toBe('two');
});

test('a setting adds a field, or an entity of a section', () => {
  const scenario = set({
    'flows.plant.cost': 2,
    'assumptions.extra': '5 t',
    'stockpiles.alloy': { cover: '1 week', initial: 'extra' },
    'flows.alloying': { from: 'ore', to: 'alloy' },
    disruption: '2025-02-03',
  });
  expect(scenario.stockpiles.map(({ id }) => id)).toEqual(['alloy', 'magnets', 'ore', 'reserve']);
  expect(scenario.assumptions.map(({ id }) => id)).toEqual(['extra', 'growth', 'review_time']);
  expect(formatDate(scenario.disruption)).toBe('2025-02-03');
});

test('what a setting adds and nothing uses is refused, with the nearest name of what there is', () => {
  const values = {
    ...{ 'assumptions.grwth': 1, 'stockpiles.magnts': { cover: '1 week' }, 'licences.civl': { phases: [] } },
    ...{ 'flows.plant.lead': '4 weeks', 'stockpiles.ore.switchable': 1 },
  };
  expect(toldOf({ ...values, 'licences.civl': { phases: [{ from: '2025-03-05' }] } })).toMatchInlineSnapshot(`
    "
    --set assumptions.grwth:1:1 error unknown-reference assumptions.grwth
      expected a path of the scenario, or something new that is used, got assumptions.grwth
      Did you mean growth?
    --set licences.civl:1:1 error unknown-reference licences.civl
      expected a path of the scenario, or something new that is used, got licences.civl
      Did you mean civil?
    --set stockpiles.magnts:1:1 error unknown-reference stockpiles.magnts
      expected a path of the scenario, or something new that is used, got stockpiles.magnts
      Did you mean magnets?
    "
  `);
  expect(toldOf({ assumptions: { grwth: 1 } })).toMatchInlineSnapshot(`
    "
    --set assumptions:1:1 error unknown-reference assumptions.grwth
      expected a path of the scenario, or something new that is used, got assumptions.grwth
      Did you mean growth?
    "
  `);
});

test('a name alone is told with the path at which it stands', () => {
  expect(toldOf({ review_time: '5 weeks', reveiw_time: '5 weeks', titel: 'x' })).toMatchInlineSnapshot(`
    "
    --set review_time:1:1 error unknown-reference review_time
      expected a path of the scenario, got review_time
      Did you mean assumptions.review_time?
    --set reveiw_time:1:1 error unknown-reference reveiw_time
      expected a path of the scenario, got reveiw_time
      Did you mean assumptions.review_time?
    --set titel:1:1 error unknown-reference titel
      expected a path of the scenario, got titel
      Did you mean title?
    "
  `);
});

test('a setting changes one dated value and leaves the others', () => {
  const text = SOUND.replace('    capacity: 5000 t/year', '    capacity: {2025-01-01: 1 t/day, 2025-03-01: 2 t/day}');
  const scenario = scenarioOf(
    text,
    settings({ 'flows.mine.capacity.2025-03-01': '3 t/day', 'events[0].date': '2025-12-01' }),
  );
  expect(scenario.flows[1]?.capacity.slice(0, 2).map(({ value }) => valueAt(value))).toEqual([1, 3]);
});

test('a setting reaches the paths of events, whose keys have dots', () => {
  const { flows } = set({ 'events[0].set."flows.mine.capacity"': '1 t/day' });
  expect(valueAt(flows[1]?.capacity.at(-1)?.value)).toBe(1);
});

test('null removes what is there', () => {
  const scenario = set({
    'flows.drain': null,
    'stockpiles.reserve': null,
    'licences.civil.phases[1]': null,
    'flows.plant.share': null,
  });
  expect(scenario.flows.map(({ id }) => id)).toEqual(['mine', 'plant']);
  expect(scenario.licences[0]?.phases.length).toBe(1);
});

test('an end that is set takes the place of the horizon', () => {
  expect(set({ end: '2025-03-05' }).steps).toBe(9);
});

describe('a setting is refused', () => {
  test('whose path leads nowhere, with the nearest name', () => {
    expect(
      toldOf({
        ...{
          'assumptons.growth': 1,
          'assumptions.grwth.value': 1,
          'flows.min.capacity': '1 t/year',
          'flows.mine.capcity': 1,
        },
        ...{
          'licences.civil.phases[7].allow': 0,
          'licences.civil.phases[7]': 0,
          'licences.civil.phases.x': 0,
          '': 1,
          '.': 1,
        },
        ...{ 'title.x': 1, 'demands.x.rate': '5 t/year', zzz: 1, 'events[0].set.flows.mine.capacity': 1 },
      }).replaceAll(/expected one of .*, got/g, 'expected one of the keys, got'),
    ).toMatchInlineSnapshot(`
      "
      --set assumptons.growth:1:1 error unknown-reference assumptons
        expected a path of the scenario, got assumptons
        Did you mean assumptions?
      --set assumptions.grwth.value:1:1 error unknown-reference assumptions.grwth
        expected a path of the scenario, got assumptions.grwth
        Did you mean growth?
      --set flows.min.capacity:1:1 error unknown-reference flows.min
        expected a path of the scenario, got flows.min
        Did you mean mine?
      --set licences.civil.phases[7].allow:1:1 error unknown-reference licences.civil.phases[7]
        expected a path of the scenario, got licences.civil.phases[7]
        The list has items 0 to 1.
      --set licences.civil.phases[7]:1:1 error unknown-reference licences.civil.phases[7]
        expected a path of the scenario, got licences.civil.phases[7]
        The list has items 0 to 1.
      --set licences.civil.phases.x:1:1 error unknown-reference licences.civil.phases.x
        expected a path of the scenario, got licences.civil.phases.x
        The list has items 0 to 1.
      --set :1:1 error unknown-reference
        expected a path such as assumptions.renewed, got none
        Write path=value.
      --set .:1:1 error unknown-reference
        expected a path such as assumptions.renewed, got none
        Write path=value.
      --set title.x:1:1 error unknown-reference title.x
        expected a path of the scenario, got title.x
        title is a single value: set it whole.
      --set demands.x.rate:1:1 error unknown-reference demands.x
        expected a path of the scenario, got demands.x
        Set the whole of it, as {key: value, …}.
      --set zzz:1:1 error unknown-reference zzz
        expected a path of the scenario, got zzz
        Name what is there, such as assumptions.x.
      --set events[0].set.flows.mine.capacity:1:1 error unknown-reference events[0].set.flows
        expected a path of the scenario, got events[0].set.flows
        Did you mean flows.mine.capacity?
      --set flows.mine.capcity:1:1 error unknown-key flows.mine.capcity
        expected one of the keys, got the key capcity
        Did you mean capacity?
      "
    `);
  });

  test('that removes what is not there', () => {
    expect(
      toldOf({ 'stockpiles.reserv': null, 'stockpiles.ore.place': null, 'assumptions.zzz': null }),
    ).toMatchInlineSnapshot(`
      "
      --set stockpiles.reserv:1:1 error unknown-reference stockpiles.reserv
        expected a path of the scenario, got stockpiles.reserv
        Did you mean reserve?
      --set stockpiles.ore.place:1:1 error unknown-reference stockpiles.ore.place
        expected a path of the scenario, got stockpiles.ore.place
        There is nothing to remove.
      --set assumptions.zzz:1:1 error unknown-reference assumptions.zzz
        expected a path of the scenario, got assumptions.zzz
        There is nothing to remove.
      "
    `);
  });

  test('that would change which file is read', () => {
    expect(toldOf({ extends: 'other.yaml' })).toMatchInlineSnapshot(`
      "
      --set extends:1:1 error unknown-reference extends
        expected a path within the scenario, got extends
        Name the other file on the command line.
      "
    `);
  });

  test('whose value is wrong, where the setting stands', () => {
    expect(
      toldOf({
        ...{ 'assumptions.growth': '5 x', 'flows.mine.capacity': '5 weeks', 'licences.civil.phases[1].allow': -1 },
        ...{ start: '2025-02-30', 'demands.cars.from': 'magnet', 'flows.plant.share': Number.NaN, 'stockpiles.ore': 5 },
        ...{ title: undefined, 'flows.extra': { capacity: '5 t/year' } },
      }),
    ).toMatchInlineSnapshot(`
      "
      --set title:1:1 error missing-key title
        expected a text, got nothing
        Add title: the question in a line.
      --set stockpiles.ore:1:1 error wrong-type stockpiles.ore
        expected a map, got the number 5
        Write it so.
      --set flows.plant.share:1:1 error out-of-range flows.plant.share
        expected a plain number of at least 0 such as 90%, or dated values, or {data, column, unit}, got NaN
        Write a finite number; leave the key out where there is no bound.
      --set flows.extra:1:1 error missing-key flows.extra.to
        expected an id in snake_case, got nothing
        Add to: the stockpile it delivers to.
      --set start:1:1 error bad-date start
        expected a date such as 2025-04-04, got 2025-02-30
        Write year-month-day, a day that exists.
      --set assumptions.growth:1:1 error unknown-reference assumptions.growth
        expected a unit or a name that exists, got x
        Nothing here is called x; name it under assumptions, or under units if it counts things.
      --set demands.cars.from:1:1 error unknown-reference demands.cars.from
        expected a stockpile that exists, got magnet
        Did you mean magnets?
      --set licences.civil.phases[1].allow:1:1 error out-of-range licences.civil.phases[1].allow
        expected a share from 0 to 1 such as 25%, got -1
        Write at least 0.
      --set flows.mine.capacity:1:1 error wrong-dimension flows.mine.capacity
        expected a rate such as 5000 t/year, got 5 weeks
        That is a duration; write a rate.
      "
    `);
  });

  test('that holds itself, or lies too deep', () => {
    const round: unknown[] = [];
    round.push(round);
    expect(toldOf({ 'flows.mine.capacity': round })).toMatchInlineSnapshot(`
      "
      --set flows.mine.capacity:1:1 error wrong-type flows.mine.capacity
        expected a value at most 20 deep, got a deeper one
        Write it flatter.
      "
    `);
  });

  test('that reaches for what JavaScript objects have', () => {
    const paths = ['__proto__.polluted', 'stockpiles.__proto__.polluted', 'constructor.prototype.polluted'];
    expect(
      toldOf({ ...Object.fromEntries(paths.map((path) => [path, true])), 'stockpiles.ore["__proto__"]': { cover: 1 } }),
    ).toMatchInlineSnapshot(`
      "
      --set __proto__.polluted:1:1 error unknown-reference __proto__
        expected a path of the scenario, got __proto__
        Set the whole of it, as {key: value, …}.
      --set stockpiles.__proto__.polluted:1:1 error unknown-reference stockpiles.__proto__
        expected a path of the scenario, got stockpiles.__proto__
        Set the whole of it, as {key: value, …}.
      --set constructor.prototype.polluted:1:1 error unknown-reference constructor
        expected a path of the scenario, got constructor
        Set the whole of it, as {key: value, …}.
      --set stockpiles.ore["__proto__"]:1:1 error unknown-key stockpiles.ore.__proto__
        expected another name, got the key __proto__
        Rename it: the name has a meaning of its own in JavaScript.
      "
    `);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('what is missing from an entity that was set is told where it was set', () => {
  expect(toldOf({ 'demands.x': { from: 'magnets' } })).toMatchInlineSnapshot(`
    "
    --set demands.x:1:1 error missing-key demands.x.rate
      expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, or dated values, or {data, column, unit}, got nothing
      Add rate: how much is needed: of material, or of things that use it.
    "
  `);
});

test('every path is read as it is written', () => {
  const part = fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]*$/),
    fc.stringMatching(/^[a-z]+\.[a-z]+\.[a-z]+$/),
    fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    fc.nat(1000),
  );
  law(
    fc.array(part, { minLength: 1, maxLength: 6 }),
    (path) => JSON.stringify(parsePath(pathText(path))) === JSON.stringify(path),
  );
});
