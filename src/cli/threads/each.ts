/** Tasks done side by side, each in one thread at a time; whoever is idle takes the next. */
import { Worker } from 'node:worker_threads';
import { WorkerError } from './worker-pool.ts';

/**
 * What was made of each task, in their order, by so many threads of a script that answers each message with one. A worker
 * that dies fails all.
 */
export async function eachInThreads<Task, Done>(
  script: URL,
  workerData: unknown,
  tasks: readonly Task[],
  {
    threads,
    nameOf,
    hear = () => undefined,
  }: {
    readonly threads: number;
    readonly nameOf: (task: Task) => string;
    /** Hears how many are done. */
    readonly hear?: (done: number) => void;
  },
): Promise<Done[]> {
  const done: Done[] = [];
  let [next, finished] = [0, 0];
  const workers: Worker[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(script, { workerData });
      workers.push(worker);
      let at = -1;
      const take = () => {
        at = next++;
        if (at < tasks.length) worker.postMessage(tasks[at]);
        else resolve();
      };
      const fail = (reason: string) => {
        const task = tasks[at];
        reject(new WorkerError(`A worker died at ${task === undefined ? 'its start' : nameOf(task)}: ${reason}.`));
      };
      worker.on('message', (found: Done) => {
        done[at] = found;
        hear(++finished);
        take();
      });
      worker.on('error', (error) => fail(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      worker.on('exit', (code) => fail(`it ended with code ${code}`));
      take();
    });
  try {
    await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, work));
    return done;
  } finally {
    for (const worker of workers) {
      worker.removeAllListeners();
      void worker.terminate();
    }
  }
}
