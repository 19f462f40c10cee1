/** Folders that take the places of others together: all of them, or none, and nothing that is not chokepoint's. */
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asideOf, finishMoves, moveTogether } from '../../src/cli/journal.ts';
import { isAtWork, ownMark } from '../../src/cli/owner.ts';

let home: string;
let out: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'chokepoint-journal-'));
  out = join(home, 'out');
  mkdirSync(out);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const LIVING = ownMark();
const [id, start, where] = LIVING.split('-');
/** Of a process that had the id of this one before it: as in containers, where each program has the same. */
const DEAD = `${id}-${Number(start) - 1}-${where}`;
const ANOTHER_DEAD = `${id}-${Number(start) - 2}-${where}`;
const ELSEWHERE = `${id}-${start}-00000000`;

/** A folder of results, with a word in it by which it is known. */
const folder = (name: string, word: string, ...others: readonly string[]) => {
  mkdirSync(join(out, name));
  writeFileSync(join(out, name, 'summary.json'), `{"program": "chokepoint 0.1.0", "word": "${word}"}`);
  for (const other of others) writeFileSync(join(out, name, other), 'something');
};
const wordOf = (name: string) => JSON.parse(readFileSync(join(out, name, 'summary.json'), 'utf8')).word;
const names = () => readdirSync(out).sort();
const moveOf = (name: string) => ({
  ...{ aside: asideOf(join(out, name)), folder: join(out, name), old: asideOf(join(out, name), 'old') },
  kind: 'run' as const,
});
const journal = (mark: string, text: string) => writeFileSync(join(out, `.chokepoint-update-${mark}.json`), text);

describe('a move', () => {
  test('replaces folders that are there, makes others, and leaves nothing else', () => {
    folder('a', 'old');
    folder(`.a.new-${LIVING}`, 'new');
    folder(`.b.new-${LIVING}`, 'new');
    moveTogether(['a', 'b'].map(moveOf));
    expect(names()).toEqual(['a', 'b']);
    expect([wordOf('a'), wordOf('b')]).toEqual(['new', 'new']);
  });

  test('of which one can’t be made puts all back', () => {
    folder('a', 'old');
    folder('b', 'old');
    for (const name of ['a', 'b', 'c']) folder(`.${name}.new-${LIVING}`, 'new');
    const impossible = { ...moveOf('c'), folder: join(out, 'missing', 'c') };
    expect(() => moveTogether([moveOf('a'), moveOf('b'), impossible])).toThrow('ENOENT');
    expect([wordOf('a'), wordOf('b')]).toEqual(['old', 'old']);
    expect(names()).toEqual([...['a', 'b', 'c'].map((name) => `.${name}.new-${LIVING}`), 'a', 'b']);
  });

  test('that would take a file away which was added meanwhile puts all back', () => {
    folder('a', 'old');
    folder('b', 'old', 'notes.md');
    for (const name of ['a', 'b']) folder(`.${name}.new-${LIVING}`, 'new');
    expect(shown(() => moveTogether([moveOf('a'), moveOf('b')]))).toMatchInlineSnapshot(`
      "Nothing was written: only what chokepoint made is ever replaced.
          OUT/b/notes.md: chokepoint did not make it, and it would be taken away
      Move or rename it, or name another folder with --out."
    `);
    expect([wordOf('a'), wordOf('b')]).toEqual(['old', 'old']);
    expect(existsSync(join(out, 'b/notes.md'))).toBe(true);
  });
});

