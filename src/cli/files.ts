/** The only file that reads and writes. Results are complete or not there: a folder is written aside, then renamed. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Reader } from '../index.ts';
import { asideOf, finishMoves, type Move, moveTogether, removeAll } from './journal.ts';
import { entryAt, isMade, type Place, WriteRefusal } from './results-folder.ts';

/** Files larger than this are not read at all: nothing that a scenario names is. */
const MOST_BYTES = 64 * 2 ** 20;

/** Gives the text of a file, or why there is none. */
export const readText: Reader = (path) => {
  try {
    const { size } = statSync(path);
    if (size > MOST_BYTES)
      return { missing: `it has ${Math.ceil(size / 2 ** 20)} MiB, more than ${MOST_BYTES / 2 ** 20}` };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { missing: reason(error) };
  }
};

/** A reader that reads a file once and keeps its text, for whoever is to read the same. */
export function keepingReader(source: Reader = readText): {
  readonly read: Reader;
  readonly texts: ReadonlyMap<string, string>;
} {
  const texts = new Map<string, string>();
  const read: Reader = (path) => {
    const known = texts.get(path);
    if (known !== undefined) return { text: known };
    const found = source(path);
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

/** The bytes of a file of this package; throws where it is missing, for then the package is broken. */
export function readBytes(path: string | URL): Buffer {
  return readFileSync(path);
}

/** The names in a folder, sorted; none where it can't be read. */
export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** A failure to write, told to the user; earlier results are untouched. */
export class WriteFailure extends Error {}

/** A folder on its way: files are written aside, and take the place of the old folder together. */
export interface Folder {
  /** Writes a file; once the folder is in its place, puts it there whole, unless another has replaced the folder. */
  write(name: string, content: string | Uint8Array): void;
  /** Adds to the end of a file of a folder that is not in its place yet. */
  append(name: string, content: Uint8Array): void;
  /** Puts the folder in the place of the old one, which stays until then. */
  commit(): void;
  /** Leaves everything as it was, but for what is in its place. */
  discard(): void;
  /** What a commit does. */
  readonly move: Move;
  /** Told by a commit that it is done. */
  settled(): void;
}

/** Begins a folder. Every failure to write discards it and throws a WriteFailure. */
export function beginFolder({ path, kind, force }: Place): Folder {
  const move: Move = { aside: asideOf(path), folder: path, old: asideOf(path, 'old'), kind, force };
  const { aside } = move;
  let made: string | undefined;
  let own: Own | undefined;
  let isSettled = false;
  const leave = () => {
    if (own?.handle !== undefined) closeSync(own.handle);
    own = undefined;
    removeAll(aside);
    if (made !== undefined) discardEmpty(dirname(aside), made);
  };
  const attempt = (write: () => void) => {
    try {
      write();
    } catch (error) {
      if (isSettled)
        throw new WriteFailure(`Not all was written to ${path}, and what is there is whole: ${reason(error)}.`);
      leave();
      throw new WriteFailure(`Nothing was written to ${path}, and what was there is as it was: ${reason(error)}.`);
    }
  };
  const ofKind = (name: string) => {
    if (!isMade(kind, name))
      throw new Error(`${name} is not among what results-folder.ts knows in a folder of ${kind}`);
    return name;
  };
  attempt(() => {
    removeAll(aside);
    made = makeFolders(aside);
    own = ownOf(aside);
  });
  const self: Folder = {
    write: (name, content) => {
      const file = join(aside, ofKind(name));
      attempt(() => (isSettled ? addFile(move, own, name, content) : writeFileSync(file, content)));
    },
    append: (name, content) => {
      const file = join(aside, ofKind(name));
      attempt(() => appendFileSync(file, content));
    },
    discard: leave,
    commit: () => commitTogether([self]),
    move,
    settled: () => {
      isSettled = true;
    },
  };
  return self;
}

/** Puts folders in the places of the old ones, all or none: a killed process leaves it to the next to finish. */
export function commitTogether(folders: readonly Folder[]): void {
  try {
    moveTogether(folders.map(({ move }) => move));
  } catch (error) {
    for (const folder of folders) folder.discard();
    if (error instanceof WriteRefusal) throw error;
    const paths = folders.map(({ move }) => move.folder).join(', ');
    throw new WriteFailure(`Nothing was written to ${paths}, and what was there is as it was: ${reason(error)}.`);
  }
  for (const folder of folders) folder.settled();
}

/** A folder of ours wherever it has been moved to: its number on the disk and, on Linux, a handle that finds it. */
interface Own {
  readonly inode: number;
  readonly handle: number | undefined;
}

function ownOf(folder: string): Own {
  const handle = existsSync('/proc/self/fd') ? openSync(folder, 'r') : undefined;
  return { inode: statSync(folder).ino, handle };
}

/** Adds a file to a folder in its place. Where another command has replaced the folder since, nothing is to be added. */
function addFile({ aside, folder }: Move, own: Own | undefined, name: string, content: string | Uint8Array): void {
  if (own === undefined || entryAt(folder)?.ino !== own.inode) return;
  try {
    mkdirSync(aside);
    writeFileSync(join(aside, name), content);
    const place = own.handle === undefined ? folder : `/proc/self/fd/${own.handle}`;
    renameSync(join(aside, name), join(place, name));
  } catch (error) {
    if (entryAt(folder)?.ino === own.inode) throw error;
  } finally {
    removeAll(aside);
  }
}

/** Finishes what a killed process left half done in a folder of results, and says what of it was left alone. */
export function finishInterrupted(out: string, quiet: boolean): void {
  try {
    const told = finishMoves(out);
    if (told.length > 0 && !quiet) console.error(told.join('\n'));
  } catch (error) {
    throw new WriteFailure(`${out} is as an interrupted command left it, and can't be put right: ${reason(error)}.`);
  }
}

/** Makes a folder and those that it lies in; returns the first that was made. Node's own never returns in /proc. */
export function makeFolders(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  const first = dirname(folder) === folder ? undefined : makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as { code?: string };
    // Another command may have made it meanwhile, or have taken away the empty one that it was to lie in.
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return first;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    return makeFolders(folder);
  }
  return first ?? folder;
}

/** Removes a folder that has nothing in it, and those that it lies in as far as `top`, which were made for its sake. */
export function discardEmpty(folder: string, top: string): void {
  try {
    for (let at = resolve(folder); at.startsWith(resolve(top)); at = dirname(at)) rmdirSync(at);
  } catch {
    return;
  }
}

/** Why something could not be read or written, in words. */
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
  };
  return words[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
