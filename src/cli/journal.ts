/**
 * Several folders put in the places of others, all or none. From the moment that a journal of it stands, what has
 * been interrupted is finished by whoever comes next; before that moment nothing has been touched.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder written aside, where it belongs, and where what stands there waits until all is done. */
export interface Move {
  readonly aside: string;
  readonly folder: string;
  readonly old: string;
}

const NAME = '.chokepoint-update.json';

/** Moves all, or on a failure puts everything back and throws it. All folders stand in one folder. */
export function moveTogether(moves: readonly Move[]): void {
  const [first] = moves;
  if (first === undefined) return;
  const journal = join(dirname(first.folder), NAME);
  const aside = `${journal}.new-${process.pid}`;
  writeFileSync(aside, JSON.stringify(moves));
  renameSync(aside, journal);
  const done: Move[] = [];
  try {
    for (const move of moves) {
      done.push(move);
      putInPlace(move);
    }
  } catch (error) {
    for (const move of done.reverse()) putBack(move);
    rmSync(journal, { force: true });
    throw error;
  }
  rmSync(journal);
  for (const { old } of moves) rmSync(old, { recursive: true, force: true });
}

/** Finishes what was interrupted in a folder of results, and takes away what dead processes left aside. */
export function finishMoves(out: string): void {
  const journal = join(out, NAME);
  if (existsSync(journal)) {
    for (const move of JSON.parse(readFileSync(journal, 'utf8')) as Move[]) {
      const here = inFolder(out, move);
      putInPlace(here);
      rmSync(here.old, { recursive: true, force: true });
    }
    rmSync(journal);
  }
  for (const name of namesIn(out)) {
    const process = /^\..+\.(?:new|old)-(\d+)$/.exec(name)?.[1];
    if (process !== undefined && !isAlive(Number(process))) rmSync(join(out, name), { recursive: true, force: true });
  }
}

/** None where there is no folder: whoever writes to it says so. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A journal speaks of folders as they were named then; they stand beside it wherever that is now. */
function inFolder(out: string, { aside, folder, old }: Move): Move {
  const here = (path: string) => join(out, path.split(/[\\/]/).at(-1) as string);
  return { aside: here(aside), folder: here(folder), old: here(old) };
}

/** Each step is one rename and may have been taken before: what is gone from aside is in its place. */
function putInPlace({ aside, folder, old }: Move): void {
  if (!existsSync(aside)) return;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(aside, folder);
}

function putBack({ aside, folder, old }: Move): void {
  if (!existsSync(aside)) renameSync(folder, aside);
  if (existsSync(old)) renameSync(old, folder);
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
