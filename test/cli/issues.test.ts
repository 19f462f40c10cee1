/** Issues as a user meets them: errors first, those of one code folded, and quickly however many there are. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/cli/library.ts';
import { ROOT } from '../files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-issues-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command with so little memory that copies of a file for each of its issues would not fit. */
function chokepoint(...words: string[]) {
  const program = ['--max-old-space-size=300', join(ROOT, 'dist/chokepoint.js')];
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...words], {
    ...{ cwd: folder, env, encoding: 'utf8' as const, timeout: 60_000 },
  });
  return { status, stdout, stderr };
}

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const HEAD = 'version: 2\ntitle: Many\nstart: 2025-01-03\nhorizon: 52 weeks\n';
/** A file of so many stockpiles, each with three numbers without a source; two of them are at fault. */
const many = (count: number) =>
  `${HEAD}stockpiles:\n${Array.from({ length: count }, (_, i) => `  s${i}: {initial: 5 weeks, adjust: ${i === 7 || i === 9 ? 5 : '7 weeks'}, forecast: 6 weeks}\n`).join('')}demands:\n${Array.from({ length: count }, (_, i) => `  d${i}: {from: s${i}, rate: 20 t/year}\n`).join('')}`;

test('errors come first, then the first few warnings of a code and the count of the others', () => {
  write('faulty.yaml', many(20));
  const { status, stdout, stderr } = chokepoint('validate', 'faulty.yaml');
  expect({ status, stdout }).toEqual({ status: 2, stdout: 'faulty.yaml: not sound, 2 errors and 78 warnings\n' });
  expect(stderr).toMatchInlineSnapshot(`
    "faulty.yaml:13:34  error wrong-dimension  stockpiles.s7.adjust
        expected a duration such as 6 weeks, got 5
        Add the unit.
      13 |   s7: {initial: 5 weeks, adjust: 5, forecast: 6 weeks}
                                            ^
    faulty.yaml:15:34  error wrong-dimension  stockpiles.s9.adjust
        expected a duration such as 6 weeks, got 5
        Add the unit.
      15 |   s9: {initial: 5 weeks, adjust: 5, forecast: 6 weeks}
                                            ^
    faulty.yaml:6:17  warning unsourced  stockpiles.s0.initial
        expected a number with its source, got 5 weeks
        Make it an assumption, or add source or assumed beside it.
      6 |   s0: {initial: 5 weeks, adjust: 7 weeks, forecast: 6 weeks}
                          ^
    faulty.yaml:6:34  warning unsourced  stockpiles.s0.adjust
        expected a number with its source, got 7 weeks
        Make it an assumption, or add source or assumed beside it.
      6 |   s0: {initial: 5 weeks, adjust: 7 weeks, forecast: 6 weeks}
                                           ^
    faulty.yaml:6:53  warning unsourced  stockpiles.s0.forecast
        expected a number with its source, got 6 weeks
        Make it an assumption, or add source or assumed beside it.
      6 |   s0: {initial: 5 weeks, adjust: 7 weeks, forecast: 6 weeks}
                                                              ^
    and 75 more warnings unsourced
        Make it an assumption, or add source or assumed beside it.
    "
  `);
});

test('of more than fifty errors of a code the others are counted', () => {
  const faults = Array.from({ length: 60 }, (_, i) => `  s${i}: {initial: 5 t/year, assumed: x}\n`).join('');
  write('faults.yaml', `${HEAD}stockpiles:\n${faults}`);
  const { stderr } = chokepoint('validate', 'faults.yaml');
  expect(stderr.match(/error wrong-dimension {2}/g)?.length).toBe(50);
  expect(stderr).toContain('and 10 more errors wrong-dimension\n    Mend those above; the others are then told.\n');
});

