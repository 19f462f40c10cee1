import { describe, expect, test } from 'vitest';
import type { Flow } from '../../src/scenario/supply-network.ts';
import type { Schedule } from '../../src/scenario/values.ts';
import { scenarioOf, spoilt, told, toldOfEach, valueAt } from './reading.ts';

const first = (schedule: Schedule | undefined) => valueAt(schedule?.[0]?.value);
const flowOf = (text: string, id = 'plant') => scenarioOf(text).flows.find((one) => one.id === id) as Flow;

describe('what is not said is the default', () => {
  test('of a stockpile', () => {
    const { stockpiles } = scenarioOf(spoilt(['    cover: 4 weeks\n', '']));
    const ore = stockpiles.find(({ id }) => id === 'ore');
    expect(ore).toMatchObject({
      title: 'ore',
      unit: { name: 't', scale: 1, base: 't' },
      initial: undefined,
      target: undefined,
    });
    expect([valueAt(ore?.adjust), valueAt(ore?.forecast), valueAt(ore?.switchable)]).toEqual([56, 56, 1]);
    expect(ore?.cover.map(({ value }) => value)).toEqual([undefined]);
  });

  test('of a flow', () => {
    const flow = flowOf(
      spoilt(['    capacity: 5000 t/year\n', ''], ['set: {flows.mine.capacity: 3000 t/year}, ', '']),
      'mine',
    );
    expect(flow).toMatchObject({ from: [], byproducts: [], priority: 1, licence: undefined });
    expect(flow).toMatchObject({ projects: [], releaseBelow: undefined });
    expect(
      [flow.capacity, flow.share, flow.lead, flow.cost].map((schedule) => schedule.map(({ value }) => value)),
    ).toEqual([...[[undefined], [undefined], [undefined], [undefined]]]);
  });

  test('of a demand', () => {
    const { demands } = scenarioOf(spoilt(['    uses: 2 kg/vehicle\n', ''], ['1000000 vehicle/year', '2000 t/year']));
    expect(demands[0]).toMatchObject({
      uses: undefined,
      product: undefined,
      priority: 1,
      backordered: false,
      conserve: undefined,
    });
    expect(valueAt(demands[0]?.noise)).toBe(0);
  });

  test('as a title, the id in words', () => {
    const text = spoilt(['  mine:\n', '  big_old_mine:\n'], ['flows.mine.', 'flows.big_old_mine.']);
    expect(scenarioOf(text).flows.map(({ title }) => title)).toEqual(['big old mine', 'drain', 'plant']);
  });
});

