/** `chokepoint worker`: does parts of ensembles that others ask for over a Redis, until it is stopped. */
import { type Call, command } from '../command.ts';
import { ENSEMBLE, QUIET } from '../options.ts';
import { say } from '../print.ts';
import { REDIS } from '../queue/connection.ts';
import { startWorker } from '../queue/worker.ts';
import { CORES } from '../threads/worker-pool.ts';

const OPTIONS = {
  ...REDIS,
  redis: { ...REDIS.redis, demandOption: 'Name a Redis: --redis redis://HOST:6379.' },
  threads: ENSEMBLE.threads,
  quiet: QUIET,
} as const;

/** Adds `chokepoint worker` to the command line. */
export const workerCommand = command(
  {
    words: 'worker',
    describe: 'do replicates that run and compare ask for with --redis, until stopped; see docs/queue.md',
    positionals: {},
    options: OPTIONS,
    examples: [['$0 worker --redis rediss://redis.example:6380', 'as many threads as there are cores']],
    codes: ', such as a wrong password. Ctrl-C ends it when the parts that it is at are done',
  },
  work,
);

/** Works until a signal comes; a second one ends it at once. */
async function work({ threads = CORES, quiet, ...call }: Call<typeof OPTIONS>): Promise<number> {
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
  // Connections to a Redis that is away would keep this process, which has its exit code by then.
  setImmediate(() => process.exit());
  return 0;
}
