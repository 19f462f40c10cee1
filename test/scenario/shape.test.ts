import { describe, expect, test } from 'vitest';
import { spoilt, told, toldShort } from './reading.ts';

test('a sound file has nothing said of it', () => {
  expect(told(spoilt())).toBe('sound');
});

test('an unknown key is told at every level, and the nearest known one suggested', () => {
  const text = spoilt(
    ['title: Test', 'titel: Test'],
    ['source: a rule', 'sauce: a rule'],
    ['    cover: 4 weeks', '    covr: 4 weeks'],
    ['    lead: 3 weeks', '    leed: 3 weeks'],
    ['{below: 30 days}', '{belo: 30 days}'],
    ['{from: 2025-06-01}', '{from: 2025-06-01, alow: 1}'],
    ['    uses: 2 kg/vehicle', '    use: 2 kg/vehicle'],
    ['title: flood', 'titel: flood'],
    ['    initial: 6 weeks', '    initial: 6 weeks\n    zzz: 6 weeks'],
  );
  expect(toldShort(text)).toMatchInlineSnapshot(`
    "
    s.yaml:8:59 error unknown-key assumptions.review_time.sauce
      expected one of the keys, got the key sauce
      Take it out; a remark can stand in a comment, after #.
    s.yaml:11:5 error unknown-key stockpiles.ore.covr
      expected one of the keys, got the key covr
      Did you mean cover?
    s.yaml:15:5 error unknown-key stockpiles.magnets.zzz
      expected one of the keys, got the key zzz
      Take it out; a remark can stand in a comment, after #.
    s.yaml:28:5 error unknown-key flows.plant.leed
      expected one of the keys, got the key leed
      Did you mean lead?
    s.yaml:36:15 error unknown-key flows.drain.release.belo
      expected one of below, got the key belo
      Did you mean below?
    s.yaml:42:28 error unknown-key licences.civil.phases[1].alow
      expected one of the keys, got the key alow
      Did you mean allow?
    s.yaml:47:5 error unknown-key demands.cars.use
      expected one of the keys, got the key use
      Did you mean uses?
    s.yaml:50:24 error unknown-key events[0].titel
      expected one of the keys, got the key titel
      Did you mean title?
    s.yaml:2:1 error unknown-key titel
      expected one of the keys, got the key titel
      Did you mean title?
    "
  `);
});

