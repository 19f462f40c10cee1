/** What is read is what was meant to be read: kinds of files, where they lie, and what is told of others. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadScenario, ScenarioError } from 'chokepoint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

const SECRET = 'token-7f3a';
const BASE = `version: 2
title: A stock
start: 2025-04-04
horizon: 53 weeks
stockpiles: {magnets: {initial: 10 t, source: a test}}
demands: {cars: {from: magnets, rate: 100 t/year, source: a test}}
`;
const extending = (path: string) => `version: 2\nextends: ${path}\n`;
const reading = (path: string) => BASE.replace('rate: 100 t/year', `rate: {data: ${path}, column: a, unit: t/year}`);
const observing = (path: string) =>
  `${BASE}observations: {seen: {data: ${path}, column: a, unit: t, series: demands.cars.served}}\n`;
const comparing = (path: string) => `version: 2\ntitle: A study\nbase: ${path}\nvariants: {more: {set: {runs: 2}}}\n`;
const varying = (path: string) => `version: 2\ntitle: A study\nbase: base.yaml\nvariants: {more: {extends: ${path}}}\n`;

/** home/outside holds what is not ours; home/repository is ours, and has folders. */
let home: string;
let repository: string;
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'chokepoint-reading-')));
  repository = join(home, 'repository');
  write('outside/secret.yaml', `${SECRET}: [`);
  write('outside/secret.csv', `${SECRET},b\n1,2\n`);
  write('outside/base.yaml', BASE);
  write('repository/chokepoint.yaml', 'tolerance: {}\n');
  write('repository/shared/base.yaml', BASE);
  write('repository/scenarios/base.yaml', BASE);
  write('repository/.env', `${SECRET}\n`);
  expect(spawnSync('sh', ['-c', 'mkfifo pipe.yaml pipe.csv'], { cwd: repository }).status).toBe(0);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const call = commandIn(() => repository);
function chokepoint(...words: string[]) {
  const { stderr, ...called } = call(...words);
  return { ...called, stderr: stderr.replaceAll(home, 'HOME') };
}

/** What `validate` says of a scenario with this text. */
function told(text: string, ...words: string[]) {
  write('repository/scenarios/a.yaml', text);
  const { status, stdout, stderr } = chokepoint('validate', 'scenarios/a.yaml', ...words);
  expect(`${stdout}${stderr}`).not.toContain(SECRET);
  return { status, stderr };
}

describe('a file that a scenario names', () => {
  test.each([
    ['extends, a device', extending('/dev/zero')],
    ['extends, a pipe', extending('../pipe.yaml')],
    ['extends, what the system makes up', extending('/proc/self/environ')],
    ['data, a device', reading('/dev/zero')],
    ['data, a pipe', reading('../pipe.csv')],
    ['observations, a device', observing('/dev/urandom')],
    ['observations, a pipe', observing('../pipe.csv')],
    ['base, a device', comparing('/dev/zero')],
    ['base, a pipe', comparing('../pipe.yaml')],
    ['a variant, a pipe', varying('../pipe.yaml')],
    ['figure, a device', BASE.replace('stockpiles:', 'assumptions: {x: {figure: y}}\nstockpiles:')],
  ])('is a regular file: %s', (what, text) => {
    if (what.startsWith('figure')) symlinkSync('/dev/zero', join(repository, 'scenarios/figures.yaml'));
    const { status, stderr } = told(text, '--allow-outside');
    rmSync(join(repository, 'scenarios/figures.yaml'), { force: true });
    expect(status).toBe(2);
    expect(stderr).toContain('missing-file');
  });

  test('is not waited for where nobody writes to it', () => {
    expect(told(extending('../pipe.yaml')).stderr).toMatchInlineSnapshot(`
      "scenarios/a.yaml:2:10  error missing-file  extends
          expected a file that can be read, got pipe.yaml: it is no regular file
          Check the path; it is relative to the file that names it.
        2 | extends: ../pipe.yaml
                     ^
      "
    `);
  });

  test('is YAML or a table by the ending of its name, and no other is opened', () => {
    expect(told(extending('../.env')).stderr).toMatchInlineSnapshot(`
      "scenarios/a.yaml:2:10  error missing-file  extends
          expected a file that can be read, got .env: it does not end in .yaml or .yml
          Scenarios and ledgers are files that end in .yaml or .yml, tables in .csv or .tsv: no other is read.
        2 | extends: ../.env
                     ^
      "
    `);
    expect(told(reading('../.env')).stderr).toMatchInlineSnapshot(`
      "scenarios/a.yaml:6:46  error missing-file  demands.cars.rate.data
          expected a CSV file that can be read, got .env: it does not end in .csv or .tsv
          Scenarios and ledgers are files that end in .yaml or .yml, tables in .csv or .tsv: no other is read.
        6 | demands: {cars: {from: magnets, rate: {data: ../.env, column: a, unit: t/year}, source: a test}}
                                                         ^
      "
    `);
    expect(told(observing('/etc/passwd'), '--allow-outside').stderr).toMatch(/etc\/passwd: it does not end in \.csv/);
    expect(told(comparing('../.env')).stderr).toMatch(/\.env: it does not end in \.yaml or \.yml/);
    expect(told(varying('../.env')).stderr).toMatch(/\.env: it does not end in \.yaml or \.yml/);
  });

  test('is what its name says, though it be a link', () => {
    for (const name of ['link.yaml', 'link.csv']) symlinkSync(join(repository, '.env'), join(repository, name));
    expect(told(extending('../link.yaml')).stderr).toContain('it is a link to a file with another ending');
    expect(told(reading('../link.csv')).stderr).toContain('it is a link to a file with another ending');
    const { stderr } = chokepoint('validate', 'link.yaml');
    expect(stderr).toMatchInlineSnapshot(`
      "link.yaml:1:1  error missing-file
          expected a file that can be read, got link.yaml: it is a link to a file with another ending
          Check the path.
      "
    `);
  });

  test('has at most 64 MiB', () => {
    write('repository/large.yaml', '');
    truncateSync(join(repository, 'large.yaml'), 65 * 2 ** 20);
    expect(told(extending('../large.yaml')).stderr).toContain('it has more than 64 MiB');
  });
});

