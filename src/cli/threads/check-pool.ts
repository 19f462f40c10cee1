/** Scenarios checked side by side. */
import { type CheckDone, type CheckJob, checkFile } from './check-file.ts';
import { eachInThreads } from './each.ts';

/** What was found of each file, in their order. For one at a time no thread is started: this one has loaded everything. */
export async function checkAll(files: readonly string[], job: CheckJob, threads: number): Promise<CheckDone[]> {
  if (Math.min(threads, files.length) > 1) {
    const script = new URL('./check-worker.js', import.meta.url);
    return eachInThreads(script, job, files, { threads, nameOf: (file) => file });
  }
  const done: CheckDone[] = [];
  for (const file of files) done.push(await checkFile(file, job));
  return done;
}
