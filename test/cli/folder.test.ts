/** A folder of results in the writing: whole or not there, then added to; and only where nothing of the user's is. */
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
import { beginFolder, commitTogether } from '../../src/cli/files.ts';
import { readDrawing } from '../../src/cli/options.ts';
import { optionsGiven, placeFor, placesFor, type Wanted } from '../../src/cli/places.ts';
import { type Kind, WriteRefusal, whyForeign } from '../../src/cli/results-folder.ts';
import { ROOT } from '../files.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'chokepoint-folder-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const SUMMARY = '{"program": "chokepoint 0.1.0"}';
const wanted = { kind: 'run', standard: 'results', quiet: true } as const;
const begin = (name: string, kind: Kind = 'run') => beginFolder(placeFor({ ...wanted, kind, name, out }));
const make = (folder: string, ...files: readonly string[]) => {
  mkdirSync(join(out, folder), { recursive: true });
  for (const file of files) writeFileSync(join(out, folder, file), file.endsWith('.json') ? SUMMARY : 'something');
};
const textOf = (...parts: readonly string[]) => readFileSync(join(out, ...parts), 'utf8');

/** What is refused of these names, with what stands in `out` as it was. */
function refused(names: readonly string[], more: Partial<Wanted> = {}): string {
  try {
    placesFor({ ...wanted, names, out, ...more });
  } catch (error) {
    if (error instanceof WriteRefusal) return error.message.replaceAll(out, 'OUT');
    throw error;
  }
  return 'nothing was refused';
}

describe('a folder', () => {
  test('is not there until it is committed, and is added to afterwards, a whole file at a time', () => {
    const folder = begin('a');
    folder.write('summary.json', SUMMARY);
    folder.append('runs.parquet', Buffer.from('rows'));
    expect(existsSync(join(out, 'a'))).toBe(false);
    folder.commit();
    folder.write('shortages.svg', 'a picture');
    folder.write('shortages.svg', 'a better one');
    expect(readdirSync(out)).toEqual(['a']);
    expect(readdirSync(join(out, 'a')).sort()).toEqual(['runs.parquet', 'shortages.svg', 'summary.json']);
    expect(textOf('a/shortages.svg')).toBe('a better one');
    folder.discard();
    expect(readdirSync(out)).toEqual(['a']);
  });

  test('committed anew takes the pictures of the old one with it', () => {
    make('a', 'summary.json', 'shortages.svg');
    const folder = begin('a');
    folder.write('summary.json', SUMMARY);
    folder.commit();
    expect(readdirSync(join(out, 'a'))).toEqual(['summary.json']);
  });

  test('that another command has replaced gets no pictures of the earlier one', () => {
    const [first] = placesFor({ ...wanted, names: ['a'], out }).map(beginFolder);
    first?.write('summary.json', SUMMARY);
    commitTogether([first as ReturnType<typeof begin>]);
    rmSync(join(out, 'a'), { recursive: true });
    make('a', 'summary.json');
    first?.write('shortages.svg', 'of the first');
    expect(readdirSync(join(out, 'a'))).toEqual(['summary.json']);
    expect(readdirSync(out)).toEqual(['a']);
  });

  test('that something was added to since it was begun is not replaced', () => {
    make('a', 'summary.json');
    const folder = begin('a');
    folder.write('summary.json', SUMMARY);
    writeFileSync(join(out, 'a/notes.md'), 'a thought');
    expect(() => folder.commit()).toThrow(WriteRefusal);
    expect(readdirSync(out)).toEqual(['a']);
    expect(readdirSync(join(out, 'a')).sort()).toEqual(['notes.md', 'summary.json']);
  });

  test('takes no file that the guard would not know again', () => {
    expect(() => begin('a').write('map.png', '')).toThrow(
      'map.png is not among what results-folder.ts knows in a folder of run',
    );
  });
});

