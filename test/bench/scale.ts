/**
 * `npm run scale`: what the stages of a central run cost in CPU and memory as networks grow, each size in a process of
 * its own; sizes may be named, as in `npm run scale -- 100 400`. Compare within one run: times on a shared machine mean
 * little by themselves.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginFolder } from '../../src/cli/files.ts';
import { writeNumbers } from '../../src/cli/numbers.ts';
import { readText } from '../../src/cli/read-file.ts';
import { answer, chartsOf, compile, readScenario } from '../../src/index.ts';
import { simulateCentral } from '../../src/simulation/simulate.ts';
import { gridFiles } from './grid.ts';

const SIZES = [100, 400, 1000, 2000, 5000];
const WEEKS = 104;

/** Runs one size and prints a line: seconds of CPU of each stage, and the peak of memory so far. */
function measure(stockpiles: number, folder: string): void {
  const files = gridFiles(stockpiles, WEEKS);
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const path = join(folder, files.at(-1)?.name as string);
  const parts = [String(stockpiles).padStart(6)];
  const stage = <T>(name: string, work: () => T): T => {
    const before = process.cpuUsage();
    const made = work();
    const { user, system } = process.cpuUsage(before);
    const peak = process.resourceUsage().maxRSS / 1024;
    parts.push(`${name} ${((user + system) / 1e6).toFixed(2)} s, ${peak.toFixed(0)} MB`);
    return made;
  };
  const { scenario } = stage('read', () => readScenario(path, readText));
  if (scenario === undefined) throw new Error('a grid that is not sound');
  const model = stage('compile', () => compile(scenario));
  stage('simulate', () => simulateCentral(model));
  const found = stage('all of an answer', () => answer(scenario));
  if (!found.ok) throw new Error('a grid that cannot run');
  const out = beginFolder({ path: join(folder, 'results'), kind: 'run', force: false, why: undefined });
  stage('numbers', () => writeNumbers({ folder: out, answer: found.value, ensemble: undefined }));
  stage('charts', () => chartsOf({ ...found.value, model: found.value.run.model }));
  console.log(parts.join(' | '));
}

const [first, ...rest] = process.argv.slice(2);
if (first === 'measure') measure(Number(rest[0]), rest[1] as string);
else {
  const sizes = first === undefined ? SIZES : [first, ...rest].map(Number);
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-scale-'));
    spawnSync(process.execPath, [process.argv[1] as string, 'measure', String(size), folder], { stdio: 'inherit' });
    rmSync(folder, { recursive: true });
  }
}
