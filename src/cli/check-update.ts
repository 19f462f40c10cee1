/** `chokepoint check --update`: what was run for the check takes the place of what stands there, all of it or none. */
import { join } from 'node:path';
import { answerWithEnsemble, exitCodeOf, standingOf } from '../index.ts';
import { answerFile, nameOf } from './answer.ts';
import type { CheckDone, Made } from './check-file.ts';
import { beginFolder, commitTogether, type Folder, listFolder } from './files.ts';
import { changedIn } from './git.ts';
import { wholeOrNothing } from './interrupt.ts';
import { complain, say } from './print.ts';
import { readerOf, readText } from './read-file.ts';
import { type Done, writeResults } from './run.ts';
import { chanceWords, readingWords } from './shell.ts';

/** How an update was called. */
export interface UpdateOptions {
  readonly out: string;
  readonly allowOutside: boolean;
  readonly runs: number | undefined;
  readonly force: boolean;
  /** Whether to say nothing but faults. */
  readonly quiet: boolean;
}

/** Writes what was run where a run writes other texts than stand there; returns the exit code. */
export async function rewrite(
  done: readonly CheckDone[],
  { out, allowOutside, runs, force, quiet }: UpdateOptions,
): Promise<number> {
  const refuse = (...lines: readonly string[]) => {
    complain(...lines);
    return 2;
  };
  const unsound = done.filter(({ checked }) => standingOf(checked) === 'unsound');
  if (unsound.length > 0) return refuse('', 'Nothing was written: an input is not sound.');
  const stale = done.flatMap(({ checked: { file }, made }) =>
    made ? [{ file, made, path: join(out, nameOf(file)) }] : [],
  );
  const tell = (line: string) => {
    if (!quiet) say(line);
  };
  if (stale.length === 0) {
    tell('Nothing to update: the results are those that these scenarios give.');
    return afterUpdate(done);
  }
  const foreign = stale.flatMap(({ path }) => whyForeign(path).map((reason) => `    ${reason}`));
  if (foreign.length > 0 && !force) {
    return refuse(
      '',
      'Nothing was written. What stands there was not made by chokepoint, or not committed:',
      ...foreign,
      'Commit it or take it back; --force writes over it.',
    );
  }
  tell(`Updating ${stale.map(({ path }) => path).join(', ')}.`);
  const drawn = { runs, seed: undefined, sampling: 'plain', threads: undefined } as const;
  const repeating = readingWords([], allowOutside) + chanceWords(drawn);
  const folders: Folder[] = [];
  const leave = () => {
    for (const folder of folders) folder.discard();
  };
  return wholeOrNothing(leave, async () => {
    for (const { file, made, path } of stale) {
      const folder = beginFolder(path);
      folders.push(folder);
      await writeResults({ ...doneAgain(file, made), path, folder }, repeating, 'en');
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

/** What a run of this or an earlier version leaves in its folder. */
const RESULT = /^(summary\.json|(series|bands)\.csv|runs\.parquet|report\.(html|md)|[a-z-]+\.(vl\.json|svg|png))$/;

/** Why a folder of results is not to be written over without asking. */
function whyForeign(folder: string): string[] {
  const summary = readText(join(folder, 'summary.json'));
  if ('missing' in summary) {
    return listFolder(folder).length > 0
      ? [`${folder}: it has no summary.json, so that chokepoint did not make it`]
      : [];
  }
  if (!isOurs(summary.text)) return [`${folder}/summary.json: it does not say that chokepoint wrote it`];
  const strange = listFolder(folder).filter((name) => !RESULT.test(name));
  return [
    ...strange.map((name) => `${folder}/${name}: chokepoint did not make it, and would take it away`),
    ...changedIn(folder).map((file) => `${file}: it differs from what is committed`),
  ];
}

function isOurs(text: string): boolean {
  try {
    const { program } = JSON.parse(text) as { program?: unknown };
    return typeof program === 'string' && program.startsWith('chokepoint ');
  } catch {
    return false;
  }
}
