/** What is too large to be meant, or to be run, is refused where it stands, with the bound. */
import { describe, expect, test } from 'vitest';
import { SOUND, scenarioOf, settings, spoilt, told } from './reading.ts';

const toldWith = (values: Readonly<Record<string, unknown>>) => told(SOUND, settings(values));

test('a lead, a review and a validity have at most 100 years', () => {
  expect(
    toldWith({
      ...{ 'flows.plant.lead': '1e300 weeks', 'flows.mine.lead': '101 years' },
      ...{ 'licences.civil.phases[0].review': '1e9 weeks', 'licences.civil.phases[0].valid': '1e18 weeks' },
      'events[0].set."licences.civil.valid"': '200 years',
    }),
  ).toMatchInlineSnapshot(`
    "
    --set licences.civil.phases[0].review:1:1 error out-of-range licences.civil.phases[0].review
      expected a duration such as 6 weeks, got 1e9 weeks
      Write at most 100 years.
    --set licences.civil.phases[0].valid:1:1 error out-of-range licences.civil.phases[0].valid
      expected a duration such as 6 weeks, got 1e18 weeks
      Write at most 100 years; leave it out where it is for ever.
    --set flows.mine.lead:1:1 error out-of-range flows.mine.lead
      expected a duration such as 6 weeks, got 101 years
      Write at most 100 years.
    --set flows.plant.lead:1:1 error out-of-range flows.plant.lead
      expected a duration such as 6 weeks, got 1e300 weeks
      Write at most 100 years.
    --set events[0].set."licences.civil.valid":1:1 error out-of-range events[0].set."licences.civil.valid"
      expected a duration such as 6 weeks, got 200 years
      Write at most 100 years; leave it out where it is for ever.
    "
  `);
  expect(toldWith({ 'flows.plant.lead': '100 years', 'licences.civil.phases[0].valid': '100 years' })).toBe('sound');
});

test('no number is above 1e30, and what only divides may be as long as that', () => {
  expect(
    toldWith({
      ...{ 'stockpiles.ore.cover': '1e300 weeks', 'stockpiles.magnets.initial': '1e308 t' },
      ...{ 'flows.mine.capacity': '1e300 t/year', 'flows.plant.cost': 1e308, 'demands.cars.uses': '1e100 t/vehicle' },
      'assumptions.growth': 1e100,
    }),
  ).toMatchInlineSnapshot(`
    "
    --set assumptions.growth:1:1 error out-of-range assumptions.growth
      expected a finite number, got 1e+100
      Write at most 1e30, in tonnes and days.
    --set stockpiles.magnets.initial:1:1 error out-of-range stockpiles.magnets.initial
      expected an amount such as 500 t or a duration such as 6 weeks, got 1e308 t
      Write at most 1e30, in tonnes and days.
    --set stockpiles.ore.cover:1:1 error out-of-range stockpiles.ore.cover
      expected a duration such as 6 weeks, got 1e300 weeks
      Write at most 1e30, in tonnes and days.
    --set flows.mine.capacity:1:1 error out-of-range flows.mine.capacity
      expected a rate such as 5000 t/year, got 1e300 t/year
      Write at most 1e30, in tonnes and days.
    --set flows.plant.cost:1:1 error out-of-range flows.plant.cost
      expected a plain number, or money per unit such as 850 USD/kg, got 1e+308
      Write at most 1e30, in tonnes and days.
    --set demands.cars.uses:1:1 error out-of-range demands.cars.uses
      expected a quantity in t/vehicle, such as 10 t/vehicle, got 1e100 t/vehicle
      Write at most 1e30, in tonnes and days.
    "
  `);
  expect(toldWith({ 'stockpiles.ore.forecast': '1000000000000 years', 'stockpiles.ore.adjust': '1e12 years' })).toBe(
    'sound',
  );
});

test('a run is at most as large as its memory may be, what is under way or held included', () => {
  const flows = Array.from({ length: 4500 }, (_, i) => `  lane_${i}: {to: ore, capacity: 0 t/year, lead: 90 years}\n`);
  const text = spoilt(['horizon: 1 year', 'horizon: 1 year\nstep: 1 day'], ['flows:\n', `flows:\n${flows.join('')}`]);
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:4:10 error too-large horizon
      expected a run of at most 1024 MiB, got 1307 MiB for 366 steps
      Shorten the horizon, leads, reviews or validities, lengthen the step or split the network.
    "
  `);
});

describe('texts and counts have bounds', () => {
  test('a title, an id, prose, a number of runs', () => {
    const long = 'word '.repeat(20_000);
    expect(
      told(
        spoilt(
          ['title: Test', `title: ${long}\nabout: ${long}\nruns: 9007199254740991`],
          ['stockpiles:\n', `stockpiles:\n  ${'a'.repeat(101)}: {initial: 1 t, assumed: x}\n`],
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      s.yaml:2:8 error too-large title
        expected a text of at most 300 characters, got 99999 characters
        Shorten it; what is longer can stand in \`about\`.
      s.yaml:3:8 error too-large about
        expected a text of at most 20000 characters, got 99999 characters
        Shorten it.
      s.yaml:4:7 error wrong-type runs
        expected a number of at most 1000000000, got 9007199254740991
        Write it so; runs is for this: replicates of an ensemble.
      s.yaml:12:106 error wrong-type stockpiles.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        expected an id of at most 100 characters, got aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
        Write a shorter one; its \`title\` may be longer.
      "
    `);
    const within = spoilt([
      'title: Test',
      `title: ${'x'.repeat(300)}\nabout: ${'word '.repeat(4000)}\nruns: 1000000000`,
    ]);
    expect(scenarioOf(within).runs).toBe(1e9);
  });
});

test('a flow does not deliver to what it takes from, nor by-products to either end of it', () => {
  expect(
    told(
      spoilt(
        [
          'flows:\n',
          'flows:\n  round: {from: ore, to: ore, assumed: x}\n  mixed: {from: {ore: 1, magnets: 1}, to: ore, assumed: x}\n',
        ],
        ['    lead: 3 weeks', '    lead: 3 weeks\n    byproducts: {magnets: 2%, ore: 1%, reserve: 1%}'],
      ),
    ),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:21:43 error conflict flows.mixed.to
      expected another stockpile than it takes from, got ore
      Name another; what is used up on the way is a demand.
    s.yaml:30:18 error conflict flows.plant.byproducts.magnets
      expected another stockpile than it delivers to, got magnets
      Leave it out: it is what the flow delivers.
    s.yaml:30:31 error conflict flows.plant.byproducts.ore
      expected another stockpile than it takes from, got ore
      Give back what comes back through a stockpile of its own, such as scrap.
    s.yaml:20:26 error conflict flows.round.to
      expected another stockpile than it takes from, got ore
      Name another; what is used up on the way is a demand.
    "
  `);
});
