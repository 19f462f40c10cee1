/** Workers over a real Redis: whatever dies or comes twice, the results are those of one machine, to the byte. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../files.ts';
import { anotherBuild, filesBelow, studyOfStock, uncertain } from '../many-machines.ts';

const PASSWORD = 'a password of the test';
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) console.warn('No redis-server is installed: the tests of queues are skipped.');

let folder: string;
let port: number;
let server: ChildProcess;
const children = new Set<ChildProcess>();
const env = { ...process.env, NO_COLOR: '1', CHOKEPOINT_REDIS_PASSWORD: PASSWORD };
const program = join(ROOT, 'dist/chokepoint.js');
const url = () => `redis://127.0.0.1:${port}`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
}

/** A Redis that writes a log of all it is told, as one that is not to lose anything does. */
async function startRedis(...more: string[]): Promise<ChildProcess> {
  const words = ['--port', `${port}`, '--bind', '127.0.0.1', '--requirepass', PASSWORD, '--dir', folder, '--save', ''];
  const child = spawn('redis-server', [...words, '--appendonly', 'yes', '--appendfsync', 'always', ...more], {
    stdio: 'ignore',
  });
  children.add(child);
  await until('Redis answers', async () => {
    const probe = new Redis(port, '127.0.0.1', { password: PASSWORD, lazyConnect: true, retryStrategy: () => null });
    probe.on('error', () => undefined);
    try {
      await probe.connect();
      return (await probe.ping()) === 'PONG';
    } finally {
      probe.disconnect();
    }
  });
  return child;
}

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await Promise.resolve(holds()).catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`waited for a minute: ${what}`);
}

