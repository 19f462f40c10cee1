/** `chokepoint worker`: does parts of ensembles that others ask for over a Redis, until it is stopped. */
import type { Argv } from 'yargs';
import { ENSEMBLE, EXIT_CODES, example, QUIET, readThreads } from '../options.ts';
import { say } from '../print.ts';
import { REDIS, type RedisCall } from '../queue/connection.ts';
import { startWorker } from '../queue/worker.ts';
import { CORES } from '../threads/worker-pool.ts';

/** Adds `chokepoint worker` to the command line. */
export function workerCommand(cli: Argv): Argv {
  return cli.command(
    'worker',
    'do replicates that run and compare ask for with --redis, until stopped; see docs/queue.md',
    (command) =>
      command
        .options(REDIS)
        .demandOption('redis', 'Name a Redis: --redis redis://HOST:6379.')
        .option('threads', ENSEMBLE.threads)
        .option('quiet', QUIET)
        .example(...example('$0 worker --redis rediss://redis.example:6380', 'as many threads as there are cores'))
        .epilogue(`${EXIT_CODES}, such as a wrong password. Ctrl-C ends it when the parts that it is at are done.`),
    async ({ redis, redisCa, redisPasswordFile, threads, quiet }) => {
      await work({ redis, redisCa, redisPasswordFile }, readThreads(threads) ?? CORES, quiet);
    },
  );
}

/** Works until a signal comes; a second one ends it at once. */
async function work(call: RedisCall, threads: number, quiet: boolean): Promise<void> {
  const worker = await startWorker(call, threads);
  if (!quiet) {
    const many = threads === 1 ? '1 thread listens' : `${threads} threads listen`;
    say(`${many} at ${worker.host} for parts of build ${worker.build.slice(0, 12)}.`);
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  if (!quiet) say('Done when the parts that it is at are.');
  await worker.close();
}
