/**
 * Prints what a queue costs a replicate of the flagship, in CPU time: `npm run queue:costs`, on Linux with redis-server. A
 * Redis, a worker with one thread and the command are on this machine; other work on it makes all of them slower, and their shares
 * less so. What a command does once, such as bands and quantiles, is in none of the lines.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PORT = 26379;
const RUNS = 120_000;
/** Of how many of the first replicates series are sent, and whole rows. */
const [BANDED, KEPT] = [2048, 100_032];
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-costs-'));
const at = ['--redis', `redis://127.0.0.1:${PORT}`];
const program = [process.execPath, 'dist/chokepoint.js'];
const started = [];
const start = ([name, ...words]) => {
  const child = spawn(name, words, { stdio: 'ignore' });
  started.push(child);
  return child.pid;
};
/** CPU time of a process, in µs. */
const cpuOf = (pid) => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10_000;
};

const redis = start(['redis-server', '--port', `${PORT}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '']);
const worker = start([...program, 'worker', ...at, '--threads', '1']);
await sleep(5000);

/** Runs the flagship; gives what each result took, by its size, and the CPU time of the others. */
function measure(...words) {
  const before = [cpuOf(worker), cpuOf(redis)];
  const meter = ['--import', join(import.meta.dirname, 'queue-meter.js')];
  const call = [...meter, program[1], 'run', 'scenarios/six-month-licence.yaml', '--runs', `${RUNS}`, ...at, ...words];
  const said = spawnSync(program[0], [...call, '--no-charts', '--quiet', '--out', folder], { encoding: 'utf8' });
  if (said.status !== 0) throw new Error(said.stderr);
  const results = said.stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return { results, worker: cpuOf(worker) - before[0], redis: cpuOf(redis) - before[1] };
}

/** Results in runs of like sizes, of which the last two are of whole rows and of the others. */
function stretches(results) {
  const all = [];
  for (const [n, { bytes, cpu }] of results.entries()) {
    const last = all.at(-1);
    // The last result of a stretch has what is left.
    const isLike = last && (Math.abs(bytes / last.bytes - 1) < 0.1 || (bytes < last.bytes && n === results.length - 1));
    if (isLike) Object.assign(last, { sum: last.sum + bytes, many: last.many + 1, to: cpu });
    else all.push({ bytes, sum: bytes, many: 1, from: results[n - 1]?.cpu, to: cpu });
  }
  return all;
}

const told = [['', 'µs a replicate', 'of a worker', 'bytes a replicate', 'parts']];
try {
  for (const words of [[], ['--rows', 'none']]) {
    const { results, ...others } = measure(...words);
    const long = stretches(results).filter(({ many }) => many > 1);
    const kept = long.reduce((most, one) => (one.many > most.many ? one : most));
    const each = others.worker / RUNS;
    const line = (name, cpu, sum, parts) =>
      told.push([name, cpu.toFixed(1), `${((100 * cpu) / each).toFixed(1)} %`, sum?.toFixed(0) ?? '', parts ?? '']);
    const name = ['command', ...words].join(' ');
    line('worker', each);
    line('Redis', others.redis / RUNS);
    for (const [some, many, what] of [
      [kept, KEPT - BANDED, 'the first 100,000'],
      [long[long.indexOf(kept) + 1], RUNS - KEPT, 'the others'],
    ])
      line(`${name}, ${what}`, (some.to - some.from) / many, some.sum / many, some.many);
  }
} finally {
  for (const child of started.reverse()) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
const widths = told[0].map((_, column) => Math.max(...told.map((row) => String(row[column]).length)));
for (const row of told) console.log(row.map((cell, column) => String(cell).padEnd(widths[column])).join('  '));
