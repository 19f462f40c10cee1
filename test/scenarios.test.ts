/** Every scenario that ships runs without a warning, and its committed results are what the program makes today. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  answerWithEnsemble,
  chartsOf,
  driversOf,
  pathText,
  seriesCsv,
  summaryJson,
  tornadoChart,
} from '../src/index.ts';
import { answerOf, ensembleFor, ROOT, read, resultsOf, SCENARIOS } from './files.ts';

test('there is a flagship and a world that it extends', () => {
  expect(SCENARIOS).toContain('scenarios/six-month-licence.yaml');
  expect(SCENARIOS).toContain('scenarios/world.yaml');
});

describe.each(SCENARIOS)('%s', (file) => {
  const { answer, issues } = answerOf(file);

  // Where a grid of weeks does not keep days, that is told, and meant.
  test('has no error, and no warning but of times off the grid', () => {
    const told = issues.filter(({ code }) => code !== 'off-grid').map(({ code, path }) => `${code} ${pathText(path)}`);
    expect(told).toEqual(file.endsWith('ferrite-substitution.yaml') ? ['unused assumptions.range_loss'] : []);
  });

  test('every expectation is met, and every claim that the model contradicts stays contradicted', () => {
    const astray = answer.verdicts.filter(({ met, isContradicted }) => met === isContradicted);
    expect(astray.map(({ that }) => that)).toEqual([]);
    for (const { isContradicted, reason } of answer.verdicts) if (isContradicted) expect(reason).not.toBeUndefined();
  });

  const written = (name: string) => read(`${resultsOf(file)}/${name}`);

  test('summary.json is up to date (npm run results makes it anew)', async () => {
    const ensemble = await ensembleFor(answer.run.model);
    const whole = ensemble ? answerWithEnsemble(answer, ensemble) : answer;
    expect(summaryJson(whole.summary)).toBe(written('summary.json'));
  });

  // Compared whole and not line by line: the message of a difference of 10,000 lines helps nobody.
  test('series.csv is up to date', () => {
    expect(seriesCsv(answer.dates, answer.series) === written('series.csv')).toBe(true);
  });

  test('charts are up to date, as data', async () => {
    const ensemble = await ensembleFor(answer.run.model);
    const { model } = answer.run;
    const drivers = driversOf(answer, new Map(ensemble?.metrics.map(({ path, mean }) => [path, mean])));
    const tornado = drivers && tornadoChart(model, drivers);
    const charts = [...chartsOf({ ...answer, model, ...(ensemble && { ensemble }) }), ...(tornado ? [tornado] : [])];
    for (const { name, spec } of charts) {
      expect(`${JSON.stringify(spec)}\n` === written(`${name}.vl.json`), name).toBe(true);
    }
    const kept = readdirSync(join(ROOT, resultsOf(file))).filter((name) => name.endsWith('.vl.json'));
    expect(kept.sort()).toEqual(charts.map(({ name }) => `${name}.vl.json`).sort());
  });
});

test('there are no results without a scenario', () => {
  // Sensitivities are not committed; studies have a folder of their own (studies.test.ts).
  const folders = readdirSync(join(ROOT, 'results')).filter((name) => !/^\.|\.sensitivity$|^studies$/.test(name));
  expect(folders.sort()).toEqual(SCENARIOS.map((file) => resultsOf(file).slice('results/'.length)).sort());
});
