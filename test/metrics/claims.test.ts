/** Claims of documents, put to the test both ways. */
import { describe, expect, test } from 'vitest';
import { answer, claimReader, pathText, readScenario, tryClaims } from '../../src/index.ts';

/** A stock of so many days, whose one lane closes for good when two weeks' goods are on their way. */
const base = (...expect: string[]) => `version: 2
title: A stock and a lane
start: 2025-01-01
step: 1 day
horizon: 1 year
disruption: 2025-02-01
assumptions:
  cover: {uniform: [20 days, 60 days], why: a test}
  sure: {value: 3, between: [1, 5], why: a test}
stockpiles:
  magnets: {cover: cover, switchable: 0%, assumed: a test}
flows:
  lane: {to: magnets, lead: 14 days, licence: export, capacity: sure * 100 t/day, assumed: a test}
licences:
  export: {phases: [{from: 2025-02-01, allow: 0, assumed: a test}]}
demands:
  cars: {from: magnets, rate: 10 t/day, assumed: a test}
expect:
${expect.map((one) => `  - {${one}}`).join('\n')}
`;
const LEDGER = '- {id: six_weeks, value: 6 weeks, what: how long they last, document: d.txt, line: 3}\n';

async function tried(...expectations: string[]) {
  const files: Record<string, string> = { 's.yaml': base(...expectations), 'figures.yaml': LEDGER };
  const read = (path: string) => (path in files ? { text: files[path] as string } : { missing: 'no such file' });
  const { scenario, issues } = readScenario('s.yaml', read);
  const found = scenario && answer(scenario);
  if (!found?.ok) throw new Error(JSON.stringify([...issues, ...(found?.issues ?? [])]));
  return tryClaims(found.value.run.model, found.value, claimReader('s.yaml', [], read));
}
const trial = async (expectation: string) => {
  const found = await tried(expectation);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value[0];
};

const LASTS = 'that: demands.cars.time_to_survive';
const CLAIM = 'claim: six_weeks, verdict';
// What is on its way lasts two weeks, and the stock its cover: 14 + 40 days at the middle.

describe('a claim', () => {
  test('that comes out as stated, and otherwise under its rival, is without fault', async () => {
    const held = await trial(`${LASTS} > 50 days, ${CLAIM}: held, rival: {set: {assumptions.cover: 30 days}}`);
    expect(held).toMatchObject({ found: 'held', faults: [], rival: { met: false, left: 44 }, verdict: { left: 54 } });
    const contradicted = await trial(
      `${LASTS} <= 42 days, ${CLAIM}: contradicted, rival: {set: {assumptions.cover: 4 weeks}}`,
    );
    expect(contradicted).toMatchObject({ found: 'contradicted', faults: [], rival: { met: true, left: 42 } });
  });

  test('that does not come out as stated is at fault', async () => {
    expect(await trial(`${LASTS} <= 42 days, ${CLAIM}: held`)).toMatchObject({
      found: 'contradicted',
      faults: ['verdict'],
    });
    expect(await trial(`${LASTS} > 42 days, ${CLAIM}: contradicted`)).toMatchObject({
      found: 'held',
      faults: ['verdict'],
    });
  });

  test('whose rival changes nothing of the verdict is at fault', async () => {
    const { faults, rival } =
      (await trial(`${LASTS} > 42 days, ${CLAIM}: held, rival: {set: {assumptions.cover: 50 days}}`)) ?? {};
    expect({ faults, left: rival?.left }).toEqual({ faults: ['rival'], left: 64 });
  });

  test('whose reason is not so is at fault', async () => {
    const reason = (sign: string) =>
      `${LASTS} > 42 days, ${CLAIM}: held, reason: {that: stockpiles.magnets.minimum ${sign} 1 t, text: it empties}`;
    expect(await trial(reason('<'))).toMatchObject({ faults: [], verdict: { ground: { met: true, left: 0 } } });
    expect(await trial(reason('>'))).toMatchObject({ faults: ['reason'], verdict: { ground: { met: false } } });
  });

  test('that is undecided names the least value from which it comes out otherwise, within the range of its number', async () => {
    const { faults, found, turn } =
      (await trial(`${LASTS} <= 42 days, ${CLAIM}: undecided, depends: assumptions.cover`)) ?? {};
    expect({ faults, found }).toEqual({ faults: [], found: 'undecided' });
    expect(turn).toMatchObject({ vary: 'assumptions.cover', isMetBelow: true });
    const weeks = turn?.unit === 'weeks' ? 7 : Number.NaN;
    expect([turn?.from, turn?.to].map((end) => Math.round((end as number) * weeks))).toEqual([20, 60]);
    // With 29 days and what is on its way the first day on which anything is missing is the 44th, after 43 days.
    expect((turn?.value as number) * weeks).toBeGreaterThanOrEqual(29);
    expect((turn?.value as number) * weeks).toBeLessThan(29 * 1.004 + 0.01);
  });

  test('that is called undecided, but turns nowhere in the range, is at fault', async () => {
    const found = await trial(`${LASTS} > 20 days, ${CLAIM}: undecided, depends: assumptions.cover`);
    expect(found).toMatchObject({ found: 'held', faults: ['verdict'], turn: { isMetBelow: true } });
    expect(found?.turn?.value).toBeUndefined();
  });

  test('is looked at within what its number may be, beside a sure value as well', async () => {
    const found = await trial(`${LASTS} > 42 days, ${CLAIM}: undecided, depends: assumptions.sure`);
    expect(found?.turn).toMatchObject({ from: 1, to: 5 });
  });

  test('that asks an ensemble is judged by one, and so is its rival', async () => {
    const that = 'that: probability(demands.cars.time_to_survive > 42 days) >= 60%';
    const found = await trial(`${that}, ${CLAIM}: held, rival: {set: {assumptions.cover: 21 days}}`);
    expect(found).toMatchObject({ found: 'held', faults: [], rival: { met: false, left: 0 } });
    expect(found?.verdict.left).toBeCloseTo(0.8, 1);
  });
});

test('a rival that the scenario can not be read with is told where it stands', async () => {
  const found = await tried(`${LASTS} > 42 days, ${CLAIM}: held, rival: {set: {assumptions.cover: -3 days}}`);
  expect(found.ok).toBe(false);
  expect(found.issues.map(({ path, code }) => [pathText(path), code])).toEqual([['expect[0].rival', 'out-of-range']]);
});
