/**
 * The replicates of a command over a queue: parts go in, workers on any machine do them, results come back under the
 * names of their parts. A part that is done twice, as its worker was thought dead, gives the same bytes.
 */
import type { Queue, QueueEvents } from 'bullmq';
import {
  cut,
  joinPieces,
  type Outcome,
  type Part,
  piecesWithin,
  rowGroupsOf,
  type Task,
  taskNames,
} from '../../index.ts';
import { digestOf, received, sent } from '../bytes.ts';
import type { Elsewhere } from '../ensemble.ts';
import { complain } from '../print.ts';
import { WorkerError } from '../threads/worker-pool.ts';
import {
  type Connected,
  connect,
  KEPT_FOR,
  keyOfJob,
  keyOfResult,
  listeners,
  packageOf,
  type QueuedPart,
  type RedisCall,
} from './connection.ts';
import { type Lent, valueReader } from './reader.ts';

/** Series of more bytes are sent in pieces, so that Redis holds little. */
const MOST_BYTES = 8e6;
/** A part takes some 3 ms of the command, whatever it is of: as long as six replicates of the flagship take a worker. */
const FEWEST = 256;
/** Where nobody says that a part is done, it is looked for so often, and whether it is lost, in milliseconds. */
const LOOK = 500;
const LOST = 5000;
/** A Redis that does not answer is left after so long. */
const PATIENCE = 3000;

/** A part that was asked for and has not come. */
interface Waiting {
  readonly part: QueuedPart;
  readonly job: Uint8Array;
  /** Its result is being read: an event and a look at the same time would read it twice. */
  isRead?: boolean;
  resolve(result: Lent): void;
  reject(error: Error): void;
}

/** A queue in which a command has its parts done. */
export interface OpenQueue extends Elsewhere {
  close(): Promise<void>;
}

/** Opens the queue of a Redis; see connect for what it throws. */
export async function openQueue(call: RedisCall): Promise<OpenQueue> {
  const { Queue, QueueEvents } = await packageOf(() => import('bullmq'));
  const at = await connect(call);
  const [queue, events] = [new Queue(at.name, { ...at.options }), new QueueEvents(at.name, { ...at.options })];
  // A Redis may go away for a while: connections come back by themselves.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  const workers = Math.max(2, (await listeners(at)).own);
  const { ask, close } = exchange(at, queue, events, 2 * workers);
  return {
    isFar: true,
    crew(model, chance) {
      const encode = rowGroupsOf(model);
      const job = sent({ scenario: model.scenario, chance });
      const digest = digestOf(job);
      const nameOf = taskNames(digest);
      const send = async (task: Task) => {
        const part = { job: digest, task: Buffer.from(sent(task)).toString('base64') };
        return partIn(await ask(nameOf(task), part, job));
      };
      return {
        workers,
        fewest: FEWEST,
        async perform(task) {
          const pieces = piecesWithin(task, model.steps, MOST_BYTES);
          if (pieces.length === 1) return send(task);
          const all = await Promise.all(pieces.map((piece) => send(cut(task, piece))));
          const made: Part[] = [];
          for (const one of all) {
            if (!one.ok) return one;
            made.push(one.value);
          }
          return { ok: true, value: joinPieces(task, made, encode), issues: [] };
        },
      };
    },
    close,
  };
}

/** What a worker sent of a part. The memory that it was read into is lent, but that of series, which are kept. */
function partIn({ bytes, free }: Lent): Outcome<Part> {
  const result = received<Outcome<Part>>(bytes);
  return result.ok && result.value.series === undefined ? { ...result, value: { ...result.value, free } } : result;
}

