/** Folders that take the places of others together: all of them, or none. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishMoves, moveTogether } from '../../src/cli/journal.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'chokepoint-journal-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const folder = (name: string, text: string) => {
  mkdirSync(join(out, name));
  writeFileSync(join(out, name, 'text'), text);
};
const textOf = (name: string) => readFileSync(join(out, name, 'text'), 'utf8');
const moveOf = (name: string) => ({
  aside: join(out, `.${name}.new-1`),
  folder: join(out, name),
  old: join(out, `.${name}.old-1`),
});

test('folders that are there are replaced, others are new, and nothing else stays', () => {
  folder('a', 'old');
  folder('.a.new-1', 'new');
  folder('.b.new-1', 'new');
  moveTogether(['a', 'b'].map(moveOf));
  expect(readdirSync(out).sort()).toEqual(['a', 'b']);
  expect([textOf('a'), textOf('b')]).toEqual(['new', 'new']);
});

test('where one can’t be moved all are put back', () => {
  folder('a', 'old');
  folder('b', 'old');
  for (const name of ['a', 'b', 'c']) folder(`.${name}.new-1`, 'new');
  const impossible = { ...moveOf('c'), folder: join(out, 'missing', 'c') };
  expect(() => moveTogether([moveOf('a'), moveOf('b'), impossible])).toThrow('ENOENT');
  expect([textOf('a'), textOf('b')]).toEqual(['old', 'old']);
  expect(readdirSync(out).sort()).toEqual(['.a.new-1', '.b.new-1', '.c.new-1', 'a', 'b']);
});

test('what a dead process left aside is taken away, and what a living one does is left alone', () => {
  folder('a', 'old');
  folder('.a.new-999999999', 'new');
  folder(`.a.new-${process.pid}`, 'new');
  finishMoves(out);
  expect(readdirSync(out).sort()).toEqual([`.a.new-${process.pid}`, 'a']);
});

test('where there are no results there is nothing to finish', () => {
  finishMoves(join(out, 'nowhere'));
  expect(existsSync(join(out, 'nowhere'))).toBe(false);
});
