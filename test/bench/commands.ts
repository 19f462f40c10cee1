/**
 * What commands cost from their start to their files, how long until the table stands on the terminal, and how much memory
 * they take at most. The command must have been built. The least of some turns counts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCoalitions } from './coalitions.ts';
import { type Figure, measureFigures } from './figures.ts';
import { gridFiles } from './grid.ts';

const FILE = 'scenarios/six-month-licence.yaml';
const COMMAND = 'dist/chokepoint.js';
const TURNS = 2;
const WITHOUT = ['--no-charts'];

/** What commands take of a processor: those of the flagship, and of grids. */
export function measureCommands(): Promise<Figure[]> {
  return inFolder((folder) => {
    const flagship = (runs: number, more: readonly string[] = []) => cpuOf(folder, FILE, runs, more);
    const aStockpile = (stockpiles: number) =>
      cpuOf(folder, gridIn(folder, stockpiles, 104), 200, WITHOUT) / stockpiles;
    let all = 0;
    const measureAll = () => {
      all = flagship(10_000, WITHOUT);
      return all;
    };
    return measureFigures([
      { name: 'one run, seconds of CPU', most: 2, measure: () => flagship(1) },
      { name: 'one run, without charts', most: 0.85, measure: () => flagship(1, WITHOUT) },
      { name: '1,000 replicates', most: 3.5, measure: () => flagship(1000) },
      { name: '10,000 replicates', most: 6.5, measure: () => flagship(10_000) },
      { name: '10,000 replicates, without charts', most: 4, measure: measureAll },
      {
        ...{ name: '9,999 replicates, times 10,000', most: 1.05, least: 0.95 },
        measure: () => flagship(9999, WITHOUT) / all,
      },
      { name: '1,024 runs of 235 steps with other causes in force', most: 2, measure: measureCoalitions },
      { name: 'seconds until the table is there, one run', most: 0.6, measure: () => untilTable(folder, 1) },
      {
        ...{ name: 'seconds until the table is there, 1,000 replicates', most: 1.5 },
        measure: () => untilTable(folder, 1000),
      },
      {
        ...{ name: 'CPU a stockpile of 1,000, 104 weeks, 200 replicates, times of 400', most: 1.5 },
        measure: () => aStockpile(1000) / aStockpile(400),
      },
    ]);
  });
}

/** The most memory that large ensembles take, minutes of them. */
export function measureMemory(): Promise<Figure[]> {
  return inFolder((folder) =>
    measureFigures([
      { name: 'peak of memory, MB, 10,000 replicates', most: 400, measure: () => peakOf(folder, FILE, 10_000) },
      {
        ...{ name: 'peak of memory, MB, 1,000 stockpiles, 520 weeks, 200 replicates', most: 2048 },
        measure: () => peakOf(folder, gridIn(folder, 1000, 520), 200),
      },
      {
        ...{ name: 'peak of memory, MB, 1,000,000 replicates', most: 1024 },
        measure: () => peakOf(folder, FILE, 1_000_000),
      },
    ]),
  );
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes a grid; returns the file that is run. */
function gridIn(folder: string, stockpiles: number, weeks: number): string {
  const files = gridFiles(stockpiles, weeks);
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  return join(folder, files.at(-1)?.name as string);
}

function wordsOf(folder: string, file: string, runs: number): string[] {
  return [COMMAND, 'run', file, '--runs', String(runs), '--out', join(folder, 'out')];
}

/** Seconds of CPU of the command and all that it starts, as a shell counts them. */
function cpuOf(folder: string, file: string, runs: number, more: readonly string[]): number {
  const words = [process.execPath, ...wordsOf(folder, file, runs), ...more].map((word) => `'${word}'`).join(' ');
  const times = Array.from({ length: TURNS }, () => {
    const shell = spawnSync('sh', ['-c', `${words} > /dev/null 2>&1 && times`], {
      encoding: 'utf8',
    });
    if (shell.status !== 0) throw new Error(`${words} ended with code ${shell.status}`);
    // The second line has what ended processes took: user and system.
    const [user = 0, system = 0] = [...(shell.stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
      ([, minutes, seconds]) => 60 * Number(minutes) + Number(seconds),
    );
    return user + system;
  });
  return Math.min(...times);
}

/** A program loaded before the command, which tells the peak of memory in KB as it ends. */
const TELLS_PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";

/** Megabytes that the command takes at most, without charts. */
function peakOf(folder: string, file: string, runs: number): number {
  const words = ['--import', TELLS_PEAK, ...wordsOf(folder, file, runs), ...WITHOUT, '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  const told = [...stderr.matchAll(/^peak (\d+)$/gm)].map(([, peak]) => Number(peak));
  if (status !== 0 || told.length === 0) throw new Error(`${words.join(' ')} ended with code ${status}: ${stderr}`);
  return Math.max(...told) / 1024;
}

async function untilTable(folder: string, runs: number): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 2 * TURNS; turn++) {
    const started = performance.now();
    const child = spawn(process.execPath, wordsOf(folder, FILE, runs), { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    times.push((performance.now() - started) / 1000);
    await ended;
  }
  return Math.min(...times);
}
