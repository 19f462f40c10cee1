/**
 * Loaded into a command before it runs: tells of each result that it took out of a Redis, as it is deleted there, which
 * replicates it was of, its bytes, and the CPU time till then in µs; at the end the CPU time of the command, and its most memory in kB.
 */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Redis } = createRequire(join(process.cwd(), 'package.json'))('ioredis');
const { del } = Redis.prototype;
const tell = (one) => {
  const { user, system } = process.cpuUsage();
  writeSync(2, `${JSON.stringify({ ...one, cpu: user + system })}\n`);
};
Redis.prototype.del = async function (...keys) {
  const [key] = keys;
  if (String(key).includes(':result:')) {
    const [, first, count] = /"first":(\d+),"count":(\d+)/.exec(await this.getrange(key, 0, 200)) ?? [];
    if (first !== undefined) tell({ first: Number(first), count: Number(count), bytes: await this.strlen(key) });
  }
  return del.apply(this, keys);
};
process.on('exit', () => tell({ end: true, peak: process.resourceUsage().maxRSS }));
