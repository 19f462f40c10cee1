/** A command's replicates shared out among machines: one share done here, or all of them taken from the files of shards. */

import { join } from 'node:path';
import {
  cut,
  type Issue,
  inOrder,
  joinPieces,
  type Part,
  piecesOf,
  rowGroupsOf,
  type Share,
  type Sweep,
  shareOf,
  taskNames,
} from '../index.ts';
import { digestOf, sent } from './bytes.ts';
import { type Elsewhere, withThreads } from './ensemble.ts';
import { withRollback } from './interrupt.ts';
import { nothingWritten, tellIssues } from './issues.ts';
import { UsageError } from './options.ts';
import { say } from './print.ts';
import { progressBar } from './progress.ts';
import { readerOf } from './read-file.ts';
import {
  beginShard,
  buildOf,
  isSame,
  type Origin,
  openShard,
  type Placed,
  readPiece,
  type Shard,
} from './shard-file.ts';

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

/** Where shards go that no call names a folder for. */
export const SHARDS = 'shards';

export const SHARD = {
  shard: {
    describe:
      'do one share of the replicates, as in 7/40, and write it to a file for chokepoint merge; see docs/shards.md',
    type: 'string',
  },
  force: { describe: 'with --shard: do it again where the file is there already', type: 'boolean', default: false },
} as const;

/** The share that `--shard` asks for, which is done here and not over a queue. Throws a UsageError. */
export function readShare(word: string | undefined, redis?: string): Share | undefined {
  if (word === undefined) return undefined;
  if (redis !== undefined)
    throw new UsageError('--shard is done by this machine, --redis by others: give one of them.');
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(word) ?? [];
  const share = { index: Number(index), of: Number(of) };
  if (share.index >= 1 && share.index <= share.of) return share;
  throw new UsageError(`--shard wants i/n with i from 1 to n, such as 7/40; got ${word}`);
}

/** Does one share, and writes it whole or not at all; returns the exit code. One that is there and sound is kept. */
export async function writeShard(
  { name, sweeps, locate, ...own }: Sharded,
  { share, out = SHARDS, force, threads, quiet }: ShardOptions,
): Promise<number> {
  const runs = sweeps.reduce((sum, one) => sum + one.runs, 0);
  if (runs === 0)
    throw new UsageError(
      '--shard: nothing is uncertain, so that there are no replicates to share out: leave --shard out',
    );
  const { index, of } = share;
  const path = join(out, `${name}.${index}-of-${of}.shard`);
  const origin = { ...own, build: buildOf(), of };
  const kept = force ? undefined : openShard(path);
  if (kept !== undefined && 'origin' in kept && isSame(kept.origin, origin)) {
    if (!quiet) say([`${path} is there already, and sound: --force does it again.`]);
    return 0;
  }
  const mine = shareOf(sweeps, share);
  const count = mine.reduce((sum, { piece }) => sum + piece.count, 0);
  const file = beginShard(path);
  return withRollback(file.discard, async () => {
    const bar = progressBar(count, quiet);
    let done = 0;
    const issues = await withThreads(threads, bar, async (hired): Promise<readonly Issue[]> => {
      for (const { sweep, piece } of mine) {
        const opened = sweep.open();
        if (!opened.ok) return opened.issues;
        const { model, chance, tasks } = opened.value;
        const nameOf = taskNames(digestOf(sent({ scenario: model.scenario, chance })));
        const own = piecesOf(tasks, piece);
        const names = own.map(({ task }) => nameOf(task));
        let n = 0;
        const ran = await inOrder(
          hired.take(model, chance),
          own.map(({ task, piece: some }) => cut(task, some)),
          (part) => {
            file.add(names[n++] as string, part);
            done += part.rows.count;
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
    file.finish({ origin, index });
    if (!quiet) say([`Shard ${index} of ${of}: ${count} of ${runs} runs, in ${path}.`, MERGE]);
    return 0;
  });
}

const MERGE = 'When all are there: chokepoint merge with the files of all shards.';

/** Gives the parts of a command from its shards, one after the other, so that few are in memory. */
export function fromShards(shards: readonly Shard[]): Elsewhere {
  const sorted = shards.toSorted((one, other) => one.index - other.index);
  const places = new Map<string, { readonly path: string; readonly piece: Placed }[]>();
  for (const { path, pieces } of sorted) {
    for (const piece of pieces) places.set(piece.name, [...(places.get(piece.name) ?? []), { path, piece }]);
  }
  return {
    read: readerOf(sorted[0]?.origin.texts ?? new Map()),
    crew: (model, chance) => {
      const nameOf = taskNames(digestOf(sent({ scenario: model.scenario, chance })));
      const encode = rowGroupsOf(model);
      return {
        workers: 1,
        async perform(task) {
          // Lets Ctrl-C be heard.
          await new Promise((resolve) => setImmediate(resolve));
          // What two policies of a study ask for alike lies there as often: once is enough.
          const pieces: Part[] = [];
          let count = 0;
          for (const { path, piece } of places.get(nameOf(task)) ?? []) {
            if (count >= task.count) break;
            const part = readPiece(path, piece);
            pieces.push(part);
            count += part.rows.count;
          }
          return { ok: true, value: joinPieces(task, pieces, encode), issues: [] };
        },
      };
    },
  };
}
