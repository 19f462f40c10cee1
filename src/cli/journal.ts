/**
 * Several folders put in the places of others, all or none, beside other commands that do the same. What is written
 * aside carries the mark of its process (owner.ts), and so does the journal that says which folders are whole and on
 * their way: from the moment that it stands, what has been interrupted is finished by whoever comes next. Nobody
 * touches what carries the mark of a process at work, and nothing is taken away that chokepoint did not make.
 */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAtWork, MARK, ownMark } from './owner.ts';
import { rename } from './rename.ts';
import { entryAt, type Kind, strangersIn, WriteRefusal, whyForeign, whyNoFolder, writtenAt } from './results-folder.ts';

/** A folder written aside, where it belongs, and where what stands there waits until all is done. */
export interface Move {
  readonly aside: string;
  readonly folder: string;
  readonly old: string;
  /** What may be replaced: a folder of this kind, of any if none is given, whatever is in it with `force`. */
  readonly kind?: Kind | undefined;
  readonly force?: boolean;
}

const JOURNAL = new RegExp(`^\\.chokepoint-update-(${MARK})\\.json$`);
const ASIDE = new RegExp(`^\\.(?!\\.{1,2}\\.(?:new|old)-)(.+)\\.(new|old)-(${MARK})$`);
/** What somebody may take for one of these: told of, and left alone. */
const LIKE_OURS = /^\.(?:chokepoint-update|.+\.(?:new|old)-\d)/;

/** How long a leftover from another machine, whose processes can't be seen, counts as being worked on. */
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Where a file or folder is written before it takes its place, and where what it replaces goes. */
export function asideOf(path: string, what: 'new' | 'old' = 'new', mark = ownMark()): string {
  return join(dirname(path), `.${basename(path)}.${what}-${mark}`);
}

/** Moves all, or on a failure puts everything back and throws it. All folders stand in one folder. */
export function moveTogether(moves: readonly Move[]): void {
  const [first] = moves;
  if (first === undefined) return;
  const journal = join(dirname(first.folder), `.chokepoint-update-${ownMark()}.json`);
  const aside = asideOf(journal);
  const begun: Begun[] = [];
  try {
    writeFileSync(aside, JSON.stringify(moves.map(({ folder }) => basename(folder))));
    rename(aside, journal);
    for (const move of moves) {
      begun.push({ ...move, inode: statSync(move.aside).ino });
      // Where another process puts its own there at the same time, that goes the way of what was there before.
      while (putInPlace(move) === 'taken') drop(move);
    }
  } catch (error) {
    for (const move of begun.reverse()) putBack(move);
    for (const file of [journal, aside]) rmSync(file, { force: true });
    throw error;
  }
  rmSync(journal, { force: true });
  for (const move of moves) drop(move);
}

/** A move that has been begun, with the number of its folder on the disk. */
type Begun = Move & { readonly inode: number };

/**
 * Puts a folder in its place, unless somebody puts another there meanwhile. What stood there is looked at once it is
 * out of the way, where nobody adds to it: throws a WriteRefusal if it is not to be replaced.
 */
function putInPlace({ aside, folder, old, kind, force }: Move): 'moved' | 'taken' {
  if (moved(folder, old) === 'moved') {
    const foreign = force ? whyNoFolder(old, folder) : whyForeign(old, kind, folder);
    if (foreign.length > 0) throw new WriteRefusal(refusalText(foreign));
  }
  const how = moved(aside, folder);
  if (how === 'missing') rename(aside, folder);
  return how === 'taken' ? 'taken' : 'moved';
}

/** Undoes it. What another process has put there since stays. */
function putBack({ aside, folder, old, inode }: Begun): void {
  if (entryAt(folder)?.ino === inode) moved(folder, aside);
  if (moved(old, folder) === 'taken' && whyForeign(old).length === 0) removeAll(old);
}

/** Takes away what was replaced: first out of the name under which it would be put back while it is only half gone. */
function drop({ folder, old }: Pick<Move, 'folder' | 'old'>): void {
  const away = asideOf(folder);
  removeAll(moved(old, away) === 'moved' ? away : old);
}

/** What is told of folders that are not to be replaced. */
export function refusalText(foreign: readonly string[]): string {
  return [
    'Nothing was written: only what chokepoint made is ever replaced.',
    ...foreign.map((reason) => `    ${reason}`),
    'Move or rename it, or name another folder with --out.',
  ].join('\n');
}

/**
 * Finishes what was interrupted in a folder, and takes away what processes that are gone left aside; several commands
 * may do so at once. Returns what was left alone, in words.
 */