test('a missing key is told with what it is for, where the map that lacks it begins', () => {
  const text = spoilt(
    ['version: 2\n', ''],
    ['title: Test\n', ''],
    ['start: 2025-01-01\n', ''],
    ['horizon: 1 year\n', ''],
    ['    to: ore\n', ''],
    ['    rate: 1000000 vehicle/year\n', ''],
    ['from: 2025-03-01, ', ''],
    ['date: 2025-05-01, ', ''],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:1:1 error missing-key version
      expected 2, got nothing
      Add version: 2.
    s.yaml:1:1 error missing-key title
      expected a text, got nothing
      Add title: the question in a line.
    s.yaml:1:1 error missing-key start
      expected a date such as 2025-04-04, got nothing
      Add start: the first day.
    s.yaml:16:3 error missing-key flows.mine.to
      expected an id in snake_case, got nothing
      Add to: the stockpile it delivers to.
    s.yaml:35:9 error missing-key licences.civil.phases[0].from
      expected a date such as 2025-04-04, got nothing
      Add from: the day it begins; it holds until the next.
    s.yaml:38:3 error missing-key demands.cars.rate
      expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, or dated values, or {data, column, unit}, got nothing
      Add rate: how much is needed: of material, or of things that use it.
    s.yaml:43:5 error missing-key events[0].date
      expected a date such as 2025-04-04, got nothing
      Add date: the day it takes effect.
    s.yaml:1:1 error missing-key horizon
      expected horizon, a duration such as 2 years, or end, got neither
      Add horizon.
    "
  `);
});

test('a wrong type is told with what was expected and found', () => {
  const text = spoilt(
    ['version: 2', 'version: "2"'],
    ['title: Test', 'title: 5'],
    ['start: 2025-01-01', 'start: 20250101'],
    ['units: [vehicle]', 'units: vehicle'],
    ['    cover: 4 weeks', '    cover: [4]'],
    ['    initial: 6 weeks', '    initial: {six: weeks}'],
    ['    to: ore', '    to: 5'],
    ['    from: {ore: 1.5}', '    from: [ore]'],
    ['    uses: 2 kg/vehicle', '    uses: yes please'],
    ['    from: reserve', '    from: Reserve'],
    ['{below: 30 days}', '30 days'],
    ['      - {from: 2025-06-01}', '      - 2025-06-01'],
    ['horizon: 1 year', 'horizon: true\nseed: 1.5\nruns: 0'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:1:10 error wrong-type version
      expected 2, got the text "2"
      Take the quotes off.
    s.yaml:2:8 error wrong-type title
      expected a text, got the number 5
      Put it in quotes.
    s.yaml:3:8 error wrong-type start
      expected a date such as 2025-04-04, got the number 20250101
      Write it so; start is for this: the first day.
    s.yaml:4:10 error wrong-type horizon
      expected a duration such as 6 weeks, got true
      Write it so; horizon is for this: how long to run; or give \`end\`.
    s.yaml:5:7 error wrong-type seed
      expected a text or a whole number, got 1.5
      Write it so; seed is for this: of all chance.
    s.yaml:6:7 error wrong-type runs
      expected a number of at least 1, got 0
      Write it so; runs is for this: replicates of an ensemble.
    s.yaml:7:8 error wrong-type units
      expected a list, got the text "vehicle"
      Write it so; units is for this: things counted in pieces, usable as units.
    s.yaml:13:12 error wrong-type stockpiles.ore.cover
      expected a duration such as 6 weeks, or dated values, or {data, column, unit}, got a list of 1
      Write it so; cover is for this: what it is kept at, as days of supply.
    s.yaml:16:14 error wrong-type stockpiles.magnets.initial
      expected an amount such as 500 t or a duration such as 6 weeks, got a map with six
      Write it so; initial is for this: what is there at the start: an amount, or a duration at undisturbed use.
    s.yaml:23:9 error wrong-type flows.mine.to
      expected an id in snake_case, got the number 5
      Write it so; to is for this: the stockpile it delivers to.
    s.yaml:27:11 error wrong-type flows.plant.from
      expected a stockpile, or a map from stockpile to units taken per unit shipped, got a list of 1
      Write it so; from is for this: what it takes from: nothing (a mine), a stockpile, or {stockpile: units taken per unit shipped}.
    s.yaml:35:11 error wrong-type flows.drain.from
      expected an id in snake_case, got Reserve
      Write it so; from is for this: what it takes from: nothing (a mine), a stockpile, or {stockpile: units taken per unit shipped}.
    s.yaml:37:14 error wrong-type flows.drain.release
      expected a map, got the text "30 days"
      Write it so; release is for this: makes it a release from a reserve.
    s.yaml:43:9 error wrong-type licences.civil.phases[1]
      expected a map, got the text "2025-06-01"
      Write it so.
    "
  `);
});