describe('files lie below the root', () => {
  test('which is the folder of chokepoint.yaml above the scenario', () => {
    expect(told(extending('../shared/base.yaml'))).toEqual({ status: 0, stderr: '' });
    const { status, stderr } = told(extending('../../outside/base.yaml'));
    expect(status).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      "scenarios/a.yaml:2:10  error missing-file  extends
          expected a file that can be read, got ../outside/base.yaml: it lies outside HOME/repository
          Put it below that folder, or give --allow-outside (to the library, allowOutside).
        2 | extends: ../../outside/base.yaml
                     ^
      "
    `);
  });

  test.each([
    ['data', reading('../../outside/secret.csv')],
    ['observations', observing('../../outside/secret.csv')],
    ['base', comparing('../../outside/secret.yaml')],
    ['a variant', varying('../../outside/secret.yaml')],
    ['an absolute path', extending('/etc/secret.yaml')],
    ['a path that leads out and back', extending('../../repository/../outside/secret.yaml')],
  ])('whatever names them: %s', (_, text) => {
    const { status, stderr } = told(text);
    expect(status).toBe(2);
    expect(stderr).toContain('it lies outside HOME/repository');
    expect(stderr).toContain('--allow-outside');
  });

  test('with links followed', () => {
    symlinkSync(join(home, 'outside'), join(repository, 'away'));
    symlinkSync(join(home, 'outside/secret.yaml'), join(repository, 'scenarios/one.yaml'));
    expect(told(extending('../away/base.yaml')).stderr).toContain('it lies outside HOME/repository');
    expect(told(extending('one.yaml')).stderr).toContain('it lies outside HOME/repository');
    expect(told(reading('../away/secret.csv')).stderr).toContain('it lies outside HOME/repository');
    rmSync(join(repository, 'scenarios/one.yaml'));
  });

  test.each<[number, ...string[]]>([
    [0, 'run', 'scenarios/a.yaml', '--runs', '1', '--out', 'results'],
    [0, 'sensitivity', 'scenarios/a.yaml', '--runs', '4'],
    [
      0,
      'solve',
      'scenarios/a.yaml',
      ...['--vary', 'stockpiles.magnets.initial', '--until', 'demands.cars.fill_rate >= 50%'],
    ],
    [0, 'compare', 'scenarios/study.yaml', '--runs', '1'],
    [0, 'schema', '--guide', 'scenarios/a.yaml'],
    [3, 'check', 'scenarios/a.yaml', '--out', 'nothing'],
    [0, 'figures', '--folder', 'scenarios'],
  ])('or anywhere with --allow-outside: exit code %i of %s', (code, ...words) => {
    const outside = '../../outside/base.yaml';
    write(
      'repository/scenarios/a.yaml',
      `${extending(outside)}assumptions: {x: {uniform: [1, 2], source: a test}}\ndemands: {cars: {rate: x * 100 t/year}}\n`,
    );
    write('repository/scenarios/study.yaml', comparing(outside).replace('runs: 2', 'stockpiles.magnets.initial: 20 t'));
    write('outside/documents.csv', 'name,lines\na,1\n');
    const linked = join(repository, 'scenarios/data/documents.csv');
    mkdirSync(dirname(linked), { recursive: true });
    symlinkSync(join(home, 'outside/documents.csv'), linked);
    write(
      'repository/scenarios/figures.yaml',
      '- {id: y, value: 1 t, what: w, document: a, line: 1, role: context, bears_on: b, rivals: []}\n',
    );
    const refused = chokepoint(...words);
    const { status, stderr } = chokepoint(...words, '--allow-outside');
    for (const name of ['data', 'figures.yaml', 'study.yaml'])
      rmSync(join(repository, 'scenarios', name), { recursive: true });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--allow-outside');
    expect({ status, stderr }).toEqual({ status: code, stderr: '' });
    if (words[0] !== 'run') return;
    const report = readFileSync(join(repository, 'results/a/report.md'), 'utf8');
    expect(report).toContain('    chokepoint run scenarios/a.yaml --allow-outside --runs 1\n');
  });

  test('for the library, too', () => {
    const file = join(repository, 'scenarios/a.yaml');
    write('repository/scenarios/a.yaml', extending('../../outside/base.yaml'));
    expect(() => loadScenario(file)).toThrow(ScenarioError);
    expect(() => loadScenario(file)).toThrow(`it lies outside ${repository}`);
    expect(loadScenario(file, {}, { allowOutside: true }).title).toBe('A stock');
  });

  test('which without chokepoint.yaml is the git repository, and without that the scenario’s own folder', () => {
    write('elsewhere/deep/a.yaml', extending('../base.yaml'));
    write('elsewhere/base.yaml', BASE);
    const file = join(home, 'elsewhere/deep/a.yaml');
    expect(chokepoint('validate', file).stderr).toContain('it lies outside HOME/elsewhere/deep');
    mkdirSync(join(home, 'elsewhere/.git'));
    expect(chokepoint('validate', file).status).toBe(0);
  });

  test('but a file named in the call may lie anywhere', () => {
    expect(chokepoint('validate', '../outside/base.yaml').status).toBe(0);
  });

  test('and a ledger above it is not looked into', () => {
    write('figures.yaml', `- {id: y, value: 1 t, what: ${SECRET}, document: a, line: 1}\n`);
    const { stderr } = told(BASE.replace('stockpiles:', 'assumptions: {x: {figure: y}}\nstockpiles:'));
    expect(stderr).toMatchInlineSnapshot(`
      "scenarios/a.yaml:5:27  error missing-file  assumptions.x.figure
          expected a ledger figures.yaml beside scenarios/a.yaml or in a folder above, got none that may be read; of ../figures.yaml, it lies outside HOME/repository
          Put it below that folder, or give --allow-outside (to the library, allowOutside).
        5 | assumptions: {x: {figure: y}}
                                      ^
      "
    `);
  });
});

describe('what nobody named in the call', () => {
  test('is not read through links out of its folder: scenarios found by check, its project, its results', () => {
    write('mine/scenarios/a.yaml', BASE);
    const mine = join(home, 'mine');
    const check = () => {
      const found = spawnSync(process.execPath, [join(ROOT, 'dist/chokepoint.js'), 'check'], {
        ...{ cwd: mine, env: { ...process.env, NO_COLOR: '1' }, encoding: 'utf8', timeout: 50_000 },
      });
      expect(`${found.stdout}${found.stderr}`).not.toContain(SECRET);
      return found;
    };
    symlinkSync(join(home, 'outside/secret.yaml'), join(mine, 'scenarios/b.yaml'));
    expect(check().stderr).toContain('scenarios/b.yaml: it lies outside');
    rmSync(join(mine, 'scenarios/b.yaml'));
    mkdirSync(join(mine, 'results/a'), { recursive: true });
    symlinkSync(join(home, 'outside/secret.yaml'), join(mine, 'results/a/summary.json'));
    expect(check().stdout).toContain('summary.json: it lies outside');
    symlinkSync(join(home, 'outside/secret.yaml'), join(mine, 'chokepoint.yaml'));
    expect(check()).toMatchObject({ status: 2, stderr: expect.stringContaining('chokepoint.yaml: it lies outside') });
  });
});

test('a table in another encoding than UTF-8 is told, and what to do', () => {
  const table = join(repository, 'scenarios/encoded.csv');
  write('repository/scenarios/encoded.yaml', reading('encoded.csv'));
  const text = 'date,a,note\n2025-04-04,1,Köln\n';
  for (const encoding of ['latin1', 'utf16le'] as const) {
    writeFileSync(table, encoding === 'latin1' ? text : `\uFEFF${text}`, encoding);
    const { status, stderr } = commandIn(() => repository)('validate', 'scenarios/encoded.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain('encoded.csv: it is not written in UTF-8');
    expect(stderr).toContain('Save it as UTF-8; spreadsheets call that CSV UTF-8.');
  }
  writeFileSync(table, `\uFEFF${text}`);
  expect(commandIn(() => repository)('validate', 'scenarios/encoded.yaml').status).toBe(0);
});

test('patterns that no shell has replaced are the files that fit, in their order; a file of that name is itself', () => {
  for (const name of ['b.yaml', 'a.yaml', 'c[1].yaml']) write(`repository/many/${name}`, BASE);
  const told = (...words: string[]) => {
    const { status, stdout, stderr } = call('validate', ...words);
    expect(status, stderr).toBe(0);
    return [...`${stderr}${stdout}`.matchAll(/many\/\S+\.yaml(?=: sound)/g)].map(String);
  };
  expect(told('many/[ab].yaml')).toEqual(['many/a.yaml', 'many/b.yaml']);
  expect(told('many/*.yaml')).toEqual(['many/a.yaml', 'many/b.yaml', 'many/c[1].yaml']);
  expect(told('many\\*.yaml')).toHaveLength(3);
  expect(told('many/c[1].yaml')).toEqual(['many/c[1].yaml']);
  expect(call('validate', 'many/*.yml').stderr).toContain('many/*.yml');
});
