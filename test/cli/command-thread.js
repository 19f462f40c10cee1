/** The thread between a test, which waits for each call, and the process that plays it: this thread hears its answer. */
import { fork } from 'node:child_process';
import { workerData } from 'node:worker_threads';

const { port, done, child: script, entrance } = workerData;
/** Each call leaves a little behind in the process. */
const CALLS_OF_A_PROCESS = 100;
let child;
let calls = 0;

function start() {
  const made = fork(script, [entrance], { env: process.env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let noise = '';
  made.stderr.on('data', (chunk) => {
    noise += chunk;
  });
  made.on('message', ({ code, stdout, stderr }) => tell({ status: code, stdout, stderr }));
  made.on('close', (status) => {
    child = undefined;
    tell({ status, stdout: '', stderr: noise });
  });
  return made;
}

function tell(told) {
  port.postMessage(told);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

port.on('message', (call) => {
  if (calls++ % CALLS_OF_A_PROCESS === 0) {
    child?.removeAllListeners('close');
    child?.disconnect();
    child = undefined;
  }
  child ??= start();
  child.send(call);
});