test('whole sections of the wrong type are told once, and nothing that follows from it', () => {
  expect(
    toldShort(
      spoilt(
        ['stockpiles:\n', 'stockpiles: 5\nstockpile:\n'],
        ['assumptions:\n', 'assumptions: [growth]\nassumption:\n'],
      ),
    ),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:6:14 error wrong-type assumptions
      expected a map, got a list of 1
      Write it so; assumptions is for this: named numbers, sure or uncertain; expressions anywhere below may use them.
    s.yaml:10:13 error wrong-type stockpiles
      expected a map, got the number 5
      Write it so; stockpiles is for this: one material held in one place by one kind of owner.
    s.yaml:7:1 error unknown-key assumption
      expected one of the keys, got the key assumption
      Did you mean assumptions?
    s.yaml:11:1 error unknown-key stockpile
      expected one of the keys, got the key stockpile
      Did you mean stockpiles?
    "
  `);
});

test('faulty items of a list leave the places of the others right', () => {
  const phases = ['{frm: 2025-06-01}', '5', '{from: 2025-07-01, alow: 1}', '{from: 2025-08-01, allow: 5 t}', 'null'];
  const last = '{from: 2025-09-01, allow: 150%}';
  const text = spoilt(['      - {from: 2025-06-01}', [...phases, last].map((one) => `      - ${one}`).join('\n')]);
  expect(toldShort(text)).toMatchInlineSnapshot(`
    "
    s.yaml:41:10 error unknown-key licences.civil.phases[1].frm
      expected one of the keys, got the key frm
      Did you mean from?
    s.yaml:42:9 error wrong-type licences.civil.phases[2]
      expected a map, got the number 5
      Write it so.
    s.yaml:43:28 error unknown-key licences.civil.phases[3].alow
      expected one of the keys, got the key alow
      Did you mean allow?
    s.yaml:45:9 error wrong-type licences.civil.phases[5]
      expected a map, got nothing
      Write it so.
    s.yaml:44:35 error wrong-dimension licences.civil.phases[4].allow
      expected a share from 0 to 1 such as 25%, got 5 t
      That is an amount; write a plain number.
    s.yaml:46:35 error out-of-range licences.civil.phases[6].allow
      expected a share from 0 to 1 such as 25%, got 150%
      Write at most 1.
    "
  `);
});

test('several faults within one of the forms of a value are all told', () => {
  const text = spoilt(
    ['    capacity: 5000 t/year', '    capacity: {data: x.csv, colum: a, unit: 5}'],
    ['    capacity: 3000 t/year', '    capacity: {2025-01-01: [5], 2025-02-01: {a: 1}, soon: 4 t/year, 2025-3-1: 5 t}'],
    ['    from: {ore: 1.5}', '    from: {ore: [1], Reserve: 2}'],
    ['triangular: [6 weeks, 9 weeks, 17 weeks]', 'triangular: [6 weeks, [9], 17 weeks], uniform: [1], choice: []'],
  );
  expect(toldShort(text)).toMatchInlineSnapshot(`
    "
    s.yaml:8:64 error wrong-type assumptions.review_time.uniform
      expected a list of 2, got a list of 1
      Write it so; uniform is for this: [a, b]: anywhere between, all alike likely.
    s.yaml:8:39 error wrong-type assumptions.review_time.triangular[1]
      expected a number, a quantity with its unit or a formula in quotes, got a list of 1
      Write it so.
    s.yaml:8:77 error wrong-type assumptions.review_time.choice
      expected a list of at least 1, got an empty list
      Write it so; choice is for this: [[value, weight], …].
    s.yaml:22:45 error wrong-type flows.mine.capacity.unit
      expected a text, got the number 5
      Put it in quotes.
    s.yaml:22:29 error unknown-key flows.mine.capacity.colum
      expected one of data, column, unit, got the key colum
      Did you mean column?
    s.yaml:25:17 error wrong-type flows.plant.from.ore
      expected a plain number such as 2% or 1.5, or an amount per thing such as 2.3 kg/vehicle, or dated values, or {data, column, unit}, got a list of 1
      Write it so; ore is for this: units taken per unit shipped.
    s.yaml:25:22 error wrong-type flows.plant.from.Reserve
      expected an id in snake_case, got Reserve
      Write it in lower case, words joined by _.
    s.yaml:28:28 error wrong-type flows.plant.capacity.2025-01-01
      expected a rate such as 5000 t/year, got a list of 1
      Write it so.
    s.yaml:28:45 error wrong-type flows.plant.capacity.2025-02-01
      expected a rate such as 5000 t/year, got a map with a
      Write it so.
    s.yaml:28:53 error bad-date flows.plant.capacity.soon
      expected a date such as 2025-04-04, got soon
      Write year-month-day, a day that exists.
    s.yaml:28:69 error bad-date flows.plant.capacity.2025-3-1
      expected a date such as 2025-04-04, got 2025-3-1
      Write year-month-day, a day that exists.
    s.yaml:8:16 error conflict assumptions.review_time
      expected one of the keys, got uniform and triangular
      Keep one.
    s.yaml:22:22 error missing-file flows.mine.capacity.data
      expected a CSV file that can be read, got x.csv: there is no such file
      Check the path; it is relative to the scenario file.
    "
  `);
});

test('a number is finite', () => {
  const text = spoilt(
    ['    capacity: 5000 t/year', '    capacity: .nan'],
    ['    share: 90%', '    share: .inf'],
    ['    target: 500 t', '    target: 1e400'],
    ['    initial: 6 weeks', '    initial: 1e400 t'],
    ['    lead: 3 weeks', '    lead: Infinity'],
    ['value: 8%', 'value: -.inf'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:7:19 error out-of-range assumptions.growth.value
      expected a number, a quantity with its unit or a formula in quotes, got -Infinity
      Write a finite number; leave the key out where there is no bound.
    s.yaml:17:13 error out-of-range stockpiles.reserve.target
      expected an amount such as 500 t, or dated values, or {data, column, unit}, got Infinity
      Write a finite number; leave the key out where there is no bound.
    s.yaml:22:15 error out-of-range flows.mine.capacity
      expected a rate such as 5000 t/year, or dated values, or {data, column, unit}, got NaN
      Write a finite number; leave the key out where there is no bound.
    s.yaml:30:12 error out-of-range flows.plant.share
      expected a plain number of at least 0 such as 90%, or dated values, or {data, column, unit}, got Infinity
      Write a finite number; leave the key out where there is no bound.
    s.yaml:14:14 error bad-expression stockpiles.magnets.initial
      expected a finite number, got Infinity
      Write a number, with its unit where it has one.
    s.yaml:27:11 error bad-expression flows.plant.lead
      expected a finite number, got Infinity
      Write a number, with its unit where it has one.
    "
  `);
});