describe('--quiet', () => {
  test('silences warnings, in every command', () => {
    write('warned.yaml', many(3).replace('horizon: 52 weeks', 'horizon: 1 year'));
    write(
      'study.yaml',
      'version: 2\ntitle: S\nbase: warned.yaml\nvariants: {a: {set: {stockpiles.s0.initial: 1 t}}}\n',
    );
    for (const words of [
      ['validate', 'warned.yaml'],
      ['run', 'warned.yaml'],
      ['compare', 'study.yaml'],
      [
        'solve',
        'warned.yaml',
        '--vary',
        'stockpiles.s0.initial',
        '--until',
        'demands.d0.fill_rate >= 99%',
        '--to',
        '90 t',
      ],
    ]) {
      expect(chokepoint(...words).stderr, words[0]).toContain('warning off-grid');
      expect(chokepoint(...words, '--quiet'), words[0]).toEqual({ status: 0, stdout: '', stderr: '' });
    }
    expect(chokepoint('check', 'warned.yaml', '--quiet').stderr).toBe('');
  });

  test('never silences errors', () => {
    const { status, stderr } = chokepoint('validate', 'faulty.yaml', '--quiet');
    expect(status).toBe(2);
    expect(stderr.match(/error wrong-dimension/g)?.length).toBe(2);
    expect(stderr).not.toContain('warning');
  });
});

test('a setting that names nothing is an error with the nearest name, for commands and the library', () => {
  const assumed = `${many(1).replace('initial: 5 weeks', 'initial: stock')}assumptions: {stock: {value: 6 weeks, why: x}}\n`;
  write('named.yaml', assumed);
  const expected = '--set assumptions.stok:1:1  error unknown-reference  assumptions.stok';
  for (const command of ['run', 'validate', 'check', 'sensitivity']) {
    const { status, stderr } = chokepoint(command, 'named.yaml', '--set', 'assumptions.stok=5 weeks');
    expect({ status, isTold: stderr.includes(expected) && stderr.includes('Did you mean stock?') }, command).toEqual({
      ...{ status: 2, isTold: true },
    });
  }
  const varied = chokepoint(
    'solve',
    'named.yaml',
    '--vary',
    'assumptions.stok',
    '--until',
    'demands.d0.fill_rate >= 99%',
  );
  expect(varied).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean stock?') });
  const file = join(folder, 'named.yaml');
  expect(() => loadScenario(file, { 'assumptions.stok': '12 weeks' })).toThrow(/Did you mean stock\?/);
  expect(loadScenario(file, { 'assumptions.stock': '12 weeks', 'stockpiles.s0.switchable': 1 }).title).toBe('Many');
  expect(chokepoint('validate', 'named.yaml', '--set', 'assumptions.stock = 5 weeks').status).toBe(0);
});

test('a target that can not be met is refused before anything is run', () => {
  const { status, stderr } = chokepoint(
    ...['solve', 'warned.yaml', '--vary', 'stockpiles.s0.initial', '--until', 'demands.d0.fill_rate >= 99', '--quiet'],
  );
  expect(status).toBe(2);
  expect(stderr).toMatchInlineSnapshot(`
    "--until:1:1  error out-of-range
        expected a target from 0 to 1, for it is a share, got demands.d0.fill_rate >= 99
        Write a share from 0 to 1, such as 99%.

    1 error; nothing was written.
    "
  `);
});

describe('in little memory are told', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, i) => new Date(Date.UTC(2025, 0, 3) + i * 30 * 864e5).toISOString().slice(0, 10));

  test('ten thousand warnings', () => {
    write('many.yaml', many(2500).replaceAll('adjust: 5,', 'adjust: 5 weeks,'));
    const { status, stdout, stderr } = chokepoint('validate', 'many.yaml');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'many.yaml: sound, 10000 warnings\n' });
    expect(stderr.length).toBeLessThan(2000);
  });

  test('24,000 dated values, most of them past the end', () => {
    const values = days(24_000).map((day) => `      ${day}: 100 t/year\n`);
    const text = `stockpiles: {s: {initial: 5 weeks, assumed: x}}\nflows:\n  f:\n    to: s\n    assumed: x\n    capacity:\n${values.join('')}`;
    write('dated.yaml', `${HEAD}${text}demands: {d: {from: s, rate: 50 t/year, assumed: x}}\n`);
    const { status, stderr } = chokepoint('validate', 'dated.yaml');
    expect(status).toBe(0);
    expect(stderr).toContain('got 2026-01-28 and 23986 later ones');
  });
});
