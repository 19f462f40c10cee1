/** All committed results, to the last byte: what ensembles and studies come to is the same on every machine. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStudy, type Study, studyJson } from '../../src/index.ts';
import { ROOT, read, SCENARIOS, studyOf } from '../files.ts';
import { outdated } from '../results.ts';

test.each(SCENARIOS)('%s: everything is up to date (npm run results makes it anew)', async (file) => {
  expect(await outdated(file, true)).toEqual([]);
});

const STUDIES = readdirSync(join(ROOT, 'scenarios/studies')).filter((name) => name.endsWith('.yaml'));

test.each(STUDIES)('%s has in summary.json what comes of running all of it today', async (name) => {
  const found = await runStudy(studyOf(`scenarios/studies/${name}`).study as Study);
  const committed = read(`results/studies/${name.replace('.yaml', '')}/summary.json`);
  expect(found.ok && studyJson(found.value) === committed).toBe(true);
});
