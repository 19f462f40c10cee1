/** Commands that a report offers give a shell, and then YAML, the very values that were given. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { chanceWords, readingWords, shellWord } from '../../src/cli/shell.ts';
import { ROOT } from '../files.ts';

const HOSTILE = [
  ...[
    "it's",
    '',
    ' ',
    '$(touch x)',
    '`id`',
    'a & b',
    'a;b',
    '"',
    '\\',
    "'",
    '*',
    '~',
    '#x',
    'é',
    'a\nb',
    '-x',
    'x=$HOME',
  ],
];

/** The words that a shell makes of a text. */
function wordsIn(text: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `for word in ${text}; do printf '%s\\0' "$word"; done`], {
    encoding: 'utf8',
  });
  return stdout.split('\0').slice(0, -1);
}

test('every text is one word of a shell', () => {
  expect(wordsIn(HOSTILE.map(shellWord).join(' '))).toEqual(HOSTILE);
});

test('init says how to go to the folder that it made, whatever its name', () => {
  const home = mkdtempSync(join(tmpdir(), 'chokepoint-shell-'));
  const words = [join(ROOT, 'dist/chokepoint.js'), 'init', "it's & $(touch x)"];
  const { stdout } = spawnSync(process.execPath, words, { cwd: home, encoding: 'utf8' });
  const [, offered = ''] = /^Next: (.*)npm install && npx chokepoint check$/m.exec(stdout) ?? [];
  const there = spawnSync('sh', ['-c', `${offered}ls; test ! -e x`], { cwd: home, encoding: 'utf8' });
  expect({ status: there.status, has: there.stdout.split('\n').includes('chokepoint.yaml') }).toEqual({
    status: 0,
    has: true,
  });
  rmSync(home, { recursive: true });
});

test('plain words stay as they are', () => {
  expect(['scenarios/a-b.yaml', 'demands.x=1', '95%', 'Some_1'].map(shellWord).join(' ')).toBe(
    'scenarios/a-b.yaml demands.x=1 95% Some_1',
  );
});

test('settings are read back as the values that they are, texts that look like numbers too', () => {
  const values = [
    ...HOSTILE,
    1,
    '1',
    'yes',
    'null',
    null,
    true,
    'true',
    { uniform: ['1 t', "2' t"] },
    'a: b',
    '6 weeks',
  ];
  const words = wordsIn(
    readingWords(
      values.map((value) => ({ path: 'assumptions.x', value })),
      false,
    ),
  );
  const read = words.filter((word) => word !== '--set').map((word) => parse(word.replace('assumptions.x=', '')));
  expect(read).toEqual(values);
});

test('a seed is one word, and what is as the file says is left out', () => {
  const chance = { runs: 20, seed: "it's; rm", sampling: 'sobol', threads: 2 } as const;
  expect(wordsIn(chanceWords(chance))).toEqual(['--runs', '20', '--seed', "it's; rm", '--sampling', 'sobol']);
  expect(chanceWords({ runs: undefined, seed: undefined, sampling: 'plain', threads: 2 })).toBe('');
  expect(readingWords([], true)).toBe(' --allow-outside');
});