export function finishMoves(out: string): string[] {
  // Who is gone is asked before the folder is listed: from then on only commands like this one change what is theirs.
  const gone = marksGone(out);
  const names = namesIn(out);
  const told: string[] = [];
  const stuck = new Set<string>();
  for (const name of names) {
    const mark = JOURNAL.exec(name)?.[1];
    if (mark === undefined || !gone.has(mark)) continue;
    const faults = finish(out, name, mark);
    if (faults.length > 0) stuck.add(mark);
    told.push(...faults);
  }
  for (const name of names) {
    const [, id = '', what, mark] = ASIDE.exec(name) ?? [];
    const path = join(out, name);
    if (mark === undefined) {
      if (LIKE_OURS.test(name) && !JOURNAL.test(name))
        told.push(leftAlone(path, 'this version of chokepoint did not make it'));
    } else if (gone.has(mark) && !stuck.has(mark)) {
      const [stranger] = strangersIn(path);
      const isFile = what === 'new' && entryAt(path)?.isFile();
      if (isFile) removeAll(path);
      else if (stranger !== undefined) told.push(leftAlone(path, `${stranger} is not of chokepoint`));
      else if (what === 'new') removeAll(path);
      else if (moved(path, join(out, id)) !== 'moved') drop({ folder: join(out, id), old: path });
    }
  }
  return told;
}

function leftAlone(path: string, why: string): string {
  return `${path} was left alone, as ${why}: delete it if nobody needs it.`;
}

/** Does what a journal says that its process can't; returns what stands in the way, in words. */
function finish(out: string, name: string, mark: string): string[] {
  const journal = join(out, name);
  const began = entryAt(journal)?.ctimeMs ?? 0;
  const ids = idsIn(journal);
  if (ids === undefined)
    return [
      `${journal} was left alone, as chokepoint writes no such thing: delete it and what ends in ${mark} beside it.`,
    ];
  try {
    for (const id of ids) finishOne(join(out, id), mark, began);
    rmSync(journal, { force: true });
    return [];
  } catch (error) {
    if (!(error instanceof WriteRefusal)) throw error;
    return [`${journal}: what was interrupted can't be finished. ${error.message}`];
  }
}

/** Puts one in its place, unless a later command has put its own there, or one like this has finished it meanwhile. */
function finishOne(folder: string, mark: string, began: number): void {
  const move = { aside: asideOf(folder, 'new', mark), folder, old: asideOf(folder, 'old') };
  const inode = entryAt(move.aside)?.ino;
  if (inode === undefined || writtenAt(folder) > began) return;
  const strangers = strangersIn(move.aside).map((name) => `${join(move.aside, name)}: chokepoint did not make it`);
  if (strangers.length > 0) throw new WriteRefusal(refusalText(strangers));
  try {
    putInPlace(move);
  } catch (error) {
    putBack({ ...move, inode });
    if (entryAt(move.aside) !== undefined) throw error;
  }
  drop(move);
}

/** The folders that a journal names: undefined if it is none of ours, none if another command has just finished it. */
function idsIn(journal: string): string[] | undefined {
  try {
    const ids: unknown = JSON.parse(readFileSync(journal, 'utf8'));
    const isId = (id: unknown): id is string =>
      typeof id === 'string' && !/^\.{0,2}$/.test(id) && basename(id) === id && !id.includes('\\');
    return Array.isArray(ids) && ids.length > 0 && ids.every(isId) ? ids : undefined;
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? [] : undefined;
  }
}

/** The marks in a folder whose processes are gone. */
function marksGone(out: string): ReadonlySet<string> {
  const last = new Map<string, number>();
  for (const name of namesIn(out)) {
    const mark = JOURNAL.exec(name)?.[1] ?? ASIDE.exec(name)?.[3];
    const changed = entryAt(join(out, name))?.ctimeMs;
    if (mark !== undefined && changed !== undefined) last.set(mark, Math.max(changed, last.get(mark) ?? 0));
  }
  const marks = [...last].filter(([mark, changed]) => !(isAtWork(mark) ?? Date.now() - changed < WEEK));
  return new Set(marks.map(([mark]) => mark));
}

/** None where there is no folder: whoever writes to it says so. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Renames, unless there is nothing to be renamed, or something where it should go. */
function moved(from: string, to: string): 'moved' | 'missing' | 'taken' {
  try {
    rename(from, to);
    return 'moved';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') return 'missing';
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return 'taken';
    throw error;
  }
}

/** Takes away a file or folder; that it can't be is no news, as the next command tries again. */
export function removeAll(path: string): void {
  // More than once: a command that draws its pictures may add one to a folder that has just been replaced.
  for (let tries = 0; tries < 5; tries++) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch {}
  }
}
