/** A thread of `check`: scenarios come one by one, and what was found of each goes back. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CheckJob, checkFile } from './check-file.ts';

if (parentPort === null) throw new Error('a worker without a port');
const port = parentPort;
port.on('message', async (file: string) => port.postMessage(await checkFile(file, workerData as CheckJob)));
