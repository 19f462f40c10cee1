/** Scenarios checked side by side, each in one thread at a time. */
import { Worker } from 'node:worker_threads';
import { type CheckDone, type CheckJob, checkFile } from './check-file.ts';
import { WorkerError } from './worker-pool.ts';

/**
 * What was found of each file, in their order; whoever is idle takes the next. A worker that dies fails all. For one at
 * a time no thread is started: this one has loaded everything.
 */
export async function checkAll(files: readonly string[], job: CheckJob, threads: number): Promise<CheckDone[]> {
  const done: CheckDone[] = [];
  if (Math.min(threads, files.length) === 1) {
    for (const file of files) done.push(await checkFile(file, job));
    return done;
  }
  let next = 0;
  const workers: Worker[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./check-worker.js', import.meta.url), { workerData: job });
      workers.push(worker);
      let at = -1;
      const take = () => {
        at = next++;
        if (at < files.length) worker.postMessage(files[at]);
        else resolve();
      };
      const fail = (reason: string) =>
        reject(new WorkerError(`A worker died at ${files[at] ?? 'its start'}: ${reason}.`));
      worker.on('message', (found: CheckDone) => {
        done[at] = found;
        take();
      });
      worker.on('error', (error) => fail(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      worker.on('exit', (code) => fail(`it ended with code ${code}`));
      take();
    });
  try {
    await Promise.all(Array.from({ length: Math.min(threads, files.length) }, work));
    return done;
  } finally {
    for (const worker of workers) {
      worker.removeAllListeners();
      void worker.terminate();
    }
  }
}