describe('results', () => {
  test('that this repository holds are all known as ours', () => {
    const kinds = [
      ['run', join(ROOT, 'results')],
      ['study', join(ROOT, 'results/studies')],
    ] as const;
    const folders = kinds.flatMap(([kind, path]) => readdirSync(path).map((name) => [kind, join(path, name)] as const));
    const ours = folders.filter(([, path]) => existsSync(join(path, 'summary.json')));
    expect(ours.length).toBeGreaterThan(15);
    expect(ours.flatMap(([kind, path]) => whyForeign(path, kind))).toEqual([]);
  });

  test('replace no folder that holds something else, nor a file nor a link, and all of it is told at once', () => {
    make('thesis', 'thesis.docx');
    make('notes', 'summary.json', 'series.csv', 'notes.md', 'map.png');
    make('pictures', 'report.md', 'shortages.png');
    make('study', 'summary.json', 'comparison.csv');
    make('nested/shortages.svg');
    make('nested', 'summary.json');
    writeFileSync(join(out, 'magnets'), 'title: a scenario');
    symlinkSync(join(out, 'thesis'), join(out, 'link'));
    make('mine');
    writeFileSync(join(out, 'mine/summary.json'), '{"program": "my own"}');
    make('seen', 'summary.json', '.DS_Store');
    make('empty');
    const names = ['thesis', 'notes', 'pictures', 'study', 'nested', 'magnets', 'link', 'mine', 'seen', 'empty', 'new'];
    expect(refused(names)).toMatchInlineSnapshot(`
      "Nothing was written: only what chokepoint made is ever replaced.
          OUT/thesis: it has no summary.json, so that chokepoint did not make it
          OUT/notes/map.png: chokepoint did not make it, and it would be taken away
          OUT/notes/notes.md: chokepoint did not make it, and it would be taken away
          OUT/pictures: it has no summary.json, so that chokepoint did not make it
          OUT/study/comparison.csv: another command made it, and it would be taken away
          OUT/nested/shortages.svg: chokepoint did not make it, and it would be taken away
          OUT/magnets: it is a file, not a folder
          OUT/link: it is a link, not a folder
          OUT/mine/summary.json: it does not say that chokepoint wrote it
      Move or rename it, or name another folder with --out."
    `);
    expect(refused(names, { force: true })).toMatchInlineSnapshot(`
      "Nothing was written: only what chokepoint made is ever replaced.
          OUT/magnets: it is a file, not a folder
          OUT/link: it is a link, not a folder
      Move or rename it, or name another folder with --out."
    `);
    expect(textOf('thesis/thesis.docx')).toBe('something');
  });

  test.each(['run', 'study', 'solve', 'sensitivity', 'discover', 'bound', 'stress'] as const)(
    'of %s have the same guard',
    (kind) => {
      make('a', 'notes.md');
      expect(refused(['a'], { kind })).toContain('OUT/a: it has no');
      expect(refused(['new'], { kind })).toBe('nothing was refused');
    },
  );

  test('have a name', () => {
    expect(refused(['', '.', '..', '.sensitivity/demands.cars.shortage'])).toMatchInlineSnapshot(`
      "Nothing was written: only what chokepoint made is ever replaced.
          "": no name for results, which are called after their file
          ".": no name for results, which are called after their file
          "..": no name for results, which are called after their file
          ".sensitivity/demands.cars.shortage": no name for results, which are called after their file
      Move or rename it, or name another folder with --out."
    `);
  });

  test('of other options than the files say lie beside those of none, unless a folder is named', () => {
    const drawing = readDrawing(undefined, false);
    const none = { runs: undefined, seed: undefined, sampling: 'plain', language: 'en', drawing } as const;
    const whys = (options: Partial<Parameters<typeof optionsGiven>[0]>, named?: string) => {
      const given = optionsGiven({ ...none, ...options });
      const [{ path, why } = { path: '', why: '' }] = placesFor({ ...wanted, names: ['a'], out: named, given });
      return [path, why];
    };
    expect(whys({})).toEqual(['results/a', undefined]);
    expect(whys({ runs: 20 }, out)).toEqual([join(out, 'a'), undefined]);
    expect(whys({ runs: 20, settings: [{ path: 'assumptions.stock', value: 3 }] })).toMatchInlineSnapshot(`
      [
        "results/a@31b40c6f",
        "Written to results/a@31b40c6f, as results/a is for runs without --runs, --set; --out names another folder.",
      ]
    `);
    const paths = [{ runs: 20 }, { runs: 21 }, { seed: 'S' }, { sampling: 'sobol' }, { language: 'zh' }] as const;
    expect(new Set(paths.map((options) => whys(options)[0])).size).toBe(5);
  });
});
