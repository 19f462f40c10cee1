/** The command as a user meets it: the built file, in a folder of its own. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-'));
  writeFileSync(join(folder, 'good.yaml'), GOOD);
  writeFileSync(join(folder, 'wrong.yaml'), WRONG);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `
version: 2
title: Half a year without magnets
start: 2025-04-04
horizon: 53 weeks
units: [vehicle]
assumptions:
  stock: {value: 6 weeks, source: a test}
stockpiles:
  magnets: {cover: stock}
flows:
  imports: {to: magnets, lead: 5 weeks, licence: export, source: a test}
licences:
  export: {phases: [{from: 2025-06-06, title: ban, allow: 0}, {from: 2025-12-12, title: open again}]}
demands:
  cars: {title: Car makers, from: magnets, rate: 1200000 vehicle/year, uses: 2.3 kg/vehicle, source: a test}
expect:
  - {that: demands.cars.time_to_survive >= 6 weeks, because: stock}
  - {that: demands.cars.fill_rate >= 99%}
`;

const WRONG = `
version: 2
title: Three things wrong
start: 2025-04-04
horizon: 53 weeks
stockpiles:
  magnets: {cover: 500 t}
flows:
  imports: {too: magnets, to: magnets, lead: 5 ton}
demands:
  cars: {from: magnet, rate: 10 t/year}
`;

const chokepoint = commandIn(() => folder);

describe('chokepoint diff', () => {
  test('says how two scenarios differ, by path, and how many texts do', () => {
    writeFileSync(
      join(folder, 'other.yaml'),
      'extends: good.yaml\ntitle: Another\nassumptions: {stock: {value: 7 weeks}}\n',
    );
    expect(chokepoint('diff', 'good.yaml', 'other.yaml')).toMatchObject({
      ...{ status: 3, stderr: '' },
      stdout: [
        'assumptions.stock.value 6 → 7 weeks',
        ...[
          '',
          'Texts:',
          '  title Half a year without magnets → Another',
          '  assumptions.stock.source removed: a test',
        ],
        ...['', 'other.yaml differs from good.yaml in 1 value and 2 texts.', ''],
      ].join('\n'),
    });
    expect(chokepoint('diff', 'good.yaml', 'good.yaml')).toMatchObject({
      ...{ status: 0, stdout: 'good.yaml says the same as good.yaml.\n' },
    });
    expect(JSON.parse(chokepoint('diff', 'good.yaml', 'other.yaml', '--json').stdout)[0]).toEqual({
      ...{ kind: 'changed', path: 'assumptions.stock.value', old: '6 weeks', now: '7 weeks', text: false },
    });
    expect(chokepoint('run', 'good.yaml', '--no-charts', '--out', 'made', '--quiet').status).toBe(0);
    expect(chokepoint('diff', 'made/good/summary.json', 'good.yaml').status).toBe(0);
    expect(chokepoint('diff', 'good.yaml').stderr).toMatch(/^diff wants two files; got 1\n/);
    expect(chokepoint('diff', 'good.yaml', 'wrong.yaml').status).toBe(2);
  });
});

describe('chokepoint run', () => {
  test('writes the results of a sound scenario and says what happened', () => {
    const { status, stdout, stderr } = chokepoint('run', 'good.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Half a year without magnets');
    expect(stdout).toMatch(/^Car makers would lack [\d,]+ t, \d+(\.\d)? % of the need/m);
    expect(stdout).toContain('in the central run: met; came to: 20 weeks; because: stock');
    expect(stdout).toMatch(/not met; came to: [\d.]+ %, against 99 %: off by [\d.]+ percentage points; because: –/);
    expect(stdout).toContain('results/good/shortages.png');
    const files = readdirSync(join(folder, 'results/good'));
    expect(files).toEqual(
      expect.arrayContaining(['summary.json', 'series.csv', 'shortages.png', 'shortages.svg', 'shortages.vl.json']),
    );
    expect(readFileSync(join(folder, 'results/good/shortages.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  test('says the same bytes again, in another time zone and language', () => {
    const before = readFileSync(join(folder, 'results/good/summary.json'), 'utf8');
    const drawn = readFileSync(join(folder, 'results/good/shortages.svg'), 'utf8');
    const env = { ...process.env, TZ: 'America/New_York', LANG: 'C' };
    spawnSync(process.execPath, [join(ROOT, 'dist/chokepoint.js'), 'run', 'good.yaml'], { cwd: folder, env });
    expect(readFileSync(join(folder, 'results/good/summary.json'), 'utf8')).toBe(before);
    expect(readFileSync(join(folder, 'results/good/shortages.svg'), 'utf8')).toBe(drawn);
  });

  test('--again runs what summary.json was made from, to the same bytes, without its files', () => {
    writeFileSync(join(folder, 'luck.yaml'), GOOD.replace('value: 6 weeks', 'uniform: [4 weeks, 8 weeks]'));
    const call = [
      '--set',
      'demands.cars.title=Makers',
      '--runs',
      '20',
      '--seed',
      'x',
      '--sampling',
      'sobol',
      '--lang',
      'zh',
    ];
    expect(chokepoint('run', 'luck.yaml', ...call, '--no-charts', '--out', 'first').status).toBe(0);
    rmSync(join(folder, 'luck.yaml'));
    const again = chokepoint('run', '--again', 'first/luck/summary.json', '--no-charts', '--out', 'second');
    expect({ status: again.status, stderr: again.stderr }).toEqual({ status: 0, stderr: '' });
    const names = readdirSync(join(folder, 'first/luck'));
    expect(readdirSync(join(folder, 'second/luck'))).toEqual(names);
    for (const name of names) {
      const [one, other] = ['first', 'second'].map((out) => readFileSync(join(folder, out, 'luck', name)));
      expect(one?.equals(other as Buffer), name).toBe(true);
    }
    expect(JSON.parse(readFileSync(join(folder, 'first/luck/summary.json'), 'utf8'))).toMatchObject({
      inputs: {
        command:
          'chokepoint run luck.yaml --set demands.cars.title=Makers --runs 20 --seed x --sampling sobol --lang zh',
        settings: { runs: 20, seed: 'x', sampling: 'sobol', lang: 'zh' },
      },
    });
    expect(chokepoint('run', '--again', 'first/luck/summary.json', '--runs', '5').stderr).toMatch(/take --runs out\./);
    expect(chokepoint('run', '--again', 'good.yaml').stderr).toMatch(/^--again wants a summary\.json that holds/);
  });

  test('draws the same pictures whatever was drawn before them', () => {
    writeFileSync(join(folder, 'another.yaml'), GOOD.replace('53 weeks', '105 weeks'));
    expect(chokepoint('run', 'another.yaml', 'good.yaml', '--out', 'together', '--quiet').status).toBe(0);
    for (const name of readdirSync(join(folder, 'results/good'))) {
      const alone = readFileSync(join(folder, 'results/good', name));
      expect(readFileSync(join(folder, 'together/good', name)).equals(alone), name).toBe(true);
    }
  });

  test('puts settings over what the file says, and prints the summary with --json', () => {
    const { status, stdout } = chokepoint(
      'run',
      'good.yaml',
      '--set',
      'assumptions.stock=40 weeks',
      '--json',
      '--out',
      'elsewhere',
    );
    expect(status).toBe(0);
    const summary = JSON.parse(stdout) as {
      metrics: Record<string, number>;
      assumptions: Record<string, { value: number }>;
    };
    expect(summary.assumptions['stock']?.value).toBe(280);
    expect(summary.metrics['demands.cars.fill_rate']).toBe(1);
    expect(existsSync(join(folder, 'elsewhere/good/summary.json'))).toBe(true);
  });

  test('says nothing with --quiet', () => {
    expect(chokepoint('run', 'good.yaml', '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('of a wrong file tells every fault and writes nothing', () => {
    const before = readFileSync(join(folder, 'results/good/summary.json'), 'utf8');
    const { status, stdout, stderr } = chokepoint(
      'run',
      'good.yaml',
      'wrong.yaml',
      '--set',
      'stockpiles.magnets.adjust=1 week',
    );
    expect(status).toBe(2);
    expect(stdout).toBe('');
    for (const place of ['wrong.yaml:7:20', 'wrong.yaml:9:13', 'wrong.yaml:9:46', 'wrong.yaml:11:16'])
      expect(stderr).toContain(place);
    expect(stderr).toContain('4 errors; nothing was written.');
    expect(readFileSync(join(folder, 'results/good/summary.json'), 'utf8')).toBe(before);
    expect(existsSync(join(folder, 'results/wrong'))).toBe(false);
  });

  test('that cannot write leaves the old results whole and says so', () => {
    writeFileSync(join(folder, 'in-the-way'), 'a file, not a folder');
    const { status, stderr } = chokepoint('run', 'good.yaml', '--out', 'in-the-way');
    expect(status).toBe(1);
    expect(stderr).toContain('Nothing was written to in-the-way/good, and what was there is as it was');
    expect(readFileSync(join(folder, 'in-the-way'), 'utf8')).toBe('a file, not a folder');
    if (process.getuid?.() === 0) return;
    chmodSync(join(folder, 'results'), 0o555);
    const forbidden = chokepoint('run', 'good.yaml');
    chmodSync(join(folder, 'results'), 0o755);
    expect(forbidden.status).toBe(1);
    expect(forbidden.stderr).toContain('permission denied');
    expect(readdirSync(join(folder, 'results/good'))).toContain('summary.json');
  });

  test('leaves no folder of its work behind', () => {
    expect(readdirSync(join(folder, 'results'))).toEqual(['good']);
  });
});

describe('chokepoint sensitivity', () => {
  const UNCERTAIN = GOOD.replace(
    '{value: 6 weeks, source: a test}',
    '{uniform: [2 weeks, 10 weeks], source: a test}\n  lasts: {chance: 40%, source: a test}',
  ).replace('title: open again}', 'title: open again, allow: 1 - lasts}');
  const all = () => join(folder, 'results/uncertain.sensitivity');
  const folderOf = (metric: string) =>
    join(all(), readdirSync(all()).find((one) => one.startsWith(`${metric}@`)) ?? '');
  beforeAll(() => writeFileSync(join(folder, 'uncertain.yaml'), UNCERTAIN));
  // The tests of run look at the same results.
  afterAll(() => rmSync(join(folder, 'results/uncertain.sensitivity'), { recursive: true, force: true }));

  test('says what moves the largest shortage, and writes charts and numbers', () => {
    const { status, stdout, stderr } = chokepoint('sensitivity', 'uncertain.yaml', '--runs', '64', '--sobol');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(
      'What matters most is “lasts”: moved alone, it takes the shortage of Car makers from 1,111 t to 1,746 t, a difference of 36 %.',
    );
    expect(stdout).toMatch(/stock +2\.4 weeks \/ 9\.6 weeks/);
    expect(stdout).toMatch(/“lasts” explains \d+ % of the variance/);
    const files = readdirSync(folderOf('demands.cars.shortage'));
    for (const name of ['tornado', 'rank-correlations', 'sobol-indices'])
      expect(files).toEqual(expect.arrayContaining([`${name}.png`, `${name}.svg`, `${name}.vl.json`]));
    expect(files).toEqual(expect.arrayContaining(['sensitivity.csv', 'sensitivity.json']));
  });

  test('keeps the results of one metric beside those of another, and both through a run', () => {
    const metric = 'demands.cars.time_to_survive';
    expect(chokepoint('sensitivity', 'uncertain.yaml', '--runs', '16', '--metric', metric, '--quiet').status).toBe(0);
    expect(chokepoint('run', 'uncertain.yaml', '--quiet').status).toBe(0);
    expect(existsSync(join(folderOf('demands.cars.shortage'), 'tornado.png'))).toBe(true);
    expect(existsSync(join(folderOf(metric), 'tornado.png'))).toBe(true);
    rmSync(join(folder, 'results/uncertain'), { recursive: true });
  });

  test('keeps what a call with options found apart from what one without them did', () => {
    expect(chokepoint('sensitivity', 'uncertain.yaml', '--set', 'runs=8', '--no-charts', '--quiet').status).toBe(0);
    expect(chokepoint('sensitivity', 'uncertain.yaml', '--set', 'runs=9', '--no-charts', '--quiet').status).toBe(0);
    const folders = readdirSync(all()).filter((one) => one.startsWith('demands.cars.shortage@'));
    expect(folders.map((one) => readdirSync(join(all(), one)).length)).toEqual(expect.arrayContaining([2, 2]));
    expect(new Set(folders.map((one) => readFileSync(join(all(), one, 'sensitivity.json'), 'utf8'))).size).toBe(
      folders.length,
    );
  });

  test('is the same bytes for the same seed, and for scripts with --json', () => {
    const words = ['sensitivity', 'uncertain.yaml', '--runs', '16', '--seed', 'seven', '--json', '--out', 'again'];
    const { stdout } = chokepoint(...words);
    expect(chokepoint(...words).stdout).toBe(stdout);
    const summary = JSON.parse(stdout) as { seed: string; runs: number; rank_correlations: object };
    expect(summary).toMatchObject({ seed: 'seven', runs: 16 });
    expect(Object.keys(summary.rank_correlations).sort()).toEqual(['lasts', 'stock']);
  });

  test('suggests the metric that was meant, and refuses what has no answer', () => {
    expect(chokepoint('sensitivity', 'uncertain.yaml', '--metric', 'demands.cars.shortege')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean demands.cars.shortage?'),
    });
    expect(chokepoint('sensitivity', 'good.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('expected an uncertain assumption'),
    });
    expect(chokepoint('sensitivity', 'wrong.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('4 errors; nothing was written.'),
    });
    expect(chokepoint('sensitivity', 'uncertain.yaml', '--runs', '3')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--runs'),
    });
  });
});

describe('chokepoint validate', () => {
  test('tells which files are sound', () => {
    const { status, stdout } = chokepoint('validate', 'good.yaml', 'wrong.yaml');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^good.yaml: sound\nwrong.yaml: not sound, 4 errors/);
  });

  test('is content with sound ones', () => {
    expect(chokepoint('validate', 'good.yaml', '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('reads expectations too, and suggests the metric that was meant', () => {
    writeFileSync(join(folder, 'misspelt.yaml'), GOOD.replace('cars.fill_rate', 'cars.fil_rate'));
    const { status, stderr } = chokepoint('validate', 'misspelt.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain('expect[1].that');
    expect(stderr).toContain('Did you mean demands.cars.fill_rate?');
  });
});

test.each([
  ['run', '--runs', '2'],
  ['sensitivity', '--runs', '8'],
  ['check', '--runs', '2'],
  ['compare', '--runs', '2'],
  ['solve', '--runs', '2', '--vary', 'assumptions.stock', '--until', 'demands.cars.fill_rate >= 50%'],
  ['validate'],
])('%s ends by itself when it is done, threads and all', (command, ...words) => {
  const files = command === 'compare' ? ['uncertain.yaml', 'good.yaml'] : ['uncertain.yaml'];
  const call = [join(ROOT, 'dist/chokepoint.js'), command, ...files, ...words, '--quiet'];
  const out = command === 'validate' ? [] : ['--out', 'ended'];
  const { status, signal } = spawnSync(process.execPath, [...call, ...out], { cwd: folder, timeout: 50_000 });
  // One of its expectations is not met.
  expect({ status, signal }).toEqual({ status: command === 'check' ? 3 : 0, signal: null });
});

describe('the rest of the command', () => {
  test('schema prints a JSON Schema, and with --guide the field guide', () => {
    expect((JSON.parse(chokepoint('schema').stdout) as { title: string }).title).toBe('chokepoint scenario');
    expect(chokepoint('schema', '--guide').stdout).toMatch(/^# The fields of a scenario file/);
  });

  test('a word that is no command, a word too few and a setting without a value are faults of the call', () => {
    expect(chokepoint('rum', 'good.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean run?'),
    });
    expect(chokepoint()).toMatchObject({ status: 2, stderr: expect.stringContaining('Say which command') });
    expect(chokepoint('run')).toMatchObject({ status: 2 });
    expect(chokepoint('run', 'good.yaml', '--set', 'horizon')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--set wants path=value'),
    });
    expect(chokepoint('run', 'good.yaml', '--fast')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('fast'),
    });
  });

  test('what can be given once, and what wants a value, is told so, and nothing as a failure of the program', () => {
    const told = (...words: string[]) => chokepoint(...words).stderr;
    expect(told('run', 'good.yaml', '--runs')).toBe('--runs wants a value; got none\nTry chokepoint run --help.\n');
    expect(told('run', 'good.yaml', '--seed', 'a', '--seed', 'b')).toBe(
      '--seed can be given once; got a,b\nTry chokepoint run --help.\n',
    );
    expect(told('run')).toBe('Name a file.\nTry chokepoint run --help.\n');
    expect(told('schema', '--guide', '--study')).toContain('ask for one of them');
    expect(told('schema', 'good.yaml')).toContain('Scenario files go with --guide.');
    expect(told('sensitivity', 'good.yaml', '--metric', 'demands.car.shortage')).toContain('--metric:1:1');
  });

  test('the help of every command has an example and the exit codes', () => {
    const names = [...chokepoint('--help').stdout.matchAll(/^ {2}chokepoint (\w+)/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names.filter((one) => one !== 'completion')) {
      const { status, stdout } = chokepoint(name, '--help');
      expect(status).toBe(0);
      expect(stdout, name).toMatch(new RegExp(`Examples:\\n {2}chokepoint ${name}`));
      expect(stdout, name).toContain('Exit codes: 0 done, 1 the program failed, 2 the input is not sound');
      for (const [file] of stdout.matchAll(/scenarios\/[\w/-]{2,}\.yaml/g))
        expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
  });

  test('a reader that has seen enough is no failure', () => {
    const program = `'${process.execPath}' '${join(ROOT, 'dist/chokepoint.js')}' schema --guide | head -1; echo \${PIPESTATUS[0]}`;
    const { stdout, stderr } = spawnSync('bash', ['-c', program], { cwd: folder, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '# The fields of a scenario file\n0\n', stderr: '' });
  });

  test('version and help are there, and shells can complete', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(chokepoint('--version').stdout).toBe(`${version}\n`);
    expect(chokepoint('run', '--help').stdout).toContain('chokepoint run scenarios/six-month-licence.yaml');
    expect(chokepoint('completion').stdout).toContain('chokepoint');
  });
});
