/** A worker of a queue: does parts of any command of the same build, in threads, until it is stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { compile, type Executor, type Job, type Task } from '../../index.ts';
import { digestOf, received, sent } from '../bytes.ts';
import { startPool } from '../threads/worker-pool.ts';
import {
  connect,
  HEARTBEAT,
  KEPT_FOR,
  keyOfJob,
  keyOfResult,
  keyOfWorker,
  packageOf,
  type QueuedPart,
  type RedisCall,
} from './connection.ts';

/** A worker that has not said for so long that it is at a part is taken for dead, and the part goes to another; in milliseconds. */
const LOCK = 10_000;
/** So many jobs are kept ready: a study has one a variant. */
const MOST_JOBS = 8;
/** So often a part may lose its worker. */
const MOST_LOST = 10;

/** A Redis that has been away for so long is not waited for by a worker that is to end; in milliseconds. */
const PATIENCE = 3000;

export interface QueueWorker {
  readonly host: string;
  readonly build: string;
  /** Takes no part any more, and resolves when those that it is at are done. */
  close(): Promise<void>;
}

/** Starts a worker; see connect for what it throws. */
export async function startWorker(call: RedisCall, threads: number): Promise<QueueWorker> {
  const { UnrecoverableError, Worker } = await packageOf(() => import('bullmq'));
  const { redis, host, build, name, options } = await connect(call);
  const pool = startPool(threads);
  const jobs = new Map<string, Promise<Executor>>();
  const open = async (digest: string): Promise<Executor> => {
    const bytes = await redis.getBuffer(keyOfJob(digest));
    // Whoever still waits for it sends it again.
    if (bytes === null) throw new Error('what it is part of is no longer in Redis');
    if (digestOf(bytes) !== digest) throw new UnrecoverableError('what it is part of is not what was sent');
    const { scenario, chance } = received<Job>(bytes);
    return pool.take(compile(scenario), chance);
  };
  const jobOf = (digest: string): Promise<Executor> => {
    const job = jobs.get(digest) ?? open(digest);
    jobs.delete(digest);
    jobs.set(digest, job);
    job.catch(() => jobs.delete(digest));
    for (const oldest of jobs.keys()) {
      if (jobs.size <= MOST_JOBS) break;
      jobs.delete(oldest);
    }
    return job;
  };
  const worker = new Worker<QueuedPart>(
    name,
    async ({ id, data: { job, task } }) => {
      const { perform } = await jobOf(job);
      const result = await perform(received<Task>(Buffer.from(task, 'base64')));
      await redis.set(keyOfResult(id as string), Buffer.from(sent(result)), 'EX', KEPT_FOR);
    },
    {
      ...{
        ...options,
        concurrency: threads,
        lockDuration: LOCK,
        stalledInterval: LOCK / 2,
        maxStalledCount: MOST_LOST,
      },
    },
  );
  // A Redis may go away for a while: connections come back by themselves.
  worker.on('error', () => undefined);
  const key = keyOfWorker();
  const beat = () => redis.set(key, JSON.stringify({ build, threads }), 'EX', 3 * HEARTBEAT).catch(() => undefined);
  await beat();
  const timer = setInterval(beat, 1000 * HEARTBEAT);
  await worker.waitUntilReady();
  return {
    ...{ host, build },
    async close() {
      clearInterval(timer);
      await Promise.race([worker.close(), isAway(redis)]);
      pool.dismiss();
      if (redis.status === 'ready') await redis.del(key);
      redis.disconnect();
    },
  };
}

/** Resolves when a Redis has been away for a while. */
async function isAway(redis: Redis): Promise<void> {
  for (let since = performance.now(); performance.now() - since < PATIENCE; ) {
    await sleep(PATIENCE / 10, undefined, { ref: false });
    if (redis.status === 'ready') since = performance.now();
  }
}
