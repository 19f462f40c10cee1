/** `chokepoint check --update`: what was run for the check takes the place of what stands there, all of it or none. */
import { join } from 'node:path';
import { answerWithEnsemble, exitCodeOf, standingOf } from '../index.ts';
import { answerFile, nameOf } from './answer.ts';
import type { CheckDone, Made } from './check-file.ts';
import { beginFolder, commitTogether, type Folder, listFolder, readerOf } from './files.ts';
import { changedIn } from './git.ts';
import { wholeOrNothing } from './interrupt.ts';
import { placesFor } from './places.ts';
import { chanceWords } from './reports.ts';
import { type Place, whyForeign } from './results-folder.ts';
import { type Done, writeResults } from './run.ts';

/** How an update was called. */
export interface UpdateOptions {
  readonly out: string;
  readonly runs: number | undefined;
  readonly force: boolean;
  /** Whether to say nothing but faults. */
  readonly quiet: boolean;
}

/** Writes what was run where a run writes other texts than stand there; returns the exit code. */
export async function rewrite(done: readonly CheckDone[], { out, runs, force, quiet }: UpdateOptions): Promise<number> {
  const refuse = (...lines: readonly string[]) => {
    console.error(lines.join('\n'));
    return 2;
  };
  const unsound = done.filter(({ checked }) => standingOf(checked) === 'unsound');
  if (unsound.length > 0) return refuse('\nNothing was written: an input is not sound.');
  const stale = done.flatMap(({ checked: { file }, made }) =>
    made ? [{ file, made, path: join(out, nameOf(file)) }] : [],
  );
  const say = (line: string) => {
    if (!quiet) console.log(line);
  };
  if (stale.length === 0) {
    say('Nothing to update: the results are those that these scenarios give.');
    return afterUpdate(done);
  }
  const foreign = stale.flatMap(({ path }) => [
    ...whyForeign(path, 'run'),
    ...(listFolder(path).length > 0 ? changedIn(path) : []).map((name) => `${name}: it differs from what is committed`),
  ]);
  if (foreign.length > 0 && !force) {
    return refuse(
      '\nNothing was written. What stands there was not made by chokepoint, or not committed:',
      ...foreign.map((reason) => `    ${reason}`),
      'Commit it or take it back; --force writes over it.',
    );
  }
  const names = stale.map(({ file }) => nameOf(file));
  const places = placesFor({ kind: 'run', names, out, standard: 'results', force, quiet });
  say(`Updating ${stale.map(({ path }) => path).join(', ')}.`);
  const repeating = chanceWords({ runs, seed: undefined, sampling: 'plain', threads: undefined });
  const folders: Folder[] = [];
  const leave = () => {
    for (const folder of folders) folder.discard();
  };
  return wholeOrNothing(leave, async () => {
    for (const [n, { file, made }] of stale.entries()) {
      const place = places[n] as Place;
      const folder = beginFolder(place);
      folders.push(folder);
      await writeResults({ ...doneAgain(file, made), place, folder }, repeating, 'en');
      for (const bytes of made.rows) folder.append('runs.parquet', bytes);
    }
    commitTogether(folders);
    return afterUpdate(done);
  });
}

/** What a thread made, whole: its central run is made again from the texts that the thread read. */
function doneAgain(file: string, { texts, ensemble }: Made): Pick<Done, 'answer' | 'ensemble' | 'read'> {
  const read = answerFile(file, [], readerOf(texts));
  if (read.answer === undefined) throw new Error(`${file} was sound, and is not`);
  return { answer: ensemble ? answerWithEnsemble(read.answer, ensemble) : read.answer, ensemble, read };
}

/** A rewritten baseline is met; what a scenario expects may still not be. */
function afterUpdate(done: readonly CheckDone[]): number {
  return exitCodeOf(
    done.map(({ checked }) => ({
      ...checked,
      missing: undefined,
      drift: { differences: [], earliest: undefined, upstream: undefined, inputs: [], notes: [], movers: [] },
    })),
  );
}
