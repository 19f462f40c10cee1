/**
 * The file of a shard: some of a command's replicates, done by a machine that knows of no other. It holds what it was
 * made from, so that whoever merges needs the files of the shards alone:
 *
 *     a line of text that says what it is · pieces · the index, which says where each begins · its place · SHA-256
 *
 * Pieces and index are bytes as wire.ts makes them; the place has 8 bytes, and the SHA-256 is of all before it.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Part } from '../index.ts';
import { received, sent } from './bytes.ts';
import { listFolder, makeFolders, readBytes, WriteFailure, withFile } from './files.ts';
import { asideOf, finishMoves, removeAll } from './journal.ts';
import { refuseOver, whyNotOver } from './output-file.ts';
import { reason } from './read-file.ts';
import { rename } from './rename.ts';

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

/** A piece of a task in a file. */
export interface Placed {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

/** Where the pieces of a shard are, by the names of their tasks. */
interface Index {
  readonly origin: Origin;
  readonly index: number;
  readonly pieces: readonly Placed[];
}

/** A file that is written aside, piece by piece. */
export function beginShard(path: string) {
  refuseOver(whyNotOver(path, MARK.trim()));
  const aside = asideOf(path);
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
  let isOpen = true;
  const add = (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    digest.update(bytes);
    at += bytes.length;
  };
  attempt(() => add(Buffer.from(MARK)));
  const pieces: Placed[] = [];
  return {
    add: (name: string, made: Part) =>
      attempt(() => {
        const bytes = sent(made);
        pieces.push({ name, at, bytes: bytes.length });
        add(bytes);
      }),
    finish: (own: Omit<Index, 'pieces'>) =>
      attempt(() => {
        const index: Index = { ...own, pieces };
        const place = Buffer.alloc(PLACE);
        place.writeBigUInt64LE(BigInt(at));
        add(sent(index));
        add(place);
        writeSync(handle, digest.digest());
        fsyncSync(handle);
        closeSync(handle);
        isOpen = false;
        rename(aside, path);
      }),
    discard: () => {
      if (isOpen) closeSync(handle);
      isOpen = false;
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
      return { ...received<Index>(read(place, end - PLACE - place)), path, digest };
    });
  } catch (error) {
    return { path, problem: reason(error) };
  }
}

const DAMAGED = 'damaged or cut off: delete it and do this shard again';
/** So much of a file is looked at at once. */
const PART = 2 ** 24;

/** Reads a piece of a shard. */
export function readPiece(path: string, { at, bytes }: Placed): Part {
  return withFile(path, (read) => received<Part>(read(at, bytes)));
}

/** Whether two are shards of the same thing. */
export function isSame(one: Origin, other: Origin): boolean {
  return Buffer.compare(sent(one), sent(other)) === 0;
}

/** The SHA-256 of the files that this program is made of; declarations, which come with a package, are none of them. */
export function buildOf(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const all = createHash('sha256');
  for (const name of listFolder(folder)) {
    if (/(?<!\.d)\.[jt]s$/.test(name)) all.update(basename(name)).update(readBytes(join(folder, name)));
  }
  return all.digest('hex');
}