describe('a stockpile', () => {
  test('begins with an amount or with a time of use', () => {
    const initial = (text: string) => {
      const stockpile = scenarioOf(spoilt(['    initial: 6 weeks', `    initial: ${text}`])).stockpiles.find(
        ({ id }) => id === 'magnets',
      );
      return [stockpile?.initial?.of, valueAt(stockpile?.initial?.value)];
    };
    expect([initial('6 weeks'), initial('500 t'), initial('2 kt'), initial('0')]).toEqual([
      ...[
        ['duration', 42],
        ['amount', 500],
        ['amount', 2000],
        ['amount', 0],
      ],
    ]);
  });

  test.each([
    ['kg', { name: 'kg', scale: 0.001, base: 't' }],
    ['kt', { name: 'kt', scale: 1000, base: 't' }],
    ['lb', { name: 'lb', base: 't' }],
  ])('is shown in its unit, %s, and computed in tonnes', (unit, shown) => {
    const text = spoilt(['    cover: 4 weeks', `    cover: 4 weeks\n    unit: ${unit}`]);
    expect(scenarioOf(text).stockpiles.find(({ id }) => id === 'ore')?.unit).toMatchObject(shown);
  });

  test('may hold things, counted in pieces', () => {
    const text = spoilt(
      ['    target: 500 t', '    target: 500 vehicles\n    unit: vehicle'],
      ['    from: reserve\n    to: magnets', '    from: {reserve: 2 vehicle/t}\n    to: magnets'],
    );
    const reserve = scenarioOf(text).stockpiles.find(({ id }) => id === 'reserve');
    expect(reserve?.unit).toMatchObject({ name: 'vehicle', scale: 1, base: 'vehicle' });
    expect(first(reserve?.target)).toBe(500);
  });

  test('is refused with a unit of something else, or with cover and target', () => {
    const unit = (name: string) => spoilt(['    cover: 4 weeks', `    cover: 4 weeks\n    unit: ${name}`]);
    expect(
      toldOfEach([
        ['a time', unit('week')],
        ['not known', unit('vehicl')],
        ['of two meanings', unit('ton')],
        ['a rate', unit('t/year')],
        ['both', spoilt(['    cover: 4 weeks', '    cover: 4 weeks\n    target: 5 t'])],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — a time
      s.yaml:12:11 error wrong-dimension stockpiles.ore.unit
        expected a unit of mass such as t or kg, or a thing listed under units, got week
        Write t, or list the thing under units.
      — not known
      s.yaml:12:11 error wrong-dimension stockpiles.ore.unit
        expected a unit of mass such as t or kg, or a thing listed under units, got vehicl
        Write t, or list the thing under units.
      — of two meanings
      s.yaml:12:11 error wrong-dimension stockpiles.ore.unit
        expected a unit of mass such as t or kg, or a thing listed under units, got ton
        Write t, or list the thing under units.
      — a rate
      s.yaml:12:11 error wrong-dimension stockpiles.ore.unit
        expected a unit of mass such as t or kg, or a thing listed under units, got t/year
        Write t, or list the thing under units.
      — both
      s.yaml:12:13 error conflict stockpiles.ore.target
        expected either cover or target, got both
        Keep one; in an extending file, remove the other with null.
      "
    `);
  });
});

describe('a flow', () => {
  const from = (recipe: string) => spoilt(['    from: {ore: 1.5}', `    from: ${recipe}`]);

  test('takes one for one from a stockpile that is named alone', () => {
    const { from: taken } = flowOf(from('ore'));
    expect(taken.map(({ stockpile, perUnit }) => [stockpile, valueAt(perUnit[0].value)])).toEqual([['ore', 1]]);
  });

  test.each([
    ['{ore: 1.5}', 1.5],
    ['{ore: 2%}', 0.02],
    ['{ore: 20 kg/t}', 0.02],
    ['{ore: "1 / (85%)"}', 1 / 0.85],
  ])('a recipe between masses is a ratio of masses, whatever they are shown in: %s', (recipe, perUnit) => {
    const shown = from(recipe).replace('    cover: 4 weeks', '    cover: 4 weeks\n    unit: kg');
    expect(valueAt(flowOf(shown).from[0]?.perUnit[0].value)).toBeCloseTo(perUnit, 15);
  });

  test('takes from several, sorted by id, and gives by-products', () => {
    expect(flowOf(from('{reserve: 10%, ore: 1.5}')).from.map(({ stockpile }) => stockpile)).toEqual(['ore', 'reserve']);
    const { byproducts } = flowOf(from('{ore: 1.5}\n    byproducts: {reserve: 1%}'));
    expect(byproducts.map(({ stockpile, perUnit }) => [stockpile, valueAt(perUnit)])).toEqual([['reserve', 0.01]]);
  });

  test.each([
    ['1.0', 1],
    ['850 USD/kg', 850_000],
    ['3 MUSD/kt', 3000],
  ])('costs %s: per tonne, relative or in dollars', (cost, perTonne) => {
    expect(
      valueAt(flowOf(spoilt(['    lead: 3 weeks', `    lead: 3 weeks\n    cost: ${cost}`])).cost[0].value),
    ).toBeCloseTo(perTonne, 9);
  });

  test('has projects, that may take their time', () => {
    const text = spoilt([
      '    lead: 3 weeks',
      '    lead: 3 weeks\n    projects: [{title: 10X, adds: 365.25 t/year, decided: 2025-07-10, takes: 1 year, ramp: 2 weeks}, {adds: 0, decided: 2025-07-10, takes: 0}]',
    ]);
    const projects = flowOf(text).projects.map(({ title, adds, decided, takes, ramp }) => [
      title,
      valueAt(adds),
      decided,
      valueAt(takes),
      valueAt(ramp),
    ]);
    expect(projects).toEqual([
      ['10X', 1, 20279, 365.25, 14],
      ['plant', 0, 20279, 0, 0],
    ]);
  });

  test('is refused where its numbers do not fit its stockpiles', () => {
    const counted: [string, string] = ['    target: 500 t', '    target: 500 vehicle\n    unit: vehicle'];
    expect(
      toldOfEach([
        ['a recipe of nothing', from('{}')],
        ['a recipe without a number', from('{ore: }')],
        ['nothing of it', from('{ore: 0}')],
        ['less than nothing', from('{ore: -1}\n    byproducts: {reserve: -2%}')],
        ['things and mass', spoilt(counted)],
        ['things per mass wanted', spoilt(counted, ['    from: reserve', '    from: {reserve: 2}'])],
        ['a plain capacity', spoilt(['    capacity: 5000 t/year', '    capacity: 5000'])],
        ['an amount as capacity', spoilt(['    capacity: 5000 t/year', '    capacity: 5000 t'])],
        ['a plain lead', spoilt(['    lead: 3 weeks', '    lead: 3'])],
        ['a cost per time', spoilt(['    lead: 3 weeks', '    lead: 3 weeks\n    cost: 5 USD/week'])],
        [
          'negative',
          spoilt(
            ['    capacity: 5000 t/year', '    capacity: -5000 t/year'],
            ['    share: 90%', '    share: -90%'],
            ['    lead: 3 weeks', '    lead: 0 weeks - 1 week'],
          ),
        ],
        [
          'projects without capacity',
          spoilt(['    capacity: 5000 t/year', '    projects: [{adds: 5 t/year, decided: 2025-01-01, takes: 1 year}]']),
        ],
        [
          'faulty projects',
          spoilt(['    lead: 3 weeks', '    projects: [{adds: 5, decided: 2025-02-30, takes: 5 t}]']),
        ],
        ['a release from nowhere', spoilt(['    from: reserve\n', ''])],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — a recipe of nothing
      s.yaml:25:11 error missing-key flows.plant.from
        expected at least one stockpile, got none
        Name what it takes, or leave from out.
      — a recipe without a number
      s.yaml:25:12 error missing-key flows.plant.from.ore
        expected a value of ore, got nothing
        Write one, or take the key out.
      — nothing of it
      s.yaml:25:17 error out-of-range flows.plant.from.ore
        expected more than 0, got 0
        Leave out what it does not take.
      — less than nothing
      s.yaml:25:17 error out-of-range flows.plant.from.ore
        expected a plain number such as 0.25 or 25%, at least 0, got -1
        Write at least 0.
      s.yaml:26:27 error out-of-range flows.plant.byproducts.reserve
        expected a plain number such as 0.25 or 25%, at least 0, got -2%
        Write at least 0.
      — things and mass
      s.yaml:34:11 error wrong-dimension flows.drain.from
        expected {reserve: vehicle per t}, as reserve is counted in vehicle and magnets in t, got reserve
        Say how much one takes of the other.
      — things per mass wanted
      s.yaml:34:21 error wrong-dimension flows.drain.from.reserve
        expected a quantity in vehicle/t, such as 10 vehicle/t, got 2
        Add the unit.
      — a plain capacity
      s.yaml:22:15 error wrong-dimension flows.mine.capacity
        expected a rate such as 5000 t/year, got 5000
        Add the unit.
      — an amount as capacity
      s.yaml:22:15 error wrong-dimension flows.mine.capacity
        expected a rate such as 5000 t/year, got 5000 t
        That is an amount; write a rate.
      — a plain lead
      s.yaml:27:11 error wrong-dimension flows.plant.lead
        expected a duration such as 6 weeks, got 3
        Add the unit.
      — a cost per time
      s.yaml:28:11 error wrong-dimension flows.plant.cost
        expected a plain number, or money per unit such as 850 USD/kg, got 5 USD/week
        That is a rate in USD/year; write a plain number or a price.
      — negative
      s.yaml:22:15 error out-of-range flows.mine.capacity
        expected a rate such as 5000 t/year, at least 0, got -5000 t/year
        Write at least 0.
      s.yaml:27:11 error out-of-range flows.plant.lead
        expected a duration such as 6 weeks, at least 0, got 0 weeks - 1 week, which is -7 day
        Write at least 0.
      s.yaml:30:12 error out-of-range flows.plant.share
        expected a plain number of at least 0 such as 90%, got -90%
        Write at least 0.
      — projects without capacity
      s.yaml:20:3 error missing-key flows.mine.capacity
        expected the capacity that the projects add to, got nothing
        Add capacity; 0 t/year where there is none yet.
      — faulty projects
      s.yaml:27:23 error wrong-dimension flows.plant.projects[0].adds
        expected a rate such as 5000 t/year, got 5
        Add the unit.
      s.yaml:27:35 error bad-date flows.plant.projects[0].decided
        expected a date such as 2025-04-04, got 2025-02-30
        Write year-month-day, a day that exists.
      s.yaml:27:54 error wrong-dimension flows.plant.projects[0].takes
        expected a duration such as 6 weeks, got 5 t
        That is an amount; write a duration.
      — a release from nowhere
      s.yaml:32:3 error missing-key flows.drain.from
        expected the reserve that it releases from, got nothing
        Add from.
      "
    `);
  });
});

describe('a demand', () => {
  const demand = (rate: string, uses: string) =>
    spoilt(
      ['rate: 1000000 vehicle/year', `rate: ${rate}`],
      ['    uses: 2 kg/vehicle\n', uses === '' ? '' : `    uses: ${uses}\n`],
    );
  const read = (text: string) => {
    const [one] = scenarioOf(text).demands;
    return [first(one?.rate), first(one?.uses), one?.product];
  };

  test('is a rate of material', () => {
    expect(read(demand('3652.5 t/year', ''))).toEqual([10, undefined, undefined]);
  });

  test('or a rate of things, each of which uses some', () => {
    expect(read(demand('365250 vehicles/year', '2 kg/vehicle'))).toEqual([1000, 0.002, 'vehicle']);
  });

  test('or a rate of material, of which some is used', () => {
    expect(read(demand('3652.5 t/year', '20%'))).toEqual([10, 0.2, 't']);
  });

  test('whose uses may change, so that thrift can be written', () => {
    expect(
      told(demand('5 vehicle/week', '"2 kg/vehicle * (1 - 20% * ramp(since(\\"2025-07-01\\"), 1 year))"')),
    ).toMatchInlineSnapshot(`
      "
      s.yaml:46:11 error bad-expression demands.cars.uses
        expected a percent in brackets after + or −, got a bare percent after -
        Write 2 + (5%), which is 2.05, or 2 * (1 + (5%)), which is 2.1.
      "
    `);
    expect(told(demand('5 vehicle/week', '"2 kg/vehicle * (1 - 0.2 * ramp(since(\\"2025-07-01\\"), 1 year))"'))).toBe(
      'sound',
    );
    expect(told(demand('5 vehicle/week', '{2025-01-01: 2 kg/vehicle, 2025-07-01: 1 kg/vehicle}'))).toBe('sound');
  });

  test('backordered, noisy, conserving, as it says', () => {
    const text = spoilt([
      '    uses: 2 kg/vehicle',
      '    uses: 2 kg/vehicle\n    unmet: backordered\n    noise: 10%\n    conserve: 4 weeks\n    priority: 2',
    ]);
    const [one] = scenarioOf(text).demands;
    expect([one?.backordered, valueAt(one?.noise), valueAt(one?.conserve), one?.priority]).toEqual([true, 0.1, 28, 2]);
  });

  test('is refused where rate and uses do not make a rate of material', () => {
    expect(
      toldOfEach([
        ['things without uses', demand('5 vehicle/week', '')],
        ['uses of other things', demand('5 vehicle/week', '2 kg')],
        ['uses turned round', demand('5 vehicle/week', '2 vehicle/kg')],
        ['not per time', demand('5 vehicle', '2 kg/vehicle/week')],
        [
          'things of two kinds',
          spoilt(
            ['units: [vehicle]', 'units: [vehicle, plane]'],
            ['rate: 1000000 vehicle/year', 'rate: {2025-01-01: 5 vehicle/week, 2025-02-01: 6 plane/week}'],
          ),
        ],
        ['negative', demand('-5 vehicle/week', '-2 kg/vehicle')],
        ['plain', demand('5', '')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — things without uses
      s.yaml:45:11 error wrong-dimension demands.cars.rate
        expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, got 5 vehicle/week
        That is a rate in vehicle/year; write a rate.
      — uses of other things
      s.yaml:46:11 error wrong-dimension demands.cars.uses
        expected a quantity in t/vehicle, such as 10 t/vehicle, got 2 kg
        That is an amount; write a quantity in t/vehicle.
      — uses turned round
      s.yaml:46:11 error wrong-dimension demands.cars.uses
        expected a quantity in t/vehicle, such as 10 t/vehicle, got 2 vehicle/kg
        That is a quantity in vehicle/t; write a quantity in t/vehicle.
      — not per time
      s.yaml:45:11 error wrong-dimension demands.cars.rate
        expected a rate such as 1200000 vehicle/year, got a number of things
        Say per which time.
      — things of two kinds
      s.yaml:45:52 error wrong-dimension demands.cars.rate.2025-02-01
        expected a rate in vehicle/year, such as 10 vehicle/year, got a rate in plane/year
        Count the same things at all times.
      — negative
      s.yaml:45:11 error out-of-range demands.cars.rate
        expected a rate such as 1200000 vehicle/year, at least 0, got -5 vehicle/week
        Write at least 0.
      s.yaml:46:11 error out-of-range demands.cars.uses
        expected a quantity in t/vehicle, such as 10 t/vehicle, at least 0, got -2 kg/vehicle
        Write at least 0.
      — plain
      s.yaml:45:11 error wrong-dimension demands.cars.rate
        expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, got 5
        Add the unit.
      "
    `);
  });
});

describe('a licence', () => {
  test('is refused where its terms are none', () => {
    const term = (text: string) => spoilt(['approve: 25%', text]);
    expect(
      toldOfEach([
        ['more than all', term('approve: 125%')],
        ['less than none', term('allow: -0.1')],
        ['a limit without time', term('limit: 500 t')],
        ['a review without unit', term('allow: 1, review: 9').replace('review: review_time, ', '')],
        [
          'no phases',
          spoilt([
            '    phases:\n      - {from: 2025-03-01, review: review_time, approve: 25%, valid: 6 months, assumed: a rule}\n      - {from: 2025-06-01}\n',
            '    phases: []\n',
          ]),
        ],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — more than all
      s.yaml:40:58 error out-of-range licences.civil.phases[0].approve
        expected a share from 0 to 1 such as 25%, got 125%
        Write at most 1.
      — less than none
      s.yaml:40:56 error out-of-range licences.civil.phases[0].allow
        expected a share from 0 to 1 such as 25%, got -0.1
        Write at least 0.
      — a limit without time
      s.yaml:40:56 error wrong-dimension licences.civil.phases[0].limit
        expected a rate such as 5000 t/year, got 500 t
        That is an amount; write a rate.
      — a review without unit
      s.yaml:40:46 error wrong-dimension licences.civil.phases[0].review
        expected a duration such as 6 weeks, got 9
        Add the unit.
      — no phases
      s.yaml:39:13 error wrong-type licences.civil.phases
        expected a list of at least 1, got an empty list
        Write it so; phases is for this: by date; open before the first.
      "
    `);
  });

  test('limits in the unit of its flows', () => {
    const text = spoilt(
      ['    initial: 6 weeks', '    initial: 6 weeks\n    unit: vehicle'],
      ['    from: {ore: 1.5}', '    from: {ore: 1.5 kg/vehicle}'],
      ['    capacity: 3000 t/year', '    capacity: 3000 vehicle/year'],
      ['    from: reserve', '    from: {reserve: 1 kg/vehicle}'],
      ['approve: 25%', 'limit: 5 vehicle/week'],
      ['    uses: 2 kg/vehicle\n', ''],
    );
    expect(told(text)).toBe('sound');
    expect(told(text.replace('limit: 5 vehicle/week', 'limit: 5 t/week'))).toMatchInlineSnapshot(`
      "
      s.yaml:41:56 error wrong-dimension licences.civil.phases[0].limit
        expected a rate in vehicle/year, such as 10 vehicle/year, got 5 t/week
        That is a rate; write a rate in vehicle/year.
      "
    `);
  });
});

test('entities are sorted by id, whatever their order in the file', () => {
  const text = spoilt([
    'stockpiles:\n',
    'stockpiles:\n  zinc: {cover: 1 week, assumed: x}\n  alloy: {cover: 1 week, assumed: x}\n',
  ]);
  expect(scenarioOf(text).stockpiles.map(({ id }) => id)).toEqual(['alloy', 'magnets', 'ore', 'reserve', 'zinc']);
});
