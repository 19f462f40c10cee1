/** The studies that ship: sound, with titles that are questions, and policies with words of their own. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conductStudy, readStudy, type Study } from '../src/index.ts';
import { ROOT, read } from './files.ts';

const STUDIES = readdirSync(join(ROOT, 'scenarios/studies')).filter((name) => name.endsWith('.yaml'));

test('there are three', () => expect(STUDIES).toHaveLength(3));

describe.each(STUDIES)('%s', (name) => {
  const file = `scenarios/studies/${name}`;
  const reading = readStudy(file, (path) =>
    existsSync(join(ROOT, path)) ? { text: read(path) } : { missing: 'there is no such file' },
  );

  test('is sound, with nothing to remark on, and names the schema for editors', () => {
    expect(reading.issues).toEqual([]);
    expect(read(file)).toMatch(/^# yaml-language-server: \$schema=\.\.\/study\.schema\.json/);
  });

  test('asks a question, and each of its policies says what it is in few words', () => {
    const { title, about, variants } = reading.study as Study;
    expect(title).toMatch(/\?$/);
    expect(about).toBeDefined();
    for (const variant of variants) {
      expect(variant.title.length, variant.title).toBeLessThan(50);
      if (variant.cell === undefined) expect(variant.about, variant.id).toBeDefined();
    }
  });

  test('runs, at central values', async () => {
    const found = await conductStudy(reading.study as Study, { runs: 1 });
    expect(found.issues).toEqual([]);
    expect(found.ok).toBe(true);
  });
});
