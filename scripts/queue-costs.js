/**
 * Prints what a queue costs a replicate of the flagship, in CPU time: `npm run queue:costs`, on Linux with redis-server. A
 * Redis, a worker with one thread and the command are on this machine; other work on it makes all of them slower, and their shares
 * less so.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PORT = 26379;
const RUNS = 240_000;
/** Of how many of the first replicates series are sent, and quantiles of metrics are; and the parts in whose turns bands are made. */
const [BANDED, SORTED, REDUCED_IN] = [2048, 100_000, 4];
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

/** Runs the flagship; gives what each result took, in the order of replicates, and the CPU time of the others. */
function measure(...words) {
  const before = [cpuOf(worker), cpuOf(redis)];
  const meter = ['--import', join(import.meta.dirname, 'queue-meter.js')];
  const call = [...meter, program[1], 'run', 'scenarios/six-month-licence.yaml', '--runs', `${RUNS}`, ...at, ...words];
  const said = spawnSync(program[0], [...call, '--no-charts', '--quiet', '--out', folder], { encoding: 'utf8' });
  if (said.status !== 0) throw new Error(said.stderr);
  const all = said.stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const parts = all.filter(({ end }) => !end).toSorted((one, other) => one.cpu - other.cpu);
  const { cpu: end, peak } = all.at(-1);
  return { parts, end, peak, worker: cpuOf(worker) - before[0], redis: cpuOf(redis) - before[1] };
}

const [told, once] = [[['', 'µs a replicate', 'of a worker', 'bytes a replicate', 'parts']], []];
try {
  for (const words of [[], ['--rows', 'none']]) {
    const { parts, end, peak, ...others } = measure(...words);
    const each = others.worker / RUNS;
    const name = ['command', ...words].join(' ');
    const line = (what, cpu, bytes, many) =>
      told.push([what, cpu.toFixed(1), `${((100 * cpu) / each).toFixed(1)} %`, bytes?.toFixed(0) ?? '', many ?? '']);
    const banded = parts.findIndex(({ first }) => first >= BANDED);
    const sorted = parts.findIndex(({ first }) => first >= SORTED);
    line(['worker', ...words].join(' '), each);
    line(['Redis', ...words].join(' '), others.redis / RUNS);
    for (const [from, to, what] of [
      [banded + REDUCED_IN, sorted, 'the first 100,000'],
      [sorted, parts.length, 'the others'],
    ]) {
      const some = parts.slice(from, to);
      const sum = (key) => some.reduce((all, one) => all + one[key], 0);
      const cpu = parts[to - 1].cpu - parts[from - 1].cpu;
      line(`${name}, ${what}`, cpu / sum('count'), sum('bytes') / sum('count'), some.length);
    }
    const seconds = (from, to) => ((to - from) / 1e6).toFixed(1);
    once.push(
      `${name}, once: ${seconds(parts[0].cpu, parts[banded - 1].cpu)} s for series of the first ${BANDED}, ` +
        `${seconds(parts[banded - 1].cpu, parts[banded + REDUCED_IN - 1].cpu)} s for bands of them and ${REDUCED_IN} parts, ` +
        `${seconds(parts.at(-1).cpu, end)} s for quantiles, causes and files at the end; ${Math.round(peak / 1024)} MB at most`,
    );
  }
} finally {
  for (const child of started.reverse()) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
const widths = told[0].map((_, column) => Math.max(...told.map((row) => String(row[column]).length)));
for (const row of told) console.log(row.map((cell, column) => String(cell).padEnd(widths[column])).join('  '));
for (const one of once) console.log(one);