/** A command in a process of its own, with all that it says. */
function start(words: readonly string[], own: Record<string, string> = {}, entrance = program) {
  const child = spawn(process.execPath, [entrance, ...words], { cwd: folder, env: { ...env, ...own } });
  children.add(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.err += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return { child, said, ended };
}

async function startWorker(entrance = program) {
  const worker = start(['worker', '--redis', url(), '--threads', '1'], {}, entrance);
  await until('a worker listens', () => worker.said.out.includes('listens'));
  return worker;
}

async function stop(
  { child, ended }: { child: ChildProcess; ended: Promise<number | null> },
  signal: NodeJS.Signals = 'SIGTERM',
) {
  child.kill(signal);
  return ended;
}

const redis = async <T>(ask: (own: Redis) => Promise<T>): Promise<T> => {
  const own = new Redis(port, '127.0.0.1', { password: PASSWORD });
  own.on('error', () => undefined);
  try {
    return await ask(own);
  } finally {
    own.disconnect();
  }
};
/** What is left in Redis of the work: no part waits, none is done, no result lies there, and no scenario. */
const left = () =>
  redis((own) => own.keys('chokepoint:*')).then((keys) =>
    keys.filter((key) => /:(result:|wait$|active$|delayed$|\w{64}$)/.test(key)),
  );

const filesIn = (path: string) => filesBelow(join(folder, path));

/** Long enough that something can happen meanwhile, and more than quantiles are of: some twenty parts. */
const LONG = ['run', 'scenario.yaml', '--runs', '110000', '--no-charts', '--quiet'];
const queued = (...words: string[]) => start([...words, '--redis', url()]);
const isUnderWay = (own: Redis) => own.keys('chokepoint:*:active').then((keys) => keys.length > 0);

describe.skipIf(!hasRedis)('over a Redis', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chokepoint-queue-'));
    writeFileSync(join(folder, 'scenario.yaml'), uncertain(105));
    writeFileSync(join(folder, 'study.yaml'), studyOfStock(400));
    port = await freePort();
    server = await startRedis();
    for (const words of [
      [...LONG, '--out', 'whole'],
      ['compare', 'study.yaml', '--no-charts', '--quiet', '--out', 'study'],
    ]) {
      expect(await start(words).ended).toBe(0);
    }
  }, 300_000);
  afterEach(async () => {
    for (const child of children) if (child !== server) child.kill('SIGKILL');
    await redis((own) => own.flushall());
    rmSync(join(folder, 'queued'), { recursive: true, force: true });
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const ends = async ({ ended, said }: { ended: Promise<number | null>; said: { err: string } }) => {
    expect(await ended, said.err).toBe(0);
    expect(filesIn('queued')).toEqual(filesIn('whole'));
    expect(await left()).toEqual([]);
  };

  test.each([1, 2, 5])(
    'the bytes are those of one machine with %i workers',
    async (many) => {
      await Promise.all(Array.from({ length: many }, () => startWorker()));
      await ends(queued(...LONG, '--out', 'queued'));
    },
    300_000,
  );

  test('without a file of rows, too, and nothing of one is left', async () => {
    await Promise.all([startWorker(), startWorker()]);
    const words = ['run', 'scenario.yaml', '--runs', '12000', '--rows', 'none', '--no-charts', '--quiet', '--out'];
    expect(await start([...words, 'alone']).ended).toBe(0);
    const { ended, said } = queued(...words, 'queued');
    expect(await ended, said.err).toBe(0);
    expect(filesIn('queued')).toEqual(filesIn('alone'));
    expect(Object.keys(filesIn('queued')).filter((name) => name.endsWith('runs.parquet'))).toEqual([]);
  }, 300_000);

  test('a study, too, and its numbers are those of one machine', async () => {
    await startWorker();
    const { ended, said } = queued('compare', 'study.yaml', '--no-charts', '--quiet', '--out', 'queued');
    expect(await ended, said.err).toBe(0);
    expect(filesIn('queued')).toEqual(filesIn('study'));
    expect(await left()).toEqual([]);
  }, 300_000);

  test('a worker that is killed in a part loses nothing', async () => {
    const [dying] = await Promise.all([startWorker(), startWorker()]);
    const command = queued(...LONG, '--out', 'queued');
    await until('a part is under way', () => redis(isUnderWay));
    await stop(dying, 'SIGKILL');
    await ends(command);
  }, 300_000);

  test('a Redis that is killed and comes back loses nothing', async () => {
    await startWorker();
    const command = queued(...LONG, '--out', 'queued');
    await until('a part is under way', () => redis(isUnderWay));
    server.kill('SIGKILL');
    await sleep(1000);
    server = await startRedis();
    await ends(command);
  }, 300_000);

  test('a Redis that comes back having lost everything is told it all again', async () => {
    await startWorker();
    const command = queued(...LONG, '--out', 'queued');
    await until('a part is under way', () => redis(isUnderWay));
    await redis((own) => own.flushall());
    await ends(command);
  }, 300_000);

  test('a part that is asked for twice, and done twice, is the same part', async () => {
    await Promise.all([startWorker(), startWorker()]);
    const both = [queued(...LONG, '--out', 'queued'), queued(...LONG, '--out', 'twin')];
    for (const { ended, said } of both) expect(await ended, said.err).toBe(0);
    expect(filesIn('queued')).toEqual(filesIn('whole'));
    expect(filesIn('twin')).toEqual(filesIn('whole'));
    expect(await left()).toEqual([]);
  }, 300_000);

  test('a scenario that is gone from Redis is sent again by the command that waits for it', async () => {
    const command = queued(...LONG, '--out', 'queued');
    await until('there is a job', () => redis((own) => own.keys('chokepoint:job:*').then((keys) => keys.length > 0)));
    await redis(async (own) => own.del(...(await own.keys('chokepoint:job:*'))));
    await startWorker();
    await ends(command);
  }, 300_000);

  test('without a worker, or with those of another build alone, that is said within seconds', async () => {
    await startWorker(anotherBuild(folder));
    const alone = queued(...LONG, '--out', 'queued');
    await until('it is said', () => alone.said.err !== '');
    expect(alone.said.err.replaceAll(`${port}`, 'PORT')).toMatchInlineSnapshot(`
      "No worker listens at 127.0.0.1:PORT; threads of another build of chokepoint, of which there are 1, do not do its parts. Start one: chokepoint worker --redis redis://127.0.0.1:PORT
      "
    `);
    // It waits, and goes on as soon as there is one.
    await startWorker();
    await ends(alone);
  }, 300_000);

  test('a wrong password, an unreachable host and one that is silent are told at once', async () => {
    const wrong = start(['worker', '--redis', url()], { CHOKEPOINT_REDIS_PASSWORD: 'wrong' });
    expect(await wrong.ended).toBe(2);
    expect(wrong.said.err.replaceAll(`${port}`, 'PORT')).toMatchInlineSnapshot(`
      "The Redis at 127.0.0.1:PORT refuses the password or the user (WRONGPASS). Set CHOKEPOINT_REDIS_PASSWORD or --redis-password-file.
      Try chokepoint worker --help.
      "
    `);
    const none = start([...LONG, '--redis', `redis://127.0.0.1:${await freePort()}`]);
    expect(await none.ended).toBe(1);
    expect(none.said.err.replaceAll(/:\d+/g, ':PORT')).toMatchInlineSnapshot(`
      "The Redis at 127.0.0.1:PORT can't be reached: connect ECONNREFUSED 127.0.0.1:PORT.
      "
    `);
    const open = start([...LONG, '--redis', 'redis://me:secret@127.0.0.1:1']);
    expect(await open.ended).toBe(2);
    expect(open.said.err).toMatchInlineSnapshot(`
      "--redis: a password in a call can be seen by all who use the machine: put it into CHOKEPOINT_REDIS_PASSWORD or --redis-password-file.
      Try chokepoint run --help.
      "
    `);
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const silent = start([...LONG, '--redis', `redis://127.0.0.1:${(mute.address() as AddressInfo).port}`]);
    expect(await silent.ended).toBe(1);
    mute.close();
    expect(silent.said.err.replaceAll(/:\d+/g, ':PORT')).toMatchInlineSnapshot(`
      "The Redis at 127.0.0.1:PORT can't be reached: no answer of a Redis within 5 seconds.
      "
    `);
    const plain = start([...LONG, '--redis', url().replace('redis:', 'rediss:')]);
    expect(await plain.ended).toBe(1);
    expect(plain.said.err.replaceAll(/:\d+/g, ':PORT')).toMatchInlineSnapshot(`
      "The Redis at 127.0.0.1:PORT can't be reached: no answer of a Redis within 5 seconds. Has it no TLS? redis:// is without.
      "
    `);
  }, 60_000);

  test('another server than a Redis is told as such', async () => {
    const answers = (text: string) => createServer((socket) => void socket.on('error', () => undefined).end(text));
    const told = async (listener: Server, scheme: string) => {
      await once(listener.listen(0, '127.0.0.1'), 'listening');
      const at = `${scheme}://127.0.0.1:${(listener.address() as AddressInfo).port}`;
      const { ended, said } = start(['worker', '--redis', at]);
      const status = await ended;
      listener.close();
      return `${status} ${said.err.replaceAll(/(?<=1):\d+/g, ':PORT')}`;
    };
    const web = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';
    const isNone = `2 What answers at 127.0.0.1:PORT is no Redis, or has TLS where the URL has not: redis://HOST:6379 is without it, rediss://HOST:6380 with it.
Try chokepoint worker --help.
`;
    expect(await told(answers(web), 'redis')).toBe(isNone);
    expect(await told(answers(web), 'rediss')).toBe(isNone);
    const breaking = createServer((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    expect(await told(breaking, 'redis')).toBe(
      '1 What listens at 127.0.0.1:PORT breaks off before it answers as a Redis does. Is it another server, or a Redis that wants TLS (rediss://)?\n',
    );
  }, 60_000);

  test('Ctrl-C leaves nothing in the queue, and no results', async () => {
    const command = queued(...LONG, '--out', 'queued');
    await until('parts wait', () => redis((own) => own.keys('chokepoint:*:wait').then((keys) => keys.length > 0)));
    expect(await stop(command, 'SIGINT')).toBe(130);
    expect(await left()).toEqual([]);
    expect(readdirSync(folder)).not.toContain('queued');
  }, 60_000);

  test('a worker that is stopped ends the part that it is at first', async () => {
    const [first] = [await startWorker()];
    const command = queued(...LONG, '--out', 'queued');
    await until('a part is under way', () => redis(isUnderWay));
    expect(await stop(first)).toBe(0);
    await startWorker();
    await ends(command);
  }, 300_000);

  test('a worker whose Redis is gone ends soon after it is told to', async () => {
    const worker = await startWorker();
    server.kill('SIGKILL');
    await once(server, 'close');
    expect(await Promise.race([stop(worker), sleep(20_000, 'waits for it')])).toBe(0);
    server = await startRedis();
  }, 60_000);

  test('what is part of nothing that was sent is not run', async () => {
    const worker = await startWorker();
    const command = queued(...LONG, '--out', 'queued');
    await until('there is a job', () => redis((own) => own.keys('chokepoint:job:*').then((keys) => keys.length > 0)));
    await stop(worker, 'SIGKILL');
    await redis(async (own) => {
      const [key] = (await own.keys('chokepoint:job:*')) as [string];
      await own.set(key, 'something else');
    });
    await startWorker();
    expect(await command.ended).toBe(1);
    expect(command.said.err).toContain('what it is part of is not what was sent');
    expect(readdirSync(folder)).not.toContain('queued');
  }, 120_000);

  test('over TLS, as a user who may touch nothing but our keys, and Redis holds little', async () => {
    const words = '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1';
    const made = spawnSync('openssl', ['req', ...words.split(' '), '-keyout', 'key.pem', '-out', 'cert.pem'], {
      cwd: folder,
    });
    expect(made.status).toBe(0);
    const secure = await freePort();
    const files = ['--tls-cert-file', join(folder, 'cert.pem'), '--tls-key-file', join(folder, 'key.pem')];
    server.kill('SIGKILL');
    await sleep(200);
    server = await startRedis(
      '--tls-port',
      `${secure}`,
      ...files,
      '--tls-ca-cert-file',
      join(folder, 'cert.pem'),
      '--tls-auth-clients',
      'no',
    );
    const [, rule = ''] = /\n {4}(ACL SETUSER [^\n]*)/.exec(readFileSync(join(ROOT, 'docs/queue.md'), 'utf8')) ?? [];
    await redis((own) => own.call(...(rule.replace('PASSWORD', 'theirs').split(' ') as [string, ...string[]])));
    const own = { CHOKEPOINT_REDIS_PASSWORD: 'theirs' };
    const at = ['--redis', `rediss://chokepoint@127.0.0.1:${secure}`, '--redis-ca', 'cert.pem'];
    const worker = start(['worker', ...at, '--threads', '1'], own);
    await until('a worker listens', () => worker.said.out.includes('listens'));
    const memory = () => redis(async (one) => Number(/used_memory_peak:(\d+)/.exec(await one.info('memory'))?.[1]));
    const before = await memory();
    const command = start([...LONG, ...at, '--out', 'queued'], own);
    await ends(command);
    // At most four results of 8 MB are under way with two threads or fewer, each held twice while it is sent.
    expect((await memory()) - before).toBeLessThan(100e6);
    // Without the certificate nobody is trusted.
    const blind = start(['worker', '--redis', `rediss://chokepoint@127.0.0.1:${secure}`], own);
    expect(await blind.ended).toBe(2);
    expect(blind.said.err.replaceAll(`${secure}`, 'PORT')).toMatchInlineSnapshot(`
      "The Redis at 127.0.0.1:PORT can't show who it is: self-signed certificate. Name the certificate of its authority by --redis-ca, and the host as it stands there.
      Try chokepoint worker --help.
      "
    `);
  }, 300_000);
});
