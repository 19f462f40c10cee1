import { expect, test } from 'vitest';
import { scenarioOf, spoilt, told, toldOfEach } from './reading.ts';

const TWO_DEMANDS = [
  '    assumed: a round number\nevents:',
  '    assumed: a round number\n  arms:\n    from: magnets\n    rate: 10 t/year\n    assumed: a round number\n  smelters:\n    from: ore\n    rate: 10 t/year\n    assumed: a round number\nevents:',
] as const;

const focused = (written: string) =>
  spoilt(
    ['units: [vehicle]', `units: [vehicle]\nfocus: ${written}`],
    ['    initial: 6 weeks', '    material: magnet\n    initial: 6 weeks'],
    TWO_DEMANDS,
  );

test.each([
  ['demands.cars', ['cars']],
  ['[demands.cars, demands.arms, demands.cars]', ['cars', 'arms']],
  ['{material: magnet}', ['arms', 'cars']],
])('a scenario is about %s', (written, ids) => {
  expect(scenarioOf(focused(written)).focus).toEqual(ids);
});

test('a scenario that does not say it is about nobody by name', () => {
  expect(scenarioOf(spoilt()).focus).toEqual([]);
});

test('a focus that names no demand is refused with the nearest', () => {
  expect(
    toldOfEach([
      ['misspelt', focused('demands.carss')],
      ['an id alone', focused('cars')],
      ['something else', focused('flows.mine')],
      ['in a list', focused('[demands.cars, demands.planes]')],
      ['of a misspelt material', focused('{material: magnets}')],
      ['of a material that nobody needs', focused('{material: gallium}')],
      ['of neither', focused('{place: US}')],
      ['a number', focused('5')],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — misspelt
    s.yaml:6:8 error unknown-reference focus
      expected the path of a demand or a market, such as demands.us_auto, got demands.carss
      Did you mean demands.cars?
    — an id alone
    s.yaml:6:8 error unknown-reference focus
      expected the path of a demand or a market, such as demands.us_auto, got cars
      Did you mean demands.cars?
    — something else
    s.yaml:6:8 error unknown-reference focus
      expected the path of a demand or a market, such as demands.us_auto, got flows.mine
      Name a demand, such as demands.cars.
    — in a list
    s.yaml:6:23 error unknown-reference focus[1]
      expected the path of a demand or a market, such as demands.us_auto, got demands.planes
      Did you mean demands.arms?
    — of a misspelt material
    s.yaml:6:19 error unknown-reference focus.material
      expected the material of a stockpile that a demand draws on, got magnets
      Did you mean magnet?
    — of a material that nobody needs
    s.yaml:6:19 error unknown-reference focus.material
      expected the material of a stockpile that a demand draws on, got gallium
      Known are: magnet.
    — of neither
    s.yaml:6:1 error missing-key focus.material
      expected a text, got nothing
      Add material: all demands on stockpiles of this material.
    s.yaml:6:9 error unknown-key focus.place
      expected one of material, got the key place
      Take it out; a remark can stand in a comment, after #.
    — a number
    s.yaml:6:8 error wrong-type focus
      expected a demand such as demands.us_auto, a list of them, or {material: magnet}, got 5
      Write it so; focus is for this: whom the scenario is about, first in every chart and table: a demand such as \`demands.us_auto\`, a list of them, or \`{material: magnet}\`; a market such as \`markets.us\` where it asks for a price.
    "
  `);
});

test('a demand that could not be read is told once', () => {
  const text = focused('demands.cars').replace('    rate: 1000000 vehicle/year\n', '');
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:45:3 error missing-key demands.cars.rate
      expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, or dated values, or {data, column, unit}, got nothing
      Add rate: how much is needed: of material, or of things that use it.
    "
  `);
});
