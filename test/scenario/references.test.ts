import { expect, test } from 'vitest';
import { spoilt, told } from './reading.ts';

test('every name of a stockpile or licence that does not exist is told once, and the nearest suggested', () => {
  const text = spoilt(
    ['    to: ore', '    to: oer'],
    ['    from: {ore: 1.5}', '    from: {ores: 1.5, nothing: 2}\n    byproducts: {reserv: 1%}'],
    ['    licence: civil', '    licence: cvil'],
    ['    from: reserve', '    from: reserv'],
    ['    from: magnets', '    from: magnet'],
  );
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:21:9 error unknown-reference flows.mine.to
      expected a stockpile that exists, got oer
      Did you mean ore?
    s.yaml:25:12 error unknown-reference flows.plant.from.ores
      expected a stockpile that exists, got ores
      Did you mean ore?
    s.yaml:25:23 error unknown-reference flows.plant.from.nothing
      expected a stockpile that exists, got nothing
      There are magnets, ore, reserve.
    s.yaml:26:18 error unknown-reference flows.plant.byproducts.reserv
      expected a stockpile that exists, got reserv
      Did you mean reserve?
    s.yaml:30:14 error unknown-reference flows.plant.licence
      expected a licence that exists, got cvil
      Did you mean civil?
    s.yaml:34:11 error unknown-reference flows.drain.from
      expected a stockpile that exists, got reserv
      Did you mean reserve?
    s.yaml:45:11 error unknown-reference demands.cars.from
      expected a stockpile that exists, got magnet
      Did you mean magnets?
    "
  `);
});

test('where there is nothing near, some that exist are named', () => {
  expect(
    told(spoilt(['    to: ore', '    to: zzz'], ['    licence: civil', '    licence: zzz'])),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:21:9 error unknown-reference flows.mine.to
      expected a stockpile that exists, got zzz
      There are magnets, ore, reserve.
    s.yaml:29:14 error unknown-reference flows.plant.licence
      expected a licence that exists, got zzz
      There are civil.
    "
  `);
});

test('where there are none at all, it is said where to add them', () => {
  const text = spoilt([/^licences:[\s\S]*(?=^demands)/m.exec(spoilt())?.[0] ?? '', '']);
  expect(told(text)).toMatchInlineSnapshot(`
    "
    s.yaml:29:14 error unknown-reference flows.plant.licence
      expected a licence that exists, got civil
      Add it under licences.
    "
  `);
});

test('a name that is there but faulty is not told again where it is used', () => {
  expect(
    told(spoilt(['    cover: 4 weeks', '    covr: 4 weeks'], ['    phases:\n', '    phase:\n'])),
  ).toMatchInlineSnapshot(`
    "
    s.yaml:11:5 error unknown-key stockpiles.ore.covr
      expected one of material, place, title, initial, cover, target, adjust, forecast, switchable, floors, price, holding, unit, source, assumed, got the key covr
      Did you mean cover?
    s.yaml:39:5 error unknown-key licences.civil.phase
      expected one of title, phases, source, assumed, got the key phase
      Did you mean phases?
    "
  `);
});
