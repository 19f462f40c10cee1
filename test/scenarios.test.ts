/** Every scenario that ships runs without a warning, and its committed results are what the program makes today. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chartsOf, seriesCsv } from '../src/index.ts';
import { answerOf, ROOT, read, resultsOf, SCENARIOS } from './files.ts';

test('there is a flagship and a world that it extends', () => {
  expect(SCENARIOS).toContain('scenarios/six-month-licence.yaml');
  expect(SCENARIOS).toContain('scenarios/world.yaml');
});

describe.each(SCENARIOS)('%s', (file) => {
  const { answer, issues } = answerOf(file);

  test('has no error and no warning', () => {
    expect(issues).toEqual([]);
  });

  test('every expectation is met, and every claim that the model contradicts stays contradicted', () => {
    const astray = answer.verdicts.filter(({ met, isContradicted }) => met === isContradicted);
    expect(astray.map(({ that }) => that)).toEqual([]);
    for (const { isContradicted, reason } of answer.verdicts) if (isContradicted) expect(reason).not.toBeUndefined();
  });

  test('summary.json is up to date (npm run results makes it anew)', () => {
    expect(`${JSON.stringify(answer.summary, null, 2)}\n`).toBe(read(`${resultsOf(file)}/summary.json`));
  });

  test('series.csv is up to date', () => {
    // Compared whole and not line by line: the message of a difference of 10,000 lines helps nobody.
    expect(seriesCsv(answer.dates, answer.series) === read(`${resultsOf(file)}/series.csv`)).toBe(true);
  });

  test('charts are up to date, as data', () => {
    for (const { name, spec } of chartsOf({ ...answer, model: answer.run.model })) {
      expect(`${JSON.stringify(spec)}\n` === read(`${resultsOf(file)}/${name}.vl.json`), name).toBe(true);
    }
  });
});

test('there are no results without a scenario', () => {
  // Sensitivities are not committed.
  const folders = readdirSync(join(ROOT, 'results')).filter((name) => !/^\.|\.sensitivity$/.test(name));
  expect(folders.sort()).toEqual(SCENARIOS.map((file) => resultsOf(file).slice('results/'.length)).sort());
});
