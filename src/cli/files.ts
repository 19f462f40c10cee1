/** The only file that writes. Results are complete or not there: a folder is written aside, then renamed. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stretch } from '../index.ts';
import { asideOf, finishMoves, type Move, moveTogether, removeAll } from './journal.ts';
import { complain } from './print.ts';
import { reason } from './read-file.ts';
import { rename } from './rename.ts';
import { entryAt, isMade, type Place, WriteRefusal } from './results-folder.ts';

/** Reads some of a file: so many bytes from a place. */
export function withFile<T>(path: string, use: (read: (at: number, bytes: number) => Buffer, size: number) => T): T {
  const handle = openSync(path, 'r');
  try {
    const read = (at: number, bytes: number) => {
      const part = Buffer.alloc(bytes);
      for (let done = 0; done < bytes; ) {
        const many = readSync(handle, part, done, bytes - done, at + done);
        if (many === 0) throw new Error(`${path} has become shorter`);
        done += many;
      }
      return part;
    };
    return use(read, fstatSync(handle).size);
  } finally {
    closeSync(handle);
  }
}

/** The bytes of a file of this package; throws where it is missing, for then the package is broken. */
export function readBytes(path: string | URL): Buffer {
  return readFileSync(path);
}

/** The file of a font that comes with the package: in dist/, from where the program usually runs. */
export function fontFile(name: string): string {
  const [built, fromSources] = ['./fonts/', '../../dist/fonts/'].map((folder) =>
    fileURLToPath(new URL(`${folder}${name}`, import.meta.url)),
  ) as [string, string];
  return existsSync(built) ? built : fromSources;
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
  append(name: string, content: string | Uint8Array): void;
  /** Reads some places of what was appended, one after the other. */
  read(name: string, places: readonly Stretch[]): Uint8Array;
  /** Takes a file out of a folder that is not in its place yet, if it is there. */
  drop(name: string): void;
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
    read: (name, places) =>
      withFile(join(aside, ofKind(name)), (read) => Buffer.concat(places.map(({ at, bytes }) => read(at, bytes)))),
    drop: (name) => removeAll(join(aside, ofKind(name))),
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
    rename(join(aside, name), join(place, name));
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
    if (told.length > 0 && !quiet) complain(...told);
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
