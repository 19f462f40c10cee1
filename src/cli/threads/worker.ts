/** A thread of a crew: makes the model of a job, then does parts of its ensemble. */
import { parentPort } from 'node:worker_threads';
import { compile, type Job, rowGroupsOf, type Task, taskRunner } from '../../index.ts';
import { buffersIn } from './worker-pool.ts';

if (parentPort === null) throw new Error('a worker by itself');
const port = parentPort;
let perform: ReturnType<typeof taskRunner> | undefined;

port.on('message', (message: Job | Task) => {
  if ('scenario' in message) {
    const model = compile(message.scenario);
    perform = taskRunner(model, message.chance, rowGroupsOf(model));
    return;
  }
  if (perform === undefined) throw new Error('a part of the work before the job');
  const result = perform(message);
  port.postMessage(result, buffersIn(result));
});
