/** A thread of a crew: makes the model from the texts that it is given, then does parts of the ensemble as they come. */
import { parentPort, workerData } from 'node:worker_threads';
import { compile, performer, readScenario, type Task } from '../index.ts';
import { buffersIn, type Job } from './crew.ts';

const { file, texts, settings, chance } = workerData as Job;
const { scenario } = readScenario(
  file,
  (path) => {
    const text = texts.get(path);
    return text === undefined ? { missing: 'there is no such file' } : { text };
  },
  settings,
);
if (scenario === undefined || parentPort === null) throw new Error('a worker without a scenario');
const port = parentPort;
const perform = performer(compile(scenario), chance);
port.on('message', (task: Task) => {
  const result = perform(task);
  port.postMessage(result, buffersIn(result));
});
