/** Every scenario that ships runs without a warning, and its committed results are what the program makes today. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAsStated } from '../src/findings/expectations.ts';
import { pathText } from '../src/index.ts';
import { answerOf, ROOT, resultsOf, SCENARIOS } from './files.ts';
import { outdated } from './results.ts';

const FLAGSHIP = 'scenarios/six-month-licence.yaml';

test('there is a flagship and a world that it extends', () => {
  expect(SCENARIOS).toContain(FLAGSHIP);
  expect(SCENARIOS).toContain('scenarios/world.yaml');
});

describe.each(SCENARIOS)('%s', (file) => {
  const { answer, issues } = answerOf(file);

  // Where a grid of weeks does not keep days, that is told, and meant.
  test('has no error, and no warning but of times off the grid', () => {
    const told = issues.filter(({ code }) => code !== 'off-grid').map(({ code, path }) => `${code} ${pathText(path)}`);
    expect(told).toEqual([]);
  });

  test('every expectation is met, and every claim that the model contradicts stays contradicted', () => {
    expect(answer.verdicts.filter((one) => !isAsStated(one)).map(({ that }) => that)).toEqual([]);
    for (const { stated, reason } of answer.verdicts) if (stated === 'contradicted') expect(reason).not.toBeUndefined();
  });

  // Each by its central run; the flagship with its ensemble, and all with theirs in `npm run machines`.
  test('committed results are up to date (npm run results makes them anew)', async () => {
    expect(await outdated(file, file === FLAGSHIP)).toEqual([]);
  });
});

test('there are no results without a scenario', () => {
  // Sensitivities are not committed; studies have a folder of their own (studies.test.ts).
  const folders = readdirSync(join(ROOT, 'results')).filter((name) => !/^\.|\.sensitivity$|^studies$/.test(name));
  expect(folders.sort()).toEqual(SCENARIOS.map((file) => resultsOf(file).slice('results/'.length)).sort());
});
