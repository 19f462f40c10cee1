/** The only file that writes. Results are complete or not there: a folder is written aside, then renamed. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { finishMoves, type Move, moveTogether } from './journal.ts';
import { reason } from './read-file.ts';

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
  /** Writes a file; once the folder is in its place, that file whole into it. */
  write(name: string, content: string | Uint8Array): void;
  /** Adds to the end of a file. */
  append(name: string, content: string | Uint8Array): void;
  /** Puts the folder in the place of the old one, which stays until then. */
  commit(): void;
  /** Leaves everything as it was. */
  discard(): void;
  /** What a commit does. */
  readonly move: Move;
}

/** Begins a folder. Every failure to write discards it and throws a WriteFailure. */
export function beginFolder(folder: string): Folder {
  const aside = join(dirname(folder), `.${basename(folder)}.new-${process.pid}`);
  const old = join(dirname(folder), `.${basename(folder)}.old-${process.pid}`);
  const move: Move = { aside, folder, old };
  let made: string | undefined;
  const leave = () => {
    discard(aside);
    if (made !== undefined) discardEmpty(dirname(aside), made);
  };
  const attempt = (write: () => void) => {
    try {
      write();
    } catch (error) {
      leave();
      throw new WriteFailure(`Nothing was written to ${folder}, and what was there is as it was: ${reason(error)}.`);
    }
  };
  attempt(() => {
    rmSync(aside, { recursive: true, force: true });
    made = mkdirSync(aside, { recursive: true });
  });
  return {
    write: (name, content) =>
      existsSync(aside)
        ? attempt(() => writeFileSync(join(aside, name), content))
        : writeText(join(folder, name), content),
    append: (name, content) => attempt(() => appendFileSync(join(aside, name), content)),
    discard: leave,
    commit: () => attempt(() => moveTogether([move])),
    move,
  };
}

/** Puts folders in the places of the old ones, all or none: a killed process leaves it to the next to finish. */
export function commitTogether(folders: readonly Folder[]): void {
  try {
    moveTogether(folders.map(({ move }) => move));
  } catch (error) {
    for (const folder of folders) folder.discard();
    throw new WriteFailure(`Nothing was written, and what was there is as it was: ${reason(error)}.`);
  }
}

/** Finishes what a killed process left half done in a folder of results. */
export function finishInterrupted(out: string): void {
  try {
    finishMoves(out);
  } catch (error) {
    throw new WriteFailure(`${out} is as an interrupted command left it, and can't be put right: ${reason(error)}.`);
  }
}

/** Writes one file whole, and the folders that it lies in. */
export function writeText(path: string, content: string | Uint8Array): void {
  const aside = `${path}.new-${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch (error) {
    discard(aside);
    throw new WriteFailure(`${path} was not written: ${reason(error)}.`);
  }
}

/** Whether there is a file or folder. */
export function isThere(path: string): boolean {
  return existsSync(path);
}

/** Writes a file where there is none, and the folders that it lies in. */
export function writeNew(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new WriteFailure(`${path} was not written: ${reason(error)}.`);
  }
}

/** Removes what was written aside; that it can't be is no news after a failure to write it. */
function discard(aside: string): void {
  try {
    rmSync(aside, { recursive: true, force: true });
  } catch {
    return;
  }
}

/** Removes a folder that has nothing in it, and those that it lies in as far as `top`, which were made for its sake. */
function discardEmpty(folder: string, top: string): void {
  try {
    for (let at = resolve(folder); at.startsWith(resolve(top)); at = dirname(at)) rmdirSync(at);
  } catch {
    return;
  }
}
