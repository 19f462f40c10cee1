/** Loaded into a command before it runs: tells after each result that it took out of a Redis its bytes, and the CPU time till then. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Redis } = createRequire(join(process.cwd(), 'package.json'))('ioredis');
const { getBuffer } = Redis.prototype;
Redis.prototype.getBuffer = async function (...words) {
  const found = await getBuffer.apply(this, words);
  const { user, system } = process.cpuUsage();
  if (found) process.stderr.write(`${JSON.stringify({ bytes: found.length, cpu: user + system })}\n`);
  return found;
};
