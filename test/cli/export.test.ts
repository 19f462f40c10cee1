/** `chokepoint export`: whatever form a scenario is given, its numbers stay. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const chokepoint = commandIn(() => folder);
const FLAGSHIP = join(ROOT, 'scenarios/six-month-licence.yaml');

function ok(...words: string[]): string {
  const { status, stdout, stderr } = chokepoint(...words);
  expect(status, stderr).toBe(0);
  return stdout;
}

test('in tables or in one piece, under settings too, a scenario runs to the same numbers', () => {
  const set = ['--set', 'assumptions.renewed=1'];
  const run = (file: string, out: string) => ok('run', file, '--runs', '1', '--no-charts', '--quiet', '--out', out);
  const series = (out: string) => readFileSync(join(folder, out, 'six-month-licence/series.csv'), 'utf8');
  const metrics = (out: string) =>
    JSON.stringify(JSON.parse(readFileSync(join(folder, out, 'six-month-licence/summary.json'), 'utf8')).metrics);
  ok('run', FLAGSHIP, ...set, '--runs', '1', '--no-charts', '--quiet', '--out', 'original');
  expect(ok('export', FLAGSHIP, ...set, '--csv', '--out', 'tables')).toMatchInlineSnapshot(`
    "tables/six-month-licence.yaml
    tables/stockpiles.csv
    tables/flows.csv
    tables/demands.csv
    tables/figures.yaml
    "
  `);
  expect(ok('export', FLAGSHIP, ...set, '--resolved', '--out', 'whole')).toBe('whole/six-month-licence.yaml\n');
  expect(readdirSync(join(folder, 'whole'))).toEqual(['six-month-licence.yaml']);
  for (const form of ['tables', 'whole']) {
    run(join(form, 'six-month-licence.yaml'), `from-${form}`);
    expect(series(`from-${form}`) === series('original'), form).toBe(true);
    expect(metrics(`from-${form}`) === metrics('original'), form).toBe(true);
  }
});

test('nothing is written over what is there, nor of a file that is at fault', () => {
  writeFileSync(join(folder, 'flows.csv'), 'mine');
  const over = chokepoint('export', FLAGSHIP, '--csv', '--out', '.', '--quiet');
  expect([over.status, over.stderr]).toMatchInlineSnapshot(`
    [
      2,
      "Nothing was written over what is not ours:
        flows.csv: it is there already
    Name another file.
    ",
    ]
  `);
  expect(existsSync(join(folder, 'stockpiles.csv'))).toBe(false);
  writeFileSync(join(folder, 'wrong.yaml'), 'version: 2\ntitle: Test\n');
  expect(chokepoint('export', 'wrong.yaml', '--csv').status).toBe(2);
  expect(existsSync(join(folder, 'export'))).toBe(false);
  expect(chokepoint('export', 'wrong.yaml').stderr).toContain('Say which: --resolved or --csv.');
});