/** Asks for parts, at most so many at once: more wait here, so that Redis holds few results. */
function exchange(at: Connected, queue: Queue<QueuedPart>, events: QueueEvents, most: number) {
  const { redis } = at;
  const reader = valueReader(at.options.connection);
  const waiting = new Map<string, Waiting>();
  const turns: (() => void)[] = [];
  let underWay = 0;
  let heard = performance.now();
  let isTold = false;
  let isClosed = false;
  const add = (id: string, part: QueuedPart) =>
    queue.add('part', part, {
      ...{ jobId: id, attempts: 3, backoff: LOST },
      ...{ removeOnComplete: true, removeOnFail: { age: KEPT_FOR } },
    });
  const forget = (key: string) => redis.del(key).catch(() => 0);
  /** Jobs that were sent, and not taken out of Redis again; and those that are being sent. */
  const sentJobs = new Set<string>();
  const sending = new Map<string, Promise<void>>();
  const sendJob = async ({ part, job }: Pick<Waiting, 'part' | 'job'>) => {
    const key = keyOfJob(part.job);
    sentJobs.add(part.job);
    const isThere = await redis.expire(key, KEPT_FOR);
    // What is sent once the queue is left would stay there.
    if (!isThere && !isClosed) await redis.set(key, Buffer.from(job), 'EX', KEPT_FOR);
  };
  /** Sends a job where it is not there, or no longer, such as by another command that had the same done: once for all its parts. */
  const keep = (one: Pick<Waiting, 'part' | 'job'>): Promise<void> => {
    const { job } = one.part;
    const own = sending.get(job) ?? sendJob(one).finally(() => sending.delete(job));
    sending.set(job, own);
    return own;
  };
  /** Takes the result of a part out of Redis, if it is there. */
  const take = async (id: string): Promise<boolean> => {
    const one = waiting.get(id);
    if (one === undefined || one.isRead) return true;
    one.isRead = true;
    const result = await reader.read(keyOfResult(id)).finally(() => {
      one.isRead = false;
    });
    if (!result || !waiting.delete(id)) {
      result?.free();
      return result !== null;
    }
    heard = performance.now();
    one.resolve(result);
    await redis.del(keyOfResult(id));
    return true;
  };
  const fail = async (id: string, reason: string) => {
    waiting.get(id)?.reject(new WorkerError(`A worker failed at a part of the work: ${reason}.`));
    waiting.delete(id);
    await queue.remove(id);
  };
  // What fails while a Redis is away is done by `look` when it is back.
  events.on('completed', ({ jobId }) => void take(jobId).catch(() => undefined));
  events.on('failed', ({ jobId, failedReason }) => void fail(jobId, failedReason).catch(() => undefined));
  /** Looks for what no event told of: an event can be lost, and a Redis without a log loses parts when it is killed. */
  const look = async (isThorough: boolean) => {
    const byJob = new Map([...waiting.values()].map((one) => [one.part.job, one]));
    for (const job of sentJobs) {
      // Looked at anew each time: whoever asks for a part of it from here on finds it gone, and sends it.
      if ([...waiting.values()].some(({ part }) => part.job === job)) continue;
      sentJobs.delete(job);
      await forget(keyOfJob(job));
    }
    if (isThorough) for (const one of byJob.values()) await keep(one);
    for (const [id, { part }] of waiting) {
      if ((await take(id)) || !isThorough) continue;
      const job = await queue.getJob(id);
      if (job === undefined && !(await redis.exists(keyOfResult(id)))) await add(id, part);
      else if (job && (await job.isFailed())) await fail(id, job.failedReason);
    }
    if (!isThorough || isTold || waiting.size === 0 || performance.now() - heard < LOST) return;
    const { own, others } = await listeners(at);
    if (own > 0) return;
    isTold = true;
    const strangers =
      others > 0 ? `; threads of another build of chokepoint, of which there are ${others}, do not do its parts` : '';
    complain(`No worker listens at ${at.host}${strangers}. Start one: chokepoint worker --redis redis://${at.host}`);
  };
  let rounds = 0;
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    rounds++;
    const isThorough = (rounds * LOOK) % LOST === 0;
    looking = looking.then(() => look(isThorough)).catch(() => undefined);
  }, LOOK);
  const done = () => {
    underWay--;
    turns.shift()?.();
  };
  return {
    async ask(id: string, part: QueuedPart, job: Uint8Array): Promise<Lent> {
      if (underWay >= most) await new Promise<void>((resolve) => turns.push(resolve));
      underWay++;
      try {
        const result = new Promise<Lent>((resolve, reject) => waiting.set(id, { part, job, resolve, reject }));
        await keep({ part, job });
        if (!isClosed) await add(id, part);
        return await result;
      } finally {
        done();
      }
    },
    /** Takes what nobody waits for any more out of the queue. A part that a worker is at is done, and forgotten. */
    async close(): Promise<void> {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      const left = [...waiting.keys()];
      waiting.clear();
      const leave = async () => {
        for (const id of left) {
          await queue.remove(id).catch(() => undefined);
          await forget(keyOfResult(id));
        }
        for (const job of sentJobs) await forget(keyOfJob(job));
        await Promise.all([queue.close(), events.close()]);
      };
      await Promise.race([
        leave().catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, PATIENCE).unref()),
      ]);
      reader.close();
      redis.disconnect();
    },
  };
}

/** Does work with the queue of a Redis, if one is named, and closes it. */
export async function withQueue<T>(
  call: RedisCall | '' | undefined,
  work: (queue: OpenQueue | undefined) => Promise<T>,
): Promise<T> {
  if (!call) return work(undefined);
  const queue = await openQueue(call);
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
}
