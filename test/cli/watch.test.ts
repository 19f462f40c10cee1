/** `chokepoint check --watch`: a process that goes on, files that really change, and what it then says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

/** Nothing here takes so long on any machine; nothing waits for it where all goes well. */
const LONGEST = 60_000;

const BASE = `version: 2
title: A chain
start: 2025-04-04
horizon: 26 weeks
stockpiles: {magnets: {cover: 5 weeks}}
flows: {imports: {to: magnets, capacity: {data: data/imports.csv, column: all, unit: t/week}, source: a test}}
demands: {cars: {from: magnets, rate: 50 t/week, source: a test}}
`;

const home = mkdtempSync(join(tmpdir(), 'chokepoint-watch-'));
let folder: string;
let child: ChildProcess | undefined;
let said = '';
let count = 0;
const chokepoint = commandIn(() => folder);
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = join(home, `case-${count++}`);
  for (const name of ['scenarios', 'bases/data']) mkdirSync(path(name), { recursive: true });
  writeFileSync(path('chokepoint.yaml'), 'tolerance: {default: 1e-9 relative}\n');
  writeFileSync(path('bases/base.yaml'), BASE);
  writeFileSync(path('bases/data/imports.csv'), 'date,all\n2025-04-04,60\n');
  writeFileSync(path('scenarios/a.yaml'), 'extends: ../bases/base.yaml\ntitle: One\n');
  writeFileSync(
    path('scenarios/b.yaml'),
    BASE.replace('{data: data/imports.csv, column: all, unit: t/week}', '40 t/week'),
  );
  const { status, stderr } = chokepoint(
    'run',
    'scenarios/a.yaml',
    'scenarios/b.yaml',
    '--no-charts',
    '--out',
    'results',
    '--quiet',
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Starts watching; everything it says is kept. */
function watch(...words: string[]): void {
  const program = [join(ROOT, 'dist/chokepoint.js'), 'check', '--watch', ...words];
  child = spawn(process.execPath, program, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
  said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
}

/** Waits until what was said since `from` holds all of these; returns where to go on from. */
async function heard(from: number, ...wanted: readonly string[]): Promise<number> {
  const holds = () => wanted.every((text) => said.slice(from).includes(text));
  await expect.poll(() => holds() || said.slice(from), { timeout: LONGEST, interval: 20 }).toBe(true);
  return said.length;
}

/** Saves as editors do: a new file takes the place of the old one. */
function save(name: string, change: (text: string) => string): void {
  writeFileSync(path(`${name}~`), change(readFileSync(path(name), 'utf8')));
  renameSync(path(`${name}~`), path(name));
}

describe('check --watch', { timeout: 4 * LONGEST }, () => {
  test('checks again what a saved file touches, and nothing else', async () => {
    watch();
    let at = await heard(0, '2 scenarios: 2 as they should be.', 'Watching');
    save('bases/base.yaml', (text) => text.replace('cover: 5 weeks', 'cover: 6 weeks'));
    at = await heard(
      at,
      'changed    stockpiles.magnets.cover 5 → 6 weeks',
      '1 scenario: 0 as they should be, 1 not.',
      'Watching',
    );
    save('bases/data/imports.csv', (text) => text.replace('60', '45'));
    at = await heard(at, 'changed    flows.imports.capacity.2025-04-04 60 → 45 t/week', 'Watching');
    save('bases/data/imports.csv', (text) => text.replace('45', '60'));
    save('bases/base.yaml', (text) => text.replace('cover: 6 weeks', 'cover: 5 weeks'));
    at = await heard(at, '1 scenario: 1 as they should be.', 'Watching');
    expect(said).not.toMatch(/^b: \d+ differences/m);
  });

  test('tells a fault while it stands, and goes on once it is mended', async () => {
    watch('scenarios/b.yaml');
    let at = await heard(0, '1 scenario: 1 as they should be.', 'Watching');
    save('scenarios/b.yaml', (text) => text.replace('rate: 50 t/week', 'rate: 50 weaks'));
    at = await heard(at, 'b: the input is not sound', 'Did you mean week', 'Watching');
    save('scenarios/b.yaml', (text) => text.replace('rate: 50 weaks', 'rate: 51 t/week'));
    at = await heard(at, 'changed    demands.cars.rate 50 → 51 t/week', 'Watching');
  });

  test('takes up a scenario that is new', async () => {
    watch();
    const at = await heard(0, '2 scenarios: 2 as they should be.', 'Watching');
    writeFileSync(
      path('scenarios/c.yaml'),
      BASE.replace('{data: data/imports.csv, column: all, unit: t/week}', '70 t/week'),
    );
    await heard(at, 'c: no baseline', '1 scenario: 0 as they should be, 1 not.');
  });

  test('ends with Ctrl-C, and leaves nothing behind', async () => {
    const before = readdirSync(folder, { recursive: true }).sort();
    watch();
    await heard(0, 'Watching');
    const ended = new Promise((resolve) => child?.once('exit', (code, signal) => resolve(signal ?? code)));
    child?.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
  });

  test('writes nothing, and says so to whoever asks', () => {
    for (const words of [['--update'], ['--junit', 'x.xml'], ['--html', 'x.html']]) {
      const { status, stderr } = chokepoint('check', '--watch', ...words);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `--watch writes nothing; take ${words[0]} out, or --watch.\nTry chokepoint check --help.\n`,
      });
    }
  });
});
