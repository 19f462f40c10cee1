import { describe, expect, test } from 'vitest';
import { beside } from '../../src/scenario/files/extend.ts';
import { SOUND, scenarioOf, spoilt, told, toldOfEach, valueAt } from './reading.ts';

const child = (over: string, base = SOUND) => ({ 'c.yaml': `extends: s.yaml\n${over}`, 's.yaml': base });
const read = (over: string, base = SOUND) => scenarioOf(child(over, base), [], 'c.yaml');
const toldOf = (over: string, base = SOUND) => told(child(over, base), [], 'c.yaml');

describe('a file that extends another', () => {
  test('is that other, where it says nothing', () => {
    const { digest: _ours, ...ours } = read('');
    const { digest: _base, ...base } = scenarioOf(SOUND);
    expect(JSON.stringify(ours)).toBe(JSON.stringify(base));
  });

  test('merges maps deeply', () => {
    const scenario = read('title: Child\nflows: {plant: {lead: 5 weeks, release: {below: 3 days}}}\n');
    const plant = scenario.flows.find(({ id }) => id === 'plant');
    expect([scenario.title, valueAt(plant?.lead[0]?.value), plant?.licence, valueAt(plant?.releaseBelow)]).toEqual([
      ...['Child', 35, 'civil', 3],
    ]);
    expect(scenario.flows.map(({ id }) => id)).toEqual(['drain', 'mine', 'plant']);
  });

  test('removes with null', () => {
    const scenario = read('flows: {drain: null, plant: {share: null}}\nstockpiles: {reserve: null}\nevents: null\n');
    expect(scenario.flows.map(({ id }) => id)).toEqual(['mine', 'plant']);
    expect(scenario.stockpiles.map(({ id }) => id)).toEqual(['magnets', 'ore']);
    expect(scenario.flows[1]?.share.map(({ value }) => value)).toEqual([undefined]);
    expect(scenario.events).toEqual([]);
  });

  test('replaces lists whole', () => {
    const scenario = read('licences: {civil: {phases: [{from: 2025-02-01, allow: 0}]}}\nevents: []\n');
    expect(scenario.licences[0]?.phases.length).toBe(1);
    expect(scenario.events).toEqual([]);
  });

  test('replaces an assumption whole', () => {
    const { assumptions } = read('assumptions: {review_time: {value: 3 weeks}, growth: 9%}\n');
    expect(assumptions.map(({ written }) => written)).toEqual([{ value: '9%' }, { value: '3 weeks' }]);
  });

  test('replaces schedules and recipes whole', () => {
    const base = spoilt(
      ['    capacity: 5000 t/year', '    capacity: {2024-01-01: 1 t/year, 2025-06-01: 2 t/year}'],
      ['    from: {ore: 1.5}', '    from: {ore: 1.5, reserve: 1}'],
      ['    cover: 4 weeks', '    cover: {2024-01-01: 1 week, 2025-06-01: 2 weeks}'],
      ['    rate: 1000000 vehicle/year', '    rate: {2024-01-01: 1 vehicle/year, 2025-06-01: 2 vehicle/year}'],
    );
    const scenario = read(
      `flows: {mine: {capacity: {2025-01-01: 3 t/year}}, plant: {from: {ore: 2}}}
stockpiles: {ore: {cover: {2025-01-01: 3 weeks}}}
demands: {cars: {rate: {2025-01-01: 3 vehicle/year}}}
events: null\n`,
      base,
    );
    const [, mine, plant] = scenario.flows;
    expect(plant?.from.map(({ stockpile, perUnit }) => [stockpile, valueAt(perUnit[0].value)])).toEqual([['ore', 2]]);
    expect([mine?.capacity.length, scenario.stockpiles[1]?.cover.length, scenario.demands[0]?.rate.length]).toEqual([
      ...[1, 1, 1],
    ]);
  });

  test('replaces the horizon by an end, and an end by a horizon', () => {
    expect(read('end: 2025-03-05\n').steps).toBe(9);
    expect(read('horizon: 3 weeks\n', spoilt(['horizon: 1 year', 'end: 2026-01-01'])).steps).toBe(3);
    expect(toldOf('horizon: 3 weeks\nend: 2025-03-05\n')).toMatchInlineSnapshot(`
      "
      c.yaml:3:6 error conflict end
        expected either horizon or end, got both
        Keep one.
      "
    `);
  });

  test('may extend one that extends another', () => {
    const files = {
      'a.yaml': 'extends: b.yaml\ntitle: A\n',
      'b.yaml': 'extends: s.yaml\ntitle: B\nseed: b\n',
      's.yaml': SOUND,
    };
    expect(scenarioOf(files, [], 'a.yaml')).toMatchObject({ title: 'A', seed: 'b' });
  });
});

