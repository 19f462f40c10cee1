/**
 * The only file that reads what others wrote: regular files, to a bound. Of what a scenario names only YAML and tables
 * below its root are opened, so that nothing else can be quoted in a message.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { PROJECT_FILE, type Reader } from '../index.ts';

type Found = ReturnType<Reader>;
type Bytes = { readonly bytes: Buffer } | { readonly missing: string };

/** Files larger than this are not read at all: nothing that a scenario names is. */
const MOST_BYTES = 64 * 2 ** 20;
/** Tables of results may be as large as a run may be in memory. */
const MOST_TABLE_BYTES = 2 ** 30;
/** So much is asked for at a time; the size that the system tells is 0 of files that it makes up when they are read. */
const PART_BYTES = 2 ** 16;
/** Windows, which has no such flag, has no pipes among its files either. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What a file is by its name: a scenario, study or ledger, or a table. */
type Kind = 'yaml' | 'table';

const KINDS: Readonly<Record<Kind, { readonly ending: RegExp; readonly words: string }>> = {
  yaml: { ending: /\.ya?ml$/i, words: '.yaml or .yml' },
  table: { ending: /\.[ct]sv$/i, words: '.csv or .tsv' },
};

/** What a file is by the ending of its name; undefined of all files that a scenario can't name. */
export function kindOf(path: string): Kind | undefined {
  return (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind].ending.test(path));
}

/** Names of files, patterns such as `scenarios/*.yaml` replaced by the files that fit, for shells that don't do so. */
export function expandPatterns(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const pattern = word.replaceAll('\\', '/');
    if (!isDynamicPattern(pattern) || existsSync(word)) return [word];
    const found = globSync(pattern, { expandDirectories: false }).sort();
    return found.length > 0 ? found : [word];
  });
}

/** Gives the text of a regular file, or why there is none. */
export const readText: Reader = (path) => {
  const found = readBytes(path, MOST_BYTES);
  if ('missing' in found) return found;
  // Else a letter that a spreadsheet wrote otherwise would be another in every report.
  if (kindOf(path) !== undefined && !isUtf8(found.bytes))
    return { missing: 'it is not written in UTF-8', remedy: UTF8 };
  return { text: found.bytes.toString('utf8') };
};

const UTF8 = 'Save it as UTF-8; spreadsheets call that CSV UTF-8.';

/** Gives the bytes of a regular file, if they are no more than `most`, or why there are none. */
function readBytes(path: string, most: number): Bytes {
  try {
    // Opening a pipe would wait for whoever writes to it, so that it is looked at first.
    const what = statSync(path);
    if (what.isDirectory()) return { missing: 'it is a folder' };
    if (!what.isFile()) return { missing: 'it is no regular file' };
    const real = realpathSync(path);
    if (kindOf(path) !== undefined && kindOf(path) !== kindOf(real)) {
      return { missing: 'it is a link to a file with another ending' };
    }
    const handle = openSync(real, WITHOUT_WAITING);
    try {
      return fstatSync(handle).isFile() ? readAll(handle, most) : { missing: 'it is no regular file' };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { missing: reason(error) };
  }
}

function readAll(handle: number, most: number): Bytes {
  const parts: Buffer[] = [];
  let size = 0;
  while (size <= most) {
    const part = Buffer.allocUnsafe(PART_BYTES);
    const count = readSync(handle, part);
    if (count === 0) return { bytes: Buffer.concat(parts, size) };
    parts.push(part.subarray(0, count));
    size += count;
  }
  return { missing: `it has more than ${most / 2 ** 20} MiB` };
}

/**
 * Reads files named in a call, wherever they lie, and what these name: YAML and tables below the root of one of them,
 * or anywhere if `allowOutside`.
 */
export function readerFor(named: readonly string[], allowOutside: boolean): Reader {
  return readerBelow(allowOutside ? undefined : named.map(rootOf), named);
}

/**
 * Reads YAML and tables that lie below one of these folders, links followed, or anywhere; and the files `named`, unless
 * one is a link that leads out of what it lies in: names of a call are often those that a shell found.
 */
export function readerBelow(roots: readonly string[] | undefined, named: readonly string[] = []): Reader {
  const files = new Set(named.map((file) => file.replaceAll('\\', '/')));
  return (path, as = 'yaml') => {
    if (files.has(path)) return roots && !isBelow(rootOf(path), path) ? outside([rootOf(path)]) : readText(path);
    const { ending, words } = KINDS[as];
    if (!ending.test(path)) {
      return {
        missing: `it does not end in ${words}`,
        remedy: 'Scenarios and ledgers are files that end in .yaml or .yml, tables in .csv or .tsv: no other is read.',
      };
    }
    return roots === undefined || roots.some((root) => isBelow(root, path)) ? readText(path) : outside(roots);
  };
}

function outside(roots: readonly string[]): Found {
  return {
    missing: `it lies outside ${[...new Set(roots)].join(' and ')}`,
    remedy: 'Put it below that folder, or give --allow-outside (to the library, allowOutside).',
  };
}

/** Reads a file of a folder of results, which lies in it: a link elsewhere is not followed. */
export function readResult(out: string, path: string): Found {
  return isBelow(out, path) ? readText(path) : outside([resolve(out)]);
}

/** Reads a table of a folder of results as bytes, likewise. */
export function readResultBytes(out: string, path: string): Bytes {
  return isBelow(out, path) ? readBytes(path, MOST_TABLE_BYTES) : { missing: `it lies outside ${resolve(out)}` };
}

/**
 * The folder that holds all that a scenario may name: of the nearest project file above it, else its git repository,
 * else its own folder.
 */
export function rootOf(file: string): string {
  const own = realOf(dirname(file));
  const above = [own];
  for (let at = own; dirname(at) !== at; at = dirname(at)) above.push(dirname(at));
  const holding = (name: string) => above.find((folder) => existsSync(join(folder, name)));
  return holding(PROJECT_FILE) ?? holding('.git') ?? own;
}

/** Whether a path leads below a folder when all links are followed. */
function isBelow(folder: string, path: string): boolean {
  const way = relative(realOf(folder), realOf(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A path with links followed, as far as there are files. */
function realOf(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return dirname(whole) === whole ? whole : join(realOf(dirname(whole)), basename(whole));
  }
}

/** A reader that reads a file once and keeps its text, for whoever is to read the same. */
export function keepingReader(source: Reader): { readonly read: Reader; readonly texts: ReadonlyMap<string, string> } {
  const texts = new Map<string, string>();
  const read: Reader = (path, as) => {
    const known = texts.get(path);
    if (known !== undefined) return { text: known };
    const found = source(path, as);
    if ('text' in found) texts.set(path, found.text);
    return found;
  };
  return { read, texts };
}

/** A reader of texts that were read before, by path, and of nothing else. */
export function readerOf(texts: ReadonlyMap<string, string>): Reader {
  return (path) => {
    const text = texts.get(path);
    return text === undefined ? { missing: 'there is no such file' } : { text };
  };
}

/** Why a file can't be read or written, in words. */
export function reason(error: unknown): string {
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (code === 'ENOENT' && syscall === 'mkdir') return 'no folder can be made there';
  const words: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'it is a folder',
    EEXIST: 'it is there already',
    ENOTDIR: 'part of the path is not a folder',
    ENAMETOOLONG: 'its name is too long',
    ELOOP: 'its links lead round in a circle',
  };
  return words[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
