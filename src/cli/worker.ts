/** A thread of a crew: makes the model of a job from the texts that it is given, then does parts of its ensemble. */
import { parentPort } from 'node:worker_threads';
import { compile, performer, readScenario, type Task } from '../index.ts';
import { buffersIn, type Job } from './crew.ts';
import { readerOf } from './files.ts';

if (parentPort === null) throw new Error('a worker by itself');
const port = parentPort;
let perform: ReturnType<typeof performer> | undefined;

function begin({ file, texts, settings, chance }: Job): ReturnType<typeof performer> {
  const { scenario } = readScenario(file, readerOf(texts), settings);
  if (scenario === undefined) throw new Error('a worker without a scenario');
  return performer(compile(scenario), chance);
}

port.on('message', (message: Job | Task) => {
  if ('file' in message) {
    perform = begin(message);
    return;
  }
  if (perform === undefined) throw new Error('a part of the work before the job');
  const result = perform(message);
  port.postMessage(result, buffersIn(result));
});
