/** The studies that ship: sound, with titles that are questions, and policies with words of their own. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answer, readQuestion, runStudy, type Study, solveFor } from '../src/index.ts';
import { ROOT, read, reader, studyOf } from './files.ts';

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

describe.each(STUDIES)('%s', (name) => {
  const file = `scenarios/studies/${name}`;
  const reading = studyOf(file);

  test('is sound, with nothing to remark on but times off the grid, and names the schema for editors', () => {
    expect(reading.issues.filter(({ code }) => code !== 'off-grid')).toEqual([]);
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

  test('runs, at central values', async () => {
    const found = await runStudy(reading.study as Study, { runs: 1 });
    expect(found.issues).toEqual([]);
    expect(found.ok).toBe(true);
  });
});

describe('how large a reserve the flagship with a lapse needs', () => {
  const asked = { vary: 'assumptions.reserve_days', to: '400 days' };
  const until = 'demands.us_electric_cars.fill_rate >= 99%';
  const base = 'scenarios/studies/bases/lapse-and-reserve.yaml';
  const { question } = readQuestion(base, asked, reader);
  if (question === undefined) throw new Error('no question');

  /** The share served in the central run with so many days of reserve, without the search. */
  const served = (days: number): number => {
    const { scenario } = question.open(days);
    const run = scenario && answer(scenario);
    if (!run?.ok) throw new Error(`${days} days can not be run`);
    return Number(run.value.metrics.find(({ path }) => path === 'demands.us_electric_cars.fill_rate')?.value);
  };

  test('in the central run the answer reaches the target, and 1 % less does not', async () => {
    const found = await solveFor(question, { aim: 'least', that: until }, { runs: 1 });
    const days = (found.ok && found.value.answer?.value) || Number.NaN;
    expect(days).toBeGreaterThan(1);
    expect(served(days)).toBeGreaterThanOrEqual(0.99);
    expect(served(days * 0.99)).toBeLessThan(0.99);
  });

  test('so it does in 95 % of replicates', async () => {
    const found = await solveFor(question, { aim: 'least', that: until, needed: 0.95 }, { runs: 60 });
    if (!found.ok) throw new Error('not searched');
    const { answer: enough, beyond } = found.value;
    expect(enough?.share).toBeGreaterThanOrEqual(0.95);
    expect(beyond?.value).toBeCloseTo((enough?.value ?? 0) * 0.99, 9);
    expect(beyond?.share).toBeLessThan(0.95);
  });
});