describe('what a process left that is gone', () => {
  test('is told from what one does that works, by more than its id', () => {
    expect([LIVING, DEAD, ELSEWHERE].map(isAtWork)).toEqual([true, false, undefined]);
    folder('a', 'old');
    for (const mark of [LIVING, DEAD, ELSEWHERE]) folder(`.a.new-${mark}`, 'new');
    expect(finishMoves(out)).toEqual([]);
    expect(names()).toEqual([`.a.new-${LIVING}`, `.a.new-${ELSEWHERE}`, 'a'].sort());
    expect(wordOf('a')).toBe('old');
  });

  test('is finished where its journal stands, whichever steps were taken', () => {
    folder('a', 'old');
    folder(`.a.new-${DEAD}`, 'new');
    folder(`.b.old-${DEAD}`, 'old');
    folder(`.b.new-${DEAD}`, 'new');
    folder(`.c.old-${DEAD}`, 'old');
    folder('c', 'new');
    journal(DEAD, '["a","b","c"]');
    expect(finishMoves(out)).toEqual([]);
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(['a', 'b', 'c'].map(wordOf)).toEqual(['new', 'new', 'new']);
  });

  test('is not finished where another command has written since', async () => {
    folder(`.a.new-${DEAD}`, 'new');
    journal(DEAD, '["a"]');
    await new Promise((done) => setTimeout(done, 30));
    folder('a', 'newer');
    expect(finishMoves(out)).toEqual([]);
    expect(names()).toEqual(['a']);
    expect(wordOf('a')).toBe('newer');
  });

  test('without a journal is put back or taken away', () => {
    folder(`.a.old-${DEAD}`, 'old');
    folder(`.b.old-${DEAD}`, 'old');
    folder('b', 'new');
    writeFileSync(join(out, `.junit.xml.new-${DEAD}`), 'half of it');
    expect(finishMoves(out)).toEqual([]);
    expect(names()).toEqual(['a', 'b']);
    expect([wordOf('a'), wordOf('b')]).toEqual(['old', 'new']);
  });

  test('is left alone, and told of, where something in it is not of chokepoint', () => {
    folder(`.a.old-${DEAD}`, 'old', 'notes.md');
    folder(`.b.new-${DEAD}`, 'new', 'notes.md');
    symlinkSync(home, join(out, `.c.new-${DEAD}`));
    folder('d', 'old', 'notes.md');
    folder(`.d.new-${ANOTHER_DEAD}`, 'new');
    journal(ANOTHER_DEAD, '["d"]');
    const before = names();
    expect(told()).toMatchInlineSnapshot(`
      "OUT/.chokepoint-update-ANOTHER.json: what was interrupted can't be finished. Nothing was written: only what chokepoint made is ever replaced.
          OUT/d/notes.md: chokepoint did not make it, and it would be taken away
      Move or rename it, or name another folder with --out.
      OUT/.a.old-DEAD was left alone, as notes.md is not of chokepoint: delete it if nobody needs it.
      OUT/.b.new-DEAD was left alone, as notes.md is not of chokepoint: delete it if nobody needs it.
      OUT/.c.new-DEAD was left alone, as .c.new-DEAD is not of chokepoint: delete it if nobody needs it."
    `);
    expect(names()).toEqual(before);
    rmSync(join(out, 'd/notes.md'));
    finishMoves(out);
    expect(wordOf('d')).toBe('new');
    expect(names()).toEqual([`.a.old-${DEAD}`, `.b.new-${DEAD}`, `.c.new-${DEAD}`, 'd'].sort());
  });

  test('never reaches out of its folder, whatever names it bears', () => {
    for (const name of [
      `....old-${DEAD}`,
      `...old-${DEAD}`,
      `....new-${DEAD}`,
      '.x.new-123',
      '.chokepoint-update.json',
    ])
      mkdirSync(join(out, name));
    writeFileSync(join(home, 'precious'), 'a thesis');
    const before = names();
    expect(told()).toMatchInlineSnapshot(`
      "OUT/....new-DEAD was left alone, as this version of chokepoint did not make it: delete it if nobody needs it.
      OUT/....old-DEAD was left alone, as this version of chokepoint did not make it: delete it if nobody needs it.
      OUT/...old-DEAD was left alone, as this version of chokepoint did not make it: delete it if nobody needs it.
      OUT/.chokepoint-update.json was left alone, as this version of chokepoint did not make it: delete it if nobody needs it.
      OUT/.x.new-123 was left alone, as this version of chokepoint did not make it: delete it if nobody needs it."
    `);
    expect([names(), readdirSync(home)]).toEqual([before, ['out', 'precious']]);
  });

  test.each([
    'null',
    '{}',
    '[1]',
    '[]',
    '',
    '["a"',
    '[".."]',
    '["."]',
    '[""]',
    '["a/b"]',
    '["..\\\\a"]',
    '[{"aside":"a"}]',
  ])('and a journal that says %s is told, and moves nothing', (text) => {
    folder('a', 'old');
    folder(`.a.new-${DEAD}`, 'new');
    journal(DEAD, text);
    const before = names();
    expect(told()).toBe(
      'OUT/.chokepoint-update-DEAD.json was left alone, as chokepoint writes no such thing: delete it and what ends in DEAD beside it.',
    );
    expect([names(), wordOf('a')]).toEqual([before, 'old']);
  });

  test('is nothing where there are no results', () => {
    expect(finishMoves(join(out, 'nowhere'))).toEqual([]);
    expect(existsSync(join(out, 'nowhere'))).toBe(false);
  });
});

function told(): string {
  return plain(finishMoves(out).join('\n'));
}

function shown(work: () => void): string {
  try {
    work();
  } catch (error) {
    return plain((error as Error).message);
  }
  return 'nothing was refused';
}

function plain(text: string): string {
  return text.replaceAll(DEAD, 'DEAD').replaceAll(ANOTHER_DEAD, 'ANOTHER').replaceAll(out, 'OUT');
}
