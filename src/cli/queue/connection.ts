/**
 * A Redis that coordinators and workers share, how it is named in a call, and what they keep there: all below the
 * prefix `chokepoint`. BullMQ and ioredis are loaded only where a call names a Redis.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { UsageError } from '../options.ts';
import { readText } from '../read-file.ts';
import { buildOf } from '../shard-file.ts';
import { WorkerError } from '../threads/worker-pool.ts';

export const REDIS = {
  redis: {
    describe: 'have the replicates done by chokepoint worker on any machine, over this Redis: rediss://HOST:6380',
    type: 'string',
    requiresArg: true,
  },
  'redis-ca': { describe: 'certificate of the authority that a rediss:// server is known by', type: 'string' },
  'redis-password-file': {
    describe: 'file with the password; without, CHOKEPOINT_REDIS_PASSWORD of the environment',
    type: 'string',
  },
} as const;

/** Keys that nobody asks for any more are gone after so many seconds. */
export const KEPT_FOR = 3600;
/** A worker says so often that it is there, and is forgotten after three times as long; in seconds. */
export const HEARTBEAT = 5;
/** How long a first connection, and the first answer, may take, in milliseconds. */
const PATIENCE = 5000;
const PREFIX = 'chokepoint';

/** The words of a call that name a Redis. */
export interface RedisCall {
  readonly redis: string;
  readonly redisCa: string | undefined;
  readonly redisPasswordFile: string | undefined;
}

/** What a part of the work is, as it stands in the queue. */
export interface QueuedPart {
  /** The SHA-256 of the job that it is of; see keyOfJob. */
  readonly job: string;
  /** The task as bytes, in base64. */
  readonly task: string;
}

/** Where a Redis is, and as whom. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string };
  readonly maxRetriesPerRequest: null;
}

/** How BullMQ is told of the same Redis. */
export interface Connected {
  readonly redis: Redis;
  readonly host: string;
  /** Of the queue: parts are for workers of the same build alone. */
  readonly name: string;
  readonly build: string;
  readonly options: { readonly connection: Address; readonly prefix: string };
}

export const keyOfJob = (digest: string) => `${PREFIX}:job:${digest}`;
export const keyOfResult = (part: string) => `${PREFIX}:result:${part}`;
export const keyOfWorker = () => `${PREFIX}:worker:${randomUUID()}`;

/** Connects to the Redis of a call. Throws a UsageError where it is named wrongly or refuses us, a WorkerError where it can't be reached. */
export async function connect(call: RedisCall): Promise<Connected> {
  const connection = readCall(call);
  const host = `${connection.host}:${connection.port}`;
  const { Redis } = await packageOf(() => import('ioredis'));
  let isReady = false;
  const redis = new Redis({
    ...connection,
    lazyConnect: true,
    connectTimeout: PATIENCE,
    // The first connection must succeed; a Redis that goes away later comes back.
    retryStrategy: (times: number) => (isReady ? Math.min(100 * times, 2000) : null),
  });
  let first: Error | undefined;
  redis.on('error', (error: Error) => {
    first ??= error;
  });
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), silence()]);
    isReady = true;
  } catch (error) {
    redis.disconnect();
    throw refusal(host, (first ?? error) as Error, connection.tls !== undefined);
  }
  const build = buildOf();
  return { redis, host, build, name: `parts-${build.slice(0, 12)}`, options: { connection, prefix: PREFIX } };
}

/** Fails once a server has had its time to answer; what listens there may be no Redis at all. */
function silence(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer of a Redis within ${PATIENCE / 1000} seconds`)), PATIENCE).unref();
  });
}

function readCall({ redis, redisCa, redisPasswordFile }: RedisCall): Address {
  const url = URL.canParse(redis) ? new URL(redis) : undefined;
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '') {
    throw new UsageError(
      `--redis wants redis://HOST:PORT, or rediss:// for TLS; got ${url?.password ? 'another' : redis}`,
    );
  }
  if (url.password !== '') {
    throw new UsageError(
      '--redis: a password in a call can be seen by all who use the machine: put it into CHOKEPOINT_REDIS_PASSWORD or --redis-password-file.',
    );
  }
  const text = (option: string, path: string) => {
    const found = readText(path);
    if ('missing' in found) throw new UsageError(`${option}: ${path} can't be read: ${found.missing}`);
    return found.text;
  };
  const isSecure = url.protocol === 'rediss:';
  if (redisCa !== undefined && !isSecure) throw new UsageError('--redis-ca is for rediss:// alone');
  const password =
    redisPasswordFile === undefined
      ? process.env.CHOKEPOINT_REDIS_PASSWORD
      : text('--redis-password-file', redisPasswordFile).trim();
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(password && { password }),
    ...(isSecure && { tls: redisCa === undefined ? {} : { ca: text('--redis-ca', redisCa) } }),
    maxRetriesPerRequest: null,
  };
}

/** Why a Redis does not take us, in words. */
function refusal(host: string, { message }: Error, isSecure: boolean): Error {
  if (/WRONGPASS|NOAUTH|invalid password|NOPERM/i.test(message)) {
    return new UsageError(
      `The Redis at ${host} refuses the password or the user (${message.split(' ')[0]}). Set CHOKEPOINT_REDIS_PASSWORD or --redis-password-file.`,
    );
  }
  if (/certificate|self.signed|altname/i.test(message)) {
    return new UsageError(
      `The Redis at ${host} can't show who it is: ${message}. Name the certificate of its authority by --redis-ca, and the host as it stands there.`,
    );
  }
  if (/RESP type|packet length|wrong version number/i.test(message)) {
    return new UsageError(
      `What answers at ${host} is no Redis, or has TLS where the URL has not: redis://HOST:6379 is without it, rediss://HOST:6380 with it.`,
    );
  }
  if (/ECONNRESET|EPIPE|closed|disconnected/i.test(message)) {
    return new WorkerError(
      `What listens at ${host} breaks off before it answers as a Redis does. Is it another server, or a Redis that wants TLS (rediss://)?`,
    );
  }
  const hint = isSecure && /no answer/.test(message) ? ' Has it no TLS? redis:// is without.' : '';
  return new WorkerError(`The Redis at ${host} can't be reached: ${message}.${hint}`);
}

/** A package that is loaded where a call needs it. Throws a UsageError where it is not installed. */
export async function packageOf<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      'A queue needs two packages more. Where chokepoint is installed (with --global, if it was so installed): npm install bullmq@6.7.0 ioredis@6.0.0',
    );
  }
}

/** How many threads listen, of this build and of others. */
export async function listeners({ redis, build }: Connected): Promise<{ own: number; others: number }> {
  const counts = { own: 0, others: 0 };
  for await (const keys of redis.scanStream({ match: `${PREFIX}:worker:*`, count: 1000 })) {
    const values = (keys as string[]).length > 0 ? await redis.mget(keys as string[]) : [];
    for (const value of values) {
      const { build: other, threads } = JSON.parse(value ?? '{"threads":0}') as { build?: string; threads: number };
      counts[other === build ? 'own' : 'others'] += threads;
    }
  }
  return counts;
}
