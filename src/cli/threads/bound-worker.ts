/** A thread that bounds replicates, one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BoundJob, boundOfReplicate, compile } from '../../index.ts';
import { loadSolver } from '../highs.ts';

if (parentPort === null) throw new Error('a worker by itself');
const port = parentPort;
const { scenario, chance, question } = workerData as BoundJob;
const model = compile(scenario);
const solver = loadSolver();

port.on('message', async (replicate: number) => {
  port.postMessage(boundOfReplicate(model, chance, question, await solver, replicate));
});
