/** Shards as a scheduler meets them: whatever is shared out, merged it is what one machine writes, to the byte. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../files.ts';
import { anotherBuild, filesBelow, studyOfStock, uncertain } from '../many-machines.ts';
import { commandIn } from './command.ts';

const SCENARIO = uncertain(53);

const GRID = `
version: 2
title: How much stock
base: scenario.yaml
runs: 70
grid:
  stockpiles.magnets.cover: [4 weeks, 5 weeks, 6 weeks, 7 weeks, 8 weeks, 9 weeks, 10 weeks, 11 weeks, 12 weeks, 13 weeks, 14 weeks, 15 weeks, 16 weeks]
`;

const SAME = `${studyOfStock(300)}  none: {title: Nothing, set: {}}
  nothing: {title: The stock that there is, set: {stockpiles.magnets.cover: 6 weeks}}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-'));
  for (const [name, text] of Object.entries({ scenario: SCENARIO, study: studyOfStock(100), same: SAME, grid: GRID })) {
    writeFileSync(join(folder, `${name}.yaml`), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chokepoint = commandIn(() => folder);

const filesIn = (path: string) => filesBelow(join(folder, path));

function ok(...words: string[]): string {
  const { status, stdout, stderr } = chokepoint(...words);
  expect(status, stderr).toBe(0);
  return stdout;
}

describe('merged shards are what one machine writes', () => {
  test.each([
    ['an ensemble, whose shards end within parts', 3, ['run', 'scenario.yaml', '--runs', '2500']],
    [
      'Latin hypercube sampling, other settings, another language',
      2,
      [
        'run',
        'scenario.yaml',
        '--sampling',
        'latin-hypercube',
        '--set',
        'assumptions.renewed=0.5',
        '--lang',
        'zh',
        '--series',
        'all',
      ],
    ],
    ['more shards than blocks', 9, ['run', 'scenario.yaml', '--seed', 'another']],
    ['an ensemble without its rows', 2, ['run', 'scenario.yaml', '--runs', '200', '--rows', 'none']],
    ['a study', 4, ['compare', 'study.yaml']],
    ['a study of which two policies are the same', 3, ['compare', 'same.yaml']],
    ['a grid, whose cells are shared out', 5, ['compare', 'grid.yaml']],
    ['Sobol indices', 3, ['sensitivity', 'scenario.yaml', '--sobol', '--runs', '64']],
  ])('%s', (_, of, call) => {
    ok(...call, '--no-charts', '--quiet', '--out', 'whole');
    // In any order, as schedulers have it.
    for (let index = of; index >= 1; index--) ok(...call, '--shard', `${index}/${of}`, '--out', 'parts', '--quiet');
    expect(Object.keys(filesIn('parts'))).toHaveLength(of);
    ok(
      'merge',
      ...Object.keys(filesIn('parts')).map((name) => join('parts', name)),
      '--no-charts',
      '--quiet',
      '--out',
      'merged',
    );
    expect(filesIn('merged')).toEqual(filesIn('whole'));
    const hasRows = call[0] === 'run' && !call.includes('none');
    expect(Object.keys(filesIn('merged')).includes('scenario/runs.parquet')).toBe(hasRows);
    for (const name of ['whole', 'parts', 'merged']) rmSync(join(folder, name), { recursive: true });
  });

  test('with the report and its charts, where the command itself would write', () => {
    ok('run', 'scenario.yaml', '--quiet', '--runs', '80', '--charts', 'svg');
    const [name] = readdirSync(join(folder, 'results')) as [string];
    const whole = filesIn('results');
    rmSync(join(folder, 'results'), { recursive: true });
    ok('run', 'scenario.yaml', '--runs', '80', '--shard', '1/1', '--quiet');
    ok('merge', 'shards/scenario.1-of-1.shard', '--quiet', '--charts', 'svg');
    expect(readdirSync(join(folder, 'results'))).toEqual([name]);
    expect(filesIn('results')).toEqual(whole);
    for (const one of ['results', 'shards']) rmSync(join(folder, one), { recursive: true });
  });
});

describe('what does not fit together is named, and nothing is written', () => {
  const shard = (index: number, of: number, out: string, ...more: string[]) =>
    ok('run', 'scenario.yaml', '--shard', `${index}/${of}`, '--out', out, '--quiet', ...more);
  beforeAll(() => {
    for (const index of [1, 2, 3]) shard(index, 3, 'parts');
  });
  const merge = (...files: string[]) => {
    const { status, stderr } = chokepoint('merge', ...files, '--out', 'none', '--no-charts');
    expect(readdirSync(folder)).not.toContain('none');
    expect(status).toBe(2);
    return stderr;
  };
  const [first, second, third] = [1, 2, 3].map((index) => `parts/scenario.${index}-of-3.shard`) as [
    string,
    string,
    string,
  ];

  test('a gap, with the command that fills it', () => {
    expect(merge(third, first)).toMatchInlineSnapshot(`
      "1 of 3 shards are missing. To make them:
      chokepoint run scenario.yaml --shard 2/3 --out parts

      Nothing was written.
      "
    `);
    const { status, stdout } = chokepoint('merge', first, third, '--status');
    expect(status).toBe(3);
    expect(stdout).toMatchInlineSnapshot(`
      "2 of 3 shards are there.
      chokepoint run scenario.yaml --shard 2/3 --out parts
      "
    `);
    expect(ok('merge', first, second, third, '--status')).toBe('3 of 3 shards are there.\n');
  });

  test('a shard of other draws, one that was cut off, one that changed on its way, and what is none: all at once', () => {
    shard(2, 3, 'others', '--seed', 'another');
    copyFileSync(join(folder, first), join(folder, 'cut.shard'));
    truncateSync(join(folder, 'cut.shard'), 5000);
    const bytes = readFileSync(join(folder, third));
    bytes[200] = (bytes[200] as number) ^ 1;
    writeFileSync(join(folder, 'changed.shard'), bytes);
    expect(
      merge(
        first,
        'others/scenario.2-of-3.shard',
        'cut.shard',
        'changed.shard',
        'scenario.yaml',
        'nowhere.shard',
        '../..',
      ),
    ).toMatchInlineSnapshot(`
      "cut.shard: damaged or cut off: delete it and do this shard again
      changed.shard: damaged or cut off: delete it and do this shard again
      scenario.yaml: no shard of this version of chokepoint
      nowhere.shard: there is no such file
      ../..: it is a folder
      others/scenario.2-of-3.shard: made by chokepoint run scenario.yaml --seed another, and parts/scenario.1-of-3.shard by chokepoint run scenario.yaml
      2 of 3 shards are missing. To make them:
      chokepoint run scenario.yaml --shard 2/3 --out parts
      chokepoint run scenario.yaml --shard 3/3 --out parts

      Nothing was written.
      "
    `);
  });

  test('the same shard twice is one; the shards of two builds do not mix', () => {
    copyFileSync(join(folder, second), join(folder, 'copy.shard'));
    ok('merge', first, second, third, 'copy.shard', '--out', 'merged', '--no-charts', '--quiet');
    const call = [anotherBuild(folder), 'run', 'scenario.yaml', '--shard', '2/3', '--out', 'foreign', '--quiet'];
    const { status, stderr } = spawnSync(process.execPath, call, { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(merge(first, 'foreign/scenario.2-of-3.shard', third)).toMatchInlineSnapshot(`
      "foreign/scenario.2-of-3.shard: made by another build of chokepoint than parts/scenario.1-of-3.shard
      1 of 3 shards are missing. To make them:
      chokepoint run scenario.yaml --shard 2/3 --out parts

      Nothing was written.
      "
    `);
  });

  test('the declarations of a package are no part of a build', () => {
    const call = [anotherBuild(join(folder, 'packed'), 'core.d.ts'), 'run', 'scenario.yaml', '--shard', '2/3'];
    const { status, stderr } = spawnSync(process.execPath, [...call, '--out', 'packed', '--quiet'], { cwd: folder });
    expect(status, stderr.toString()).toBe(0);
    ok('merge', first, 'packed/scenario.2-of-3.shard', third, '--out', 'of-both', '--no-charts', '--quiet');
  });
});

describe('a shard', () => {
  test('is kept where it is there and sound, and done again where it is not', () => {
    const call = ['run', 'scenario.yaml', '--shard', '1/2', '--out', 'kept'];
    ok(...call);
    const file = join(folder, 'kept/scenario.1-of-2.shard');
    const [bytes, { mtimeMs }] = [readFileSync(file), statSync(file)];
    expect(ok(...call)).toMatchInlineSnapshot(`
      "kept/scenario.1-of-2.shard is there already, and sound: --force does it again.
      "
    `);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    truncateSync(file, bytes.length - 1);
    ok(...call);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    ok(...call, '--force');
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(join(folder, 'kept'))).toEqual(['scenario.1-of-2.shard']);
  });

  test('is not written over what is something else', () => {
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine/scenario.1-of-2.shard'), 'my notes');
    const { status, stderr } = chokepoint('run', 'scenario.yaml', '--shard', '1/2', '--out', 'mine');
    expect(status).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      "Nothing was written over what is not ours:
          mine/scenario.1-of-2.shard: it is something else, and would be taken away
      Name another file.
      "
    `);
  });

  test.each([['0/4'], ['5/4'], ['1'], ['1/0'], ['-1/2'], ['1/2/3'], ['a/b']])('%s is none', (word) => {
    const { status, stderr } = chokepoint('run', 'scenario.yaml', `--shard=${word}`);
    expect(status).toBe(2);
    expect(stderr).toContain(`--shard wants i/n with i from 1 to n, such as 7/40; got ${word}`);
  });

  test.each(['run scenario.yaml', 'compare study.yaml'])('is not done over a queue: %s', (call) => {
    const { status, stderr } = chokepoint(...call.split(' '), '--shard', '1/2', '--redis', 'redis://127.0.0.1:1');
    expect(status).toBe(2);
    expect(stderr).toContain('--shard is done by this machine, --redis by others: give one of them.');
  });

  test('of what is certain there is none', () => {
    writeFileSync(
      join(folder, 'certain.yaml'),
      SCENARIO.replace(/assumptions:[\s\S]*?stockpiles:/, 'stockpiles:')
        .replace('review: review', 'review: 3 weeks')
        .replace('allow: renewed', 'allow: 0%')
        .replace(', noise: 10%', ''),
    );
    const { status, stderr } = chokepoint('run', 'certain.yaml', '--shard', '1/2');
    expect([status, stderr]).toMatchInlineSnapshot(`
      [
        2,
        "--shard: nothing is uncertain, so that there are no replicates to share out: leave --shard out
      Try chokepoint run --help.
      ",
      ]
    `);
  });
});

describe('the examples of docs/shards.md', () => {
  const blocks = [...readFileSync(join(ROOT, 'docs/shards.md'), 'utf8').matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(
    ([, language, text]) => ({ language, text }),
  ) as { language: string; text: string }[];
  const holding = (text: string) => (blocks.find((block) => block.text.includes(text)) as { text: string }).text;
  /** Does a text as a shell does, where `chokepoint` is this program and `runs` are few. */
  const shell = (text: string, env: Record<string, string> = {}) => {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const [name, body] of [
      ['chokepoint', `exec "${process.execPath}" "${join(ROOT, 'dist/chokepoint.js')}" "$@"`],
      ['aws', 'echo "aws $@"'],
    ]) {
      writeFileSync(join(bin, name as string), `#!/bin/sh\n${body}\n`);
      chmodSync(join(bin, name as string), 0o755);
    }
    const few = text.replaceAll('1000000', '640');
    const PATH = `${bin}:${process.env.PATH}`;
    return spawnSync('bash', ['-euc', few], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env, PATH } });
  };
  const isMade = (name: string) => readdirSync(join(folder, 'parts')).includes(name);
  beforeAll(() => rmSync(join(folder, 'parts'), { recursive: true, force: true }));

  test('GNU parallel does all shards, and they merge', ({ skip }) => {
    if (spawnSync('parallel', ['--version']).status !== 0) skip('GNU parallel is not installed');
    const { status, stderr } = shell(holding('parallel -j2'));
    expect(status, stderr).toBe(0);
    expect(readdirSync(join(folder, 'results/scenario'))).toContain('summary.json');
  });

  test('a task of a Slurm array does its shard', () => {
    const env = { SLURM_ARRAY_TASK_ID: '7', SLURM_ARRAY_TASK_COUNT: '40', SLURM_CPUS_PER_TASK: '1' };
    expect(shell(holding('#SBATCH'), env).status).toBe(0);
    expect(isMade('scenario.7-of-40.shard')).toBe(true);
  });

  test('a task of an AWS Batch array does its shard', () => {
    expect(shell(holding('AWS_BATCH'), { AWS_BATCH_JOB_ARRAY_INDEX: '7' }).status).toBe(0);
    expect(isMade('scenario.8-of-40.shard')).toBe(true);
  });

  test('the Job of Kubernetes fits its schema, and its container does its shard', () => {
    const job = parse(holding('kind: Job'));
    new Job(job).validate();
    const [{ args }] = job.spec.template.spec.containers;
    expect(shell(args[0], { JOB_COMPLETION_INDEX: '38' }).status).toBe(0);
    expect(isMade('scenario.39-of-40.shard')).toBe(true);
  });
});
