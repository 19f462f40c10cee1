/** A thread of a crew: makes the model of a job from the texts that it is given, then does parts of its ensemble. */
import { parentPort } from 'node:worker_threads';
import { compile, performer, type ScenarioReader, scenarioReader, type Task } from '../index.ts';
import { type Assignment, buffersIn, type Job } from './crew.ts';
import { readerOf } from './files.ts';

if (parentPort === null) throw new Error('a worker by itself');
const port = parentPort;
let perform: ReturnType<typeof performer> | undefined;

/** The texts of the files, and what has been opened of them: many jobs are of one file under other settings. */
let texts: Job['texts'] = new Map();
let readers = new Map<string, ScenarioReader>();

function begin({ file, texts: sent, settings, chance }: Assignment): ReturnType<typeof performer> {
  if (sent !== undefined) {
    texts = sent;
    readers = new Map();
  }
  const reader = readers.get(file) ?? scenarioReader(file, readerOf(texts));
  readers.set(file, reader);
  const { scenario } = reader(settings);
  if (scenario === undefined) throw new Error('a worker without a scenario');
  return performer(compile(scenario), chance);
}

port.on('message', (message: Assignment | Task) => {
  if ('file' in message) {
    perform = begin(message);
    return;
  }
  if (perform === undefined) throw new Error('a part of the work before the job');
  const result = perform(message);
  port.postMessage(result, buffersIn(result));
});
