/**
 * Whose a leftover is: a mark that each process puts into the names of what it writes aside, and whether the process of
 * a mark still works. A process id alone doesn't tell: containers give every program the same.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

/** A mark as a regular expression: process id, when it started, and where its id means anything. */
export const MARK = '\\d{1,10}-\\d{1,20}-[0-9a-f]{8}';

/** The mark of this process. */
export function ownMark(): string {
  const { id, start } = processOf('self') ?? { id: process.pid, start: Math.round(performance.timeOrigin) };
  return `${id}-${start}-${whereabouts()}`;
}

/** Whether the process of a mark works; undefined where that can't be seen, as it ran on another machine. */
export function isAtWork(mark: string): boolean | undefined {
  const [id = '', start, where] = mark.split('-');
  if (where !== whereabouts()) return undefined;
  const found = processOf(id);
  if (found !== undefined) return found.start === start && found.isAlive;
  try {
    process.kill(Number(id), 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** A process as Linux tells of it, by id or `self`; undefined where there is none, or on other systems. */
function processOf(id: string): { readonly id: string; readonly start: string; readonly isAlive: boolean } | undefined {
  const text = textOf(`/proc/${id}/stat`);
  if (text === undefined) return undefined;
  // "id (name) state …": the name may hold anything. The start is the 22nd field, in ticks since the machine started.
  const [state = '', ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { id: text.slice(0, text.indexOf(' ')), start: fields[18] ?? '', isAlive: !/[ZX]/.test(state) };
}

/** Eight digits for where process ids are those of this process: one start of the machine, one container. */
function whereabouts(): string {
  const boot = textOf('/proc/sys/kernel/random/boot_id');
  const where = boot === undefined ? hostname() : `${boot} ${statSync('/proc').dev}`;
  return createHash('sha256').update(where).digest('hex').slice(0, 8);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
