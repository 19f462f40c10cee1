/** The ledger of figures: what ships is sound, and every kind of fault in one is told. */
import { expect, test } from 'vitest';
import { claimRatios, formatClaim, parseYaml, pathText, readLedger, rivalGroups, usesOf } from '../../src/index.ts';
import { amountOf } from '../../src/scenario/evidence/ledger.ts';
import { read, SCENARIOS } from '../files.ts';

const DOCUMENTS = new Map(
  read('scenarios/data/documents.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => [line.split(',')[0] ?? '', Number(line.split(',')[1])] as const),
);
const LEDGER = readLedger('figures.yaml', read('scenarios/figures.yaml'), DOCUMENTS);

test('the ledger that ships has 78 figures of five documents and no fault', () => {
  expect(LEDGER.issues).toEqual([]);
  expect(LEDGER.figures).toHaveLength(78);
  expect(new Set(LEDGER.figures.map(({ document }) => document)).size).toBe(5);
});

test('public statistics are said to judge twenty-one of them', () => {
  expect(LEDGER.figures.filter((figure) => figure.public !== undefined)).toHaveLength(21);
});

test('rivals are grouped, put into one unit and compared with the least', () => {
  const group = rivalGroups(LEDGER.figures).find(({ members }) =>
    members.some(({ figure }) => figure.id === 'us_military_demand'),
  );
  const claims = group?.members.map(({ figure, amount }) => [figure.id, amount && formatClaim(amount)]);
  expect(claims).toEqual([
    ['us_military_demand', '250,000 t/year'],
    ['lockheed_demand', '1,000 t/year'],
    ['us_strategic_cover', '333 t/year'],
  ]);
  const ratios = claimRatios(group?.members.map(({ amount }) => amount) ?? []);
  expect(ratios.map((ratio) => Math.round(ratio ?? 0))).toEqual([751, 3, 1]);
});

test('claims of different kinds are not compared', () => {
  expect(claimRatios([amountOf('8 years'), amountOf('90%')])).toEqual([undefined, undefined]);
});

test('a value is a quantity, a range, a bound, or has no number', () => {
  expect(amountOf('> 70%')).toMatchObject({ low: 0.7, bound: 'above' });
  expect(amountOf(['8 years', '10 years'])).toMatchObject({ low: 8 * 365.25, high: 10 * 365.25 });
  expect(amountOf('2025-04-04')).toBeUndefined();
  expect(amountOf('civil short licences; military none')).toBeUndefined();
});

test('uses are found in figures, sources and reasons of the scenarios that ship', () => {
  const sources = SCENARIOS.flatMap((file) => parseYaml(file, read(file)).source ?? []);
  const uses = usesOf(LEDGER.figures, sources);
  expect(uses.get('us_auto_cover')?.map(({ file, path }) => `${file} ${pathText(path)}`)).toContain(
    'scenarios/world.yaml assumptions.us_auto_cover.figure',
  );
  expect(uses.get('licence_window')?.length).toBeGreaterThan(1);
});

test('every fault of a ledger is told at once, each with its line', () => {
  const faulty = `
- {id: a, value: 5 t/year, what: one, document: x.txt, line: 3, role: capacity, rivals: [b, nobody]}
- {id: b, value: 5 weeks, what: two, document: x.txt, line: 300, role: capacity}
- {id: b, value: 5 t, what: three, document: y.txt, line: 1, role: initial-stock, colour: red}
- {id: a, value: 70%, what: four, document: y.txt, line: 1, role: share}
`;
  const { issues } = readLedger('figures.yaml', faulty, new Map([['x.txt', 33]]));
  expect(
    issues.map(({ place, path, code, expected }) => `${place?.line} ${pathText(path)} ${code}: ${expected}`),
  ).toMatchInlineSnapshot(`
    [
      "4 [2] wrong-type: Unrecognized key: "colour"",
      "2 [0].rivals[0] conflict: b to name a as its rival too",
      "2 [0].rivals[1] unknown-reference: a figure of the ledger",
      "3 [1].line out-of-range: a line of the document, 1 to 33",
      "3 [1].value wrong-dimension: a rate such as 5000 t/year",
      "5 [3].id name-taken: an id of its own",
      "5 [3].document unknown-reference: a document of documents.csv",
    ]
  `);
});
