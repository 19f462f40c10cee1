/**
 * What commands cost from their start to their files, and how long until the table stands on the terminal. The command
 * must have been built. The least of some turns counts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gridFiles } from './grid.ts';

const FILE = 'scenarios/six-month-licence.yaml';
const COMMAND = 'dist/chokepoint.js';
const TURNS = 2;

/** Prints a row for each figure that the program is held to. */
export async function printCommands(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  try {
    console.log('\nthe flagship from start to files, seconds of CPU');
    const without = ['--no-charts'];
    const flagship = (runs: number, more: readonly string[] = []) => cpuOf(folder, FILE, runs, more);
    const [all, almost] = [flagship(10_000, without), flagship(9999, without)];
    row('10,000 replicates', flagship(10_000));
    row('10,000 replicates, without charts', all);
    row('1,000 replicates', flagship(1000));
    row('one run', flagship(1));
    row('one run, without charts', flagship(1, without));
    row('9,999 replicates, times 10,000', almost / all);
    console.log('seconds until the table is there');
    row('1,000 replicates', await untilTable(folder, 1000));
    row('one run', await untilTable(folder, 1));
    console.log('104 weeks, 200 replicates, without charts: milliseconds of CPU a stockpile');
    const [few, many] = [400, 1000].map((stockpiles) => {
      const files = gridFiles(stockpiles, 104);
      for (const { name, text } of files) writeFileSync(join(folder, name), text);
      return (1000 * cpuOf(folder, join(folder, files.at(-1)?.name as string), 200, without)) / stockpiles;
    }) as [number, number];
    row('400 stockpiles', few);
    row('1,000 stockpiles', many);
    row('1,000 stockpiles, times 400', many / few);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(name: string, value: number): void {
  console.log(`  ${name.padEnd(36)}${value.toFixed(2).padStart(8)}`);
}

function wordsOf(folder: string, file: string, runs: number): string[] {
  return [COMMAND, 'run', file, '--runs', String(runs), '--out', join(folder, 'out')];
}

/** Seconds of CPU of the command and all that it starts, as a shell counts them. */
function cpuOf(folder: string, file: string, runs: number, more: readonly string[]): number {
  const words = [process.execPath, ...wordsOf(folder, file, runs), ...more].map((word) => `'${word}'`).join(' ');
  const times = Array.from({ length: TURNS }, () => {
    const shell = spawnSync('sh', ['-c', `${words} > /dev/null 2>&1 && times`], { encoding: 'utf8' });
    if (shell.status !== 0) throw new Error(`${words} ended with code ${shell.status}`);
    // The second line has what ended processes took: user and system.
    const [user = 0, system = 0] = [...(shell.stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
      ([, minutes, seconds]) => 60 * Number(minutes) + Number(seconds),
    );
    return user + system;
  });
  return Math.min(...times);
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
