/** No file of a user is ever taken away: the built command, where something stands in its way. `npm test` builds it first. */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ownMark } from '../../src/cli/owner.ts';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

const SCENARIO = `version: 2
title: A stock and a lane
start: 2025-04-04
horizon: 8 weeks
assumptions: {stock: {value: 3 weeks, source: a test}}
stockpiles: {magnets: {cover: stock}}
flows: {imports: {to: magnets, capacity: 40 t/week, source: a test}}
demands: {cars: {from: magnets, rate: 50 t/week, source: a test}}
`;
const STUDY = `version: 2
title: What helps
base: a.yaml
variants: {more: {title: more of it, set: {stockpiles.magnets.initial: 500 t}}}
`;
const DEAD = ownMark().replace(/-\d+-/, '-1-');
const PROGRAM = join(ROOT, 'dist/chokepoint.js');
const env = { ...process.env, NO_COLOR: '1' };

const home = mkdtempSync(join(tmpdir(), 'chokepoint-lost-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(home, 'case-'));
  put('a.yaml', SCENARIO);
  put('study.yaml', STUDY);
});
const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const SUMMARY = '{"program": "chokepoint 0.1.0"}';

const chokepoint = commandIn(() => folder);

/** Every file with what is in it: what a refusal must leave as it was. */
function everything(at = folder): Record<string, string> {
  const entries = readdirSync(at, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

const SOLVE = ['solve', 'a.yaml', '--vary', 'stockpiles.magnets.initial', '--until', 'demands.cars.fill_rate >= 90%'];

describe('a folder of results that is not all chokepoint’s is not replaced', () => {
  test.each([
    ['by run', ['run', 'a.yaml', '--out', '.'], 'a/thesis.docx'],
    ['by run under a name that is empty', ['run', '.yaml'], '.yaml'],
    ['by run under the name of the folder above', ['run', '...yaml', '--out', 'deep/out'], '...yaml'],
    ['by run of a file without an ending', ['run', 'magnets', '--out', '.'], 'magnets'],
    ['by compare', ['compare', 'study.yaml'], 'results/studies/study/notes.md'],
    ['by solve', SOLVE, 'results/solve/a-stockpiles-magnets-initial/notes.md'],
  ])('%s', (_, words, file) => {
    put(file, file.includes('/') ? 'years of work' : SCENARIO);
    put('deep/precious', 'years of work');
    put('results/precious', 'years of work');
    const before = everything();
    const { status, stdout, stderr } = chokepoint(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Nothing was written: only what chokepoint made is ever replaced\.\n {4}/);
    expect(everything()).toEqual(before);
  });

  test('by sensitivity', () => {
    put('a.yaml', SCENARIO.replace('{value: 3 weeks,', '{uniform: [1 week, 5 weeks],'));
    put('results/a.sensitivity/demands.cars.shortage/notes.md', 'years of work');
    const before = everything();
    expect(chokepoint('sensitivity', 'a.yaml').status).toBe(2);
    expect(everything()).toEqual(before);
  });

  test('nor is what a journal names, wherever that is', () => {
    put('precious/thesis.docx', 'years of work');
    put('deep/out/.chokepoint-update.json', '[{"aside":"nope","folder":"nope","old":".."}]');
    put(`deep/out/.chokepoint-update-${DEAD}.json`, '[".."]');
    const { status, stderr } = chokepoint('run', 'a.yaml', '--out', 'deep/out');
    expect({ status, stderr: stderr.replaceAll(DEAD, 'DEAD') }).toMatchInlineSnapshot(`
      {
        "status": 0,
        "stderr": "deep/out/.chokepoint-update-DEAD.json was left alone, as chokepoint writes no such thing: delete it and what ends in DEAD beside it.
      deep/out/.chokepoint-update.json was left alone, as this version of chokepoint did not make it: delete it if nobody needs it.
      ",
      }
    `);
    expect(text('precious/thesis.docx')).toBe('years of work');
    expect(existsSync(join(folder, 'deep/out/a/summary.json'))).toBe(true);
  });
});

describe('a command finishes what one that was killed left', () => {
  const leave = (out: string, name: string, told: string) => {
    put(`${out}/.${name}.new-${DEAD}/${told}`, SUMMARY);
    put(`${out}/.${name}.old-${DEAD}/${told}`, SUMMARY.replace('0.1.0', '0.0.9'));
    put(`${out}/.chokepoint-update-${DEAD}.json`, JSON.stringify([name]));
    put(`${out}/.rest.new-${DEAD}/${told}`, SUMMARY);
  };

  test.each([
    ['run', ['run', 'a.yaml'], 'results', 'summary.json'],
    ['compare', ['compare', 'study.yaml'], 'results/studies', 'summary.json'],
    ['solve', SOLVE, 'results/solve', 'solve.json'],
    ['check', ['check', 'a.yaml'], 'results', 'summary.json'],
  ])('%s', (_, words, out, told) => {
    leave(out, 'other', told);
    chokepoint(...words, '--quiet');
    expect(text(`${out}/other/${told}`)).toBe(SUMMARY);
    expect(readdirSync(join(folder, out)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('sensitivity', () => {
    put('a.yaml', SCENARIO.replace('{value: 3 weeks,', '{uniform: [1 week, 5 weeks],'));
    leave('results/a.sensitivity', 'demands.cars.fill_rate', 'sensitivity.json');
    expect(chokepoint('sensitivity', 'a.yaml', '--runs', '8', '--quiet').stderr).toBe('');
    expect(readdirSync(join(folder, 'results/a.sensitivity')).sort()).toEqual([
      'demands.cars.fill_rate',
      expect.stringMatching(/^demands\.cars\.shortage@/),
    ]);
  });
});

describe('a command that is told to end', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s leaves nothing', async (signal, code) => {
    put('a.yaml', SCENARIO.replace('{value: 3 weeks,', '{uniform: [1 week, 5 weeks],'));
    const words = ['run', 'a.yaml', '--runs', '3000000', '--out', 'out', '--quiet'];
    const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: folder, env, stdio: 'ignore' });
    const ended = new Promise<number | null>((done) => child.on('exit', done));
    while (!existsSync(join(folder, 'out'))) await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => setTimeout(done, 500));
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

describe('results of other options than the files say', () => {
  test('go beside those that check compares with, and run says where and why', () => {
    expect(chokepoint('run', 'a.yaml', '--quiet').status).toBe(0);
    const before = everything(join(folder, 'results/a'));
    const { status, stdout } = chokepoint('run', 'a.yaml', '--set', 'assumptions.stock=5 weeks');
    expect(status).toBe(0);
    expect(stdout.split('\n').find((line) => line.startsWith('Written to'))).toMatchInlineSnapshot(
      `"Written to results/a@667220f0, as results/a is for runs without --set; --out names another folder."`,
    );
    expect(everything(join(folder, 'results/a'))).toEqual(before);
    expect(readdirSync(join(folder, 'results')).length).toBe(2);
    expect(chokepoint('check', 'a.yaml')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('a file that an option writes', () => {
  test('is none of the inputs, none of the results, nothing that is no file, and nothing else', () => {
    put('results/a/summary.json', SUMMARY);
    put('notes.md', 'years of work');
    put('page.html', '<!doctype html><title>my own</title>');
    symlinkSync('notes.md', join(folder, 'link'));
    symlinkSync('results/a', join(folder, 'elsewhere'));
    const before = everything();
    const told = (...words: string[]) => {
      const { status, stdout, stderr } = chokepoint(...words);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      return stderr;
    };
    expect(told('check', 'a.yaml', '--junit', 'a.yaml', '--html', 'page.html')).toMatchInlineSnapshot(`
      "Nothing was written over what is not ours:
          a.yaml: it is something else, and would be taken away
          page.html: it is something else, and would be taken away
      Name another file.
      "
    `);
    expect(
      told('check', 'a.yaml', '--junit', 'results/a/summary.json', '--html', 'elsewhere/new.html'),
    ).toMatchInlineSnapshot(`
      "Nothing was written over what is not ours:
          results/a/summary.json: it lies in results, which would no longer be what chokepoint made
          elsewhere/new.html: it lies in results, which would no longer be what chokepoint made
      Name another file.
      "
    `);
    expect(told('check', 'a.yaml', '--junit', '/dev/null', '--html', 'link')).toMatchInlineSnapshot(`
      "Nothing was written over what is not ours:
          /dev/null: it is a device
          link: it is a link
      Name another file.
      "
    `);
    for (const target of ['a.yaml', 'results/a/schema.json', 'results', 'notes.md']) {
      expect(told('schema', '--out', target)).toContain(`    ${target}: it`);
      expect(told('schema', '--guide', '--out', target)).toContain(`    ${target}: it`);
    }
    expect(everything()).toEqual(before);
    for (let turn = 0; turn < 2; turn++) expect(chokepoint('schema', '--out', 'new/schema.json').status).toBe(0);
    expect(readdirSync(join(folder, 'new'))).toEqual(['schema.json']);
  });
});

describe('an option that takes a value', () => {
  test.each([
    ['run', 'a.yaml', ['--out', '--seed', '--runs', '--sampling', '--threads', '--lang']],
    ['compare', 'study.yaml', ['--out', '--seed']],
    ['check', 'a.yaml', ['--out', '--since', '--junit']],
    ['schema', '--guide', ['--out']],
    ['figures', '--rivals', ['--folder', '--document', '--verdict']],
    ['sensitivity', 'a.yaml', ['--metric']],
  ])('of %s is not left without one', (command, word, options) => {
    for (const option of options) {
      const stderr = `${option} wants a value; got none\nTry chokepoint ${command} --help.\n`;
      expect(chokepoint(command, word, option)).toEqual({ status: 2, stdout: '', stderr });
    }
    const [option] = options as [string];
    expect(chokepoint(command, word, `${option}=`).status).toBe(2);
    expect(chokepoint(command, word, option, '').status).toBe(2);
    expect(chokepoint(command, option, word).status).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'study.yaml']);
  });
});

describe('where nothing can be written', () => {
  test('in /proc a command ends and says so', () => {
    const words = [PROGRAM, 'run', 'a.yaml', '--out', '/proc/x'];
    const { status, stderr } = spawnSync(process.execPath, words, {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect({ status, stderr }).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stderr": "error write-failed  Nothing was written to /proc/x/a, and what was there is as it was: no folder can be made there.
      ",
      }
    `);
  });

  test('what can’t be printed is told in a line, and the results are written', () => {
    const command = `'${process.execPath}' '${PROGRAM}' run a.yaml > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
    expect({ status, stderr }).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stderr": "error write-failed  Not all could be printed: the disk is full.
      ",
      }
    `);
    expect(existsSync(join(folder, 'results/a/summary.json'))).toBe(true);
  });

  test('init begins nothing where something is in the way, be it a link to nothing or a file for a folder', () => {
    mkdirSync(join(folder, 'new'));
    symlinkSync('nowhere', join(folder, 'new/.gitignore'));
    put('new/.vscode', 'a file');
    const { status, stderr } = chokepoint('init', 'new');
    expect({ status, stderr }).toMatchInlineSnapshot(`
      {
        "status": 2,
        "stderr": "Nothing was written, as this is there already:
          new/.vscode
          new/.gitignore
      Name another folder, or an empty one.
      ",
      }
    `);
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['.gitignore', '.vscode']);
  });
});