test('ids are in snake_case', () => {
  const text = spoilt(
    [
      '  ore:\n',
      '  Big-Ore: {cover: 1 week, assumed: x}\n  ore.x: {cover: 1 week, assumed: x}\n  5: {cover: 1 week, assumed: x}\n  ore:\n',
    ],
    ['units: [vehicle]', 'units: [vehicle, Air Craft]'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:5:18 error wrong-type units[1]
      expected an id in snake_case, got Air Craft
      Write it so; it is for this: a thing.
    s.yaml:12:3 error wrong-type stockpiles.5
      expected an id in snake_case, got 5
      Write it in lower case, words joined by _.
    s.yaml:10:3 error wrong-type stockpiles.Big-Ore
      expected an id in snake_case, got Big-Ore
      Write it in lower case, words joined by _.
    s.yaml:11:3 error wrong-type stockpiles."ore.x"
      expected an id in snake_case, got ore.x
      Write it in lower case, words joined by _.
    "
  `);
});

describe('a whole number', () => {
  test('is not a text and not a fraction', () => {
    const text = spoilt(
      ['    lead: 3 weeks', '    lead: 3 weeks\n    priority: 1.5'],
      ['    uses: 2 kg/vehicle', '    uses: 2 kg/vehicle\n    priority: high\n    unmet: maybe'],
    );
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:28:15 error wrong-type flows.plant.priority
        expected a whole number, got the number 1.5
        Write it so; priority is for this: whose turn it is when \`from\` runs short: 1 first.
      s.yaml:48:15 error wrong-type demands.cars.priority
        expected a whole number, got the text "high"
        Write it so; priority is for this: whose turn it is when stock runs short: 1 first.
      s.yaml:49:12 error wrong-type demands.cars.unmet
        expected lost or backordered, got the text "maybe"
        Write it so; unmet is for this: what becomes of demand not served.
      "
    `);
  });
});

describe('a version', () => {
  test.each(['3', '"3"', '2.5', '99'])('of %s is newer than the program, and nothing else is said', (version) => {
    const text = spoilt(['version: 2', `version: ${version}`], ['    cover: 4 weeks', '    coverage: 4 weeks']);
    const found = version.replaceAll('"', '');
    expect(told(text)).toBe(
      `\ns.yaml:1:10 error newer-version version\n  expected version 2 of the format, got ${found}\n  This file was written for a newer chokepoint: update the program.\n`,
    );
  });

  test.each(['0', '-1', 'one', '[1]'])('of %s is none', (version) => {
    expect(told(spoilt(['version: 2', `version: ${version}`]))).toMatch(
      /^\ns.yaml:1:10 error wrong-type version\n {2}expected 2, got .*\n.*\n$/,
    );
  });
});

test('what goes by another name here is told by that name', () => {
  const phase = '{from: 2025-06-01';
  expect(
    toldShort(
      spoilt(
        [phase, `${phase}, ban: true, quota: 5 t/year`],
        ['stockpiles:\n', 'expect: [demands.cars.fill_rate >= 95%]\nstockpiles:\n'],
      ),
    ),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:42:28 error unknown-key licences.civil.phases[1].ban
      expected one of the keys, got the key ban
      Write allow: 0, which is a ban.
    s.yaml:42:39 error unknown-key licences.civil.phases[1].quota
      expected one of the keys, got the key quota
      Write limit, such as limit: 500 t/year.
    s.yaml:9:10 error wrong-type expect[0]
      expected {that: "demands.cars.fill_rate >= 95%"}, got the text "demands.cars.fill_rate >= 95%"
      Write it so.
    "
  `);
});

test('what an assumption is written by belongs in one, not where a number is wanted', () => {
  const text = spoilt(
    ['    cover: 4 weeks', '    cover: {triangular: [2 weeks, 4 weeks, 9 weeks]}'],
    ['    lead: 3 weeks', '    lead: {value: 3 weeks}'],
    ['    rate: 1000000 vehicle/year\n', '    rate: {2025-02-01: {uniform: [1, 2]}}\n'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:11:12 error wrong-type stockpiles.ore.cover
      expected a duration such as 6 weeks, or dated values, or {data, column, unit}, got a map with triangular
      That stands in an assumption, whose name is written here: assumptions: {cover: {triangular: …}}.
    s.yaml:27:11 error wrong-type flows.plant.lead
      expected a duration such as 6 weeks, or dated values, or {data, column, unit}, got a map with value
      That stands in an assumption, whose name is written here: assumptions: {lead: {value: …}}.
    s.yaml:45:24 error wrong-type demands.cars.rate.2025-02-01
      expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, got a map with uniform
      That stands in an assumption, whose name is written here: assumptions: {rate: {uniform: …}}.
    "
  `);
});
