import { expect, test } from 'vitest';
import { readScenario } from '../../src/index.ts';

const TEXT = `
version: 2
title: Half a year without magnets
start: 2025-04-04
horizon: 60 weeks
assumptions:
  stock: {value: 6 weeks, why: a test}
stockpiles:
  magnets: {cover: stock}
flows:
  imports: {to: magnets, lead: 5 weeks, source: a test}
demands:
  cars: {from: magnets, rate: 2000 t/year, source: a test}
`;
const OFFERS = `
explore:
  levers: [assumptions.stock]
  presets: [{title: {en: Twice the stock, zh: 库存加倍}, set: {assumptions.stock: 12 weeks}}]
`;

const reading = (text: string) => readScenario('a.yaml', () => ({ text }));

test('what is offered to whoever explores a scenario changes neither its digest nor what it is made again from', () => {
  const [plain, offering] = [TEXT, TEXT + OFFERS].map(reading);
  expect(offering.issues).toEqual([]);
  expect(offering.scenario?.explore).toEqual({
    levers: [{ path: 'assumptions.stock' }],
    presets: [{ title: 'Twice the stock', set: { 'assumptions.stock': '12 weeks' } }],
  });
  expect(offering.scenario?.digest).toBe(plain.scenario?.digest);
  expect(offering.resolved).toEqual(plain.resolved);
});

test('the ends of a lever are amounts of what it moves', () => {
  const levers = '[{path: assumptions.stock, from: 2 t, to: 26 weeks, step: a week}]';
  const { issues } = reading(TEXT + OFFERS.replace('[assumptions.stock]', levers));
  expect(
    issues.map(({ path, expected, found }) => `${path.join(' ')}: expected ${expected}, got ${found}`),
  ).toMatchInlineSnapshot(`
    [
      "explore levers 0 from: expected a duration such as 6 weeks, got 2 t",
      "explore levers 0 step: expected a unit or a name that exists, got a",
    ]
  `);
});

test('a path that leads nowhere is told, with the nearest there is', () => {
  const wrong = OFFERS.replace('[assumptions.stock]', '[assumptions.stok]').replace(
    '{assumptions.stock:',
    '{flows.import.lead:',
  );
  const { issues } = reading(TEXT + wrong);
  expect(
    issues.map(({ code, path, found, remedy, place }) => ({
      code,
      path: path.join(' '),
      found,
      remedy,
      line: place?.line,
    })),
  ).toMatchInlineSnapshot(`
    [
      {
        "code": "unknown-reference",
        "found": "assumptions.stok",
        "line": 16,
        "path": "explore levers 0",
        "remedy": "Did you mean stock?",
      },
      {
        "code": "unknown-reference",
        "found": "flows.import",
        "line": 17,
        "path": "explore presets 0 set flows.import.lead",
        "remedy": "Did you mean imports?",
      },
    ]
  `);
});
