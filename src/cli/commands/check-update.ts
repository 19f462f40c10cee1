/** `chokepoint check --update`: what was run for the check takes the place of what stands there, all of it or none. */
import { join } from 'node:path';
import { answerWithEnsemble, exitCodeOf, explainBriefly, standingOf } from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { beginFolder, commitTogether, type Folder, listFolder } from '../files.ts';
import { changedIn } from '../git.ts';
import { inputsOf, plainCall, withInputs } from '../inputs.ts';
import { withRollback } from '../interrupt.ts';
import type { Drawing } from '../options.ts';
import { placesFor } from '../places.ts';
import { complain, say } from '../print.ts';
import { readerOf } from '../read-file.ts';
import { type Place, whyForeign } from '../results-folder.ts';
import type { CheckDone, Made } from '../threads/check-file.ts';
import { type Done, picturesOf, storyOf, writeRun } from './run.ts';

/** How an update was called. */
export interface UpdateOptions {
  readonly out: string;
  readonly allowOutside: boolean;
  readonly runs: number | undefined;
  readonly force: boolean;
  readonly drawing: Drawing;
  /** Whether to say nothing but faults. */
  readonly quiet: boolean;
}

/** Writes what was run where a run writes other texts than stand there; returns the exit code. */
export async function rewrite(
  done: readonly CheckDone[],
  { out, allowOutside, runs, force, drawing, quiet }: UpdateOptions,
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
  const foreign = stale.flatMap(({ path }) => [
    ...whyForeign(path, 'run'),
    ...(listFolder(path).length > 0 ? changedIn(path) : []).map((name) => `${name}: it differs from what is committed`),
  ]);
  if (foreign.length > 0 && !force) {
    return refuse(
      '',
      'Nothing was written. What stands there was not made by chokepoint, or not committed:',
      ...foreign.map((reason) => `    ${reason}`),
      'Commit it or take it back; --force writes over it.',
    );
  }
  const names = stale.map(({ file }) => nameOf(file));
  const places = placesFor({ kind: 'run', names, out, standard: 'results', force, quiet });
  tell(`Updating ${stale.map(({ path }) => path).join(', ')}.`);
  const folders: Folder[] = [];
  const toDraw: ToDraw[] = [];
  const leave = () => {
    for (const folder of folders) folder.discard();
  };
  return withRollback(leave, async () => {
    for (const [n, { file, made }] of stale.entries()) {
      const place = places[n] as Place;
      const folder = beginFolder(place);
      folders.push(folder);
      const again = { ...doneAgain(file, made, { runs, allowOutside }), place, folder };
      writeRun(again);
      toDraw.push(picturesOf(again, () => storyOf(again, 'en'), 'en'));
      for (const bytes of made.rows) folder.append('runs.parquet', bytes);
    }
    commitTogether(folders);
    return (await addPictures(toDraw, drawing, { isSilent: quiet, language: 'en' })) ? afterUpdate(done) : 1;
  });
}

/** What a thread made, whole: its central run is made again from the texts that the thread read. */
function doneAgain(
  file: string,
  { texts, ensemble }: Made,
  call: Pick<UpdateOptions, 'runs' | 'allowOutside'>,
): Pick<Done, 'answer' | 'ensemble' | 'read' | 'why'> {
  const read = answerFile(file, [], readerOf(texts));
  if (read.answer === undefined) throw new Error(`${file} was sound, and is not`);
  const answer = ensemble ? answerWithEnsemble(read.answer, ensemble) : read.answer;
  return {
    answer: withInputs(answer, inputsOf(read, plainCall(call))),
    ensemble,
    read,
    why: explainBriefly(read.answer.run.model, read.readAgain),
  };
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