describe('faults of several files', () => {
  test('are told at once, each where it was written', () => {
    const base = spoilt(['    cover: 4 weeks', '    covr: 4 weeks'], ['    share: 90%', '    share: 90 t']);
    expect(toldOf('titel: x\nflows: {mine: {capacity: 5 weeks}, plant: {lead: 3}}\n', base)).toMatchInlineSnapshot(`
      "
      s.yaml:11:5 error unknown-key stockpiles.ore.covr
        expected one of material, place, title, initial, cover, target, adjust, forecast, switchable, floors, price, holding, unit, source, assumed, got the key covr
        Did you mean cover?
      c.yaml:2:1 error unknown-key titel
        expected one of version, title, about, extends, tables, start, horizon, end, step, disruption, focus, measure, discount, seed, runs, units, assumptions, together, stockpiles, flows, licences, demands, markets, processes, events, causes, observations, expect, tolerance, explore, got the key titel
        Did you mean title?
      c.yaml:3:26 error wrong-dimension flows.mine.capacity
        expected a rate such as 5000 t/year, got 5 weeks
        That is a duration; write a rate.
      c.yaml:3:50 error wrong-dimension flows.plant.lead
        expected a duration such as 6 weeks, got 3
        Add the unit.
      s.yaml:30:12 error wrong-dimension flows.plant.share
        expected a plain number of at least 0 such as 90%, got 90 t
        That is an amount; write a plain number.
      "
    `);
  });

  test('within a list or an assumption stand in the file that replaced it', () => {
    const over =
      'licences: {civil: {phases: [{allow: 0}]}}\nassumptions: {review_time: {uniform: [3 weeks, 2 weeks]}}\n';
    expect(toldOf(over)).toMatchInlineSnapshot(`
      "
      c.yaml:2:29 error missing-key licences.civil.phases[0].from
        expected a date such as 2025-04-04, got nothing
        Add from: the day it begins; it holds until the next.
      c.yaml:3:38 error out-of-range assumptions.review_time.uniform
        expected uniform [a, b] with a ≤ b, got 3 weeks, 2 weeks
        Mend the numbers of this assumption.
      "
    `);
  });

  test('that lie in what was removed are told where it was', () => {
    expect(toldOf('title: null\nflows: {mine: {to: null}}\nstockpiles: {reserve: null}\n')).toMatchInlineSnapshot(`
      "
      c.yaml:2:8 error missing-key title
        expected a text, got nothing
        Add title: the question in a line.
      c.yaml:3:20 error missing-key flows.mine.to
        expected an id in snake_case, got nothing
        Add to: the stockpile it delivers to.
      s.yaml:33:11 error unknown-reference flows.drain.from
        expected a stockpile that exists, got reserve
        There are magnets, ore.
      "
    `);
  });
});

describe('a null', () => {
  test('with nothing to remove is told, as a name may be misspelt', () => {
    expect(
      toldOf('stockpiles: {reserv: null, ore: {target: null}}\nassumptions: {zzz: null}\n'),
    ).toMatchInlineSnapshot(`
      "
      c.yaml:2:14 error unknown-reference stockpiles.reserv
        expected null for what an extended file has, got reserv
        Did you mean reserve?
      c.yaml:2:34 error unknown-reference stockpiles.ore.target
        expected null for what an extended file has, got target
        Write a value, or take the key out.
      c.yaml:3:15 error unknown-reference assumptions.zzz
        expected null for what an extended file has, got zzz
        Write a value, or take the key out.
      "
    `);
  });

  test('in a file that extends nothing is a value forgotten', () => {
    const text = spoilt(
      ['title: Test', 'title:'],
      ['    cover: 4 weeks', '    cover: null\n    place:'],
      ['{from: 2025-06-01}', '{from: 2025-06-01, allow: null}'],
      ['    from: {ore: 1.5}', '    from: {ore: }'],
    );
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:2:1 error missing-key title
        expected a value of title, got nothing
        Write one, or take the key out.
      s.yaml:11:5 error missing-key stockpiles.ore.cover
        expected a value of cover, got nothing
        Write one, or take the key out.
      s.yaml:12:5 error missing-key stockpiles.ore.place
        expected a value of place, got nothing
        Write one, or take the key out.
      s.yaml:26:12 error missing-key flows.plant.from.ore
        expected a value of ore, got nothing
        Write one, or take the key out.
      s.yaml:42:28 error missing-key licences.civil.phases[1].allow
        expected a value of allow, got nothing
        Write one, or take the key out.
      "
    `);
  });

  test('after a comma within { } is the rest of a text that wants quotes', () => {
    const text = spoilt(['{from: 2025-06-01}', '{from: 2025-06-01, allow: min(x, 5%) + 1}']);
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:41:42 error missing-key licences.civil.phases[1].5%) + 1
        expected a key with a value, got 5%) + 1
        Put the text in quotes: within { } a comma ends it.
      s.yaml:41:35 error bad-expression licences.civil.phases[1].allow
        expected a number, a quantity with its unit or a formula, got min(x
        It can't be read: Parenthesis ) expected (char 6).
      "
    `);
  });

  test('in a list is no item', () => {
    expect(
      told(spoilt(['{from: 2025-06-01}', 'null'], ['units: [vehicle]', 'units: [vehicle, null]'])),
    ).toMatchInlineSnapshot(`
      "
      s.yaml:5:18 error wrong-type units[1]
        expected an id in snake_case, got nothing
        Write it so; it is for this: a thing.
      s.yaml:41:9 error wrong-type licences.civil.phases[1]
        expected a map, got nothing
        Write it so.
      "
    `);
  });
});

