/**
 * A shard: some of a command's replicates in one file, done by a machine that knows of no other. It holds what it was
 * made from, so that whoever merges needs the files of the shards alone:
 *
 *     a line of text that says what it is · pieces · the index, which says where each begins · its place · SHA-256
 *
 * Pieces and index are bytes as wire.ts makes them; the place has 8 bytes, and the SHA-256 is of all before it.
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  cut,
  fromBytes,
  type Issue,
  inOrder,
  joinPieces,
  type Made,
  piecesOf,
  type Reader,
  rowGroupsOf,
  type Share,
  type Sweep,
  shareOf,
  taskNames,
  toBytes,
} from '../index.ts';
import { withThreads } from './ensemble.ts';
import { listFolder, makeFolders, readBytes, WriteFailure } from './files.ts';
import { withRollback } from './interrupt.ts';
import { nothingWritten, tellIssues } from './issues.ts';
import { asideOf, finishMoves, removeAll } from './journal.ts';
import { UsageError } from './options.ts';
import { refuseOver, whyNotOver } from './output-file.ts';
import { say } from './print.ts';
import { progressBar } from './progress.ts';
import { readerOf, reason } from './read-file.ts';
import type { Threads } from './threads/worker-pool.ts';

const MARK = 'chokepoint shard 1\n';
const PLACE = 8;
const DIGEST = 32;

/** What all shards of one command have in common. */
export interface Origin {
  /** SHA-256 of the program: shards of two builds may differ in a last digit. */
  readonly build: string;
  readonly command: 'run' | 'compare' | 'sensitivity';
  /** The options of the command that its numbers depend on, and its files by their names. */
  readonly options: unknown;
  readonly texts: ReadonlyMap<string, string>;
  /** The words of a shell that do it again, but for `--shard`. */
  readonly words: string;
  readonly of: number;
}

interface Index {
  readonly origin: Origin;
  readonly index: number;
  readonly pieces: readonly { readonly name: string; readonly at: number; readonly bytes: number }[];
}

/** What a command that is to be done in shards says of itself. */
export interface Sharded extends Omit<Origin, 'build' | 'of'> {
  readonly name: string;
  readonly sweeps: readonly Sweep[];
  readonly locate: (issue: Issue) => Issue;
}

/** The options of a call that asks for one share of the work. */
export interface ShardOptions {
  readonly share: Share;
  readonly out: string | undefined;
  readonly force: boolean;
  readonly threads: number | undefined;
  readonly quiet: boolean;
}

export const SHARD = {
  shard: {
    describe:
      'do one share of the replicates, as in 7/40, and write it to a file for chokepoint merge; see docs/shards.md',
    type: 'string',
  },
  force: { describe: 'with --shard: do it again where the file is there already', type: 'boolean', default: false },
} as const;

/** The share that `--shard` asks for. Throws a UsageError. */
export function readShare(word: string | undefined): Share | undefined {
  if (word === undefined) return undefined;
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(word) ?? [];
  const share = { index: Number(index), of: Number(of) };
  if (share.index >= 1 && share.index <= share.of) return share;
  throw new UsageError(`--shard wants i/n with i from 1 to n, such as 7/40; got ${word}`);
}

/** Does one share, and writes it whole or not at all; returns the exit code. One that is there and sound is kept. */
export async function writeShard(
  { name, sweeps, locate, ...own }: Sharded,
  { share, out = 'shards', force, threads, quiet }: ShardOptions,
): Promise<number> {
  const runs = sweeps.reduce((sum, one) => sum + one.runs, 0);
  if (runs === 0) throw new UsageError('--shard: nothing is uncertain, so that there are no replicates to share out');
  const { index, of } = share;
  const path = join(out, `${name}.${index}-of-${of}.shard`);
  const origin = { ...own, build: buildOf(), of };
  refuseOver(whyNotOver(path, MARK.trim()));
  const kept = force ? undefined : openShard(path);
  if (kept !== undefined && 'origin' in kept && isSame(kept.origin, origin)) {
    if (!quiet) say([`${path} is there already, and sound: --force does it again.`]);
    return 0;
  }
  const aside = asideOf(path);
  const mine = shareOf(sweeps, share);
  const count = mine.reduce((sum, { piece }) => sum + piece.count, 0);
  return withRollback(
    () => removeAll(aside),
    async () => {
      const file = begin(path, aside);
      const bar = progressBar(count, quiet);
      const pieces: { name: string; at: number; bytes: number }[] = [];
      let done = 0;
      const issues = await withThreads(threads, bar, async (hired): Promise<readonly Issue[]> => {
        for (const { sweep, piece } of mine) {
          const opened = sweep.open();
          if (!opened.ok) return opened.issues;
          const { model, chance, tasks } = opened.value;
          const nameOf = taskNames(opened.value);
          const own = piecesOf(tasks, piece);
          const names = own.map(({ task }) => nameOf(task));
          let n = 0;
          const ran = await inOrder(
            hired.take(model, chance),
            own.map(({ task, piece: some }) => cut(task, some)),
            ({ rows, series }) => {
              pieces.push({ name: names[n++] as string, ...file.write(toBytes({ rows, series } satisfies Made)) });
              done += rows.count;
              bar.show(done / count);
            },
          );
          if (!ran.ok) return ran.issues;
        }
        return [];
      });
      if (issues.length > 0) {
        file.discard();
        const told = issues.map(locate);
        tellIssues(told);
        return nothingWritten(told);
      }
      file.finish({ origin, index, pieces });
      if (!quiet) say([`Shard ${index} of ${of}: ${count} of ${runs} runs, in ${path}.`, MERGE]);
      return 0;
    },
  );
}

