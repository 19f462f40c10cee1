/**
 * The replicates of a command shared out among machines that know nothing of one another: each does some blocks of 64,
 * and from the blocks of all the parts are put together again, to the bit what one machine makes of them.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import { lanesFrom } from '../../model/lane.ts';
import type { Model } from '../../model/network.ts';
import { joinMoments, PIECE } from './moments.ts';
import { joinRows } from './rows.ts';
import { type Encode, type Part, partsOf, type Task, wantedOf } from './tasks.ts';
import { toBytes } from './wire.ts';

/** Tasks of one model, which together are `runs` replicates; the first of each is a multiple of 64. */
export interface Sweep {
  readonly runs: number;
  open(): Outcome<Work>;
}

/** What a sweep has done, and for which model. */
export interface Work {
  readonly model: Model;
  readonly chance: Chance;
  readonly tasks: readonly Task[];
}

/** Which one of how many: from 1 to `of`. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** Replicates of a task: all of them, or some blocks. */
export interface Piece {
  readonly first: number;
  readonly count: number;
}

/** The pieces of one share, and of which sweep; of B blocks in all they are those from ⌊B(i − 1)/n⌋ to ⌊Bi/n⌋. */
export function shareOf<T extends Pick<Sweep, 'runs'>>(
  sweeps: readonly T[],
  { index, of }: Share,
): { readonly sweep: T; readonly piece: Piece }[] {
  const blocks = sweeps.map(({ runs }) => Math.ceil(runs / PIECE));
  const all = blocks.reduce((sum, many) => sum + many, 0);
  const [from, to] = [Math.floor((all * (index - 1)) / of), Math.floor((all * index) / of)];
  let before = 0;
  return sweeps.flatMap((sweep, n) => {
    const [first, end] = [Math.max(0, from - before), Math.min(blocks[n], to - before)];
    before += blocks[n];
    if (first >= end) return [];
    return [{ sweep, piece: { first: first * PIECE, count: Math.min(sweep.runs, end * PIECE) - first * PIECE } }];
  });
}

/** What each task has in common with a piece. */
export function piecesOf(tasks: readonly Task[], { first, count }: Piece): { task: Task; piece: Piece }[] {
  return tasks.flatMap((task) => {
    const begin = Math.max(first, task.first);
    const end = Math.min(first + count, task.first + task.count);
    return begin < end ? [{ task, piece: { first: begin, count: end - begin } }] : [];
  });
}

/** A task in pieces whose series take at most so many bytes, but of no fewer than 64 replicates; without series it is one. */
export function piecesWithin({ first, count, series }: Task, steps: number, bytes: number): Piece[] {
  if (series === undefined) return [{ first, count }];
  const numbers = series.places.length * steps;
  return partsOf(first, count, PIECE * Math.max(1, Math.floor(bytes / (8 * PIECE * numbers))));
}

/** The task of a piece alone; where it is not the whole task, rows come whole, to be put together. */
export function cut(task: Task, { first, count }: Piece): Task {
  if (count === task.count) return task;
  const before = first - task.first;
  const series = task.series && Math.min(count, task.series.count - before);
  return {
    ...{ first, count },
    ...(task.given && { given: lanesFrom(task.given, task.count, before, count) }),
    ...(task.series && series && series > 0 && { series: { places: task.series.places, count: series } }),
  };
}

/** The part of a whole task, from all its pieces in their order. */
export function joinPieces(task: Task, pieces: readonly Part[], encode: Encode): Part {
  const count = pieces.reduce((sum, { rows }) => sum + rows.count, 0);
  if (count !== task.count) throw new Error(`${count} of ${task.count} replicates from ${task.first}`);
  if (pieces.length === 1) return pieces[0];
  const rows = joinRows(pieces.map((piece) => piece.rows));
  return {
    ...{ rows: wantedOf(rows, task), moments: joinMoments(pieces.map(({ moments }) => moments)) },
    series: task.series && pieces.flatMap(({ series }) => series ?? []),
    encoded: task.isEncoded ? encode(rows) : undefined,
  };
}

/** The name of what is asked for, by the SHA-256 of a Job's bytes: the same of the same tasks of the same job, and of no others. */
export function taskNames(job: string): (task: Task) => string {
  const begun = new TextEncoder().encode(job);
  return (task) => hexOf(sha256.create().update(begun).update(toBytes(task)).digest());
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
