/** Threads that do the parts of an ensemble. Which thread does a part, and when, changes no result. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Chance, Executor, Job, Model, Outcome, Part, Task } from '../../index.ts';

/** A worker died, or ran out of memory: told with the part that it was at. */
export class WorkerError extends Error {}

interface Order {
  readonly job: Job;
  readonly task: Task;
  resolve(result: Outcome<Part>): void;
  reject(error: Error): void;
}

/** As many threads as there are cores for this process. */
export const CORES = availableParallelism();

/** Threads that do jobs, several at once where one has too few parts for all of them. */
export interface Threads {
  /** The crew that does the parts of an ensemble. */
  take(model: Model, chance: Chance): Executor;
  /** Ends them at once. */
  dismiss(): void;
}

/** So many threads, which wait for a job. */
export function startPool(workers: number): Threads {
  const waiting: Order[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Order>();
  const known = new Map<Worker, Job>();
  let failure: WorkerError | undefined;
  /** The place of the part that a worker does next: of its own job, of one that nobody is at, or the first. */
  const nextFor = (worker: Worker): number => {
    const own = known.get(worker);
    const taken = new Set([...busy.values()].map(({ job }) => job));
    const place = waiting.findIndex(({ job }) => job === own);
    return Math.max(0, place >= 0 ? place : waiting.findIndex(({ job }) => !taken.has(job)));
  };
  const next = () => {
    while (idle.length > 0 && waiting.length > 0) {
      const worker = idle.pop() as Worker;
      const [order] = waiting.splice(nextFor(worker), 1);
      busy.set(worker, order);
      if (known.get(worker) !== order.job) {
        worker.postMessage(order.job);
        known.set(worker, order.job);
      }
      // What a part reads is small; results are handed over.
      worker.postMessage(order.task);
    }
  };
  const fail = (worker: Worker, reason: string) => {
    const order = busy.get(worker);
    failure ??= new WorkerError(`A worker died at ${order ? nameOf(order.task) : 'its start'}: ${reason}.`);
    for (const one of [...busy.values(), ...waiting.splice(0)]) one.reject(failure);
    busy.clear();
  };
  const all = Array.from({ length: workers }, () => {
    const worker = new Worker(new URL('./worker.js', import.meta.url));
    worker.on('message', (result: Outcome<Part>) => {
      busy.get(worker)?.resolve(result);
      busy.delete(worker);
      idle.push(worker);
      next();
    });
    worker.on('error', (error) => fail(worker, error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => {
      if (code !== 0) fail(worker, `it ended with code ${code}`);
    });
    idle.push(worker);
    return worker;
  });
  return {
    take({ scenario }, chance) {
      const job = { scenario, chance };
      const perform: Executor['perform'] = (task) =>
        new Promise((resolve, reject) => {
          if (failure) reject(failure);
          else waiting.push({ job, task, resolve, reject });
          next();
        });
      return { workers, perform };
    },
    dismiss() {
      for (const worker of all) {
        worker.removeAllListeners();
        void worker.terminate();
      }
    },
  };
}

/** The part of a task, in words. */
function nameOf({ first, count }: Task): string {
  return `replicates ${first} to ${first + count - 1}`;
}

/** The memory of a message that is handed over rather than copied. */
export function buffersIn(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (one: unknown): void => {
    if (ArrayBuffer.isView(one)) {
      if (one.buffer instanceof ArrayBuffer) found.add(one.buffer);
    } else if (typeof one === 'object' && one !== null) Object.values(one).forEach(look);
  };
  look(message);
  return [...found];
}
