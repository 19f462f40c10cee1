/** A thread of a crew: makes the model of a job, then does parts of its ensemble. */
import { parentPort } from 'node:worker_threads';
import { compile, performer, type Task } from '../index.ts';
import { buffersIn, type Job } from './crew.ts';

if (parentPort === null) throw new Error('a worker by itself');
const port = parentPort;
let perform: ReturnType<typeof performer> | undefined;

port.on('message', (message: Job | Task) => {
  if ('scenario' in message) {
    perform = performer(compile(message.scenario), message.chance);
    return;
  }
  if (perform === undefined) throw new Error('a part of the work before the job');
  const result = perform(message);
  port.postMessage(result, buffersIn(result));
});
