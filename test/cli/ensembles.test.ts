/** Ensembles as a user meets them: the built command, its threads, its files, and Ctrl-C. `npm test` builds it first. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPool, WorkerError } from '../../src/cli/threads/worker-pool.ts';
import { compile, readScenario, type Scenario } from '../../src/index.ts';
import { rankCorrelation } from '../../src/metrics/sensitivity/ranks.ts';
import { VERSION } from '../../src/version.ts';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

const SCENARIO = `
version: 2
title: Nobody knows whether it is renewed
start: 2025-04-04
horizon: 53 weeks
runs: 100
assumptions:
  renewed: {chance: 40%, why: a test}
  review: {triangular: [2 weeks, 5 weeks, 12 weeks], why: a test}
  need: {normal: [20 t/week, 2 t/week], why: a test}
stockpiles:
  magnets: {cover: 6 weeks}
flows:
  imports: {to: magnets, lead: 5 weeks, licence: export, share: 80%}
  others: {to: magnets, lead: 3 weeks, share: 20%, capacity: 6 t/week}
licences:
  export: {phases: [{from: 2025-04-04, review: review}, {from: 2025-09-05, allow: renewed}]}
demands:
  cars: {title: Car makers, from: magnets, rate: need, noise: 10%}
expect:
  - {that: demands.cars.shortage <= 100 t, because: a test}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-'));
  writeFileSync(join(folder, 'chance.yaml'), SCENARIO);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = join(ROOT, 'dist/chokepoint.js');
const env = { ...process.env, NO_COLOR: '1' };

const chokepoint = commandIn(() => folder);

const hashes = (path: string) =>
  Object.fromEntries(
    readdirSync(join(folder, path))
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, path, name)))
          .digest('hex'),
      ]),
  );

describe('an ensemble', () => {
  test('is written to the last byte alike by 1, 2 and 4 threads', () => {
    const written = ['1', '2', '4'].map((threads) => {
      const { status, stderr } = chokepoint(
        'run',
        'chance.yaml',
        '--threads',
        threads,
        '--out',
        `by${threads}`,
        '--quiet',
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return hashes(`by${threads}/chance`);
    });
    expect(written[1]).toEqual(written[0]);
    expect(written[2]).toEqual(written[0]);
    expect(Object.keys(written[0])).toEqual(
      expect.arrayContaining(['bands.csv', 'runs.parquet', 'series.csv', 'summary.json', 'time-to-survive.png']),
    );
  });

  test('of few replicates is run by this thread, and is the same by others', () => {
    // As many threads as there are cores do it where nobody says how many, or none.
    chokepoint('run', 'chance.yaml', '--out', 'here', '--quiet');
    expect(hashes('here/chance')).toEqual(hashes('by2/chance'));
  });

  test('has bands of the series that are asked for, too, and tells their memory before it runs', () => {
    const bandsOf = (...words: string[]) => {
      const { status, stderr } = chokepoint('run', 'chance.yaml', '--out', 'bands', ...words);
      const lines = readFileSync(join(folder, 'bands/chance/bands.csv'), 'utf8').split('\n');
      const names = new Set(lines.slice(1, -1).map((line) => line.split(',').slice(1, 4).join(' ')));
      return { status, stderr: stderr.split('\n')[0], names: [...names] };
    };
    const usual = [
      'stockpile magnets on_hand',
      'stockpile magnets days_of_supply',
      'flow imports shipped',
      'flow others shipped',
      'licence-flow imports pending',
      'licence-flow imports held',
      'demand cars shortfall',
    ];
    expect(bandsOf().names).toEqual(usual);
    const more = bandsOf('--series', 'flows.others.in_transit', '--series', 'demands.cars.served');
    expect(more).toEqual({
      status: 0,
      stderr: 'Bands of 10 series over the first 100 replicates take 1 MB.',
      names: [...usual.slice(0, 4), 'flow others in_transit', ...usual.slice(4, 6), 'demand cars served', usual[6]],
    });
    expect(bandsOf('--series', 'all').names).toHaveLength(19);
    const report = readFileSync(join(folder, 'bands/chance/report.md'), 'utf8');
    expect(report).toContain('chokepoint run chance.yaml --series all');
  });

  test('with a series that does not exist is refused, with the nearest', () => {
    const { status, stderr } = chokepoint('run', 'chance.yaml', '--series', 'flows.others.in_transt', '--out', 'none');
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean flows.others.in_transit?');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  test('is told in the terminal, with odds', () => {
    const { stdout } = chokepoint('run', 'chance.yaml');
    expect(stdout).toContain('100 runs, what is uncertain drawn anew for each');
    expect(stdout).toContain('Seed:    chokepoint, plain sampling');
    expect(stdout).toMatch(/^Car makers would run short in \d+ % of runs/m);
    expect(stdout).toMatch(
      /^Car makers would lack [\d.]+ t on average if “renewed” is yes \(40 %, an assumption\) and \d+ t if/m,
    );
    expect(stdout).toMatch(/^demands\.cars\.shortage <= 100 t$[\s\S]*in so many runs: \d+ % ±\s+\d/m);
  });

  test('has as many replicates as are asked for, and one run where one is', () => {
    const runs = (...words: string[]) =>
      JSON.parse(chokepoint('run', 'chance.yaml', '--json', '--out', 'asked', ...words).stdout).ensemble?.runs;
    expect(runs('--runs', '37')).toBe(37);
    expect(runs('--runs', '1')).toBeUndefined();
    expect(readdirSync(join(folder, 'asked/chance'))).not.toContain('bands.csv');
  });

  test('of another seed, or sampled otherwise, is another; of the same the same', () => {
    const mean = (...words: string[]) =>
      JSON.parse(chokepoint('run', 'chance.yaml', '--json', '--out', 'seeds', ...words).stdout).ensemble.metrics[
        'demands.cars.shortage'
      ].mean;
    expect(mean('--seed', 'a')).toBe(mean('--seed', 'a'));
    expect(new Set([mean('--seed', 'a'), mean('--seed', 'b'), mean('--sampling', 'sobol')]).size).toBe(3);
  });

  test('leaves a row a replicate for DuckDB, with draws and metrics as summary.json has them', async () => {
    const summary = JSON.parse(chokepoint('run', 'chance.yaml', '--json', '--out', 'rows').stdout);
    const { ensemble } = summary;
    const connection = await (await DuckDBInstance.create()).connect();
    const file = join(folder, 'rows/chance/runs.parquet');
    const read = async (query: string) => (await connection.runAndReadAll(query)).getRowObjects();
    const [row] = await read(`
      select count(*) as many, min(replicate) as first, max(replicate) as last,
        avg("demands.cars.shortage") as mean, quantile_cont("demands.cars.shortage", 0.95) as p95,
        avg("assumptions.renewed") as renewed, count("demands.cars.time_to_survive") as short,
        min("demands.cars.peak_date") as earliest
      from '${file}'`);
    const shortage = ensemble.metrics['demands.cars.shortage'];
    expect([row.many, row.first, row.last]).toEqual([100n, 0, 99]);
    expect(row.mean).toBeCloseTo(shortage.mean, 9);
    expect(row.p95).toBeCloseTo(shortage.p95, 9);
    expect(row.renewed).toBeGreaterThan(0.2);
    expect(row.renewed).toBeLessThan(0.6);
    expect(Number(row.short) / 100).toBe(ensemble.ever_short.cars);
    expect(String(row.earliest)).toMatch(/^2025-\d\d-\d\d$/);
    const types = await read(`select column_name, column_type from (describe select * from '${file}')`);
    expect(types.find(({ column_name: name }) => name === 'demands.cars.peak_date')?.['column_type']).toBe('DATE');
    const written = await read(`select decode(key) as key, decode(value) as value from parquet_kv_metadata('${file}')`);
    const { units, ...known } = Object.fromEntries(written.map(({ key, value }) => [key, String(value)]));
    expect(known).toEqual({ version: VERSION, digest: summary.digest, seed: 'chokepoint', sampling: 'plain' });
    expect(JSON.parse(units)).toMatchObject({
      ...{ 'assumptions.review': 'days', 'demands.cars.shortage': 't', 'demands.cars.fill_rate': '' },
    });
  });

  test('whose draws make a quantity negative is refused, and names it', () => {
    const words = ['run', 'chance.yaml', '--set', 'assumptions.need={normal: [20 t/week, 15 t/week], why: a test}'];
    const { status, stdout, stderr } = chokepoint(...words, '--out', 'negative');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /demands\.cars\.rate\n? +expected a finite number of at least 0, got -[\d.]+ on 2025-04-04 in replicate \d+, where need = -/,
    );
    expect(stderr).toContain('nothing was written');
    expect(existsSync(join(folder, 'negative'))).toBe(false);
  });

  test.each(['--runs 0', '--runs 1.5', '--threads many', '--sampling cubic'])('refuses %s', (words) => {
    const { status, stderr } = chokepoint('run', 'chance.yaml', ...words.split(' '));
    expect(status).toBe(2);
    expect(stderr).toMatch(/--runs wants|--threads wants|sampling/);
  });
});

describe('a sensitivity', () => {
  const ASKED = 'chance.sensitivity/demands.cars.shortage';

  test('is written to the last byte alike by 1 and 2 threads', () => {
    const written = ['1', '2'].map((threads) => {
      const words = ['sensitivity', 'chance.yaml', '--sobol', '--threads', threads, '--out', `asked${threads}`];
      expect(chokepoint(...words, '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
      return hashes(`asked${threads}/${ASKED}`);
    });
    expect(written[1]).toEqual(written[0]);
    expect(Object.keys(written[0])).toEqual(expect.arrayContaining(['sensitivity.json', 'sobol-indices.png']));
  });

  test('ranks the very replicates that a run writes', async () => {
    const words = ['chance.yaml', '--runs', '200', '--seed', 'S', '--sampling', 'latin-hypercube', '--out', 'ranked'];
    chokepoint('run', ...words, '--quiet');
    const { sampling, rank_correlations: found } = JSON.parse(chokepoint('sensitivity', ...words, '--json').stdout);
    const connection = await (await DuckDBInstance.create()).connect();
    const query = `select * from '${join(folder, 'ranked/chance/runs.parquet')}' order by replicate`;
    const rows = (await connection.runAndReadAll(query)).getRowObjects();
    const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
    const shortage = column('demands.cars.shortage');
    expect(Object.keys(found)).toHaveLength(3);
    expect(sampling).toBe('latin-hypercube');
    for (const [id, { value }] of Object.entries<{ value: number }>(found)) {
      expect(rankCorrelation(column(`assumptions.${id}`), shortage)?.value, id).toBeCloseTo(value, 12);
    }
  });

  test('of values that cannot be says so and leaves no folder', () => {
    const wrong = 'assumptions.need={normal: [20 t/week, 15 t/week], why: a test}';
    const { status, stderr } = chokepoint('sensitivity', 'chance.yaml', '--set', wrong, '--out', 'refused');
    expect(status).toBe(2);
    expect(stderr).toContain('demands.cars.rate');
    expect(stderr).toContain('nothing was written');
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});

describe('Ctrl-C writes nothing half, and exits with 130', () => {
  /** Interrupts words at work once `aside` has been begun in `out`; how many milliseconds they took to leave. */
  async function interrupt(out: string, aside: string, ...words: string[]): Promise<number> {
    const child = spawn(process.execPath, [PROGRAM, ...words, '--quiet'], { cwd: folder, env, stdio: 'ignore' });
    const code = new Promise<number | null>((resolve) => child.on('exit', resolve));
    // The work is under way once its folder has been begun and threads have had time to start.
    while (!isBegun(join(folder, out), aside)) await pause(50);
    await pause(1500);
    const pressed = performance.now();
    child.kill('SIGINT');
    expect(await code).toBe(130);
    return performance.now() - pressed;
  }

  test('of a run, within a second, and its old results stay', async () => {
    chokepoint('run', 'chance.yaml', '--out', 'kept', '--runs', '20', '--quiet');
    const before = hashes('kept/chance');
    const words = ['run', 'chance.yaml', '--out', 'kept', '--runs', '3000000'];
    expect(await interrupt('kept', '.chance.new', ...words)).toBeLessThan(1000);
    expect(readdirSync(join(folder, 'kept'))).toEqual(['chance']);
    expect(hashes('kept/chance')).toEqual(before);
  });

  test('of a sensitivity', async () => {
    const words = ['sensitivity', 'chance.yaml', '--out', 'none', '--runs', '1000000', '--set', 'horizon=20 years'];
    await interrupt('none/chance.sensitivity', '.demands.cars.shortage.new', ...words);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

function isBegun(out: string, aside: string): boolean {
  return existsSync(out) && readdirSync(out).some((name) => name.startsWith(aside));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

test('a worker that dies is told with the replicates that it was at', async () => {
  // Beside the sources there is no built worker: every thread dies at its start.
  const threads = startPool(1);
  const { scenario } = readScenario('chance.yaml', () => ({ text: SCENARIO }));
  const crew = threads.take(compile(scenario as Scenario), { seed: 'a', sampling: 'plain', runs: 100 });
  const task = { first: 64, count: 36 };
  await expect(crew.perform(task)).rejects.toThrow(/^A worker died at replicates 64 to 99: .*worker\.js/);
  await expect(crew.perform(task)).rejects.toThrow(WorkerError);
  threads.dismiss();
});
