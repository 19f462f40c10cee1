import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/scenario/files/digest.ts';
import { law } from '../run.ts';
import { SOUND, scenarioOf, settings, spoilt } from './reading.ts';

const digest = (text: string, values = {}) => scenarioOf(text, settings(values)).digest;

test('a digest is 64 hexadecimal digits', () => {
  expect(digest(SOUND)).toMatch(/^[0-9a-f]{64}$/);
});

test('comments, layout and the order of keys do not change it', () => {
  const other = spoilt(
    ['title: Test\nstart: 2025-01-01\n', '# a comment\nstart: "2025-01-01"\ntitle: Test\n'],
    ['  reserve:\n    target: 500 t\n    assumed: a round number\n', ''],
    ['stockpiles:\n', 'stockpiles:\n  reserve: {assumed: a round number, target: 500 t}\n'],
  );
  expect(digest(other)).toBe(digest(SOUND));
});

test('nor does it matter in which file a value was written', () => {
  const files = { 's.yaml': 'extends: b.yaml\ntitle: Test\n', 'b.yaml': spoilt(['title: Test', 'title: Other']) };
  expect(scenarioOf(files).digest).toBe(digest(SOUND));
});

test('every value changes it: in the file, a setting, a figure that is used or a table', () => {
  const ledger = (value: string) =>
    `- {id: f, value: ${value}, what: w, document: d, line: 1}\n- {id: g, value: ${value}, what: w, document: d, line: 1}\n`;
  const table = (value: string) => `date,us\n2025-01-01,${value}\n`;
  const text = spoilt(
    ['growth: {value: 8%, why: a round number}', 'growth: {figure: f}'],
    ['    capacity: 5000 t/year', '    capacity: {data: d.txt, column: us, unit: t/year}'],
  );
  const of = (figure: string, cell: string, more = '') =>
    scenarioOf({ 's.yaml': text + more, 'figures.yaml': ledger(figure), 'd.txt': table(cell) }).digest;
  const digests = [
    of('5%', '1'),
    of('6%', '1'),
    of('5%', '2'),
    of('5%', '1', 'about: more\n'),
    digest(SOUND),
    digest(SOUND, { seed: 'x' }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
  expect(of('5%', '1')).toBe(digests[0]);
});

test('how a table is laid out does not change it, nor whether its numbers stand in the file itself', () => {
  const text = (capacity: string) => spoilt(['    capacity: 5000 t/year', `    capacity: ${capacity}`]);
  const of = (table: string) =>
    scenarioOf({ 's.yaml': text('{data: d.csv, column: us, unit: t/year}'), 'd.csv': table }).digest;
  const plain = of('date,us\n2025-01-01,5\n2025-02-01,6.5\n');
  expect(of('\uFEFFnote;us;date\r\n;5.0;2025-01-01\r\n;6.5;2025-02-01')).toBe(plain);
  expect(digest(text('{2025-01-01: 5 t/year, 2025-02-01: 6.5 t/year}'))).toBe(plain);
});

test('the order of keys does not change the digest of any data', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, shuffled(inner)]),
    );
  };
  law(fc.jsonValue(), (data) => digestOf(data, []) === digestOf(shuffled(data), []));
});
