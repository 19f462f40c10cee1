/** What is made from the schema is what is committed. */

import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  answerSentence,
  CLAIMS_MARKS,
  catalogue,
  fieldGuide,
  jsonSchema,
  ledgerJsonSchema,
  studyJsonSchema,
} from '../src/index.ts';
import { answerOf, read, SCENARIOS } from './files.ts';

test('scenarios/README.md is the guide that the schema makes (npm run generate)', () => {
  const entries = SCENARIOS.map((file) => {
    const { answer } = answerOf(file);
    const { title } = answer.summary;
    return { name: basename(file, '.yaml'), title, answer: answerSentence(answer, undefined, 'en') };
  });
  // What stands between the marks of claims is made, and tested, apart.
  const [begin, end] = CLAIMS_MARKS;
  const readme = read('scenarios/README.md');
  const without = `${readme.slice(0, readme.indexOf(begin) + begin.length)}\n\n${readme.slice(readme.indexOf(end))}`;
  expect(without).toBe(fieldGuide(catalogue(entries)));
});

test('scenarios/scenario.schema.json is the schema that editors get (npm run generate)', () => {
  expect(read('scenarios/scenario.schema.json')).toBe(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
});

test('scenarios/figures.schema.json is the schema of the ledger (npm run generate)', () => {
  expect(read('scenarios/figures.schema.json')).toBe(`${JSON.stringify(ledgerJsonSchema(), null, 2)}\n`);
  expect(read('scenarios/figures.yaml')).toMatch(/^# yaml-language-server: \$schema=\.?\/?figures\.schema\.json/);
});

test('scenarios/study.schema.json is the schema of a study (npm run generate)', () => {
  expect(read('scenarios/study.schema.json')).toBe(`${JSON.stringify(studyJsonSchema(), null, 2)}\n`);
});

test('every field has a meaning', () => {
  const rows = fieldGuide()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(70);
  for (const row of rows) {
    const [, , takes = '', , meaning = ''] = row.split('|').map((cell) => cell.trim());
    expect(takes, row).not.toBe('');
    expect(meaning, row).not.toBe('');
  }
});

describe.each(SCENARIOS)('%s', (file) => {
  test('names the schema for editors', () => {
    expect(read(file)).toMatch(/^# yaml-language-server: \$schema=\.?\/?scenario\.schema\.json/);
  });

  test('has a title that is a question or a subject, and says what it is about', () => {
    const { title, about } = parse(read(file)) as Record<'title' | 'about', Readonly<Record<'en' | 'zh', string>>>;
    for (const text of [title.en, title.zh]) expect(text.length).toBeLessThan(90);
    for (const text of [about.en, about.zh]) expect(text).not.toBe('');
  });
});