describe('a file that can not be extended', () => {
  test('is told where it is named, with what else is wrong in the files that could be read', () => {
    expect(
      toldOfEach([
        ['missing', { 's.yaml': 'extends: nothing.yaml\ntitel: x\nflows: {mine: {leed: 5}}\n' }],
        [
          'missing beside a file in a folder',
          { 's.yaml': 'extends: a/b.yaml\n', 'a/b.yaml': 'extends: ../c/d.yaml\n' },
        ],
        ['not YAML', { 's.yaml': 'extends: b.yaml\ntitel: x\n', 'b.yaml': 'a: "x' }],
        ['a list', { 's.yaml': 'extends: b.yaml\n', 'b.yaml': '- a\n' }],
        ['itself', { 's.yaml': 'extends: ./s.yaml\n' }],
        ['in a round', { 's.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: c.yaml\n', 'c.yaml': 'extends: s.yaml\n' }],
        ['a number', { 's.yaml': `extends: 5\n${SOUND}` }],
        ['newer', { 's.yaml': 'extends: b.yaml\nversion: 1\n', 'b.yaml': 'version: 7\n' }],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — missing
      s.yaml:1:10 error missing-file extends
        expected a file that can be read, got nothing.yaml: there is no such file
        Check the path; it is relative to the file that names it.
      s.yaml:3:16 error unknown-key flows.mine.leed
        expected one of title, from, to, lead, capacity, share, cost, priority, licence, byproducts, projects, release, waits, opens, standby, source, assumed, got the key leed
        Did you mean lead?
      s.yaml:2:1 error unknown-key titel
        expected one of version, title, about, extends, tables, start, horizon, end, step, disruption, focus, measure, discount, seed, runs, units, assumptions, together, stockpiles, flows, licences, demands, markets, processes, events, causes, observations, expect, tolerance, explore, got the key titel
        Did you mean title?
      — missing beside a file in a folder
      a/b.yaml:1:10 error missing-file extends
        expected a file that can be read, got c/d.yaml: there is no such file
        Check the path; it is relative to the file that names it.
      — not YAML
      b.yaml:1:4 error not-yaml
        expected a closing quote, got none
        Close the text that is opened here.
      s.yaml:2:1 error unknown-key titel
        expected one of version, title, about, extends, tables, start, horizon, end, step, disruption, focus, measure, discount, seed, runs, units, assumptions, together, stockpiles, flows, licences, demands, markets, processes, events, causes, observations, expect, tolerance, explore, got the key titel
        Did you mean title?
      — a list
      b.yaml:1:1 error wrong-type
        expected a map with version, title, start, …, got a list of 1
        Start with version: 2, title and start, as scenarios/README.md shows.
      — itself
      s.yaml:1:10 error cycle extends
        expected files that do not extend themselves, got s.yaml → s.yaml
        Take one \`extends\` out.
      — in a round
      c.yaml:1:10 error cycle extends
        expected files that do not extend themselves, got s.yaml → b.yaml → c.yaml → s.yaml
        Take one \`extends\` out.
      — a number
      s.yaml:1:10 error wrong-type extends
        expected a text, got the number 5
        Put it in quotes.
      — newer
      b.yaml:1:10 error newer-version version
        expected version 2 of the format, got 7
        This file was written for a newer chokepoint: update the program.
      "
    `);
  });

  test('is the file itself, where there is none', () => {
    expect(told({}, [], 'nowhere.yaml')).toMatchInlineSnapshot(`
      "
      nowhere.yaml:1:1 error missing-file
        expected a file that can be read, got nowhere.yaml: there is no such file
        Check the path.
      "
    `);
  });
});

test.each([
  ['s.yaml', 'b.yaml', 'b.yaml'],
  ['a/s.yaml', 'b.yaml', 'a/b.yaml'],
  ['a/s.yaml', './b.yaml', 'a/b.yaml'],
  ['a/b/s.yaml', '../c/d.yaml', 'a/c/d.yaml'],
  ['s.yaml', '../b.yaml', '../b.yaml'],
  ['../s.yaml', '../b.yaml', '../../b.yaml'],
  ['a/s.yaml', '/b.yaml', '/b.yaml'],
])('beside %s, %s is %s', (from, relative, path) => {
  expect(beside(from, relative)).toBe(path);
});

test('a study in the place of a scenario is told how it is run', () => {
  const study = 'version: 2\ntitle: Two policies\nbase: base.yaml\nvariants: {a: {set: {title: A}}}\n';
  expect(told({ 's.yaml': study })).toMatchInlineSnapshot(`
    "
    s.yaml:1:1 error wrong-type
      expected a scenario, got a study
      Run it by chokepoint compare s.yaml, or name its base.
    "
  `);
});
