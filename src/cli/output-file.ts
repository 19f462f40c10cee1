/** Single files that a command writes where it is told to: whole, and never over what is not its own. */
import { closeSync, existsSync, openSync, readSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { discardEmpty, makeFolders, WriteFailure } from './files.ts';
import { asideOf, finishMoves, removeAll } from './journal.ts';
import { readText, reason } from './read-file.ts';
import { entryAt, resultsAround, WriteRefusal, wordOf } from './results-folder.ts';

/**
 * Why a file is not to be written by an option: what stands there is no file, lies in results, or is not what the
 * option makes, each of which holds `mark`.
 */
export function whyNotOver(path: string, mark: string): string[] {
  try {
    return whyNot(path, mark);
  } catch (error) {
    return [`${path}: ${reason(error)}`];
  }
}

function whyNot(path: string, mark: string): string[] {
  const found = entryAt(path);
  if (found !== undefined && !found.isFile()) return [`${path}: it is ${wordOf(found)}`];
  const results = resultsAround(
    existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : resolve(path),
  );
  if (results !== undefined) return [`${path}: it lies in results, which would no longer be what chokepoint made`];
  return found !== undefined && found.size > 0 && !headOf(path).includes(mark)
    ? [`${path}: it is something else, and would be taken away`]
    : [];
}

function headOf(path: string): string {
  const head = Buffer.alloc(2 ** 20);
  const file = openSync(path, 'r');
  try {
    return head.toString('utf8', 0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** Writes one file whole, and the folders that it lies in. Throws a WriteRefusal where it must not; see whyNotOver. */
export function writeText(path: string, text: string, mark: string): void {
  if (!text.includes(mark)) throw new Error(`${path} would not be known again`);
  refuseOver(whyNotOver(path, mark));
  replaceText(path, text);
}

/** Writes a text between two marks of a page that has both, which stay. Throws a WriteRefusal where it has not. */
export function replacePart(path: string, [begin, end]: readonly [string, string], text: string): void {
  const found = readText(path);
  if ('missing' in found) throw new WriteRefusal(`${path}: ${found.missing}`);
  const [from, to] = [found.text.indexOf(begin), found.text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new WriteRefusal(
      `${path}: it has no place for this; put two lines where it is to stand, ${begin} and ${end}`,
    );
  }
  replaceText(path, `${found.text.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${found.text.slice(to)}`);
}

/** Writes another text in the place of a file whose present one was read for it; through a link, to where it leads. */
export function replaceText(named: string, text: string): void {
  const path = existsSync(named) ? realpathSync(named) : named;
  const aside = asideOf(path);
  try {
    makeFolders(dirname(path));
    finishMoves(dirname(path));
    writeFileSync(aside, text);
    renameSync(aside, path);
  } catch (error) {
    removeAll(aside);
    throw new WriteFailure(`${path} was not written: ${reason(error)}.`);
  }
}

/** Throws a WriteRefusal with these reasons, if there are any. */
export function refuseOver(reasons: readonly string[]): void {
  if (reasons.length === 0) return;
  const lines = reasons.map((reason) => `    ${reason}`);
  throw new WriteRefusal(['Nothing was written over what is not ours:', ...lines, 'Name another file.'].join('\n'));
}

/** What is in the way of making a file: it or, where it should lie, what is no folder. A link to nothing is, too. */
export function inTheWay(path: string): string | undefined {
  const found = entryAt(path);
  if (found !== undefined) return path;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const entry = entryAt(folder);
    if (entry !== undefined) return existsSync(folder) && statSync(folder).isDirectory() ? undefined : folder;
  }
  return undefined;
}

/** Writes files where there are none, by path, and the folders that they lie in: all or none. */
export function writeNew(files: ReadonlyMap<string, string>): void {
  const undo: (() => void)[] = [];
  let at = '';
  try {
    for (const [path, text] of files) {
      at = path;
      const made = makeFolders(dirname(path));
      if (made !== undefined) undo.push(() => discardEmpty(dirname(path), made));
      const file = openSync(path, 'wx');
      undo.push(() => removeAll(path));
      try {
        writeFileSync(file, text);
      } finally {
        closeSync(file);
      }
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw new WriteFailure(`Nothing was written, as ${at} can't be: ${reason(error)}.`);
  }
}
