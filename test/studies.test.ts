/** The studies that ship: sound, with titles that are questions, and policies with words of their own. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conductStudy, readStudy, type Study, studyJson } from '../src/index.ts';
import { ROOT, read } from './files.ts';

const STUDIES = readdirSync(join(ROOT, 'scenarios/studies')).filter((name) => name.endsWith('.yaml'));

test('there are three', () => expect(STUDIES).toHaveLength(3));

const results = (name: string) => `results/studies/${name.replace('.yaml', '')}`;

test('each has committed results, and there are none of any other', () => {
  const folders = readdirSync(join(ROOT, 'results/studies')).filter((name) => !name.startsWith('.'));
  expect(folders.sort()).toEqual(STUDIES.map((name) => name.replace('.yaml', '')).sort());
  for (const name of STUDIES) {
    const kept = ['comparison.csv', 'report.html', 'report.md', 'summary.json', 'tornado.svg'];
    expect(readdirSync(join(ROOT, results(name)))).toEqual(expect.arrayContaining(kept));
  }
});

/** Run whole by a test; of the others that would take minutes, so that only what they are made from is compared. */
const RUN_WHOLE = 'which-document.yaml';

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

  test('has results of this very study and these very scenarios (npm run studies makes them anew)', () => {
    const { digest, runs, seed, variants } = JSON.parse(read(`${results(name)}/summary.json`));
    const study = reading.study as Study;
    expect({ digest, runs, seed }).toEqual({ digest: study.digest, runs: study.runs, seed: study.seed });
    const digests = study.variants.map((variant) => study.open(variant).scenario?.digest);
    expect((variants as { digest: string }[]).map((variant) => variant.digest)).toEqual(digests);
  });

  test.runIf(name === RUN_WHOLE)(
    'has in summary.json what comes of running all of it today',
    async () => {
      const found = await conductStudy(reading.study as Study);
      expect(found.ok && studyJson(found.value) === read(`${results(name)}/summary.json`)).toBe(true);
    },
    600_000,
  );

  test('runs, at central values', async () => {
    const found = await conductStudy(reading.study as Study, { runs: 1 });
    expect(found.issues).toEqual([]);
    expect(found.ok).toBe(true);
  });
});