const MERGE = 'When all are there: chokepoint merge with the files of all shards.';

/** A file that is written aside, piece by piece. */
function begin(path: string, aside: string) {
  const digest = createHash('sha256');
  let at = 0;
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      removeAll(aside);
      throw new WriteFailure(`${path} was not written: ${reason(error)}.`);
    }
  };
  const handle = attempt(() => {
    makeFolders(dirname(path));
    finishMoves(dirname(path));
    return openSync(aside, 'w');
  });
  const add = (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    digest.update(bytes);
    at += bytes.length;
  };
  const write = (bytes: Uint8Array) =>
    attempt(() => {
      const from = at;
      add(bytes);
      return { at: from, bytes: bytes.length };
    });
  write(Buffer.from(MARK));
  return {
    write,
    finish: (index: Index) =>
      attempt(() => {
        const place = Buffer.alloc(PLACE);
        place.writeBigUInt64LE(BigInt(at));
        add(toBytes(index));
        add(place);
        writeSync(handle, digest.digest());
        fsyncSync(handle);
        closeSync(handle);
        renameSync(aside, path);
      }),
    discard: () => {
      closeSync(handle);
      removeAll(aside);
    },
  };
}

/** A shard that is whole. */
export interface Shard extends Index {
  readonly path: string;
  /** Of all that it holds: two that are equal are the same shard. */
  readonly digest: string;
}

/** Opens a shard and looks whether it is whole; why not, where it is not. */
export function openShard(path: string): Shard | { readonly path: string; readonly problem: string } {
  try {
    return withFile(path, (read, size) => {
      const head = read(0, Math.min(size, MARK.length)).toString('latin1');
      if (head !== MARK) return { path, problem: 'no shard of this version of chokepoint' };
      if (size < MARK.length + PLACE + DIGEST) return { path, problem: DAMAGED };
      const end = size - DIGEST;
      const hash = createHash('sha256');
      for (let at = 0; at < end; at += PART) hash.update(read(at, Math.min(PART, end - at)));
      const digest = hash.digest('hex');
      if (digest !== read(end, DIGEST).toString('hex')) return { path, problem: DAMAGED };
      const place = Number(read(end - PLACE, PLACE).readBigUInt64LE());
      return { ...fromBytes<Index>(read(place, end - PLACE - place)), path, digest };
    });
  } catch (error) {
    return { path, problem: reason(error) };
  }
}

const DAMAGED = 'damaged or cut off: delete it and do this shard again';
/** So much of a file is looked at at once. */
const PART = 2 ** 24;

function withFile<T>(path: string, use: (read: (at: number, bytes: number) => Buffer, size: number) => T): T {
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

/** What a command takes in place of its files and threads where it is merged. */
export interface Merging {
  readonly read: Reader;
  readonly crew: Threads['take'];
}

/** Gives the parts of a command from its shards, one after the other, so that few are in memory. */
export function mergingOf(shards: readonly Shard[]): Merging {
  const sorted = shards.toSorted((one, other) => one.index - other.index);
  const places = new Map<string, { readonly path: string; readonly at: number; readonly bytes: number }[]>();
  for (const { path, pieces } of sorted) {
    for (const { name, at, bytes } of pieces) places.set(name, [...(places.get(name) ?? []), { path, at, bytes }]);
  }
  return {
    read: readerOf(sorted[0]?.origin.texts ?? new Map()),
    crew: (model, chance) => {
      const nameOf = taskNames({ model, chance });
      const encode = rowGroupsOf(model);
      return {
        workers: 1,
        async perform(task) {
          // Lets Ctrl-C be heard.
          await new Promise((resolve) => setImmediate(resolve));
          const pieces = (places.get(nameOf(task)) ?? []).map(({ path, at, bytes }) =>
            withFile(path, (read) => fromBytes<Made>(read(at, bytes))),
          );
          return { ok: true, value: joinPieces(task, pieces, encode), issues: [] };
        },
      };
    },
  };
}

/** Whether two are shards of the same thing. */
export function isSame(one: Origin, other: Origin): boolean {
  return Buffer.compare(toBytes(one), toBytes(other)) === 0;
}

/** The SHA-256 of the files that this program is made of. */
export function buildOf(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const all: Hash = createHash('sha256');
  for (const name of listFolder(folder)) {
    if (/\.[jt]s$/.test(name)) all.update(basename(name)).update(readBytes(join(folder, name)));
  }
  return all.digest('hex');
}
