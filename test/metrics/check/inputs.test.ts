/** Inputs held against each other: value by value, by path. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathText } from '../../../src/issue.ts';
import { inputChanges } from '../../../src/metrics/check/inputs.ts';
import { inputLine } from '../../../src/report/check/input-lines.ts';
import { law } from '../../run.ts';

const lines = (old: unknown, now: unknown) =>
  inputChanges({ scenario: old, figures: [] }, { scenario: now, figures: [] }).map((one) => inputLine(one));

test.each<[string, unknown, unknown, string[]]>([
  ['a number of the same unit', { a: '5 t/year' }, { a: '6 t/year' }, ['a 5 → 6 t/year']],
  ['another unit', { a: '5 weeks' }, { a: '35 days' }, ['a 5 weeks → 35 days']],
  ['a percent', { a: '5%' }, { a: '6%' }, ['a 5% → 6%']],
  ['a formula', { a: '2 * x' }, { a: '3 * x' }, ['a 2 * x → 3 * x']],
  [
    'what is new and what is gone',
    { flows: { x: { to: 'a' } } },
    { flows: { y: { to: 'b', lead: '5 weeks' } } },
    ['flows.y added: {to: b, lead: 5 weeks}', 'flows.x removed: {to: a}'],
  ],
  [
    'a number that was given its grounds',
    { assumptions: { a: '5%' } },
    { assumptions: { a: { value: '6%', why: 'so' } } },
    ['assumptions.a.value 5% → 6%', 'assumptions.a.why added: so'],
  ],
  [
    'an item between others',
    { phases: [{ from: 1 }, { from: 3 }] },
    { phases: [{ from: 1 }, { from: 2 }, { from: 3 }] },
    ['phases[1] added: {from: 2}'],
  ],
  [
    'an item that changed',
    { phases: [{ from: 1, allow: 0 }] },
    { phases: [{ from: 1, allow: 1 }] },
    ['phases[0].allow 0 → 1'],
  ],
  ['dated values', { r: { '2025-01-01': '1 t' } }, { r: { '2025-01-01': '2 t' } }, ['r.2025-01-01 1 → 2 t']],
  ['another shape', { r: '1 t' }, { r: { '2025-01-01': '2 t' } }, ['r 1 t → {2025-01-01: 2 t}']],
  ['texts last', { title: 'A', z: 1 }, { title: 'B', z: 2 }, ['z 1 → 2', 'title A → B']],
])('%s', (_, old, now, told) => {
  expect(lines(old, now)).toEqual(told);
});

test('a stockpile may be called source: what is in it is no text', () => {
  const of = (cover: string) => ({ scenario: { stockpiles: { source: { cover, source: 'a book' } } }, figures: [] });
  expect(inputChanges(of('5 weeks'), of('6 weeks'))).toMatchObject([{ isText: false }]);
});

test('figures go by their ids, wherever they stand in the ledger', () => {
  const figure = (id: string, value: string) => ({ id, value, what: 'w' });
  const changes = inputChanges(
    { scenario: {}, figures: [figure('a', '1 t'), figure('b', '2 t')] },
    { scenario: {}, figures: [figure('b', '3 t'), figure('a', '1 t')] },
  );
  expect(changes.map(({ path }) => pathText(path))).toEqual(['figures.b.value']);
});

test('there is no difference from itself, and what differs differs the other way round at the same paths', () => {
  const swap = { added: 'removed', removed: 'added', changed: 'changed' } as const;
  const told = (old: unknown, now: unknown) =>
    inputChanges({ scenario: old, figures: [] }, { scenario: now, figures: [] }).map(
      ({ kind, path }) => [kind, path.join('.')] as const,
    );
  law(fc.tuple(fc.jsonValue(), fc.jsonValue()), ([old, now]) => {
    const back = told(now, old).map(([kind, path]) => `${swap[kind]} ${path}`);
    const forth = told(old, now).map(([kind, path]) => `${kind} ${path}`);
    return told(old, old).length === 0 && JSON.stringify(back.sort()) === JSON.stringify(forth.sort());
  });
});
