/**
 * The built command, called in a folder, by one process that stays for many calls: a new one would load all it needs
 * again each time, which takes longer than what it is called for. What is of a process itself (signals, pipes, whether
 * it ends) needs a new one.
 */
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { ROOT } from '../files.ts';

/** What a call came to, as spawnSync tells it. */
export interface Called {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Of a machine far away: none of it may show in what the command says. */
const ENVIRONMENT = { NO_COLOR: '1', LANG: 'de_DE.UTF-8', TZ: 'Asia/Shanghai', GIT_CONFIG_GLOBAL: '/dev/null' };

/** Calls the command and waits for its end; `folder` is asked for each call. */
export function commandIn(folder: () => string): (...words: string[]) => Called {
  const { port1: port, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(join(ROOT, 'test/cli/command-thread.js'), {
    workerData: {
      port: port2,
      done,
      child: join(ROOT, 'test/fuzz/child.js'),
      entrance: join(ROOT, 'dist/chokepoint.js'),
    },
    transferList: [port2],
    env: { ...process.env, ...ENVIRONMENT },
  });
  thread.unref();
  return (...words) => {
    Atomics.store(done, 0, 0);
    port.postMessage({ folder: folder(), words });
    Atomics.wait(done, 0, 0);
    return receiveMessageOnPort(port)?.message as Called;
  };
}
