/** The only file that reads and writes. Results are complete or not there: a folder is written aside, then renamed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Reader } from '../index.ts';

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

/** Writes a folder whole: aside first, then renamed over the old one, which stays until then. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const aside = join(dirname(folder), `.${basename(folder)}.new-${process.pid}`);
  const old = join(dirname(folder), `.${basename(folder)}.old-${process.pid}`);
  try {
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true });
    for (const [name, content] of files) writeFileSync(join(aside, name), content);
    if (existsSync(folder)) renameSync(folder, old);
    try {
      renameSync(aside, folder);
    } catch (error) {
      if (existsSync(old)) renameSync(old, folder);
      throw error;
    }
  } catch (error) {
    discard(aside);
    throw new WriteFailure(`Nothing was written to ${folder}, and what was there is as it was: ${reason(error)}.`);
  }
  rmSync(old, { recursive: true, force: true });
}

/** Writes one file whole. */
export function writeText(path: string, text: string): void {
  const aside = `${path}.new-${process.pid}`;
  try {
    writeFileSync(aside, text);
    renameSync(aside, path);
  } catch (error) {
    discard(aside);
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

function reason(error: unknown): string {
  const code = (error as { code?: string }).code;
  const words: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'it is a folder',
    ENOTDIR: 'part of the path is not a folder',
  };
  return words[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
